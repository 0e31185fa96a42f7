"""Outcomes that only say who the counted are, what was left out, or what something else goes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token


def describes(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an outcome only says who the counted are: "MRD was undetectable in 26 of the 28 in remission"."""
    before = [t.text for t in tokens[max(0, place - 3) : place]]
    causes = before[-2:] in (["because", "of"], ["driven", "by"]) or before[:2] == ["because", "of"]
    if causes or before[-1:] in _LEFT_OUT or _is_whole(tokens, place):
        return True
    behind = [t.text for t in tokens[place + 1 : place + 3]]
    if _is_deviation(tokens, place) or _is_disease(tokens, place):
        return True
    if behind[:1] == ["to"] and (behind[1:] == ["bridging"] or any(_is_drug(t) for t in tokens[place + 2 : place + 3])):
        return True
    later = before[-1:] == ["before"] or before[-2:] == ["prior", "to"]
    if later or ((_is_since(tokens, place) or before[-2:] == ["time", "of"]) and _others(tokens, place)):
        return True
    if (before[-1:] == ["for"] and _is_for(tokens, place)) or _is_nth(tokens, place):
        return True
    if _is_correlate(tokens, place):
        return True
    named = tokens[place].mention
    if before[-1:] == ["at"] and named is not None and named.kind is Kind.ENDPOINT:
        return not (tokens[place].text.startswith(("peak", "cmax", "max")) or tokens[place].text[0].isdigit())
    quantity = tokens[place - 2].quantity if place >= 2 else None
    counted = quantity is not None and quantity.total is not None and quantity.percent is None
    if not counted or tokens[place - 1].text != "in" or place < 4:
        return False
    return tokens[place - 3].text == "in" and any(t.tag is Tag.OUTCOME for t in tokens[: place - 3])


