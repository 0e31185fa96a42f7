"""Outcomes that a sentence adds to what it says of others, or leaves out: "X was rarer, as was Y", "but not Z"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.runs import told_runs
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token

_SAME = frozenset({("as",), ("so",), ("so", "too"), ("nor",), ("neither",)})
_DENYING = frozenset({"nor", "neither"})
_VERBS = frozenset({"was", "were", "did", "is", "are", "had", "does", "do"})
_HOLDS = frozenset(
    {
        ("same", "was", "true", "of"),
        ("same", "was", "true", "for"),
        ("same", "held", "for"),
        ("same", "held", "true", "for"),
        ("same", "applied", "to"),
        ("same", "was", "seen", "for"),
    }
)
_LONGEST = 4
_FEW = 4


def likewise(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the outcomes behind a place of which the same is said: behind ", as was" or "the same was true of"."""
    for place in range(at + 1, len(tokens)):
        led = None if tokens[place].depth else _lead(tokens, place)
        if led is not None:
            run = next((r for r in told_runs(tokens) if r[0] >= led), [])
            denied = tokens[place].text in _DENYING
            return run if run and run[0] - led < _FEW and (denied or not _has_figures(tokens, run[-1])) else []
    return []


def _has_figures(tokens: Sequence[Token], outcome: int) -> bool:
    """Tell whether an outcome has figures of its own in a bracket, by which it is read: "as was ORR (77% vs 79%)"."""
    behind = itertools.takewhile(lambda t: t.depth or t.text == "(", tokens[outcome + 1 :])
    return any(t.tag in {Tag.QUANTITY, Tag.P, Tag.RATIO} for t in behind)


def _lead(tokens: Sequence[Token], place: int) -> int | None:
    """Return the place behind the words that open there and say that the same holds, None where they do not."""
    said = tuple(t.text for t in tokens[place : place + _LONGEST])
    for lead in _HOLDS:
        if said[: len(lead)] == lead:
            return place + len(lead)
    before = tokens[place - 1].text if place else ""
    for lead in _SAME:
        if said[: len(lead)] == lead and said[len(lead) : len(lead) + 1] and said[len(lead)] in _VERBS:
            return place + len(lead) + 1 if before in {",", "and", ";"} else None
    return None


def excepted(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the outcomes behind a place that are left out of what is said: "more CRS (31% v 18%) but not ICANS"."""
    opened = range(at + 1, len(tokens) - 1)
    place = next(
        (i for i in opened if not tokens[i].depth and [t.text for t in tokens[i : i + 2]] == ["but", "not"]), -1
    )
    if place < 0 or any(t.text == ";" or (t.tag is Tag.OUTCOME and not t.depth) for t in tokens[at + 1 : place]):
        return []
    run = next((r for r in told_runs(tokens) if r[0] > place), None)
    gap = tokens[place + 2 : run[0]] if run else ()
    return run if run and all(t.text in _EXCEPTING or t.tag is Tag.GRADE for t in gap) else []


_EXCEPTING = frozenset(
    "with of in on to for the a an any rate rates incidence risk higher increased lower reduced severe worse".split()
)
