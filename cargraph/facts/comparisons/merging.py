"""Comparisons told twice -> one, with the evidence of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.model import Comparison

_GRAVE = frozenset({">=3", "3-4", "severe", "3-5"})


def merged(found: Iterable[Comparison]) -> list[Comparison]:
    """Merge repeats: equal ones, and one told again without its p-value or grade."""
    out: list[Comparison] = []
    for comparison in sorted(found, key=lambda c: (c.p is None, c.value is None, c.evidence[0].span)):
        place = next((i for i, c in enumerate(out) if _repeats(comparison, c)), None)
        if place is None:
            out.append(comparison)
        else:
            known = out[place]
            extra = tuple(e for e in comparison.evidence if e not in known.evidence)
            out[place] = replace(
                known, evidence=known.evidence + extra, direction=known.direction or comparison.direction
            )
    return sorted(out, key=lambda c: c.evidence[0].span)


def _repeats(new: Comparison, known: Comparison) -> bool:
    if (new.a, new.b, new.outcome) != (known.a, known.b, known.outcome) or (new.table is None) != (known.table is None):
        return False
    if new.direction and known.direction and new.direction != known.direction:
        return False
    return (new.p in {None, known.p}) and (new.value in {None, known.value}) and _as_grave(new.grade, known.grade)


def _as_grave(new: str | None, known: str | None) -> bool:
    """Tell whether two statements can be of one grade: unsaid and any are one, and so are the ways to say severe."""
    return new in {None, "any", known} or {new, known} <= _GRAVE
