"""Factors that an association is told of by its noun: "no association was found between A or B and X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.claims import DENIALS, pointed
from cargraph.facts.comparisons.complement import is_graded
from cargraph.facts.comparisons.factor_sides import held_against, is_factor, linked
from cargraph.facts.comparisons.labels import factor_labels
from cargraph.facts.comparisons.runs import told_runs
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token
    from cargraph.model import Evidence

_NOUNS = frozenset({"association", "associations", "correlation", "correlations", "relationship", "link"})
_JOINTS = {"between": "and", "of": "with"}
_NEAR, _LEAD = 3, 4
_FOUND = 5


def associations(inventory: Inventory, tokens: Sequence[Token], text: str, proof: Evidence) -> Iterator[Claim]:
    """Yield a claim for every factor and outcome between which a sentence says that there is a link, or none.

    "Between A and X" and "of A with X" are read; a link that is not denied has to say whether there is more or less of
    the outcome. text: the paper's text. proof: the sentence.
    """
    at = next((i for i, t in enumerate(tokens) if t.text in _NOUNS and not t.depth), None)
    if at is None:
        return
    opened = next((i for i in range(at + 1, min(len(tokens), at + _FOUND)) if tokens[i].text in _JOINTS), None)
    joint = _joint(tokens, opened) if opened is not None else None
    if opened is None or joint is None:
        return
    denied = bool(DENIALS & {t.text for t in tokens[max(0, at - _NEAR) : at]})
    for outcome in [o for run in told_runs(tokens) for o in run if o > joint and not tokens[o].depth]:
        direction = "similar" if denied else pointed(tokens[max(joint, outcome - _LEAD) : outcome])
        for label in factor_labels(text[tokens[opened].span.end : tokens[joint].span.start]):
            if not direction or tokens[outcome].text in label.lower():
                continue
            if is_factor(inventory, label, plain=True, listed=True) or (not denied and is_graded(label)):
                held = held_against(inventory, label, None, denied=denied)
                made = linked(tokens, outcome, label, held, direction, _stats(tokens, outcome), proof)
                yield Claim(made, outcome, outcome, Weight.LINKED)


def _joint(tokens: Sequence[Token], opened: int) -> int | None:
    """Return the word between the factors and the outcomes: the first "and" or "with" that an outcome follows soon."""
    word = _JOINTS[tokens[opened].text]
    for place in range(opened + 1, len(tokens)):
        ahead = [t for t in tokens[place + 1 : place + 2 + _LEAD] if not t.depth]
        if tokens[place].text == word and not tokens[place].depth and any(t.tag is Tag.OUTCOME for t in ahead):
            return place
    return None


def _stats(tokens: Sequence[Token], outcome: int) -> list[Token]:
    """Return the ratio and the p-value in the bracket right behind an outcome."""
    behind = tokens[outcome + 1 : outcome + 2 * _LEAD]
    return [t for t in behind if t.depth and t.tag in {Tag.P, Tag.RATIO}]
