"""Sentence -> the signs of its numbers: quantities, p-values, ratios, grades and times, with exact spans.

One alternation reads the atoms left to right; small functions join an atom with the bracket behind it
("14.89% (7/47)", "12 [100%]", "8.3 months (95% CI, 6.0 to 15.1)"). What a number means is decided in facts/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cargraph.mentions.numerals import NUMBER, WORD, integer, number
from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Sign(StrEnum):
    """What a stretch of numbers is."""

    QUANTITY = "quantity"
    P = "p"
    RATIO = "ratio"
    GRADE = "grade"
    TIME = "time"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One sign. For a quantity any of count, total, percent, value, low, high; for the others `text` or `value`."""

    sign: Sign
    span: Span
    count: int | None = None
    total: int | None = None
    percent: float | None = None
    value: float | str | None = None
    unit: str | None = None
    low: float | str | None = None
    high: float | str | None = None
    interval: str | None = None
    bound: str | None = None
    text: str = ""
    bare: bool = False

    @property
    def proportion(self) -> bool:
        """Tell whether the quantity says how many, or what share."""
        return self.count is not None or self.percent is not None or self.unit == "%"


UNIT = (
    r"months?|mos?|years?|yrs?|weeks?|wks?|days?|hours?|hrs?"
    r"|copies(?:\s?(?:/|per)\s?(?:μg|mg|ug|microgram|mL|ml)(?:\s(?:of\s)?(?:genomic\s)?DNA)?)?"
    r"|(?:pg|ng|μg|ug|mg|g|U|IU)/(?:mL|ml|dL|dl|L|l)|cells/(?:μL|uL|μl|ul|mL|ml|L)|(?:-|\s)?fold"
    r"|per\s100\s(?:person|patient)-(?:days?|months?|years?)(?:\sat\srisk)?"
)
_TIME_UNIT = r"months?|mos?|years?|yrs?|weeks?|wks?|days?|hours?|hrs?"
_ORD = r"[1-5]|I{1,3}|IV|V"
PEOPLE = (
    r"(?:(?:(?:efficacy-|response-)?evaluable|treated|infused|adult|young|older|and|consecutive|eligible|pa?ediatric|assessable|enrolled|analy[sz]ed|of|the|these|those|all)\s){0,4}"
    r"(?:patients?|subjects?|participants?|individuals?|recipients?|cases?|persons?|children|adults|women|men|mice|animals|pts?|events?)"
)
_NUM = NUMBER
_RANGE_JOIN = r"\s?(?:-|to|~|,|and)\s?"
_ENDLESS = r"not\s(?:yet\s)?(?:estimable|evaluable|reached|estimated|available)|NE|NR|N/?A|∞|\+"

