"""The products that a paper sets against each other."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.opponents import told_opponents
from cargraph.facts.groups.arm_names import is_comparator, names_the_class
from cargraph.facts.groups.group import Group
from cargraph.model import Kind

if TYPE_CHECKING:
    from cargraph.facts.groups.arms import Inventory

_TWO = 2
_AIMED = frozenset({"anti", "targeted", "targeting", "directed", "specific", "against"})


def rivals(inventory: Inventory) -> tuple[str, ...]:
    """Return the products of a paper without the class they belong to: axi-cel and tisa-cel, not "CD19 CAR T cells"."""
    antigens = {
        word
        for entity in inventory.entities.values()
        if entity.kind is Kind.ANTIGEN
        for name in entity.names
        for word in _words(name)
    }
    own = tuple(p for p in inventory.products if not _is_class_of(inventory.entities[p].label, antigens))
    return own if len(own) > 1 else inventory.products


def pair_of(inventory: Inventory) -> tuple[Group, Group] | None:
    """Return the two groups that a paper compares, where there are two and neither is part of the other."""
    if inventory.pair is None and (told := told_opponents(inventory)) is not None:
        return told
    pair = inventory.pair or _controlled(inventory)
    if pair is None:
        products = rivals(inventory)
        return (Group(products[0]), Group(products[1])) if len(products) == _TWO else None
    labels = [group.label for group in pair if group.label]
    alone = labels[0] if len(labels) == 1 else None
    if alone is None or is_comparator(alone) or alone in inventory.tokens.rivals.names.values():
        return pair
    return told_opponents(inventory)


def rival_of(inventory: Inventory, group: Group) -> Group | None:
    """Return the other of the two groups that a paper compares, by an opponent's name within a label too."""
    for own, other in [p for pair in (pair_of(inventory), inventory.halves) if pair for p in (pair, pair[::-1])]:
        same = own == group or (own.subject == group.subject and own.label is None and group.label is None)
        if same or (own.label and group.label and own.label.lower() in group.label.lower()):
            return other
    return None


def _controlled(inventory: Inventory) -> tuple[Group, Group] | None:
    """Return the only product and the only control group that a paper names."""
    if len(inventory.products) != 1:
        return None
    tokens = (t for s in inventory.annotation.sentences for t in inventory.tokens.of(s))
    told = Counter(inventory.group(t) for t in tokens if t.label and inventory.is_arm(t))
    controls = [group for group, times in told.items() if group.subject is None and times > 1]
    return (Group(inventory.products[0]), controls[0]) if len(controls) == 1 else None


def _is_class_of(label: str, antigens: set[str]) -> bool:
    rest = [word for word in _words(label) if word not in antigens | _AIMED]
    return names_the_class(" ".join(rest))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())
