"""Counts that a verb, or the count of the group before, ties to an outcome: "a CR was achieved by one patient"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token


def is_tied(tokens: Sequence[Token], outcome: int, at: int) -> bool:
    """Tell whether a count at a place is bound to an outcome before it as tightly as a share would be."""
    return _is_by(tokens, outcome, at) or _is_number_of(tokens, outcome, at) or _goes_on_for_group(tokens, at)


_ATTAINED = frozenset(
    """was were been had has have also achieved attained reached obtained maintained sustained experienced suffered
    shown""".split()
)


def _is_by(tokens: Sequence[Token], outcome: int, at: int) -> bool:
    """Tell whether a count is of those who attained an outcome: "a CR was achieved by one and a PR by three"."""
    verb = tokens[outcome + 1 : at - 1]
    return tokens[at - 1].text == "by" and all(t.text in _ATTAINED for t in verb)


_CONFINED = frozenset({"confined", "limited", "restricted"})
_COUNTED = (["numbered"], ["totaled"], ["totalled"], ["amounted", "to"], ["came", "to"])


def _is_number_of(tokens: Sequence[Token], outcome: int, at: int) -> bool:
    """Tell whether a verb says that a count is how often an outcome was: "treatment-related deaths numbered 8"."""
    said = [t.text for t in tokens[outcome + 1 : at]]
    confined = said[:1] in (["was"], ["were"]) and said[-1:] == ["to"] and said[-2] in _CONFINED
    return said in _COUNTED or (confined and len(said) == len(("was", "confined", "to")))


def _goes_on_for_group(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is the next group's: "there were 33 deaths in the A group and 41 in the B group"."""
    last = next((i for i in range(at - 1, 0, -1) if tokens[i].tag is Tag.QUANTITY), None)
    if last is None or tokens[at - 1].text not in words.VERSUS | {"and", ",", "with"}:
        return False
    counted, between, behind = tokens[last].quantity, tokens[last + 1 : at], tokens[at + 1 : at + 7]
    told = (
        counted is not None
        and counted.percent is None
        and sum(t.tag is Tag.OUTCOME for t in tokens[last - 2 : at]) == 1
    )
    told = told and any(t.tag is Tag.ARM for t in between) and all(_is_for_group(t) for t in between)
    armed = next((i for i, t in enumerate(behind) if t.tag is Tag.ARM), None)
    return told and armed is not None and behind[0].text in {"in", "with", "among", "of", "on"}


def _is_for_group(token: Token) -> bool:
    return token.tag in {Tag.OUTCOME, Tag.ARM} or token.text in words.LINKS | words.VERSUS | {"and", ",", "with"}
