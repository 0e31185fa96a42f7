"""What known products are aimed at: kept to tell products apart, never told as a fact."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cargraph.errors import RuleError
from cargraph.resources import ontologies, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS = {"targets", "products"}


@cache
def known_targets() -> Mapping[str, frozenset[str]]:
    """Return what each product of the shipped list is aimed at, by label. Raises RuleError naming the row."""
    path = ontologies() / "rules" / "aims.yaml"
    rows = read_yaml(path)
    for number, row in enumerate(rows, start=1):
        if set(row) != _KEYS:
            raise RuleError(f"{path.name}, row {number}: write targets and products, and nothing else")
    return {product: frozenset(row["targets"]) for row in rows for product in row["products"]}
