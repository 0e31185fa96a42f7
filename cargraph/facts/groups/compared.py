"""Which two groups a paper compares."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cargraph.facts.groups.group import Group
from cargraph.facts.groups.opposed import rivals_of_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.facts.groups.arms import Inventory

_TWO = 2
_AGAINST = frozenset({"than", "compared", "versus", "vs", "relative", "between", "against"})


def two_compared(inventory: Inventory) -> tuple[Group, Group] | None:
    """Return the two groups the paper compares, in its order, where it compares exactly two."""
    sized = list(dict.fromkeys(s.group for s in inventory.sizes if s.group.subject is None or s.group.label is None))
    if (parts := _parts(sized, inventory)) is not None:
        return parts[1], parts[2]
    if (rivals := rivals_of_title(inventory)) is not None:
        return rivals
    if len(inventory.products) > _TWO and inventory.titled and all(inventory.is_class(t) for t in inventory.titled):
        return None
    named = _apart([g for g in sized if g.subject in inventory.named.rivals or g.subject is None], inventory)
    titled = {t for t in inventory.titled if not inventory.is_class(t)}
    if named and titled and not titled & {g.subject for g in named}:
        return None
    if len(named) == 2:
        if any(_is_part(inventory, g) for g in named) and titled:
            return None
        first, second = sorted(named, key=lambda g: g.subject is None)  # what is tried is told first
        return _held_against(inventory, second) or first, second
    if named[2:]:
        return None
    if inventory.compares:
        return Group(inventory.named.rivals[0]), Group(inventory.named.rivals[1])
    divided = inventory.halves
    return divided if divided and any(g.subject is None for g in divided) else inventory.opposed


def _apart(sized: list[Group], inventory: Inventory) -> list[Group]:
    """Return the groups with sizes; the title's two products alone, beside which only parts of patients are counted."""
    products = [g for g in sized if g.label is None and g.subject is not None]
    titled = [g for g in products if g.subject in inventory.titled]
    return titled if len(titled) == _TWO == len(products) else sized


def whole_of_two(inventory: Inventory) -> Group | None:
    """Return the title's one product whose patients are those of two others together: "96 got X: 58 Y and 38 Z"."""
    parts = _parts(dict.fromkeys(s.group for s in inventory.sizes if s.group.label is None), inventory)
    return parts[0] if parts else None


def _parts(sized: Iterable[Group], inventory: Inventory) -> tuple[Group, Group, Group] | None:
    """Return the title's one product and the two others that make up its patients, None where it is not so."""
    products = [g for g in sized if g.label is None and g.subject in inventory.products]
    titled = [g for g in products if g.subject in inventory.titled]
    parts = [g for g in products if g not in titled]
    if len(titled) != 1 or len(parts) != _TWO:
        return None
    n = [inventory.size(g) or 0 for g in parts]
    return (titled[0], parts[0], parts[1]) if all(n) and inventory.size(titled[0]) == sum(n) else None


def _is_part(inventory: Inventory, group: Group) -> bool:
    """Tell whether a product beside the title's one is named in a single sentence: a few patients got it."""
    named = (m.sentence for m in inventory.annotation.mentions if m.entity == group.subject and not m.generic)
    return group.subject is not None and group.subject not in inventory.titled and len(set(named)) == 1


def _held_against(inventory: Inventory, control: Group) -> Group | None:
    """Return the labelled part of those treated that the sentence which counts a control sets against it."""
    counted = next((s.sentence for s in inventory.sizes if s.group == control), None)
    if counted is None or control.subject is not None:
        return None
    told = [s.group for s in inventory.sizes if s.sentence == counted and s.group.label and s.group.subject]
    named = (inventory.group(t) for t in inventory.tokens.of(counted) if t.label and inventory.is_arm(t))
    parts = [*told, *(g for g in named if g.subject is not None)]
    return parts[0] if parts and inventory.tokens.controls.named(control.label or "") is None else None


def holds_two(inventory: Inventory) -> bool:
    """Tell whether the paper holds two products against each other in one sentence."""
    if len(inventory.named.rivals) != _TWO:
        return False
    rivals, against = set(inventory.named.rivals), False
    told: Counter[str] = Counter()
    for sentence in inventory.annotation.sentences:
        tokens = inventory.tokens.of(sentence)
        named = rivals & {t.entity for t in tokens}
        told.update(named)
        against = against or (named == rivals and any(t.text in _AGAINST for t in tokens))
    return against and all(n > 1 for n in told.values())
