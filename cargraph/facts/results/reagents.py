"""Amounts of what was put into a culture, which are no measurements: "with 10 ng/ml IL-4"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token
    from cargraph.mentions.quantities import Quantity

_YIELDED = frozenset(
    "secreted secrete secreting secretion produced produce producing production released release releasing reached "
    "contained detected measured peak median mean level levels".split()
)
_ADDED = frozenset("with in of to plus and or containing by at".split())
_NEAR = 6


def is_reagent(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a number is the concentration that a cytokine was added at.

    It stands right before the cytokine, behind a word of adding, and nothing was secreted.
    """
    if quantity.value is None or "/" not in (quantity.unit or ""):
        return False
    named = tokens[at + 1].mention if at + 1 < len(tokens) else None
    before = [t.text for t in tokens[max(0, at - _NEAR) : at]]
    added = not before or before[-1] in _ADDED
    return added and named is not None and named.kind is Kind.CYTOKINE and _YIELDED.isdisjoint(before)
