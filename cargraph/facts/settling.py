"""What only the neighbours of a number tell: "at 12 months" is a time, "adenovirus (n = 3)" a count of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.token import TIME_UNITS, Tag, Token
from cargraph.mentions.quantities import Quantity, Sign
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_TWO = 2
_CASES = frozenset({"event", "events", "case", "cases"})
_WINDOW = frozenset({"at", "by", "within", "after", "until", "through", "beyond"})


def settled(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Settle what only the neighbours tell: "at 12 months" is a time, "adenovirus (n = 3)" a count of it."""
    if all(t.quantity is None and t.text != "reached" for t in tokens):
        return tokens
    out: list[Token] = []
    for at, token in enumerate(tokens):
        if token.text == "reached" and _is_of_neither(tokens, at):
            out.append(_not_reached(token))
        else:
            out.append(token if token.quantity is None else _resettled(tokens, at, out))
    return tuple(out)


def _is_of_neither(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether "reached" is denied by its subject: "neither median PFS nor OS was reached"."""
    return any(t.text == "neither" for t in tokens[:at]) and not any(t.text in {";", "not"} for t in tokens[:at])


def _not_reached(token: Token) -> Token:
    return replace(token, tag=Tag.QUANTITY, quantity=Quantity(Sign.QUANTITY, token.span, value="NR"))


def _is_toxicity(token: Token) -> bool:
    return token.mention is not None and token.mention.kind is Kind.TOXICITY


def _counts_events(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a size stands behind an event or a grade: "(grade 1, n = 3)", "grade 3 event (n = 8)"."""
    named = at - 3 if at > _TWO and tokens[at - 2].text in _CASES else at - 2
    event = _is_toxicity(tokens[named]) or (named < at - 2 and tokens[named].tag is Tag.GRADE)
    graded = at - 1 if tokens[at - 1].text not in {",", ":"} else at - 2
    of_grade = tokens[graded].tag is Tag.GRADE and tokens[graded - 1].text in {"(", "[", ",", ";", ":"}
    bracketed = tokens[at - 1].text in {"(", "["} and (event or tokens[at - 2].tag is Tag.GRADE)
    return of_grade or bracketed or _is_item(tokens, at)


_ENDS = frozenset({";", ",", ")", "]", "and"})


def _is_item(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a size counts the harm before it in a bracket's list: "(pneumonia, n = 5; sepsis, n = 4)"."""
    behind = [t.text for t in tokens[at + 1 : at + 2]]
    apart = tokens[at].depth > 0 and tokens[at - 1].text in {",", ":"} and _is_toxicity(tokens[at - 2])
    return apart and bool(behind) and behind[0] in _ENDS


def _resettled(tokens: tuple[Token, ...], at: int, settled: Sequence[Token]) -> Token:
    token, quantity = tokens[at], tokens[at].quantity
    if quantity is None or at < 2:
        return _as_point(tokens, at) if quantity is not None else token
    if token.tag is Tag.SIZE and (_counts_events(tokens, at) or _counts_responses(tokens, at)):
        return replace(token, tag=Tag.QUANTITY, quantity=replace(quantity, sign=Sign.QUANTITY))
    if token.tag is Tag.QUANTITY and _counts_the_disease(tokens, at):
        return replace(token, tag=Tag.SIZE, quantity=replace(quantity, sign=Sign.SIZE))
    if token.tag is Tag.TIME and (day := _DAY.fullmatch(token.text)) and _tells_middle(tokens, at):
        told = Quantity(Sign.QUANTITY, token.span, value=float(day.group(1)), unit="days")
        return replace(token, tag=Tag.QUANTITY, quantity=told)
    if token.tag is Tag.QUANTITY and (kind := _ratio_before(tokens, at)) is not None:
        return replace(token, tag=Tag.RATIO, quantity=replace(quantity, sign=Sign.RATIO, text=kind))
    if token.tag is Tag.QUANTITY and (ratio := _lists_ratios(token, settled)) is not None:
        return replace(token, tag=Tag.RATIO, quantity=replace(quantity, sign=Sign.RATIO, text=ratio))
    if token.tag is Tag.QUANTITY and _is_length(token) and (tokens[at - 1].text in _WINDOW or _lists_times(settled)):
        return replace(token, tag=Tag.TIME)
    return _as_point(tokens, at)


_RESPONSE = re.compile(
    r"(?:stringent |unconfirmed |confirmed )?(?:complete|partial|very good|stable disease|progressi|minor|mixed"
    r"|no response|s?cri?\b|vgpr\b|pr\b|sd\b|pd\b|[cp]mr\b)"
)
_OF_GROUP = frozenset({"with", "in", "of", "among", "between", "versus", "vs", "achieving", "for"})
_LISTED = frozenset({",", ";", "and", "or", ".", ")", "was", "were"})


def _counts_responses(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a bracket counts a kind of response in a list: "complete (n = 6) or partial (n = 3)"."""
    named = tokens[at - 2]
    told = tokens[at - 1].text == "(" and named.tag is Tag.OUTCOME and bool(_RESPONSE.match(named.text))
    behind = [t.text for t in tokens[at + 1 : at + 3]]
    listed = behind[:1] == [")"] and (not behind[1:] or behind[1] in _LISTED)
    return told and listed and not (at > 2 and tokens[at - 3].text in _OF_GROUP)


_DAY = re.compile(r"days?\s(\d+)")
_BEFORE_DAY = frozenset({",", ":", "of", "was", "on", "at", "(", "="})


def _tells_middle(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a day is a median and no visit: "(median onset, day 3)", "at a median of day 6"."""
    place = at - 1
    while place > 0 and tokens[place].text in _BEFORE_DAY:
        place -= 1
    return tokens[place].text == "median" or (tokens[place].text == "onset" and tokens[place - 1].text == "median")


_POINT = re.compile(r"\S+-(?:day|week|month|year)")
_PLAIN_POINT = re.compile(r"\d+\s(?:day|week|month|year)")
_BEFORE_POINT = frozenset({"the", "a", "an", "and", ",", "with", "estimated", "(", ":"})


def _as_point(tokens: tuple[Token, ...], at: int) -> Token:
    """Return a length that only dates the outcome behind it as that time: "Twenty-eight-day mortality"."""
    ahead = tokens[at + 1 : at + 3]
    plain = at > 0 and tokens[at - 1].text in _BEFORE_POINT and [t.tag for t in ahead[:1]] == [Tag.OUTCOME]
    pointed = _POINT.fullmatch(tokens[at].text) or (plain and _PLAIN_POINT.fullmatch(tokens[at].text))
    dates = pointed and any(t.tag is Tag.OUTCOME for t in ahead)
    return replace(tokens[at], tag=Tag.TIME) if dates and _is_length(tokens[at]) else tokens[at]


def _counts_the_disease(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a number alone in its bracket is the size of a group told by its disease: "FL (31) and MZL (9)"."""
    quantity, arm = tokens[at].quantity, tokens[at - 2]
    alone = tokens[at - 1].text == "(" and [t.text for t in tokens[at + 1 : at + 2]] == [")"]
    bare = quantity is not None and quantity.bare and bool(quantity.count) and quantity.percent is None
    of_disease = arm.tag is Tag.ARM and arm.mention is not None and arm.mention.kind is Kind.DISEASE
    return alone and bare and of_disease


def _lists_ratios(token: Token, settled: Sequence[Token]) -> str | None:
    """Return the ratio a number goes on with: 3.4 in "ROR 2.9 (2.5-3.3), 3.4 (2.8-4.2)"; None where it does not."""
    quantity = token.quantity
    if quantity is None or quantity.interval is None or quantity.unit or not isinstance(quantity.value, float):
        return None
    last = next((t for t in reversed(settled) if t.text not in _JOINING | {")", "]"}), None)
    return last.quantity.text if last is not None and last.tag is Tag.RATIO and last.quantity is not None else None


def _is_length(token: Token) -> bool:
    quantity = token.quantity
    if quantity is None or quantity.interval or not isinstance(quantity.value, float):
        return False
    return (quantity.unit or "").lower().startswith(TIME_UNITS)


def _lists_times(settled: Sequence[Token]) -> bool:
    """Tell whether the tokens end in a list of times that may go on: "at day 100, 1 year, and"."""
    last = next((t for t in reversed(settled) if t.text not in _JOINING), None)
    return last is not None and settled[-1].text in _JOINING and last.tag is Tag.TIME and "follow" not in last.text


_JOINING = frozenset({",", "and", "or"})


_RATIOS = {"hazard": "HR", "odds": "OR", "risk": "RR"}
_RATIO_REACH = 14


def _ratio_before(tokens: tuple[Token, ...], at: int) -> str | None:
    """Return the ratio that a number is where names stand between: "hazard ratio for death in the A group, 1.07"."""
    quantity = tokens[at].quantity
    if quantity is None or not isinstance(quantity.value, float) or quantity.unit:
        return None
    for place in range(at - 1, max(0, at - _RATIO_REACH), -1):
        if tokens[place].tag is Tag.QUANTITY or tokens[place].text in {";", "("}:
            return None
        if tokens[place].text == "ratio":
            return _RATIOS.get(tokens[place - 1].text)
    return None
