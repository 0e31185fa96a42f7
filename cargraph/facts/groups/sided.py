"""Two results that a comparison holds against each other are of the comparison's two sides."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.groups.arm_names import is_comparator
from cargraph.facts.groups.ownership import UNSURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.model import Comparison, Observation

_AGAINST = r"[^;]{0,60}?(?:\b(?:vs|versus|v|and|against|than)\b\.?|\bcompared\s(?:with|to)\b)[^;\d]{0,30}?"


_TIME = re.compile(
    r"(?:(?:at|by|on|after|within)\s)?(?:(?P<before>baseline|enrolment|screening)"
    r"|(?:days?|weeks?|months?|years?)\s\+?\d+|\d+\s(?:days?|weeks?|months?|years?))",
    re.IGNORECASE,
)
"""A side that is a time and no group: "at month 6" against "baseline"."""
_RULE = "observation.arm.compared"


def is_open(one: Observation) -> bool:
    """Tell whether it was left open whose a result is."""
    return one.subject is None and one.arm is None and one.evidence[0].rule.startswith(f"observation.{UNSURE}")


def sided(
    observations: Sequence[Observation], comparisons: Iterable[Comparison], inventory: Inventory
) -> Iterator[Observation]:
    """Yield the observations, those of a compared pair ("21% vs 46%") given to the sides of their comparison.

    A pair is given where the text left open whose they are, and where its numbers bear the comparison's direction out;
    where the two are said to be alike, the sentence must name both sides in the order of the numbers.
    A side is one of the paper's constructs, or a label in the text's words.
    """
    told: dict[tuple[int, str, str | None], list[Comparison]] = {}
    for compared in comparisons:
        if compared.b is not None and compared.table is None:
            told.setdefault(_place(compared), []).append(compared)
    given: dict[int, Observation] = {}
    for first, second in _pairs(observations):
        known = told.get(_place(observations[first]), [])
        if len({(c.a, c.b) for c in known}) == 1 and _bears_out(observations[first], observations[second], known[0]):
            sides = (known[0].a, known[0].b or "")
            for at, side, other in ((first, *sides), (second, *sides[::-1])):
                given[at] = _of(observations[at], side, other, inventory)
    yield from (given.get(at, one) for at, one in enumerate(observations))


def _place(fact: Observation | Comparison) -> tuple[int, str, str | None]:
    return fact.evidence[0].span.start, fact.outcome, fact.grade


def _pairs(observations: Sequence[Observation]) -> Iterator[tuple[int, int]]:
    """Yield the places of two results of one thing in one sentence that its words hold against each other."""
    same: dict[tuple[object, ...], list[int]] = {}
    for at, one in enumerate(observations):
        if one.table is None and one.printed:
            key = (one.evidence[0].span.start, one.outcome, one.grade, one.stat, one.measure)
            same.setdefault(key, []).append(at)
    for places in same.values():
        if len(places) == 2:
            first, second = places
            one, other = observations[first], observations[second]
            if re.search(re.escape(one.printed) + _AGAINST + re.escape(other.printed), one.evidence[0].quote):
                yield first, second


def _bears_out(one: Observation, other: Observation, comparison: Comparison) -> bool:
    x, y = amount(one), amount(other)
    alike = (one.subject, one.arm) == (other.subject, other.arm)
    beside = not all(_is_side(told, comparison) for told in (one, other)) and _is_side(other, comparison)
    if x is None or y is None or not (alike or beside or is_open(one) or is_open(other)):
        return False
    if comparison.direction in {"higher", "lower"}:
        return x > y if comparison.direction == "higher" else x < y
    said = one.evidence[0].quote
    return 0 <= said.find(comparison.a) < said.find(comparison.b or "")


def _is_side(one: Observation, comparison: Comparison) -> bool:
    """Tell whether a result was given to one of the two that are compared."""
    return (one.arm or one.subject) in {comparison.a, comparison.b}


def amount(one: Observation) -> float | None:
    """Return how much a result says, as two results of one thing are compared: its share, its value, or infinity."""
    if one.percent is not None:
        return one.percent
    if isinstance(one.value, float):
        return one.value
    if one.value == "NR":
        return float("inf")
    return one.count / one.total if one.count is not None and one.total else None


def _of(one: Observation, side: str, other: str, inventory: Inventory) -> Observation:
    evidence = (replace(one.evidence[0], rule=_RULE), *one.evidence[1:])
    if (timed := _TIME.fullmatch(side)) is not None:
        own = one.subject or inventory.of_label
        return replace(one, subject=own, time=timed["before"] or one.time, evidence=evidence)
    total = None if one.carried else one.total
    kept = replace(one, total=total, carried=False, evidence=evidence)
    if side in inventory.constructs:
        return replace(kept, subject=side, arm=None)
    apart = other in inventory.constructs or is_comparator(side)
    return replace(kept, subject=None if apart else one.subject or inventory.of_label, arm=side)
