"""A matched atom -> its quantity, a reader for each alternative of the pattern."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.mentions.numerals import NUMBER, WORD, integer, number
from cargraph.mentions.quantities.quantity import Quantity, Sign
from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = re.compile(NUMBER)
_FIRST = re.compile(rf"{NUMBER}|{WORD}")
_FRACTION = re.compile(
    rf"({NUMBER}|{WORD})\s?(?:/|(?:out\s)?of\s(?:the\s|all\s|these\s|those\s)?(?:(?:first|remaining|other)\s)?)\s?(\d{{1,3}}\s\d{{3}}|{NUMBER}|{WORD})"
)


def _span(match: re.Match[str]) -> Span:
    start, end = match.span()
    piece = match.group()
    return Span(start + len(piece) - len(piece.lstrip()), end)


def _plain(sign: Sign) -> Callable[[re.Match[str]], Quantity | None]:
    return lambda m: Quantity(sign, _span(m), text=m.group().strip())


_P_SIGNS = {"<": "<", ">": ">", "≤": "<", "≥": ">", "<=": "<", ">=": ">"}


def _p(match: re.Match[str]) -> Quantity | None:
    found = re.search(r"(<=|>=|[<>=≤≥:]|\bof|\bwas|values?)\s?(\d?\.?\d+)(?:\s?[×x]\s?10\s?\^?(-?\d+))?", match.group())
    if not found:
        return None
    operator = _P_SIGNS.get(found.group(1), "=")
    value = float(found.group(2)) * (10.0 ** -abs(int(found.group(3))) if found.group(3) else 1.0)
    return Quantity(Sign.P, _span(match), value=value, bound=operator) if value <= 1 else None


_RATIOS = (("HR", re.compile(r"hazard|\b[a-z]?hr(?:adj)?\b")), ("OR", re.compile(r"odds|\b[a-z]?or(?:adj)?\b")))


def _ratio(match: re.Match[str]) -> Quantity:
    words = match.group().lower()
    kind = next((k for k, names in _RATIOS if names.search(words)), "RR")
    low, high = match.group("rl"), match.group("rh")
    return Quantity(
        Sign.RATIO, _span(match), value=float(match.group("rv")), text=kind, low=float(low) if low else None,
        high=float(high) if high else None, interval="ci95" if low else None,
    )  # fmt: skip


def _edge(text: str) -> float | str:
    value = number(text)
    return value if value is not None else "NR" if "reached" in text.lower() or text == "NR" else "NE"


def _interval(kind: str, low: str, high: str) -> Callable[[re.Match[str]], Quantity | None]:
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


def _pair(low: str, high: str, unit: str) -> Callable[[re.Match[str]], Quantity | None]:
    """Read the two ends in a bracket that names no interval: "(3.1-9.8)", "(10, 26 days)"."""

    def read(match: re.Match[str]) -> Quantity:
        inner = Span(match.start() + 1, match.end())
        ends = _edge(match.group(low)), _edge(match.group(high))
        return Quantity(Sign.QUANTITY, inner, low=ends[0], high=ends[1], unit=match.group(unit), text="interval")

    return read


def _size(match: re.Match[str]) -> Quantity:
    of = match.group("size_of")
    return Quantity(Sign.SIZE, _span(match), count=integer(match.group("size_n")), total=integer(of) if of else None)


def _fraction(match: re.Match[str]) -> Quantity | None:
    found = _FRACTION.match(match.group().strip())
    if not found:
        return None
    count, total = integer(found.group(1)), integer(re.sub(r"(?<=\d)\s(?=\d{3})", "", found.group(2)))
    if count is None or total is None or count > total or total == 0:
        return None
    return Quantity(Sign.QUANTITY, _span(match), count=count, total=total)


_PARTS = {"half": 2, "halv": 2, "thir": 3, "quar": 4, "four": 4, "fift": 5}
_ALL = 100


def _portion(match: re.Match[str]) -> Quantity | None:
    """Read a share in words: "half of the patients", "two-thirds of the 24 patients"; no broken percent is."""
    parts = _PARTS[(match.group("part_of") or "half")[:4].lower()]
    taken = integer(match.group("part_n") or "one") or 1
    whole = integer(match.group("part_whole") or "")
    if whole:
        exact = whole * taken % parts == 0
        return Quantity(Sign.QUANTITY, _span(match), count=whole * taken // parts, total=whole) if exact else None
    exact = _ALL * taken % parts == 0
    return Quantity(Sign.QUANTITY, _span(match), percent=_ALL * taken / parts) if exact else None


def _one_in(match: re.Match[str]) -> Quantity | None:
    """Read a share in whole numbers: "one in five patients"; no broken percent is."""
    taken, parts = integer(match.group("in_n")) or 0, integer(match.group("in_of")) or 1
    exact = _ALL * taken % parts == 0 and taken <= parts
    return Quantity(Sign.QUANTITY, _span(match), percent=_ALL * taken / parts) if exact else None


def _all_but(match: re.Match[str]) -> Quantity | None:
    """Read those who are left of a set: "all but one of the 16 patients" are 15 of 16."""
    left_out, total = integer(match.group("but_n")), integer(match.group("but_of"))
    if left_out is None or total is None or left_out >= total:
        return None
    return Quantity(Sign.QUANTITY, _span(match), count=total - left_out, total=total)


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
    "no": "<=",
    "not": "<=",
}


def _bound(text: str) -> str | None:
    first = re.match(r"\s*([<>≤≥]|[a-z]+)", text.lower())
    return _BOUNDS.get(first.group(1)) if first else None


def _percent(match: re.Match[str]) -> Quantity | None:
    found = _FIRST.search(match.group())
    value = number(found.group()) if found else None
    if value is None or value > 100:
        return None
    total = integer(match.group("of_n") or "") or None
    return Quantity(Sign.QUANTITY, _span(match), percent=value, total=total, bound=_bound(match.group()))


_CHANGED = re.compile(
    r"\b(?:fell|fall|rose|risen|increas\w+|decreas\w+|declin\w+|dropp\w+|improv\w+|reduc\w+|went|chang\w+|extend\w*|prolong\w*|lengthen\w*|shorten\w*|normali[sz]\w+|doubled|tripled|halved)\b[^.;]{0,60}\sfrom\s$"
)


def _later(match: re.Match[str]) -> Span | None:
    """Return where the second of two numbers stands that a value changed from and to, None where they are a range."""
    if not _CHANGED.search(match.string, max(0, match.start() - 90), match.start()):
        return None
    second = list(_NUMBER.finditer(match.group()))[1]
    return Span(match.start() + second.start(), match.end())


def _percents(match: re.Match[str]) -> Quantity | None:
    low, high = (number(n) for n in _NUMBER.findall(match.group())[:2])
    if (later := _later(match)) is not None:
        return Quantity(Sign.QUANTITY, later, percent=high)
    if low is None or high is None or low > high:
        return None
    return Quantity(Sign.QUANTITY, _span(match), low=low, high=high, interval="range", unit="%")


def _value(match: re.Match[str]) -> Quantity | None:
    found = _FIRST.search(match.group())
    value = number(found.group()) if found else None
    if value is None:
        return None
    unit = " ".join((match.group("vu") or _WRITTEN_OUT[match.group("vd")]).split())
    return Quantity(Sign.QUANTITY, _span(match), value=value, unit=unit.strip("- "), bound=_bound(match.group()))


_WRITTEN_OUT = {"d": "days", "wk": "weeks", "y": "years", "h": "hours"}


def _values(match: re.Match[str]) -> Quantity | None:
    low, high = (number(n) for n in _NUMBER.findall(match.group())[:2])
    if (later := _later(match)) is not None:
        return Quantity(Sign.QUANTITY, later, value=high, unit=match.group("vsu"))
    return Quantity(Sign.QUANTITY, _span(match), low=low, high=high, interval="range", unit=match.group("vsu"))


def _mean(match: re.Match[str]) -> Quantity | None:
    """Read a mean with its deviation ("112 ± 47 days"); the deviation is left aside."""
    value, unit = number(match.group("mn")), match.group("mu")
    if unit == "%" or match.group("mp"):
        return Quantity(Sign.QUANTITY, _span(match), percent=value)
    return Quantity(Sign.QUANTITY, _span(match), value=value, unit=unit)


def _first_with(name: str, unit: str) -> Callable[[re.Match[str]], Quantity | None]:
    """Read the number of one group with the unit of another, or with a unit that stands behind the last of a list."""

    def read(match: re.Match[str]) -> Quantity:
        said = match.groupdict().get(unit) or unit
        return Quantity(Sign.QUANTITY, _span(match), value=number(match.group(name)), unit=said)

    return read


def _count(match: re.Match[str]) -> Quantity | None:
    piece = match.group().strip()
    found = _FIRST.match(piece)
    value = number(found.group()) if found else None
    if value is None or "×" in piece:
        return None
    whole = value if float(value).is_integer() and not (1900 <= value <= 2099 and piece.isdigit()) else None
    return Quantity(
        Sign.QUANTITY,
        _span(match),
        count=int(whole) if whole is not None else None,
        value=None if whole is not None else value,
        bare=found is not None and found.end() == len(piece),
        text=piece,
    )


READERS: dict[str, Callable[[re.Match[str]], Quantity | None]] = {
    "cited": lambda _: None,
    "fit": lambda _: None,
    "p": _p,
    "ratio": _ratio,
    "ci": _interval("ci", "cl", "ch"),
    "spread": _interval("spread", "sl", "sh"),
    "pair": _pair("pl", "ph", "pu"),
    "bounds": _pair("kl", "kh", "ku"),
    "ends": _pair("el", "eh", "eu"),
    "date": lambda _: None,
    "grade": _plain(Sign.GRADE),
    "size": _size,
    "followup": _plain(Sign.TIME),
    "day": _plain(Sign.TIME),
    "years": _plain(Sign.TIME),
    "portion": _portion,
    "one_in": _one_in,
    "all_but": _all_but,
    "fraction": _fraction,
    "percents": _percents,
    "percent": _percent,
    "mean": _mean,
    "spread_unit": _first_with("dn", "du"),
    "folds": _first_with("fn", "fold"),
    "error": lambda _: None,
    "values": _values,
    "value": _value,
    "unreached": lambda match: Quantity(Sign.QUANTITY, _span(match), value="NR"),
    "single": lambda match: Quantity(Sign.QUANTITY, _span(match), count=1),
    "sized": _count,
    "count": _count,
}
