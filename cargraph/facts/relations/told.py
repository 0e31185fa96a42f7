"""Which of several constructs in a sentence a thing is told of by name: "A in X and B in Y"."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from cargraph.model import Predicate

_BUILT = frozenset({Predicate.HAS_COMPONENT, Predicate.EXPRESSES})
_OPENS = re.compile(r"(?: [\w-]+){0,2}(?:/[\w α-ω-]+)? \((?:designated |termed |named |called )?")
"""What stands between a part and the name of the product that has it."""

_OPENED = re.compile(r"\s\((?:n\s?=\s?\d+\s?[;,]\s)?")
"""What stands between a product and the disease in the bracket behind it."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cargraph.facts.relations.found import Found
    from cargraph.facts.relations.mask import Masked
    from cargraph.facts.rules import Rule
    from cargraph.model import Span

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


def bracketed(hits: Iterable[Hit], masked: Masked, text: str) -> list[Hit]:
    """Return the hits, none of which gives a part to another product than a bracket behind it names: "X (A), Y (B)"."""
    found = list(hits)
    owners: dict[tuple[Predicate, int], set[int]] = defaultdict(set)
    for rule, subjects, objects in found:
        for subject in subjects:
            for thing in objects:
                if _is_in_bracket(rule.fact, masked.named[subject].span, masked.named[thing].span, text):
                    owners[rule.fact, thing].add(subject)
    return [one for hit in found for one in _of_owners(hit, owners)]


def _is_in_bracket(fact: Predicate, subject: Span, thing: Span, text: str) -> bool:
    """Tell whether a bracket behind a part names its product, or one behind a product the disease it is given for."""
    if fact in _BUILT:
        return _OPENS.fullmatch(text, thing.end, subject.start) is not None
    return fact == Predicate.TREATS and _OPENED.fullmatch(text, subject.end, thing.start) is not None


def _of_owners(hit: Hit, owners: Mapping[tuple[Predicate, int], set[int]]) -> Iterator[Hit]:
    """Give a hit, what has an owner only where that is among its subjects or understood."""
    rule, subjects, objects = hit
    free = tuple(one for one in objects if not subjects or (rule.fact, one) not in owners)
    if free:
        yield rule, subjects, free
    for one in objects if subjects else ():
        if mine := tuple(subject for subject in subjects if subject in owners.get((rule.fact, one), ())):
            yield rule, mine, (one,)


def otherwise(one: Found, told: Told, index: int) -> bool:
    """Tell whether the words give a thing to another construct, and other things to this one."""
    of_all = told[one.predicate]
    mine = of_all.get(one.subject, set())
    return bool(mine) and index not in mine and any(index in things for things in of_all.values())
