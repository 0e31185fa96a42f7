"""What known products are aimed at: kept to tell products apart, never told as a fact."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cargraph.resources import ontologies, rule_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS = frozenset({"targets", "products"})


@cache
def known_targets() -> Mapping[str, frozenset[str]]:
    """Return what each product of the shipped list is aimed at, by label. Raises RuleError naming the row."""
    path = ontologies() / "rules" / "aims.yaml"
    rows = rule_rows(path, needed=_KEYS)
    return {product: frozenset(row["targets"]) for _, row in rows for product in row["products"]}
