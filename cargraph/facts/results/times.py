"""The time a result is stated at: "at 12 months", "on day 28", "the 1-, 2- and 3-year rates"."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from cargraph.facts.results.printed_times import TIME, UNITS, listed_times, read_time, several
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token

_FAR = 40
_TOLD = frozenset({Tag.OUTCOME, Tag.QUANTITY, Tag.ARM})


def time_of(
    tokens: Sequence[Token], at: int, outcome: int, step: tuple[int, int], *, end: int | None = None
) -> str | None:
    """Return the time a result is stated at ("12 months", "28 days"), or None.

    step: the place of the number in its list and the list's length, for "the 1-, 2- and 3-year rates were a, b and c".
    end: the place of the last number of its list.
    """
    if own := read_time(tokens[outcome].text):
        return own
    if step[1] == 1 and (own := _right_behind(tokens, at)):
        return own
    if end is not None and step[1] > 1 and (own := _of_whole_list(tokens, end)):
        return own
    if _at_the_end(tokens, at) or _lasts(tokens[at]) or _is_of_treatment(tokens, at):
        return None
    if (own := _since_last(tokens, at, outcome)) is not None:
        return own
    places = sorted(
        (
            p
            for p, t in enumerate(tokens)
            if p != at
            and _says_time(tokens, p)
            and not _of_bracketed(tokens, p, at)
            and not _of_next_clause(tokens, p, at)
            and not _of_last_clause(tokens, p, at)
            and not (p > at and _of_other(tokens, p, outcome))
        ),
        key=lambda p: (_distance(tokens, p, at, outcome), p),
    )
    for place in places:
        if _distance(tokens, place, at, outcome) < _FAR:
            if step[1] > 1 and len(told := listed_times(tokens, place)) == step[1]:
                return told[step[0]]
            times = several(tokens[place].text)
            return times[step[0]] if len(times) == step[1] > 1 else read_time(tokens[place].text)
    return None


def _since_last(tokens: Sequence[Token], at: int, outcome: int) -> str | None:
    """Return the time that a clause gives a number of its own.

    It is 12 months for the 59% of "76% at 6 months, and at 12 months 59%" or "76%, with a 12-month rate of 59%".
    """
    last = next((i for i in range(at - 1, max(outcome, at - _NEAR), -1) if tokens[i].tag is Tag.QUANTITY), None)
    if last is None or tokens[at].depth:
        return None
    joint = max((i for i in range(last + 1, at) if tokens[i].text in _ON), default=last)
    joint = joint if any(_says_time(tokens, i) for i in range(at + 1, min(len(tokens), at + _NEAR))) else last
    between = tokens[joint + 1 : at]
    told = [
        t
        for a, t in itertools.pairwise(between)
        if t.tag is Tag.TIME and (a.text in {"at", "by", "on"} or _POINT_RATE.fullmatch(t.text))
    ]
    return read_time(told[-1].text) if told else None


_POINT_RATE = re.compile(r"\S+-(?:day|week|month|year)s?")


_NEAR = 12
_ON = frozenset({",", "and", "but", "while"})


def _of_next_clause(tokens: Sequence[Token], place: int, at: int) -> bool:
    """Tell whether a time closes a later clause with a verb: "CRS was seen in 13%, and OS was 60% at day 90"."""
    number = next((i for i in range(place - 1, at, -1) if tokens[i].tag is Tag.QUANTITY), None)
    if number is None or tokens[place - 1].text not in {"at", "by", "on"}:
        return False
    named = next((i for i in range(number - 1, at, -1) if tokens[i].tag is Tag.OUTCOME), None)
    if named is None:
        return False
    told = any(t.text in {"was", "were", "occurred"} for t in tokens[named + 1 : number])
    return told and any(t.text in {"was", "were", "occurred", "developed"} for t in tokens[:at])


def _of_other(tokens: Sequence[Token], place: int, outcome: int) -> bool:
    """Tell whether a time is a part of another outcome's name: "33% relapsed, and the 2-year PFS was 60%"."""
    named = next((t for t in tokens[place : place + 2] if t.tag is Tag.OUTCOME), None)
    return named is not None and named.entity != tokens[outcome].entity


def _of_last_clause(tokens: Sequence[Token], place: int, at: int) -> bool:
    """Tell whether a time closes the clause before, not that of a number: "40% by 1 year, and 50% by year 2"."""
    if not 0 < place < at or tokens[place - 1].text not in {"at", "by", "on"}:
        return False
    joined = any(t.text in _ON for t in tokens[place + 1 : at])
    told = any(t.tag is Tag.QUANTITY for t in tokens[:place])
    numbers = (i for i in range(at + 1, len(tokens)) if (q := tokens[i].quantity) is not None and q.proportion)
    end = next(numbers, len(tokens))
    own = any(
        t.tag is Tag.TIME and tokens[i - 1].text in {"at", "by", "on"} for i, t in enumerate(tokens) if at < i < end
    )
    return joined and told and own


