"""Which of several constructs in a sentence a thing is told of by name: "A in X and B in Y"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.facts.relations.found import Found
    from cargraph.facts.relations.mask import Masked
    from cargraph.facts.rules import Rule
    from cargraph.model import Predicate

    Hit = tuple[Rule, tuple[int, ...], tuple[int, ...]]
    Told = dict[Predicate, dict[str, set[int]]]


def by_name(hits: Iterable[Hit], masked: Masked) -> Told:
    """Return for each fact of a sentence which things its words give to which named subject."""
    told: Told = defaultdict(lambda: defaultdict(set))
    for rule, subjects, objects in hits:
        for subject in subjects:
            told[rule.fact][masked.named[subject].entity].update(objects)
    return told


def otherwise(one: Found, told: Told, index: int) -> bool:
    """Tell whether the words give a thing to another construct, and other things to this one."""
    of_all = told[one.predicate]
    mine = of_all.get(one.subject, set())
    return bool(mine) and index not in mine and any(index in things for things in of_all.values())
