"""Which of several constructs in a sentence a thing is told of by name: "A in X and B in Y"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cargraph.model import Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.facts.relations.found import Found
    from cargraph.facts.relations.mask import Masked
    from cargraph.facts.rules import Rule

    Hit = tuple[Rule, tuple[int, ...], tuple[int, ...]]
    Told = dict[Predicate, dict[str, set[int]]]


def by_name(hits: Iterable[Hit], masked: Masked) -> Told:
    """Return for each fact of a sentence which things its words give to which named subject."""
    told: Told = defaultdict(lambda: defaultdict(set))
    for rule, subjects, objects in hits:
        for subject in subjects:
            told[rule.fact][masked.named[subject].entity].update(objects)
    return told


def uncrossed(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits but those that read a disease backward across two products: "A for X and B for Y"."""
    found = list(hits)
    onward = [hit for hit in found if hit[0].fact == Predicate.TREATS and hit[1] and max(hit[1]) < min(hit[2])]
    return [
        hit
        for hit in found
        if not (
            hit[0].fact == Predicate.TREATS
            and hit[1]
            and max(hit[2]) < min(hit[1])
            and any(set(hit[2]) <= set(other[2]) and max(other[1]) < min(hit[2]) for other in onward)
            and any(set(hit[1]) <= set(other[1]) for other in onward)
        )
    ]


def otherwise(one: Found, told: Told, index: int) -> bool:
    """Tell whether the words give a thing to another construct, and other things to this one."""
    of_all = told[one.predicate]
    mine = of_all.get(one.subject, set())
    return bool(mine) and index not in mine and any(index in things for things in of_all.values())
