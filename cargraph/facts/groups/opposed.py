"""The two groups of a paper that holds its product against one other treatment, in the order it names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group


def opposed(inventory: Inventory) -> tuple[Group, Group] | None:
    """Return the paper's product and its only control in the order of the text, None where there are more of either."""
    if not inventory.tokens.controls or len(inventory.products) != 1:
        return None
    found: list[Group] = []
    for sentence in inventory.annotation.sentences:
        for token in inventory.tokens.of(sentence):
            if token.tag is Tag.ARM and inventory.is_arm(token) and not token.scope:
                group = inventory.group(token)
                if group not in found and (group.label is None or group.subject is None):
                    found.append(group)
    controls = [g for g in found if g.subject is None and inventory.tokens.controls.named(g.label or "")]
    own = [g for g in found if g.label is None]
    if len(controls) != 1 or len(own) != 1:
        return None
    first, second = sorted((own[0], controls[0]), key=found.index)
    return first, second


def rivals_of_title(inventory: Inventory) -> tuple[Group, Group] | None:
    """Return the two that the title holds against each other where one at least is a drug without a CAR."""
    drugs = inventory.tokens.rivals.names
    if not drugs:
        return None
    named = [
        inventory.group(token)
        for sentence in inventory.annotation.sentences
        if sentence.section == "title"
        for token in inventory.tokens.of(sentence)
        if token.tag is Tag.ARM and token.mention and inventory.is_arm(token)
    ]
    groups = list(dict.fromkeys(g for g in named if g.label in drugs.values() or g.subject in inventory.products))
    rivals = [g for g in groups if g.label in drugs.values()]
    if len(rivals) == _TWO:
        return rivals[0], rivals[1]
    return (groups[0], groups[1]) if len(groups) == _TWO and rivals else None


_TWO = 2
