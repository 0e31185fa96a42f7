"""Counts of a further group whose outcome is told of the one before: "31 deaths in the A group and 40 in the B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.results import attach_arms
from cargraph.facts.results.counts import weak
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import PATIENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cargraph.facts.results.joining import Found


def further(tokens: Sequence[Token], at: int, found: Sequence[Found], is_arm: Callable[[Token], bool]) -> int | None:
    """Return the outcome of a bare count that names but its group, where a bare count before it told that of another.

    Between the two stand no more than the other's group and what joins them. found: what the sentence told before.
    """
    quantity = tokens[at].quantity
    if quantity is None or not weak(quantity) or not found or not weak(found[-1].quantity):
        return None
    before = found[-1]
    own = attach_arms.behind(tokens, at, is_arm)
    if own is None or any(t.tag is Tag.OUTCOME for t in tokens[at:own]):
        return None
    last = max(before.at, before.outcome)
    between = [t for t in tokens[last + 1 : at] if t.depth <= tokens[at].depth]
    arms = [t for t in between if is_arm(t)]
    plain = all(t.text in _TAKING or is_arm(t) for t in between)
    return before.outcome if arms and plain and arms[-1].text != tokens[own].text else None


_TAKING = PATIENTS | frozenset(
    """and , ; but while whereas versus vs . as against compared with to in among of for only group groups arm arms
    cohort patient recipients infusion ( ) [ ] the those given receiving assigned allocated treated after who were had
    been died occurred seen reported observed noted developed recorded numbered happened""".split()
)