def _is_whole(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an outcome is that of which a number is a part: "three of the responses were complete"."""
    before, behind = tokens[max(0, place - 3) : place], tokens[place + 1 : place + 3]
    part = len(before) == len(("three", "of", "the")) and before[0].tag is Tag.QUANTITY
    told = len(behind) > 1 and behind[0].text in {"was", "were"} and behind[1].tag is Tag.OUTCOME
    return told and part and [t.text for t in before[1:]] in (["of", "the"], ["of", "these"], ["of", "those"])


_SINCE = (["after"], ["following"], ["post"], ["before"])


def stands_aside(tokens: Sequence[Token], place: int, at: int) -> bool:
    """Tell whether an outcome is a part named aside of what a number counts: "X, including A and B, was seen in 5"."""
    opening = next((i for i in range(place - 1, 0, -1) if tokens[i].text in _NAMING and not tokens[i].depth), None)
    closing = next((i for i in range(place + 1, at - 1) if tokens[i].text == "," and not tokens[i].depth), None)
    if opening is None or closing is None or tokens[opening - 1].text != "," or tokens[place].depth:
        return False
    parts = tokens[opening + 1 : closing]
    plain = all(t.depth or t.tag is Tag.OUTCOME or t.text in _IN_ASIDE for t in parts)
    headed = any(t.tag is Tag.OUTCOME for t in tokens[:opening])
    return plain and headed and tokens[closing + 1].text in {"was", "were", "occurred", "developed", "affected"}


_NAMING = frozenset({"including", "comprising", "notably", "mainly", "chiefly", "mostly"})
_IN_ASIDE = frozenset({"and", "or", "(", ")", "[", "]", "severe", "acute"})
_REACHING = frozenset({"achieving", "reaching", "attaining", "obtaining", "a", "an", "the"})


def _is_since(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an outcome is what something came after or before: "relapse after achieving a CR"."""
    before = [t.text for t in tokens[max(0, place - 4) : place]]
    while before and before[-1] in _REACHING:
        before.pop()
    return before[-1:] in _SINCE


def _is_drug(token: Token) -> bool:
    return token.mention is not None and token.mention.kind is Kind.DRUG


def _others(tokens: Sequence[Token], place: int) -> bool:
    own = tokens[place].entity
    return any(t.tag is Tag.OUTCOME and t.entity != own for t in tokens)


_CARED = frozenset("care admitted admission hospitalized hospitalised hospitalization transferred intubated".split())
_LEFT_OUT = (["excluding"], ["except"], ["besides"])


def _is_for(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an outcome behind "for" is what patients were cared for, or names the counted."""
    cared = not _CARED.isdisjoint(t.text for t in tokens[max(0, place - _REACH) : place])
    return cared or _tells_group(tokens, place)


_REACH = 6


def _tells_group(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an outcome behind "for" names the counted: "relapse was 29% at 2 years for CR vs 61% for PR"."""
    since = next((i for i in range(place, -1, -1) if tokens[i].text == ";"), 0)
    counted = any(t.quantity is not None and t.quantity.proportion for t in tokens[max(since, place - 5) : place])
    return counted and any(t.tag is Tag.OUTCOME for t in tokens[since : place - 2])


def _is_correlate(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an outcome is what a sentence's subject goes with: "CR correlated with expansion and was 83%"."""
    before = [t.text for t in tokens[max(0, place - 4) : place]]
    goes_on = [t.text for t in tokens[place + 1 : place + 3]] in (["and", "was"], ["and", "were"])
    return goes_on and "with" in before and bool({"correlated", "associated"} & set(before))


_NTH = frozenset({"first", "second", "third", "subsequent", "1st", "2nd"})


def _is_nth(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an outcome is the state patients came in: "13 (68%) in first very-high-risk relapse"."""
    start = max(0, place - 5)
    for at in range(place - 2, start - 1, -1):
        if tokens[at].text == "in" and tokens[at + 1].text in _NTH:
            return not any(t.tag is Tag.QUANTITY for t in tokens[at:place])
    return False


def _is_deviation(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether "SD" is a standard deviation: "a mean of 1.6 (SD, 0.3)"."""
    return tokens[place].text == "sd" and any(t.text in {"mean", "±"} for t in tokens[:place])


def _is_adjective(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word stands with others before the disease it is of: "four relapsed, refractory leukaemias"."""
    behind = tokens[place + 1 : place + 6]
    named = next((i for i, t in enumerate(behind) if t.mention and t.mention.kind is Kind.DISEASE), None)
    joined = behind[:1] != [] and behind[0].text in {",", "/", "or", "and", "-", "("}
    return named is not None and joined and all(t.tag is Tag.WORD and not t.quantity for t in behind[:named])


def _is_disease(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether patients are told by their disease: "14 had refractory disease and 4 had relapsed disease"."""
    if tokens[place].text == "relapsed" and _is_adjective(tokens, place):
        return True
    named = " ".join(t.text for t in tokens[place : place + 2])
    return named.startswith("relapsed disease") and any(t.text.startswith("refractory") for t in tokens)


def is_share_of_factor(tokens: Sequence[Token], at: int, outcome: int) -> bool:
    """Tell whether a number says how many had a factor: "X, found in 27%, predicted shorter Y"."""
    opened = next((i for i in range(at - 1, max(-1, at - _ASIDE), -1) if _is_comma(tokens[i])), None)
    closed = next((i for i in range(at + 1, min(len(tokens), at + _ASIDE)) if _is_comma(tokens[i])), None)
    if opened is None or closed is None:
        return False
    said = [t.text for t in tokens[opened + 1 : opened + 5] if t.text not in {"which", "was", "were"}]
    if said[:1] == [] or said[0] not in _FOUND_IN:
        return False
    named = tokens[outcome].mention
    measured = named is not None and named.kind in {Kind.BIOMARKER, Kind.CYTOKINE}
    return outcome > closed or (outcome < opened and measured)


def _is_comma(token: Token) -> bool:
    return token.text == "," and not token.depth


_ASIDE = 9
_FOUND_IN = frozenset({"found", "seen", "detected", "present", "identified", "observed", "occurring"})