_ATOMS = re.compile(
    rf"""
    (?P<cited>(?<=[A-Za-z.%),]\s)\[\d{{1,3}}(?:\s?[-,]\s?\d{{1,3}}){{0,12}}\](?!\s?(?:%|of\b)))
  | (?P<p>\b[Pp]\s?(?:-?\s?values?)?\s?(?:for\s\w+\s)?(?:[<>=≤≥]|<=|>=|of\s|was\s)\s?(?:0?\.\d+|[01](?:\.\d+)?|\d(?:\.\d+)?\s?[×x]\s?10\s?\^?-?\d+)(?:%)?)
  | (?P<ratio>\b(?:(?:adjusted\s|sub-?distribution\s|relative\s|incidence\s)?(?:hazard|odds|risk|rate)s?\sratios?|relative\srisks?|(?:a|s|c|u|R)?(?:HR|OR|RR)(?:adj)?|reporting\sodds\sratios?)
        (?:\s?[\[(][a-zR]?[HOR]R(?:adj)?[\])])?\s?(?:of\s|was\s|for\s[\w\s-]{{1,40}}?,\s)?[,:=]?\s?(?P<rv>\d*\.\d+|\d+)(?![\d%])
        (?:,\s(?P<rl>\d*\.\d+)\s?(?:-|to)\s?(?P<rh>\d*\.\d+))?)
  | (?P<ci>(?:\d\d\s?%\s?)?(?:\bCIs?\b|\bCrIs?\b|confidence\sintervals?|credible\sintervals?)(?:\s?[\[(]C(?:r)?I[\])])?\s?[,:=]?\s?(?:of\s|from\s)?[\[(]?
        (?P<cl>{_NUM})\s?%?(?:\s?(?:{UNIT}))?{_RANGE_JOIN}(?P<ch>{_NUM}|{_ENDLESS})(?:\s?%)?(?:\s?[,;]\s?I\s?[²2]\s?=\s?\d+(?:\.\d+)?\s?%)?)
  | (?P<spread>\b(?:range|IQR|interquartile\sranges?)(?:\s?[\[(]IQR[\])])?\s?[,:=]?\s?(?:of\s|from\s|was\s)?[\[(]?
        (?P<sl>{_NUM})\s?%?(?:\s?(?:{UNIT}))?{_RANGE_JOIN}(?P<sh>{_NUM}|{_ENDLESS})\s?%?(?:\s?(?P<su>{UNIT})\b)?)
  | (?P<pair>[\[(]\s?(?P<pl>{_NUM})\s?%?\s?(?:-|to)\s?(?P<ph>{_NUM}|{_ENDLESS})\s?%?(?:\s?(?P<pu>{UNIT})\b)?\s?(?=[\])]))
  | (?P<date>\b(?:\d{{1,2}}\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s(?:\d{{1,2}},?\s)?(?:19|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October|November|December)\s\d{{1,2}}\b)
  | (?P<grade>\b(?:[Aa]ny|[Aa]ll|[Ll]ow|[Hh]igh)[-\s][Gg]rades?\b(?!\s?[≥>]?\s?(?:{_ORD})\b)
        |\b(?:above|over|exceeding)\sgrades?\s(?:{_ORD})\b
        |(?:≥|>=|>|≤|<=|<)\s?[Gg]rades?\s?(?:{_ORD})\b
        |\b[Gg]rades?\s?(?:≥|>=|>|≤|<=|<|of\s)?\s?(?:{_ORD})\b(?:\s?\+|,\s(?:{_ORD})\b(?![.\d%]|\s?\()(?:,?\s?(?:or|and)\s(?:{_ORD})\b(?![.\d%]|\s?\())?|\s?(?:-|to|or|and|/)\s?(?:[Gg]rade\s)?(?:≥\s?)?(?:(?:{_ORD})\b(?![.\d%])|higher|greater|worse|above|more|over|lower|less|below|better))?
        |(?:≥|>=|≤)\s?(?:{_ORD})\sgrade\b
        |(?:≥|>=|>)\s?G\s?[1-5]\b|\bG\s?(?:≥|>=)\s?[1-5]\b|\bG[1-5](?:\s?[-/]\s?G?[1-5])?(?=\s?(?:n\s?=|\)|:|,|\d)))
  | (?P<size>\b[nN]\s?=\s?(?P<size_n>\d[\d,]*)(?:\s?/\s?(?P<size_of>\d+))?)
  | (?P<followup>\bfollow(?:ed)?[-\s]?up(?:\s(?:time|period|duration))?(?:\s?[\[(]range[^\])]{{1,30}}[\])])?(?:\s?,\s?|\s(?:of|was|for)\s)(?:approximately\s|about\s)?(?:{_NUM})(?:\s?(?:{_TIME_UNIT})\b)?(?:\s?[\[(][^\])]{{1,60}}[\])](?:\s?(?:{_TIME_UNIT})\b)?)?)
  | (?P<day>\b(?:[Dd]ays?|[Mm]onths?|[Ww]eeks?|[Yy]ears?)\s?(?:\+|-)?\d{{1,4}}(?:\s?(?:-|to|and|or)\s?(?:[Dd]ay\s)?\d{{1,4}})?\b(?!\s?%)|\bD\+?\d{{1,3}}\b)
  | (?P<years>\b\d{{1,2}}(?:\.\d)?-?(?:\s?,\s?\d{{1,2}}-?){{0,4}}\s?,?\s?(?:and|or)\s\d{{1,2}}[-\s](?:{_TIME_UNIT})\b|\b(?:\d{{1,3}}(?:\.\d)?|(?i:one|two|three|four|five|six|twelve))-(?:month|year|week|day|mo|yr)s?\b)
  | (?P<fraction>\b(?:{_NUM}|{WORD})\s?(?:/|of\s(?:the\s|all\s)?(?:first\s)?|out\sof\s(?:the\s)?)\s?(?:{_NUM}|{WORD})\b(?!\s?(?:%|-\w|[×x]))(?:\s(?:{PEOPLE}))?)
  | (?P<percents>(?:[<>≤≥~]\s?)?(?:{_NUM})\s?%?\s?(?:-|to)\s?(?:{_NUM})\s?%)
  | (?P<percent>(?:[<>≤≥~]\s?|\b(?:less|more|fewer|greater)\sthan\s|\bat\sleast\s|\bunder\s|\bover\s)?(?<![\w.])(?:{_NUM})\s?(?:%|\bpercent\b|\bper\scent\b)(?:\s(?:of\s(?:(?:the\s|all\s)?(?P<of_n>\d{{1,5}})\s)?(?:{PEOPLE})|(?:{PEOPLE})))?)
  | (?P<values>(?<![\w/])(?:{_NUM})\s?(?:-|to)\s?(?:{_NUM})[-\s]?(?P<vsu>{UNIT})\b)
  | (?P<value>(?:[<>≤≥~]\s?|\b(?:less|more|greater)\sthan\s)?(?<![\w/.-])(?:{_NUM}|{WORD})\+?[-\s]?(?P<vu>{UNIT})\b)
  | (?P<unreached>\b(?:was|were|had|has|have|is|are)?\s?not\s(?:yet\s)?(?:been\s)?(?:reached|estimable|evaluable)\b|(?:(?<=[(:,=]\s)|(?<=was\s)|(?<=[(]))(?:NR|NE)\b)
  | (?P<count>(?<![\w./-])(?:{_NUM}|{WORD})(?![\w/]|[-.]\w|\s?(?:%|[×x*]\s?10))(?:\s(?:{PEOPLE})\b)?)
    """,
    re.VERBOSE,
)


