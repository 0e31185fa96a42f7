"""Amounts of what was put into a culture, which are no measurements: "with 10 ng/ml IL-4", "with 10% FBS"."""

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
_MEDIA = frozenset(
    "fbs fcs bsa hsa fetal foetal bovine serum albumin dmso pbs rpmi dmem medium glutamine penicillin streptomycin "
    "paraformaldehyde agarose tween triton ficoll dextran sucrose glucose dextrose".split()
)
_NEAR = 6


def is_reagent(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a number is the concentration that a cytokine was added at, or the share of what a medium holds.

    It stands right before the cytokine, behind a word of adding, and nothing was secreted.
    """
    if quantity.percent is not None and not _MEDIA.isdisjoint(t.text.lower() for t in tokens[at + 1 : at + 3]):
        return True
    if quantity.value is None or "/" not in (quantity.unit or ""):
        return False
    named = tokens[at + 1].mention if at + 1 < len(tokens) else None
    before = [t.text for t in tokens[max(0, at - _NEAR) : at]]
    added = not before or before[-1] in _ADDED
    if not added or named is None:
        return False
    return named.kind is Kind.ANTIGEN or (named.kind is Kind.CYTOKINE and _YIELDED.isdisjoint(before))
