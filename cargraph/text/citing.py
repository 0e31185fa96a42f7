"""The marks by which a paper cites works: "[16]", "(9, 10)", told from counts and ranges by how often it sets them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBERS = r"\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*"
_BEHIND = r"(?:(?<=[^\W\d_])|(?<=[)\]\"'\u201d])|(?<=[^\W\d_]\d)|(?<=[^\W\d_]-\d)|(?<=[^\W\d_]\d\d)|(?<=[^\W\d_]-\d\d))"
_ENDS = r"(?=[.,;:)]|\s[a-z(]|\s?$)"
_SQUARE = re.compile(rf"{_BEHIND}\s?\[{_NUMBERS}\]{_ENDS}", re.MULTILINE)
_ROUND = re.compile(rf"{_BEHIND} \({_NUMBERS}\){_ENDS}", re.MULTILINE)
_OPENED = {_SQUARE: re.compile(r"\[\d"), _ROUND: re.compile(r" \(\d")}
"""What each mark begins with, but for a space before a square one: quicker found than the whole of it."""
_LIST = re.compile(r"\d\s?,\s?\d")
_LEAST, _LEAST_ROUND, _LEAST_LISTS = 5, 12, 3
"""How many marks a text has at least whose brackets are marks, and how many of round ones are lists."""


def marks(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the places of the marks between two offsets of a paper's text, in order.

    A text with few such brackets has none: there "[3-7]" is a range and "(12)" a count.
    """
    style = _style(text)
    for found in _matches(style, text, start, end) if style else ():
        yield Span(*found.span())


def _matches(style: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what a pattern of marks finds between two offsets; it is tried only where one can begin."""
    places = _openings(style, text)
    for at in places[bisect_left(places, start) : bisect_left(places, end)]:
        spaced = style is _SQUARE and at > start and text[at - 1].isspace()
        if (found := style.match(text, at - spaced, end)) is not None:
            yield found


@lru_cache(maxsize=8)
def _openings(style: re.Pattern[str], text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in _OPENED[style].finditer(text))


@lru_cache(maxsize=8)
def _style(text: str) -> re.Pattern[str] | None:
    """Return the pattern of a text's marks, None where it sets none in brackets."""
    if len(list(_matches(_SQUARE, text, 0, len(text)))) >= _LEAST:
        return _SQUARE
    rounded = [found[0] for found in _matches(_ROUND, text, 0, len(text))]
    listed = sum(_LIST.search(mark) is not None for mark in rounded)
    return _ROUND if len(rounded) >= _LEAST_ROUND and listed >= _LEAST_LISTS else None


_PLAIN_END = re.compile(r"(?<=[a-z)%\]][.]) \d{1,3}(?: ?[,\u2013-] ?\d{1,3})*(?=\s+[A-Z(]|\s*$)", re.MULTILINE)
_PLAIN = re.compile(
    r"(?<=[a-z)%\]][,;]) \d{1,3}(?: ?[,\u2013-] ?\d{1,3})*(?= (?!(?:patients|pts|children|adults|subjects|participants"
    r"|cases|men|women|males|females|mice|of|had|have|has|were|was|are|received|developed|achieved|experienced|did|died|with"
    r"|without|in|and|or|to|more|events?|deaths?|responders|complete|partial|responded|relapsed|progressed|remained|days"
    r"|weeks|months|years|hours|mg|g|x)\b)[a-z])"
)
_LEAST_PLAIN = 8


def plain_marks(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the places of marks behind a comma that have no brackets, as raised figures are left: ", 16 somewhat".

    Only in a text most of whose works are so cited behind full stops; what such a number may count is none.
    """
    for found in _PLAIN.finditer(text, start, end) if _is_plain(text) else ():
        yield Span(found.start() + 1, found.end())


@lru_cache(maxsize=8)
def _is_plain(text: str) -> bool:
    return sum(1 for _ in _PLAIN_END.finditer(text)) >= _LEAST_PLAIN