def signs(text: str, within: Span, blocked: Iterable[Span] = ()) -> tuple[Quantity, ...]:
    """Return the signs of one sentence in order, none overlapping another or a blocked span.

    text: the paper's text. within: the sentence. blocked: spans whose digits belong to names ("CD19", "QUAD 22-19").
    """
    atoms = [atom for stretch in _open(within, sorted(blocked)) for atom in _atoms(text, stretch)]
    return tuple(_join(text, atoms))


def _open(within: Span, blocked: list[Span]) -> Iterator[Span]:
    """Yield the stretches of a sentence between the blocked spans."""
    at = within.start
    for span in blocked:
        if span.start > at:
            yield Span(at, min(span.start, within.end))
        at = max(at, span.end)
    if at < within.end:
        yield Span(at, within.end)


def _atoms(text: str, within: Span) -> Iterator[Quantity]:
    for match in _ATOMS.finditer(text, within.start, within.end):
        kind = match.lastgroup
        name = next(n for n in _READERS if match.group(n) is not None)
        if kind and (quantity := _READERS[name](match)) is not None:
            yield quantity


def _span(match: re.Match[str]) -> Span:
    start, end = match.span()
    piece = match.group()
    return Span(start + len(piece) - len(piece.lstrip()), end)


def _plain(sign: Sign):  # type: ignore[no-untyped-def]  # noqa: ANN202
    return lambda m: Quantity(sign, _span(m), text=m.group().strip())


def _p(match: re.Match[str]) -> Quantity | None:
    found = re.search(r"([<>=≤≥]|<=|>=|of|was)\s?(\d?\.?\d+)(?:\s?[×x]\s?10\s?\^?(-?\d+))?", match.group())
    if not found:
        return None
    operator = {"≤": "<", "≥": ">", "<=": "<", ">=": ">", "of": "=", "was": "="}.get(found.group(1), found.group(1))
    value = float(found.group(2)) * (10.0 ** -abs(int(found.group(3))) if found.group(3) else 1.0)
    return Quantity(Sign.P, _span(match), value=value, bound=operator) if value <= 1 else None


def _ratio(match: re.Match[str]) -> Quantity:
    words = match.group().lower()
    kind = (
        "OR"
        if "odds" in words or re.search(r"\b[a-z]?or\b", words)
        else "HR"
        if "hazard" in words or "hr" in words
        else "RR"
    )
    low, high = match.group("rl"), match.group("rh")
    return Quantity(
        Sign.RATIO, _span(match), value=float(match.group("rv")), text=kind, low=float(low) if low else None,
        high=float(high) if high else None, interval="ci95" if low else None,
    )  # fmt: skip


