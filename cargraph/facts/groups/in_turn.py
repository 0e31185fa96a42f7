"""Groups gone through again in the same order: "CRS in 86% of A and 51% of B, and ICANS in 55% and 21%"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token


def in_turn(tokens: Sequence[Token], run: Sequence[int], numbers: Sequence[int], inventory: Inventory) -> list[Group]:
    """Return the groups that the numbers of a run are of, in step with them; none where the sentence does not tell.

    It does where as many groups as the run has numbers were each told with a number before it, none stands behind it,
    and one outcome at most stands between. run, numbers: the places of the run's quantities and of all of the sentence.
    """
    arms = [i for i, t in enumerate(tokens) if inventory.is_arm(t)]
    named = list(dict.fromkeys(inventory.group(tokens[i]) for i in arms))
    before = [i for i in numbers if i < run[0]]
    if not before or len(run) <= 1 or len(named) != len(run) or arms[-1] > run[0]:
        return []
    told = len(before) >= len(run) and sum(i < arms[-1] for i in before) >= len(run) - 1
    outcomes = sum(t.tag is Tag.OUTCOME for t in tokens[before[-1] : run[0]])
    return named if told and outcomes <= 1 else []
