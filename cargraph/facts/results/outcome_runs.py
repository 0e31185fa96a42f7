"""Outcomes that a sentence names side by side: "CRS, ICANS and fever"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

JOINS = frozenset({",", "and", "or", "nor", "&", ";", "/"})
_STEPS = JOINS | frozenset(
    {"rates", "rate", "of", "the", "cumulative", "incidence", "incidences", "patients", "in", "median", "first", "that"}
)


def outcome_runs(tokens: Sequence[Token]) -> list[list[int]]:
    """Return the runs of outcomes joined by commas and "and"; a bracketed second name does not count twice."""
    runs: list[list[int]] = []
    for at, token in enumerate(tokens):
        if token.tag is not Tag.OUTCOME:
            continue
        last = runs[-1][-1] if runs else None
        joined = any(t.text in {"and", "or", ","} for t in tokens[(last or 0) + 1 : at])
        if last is not None and tokens[last].entity == token.entity and at - last <= 3 and not joined:
            continue
        if last is not None and _in_step(tokens, last, at):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _in_step(tokens: Sequence[Token], a: int, b: int) -> bool:
    gap = [t for t in tokens[a + 1 : b] if not (t.depth > tokens[a].depth or t.text in {"(", ")", "[", "]"})]
    if tokens[a].depth != tokens[b].depth or any(t.text == ";" and not t.depth for t in gap):
        return False
    if [t.text for t in gap] == [","] and _is_fronted(tokens, a):
        return False
    if [t.text for t in gap[:1]] == ["of"] and [t.tag for t in gap[1:]] == [Tag.GRADE]:
        return True
    if not any(t.text in JOINS for t in gap) or any(t.tag is Tag.QUANTITY for t in gap):
        return False
    return len(gap) <= 5 and all(t.text in _STEPS or t.tag == Tag.GRADE or t.text in words.DETERMINERS for t in gap)


_FRONTING = frozenset({"at", "after", "following", "despite", "before", "during", "upon"})
_SHORT = 6


def _is_fronted(tokens: Sequence[Token], outcome: int) -> bool:
    """Tell whether an outcome is that of the phrase that opens a sentence: "After a relapse, CRS and ICANS ..."."""
    plain = all(t.tag is Tag.WORD and t.text != "," for t in tokens[:outcome])
    return 0 < outcome < _SHORT and tokens[0].text in _FRONTING and plain