def _edge(text: str) -> float | str:
    value = number(text)
    return value if value is not None else "NR" if "reached" in text.lower() or text == "NR" else "NE"


def _interval(kind: str, low: str, high: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    def read(m: re.Match[str]) -> Quantity:
        name = (
            "iqr"
            if kind == "spread" and re.match(r"IQR|interq", m.group(), re.IGNORECASE)
            else "range"
            if kind == "spread"
            else "ci95"
        )
        unit = m.group("su") if kind == "spread" else None
        return Quantity(
            Sign.QUANTITY,
            _span(m),
            low=_edge(m.group(low)),
            high=_edge(m.group(high)),
            interval=name,
            unit=unit,
            text="interval",
        )

    return read


def _pair(match: re.Match[str]) -> Quantity:
    inner = Span(match.start() + 1, match.end())
    return Quantity(
        Sign.QUANTITY,
        inner,
        low=_edge(match.group("pl")),
        high=_edge(match.group("ph")),
        unit=match.group("pu"),
        text="interval",
    )


def _size(match: re.Match[str]) -> Quantity:
    of = match.group("size_of")
    return Quantity(Sign.SIZE, _span(match), count=integer(match.group("size_n")), total=integer(of) if of else None)


def _fraction(match: re.Match[str]) -> Quantity | None:
    found = re.match(
        rf"({NUMBER}|{WORD})\s?(?:/|(?:out\s)?of\s(?:the\s|all\s)?(?:first\s)?)\s?({NUMBER}|{WORD})",
        match.group().strip(),
    )
    if not found:
        return None
    count, total = integer(found.group(1)), integer(found.group(2))
    if count is None or total is None or count > total or total == 0:
        return None
    return Quantity(Sign.QUANTITY, _span(match), count=count, total=total)


_BOUNDS = {
    "<": "<",
    ">": ">",
    "≤": "<=",
    "≥": ">=",
    "less": "<",
    "fewer": "<",
    "under": "<",
    "more": ">",
    "greater": ">",
    "over": ">",
    "at": ">=",
}


def _bound(text: str) -> str | None:
    first = re.match(r"\s*([<>≤≥]|[a-z]+)", text)
    return _BOUNDS.get(first.group(1)) if first else None


def _percent(match: re.Match[str]) -> Quantity | None:
    found = re.search(NUMBER, match.group())
    value = number(found.group()) if found else None
    if value is None or value > 100:
        return None
    total = integer(match.group("of_n") or "") or None
    return Quantity(Sign.QUANTITY, _span(match), percent=value, total=total, bound=_bound(match.group()))


def _percents(match: re.Match[str]) -> Quantity | None:
    low, high = (number(n) for n in re.findall(NUMBER, match.group())[:2])
    if low is None or high is None or low > high:
        return None
    return Quantity(Sign.QUANTITY, _span(match), low=low, high=high, interval="range", unit="%")


def _value(match: re.Match[str]) -> Quantity | None:
    found = re.search(rf"{NUMBER}|{WORD}", match.group())
    value = number(found.group()) if found else None
    if value is None:
        return None
    unit = " ".join(match.group("vu").split())
    return Quantity(Sign.QUANTITY, _span(match), value=value, unit=unit.strip("- "), bound=_bound(match.group()))


def _values(match: re.Match[str]) -> Quantity | None:
    low, high = (number(n) for n in re.findall(NUMBER, match.group())[:2])
    return Quantity(Sign.QUANTITY, _span(match), low=low, high=high, interval="range", unit=match.group("vsu"))


def _count(match: re.Match[str]) -> Quantity | None:
    piece = match.group().strip()
    found = re.match(rf"{NUMBER}|{WORD}", piece)
    value = number(found.group()) if found else None
    if value is None or "×" in piece:
        return None
    whole = value if float(value).is_integer() and not (1900 <= value <= 2099 and piece.isdigit()) else None
    return Quantity(
        Sign.QUANTITY, _span(match), count=int(whole) if whole is not None else None, value=None if whole is not None else value,
        bare=found is not None and found.end() == len(piece), text=piece,
    )  # fmt: skip


_READERS = {
    "cited": lambda _: None, "p": _p, "ratio": _ratio, "ci": _interval("ci", "cl", "ch"), "spread": _interval("spread", "sl", "sh"),
    "pair": _pair, "date": lambda _: None, "grade": _plain(Sign.GRADE), "size": _size, "followup": _plain(Sign.TIME), "day": _plain(Sign.TIME),
    "years": _plain(Sign.TIME), "fraction": _fraction, "percents": _percents, "percent": _percent, "values": _values,
    "value": _value, "unreached": lambda m: Quantity(Sign.QUANTITY, _span(m), value="NR"), "count": _count,
}  # fmt: skip

_GAP_IN = re.compile(r"\s?[,;:]?\s?[\[(]\s?(?:n\s?=\s?|[Cc]\s?)?$")
_GAP_ON = re.compile(r"\s?[,;:]?\s?(?:[\[(]\s?)?$")
_UNIT_AFTER = re.compile(rf"\s?[\])]?\s({UNIT})\b")


def _join(text: str, atoms: list[Quantity]) -> Iterator[Quantity]:
    """Join a main atom with the complements that follow it in a bracket or behind a separator."""
    at = 0
    while at < len(atoms):
        current, at = atoms[at], at + 1
        while at < len(atoms) and (joined := _joined(text, current, atoms[at])) is not None:
            current, at = joined, at + 1
        closed = _closed(text, current)
        while at < len(atoms) and atoms[at].span.start < closed.span.end:
            at += 1
        yield closed


_OF_TOTAL = re.compile(rf"\s?[\])]?\s?of\s(?:the\s)?(\d{{1,5}})\b(?!\s?%)(?:\s{PEOPLE})?")


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
        if behind and total >= quantity.count and abs(100 * quantity.count / total - quantity.percent) <= 1:
            return replace(quantity, total=total, span=Span(quantity.span.start, behind.end()))
    return _with_unit(text, quantity)


def _with_unit(text: str, quantity: Quantity) -> Quantity:
    """Give a number that has an interval but no unit the unit printed behind the bracket ("21.9 (0.3-101.7) months")."""
    if quantity.sign is Sign.QUANTITY and quantity.interval and quantity.value is not None and quantity.unit is None:
        after = _UNIT_AFTER.match(text, quantity.span.end, quantity.span.end + 40)
        if after:
            return replace(quantity, unit=after.group(1), span=Span(quantity.span.start, after.end()))
    return quantity


def _joined(text: str, main: Quantity, extra: Quantity) -> Quantity | None:
    gap = text[main.span.end : extra.span.start]
    if len(gap) > 12 or not _GAP_ON.match(gap):
        return None
    if main.sign is Sign.RATIO and extra.text == "interval" and main.low is None:
        return replace(main, low=extra.low, high=extra.high, interval=extra.interval or "ci95", span=_over(main, extra))
    if main.sign is Sign.TIME and extra.text == "interval":
        return _with_interval(_as_day(main), extra) if _DAY.match(main.text) else None
    if main.sign is not Sign.QUANTITY or main.text == "interval":
        return None
    bracket = bool(_GAP_IN.match(gap)) and any(c in gap for c in "([")
    return _with_interval(main, extra) or _with_share(main, extra, gap, bracket=bracket)


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
    if (
        main.count is not None
        and main.percent is not None
        and main.total is None
        and extra.count == main.count
        and extra.total
    ):
        return replace(main, total=extra.total, span=_over(main, extra))
    if not (bracket or (main.total is not None and gap.strip())):
        return None
    if extra.sign is Sign.SIZE and main.percent is not None and main.count is None:
        return replace(main, count=extra.count, total=extra.total, span=_over(main, extra))
    if extra.sign is not Sign.QUANTITY or extra.interval or extra.value is not None:
        return None
    if extra.percent is not None and main.percent is None and main.count is not None and extra.count is None:
        return replace(main, percent=extra.percent, bare=False, span=_over(main, extra))
    if (
        main.percent is not None
        and main.count is None
        and extra.count is not None
        and extra.percent is None
        and (extra.total or bracket)
    ):
        return replace(main, count=extra.count, total=extra.total, bare=False, span=_over(main, extra))
    return None
