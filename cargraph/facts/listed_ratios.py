"""Ratios of which a list tells the kind once: "hazard ratios for PFS: A vs B 0.46 (0.29-0.72), C vs B 0.53"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.token import Tag, Token
from cargraph.mentions.quantities import Sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.quantities import Quantity

_KINDS = {"hazard": "HR", "odds": "OR", "risk": "RR", "rate": "RR"}
_NAMED = {"hrs": "HR", "ors": "OR", "rrs": "RR"}
VERSUS = frozenset({"versus", "vs"})
"""What stands between two groups held against each other, and nothing else does."""


def with_listed_ratios(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens with the numbers behind "A versus B" as ratios, where the words before call them so."""
    kind = _kind(tokens)
    if kind is None:
        return tokens
    return tuple(
        replace(token, tag=Tag.RATIO, quantity=replace(quantity, sign=Sign.RATIO, text=kind))
        if (quantity := _number(tokens, at)) is not None
        else token
        for at, token in enumerate(tokens)
    )


def _kind(tokens: Sequence[Token]) -> str | None:
    for before, token in zip(("", *(t.text for t in tokens)), tokens, strict=False):
        if token.text in _NAMED:
            return _NAMED[token.text]
        if token.text in {"ratio", "ratios"} and before in _KINDS:
            return _KINDS[before]
    return None


def _number(tokens: Sequence[Token], at: int) -> Quantity | None:
    """Return the number that stands right behind "A versus B"."""
    quantity = tokens[at].quantity
    if at < len(("A", "versus", "B")) or tokens[at].tag is not Tag.QUANTITY or quantity is None:
        return None
    pair = tokens[at - 3].tag is tokens[at - 1].tag is Tag.ARM and tokens[at - 2].text in VERSUS
    return quantity if pair and isinstance(quantity.value, float) and quantity.unit is None else None
