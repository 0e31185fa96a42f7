"""Numbered groups in a row, where a sentence gives a number for each: "33%, 50% and 43% at DL1, DL2 and DL3"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cargraph.mentions.numerals import WORD
from cargraph.model import Span
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = r"(?:dose[\s-](?:levels?|cohorts?|groups?)|cohorts?|arms?|groups?|levels?|parts?|DLs?)"
_NUMBER = r"(?-i:-?\d{1,2}[A-Za-z]?|I{1,3}|IV|[A-F])(?![\w%]|\.\d|\s?[/(%]|\sof\b)"
_BEFORE_BRACKET = r"DL-?\d{1,2}[A-Za-z]?(?=\s[(\[])"
"""A dose level whose own numbers stand behind it, which no plain number is: "DL2 and DL3 (82% vs 83%)"."""
_JOINT = r"(?:,\s(?:and\s|or\s)?|\s(?:and|or|versus|vs\.?)\s)"
_ROW = Sieve(
    rf"\b(?P<head>{_HEAD})[\s-]?{_NUMBER}(?:{_JOINT}(?:{_BEFORE_BRACKET}|(?:{_HEAD}[\s-]?)?{_NUMBER}))+(?!\s(?:of|patients|combined|together|pooled)\b)",
    re.IGNORECASE,
)
_ITEM = re.compile(
    rf"(?<![A-Za-z0-9])(?:DL-?(?P<level>\d{{1,2}}[A-Za-z]?)(?=\s[(\[])|(?:{_HEAD}[\s-]?)?(?P<number>{_NUMBER}))",
    re.IGNORECASE,
)
_VALUE = (
    rf"(?:\d[\d.,]*\d|\d|none|no|{WORD})(?:\s?%)?"
    r"(?:\s?(?:of|/)\s?\d+)?(?:\s?[(\[][^()\[\]]{1,30}[)\]])?"
)
_SET_APART = re.compile(
    r"\s(?:did\snot|do\snot|didn't)\s(?:\w+\s)?differ|\s(?:differ|(?:were|was|had|did)\s(?:\w+\s)?(?:similar|alike|comparable|equal))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
_NEAR = 12
_SIZED = r"\s\((?=[^.]{0,60}?\bn\s?=\s?\d)(?:[^()]|\([^()]{0,20}\)){2,60}\)"
_LEVEL = r"(?-i:\d{1,2}[A-Za-z]?|I{1,3}|IV|[A-F])"
_SIZED_ROW = Sieve(
    rf"\b(?P<head>{_HEAD})[\s-]?{_LEVEL}{_SIZED}(?:{_JOINT}(?:{_HEAD}[\s-]?)?{_LEVEL}{_SIZED})+", re.IGNORECASE
)
_SIZED_ITEM = re.compile(rf"(?:(?<=\s)|\b)(?:{_HEAD}[\s-]?)?(?P<number>{_LEVEL})(?P<level>)(?={_SIZED})", re.IGNORECASE)
"""Each with its size in a bracket: "dose level 1 (10^6/kg; n=6), 2 (2 × 10^6/kg; n=25) or 3 (...)"."""
_PLURAL = re.compile(r"(?<=[A-Za-z])s$")
_TWO = 2


def numbered(text: str, within: Span) -> Iterator[list[tuple[Span, str]]]:
    """Yield the groups of each row of a sentence with their places and labels, the row's head given to each.

    A row counts where the sentence gives as many numbers side by side, or holds two against each other; otherwise its
    groups are spoken of together.
    """
    for row in _SIZED_ROW.finditer(text, within.start, within.end):
        yield [*_items(text, row, _SIZED_ITEM)]
    for row in _ROW.finditer(text, within.start, within.end):
        items = [*_items(text, row, _ITEM)]
        numbers = _values(len(items))
        before, after = numbers.search(text, within.start, row.start()), numbers.search(text, row.end(), within.end)
        if len(items) >= _TWO and (before or after or (len(items) == _TWO and _set_apart(text, row))):
            yield items


def _set_apart(text: str, row: re.Match[str]) -> bool:
    """Tell whether two groups are held against each other: "between DL1 and DL2", "DL1 and DL2 did not differ"."""
    before = _BETWEEN.search(text, max(0, row.start() - _NEAR), row.start())
    return before is not None or _SET_APART.match(text, row.end()) is not None


def _items(text: str, row: re.Match[str], item: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    head = _PLURAL.sub("", row["head"])
    joint = "" if head.upper() == "DL" else " "
    for found in item.finditer(text, row.start(), row.end()):
        yield Span(*found.span()), f"{head}{joint}{found['number'] or found['level']}"


@cache
def _values(count: int) -> re.Pattern[str]:
    """Return the pattern of so many numbers side by side, no more and no fewer."""
    joint = r"(?:,\s(?:and\s)?|\sand\s|\s(?:versus|vs\.?)\s)"
    return re.compile(rf"(?<![\w.]){_VALUE}(?:{joint}{_VALUE}){{{count - 1}}}(?!{joint}\d)", re.IGNORECASE)
