"""What one group had and another did not: "X was seen with A but not with B", "A elicited X, whereas B did not"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.compared import outcomes_of
from cargraph.facts.comparisons.cues import cues
from cargraph.facts.comparisons.runs import told_runs
from cargraph.facts.comparisons.stating import pointing, stated
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token
    from cargraph.model import Evidence

_CONTRASTS = frozenset({"but", "whereas", "while", "which"})
_NONE = frozenset("not none no failed lacked neither never quiet silent inactive quiescent unresponsive inert".split())
_DENIED = frozenset({"no", "not", "neither", "without", "none", "nor"})
_NUMBERS = frozenset({Tag.QUANTITY, Tag.P, Tag.RATIO})
_FEW = 8


def unseen(inventory: Inventory, tokens: Sequence[Token], proof: Evidence) -> Iterator[Claim]:
    """Yield the claim that the first of two groups had more of an outcome of which the second is said to have none.

    Both groups have to be known ones of the paper. proof: the sentence.
    """
    for at, token in enumerate(tokens):
        if token.text not in _CONTRASTS or token.depth:
            continue
        before, behind = tokens[:at], tokens[at + 1 : at + 1 + _FEW]
        sides = _sides(inventory, before, behind)
        if sides is None:
            continue
        runs = [r for r in told_runs(tokens) if r[-1] < at and not tokens[r[0]].depth]
        meant = words.EXPECTED & {t.text for t in tokens}
        if not runs or meant or any(t.tag in _NUMBERS for t in before):
            continue
        told = [cue for cue in cues(tokens) if cue.end < at]
        if len(told) > 1 or (told and outcomes_of(tokens, told[0], at) != runs[-1]):
            continue
        for outcome in runs[-1]:
            way = pointing(inventory, tokens, told[0], outcome) if told else "higher"
            if told or not {t.text for t in before} & _DENIED:
                yield Claim(stated(sides, tokens[outcome].entity, proof, direction=way), outcome, at, Weight.TOLD)


def _sides(inventory: Inventory, before: Sequence[Token], behind: Sequence[Token]) -> tuple[Group, Group] | None:
    """Return the only group named before a contrast and the only one behind it, which has none of the outcome."""
    first, second = inventory.groups(before), inventory.groups(behind)
    denied = any(t.text in _NONE for t in behind)
    other = any(t.tag in _NUMBERS | {Tag.OUTCOME} for t in behind)
    if len(first) != 1 or len(second) != 1 or first == second or not denied or other:
        return None
    return first[0], second[0]
