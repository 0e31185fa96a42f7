"""Outcomes that a factor is said not to change: "response was independent of age", "did not differ by sex or race"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.factor_sides import held_against, linked
from cargraph.facts.comparisons.labels import factor_labels
from cargraph.facts.comparisons.phrases import is_name
from cargraph.facts.comparisons.runs import told_runs
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token
    from cargraph.model import Evidence

_LINK = re.compile(
    r"\b(?:(?:(?:was|were|is|are|appeared|remained|occurred|seemed|similar|comparable|consistent|equivalent|observed|seen)\s"
    r"(?:to\sbe\s)?(?:\w+ly\s)?(?:independent\sof|irrespective\sof|regardless\sof|unrelated\sto|not\s(?:\w+ly\s)?related\sto))"
    r"|(?:did|do|does)\snot\s(?:\w+ly\s)?(?:differ|vary)\s(?:\w+ly\s)?(?:by|according\sto|depending\son|based\son|as\sa\sfunction\sof)"
    r"|(?:was|were|is|are)\s(?:similar|comparable|no\sdifferent|not\s(?:\w+ly\s)?different)\s(?:by|according\sto|whatever))\s",
    re.IGNORECASE,
)
_END = re.compile(
    r"[;:.](?:\s|$)|\s(?:whereas|while|but|although|and\s(?:was|were|did)|suggesting|indicating)\b|,\s(?=\w+ing\b)"
)
_STUDIES = re.compile(r"\b(?:studies|trials|stud(?:y|ied)|whether|analys[ie]s|methods?)\b", re.IGNORECASE)
_LONGEST = 8


def unaffected(inventory: Inventory, tokens: Sequence[Token], text: str, proof: Evidence) -> Iterator[Claim]:
    """Yield a claim of no difference for each factor and outcome that a sentence says are independent of each other.

    text: the paper's text. proof: the sentence.
    """
    link = _LINK.search(text, proof.span.start, proof.span.end)
    if link is None:
        return
    before = [r for r in told_runs(tokens) if tokens[r[-1]].span.end <= link.start() and not tokens[r[-1]].depth]
    if not before or _is_parted(tokens, before[-1][-1], link.start()):
        return
    end = _END.search(text, link.end(), proof.span.end)
    piece = text[link.end() : end.start() if end else proof.span.end].rstrip(". ")
    for label in factor_labels(piece):
        if not is_name(label) or len(label.split()) > _LONGEST or _STUDIES.search(label):
            continue
        for outcome in before[-1]:
            if tokens[outcome].text in label.lower():
                continue
            held = held_against(inventory, label, None, denied=True)
            stats = [t for t in tokens if t.tag is Tag.P and t.span.start > link.end()] if len(before[-1]) == 1 else []
            made = linked(tokens, outcome, label, held, "similar", stats, proof)
            yield Claim(made, outcome, outcome, Weight.LINKED)


def _is_parted(tokens: Sequence[Token], outcome: int, link: int) -> bool:
    """Tell whether a clause ends between an outcome and the words that deny a difference."""
    between = [t for t in tokens[outcome + 1 :] if t.span.end <= link and not t.depth]
    return len(between) > _LONGEST or any(t.text in {";", "whereas", "while", "but"} for t in between)
