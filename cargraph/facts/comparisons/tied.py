"""Factors that a study ties to outcomes: "our data link high LDH to shorter OS and more infections"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.claims import outcomes_behind
from cargraph.facts.comparisons.factor_sides import held_against, linked
from cargraph.facts.comparisons.labels import factor_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token
    from cargraph.model import Evidence

_TYING = frozenset("tie ties tying link links linking connect connects connecting relate relates relating".split())
_TIED = frozenset("tied linked connected related".split())
_PASSIVE = frozenset("was were is are been be being not and".split())
_ARTICLES = frozenset("the a an no this that any strong clear close direct possible potential".split())
_FAR = 14


def tied(inventory: Inventory, tokens: Sequence[Token], text: str, proof: Evidence) -> Iterator[Claim]:
    """Yield a claim for each outcome that a sentence ties a factor to with a word of more or less.

    text: the paper's text. proof: the sentence.
    """
    for at, token in enumerate(tokens):
        joint = _joint(tokens, at) if not token.depth else None
        if joint is None:
            continue
        for name in factor_labels(text[token.span.end : tokens[joint].span.start]):
            label = inventory.spelled_out(name)
            for outcome, said in outcomes_behind(tokens, joint):
                if said is not None and tokens[outcome].text not in label.lower():
                    other = held_against(inventory, label, None)
                    made = linked(tokens, outcome, label, other, said, [], proof)
                    yield Claim(made, outcome, outcome, Weight.LINKED)


def _joint(tokens: Sequence[Token], at: int) -> int | None:
    """Return the "to" or "with" behind a verb that ties its object to something, None where there is no such verb."""
    text, before = tokens[at].text, tokens[at - 1].text if at else ""
    if text not in _TYING and text not in _TIED:
        return None
    while at > 1 and before.endswith("ly"):
        at, before = at - 1, tokens[at - 2].text
    noun = before in _ARTICLES or [t.text for t in tokens[at + 1 : at + 2]] in (["between"], ["of"], ["to"], ["with"])
    if noun or (text not in _TYING and not (text in _TIED and before and before not in _PASSIVE)):
        return None
    ahead = range(at + 2, min(len(tokens), at + _FAR))
    return next((i for i in ahead if tokens[i].text in {"to", "with"} and not tokens[i].depth), None)
