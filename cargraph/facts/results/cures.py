"""Shares of those who were given a drug, and of doses."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.quantities import Quantity


_GIVEN = frozenset({"administered", "given", "dispensed"})
_GOT = frozenset({"received", "receiving"})
_USED = frozenset("used given administered required needed received".split())
_STARTING = frozenset(
    {"initiation", "start", "use", "need", "requirement", "escalation", "administration", "intensification"}
)
_CURE = frozenset({"treatment", "therapy", "prophylaxis", "support", "medication"})


def is_of_a_drug(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a share is of those who were given a drug: "tocilizumab was used in 59% and steroids in 35%".

    Of a list of shares each is what the first is: "tocilizumab was given to 62%, 53% and 73%".
    """
    before = at - 1
    while before > 0 and tokens[before].text in {",", "and"}:
        before -= 1
    if 0 < before < at - 1 and tokens[before].tag is Tag.QUANTITY:
        return is_of_a_drug(tokens, before)
    if tokens[at - 1].text == "to" and any(t.text in _GIVEN for t in tokens[:at]):
        return True
    given = next((i for i in range(at + 1, min(len(tokens), at + 5)) if tokens[i].text in _GOT), None)
    if given is not None and any(t.mention and t.mention.kind is Kind.DRUG for t in tokens[given + 1 : given + 4]):
        return True
    if _is_of_cure(tokens, at):
        return True
    behind = [t.text for t in tokens[at + 1 : at + 7]]
    if ("use", "of") in itertools.pairwise(behind):
        return True
    for place in range(at - 1, max(-1, at - 9), -1):
        token = tokens[place]
        if token.tag is Tag.NAME and token.mention and token.mention.kind is Kind.DRUG:
            gap = {t.text for t in tokens[place + 1 : at]}
            return bool(gap & _USED) or gap <= {"in", "was", "were", "and"}
        if token.tag in {Tag.OUTCOME, Tag.QUANTITY, Tag.ARM} or token.text in {";", ","}:
            return False
    return False


def _is_of_cure(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of those whose cure was begun: "leading to initiation of antiviral treatment in 6"."""
    if tokens[at - 1].text not in {"in", "for"} or tokens[at - 2].text not in _CURE:
        return False
    return any(t.text in _STARTING for t in tokens[max(0, at - 8) : at - 2])


def is_share_of_dose(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a percentage is a part of a split dose: "in 3 fractions (10%, 30% and 60%)"."""
    if quantity.percent is None or not tokens[at].depth:
        return False
    opening = next((i for i in range(at - 1, 0, -1) if tokens[i].depth < tokens[at].depth), 0)
    return opening > 0 and tokens[opening - 1].text in {"fractions", "doses", "portions"}
