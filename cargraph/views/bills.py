"""What a construct is made of, slot by slot; an empty slot is shown as not reported."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cargraph.model import Kind, Predicate
from cargraph.views.model import Bill, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.views.model import Claim, Node

_OF_PREDICATE = {
    Predicate.TARGETS: "Target",
    Predicate.EXPRESSES: "Payload",
    Predicate.SILENCES: "Silenced",
}
_OF_ROLE = {
    "binder": "Binder",
    "hinge": "Hinge",
    "transmembrane": "Hinge",
    "costimulation": "Costimulation",
    "signalling": "Signalling",
    "payload": "Payload",
    "edited_gene": "Edits",
    "editing": "Edits",
    "safety_switch": "Safety switch",
    "marker": "Marker",
    "vector": "Vector",
    "delivery": "Vector",
    "source": "Cell source",
    "architecture": "Architecture",
}
_ALWAYS = ("Target", "Binder", "Costimulation", "Signalling", "Payload", "Silenced", "Vector")
_ORDER = (
    *_ALWAYS[:2],
    "Hinge",
    *_ALWAYS[2:6],
    "Edits",
    "Safety switch",
    "Marker",
    "Vector",
    "Cell source",
    "Architecture",
    "Other parts",
)


def bills(nodes: Sequence[Node], claims: Sequence[Claim]) -> tuple[Bill, ...]:
    """Return the bill of every construct, in the order of the nodes."""
    parts: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, claim in enumerate(claims):
        if slot := slot_of(claim.predicate, nodes[claim.object].role):
            parts[claim.subject][slot].append(index)
    return tuple(Bill(index, _slots(parts[index])) for index, node in enumerate(nodes) if node.kind is Kind.CONSTRUCT)


def slot_of(predicate: str, role: str) -> str:
    """Return the slot that a relation fills, or an empty text where it says nothing of the make.

    >>> slot_of("has_component", "costimulation")
    'Costimulation'
    >>> slot_of("treats", "")
    ''
    """
    if predicate != Predicate.HAS_COMPONENT:
        return {str(key): slot for key, slot in _OF_PREDICATE.items()}.get(predicate, "")
    return _OF_ROLE.get(role, "Other parts")


def _slots(filled: dict[str, list[int]]) -> tuple[Slot, ...]:
    return tuple(Slot(name, tuple(filled.get(name, ()))) for name in _ORDER if name in _ALWAYS or name in filled)
