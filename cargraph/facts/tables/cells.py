"""The cells of a table: counts with shares, and values read by their row's label ("Median PFS, months (95% CI)")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cargraph.facts.results.times import read_time
from cargraph.mentions.numerals import NUMBER, number
from cargraph.mentions.quantities import Quantity, Sign
from cargraph.model import Span, Stat

_UNIT = re.compile(
    r"(?<![\w-])(?P<unit>%|months?|mo|days?|weeks?|wk|years?|yr|hours?|(?:pg|ng|mg|μg|ug|g)/d?[mM]?[lL]|I?U/m?L"
    r"|copies/[μu]g(?: \w*\s?DNA)?|cells/[μu]L)(?![\w-])"
)
_INTERVAL = re.compile(
    r"(?i)(?P<ci95>95\s?% ?CI|confidence interval)|(?P<iqr>\bIQR\b|interquartile)|(?P<range>\brange\b)"
)
_END = rf"(?:{NUMBER}|N[RE])"
_SHARE = re.compile(r"^\s*(\d+)\s*(?:/\s*(\d+))?\s*(?:[(\[]\s*([<>]?\d+(?:\.\d+)?)\s*%?\s*[)\]])?\s*%?\s*$")
_CELL = re.compile(
    rf"\s*(?P<value>{_END})\s?%?(?:\s?[(\[]\s?(?P<low>{_END})\s?%?\s?(?:-|to|,)\s?(?P<high>{_END})\s?%?\s?[)\]])?\s*"
)
_MEAN = re.compile(r"(?i)\b(?:mean|average)\b")
_TOLD = re.compile(r"(?i)\b(?:median|mean|average|rate|estimate)\b")
_ONSET = re.compile(r"(?i)\b(?:onset|time to|time from)\b")
_DURATION = re.compile(r"(?i)\bduration\b")
_AHEAD = re.compile(r"(?i)(\d+(?:\.\d+)?)[ -](day|week|month|year)s?\b(?! ?\()")
_OF_COUNTS = re.compile(r"(?i)\bn(?:o\.?|umber)?\b")
_WHOLE = 100.0
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Valued:
    """What one cell says by its row's label: a share in percent or a value in a unit, with its interval."""

    stat: Stat
    value: float | str
    unit: str
    low: float | str | None
    high: float | str | None
    interval: str | None
    measure: str | None
    time: str | None


def tells_share(cell: str) -> bool:
    """Tell whether a cell prints a count with its share in brackets."""
    found = _SHARE.match(cell)
    return found is not None and found.group(3) is not None


def counted(cell: str, n: int | None) -> Quantity | None:
    """Read "32 (68.09)", "7/47 (14.9)" or "0"; None where the count cannot be one of n or the share does not fit."""
    found = _SHARE.match(cell)
    if not found:
        return None
    count, total = int(found.group(1)), int(found.group(2)) if found.group(2) else n
    percent = float(found.group(3).lstrip("<>")) if found.group(3) else None
    if total is None and percent is None:
        return None
    if total is not None and (count > total or (percent is not None and abs(100 * count / total - percent) > 1.0)):
        return None
    return Quantity(
        Sign.QUANTITY, _NOWHERE, count=count, total=int(found.group(2)) if found.group(2) else None, percent=percent
    )


def measured(label: str, cell: str) -> Valued | None:
    """Read a cell by the unit, the interval and the statistic that its row's label tells; None where it tells none.

    >>> measured("Median PFS, months (95% CI)", "9.1 (5.2-NR)").high
    'NR'
    """
    found = _CELL.fullmatch(cell.replace("\u2013", "-"))
    ahead = _AHEAD.search(label)
    rest = label[: ahead.start()] + label[ahead.end() :] if ahead else label
    interval = _INTERVAL.search(rest)
    unit = _UNIT.search(_INTERVAL.sub(" ", rest))
    if not found or not unit or not (interval or _TOLD.search(label) or _is_share(label, unit["unit"])):
        return None
    value, low, high = (_number(found[name]) for name in ("value", "low", "high"))
    if value is None or (low is not None and interval is None) or not _fits(value, low, high, unit["unit"]):
        return None
    share = unit["unit"] == "%"
    stat = (
        Stat.RATE
        if share and ahead
        else Stat.PROPORTION
        if share
        else Stat.MEAN
        if _MEAN.search(label)
        else Stat.MEDIAN
    )
    measure = "duration" if _DURATION.search(label) else "onset" if _ONSET.search(label) else None
    kind = interval.lastgroup if interval and low is not None else None
    return Valued(stat, value, unit["unit"], low, high, kind, measure, read_time(ahead[0]) if ahead else None)


def _is_share(label: str, unit: str) -> bool:
    return unit == "%" and not _OF_COUNTS.search(label)


def _number(said: str | None) -> float | str | None:
    return said if said in {"NR", "NE"} or said is None else number(said)


def _fits(value: float | str, low: float | str | None, high: float | str | None, unit: str) -> bool:
    """Tell whether a value lies within its interval, and a share within the whole."""
    if isinstance(low, float) and isinstance(value, float) and low > value:
        return False
    if isinstance(high, float) and isinstance(value, float) and high < value:
        return False
    return unit != "%" or (isinstance(value, float) and value <= _WHOLE)
