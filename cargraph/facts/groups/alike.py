"""Findings that are of both groups of a paper alike."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token

_ALIKE = {
    "both": frozenset("groups arms products cohorts cars constructs agents therapies treatments".split()),
    "either": frozenset("group arm product cohort car construct agent therapy treatment".split()),
    "each": frozenset({"group", "arm", "cohort"}),
    "whichever": frozenset({"treatment", "group", "arm", "product", "therapy"}),
}


def of_both(inventory: Inventory, tokens: Sequence[Token], at: int, outcome: int) -> tuple[Group, Group] | None:
    """Return the two groups a number is of alike: "in both groups was 3.0 months"."""
    alone = sum(t.tag is Tag.QUANTITY for t in tokens) == 1
    said = [t.text for t in tokens[0 if alone else min(at, outcome) : max(at, outcome) + 5]]
    alike = any(a in _ALIKE and b in _ALIKE[a] for a, b in itertools.pairwise(said))
    return (inventory.pair or inventory.halves) if alike else None


def of_neither(inventory: Inventory, tokens: Sequence[Token]) -> tuple[Group, ...]:
    """Return the two groups of which a denial is alike: "CRS occurred in neither group", "no CRS in either arm"."""
    said = ((a.text, b.text) for a, b in itertools.pairwise(tokens))
    alike = any(a in {"neither", "either"} and b in _ALIKE["either"] for a, b in said)
    return (inventory.pair or ()) if alike else ()
