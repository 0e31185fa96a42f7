"""Short forms of more meanings (OS, CR, ALL) that the other terms of a paper settle."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cargraph.model import Kind
from cargraph.resources import ontologies, rule_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS = frozenset({"kind", "labels", "beside", "why"})


@cache
def beside() -> Mapping[tuple[Kind, str], frozenset[str]]:
    """Return the shipped terms, by kind and label, and the roles beside which each is meant.

    Raises RuleError naming the row and the mend.
    """
    path = ontologies() / "rules" / "short_forms.yaml"
    found: dict[tuple[Kind, str], frozenset[str]] = {}
    for _, row in rule_rows(path, needed=_KEYS):
        found |= {(Kind(row["kind"]), label): frozenset(row["beside"]) for label in row["labels"]}
    return found


def settled_by(roles: set[str]) -> frozenset[tuple[Kind, str]]:
    """Return the terms whose short form counts undefined beside terms of these roles (OS beside PFS).

    >>> sorted(settled_by({"myeloma"}))
    [(<Kind.DISEASE: 'disease'>, 'multiple myeloma')]
    """
    return frozenset(term for term, wanted in beside().items() if wanted & roles)
