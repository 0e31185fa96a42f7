"""When two ways of writing a name, a number, a grade, a unit or a time mean the same."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans({"≥": " ge ", "≤": " le ", "<": " lt ", ">": " gt "})
_GREEK = str.maketrans(
    {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "ζ": "zeta", "ε": "epsilon"}
)
_AMERICAN = (
    ("haem", "hem"), ("leukaem", "leukem"), ("anaem", "anem"), ("oedema", "edema"), ("tumour", "tumor"),
    ("diarrhoea", "diarrhea"),
)  # fmt: skip
_PLURAL = re.compile(r"(?<=[a-z]{3})s$")
_NUMBER = re.compile(r"[-+]?\d*\.?\d+(?:e[-+]?\d+)?", re.IGNORECASE)
_TIME = re.compile(r"(?P<lead>day|month|week|year)?s?\s*(?P<amount>\d+(?:\.\d+)?)\s*-?(?P<unit>[a-z]*)")
_UNITS = {
    "hour": "h", "hours": "h", "day": "d", "days": "d", "week": "wk", "weeks": "wk", "month": "mo", "months": "mo",
    "mo": "mo", "year": "y", "years": "y", "yr": "y", "percent": "%",
}  # fmt: skip
_DAYS = {"d": 1.0, "wk": 7.0, "mo": 30.4375, "y": 365.25}
_LONG, _STEP = 45, 15.0
_GRADES = {"3+": ">=3", "3orhigher": ">=3", "all": "any", "none": "any", "": "any"}


def fold(name: str) -> str:
    """Return a name without case, dashes, spaces, accents, Greek letters and plurals; the signs < and > as words.

    >>> fold("IFN‐γ levels") == fold("ifn gamma Level")
    True
    """
    text = unicodedata.normalize("NFKD", name.lower().translate(_SIGNS)).translate(_GREEK)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    for british, american in _AMERICAN:
        text = text.replace(british, american)
    return "".join(_PLURAL.sub("", word) for word in re.findall(r"[a-z0-9]+", text))


def number(given: object) -> float | str | None:
    """Return what a value says: a number, "NR" or "NE" (not reached, not estimable), other words as they are."""
    if given is None or given == "":
        return None
    if isinstance(given, (int, float)):
        return float(given)
    text = str(given)
    if text.strip().upper() in {"NR", "NE"}:
        return text.strip().upper()
    text = text.replace(",", "")
    return float(text) if _NUMBER.fullmatch(text) else text


def same(wanted: object, found: object) -> bool:
    """Tell whether two values are one number, up to one part in ten thousand, or one word."""
    one, other = number(wanted), number(found)
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= max(1e-9, 1e-4 * abs(one))
    return one == other


def grade(given: object) -> str:
    """Return a grade in one spelling; none stated is any.

    >>> grade("Grade ≥ 3"), grade(None)
    ('>=3', 'any')
    """
    text = str(given or "any").lower().replace("grade", "").replace(" ", "").replace("≥", ">=").replace("–", "-")
    return _GRADES.get(text, text)


def unit(given: object) -> str | None:
    """Return a unit in one spelling, None where there is none."""
    if not given:
        return None
    text = str(given)
    return _UNITS.get(text.lower().strip(), fold(text) or text)


def time(given: object) -> str | None:
    """Return a time in one spelling: beyond six weeks, half a month more or less is the same.

    >>> time("12 months") == time("1-year") == time("month 12")
    True
    """
    if not given:
        return None
    found = _TIME.match(str(given).lower().strip())
    if found is None:
        return fold(str(given))
    amount, named = float(found["amount"]), found["lead"] or found["unit"]
    spelled = _UNITS.get(named, found["unit"])
    days = amount * _DAYS.get(spelled, 0.0)
    return str(round(days / _STEP)) if days > _LONG else f"{amount}{spelled}"
