"""The cells of a table: counts with shares, and values read by their row's label ("Median PFS, months (95% CI)")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cargraph.facts.results.printed_times import read_time
from cargraph.mentions.numerals import NUMBER, number
from cargraph.mentions.quantities import Quantity, Sign
from cargraph.model import Span, Stat
from cargraph.text.shares import is_share_of

_PER_VOLUME = r"copies/[μu]g(?: \w*\s?DNA)?|cells/[μu]L"
_UNIT = re.compile(
    rf"(?<![\w-])(?P<unit>% (?:of )?predicted|%"
    rf"|days? ?[×x*·] ?(?:{_PER_VOLUME})|months?|mo|days?|weeks?|wk|years?|yr|hours?"
    rf"|(?:pg|ng|mg|μg|ug|g)/d?[mM]?[lL]|I?U/m?L|{_PER_VOLUME}|per [μu]L)(?![\w-])"
)
_INTERVAL = re.compile(
    r"(?i)(?P<ci95>95\s?% ?CI|confidence interval)|(?P<iqr>\bIQR\b|interquartile)|(?P<range>\brange\b)"
)
_END = rf"(?:{NUMBER}|N[RE])"
_PERCENT = r"\d+(?:\.\d+)?"
_ENDS = rf"(?P<low>{_PERCENT})\s?%?\s?(?:-|to|,)\s?(?P<high>{_PERCENT})\s?%?"
_COUNT = re.compile(
    rf"(?P<count>\d+)\s*(?:/\s*(?P<total>\d+))?\s*(?:[(\[]\s*[<>]?(?P<percent>{_PERCENT})\s*%?\s*"
    rf"(?:(?:[;,]|[)\]]\s*[(\[])\s*(?:95\s?% ?CI[:,]?\s?)?{_ENDS}\s*)?[)\]])?\s*%?"
)
_OF_SHARE = re.compile(rf"(?P<percent>{_PERCENT})\s*%\s*[(\[]\s*(?P<count>\d+)\s*/\s*(?P<total>\d+)\s*[)\]]")
_INTERVAL_CELL = re.compile(rf"[(\[]?\s*{_ENDS}\s*[)\]]?")
_BARE = re.compile(rf"(?P<percent>{_PERCENT})\s*%?")
_CELL = re.compile(
    rf"\s*(?P<value>{_END})\s?%?(?P<spread>\s?(?:±|\+/-)\s?{NUMBER})?(?:\s?[(\[]\s?(?P<low>{_END})\s?%?\s?(?:-|to|,)\s?(?P<high>{_END})\s?%?\s?[)\]])?\s*"
)
_MEAN = re.compile(r"(?i)\b(?:mean|average)\b")
_TOLD = re.compile(r"(?i)\b(?:median|mean|average|rate|estimate)\b")
_ONSET = re.compile(r"(?i)\b(?:onset|time to|time from)\b")
_DURATION = re.compile(r"(?i)\bduration\b")
_AHEAD = re.compile(r"(?i)(\d+(?:\.\d+)?)[ -](day|week|month|year)s?\b(?! ?\()")
_VISIT = re.compile(r"(?i)\b(?:at|by|on)\s(?:day|week|month|year)\s\d+\b")
"""When something was measured, whose words are no unit: "Circulating cells at day 28, per μL"."""
_OF_COUNTS = re.compile(r"(?i)\bn(?:o\.?|umber)?\b")
_P_VALUE = re.compile(r"^\s*([<>=≤≥])?\s*(0?\.\d+|[01](?:\.0+)?)\s*\*?$")
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


def p_value(cell: str) -> tuple[float, str] | None:
    """Read "<0.001" or "0.37*" as a p-value and its operator."""
    found = _P_VALUE.match(cell)
    return (float(found[2]), found[1] or "=") if found else None


@dataclass(frozen=True, slots=True)
class Ratio:
    """A hazard, odds or risk ratio with the ends of its interval."""

    value: float
    low: float | None
    high: float | None


def tells_share(cell: str) -> bool:
    """Tell whether a cell prints a count with its share in brackets."""
    found = _counted(cell)
    return found is not None and found["percent"] is not None


def counted(cell: str, n: int | None) -> Quantity | None:
    """Read "32 (68.09)", "7/47 (14.9)", "39 (93) [81-99]", "71% (22/31)" or "0".

    None where the count cannot be one of its own total or of n, or the share does not fit its own total.
    """
    found = _counted(cell)
    if not found:
        return None
    count, own = int(found["count"]), int(found["total"]) if found["total"] else None
    percent = float(found["percent"]) if found["percent"] else None
    total = own or n
    if (total is None and percent is None) or (total is not None and count > total):
        return None
    if own is not None and not is_share_of(count, percent, own):
        return None
    low, high = (_number(found.groupdict().get(end)) for end in ("low", "high"))
    return Quantity(
        Sign.QUANTITY, _NOWHERE, count=count, total=own, percent=percent, low=low, high=high,
        interval="ci95" if low is not None else None,
    )  # fmt: skip


def shared(cell: str) -> Quantity | None:
    """Read the percentage of a column that holds nothing else: "87", "93.5%"."""
    found = _BARE.fullmatch(cell.strip())
    percent = float(found["percent"]) if found else None
    return Quantity(Sign.QUANTITY, _NOWHERE, percent=percent) if percent is not None and percent <= _WHOLE else None


def ratio(cell: str) -> Ratio | None:
    """Read "2.41 (1.58-3.67)" or "2.41"; None where the number does not lie within its interval."""
    found = _CELL.fullmatch(cell)
    value, low, high = (_number(found[name]) for name in ("value", "low", "high")) if found else (None, None, None)
    if not isinstance(value, float) or value <= 0 or isinstance(low, str) or isinstance(high, str):
        return None
    return Ratio(value, low, high) if _fits(value, low, high, "") else None


def limits(cell: str) -> tuple[float, float] | None:
    """Read the two ends of an interval that has a cell of its own: "1.58-3.67"."""
    found = _INTERVAL_CELL.fullmatch(cell.strip())
    low, high = (number(found[name]) for name in ("low", "high")) if found else (None, None)
    return (low, high) if low is not None and high is not None and low <= high else None


def _counted(cell: str) -> re.Match[str] | None:
    return _COUNT.fullmatch(cell.strip()) or _OF_SHARE.fullmatch(cell.strip())


def measured(label: str, cell: str, about: str = "") -> Valued | None:
    """Read a cell by the unit, the interval and the statistic that its row's label tells; None where it tells none.

    about: the column's head, the caption and the other heads, which may tell the interval and the statistic.

    >>> measured("Median PFS, months (95% CI)", "9.1 (5.2-NR)").high
    'NR'
    >>> measured("Cmax, cells/μL", "61 (8-203)", "Kinetics, median (range)").interval
    'range'
    """
    found = _CELL.fullmatch(cell)
    label = _VISIT.sub(" ", label)
    ahead = _AHEAD.search(label)
    rest = label[: ahead.start()] + label[ahead.end() :] if ahead else label
    interval = _INTERVAL.search(rest) or _INTERVAL.search(about)
    unit = _UNIT.search(_INTERVAL.sub(" ", rest))
    spread = found is not None and found["spread"] is not None
    told = spread or _TOLD.search(label) or _TOLD.search(about)
    if not found or not (interval or told or (unit and _is_share(label, unit["unit"]))):
        return None
    if not (unit or spread or (interval and told and found["low"])):  # a score has no unit: "4 (2-6)", median (IQR)
        return None
    value, low, high = (_number(found[name]) for name in ("value", "low", "high"))
    said = unit["unit"] if unit else ""
    untold = low is not None and interval is None and said != "%"
    if value is None or untold or not _fits(value, low, high, said):
        return None
    measure = "duration" if _DURATION.search(label) else "onset" if _ONSET.search(label) else None
    kind = interval.lastgroup if interval and low is not None else None
    time = read_time(ahead[0]) if ahead else None
    stat = Stat.MEAN if spread else _stat(f"{label} {about}", said == "%", time)
    return Valued(stat, value, said, low, high, kind, measure, time)


def _stat(words: str, share: bool, time: str | None) -> Stat:
    if share:
        return Stat.RATE if time else Stat.PROPORTION
    return Stat.MEAN if _MEAN.search(words) and "median" not in words.lower() else Stat.MEDIAN


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
