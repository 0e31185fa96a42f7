"""Comparisons told twice -> one, with the evidence of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.sameness import one_side_of, same_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cargraph.facts.comparisons.sameness import Kinds
    from cargraph.model import Comparison

_GRAVE = frozenset({">=3", "3-4", "severe", "3-5"})
_TURNED = {"lower": "higher", "higher": "lower"}
_SUMMED_UP = frozenset({"title", "abstract"})


def merged(found: Iterable[Comparison], kinds: Kinds) -> list[Comparison]:
    """Merge repeats: equal statements, one told again without its figures, and one told again of a wider outcome.

    What is merged becomes further evidence of the statement that says most: the one with a p-value, a ratio, a second
    side. kinds: tells which outcome of the paper is a kind of which.
    """

    def fullest(c: Comparison) -> tuple[object, ...]:
        return c.p is None, c.value is None, kinds.is_wide(c.outcome), c.b is None, c.evidence[0].span

    out = _together(sorted(found, key=fullest), _repeats)
    out = _together(out, lambda new, known: _retells(new, known, kinds))
    return sorted(out, key=lambda c: c.evidence[0].span)


def _together(told: Iterable[Comparison], is_same: Callable[[Comparison, Comparison], bool]) -> list[Comparison]:
    out: list[Comparison] = []
    for comparison in told:
        place = next((i for i, known in enumerate(out) if is_same(comparison, known)), None)
        if place is None:
            out.append(comparison)
        else:
            out[place] = _with_evidence(out[place], comparison)
    return out


def _with_evidence(known: Comparison, new: Comparison) -> Comparison:
    places = sorted({*known.evidence[1:], *new.evidence} - {known.evidence[0]}, key=lambda e: e.span)
    return replace(known, evidence=(known.evidence[0], *places), direction=known.direction or new.direction)


def _repeats(new: Comparison, known: Comparison) -> bool:
    """Tell whether two statements are of the same sides and outcome, and the new one says nothing else."""
    if new.outcome != known.outcome or not _as_grave(new.grade, known.grade) or not _same_figures(new, known):
        return False
    direction = new.direction
    if (new.a, new.b) == (known.b, known.a):
        direction = _TURNED.get(direction or "", direction)
    elif (new.a, new.b) != (known.a, known.b):
        return False
    return direction == known.direction or None in {direction, known.direction}


def _retells(new: Comparison, known: Comparison, kinds: Kinds) -> bool:
    """Tell whether a statement is a known one in other words: of a wider outcome, or of one side alone."""
    if not _agree(new.direction, known.direction) or not _as_grave(new.grade, known.grade):
        return False
    if {new.a, new.b} == {known.a, known.b} and new.outcome != known.outcome:
        later = new.evidence[0].section not in _SUMMED_UP
        figures = known.p is not None and ((new.p is None and later) or new.p == known.p)
        turned = new.a != known.a and new.direction in _TURNED
        return figures and new.value is None and not turned and kinds.is_wider(new.outcome, known.outcome)
    if new.outcome != known.outcome or new.p is not None or new.value is not None:
        return False
    if new.evidence[0].section == "title" and new.b is None and known.evidence[0].section != "title":
        return True
    return one_side_of(new, known) or ((known.b in {None, new.b} or new.b is None) and same_label(new.a, known.a))


def _agree(new: str | None, known: str | None) -> bool:
    """Tell whether two directions can be of one statement: "differs" holds both ways."""
    return new == known or new is None or (new == "differs" and known in _TURNED)


def _same_figures(new: Comparison, known: Comparison) -> bool:
    return (new.p in {None, known.p}) and (new.value in {None, known.value})


def _as_grave(new: str | None, known: str | None) -> bool:
    """Tell whether two statements can be of one grade: unsaid and any are one, and so are the ways to say severe."""
    return new in {None, "any", known} or {new, known} <= _GRAVE
