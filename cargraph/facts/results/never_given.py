"""Patients who were not given the treatment: what kept them from it is no result of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token

_DENIED = frozenset({"not", "never"})
_GIVEN = frozenset("infused treated given receive reach proceed undergo dosed".split())
_LEFT = frozenset({"withdrawn", "excluded", "withdrew", "dropped"})
_WHY = frozenset({"because", "due", "owing", "for", ":", "(", "reasons", "reason", "from", "after", "since", "as"})
_ELSEWHERE = frozenset({"remaining", "others", "other"})
_ENDS = frozenset({";", "whereas", "while"})
_NEAR = 4
_BEFORE = frozenset({"before", "prior", "preceding"})
_AGAIN = frozenset({"second", "third", "next", "further", "another", "repeat"})
_PARTING = frozenset({",", "and", "("})
_STEPS = frozenset({"infusion", "leukapheresis", "apheresis", "lymphodepletion", "lymphodepleting", "treatment"})


def kept_from_treatment(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number counts what kept patients from treatment: "4 were not infused (infection, n = 1)"."""
    ends = (i for i in range(at - 1, -1, -1) if tokens[i].text in _ENDS and not tokens[i].depth)
    start = next(ends, -1)
    denied = next((i for i in range(start + 1, at) if _is_denied(tokens, i)), None)
    if denied is None or any(t.tag is Tag.OUTCOME for t in tokens[start + 1 : denied]):
        return False
    said = [t.text for t in tokens[denied + 1 : at]]
    return any(word in _WHY for word in said) and not _ELSEWHERE & set(said)


def _is_denied(tokens: Sequence[Token], place: int) -> bool:
    if tokens[place].text in _LEFT:
        return any(t.text in _BEFORE for t in tokens[place + 1 : place + 1 + _NEAR])
    return tokens[place].text in _DENIED and any(t.text in _GIVEN for t in tokens[place + 1 : place + 1 + _NEAR])


def is_before_treatment(tokens: Sequence[Token], at: int, outcome: int) -> bool:
    """Tell whether an event is told to have come before treatment: "one patient had an infection before infusion"."""
    end = max(at, outcome)
    opened = next((i for i in range(end + 1, min(len(tokens), end + 2 + _NEAR)) if tokens[i].text in _BEFORE), None)
    if opened is None or any(t.tag is not Tag.WORD or t.text in _PARTING for t in tokens[end + 1 : opened]):
        return False
    step = [t.text for t in tokens[opened + 1 : opened + 2 * _NEAR] if t.text not in {"to", "the", "car", "of"}]
    return step[:1] != [] and step[0] in _STEPS and step[1:2] != [] and step[1] not in _AGAIN
