"""Groups that each have statistics of their own: "more X with A (p = .02) and with B (p = .03) than with C"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.clauses import clause
from cargraph.facts.comparisons.stating import as_number, pointing, shows_none, stated
from cargraph.facts.listed_ratios import VERSUS
from cargraph.facts.results.qualifiers import grade_of
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.comparisons.cues import Cue
    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.model import Evidence

_STATISTICS = frozenset({Tag.P, Tag.RATIO})
_MARKERS = words.MARKERS | words.COMPARED | VERSUS
_LEADING = frozenset({":", ",", "(", "[", "=", "with", "an", "a"})
_SEVERAL = 2
_NEAR = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """A group with what the bracket behind it tells, and where it stands."""

    group: Group
    at: int
    p: Token | None
    ratio: Token | None


def dealt(
    inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int], limit: int, proof: Evidence
) -> Iterator[Claim]:
    """Yield a claim for each of several groups of a clause that have statistics in the bracket behind them.

    They stand on one side of "than", "versus", "against" or "compared with"; a group without any on the other.
    limit: where the next comparing word stands, or the end.
    """
    low, high = clause(tokens, cue)
    high = min(high, limit)
    told = list(_with_statistics(inventory, tokens, low, high))
    marker = next((i for i in range(low, high) if tokens[i].text in _MARKERS and not tokens[i].depth), None)
    if len(told) < _SEVERAL or marker is None or len(outcomes) != 1:
        return
    leading = marker <= low + 1  # "Compared with C, more X was seen with A (...) and B (...)"
    behind = [] if leading else [one for one in told if one.at > marker]
    if behind and (len(behind) < len(told) or any(one.group.subject is None for one in behind)):
        return  # "higher in A than in B (p = .02) and in C (p = .03)" may hold C against others than C
    plain = range(low, marker) if behind else range(marker + 1, told[0].at if leading else high)
    given = {one.group for one in told}
    others = [inventory.group(tokens[i]) for i in plain if inventory.is_arm(tokens[i]) and not tokens[i].depth]
    others = [group for group in dict.fromkeys(others) if group not in given]
    if len(others) != 1:
        return
    at, direction = outcomes[0], pointing(inventory, tokens, cue, outcomes[0])
    for one in told:
        sides = (others[0], one.group) if behind else (one.group, others[0])
        made = stated(
            sides,
            tokens[at].entity,
            proof,
            direction=direction,
            grade=grade_of(tokens, at, at),
            p=one.p,
            ratio=one.ratio,
        )
        yield Claim(made, at, cue.start, Weight.TOLD)


def opposed(inventory: Inventory, tokens: Sequence[Token], proof: Evidence) -> Iterator[Claim]:
    """Yield a claim for each "A versus B: HR 0.57, p = 0.07" of a list of such, of the outcome before them."""
    joints = [i for i in range(1, len(tokens) - 1) if tokens[i].text in VERSUS]
    joints = [i for i in joints if inventory.is_arm(tokens[i - 1]) and inventory.is_arm(tokens[i + 1])]
    limits = [*(i - 1 for i in joints[1:]), len(tokens)]
    for joint, limit in zip(joints, limits, strict=False):
        at = next((i for i in range(joint, -1, -1) if tokens[i].tag is Tag.OUTCOME and not tokens[i].depth), None)
        first = next((i for i in range(joint + 2, limit) if tokens[i].text not in _LEADING), limit)
        if at is None or first >= limit or tokens[first].tag not in _STATISTICS:
            continue
        stop = next((i for i in range(first, limit) if _is_next(tokens, i)), limit)
        found = tokens[first:stop]
        p, ratio = _first(found, Tag.P), _first(found, Tag.RATIO)
        sides = inventory.group(tokens[joint - 1]), inventory.group(tokens[joint + 1])
        if sides[0] != sides[1]:
            direction = "similar" if shows_none(p) else _way(ratio)
            made = stated(
                sides, tokens[at].entity, proof, direction=direction, grade=grade_of(tokens, at, at), p=p, ratio=ratio
            )
            yield Claim(made, at, joint, Weight.TOLD)


def _with_statistics(inventory: Inventory, tokens: Sequence[Token], low: int, high: int) -> Iterator[_Told]:
    for at in range(low, high - _NEAR):
        if inventory.is_arm(tokens[at]) and not tokens[at].depth and tokens[at + 1].text in {"(", "["}:
            end = next((i for i in range(at + 2, high) if not tokens[i].depth), high)
            p, ratio = _first(tokens[at + 2 : end], Tag.P), _first(tokens[at + 2 : end], Tag.RATIO)
            if p is not None or ratio is not None:
                yield _Told(inventory.group(tokens[at]), at, p, ratio)


def _is_next(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether another statement begins: behind a semicolon, but for a p-value's, or at another outcome."""
    behind = tokens[at + 1].tag if at + 1 < len(tokens) else None
    return tokens[at].tag is Tag.OUTCOME or (tokens[at].text == ";" and behind is not Tag.P)


def _first(tokens: Sequence[Token], tag: str) -> Token | None:
    return next((t for t in tokens if t.tag is tag), None)


def _way(ratio: Token | None) -> str | None:
    """Return the way a ratio points that no words explain: "lower" below 1, whatever it is of."""
    value = as_number(ratio.quantity.value) if ratio and ratio.quantity else None
    return None if value is None or value == 1 else "higher" if value > 1 else "lower"
