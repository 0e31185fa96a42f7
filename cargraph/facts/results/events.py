"""What a share is of, if not of those who had an event: how it changed, who recovered, what patients died of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag, Token
from cargraph.facts.wordlists import VERSUS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

CHANGES = frozenset("fall reduction decrease increase decline drop rise elevation difference".split())
_GONE = frozenset({"improved", "resolved", "disappeared", "subsided", "recovered", "reversed", "abated"})


def is_of_those_who_recovered(tokens: Sequence[Token], at: int, outcome: int) -> bool:
    """Tell whether a number is of a harm that went away: "fatigue improved in 54%"."""
    ahead = [t.text for t in tokens[outcome + 1 : min(at, outcome + 4)] if t.depth <= tokens[outcome].depth]
    between = [i for i in range(outcome, at) if tokens[i].tag is Tag.QUANTITY]
    held = len(between) == 1 and any(t.text in VERSUS for t in tokens[between[0] : at])
    return outcome < at and bool(_GONE & set(ahead)) and (not between or held)


_EVENTS = frozenset({"survival", "mortality", "relapse", "response", "remission"})


_SOONER = frozenset("later earlier sooner longer shorter".split())
_COMPARED = frozenset("lower higher lesser greater reduced increased less more decreased".split())
_CHANCES = frozenset({"odds", "risk", "likelihood", "hazard", "chance", "probability", "rate", "incidence"})


def is_change(tokens: Sequence[Token], at: int, *, role: str, harm: bool) -> bool:
    """Tell whether a number is how much rarer or commoner an event became: "a 42% reduction", "3-fold higher".

    role: the outcome's. harm: whether the outcome is a toxicity.
    """
    following = [t.text for t in tokens[at + 1 : at + 3]]
    fold = tokens[at].quantity
    if following and fold is not None and (fold.unit or "").endswith("fold") and following[0] in _COMPARED | CHANGES:
        return True
    changed = bool(following) and following[0] in CHANGES and following[1:] in (["in"], ["of"])
    if following[1:] == ["than"] and following[0] in _SOONER:
        return True
    if following[1:] and following[0] in _COMPARED and following[1] in _CHANCES:
        return True
    return changed and (harm or role in _EVENTS)


_DEAD = frozenset({"died", "deaths", "succumbed"})


def cause_of_death(tokens: Sequence[Token], at: int, outcome: int) -> bool:
    """Tell whether an outcome is named as what a patient died of."""
    low, high = sorted((at, outcome))
    dead = any(word in _DEAD for t in tokens[:low] for word in t.text.split())
    if dead and at < outcome and [t.text for t in tokens[at + 1 : at + 2]] in (["of"], ["from"]):
        return True
    between = [t.text for t in tokens[low + 1 : high]]
    if outcome < at and "accounted" in between:
        named = tokens[outcome].mention
        return between[0] != "accounted" or named is None or named.kind is not Kind.ENDPOINT
    if dead and at < outcome and between[-2:] in (["due", "to"], ["attributed", "to"], ["caused", "by"]):
        return True
    return any(w in between for w in ("died", "death", "deaths", "succumbed")) and bool(
        {"of", "from", "due", "to"} & set(between)
    )