def _of_bracketed(tokens: Sequence[Token], place: int, at: int) -> bool:
    """Tell whether a time is that of another number in a bracket: 28 days is not of 3.5% in "3.5% (1.1% by day 28)"."""
    if tokens[place].depth <= tokens[at].depth or place < at:
        return False
    return any(
        t.tag is Tag.QUANTITY and t.depth and t.quantity and t.quantity.proportion for t in tokens[at + 1 : place]
    )


def _right_behind(tokens: Sequence[Token], at: int) -> str | None:
    """Return the time told right behind a number: "65% at day 30 and 40% at day 90"."""
    following = _behind(tokens, at)
    if len(following) < 2 or following[0].text not in {"at", "by", "on"} or following[1].tag is not Tag.TIME:
        return None
    return read_time(following[1].text)


def _of_whole_list(tokens: Sequence[Token], end: int) -> str | None:
    """Return the one time told behind a list: "59% and 82% at 6 months, 52% and 77% at 12 months"."""
    place = next((i for i in range(end + 1, min(len(tokens), end + _NEAR)) if tokens[i].tag is Tag.TIME), None)
    if place is None or several(tokens[place].text) or len(listed_times(tokens, place)) > 1:
        return None
    return _right_behind(tokens, end)


def _is_of_treatment(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is of the time of treatment itself: "10% during treatment and 34% by five years"."""
    following = _behind(tokens, at)
    return [t.text for t in following[:1]] == ["during"] and not any(t.tag is Tag.TIME for t in following[1:3])


def _at_the_end(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is told of the end of a study, or of any time: "and 94% at final follow-up"."""
    following = [t.text for t in _behind(tokens, at)]
    return following[:2] == ["at", "any"] or (following[:1] in (["at"], ["by"]) and bool(_ENDS & set(following)))


def _lasts(token: Token) -> bool:
    """Tell whether a number is itself a length of time, as a median survival is: it is told of no time point."""
    quantity = token.quantity
    unit = (quantity.unit or "").lower() if quantity else ""
    return quantity is not None and (quantity.value == "NR" or unit.startswith(tuple(UNITS)))


_ENDS = frozenset({"last", "final", "latest", "cutoff", "cut", "end"})
_FEW = 4


def _behind(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the few tokens behind a number and the bracket that goes with it: "69% (95% CI, 52-84) at month 3"."""
    following = list(tokens[at + 1 : at + 12])
    if following and following[0].text in {"(", "["} and not tokens[at].depth:
        closed = next((i for i, t in enumerate(following) if t.text in {")", "]"}), None)
        following = following[closed + 1 :] if closed is not None else []
    return [t for t in following[: _FEW + 1] if t.text not in {")", "]"}][:_FEW]


def _says_time(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.tag is Tag.OUTCOME:
        return read_time(token.text) is not None
    if token.tag is Tag.TIME:
        return "follow" not in token.text and read_time(token.text) is not None
    quantity = token.quantity
    if (
        token.tag is not Tag.QUANTITY
        or quantity is None
        or quantity.interval
        or not isinstance(quantity.value, float)
        or not TIME.match(token.text)
    ):
        return False
    before = [t.text for t in tokens[max(0, place - 2) : place]]
    return any(w in before for w in ("at", "by", "within", "through")) or _since_treatment(tokens, place)


_SINCE = frozenset({"treatment", "infusion", "transplantation", "therapy", "car", "dosing", "reinfusion"})


def _since_treatment(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a time closes a sentence as its time point: "lower mortality (4% vs 21%) 1 year after treatment"."""
    following = [t.text for t in tokens[place + 1 : place + 4]]
    counted = tokens[place - 1].text in {")", "]"} or tokens[place - 1].tag is Tag.OUTCOME
    return counted and len(following) > 1 and following[0] in {"after", "following"} and following[1] in _SINCE


def _distance(tokens: Sequence[Token], place: int, at: int, outcome: int) -> int:
    near = min(abs(place - outcome), abs(place - at))
    low, high = min(place, at), max(place, at)
    crossed = sum(
        6
        for t in tokens[low + 1 : high]
        if t.text in {";", "while", "whereas"} or (t.tag is Tag.QUANTITY and place > at)
    )
    if tokens[place].depth > tokens[at].depth:
        crossed += 20
    next_clause = next((i for i in range(at + 1, place) if tokens[i].text == ";" and not tokens[i].depth), None)
    if next_clause is not None and any(t.tag in _TOLD for t in tokens[next_clause : place + _FEW]):
        crossed += _FAR
    return near + crossed + (0 if place < at else 4)
