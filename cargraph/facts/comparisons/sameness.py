"""Which outcome is a kind of which, and which labels name one side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cargraph.model import Comparison, Entity

_WIDE_ROLES = {
    "response": frozenset({"response"}),
    "efficacy": frozenset({"response", "survival"}),
    "clinical outcome": frozenset({"response", "survival"}),
    "survival": frozenset({"survival"}),
}
_WIDE_KINDS = {
    "cytokines": Kind.CYTOKINE,
    "toxicity": Kind.TOXICITY,
    "adverse event": Kind.TOXICITY,
    "safety": Kind.TOXICITY,
}
_FILLING = frozenset("a an the of in on to for with and or by from that these this cells cell".split())
_SHARED = 0.6


class Kinds:
    """Which outcome of one paper is a kind of which: by its broader term, or under a word for all of its sort."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities

    def is_wide(self, outcome: str) -> bool:
        """Tell whether an outcome, by its id, is a word for all of its sort: "efficacy", "cytokines"."""
        entity = self.entities.get(outcome)
        return entity is not None and (entity.label in _WIDE_ROLES or entity.label in _WIDE_KINDS)

    def is_wider(self, wide: str, narrow: str) -> bool:
        """Tell whether an outcome, by its id, takes in another: "response" the objective response rate."""
        one, other = self.entities.get(wide), self.entities.get(narrow)
        if one is None or other is None:
            return False
        of_role = one.kind is other.kind and other.role in _WIDE_ROLES.get(one.label, ())
        return other.broader == one.label or of_role or _WIDE_KINDS.get(one.label) is other.kind


def same_label(one: str, other: str) -> bool:
    """Tell whether two labels name one thing in other words, by the words that tell something.

    >>> same_label("co-expression of switch receptors for PD-L1", "co-expression of a PD-L1 switch receptor")
    True
    """
    a, b = _telling(one), _telling(other)
    return len(a & b) > 1 and len(a & b) >= _SHARED * len(a | b)


def _telling(label: str) -> set[str]:
    words = re.findall(r"[^\W_]+", label.lower())
    return {w.removesuffix("s") for w in words} - _FILLING


def one_side_of(new: Comparison, known: Comparison) -> bool:
    """Tell whether a statement names only what a known one holds against another: "A had more X", "of A, more X".

    What is said to change a product's outcome, its second side, is told of that product against its rival.
    """
    if known.b is None:
        return False
    return (new.b is None and new.a == known.a) or (new.b == known.a and new.direction == "similar")
