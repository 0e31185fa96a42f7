"""What is a factor at all, what it is held against, and the comparison that a claim of it makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.complement import complement, is_graded
from cargraph.facts.comparisons.rivals import rival_of
from cargraph.facts.comparisons.stating import stated
from cargraph.facts.groups.group import Group
from cargraph.facts.results.qualifiers import modifier
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.model import Comparison, Evidence


def is_factor(inventory: Inventory, label: str, *, plain: bool, listed: bool) -> bool:
    """Tell whether a label is a factor: a measure that is only named correlates, which is no comparison.

    plain: whether the link says neither more nor less, so that the label has to tell who is compared.
    listed: whether it need not be told who is compared, as in a list of factors, or where a link is denied.
    """
    if any(inventory.is_class(e.id) and label.lower() in map(str.lower, e.names) for e in inventory.entities.values()):
        return False
    if not plain:
        return True
    if not is_graded(label) and not listed:
        return False
    lower, graded = (
        label.lower(),
        bool(re.match(r"(?:elevated|high|low|increased|decreased|bulky)\b", label, re.IGNORECASE)),
    )
    for entity in inventory.entities.values():
        told = any(re.search(rf"\b{re.escape(name.lower())}\b", lower) for name in entity.names)
        if told and not graded and (inventory.is_class(entity.id) or entity.kind in _MEASURED):
            return False
    return True


_MEASURED = frozenset({Kind.ENDPOINT, Kind.CYTOKINE, Kind.BIOMARKER, Kind.TOXICITY})


def held_against(inventory: Inventory, label: str, than: str | None, *, denied: bool = False) -> Group | None:
    """Return what a factor is held against: what the sentence names, the paper's rival, or its plain opposite.

    denied: whether the factor makes no difference; "age" and "residence" then have no opposite, "high LDH" has.
    """
    if than:
        return Group(None, than)
    product = next((p for p in inventory.products if label.lower() in _names(inventory, p)), None)
    if product and (other := rival_of(inventory, Group(product))):
        return other
    opposite = "" if denied and not is_graded(label) else complement(label)
    return rival_of(inventory, Group(None, label)) or (Group(None, opposite) if opposite else None)


def _names(inventory: Inventory, entity: str) -> set[str]:
    return {name.lower() for name in (inventory.entities[entity].label, *inventory.entities[entity].names)}


def linked(
    tokens: Sequence[Token],
    outcome: int,
    label: str,
    against: Group | None,
    direction: str,
    stats: list[Token],
    proof: Evidence,
) -> Comparison:
    """Return the comparison of a factor, by its label, with what it is held against, in one outcome.

    stats: the p-value and the ratio of this factor and outcome.
    """
    own = next((t.entity for t in tokens if t.tag is Tag.ARM and t.mention and t.text == label.lower()), None)
    opposite = against is not None and against.label == complement(label)
    return stated(
        (Group(own) if own else Group(None, label), None if own and opposite else against),
        tokens[outcome].entity,
        proof,
        direction=direction,
        grade=modifier(tokens, outcome),
        p=next((t for t in stats if t.tag is Tag.P), None),
        ratio=next((t for t in stats if t.tag is Tag.RATIO), None),
    )
