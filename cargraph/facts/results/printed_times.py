"""Times as they are printed, alone and in lists: "D28", "12-month", "the 1-, 2- and 3-year rates"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag
from cargraph.mentions.numerals import WORD, integer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token

UNITS = {
    "month": "months",
    "mo": "months",
    "year": "years",
    "yr": "years",
    "y": "years",
    "day": "days",
    "week": "weeks",
    "wk": "weeks",
    "hour": "hours",
    "h": "hours",
}
TIME = re.compile(rf"(\d+(?:\.\d+)?|{WORD})[\s-]*(month|mo|year|yr|day|week|wk|hour|[hy](?=s?$))s?")
_DAY = re.compile(r"(day|month|week|year)s?[\s-]?\+?(\d+)")
_DAYS = re.compile(r"(day|month|week|year)s?[\s-]?\+?\d+\s?(?:-|to|and)\s?(?:day\s)?\+?(\d+)")
_D = re.compile(r"d\+?(\d+)")
_STEP = 2
"""From one time of a list to the next: over a comma."""
_JOINING = frozenset({",", "and", "or"})


def read_time(text: str) -> str | None:
    """Return a time as number and unit in the plural.

    >>> read_time("12-month"), read_time("day 28"), read_time("D100"), read_time("day 0 to 28")
    ('12 months', '28 days', '100 days', '28 days')
    """
    lower = text.lower()
    if found := _DAYS.search(lower):
        return f"{found.group(2)} {found.group(1)}s"
    if found := _DAY.search(lower):
        return f"{found.group(2)} {found.group(1)}s"
    if found := _D.fullmatch(lower):
        return f"{found.group(1)} days"
    if found := TIME.search(lower):
        digits = found.group(1)[:1].isdigit()
        number = found.group(1) if digits else str(integer(found.group(1)))
        unit = UNITS[found.group(2)]
        return f"{number} {unit[:-1] if number == '1' else unit}"
    return None


def listed_times(tokens: Sequence[Token], place: int) -> list[str]:
    """Return the times of a list in which one stands: "at 3 years, 1 year, and 6 months"."""
    low = high = place
    if not _is_length(tokens[place]):
        return []
    while high + 2 < len(tokens) and (nxt := _next_time(tokens, high)):
        high = nxt
    while low >= _STEP and (last := _last_time(tokens, low)) is not None:
        low = last
    times = [read_time(t.text) for t in tokens[low : high + 1] if t.tag is Tag.TIME]
    return [t for t in times if t is not None]


def are_timed(tokens: Sequence[Token], run: Sequence[int]) -> bool:
    """Tell whether the numbers of a run are of as many times told before it: "at 6 and 12 months were 71% and 57%"."""
    before = [p for p in range(run[0]) if tokens[p].tag is Tag.TIME]
    return bool(before) and len(run) in {len(several(tokens[before[-1]].text)), len(listed_times(tokens, before[-1]))}


def _next_time(tokens: Sequence[Token], place: int) -> int | None:
    gap = next((i for i in range(place + 1, len(tokens)) if tokens[i].text not in _JOINING), None)
    return gap if gap is not None and gap > place + 1 and _is_length(tokens[gap]) else None


def _last_time(tokens: Sequence[Token], place: int) -> int | None:
    gap = next((i for i in range(place - 1, -1, -1) if tokens[i].text not in _JOINING), None)
    return gap if gap is not None and gap < place - 1 and _is_length(tokens[gap]) else None


def _is_length(token: Token) -> bool:
    if token.tag is not Tag.TIME or token.quantity is None:
        return False
    one = not several(token.text) and "follow" not in token.text and read_time(token.text) is not None
    return token.quantity.unit is not None or one


def several(text: str) -> list[str]:
    """Return the times of a list: "1-, 2-, and 3-year"."""
    unit = re.search(r"(month|year|week|day|yr|mo)s?\s*$", text.lower())
    found = re.findall(rf"\d+(?:\.\d+)?|{WORD}", text)
    numbers = [one if one[0].isdigit() else str(integer(one)) for one in found]
    if not unit or len(numbers) < 2:
        return []
    return [f"{n} {UNITS[unit.group(1)][: -1 if n == '1' else None]}" for n in numbers]
