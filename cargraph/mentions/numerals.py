"""Numbers as papers print them: digits, words, powers of ten with or without their superscript."""

from __future__ import annotations

import re
from functools import lru_cache

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {w: i + 1 for i, w in enumerate(_ONES)} | {w: 10 * (i + 2) for i, w in enumerate(_TENS)}
_BELOW_HUNDRED = rf"(?:(?i:{'|'.join(_TENS)})(?:-(?i:{'|'.join(_ONES[:9])}))?|(?i:{'|'.join(reversed(_ONES))}))"
WORD = rf"\b(?:(?i:{'|'.join(_ONES[:9])})\s(?i:hundred)(?:(?:\s(?i:and))?\s{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})\b"
"""A pattern of a number in words, with boundaries: `@NUMBER_WORD@` in a rule."""
WORDS = (*_ONES, *_TENS)
"""The numbers that are one word."""
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
POWER = r"\s?[×x*]\s?10(?:\s?\^?\s?[\[(]\s?-?\d{1,2}\s?[\])]|\^-?\d{1,2}|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\s?-\d{1,2}|\d{1,2}(?!\d|[.,]\d))"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+\.\d+|(?<![\d.])\.\d+|\d+)(?:{POWER})?"
_EXPONENT = re.compile(r"10(.*)$")


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """Return the number a piece of text prints, or None.

    >>> number("5 × 106"), number("One hundred and twenty-five"), number("1,204"), number("8.27 x 10^3")
    (5000000.0, 125.0, 1204.0, 8270.0)
    """
    piece = text.strip().lower()
    if piece in _VALUES:
        return float(_VALUES[piece])
    hundreds, hundred, rest = piece.partition(" hundred")
    if hundred:
        return 100 * _VALUES[hundreds] + (number(rest.removeprefix(" and")) or 0.0)
    tens, _, ones = piece.partition("-")
    if tens in _VALUES and ones in _VALUES:
        return float(_VALUES[tens] + _VALUES[ones])
    mantissa, times, power = (
        re.sub(r"\s", "", piece.translate(_SUPERSCRIPTS)).replace("*", "×").replace("x", "×").partition("×")
    )
    try:
        value = float(mantissa.replace(",", ""))
    except ValueError:
        return None
    return _scaled(value, power) if times else value


def _scaled(value: float, power: str) -> float | None:
    found = _EXPONENT.match(power)
    exponent = re.sub(r"[\^()\[\]]", "", found.group(1)) if found else ""
    return float(f"{value!r}e{int(exponent)}") if exponent.lstrip("-").isdigit() else None


def integer(text: str) -> int | None:
    """Return the whole number a piece of text prints, or None."""
    value = number(text)
    return int(value) if value is not None and value.is_integer() else None
