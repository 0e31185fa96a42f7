"""Whether a length of time tells when a harm began or how long it lasted, and not how often it occurred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import TIME_UNITS, Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONSET = frozenset({"onset", "occurrence", "first", "develop"})
_DURATION = frozenset({"duration", "durations", "lasted", "lasting", "resolution", "resolved", "last"})
_LASTED = frozenset({"lasted", "lasting"})
_BEGAN = frozenset(
    """occurred occurring occurs arose arising starting beginning emerging began begins developed appeared started
    emerged manifested presented presenting observed seen reported noted diagnosed detected documented recorded
    experienced""".split()
)
_ENDED = frozenset(
    """resolved resolving resolves subsided settled ceased remitted waned
    recovered abated cleared disappeared improved persisted
    persisting continued""".split()
)
_BESIDE = frozenset({"a", "the", "in"})
_POINTED = frozenset({"at", "on", "after", "by", "within", "for"})
_TWO = 2
_MIDDLES = frozenset({"median", "mean"})
_REACH = 5
_FAR = 9
_CLAUSE = 16


def measure_of(tokens: Sequence[Token], at: int, outcome: int, step: tuple[int, int] = (0, 1)) -> str | None:
    """Return "onset" or "duration" where a time tells when a toxicity began or how long it lasted.

    step: the place of the number in its list and the list's length, for "onset and duration were 7 and 5 days".
    """
    quantity = tokens[at].quantity
    if quantity is None or not (quantity.unit or "").lower().startswith(TIME_UNITS):
        return None
    if step[1] == _TWO and is_harm(tokens[outcome]) and (both := _both(tokens[: min(at, outcome + _REACH)])):
        return both[step[0]]
    before = [t.text for t in tokens[max(0, outcome - _REACH) : outcome]]
    if outcome < at and _LASTED & {t.text for t in tokens[max(outcome, at - _REACH) : at]}:
        return "duration"
    if before[-2:] in (["duration", "of"], ["durations", "of"]) or _is_other_length(tokens, at, outcome):
        return "duration"
    if not is_harm(tokens[outcome]):
        return None
    if outcome < at and (told := _told_by_verb(tokens, at)) is not None:
        return told
    if before[-2:] == ["time", "to"] or ("time" in before and before[-1:] == ["to"]):
        return "onset"
    return _nearest_word(tokens, at, outcome)


def _is_other_length(tokens: Sequence[Token], at: int, outcome: int) -> bool:
    """Tell whether a second time is how long a harm lasted: "CRS began on day 5 and the median duration was 4 days"."""
    last = next((i for i in range(at - 1, outcome, -1) if tokens[i].tag is Tag.QUANTITY), None)
    return last is not None and any(t.text == "duration" for t in tokens[last + 1 : at])


def _both(tokens: Sequence[Token]) -> tuple[str, str] | None:
    """Return the two measures that are told together: "time to onset and duration of ICANS"."""
    for place in range(1, len(tokens) - 1):
        sides = tokens[place - 1].text, tokens[place + 1].text
        named = [("onset" if s in _ONSET else "duration" if s in _DURATION else "") for s in sides]
        if tokens[place].text == "and" and set(named) == {"onset", "duration"}:
            return named[0], named[1]
    return None


def _nearest_word(tokens: Sequence[Token], at: int, outcome: int) -> str | None:
    low, high = min(at, outcome), max(at, outcome)
    near = [t.text for t in tokens[max(0, low - 7) : high + _REACH]]
    for word in reversed([t.text for t in tokens[max(0, low - _FAR) : at]]):
        if word in _DURATION or word == "recovery":
            return "duration"
        if word in _ONSET:
            return "onset"
    if any(w in _DURATION for w in near):
        return "duration"
    if any(w in _ONSET or w.startswith("occurring") for w in near):
        return "onset"
    said = next((t.text for t in reversed(tokens[:low]) if t.text in _ONSET | _DURATION), None)
    return None if said is None else "duration" if said in _DURATION else "onset"


def is_harm(token: Token) -> bool:
    """Tell whether a token names a toxicity."""
    return token.mention is not None and token.mention.kind is Kind.TOXICITY


def says_measure(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a sentence speaks of when something began or how long it lasted, or the number at a place does."""
    return is_middle(tokens, at) or any(
        t.tag is Tag.WORD and (t.text in _ONSET or t.text == "time" or t.text in _DURATION or t.text == "occurring")
        for t in tokens
    )


def is_middle(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a time is the median at which a harm began or ended: "CRS occurred a median of 6 days after"."""
    named = next((t for t in reversed(tokens[:at]) if t.tag is Tag.OUTCOME), None)
    return named is not None and is_harm(named) and _told_by_verb(tokens, at) is not None


def _told_by_verb(tokens: Sequence[Token], at: int) -> str | None:
    """Return what a median time measures by the verb of its clause: "arose in 5 (4%) at a median of 27 days"."""
    start = _middle_from(tokens, at)
    start = at if start is None and _is_spread(tokens[at]) else start
    if start is None:
        return None
    pointed = tokens[start].text in _POINTED or tokens[start - 1].text in {"between", "from"}
    for place in range(start - (not pointed), max(-1, start - _CLAUSE), -1):
        text = tokens[place].text
        if text in _ENDED | _DURATION:
            return "duration"
        if text in _BEGAN or (text == "set" and tokens[place + 1].text == "in"):
            return "onset"
        if tokens[place].tag is Tag.OUTCOME:
            told = tokens[start].text in {"at", "on", "after"} and place == start - 1
            return "onset" if told and is_harm(tokens[place]) else None
        if text == ";":
            return None
        if not pointed and text.isalpha() and text not in _BESIDE and tokens[place].tag is Tag.WORD:
            return None
    return None


def _is_spread(token: Token) -> bool:
    """Tell whether a number is a range with its median: "days 8 and 30 (median, 17.5)"."""
    quantity = token.quantity
    return quantity is not None and quantity.value is not None and quantity.interval == "range"


def _middle_from(tokens: Sequence[Token], at: int) -> int | None:
    """Return where "at a median of" begins before a number, None where no such words stand before it."""
    place = at - 1
    if place >= 0 and tokens[place].text == "of":
        place -= 1
    if place >= 0 and tokens[place].text in {"time", "interval"}:
        place -= 1
    if place < 0 or tokens[place].text not in _MIDDLES:
        return None
    if place and tokens[place - 1].text in {"a", "the"}:
        place -= 1
    return place - 1 if place and tokens[place - 1].text in _POINTED else place
