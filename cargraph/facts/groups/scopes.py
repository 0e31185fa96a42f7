"""Patients set apart who are no arm of their own in a sentence but narrow its arms: "in patients with X, A beat B"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token

_TWO = 2


def scoped(inventory: Inventory, tokens: Sequence[Token]) -> tuple[Sequence[Token], Group | None]:
    """Return the tokens of a sentence with those arms alone that hold numbers, and the group that narrows them.

    Where the patients set apart and the paper's only product are named, the product gives way; where arms are held
    against each other among such patients, they are the scope and the arms remain.
    """
    places = [i for i, t in enumerate(tokens) if t.scope]
    first = next((i for i, t in enumerate(tokens) if t.tag is Tag.QUANTITY), len(tokens))
    if len(places) != 1 or places[0] > first:
        return tokens, None
    own = inventory.group(tokens[places[0]])
    arms = {i: inventory.group(t) for i, t in enumerate(tokens) if i != places[0] and inventory.is_arm(t)}
    others = set(arms.values())
    if not others or (own.subject is None and len(inventory.products) == 1):
        return tokens, None
    if all(g.label is None and g.subject == own.subject for g in others):
        return [replace(t, tag=Tag.NAME) if i in arms else t for i, t in enumerate(tokens)], None
    if len(others) >= _TWO or all(g.label is None for g in others):
        return [replace(t, tag=Tag.NAME) if i == places[0] else t for i, t in enumerate(tokens)], own
    return tokens, None
