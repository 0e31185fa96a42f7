"""Sizes told of each of two groups at once: "20 per arm", "150 remained in each group", "187 matched pairs"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag, Token
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group

_TWO = 2
_GROUPS = frozenset({"arm", "group", "cohort", "treatment", "product"})
_BETWEEN = frozenset("( ) patients pts adults remained were left retained matched included well - balanced".split())
_PAIRED = _BETWEEN | frozenset({"patient", "propensity", "score", "comparable"})
_MATCHING = Sieve(r"\b(?:propensity|match(?:ed|ing))\b", re.IGNORECASE)


def of_each(inventory: Inventory, tokens: Sequence[Token], at: int) -> int | None:
    """Return how many patients each of two groups holds, None where a number does not say so."""
    quantity = tokens[at].quantity
    if quantity is None or not quantity.count or quantity.total or quantity.percent is not None:
        return None
    return quantity.count if _per_group(tokens, at) or _pairs(inventory, tokens, at) else None


def each_of(inventory: Inventory) -> Sequence[Group]:
    """Return the two groups of which a size "per cohort" is: the products compared, or the parts of those treated."""
    rivals = inventory.named.rivals
    if len(rivals) > _TWO:
        return []
    products = [inventory.product_group(p) for p in rivals]
    return products if len(products) == _TWO else inventory.labelled_so_far()


def _per_group(tokens: Sequence[Token], at: int) -> bool:
    said = _after(tokens, at, _BETWEEN)
    return (said[:1] == ["per"] and {*said[1:2]} <= _GROUPS) or (said[:2] == ["in", "each"] and {*said[2:3]} <= _GROUPS)


def _pairs(inventory: Inventory, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is of the pairs that a matching left: "After matching, 187 pairs remained"."""
    said = _after(tokens, at, _PAIRED)
    return said[:1] == ["pairs"] and said[1:2] != ["of"] and _MATCHING.somewhere(inventory.annotation.paper.text)


def _after(tokens: Sequence[Token], at: int, passed: frozenset[str]) -> list[str]:
    near = list(tokens[at + 1 : at + 9])
    first = next((i for i, t in enumerate(near) if t.tag is not Tag.WORD or t.text not in passed), len(near))
    return [t.text for t in near[first : first + 3]]
