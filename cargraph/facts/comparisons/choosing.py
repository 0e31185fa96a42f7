"""Readings of one sentence -> those that stand: of each mention of an outcome the weightiest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.model import Comparison


class Weight(IntEnum):
    """How much speaks for a reading.

    By what tells it: one side alone, a change, a link, the paper's two groups, a ratio of its own, both sides.
    """

    ALONE = 1
    CHANGED = 2
    LINKED = 3
    KNOWN = 4
    RATED = 5
    TOLD = 6


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading: a comparison, the places of its outcome and of the word that makes the claim, and its weight."""

    comparison: Comparison
    outcome: int
    cue: int
    weight: Weight


def chosen(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that stand: of each mention of an outcome those of the weightiest reading, in their order.

    Of two cues that say something of the same sides, the one nearest to the outcome is read.
    """
    told = list(claims)
    best: dict[int, Weight] = {}
    for claim in told:
        best[claim.outcome] = max(best.get(claim.outcome, claim.weight), claim.weight)
    standing = [claim for claim in told if claim.weight == best[claim.outcome]]
    nearest: dict[tuple[int, str, str | None], Claim] = {}
    for claim in standing:
        known = nearest.setdefault(_whose(claim), claim)
        if _distance(claim) < _distance(known):
            nearest[_whose(claim)] = claim
    return [claim for claim in standing if _distance(claim) == _distance(nearest[_whose(claim)])]


def _whose(claim: Claim) -> tuple[int, str, str | None]:
    return claim.outcome, claim.comparison.a, claim.comparison.b


def _distance(claim: Claim) -> int:
    return abs(claim.outcome - claim.cue)
