"""Atoms -> quantities: a number with its bracket, as "14.89% (7/47)" or "8.3 months (95% CI, 6.0 to 15.1)"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.quantities.patterns import PEOPLE, UNIT
from cargraph.mentions.quantities.quantity import Quantity, Sign
from cargraph.model import Span
from cargraph.text.shares import is_share_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP_IN = re.compile(r"\s?[,;:]?\s?[\[(]\s?(?:n\s?=\s?|[Cc]\s?)?$")
_GAP_ON = re.compile(r"\s?[,;:]?\s?(?:[\[(]\s?)?$|/$")
_LISTED = re.compile(r"(?:[(\[]|[,;] |, and |\band )$")
_COUNT_AND_SHARE = 2
_THAT_IS = re.compile(
    r",?\s(?:or|i\.e\.,?|that\sis,?|namely|(?:corresponding|equivalent|amounting|equal)\sto|representing|constituting|equalling)\s(?:a\s)?$"
)
"""What stands between a count and its share where no bracket does: "12 patients, or 36%"."""
_UNIT_AFTER = re.compile(rf"\s?[\])]?\s({UNIT})\b")


def joined(text: str, atoms: list[Quantity]) -> Iterator[Quantity]:
    """Join a main atom with the complements that follow it in a bracket or behind a separator."""
    at = 0
    while at < len(atoms):
        current, at = atoms[at], at + 1
        while at < len(atoms) and (joined := _joined(text, current, atoms[at])) is not None:
            if current.percent is not None and _with_share_behind(text, atoms[at : at + 2]) is not None:
                break
            current, at = joined, at + 1
        if (counted := _with_share_behind(text, [current, *atoms[at : at + 1]])) is not None:
            current, at = counted, at + 1
        closed = _closed(text, current)
        while at < len(atoms) and atoms[at].span.start < closed.span.end:
            at += 1
        yield closed


def _with_share_behind(text: str, atoms: list[Quantity]) -> Quantity | None:
    """Join a count with the share between commas behind it, in a list: "(16, 27%, bacterial, and 14, 23%, viral)"."""
    if len(atoms) < _COUNT_AND_SHARE:
        return None
    count, share = atoms
    if count.sign is not Sign.QUANTITY or count.count is None or count.total is not None or share.percent is None:
        return None
    plain = count.percent is None and share.count is None and share.interval is None
    alone = plain and text[count.span.end : share.span.start] == ", "
    listed = _LISTED.search(text, max(0, count.span.start - 6), count.span.start)
    after = text[share.span.end : share.span.end + 1]
    if not (alone and listed and (after == "," or (after in {")", "]", ";"} and listed[0] in {"(", "["}))):
        return None
    return replace(count, percent=share.percent, bare=False, span=_over(count, share))


_OF_TOTAL = re.compile(rf"\s?[\])]{{0,2}}\s?of\s(?:the\s)?(\d{{1,5}})\b(?!\s?%)(?:\s{PEOPLE})?")


def _closed(text: str, quantity: Quantity) -> Quantity:
    """Complete a quantity with what stands behind its bracket: a total ("82 [80%] of 102 patients") or a unit."""
    if (
        quantity.sign is Sign.QUANTITY
        and quantity.count is not None
        and quantity.percent is not None
        and not quantity.total
    ):
        behind = _OF_TOTAL.match(text, quantity.span.end, quantity.span.end + 60)
        total = int(behind.group(1)) if behind else 0
        if behind and total >= quantity.count and is_share_of(quantity.count, quantity.percent, total):
            return replace(quantity, total=total, span=Span(quantity.span.start, behind.end()))
    return _with_unit(text, quantity)


def _with_unit(text: str, quantity: Quantity) -> Quantity:
    """Give a number with an interval but no unit the unit behind the bracket ("21.9 (0.3-101.7) months")."""
    if quantity.sign is Sign.QUANTITY and quantity.interval and quantity.value is not None and quantity.unit is None:
        after = _UNIT_AFTER.match(text, quantity.span.end, quantity.span.end + 40)
        if after:
            return replace(quantity, unit=after.group(1), span=Span(quantity.span.start, after.end()))
    return quantity


def _joined(text: str, main: Quantity, extra: Quantity) -> Quantity | None:
    gap = text[main.span.end : extra.span.start]
    if _THAT_IS.fullmatch(gap) and main.count is not None and main.percent is None:
        return _with_share(main, extra, gap, bracket=True)
    if (middle := _with_middle(main, extra, gap)) is not None:
        return middle
    if main.sign is Sign.RATIO and _PER.fullmatch(gap):
        gap = ", "
    if len(gap) > 12 or not _GAP_ON.match(gap):
        return None
    if main.sign is Sign.RATIO and extra.text == "interval" and main.low is None:
        return replace(main, low=extra.low, high=extra.high, interval=extra.interval or "ci95", span=_over(main, extra))
    if main.sign is Sign.TIME and extra.text == "interval":
        return _with_interval(_as_day(main), extra) if _DAY.match(main.text) else None
    if main.sign is not Sign.QUANTITY or main.text == "interval":
        return None
    bracket = bool(_GAP_IN.match(gap)) and any(c in gap for c in "([")
    if bracket and main.value == extra.value == "NR":
        return replace(main, span=_over(main, extra))
    return _with_interval(main, extra) or _with_share(main, extra, gap, bracket=bracket)


_PER = re.compile(r"\s(?:per|for\s(?:each|every))\s[\w./%-]+(?:\s[\w./%-]+){0,3}[,;:]\s(?:[\[(]\s?)?")
"""What a ratio is for, before its interval: "(OR 2.1 per log10, 95% CI 1.3-3.4)"."""
_MIDDLE = re.compile(r"[\w\s-]{0,30}[(\[](?:at\s)?(?:a\s)?median,?:?\s(?:of\s)?(?:day\s)?$")
_DAYS_OF_SPAN = re.compile(r"(\d+) and (\d+)[ -]([a-z]+?)s?$")
_SPAN_OF_DAYS = re.compile(r"([A-Za-z]+?)s?\s(\d+)\s?(?:-|to|and)\s?(?:day\s)?(\d+)$")


def _with_middle(main: Quantity, extra: Quantity, gap: str) -> Quantity | None:
    """Give a range the median told in its bracket: "between days 8 and 30 (median, 17.5)", "3-12 days (median 5)"."""
    value = float(extra.count) if extra.count is not None else extra.value
    told = extra.sign is Sign.QUANTITY and isinstance(value, float) and extra.total is None and extra.interval is None
    if not told or extra.percent is not None or not _MIDDLE.match(gap):
        return None
    if extra.unit is not None and extra.unit.rstrip("s") != (main.unit or "").rstrip("s"):
        return None
    days = _SPAN_OF_DAYS.match(main.text) if main.sign is Sign.TIME else None
    if days is not None:
        low, high, unit = float(days.group(2)), float(days.group(3)), f"{days.group(1).lower()}s"
        main = Quantity(Sign.QUANTITY, main.span, low=low, high=high, unit=unit, interval="range")
    elif main.sign is Sign.TIME and (ends := _DAYS_OF_SPAN.match(main.text)) is not None:
        low, high, unit = float(ends.group(1)), float(ends.group(2)), f"{ends.group(3)}s"
        main = Quantity(Sign.QUANTITY, main.span, low=low, high=high, unit=unit, interval="range")
    open_range = main.value is None and main.percent is None and main.interval == "range" and main.text != "interval"
    span = main.span if gap[:1] == " " and gap[1:2].isalpha() else _over(main, extra)
    return replace(main, value=value, span=span) if open_range and _holds(main, value) else None


def _holds(spread: Quantity, value: float | str | None) -> bool:
    """Tell whether a range holds a number."""
    ends = (spread.low, value, spread.high)
    numbers = [n for n in ends if isinstance(n, float)]
    return len(numbers) == len(ends) and numbers == sorted(numbers)


_DAY = re.compile(r"([A-Za-z]+?)s?\s?(\d+)$")


def _as_day(time: Quantity) -> Quantity:
    """Read "day 7" as 7 days, where an interval behind it shows that it is a result and not a visit."""
    found = _DAY.match(time.text)
    return (
        Quantity(Sign.QUANTITY, time.span, value=float(found.group(2)), unit=f"{found.group(1).lower()}s")
        if found
        else time
    )


def _over(a: Quantity, b: Quantity) -> Span:
    return Span(a.span.start, b.span.end)


def _with_interval(main: Quantity, extra: Quantity) -> Quantity | None:
    if extra.text != "interval" or main.interval is not None:
        return None
    name = extra.interval or ("ci95" if main.percent is not None else "range")
    value = (
        float(main.count)
        if main.value is None and main.count is not None and main.total is None and main.percent is None
        else main.value
    )
    count = None if value is not None and main.value is None else main.count
    unit = main.unit or extra.unit
    return replace(
        main,
        low=extra.low,
        high=extra.high,
        interval=name,
        value=value,
        count=count,
        unit=unit,
        span=_over(main, extra),
    )


def _with_share(main: Quantity, extra: Quantity, gap: str, *, bracket: bool) -> Quantity | None:
    """Return a count with the share that is told with it, or a share with its count; None where neither is."""
    counts, shares = main.count is not None, main.percent is not None
    more, part = extra.count is not None, extra.percent is not None
    span = _over(main, extra)
    if counts and shares and main.total is None and extra.count == main.count and extra.total:
        return replace(main, total=extra.total, span=span)
    if gap.strip() == "/" and main.bare and counts and part and not more:
        return replace(main, percent=extra.percent, bare=False, span=span)
    if shares and not counts and (extra.total or extra.sign is Sign.SIZE) and _agrees(main, extra):
        return replace(main, count=extra.count, total=extra.total, bare=False, span=span)
    if not (bracket or (main.total is not None and gap.strip())):
        return None
    if extra.sign is Sign.SIZE and shares and not counts:
        return replace(main, count=extra.count, total=extra.total, span=span)
    if extra.sign is not Sign.QUANTITY or extra.interval or extra.value is not None:
        return None
    if counts and not shares and part and not more:
        return replace(main, percent=extra.percent, bare=False, span=span)
    if shares and not counts and more and not part and (extra.total or bracket):
        return replace(main, count=extra.count, total=extra.total, bare=False, span=span)
    return None


def _agrees(share: Quantity, counted: Quantity) -> bool:
    """Tell whether a count of a total, both printed, is the share before it: "33%, 16/48"; a count alone may be."""
    if counted.count is None or share.percent is None or counted.percent is not None or counted.value is not None:
        return False
    return not counted.total or is_share_of(counted.count, share.percent, counted.total)
