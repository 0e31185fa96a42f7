"""Two numbers of one list that cannot both be of one group: "response (81% and 79%)" is of two."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.results.qualifiers import grade_of
from cargraph.facts.results.times import time_of
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cargraph.facts.groups.group import Group
    from cargraph.facts.results.joining import Found
    from cargraph.facts.results.lists import Lists
    from cargraph.facts.tokens import Token

_UNNAMED = frozenset({"arm.only", "arm.open", "arm.carried"})
_PAIR = 2
_SPAN = re.compile(r"\d\s?(?:-|to|and)\s?\d")
"""Two times told as one, of which the shares are in turn: "at 12-18 months"."""


def dealt_out(
    tokens: Sequence[Token], found: Sequence[Found], lists: Lists, both: tuple[Group, Group] | None
) -> list[Found]:
    """Return what was found with the two shares of one list and outcome given to the paper's two groups in turn.

    both: the two groups, None where the paper has no such two.
    """
    out = list(found)
    for run in lists.runs if both is not None else ():
        told = [i for i, item in enumerate(out) if item.at in run]
        if len(run) == len(told) == _PAIR and _contradict(tokens, [out[i] for i in told], lists):
            for i, group in zip(told, both or (), strict=True):
                out[i] = replace(out[i], group=group, arm_rule="arm.pair")
    return out


def _contradict(tokens: Sequence[Token], told: Sequence[Found], lists: Lists) -> bool:
    """Tell whether two shares are of one outcome, of one grade and at one time, and no group is named for either."""
    first, second = told
    alike = first.outcome == second.outcome and first.group == second.group
    shares = all(item.quantity.percent is not None and item.quantity.count is None for item in told)
    unnamed = all(item.arm_rule in _UNNAMED for item in told)
    spans = any(t.tag is Tag.TIME and _SPAN.search(t.text) for t in tokens)
    if not (alike and shares and unnamed) or spans or first.quantity.percent == second.quantity.percent:
        return False
    return _one(grade_of(tokens, t.at, t.outcome, lists.step(t.at)) for t in told) and _one(
        time_of(tokens, t.at, t.outcome, lists.step(t.at)) for t in told
    )


def _one(told: Iterable[str | None]) -> bool:
    return len(set(told)) == 1
