"""Numbers as they are printed: how many decimals they have, and what they can stand for."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from fractions import Fraction

_NUMBER = re.compile(r"(?<![\d.])\d*\.?\d+")


class Fit(Enum):
    """How a printed number agrees with the exact one."""

    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    LAST_DIGIT = "last digit"
    OFF = "off"


def decimals(value: float, *texts: str) -> int:
    """Return how many decimals a value is printed with in the first of the texts that holds it.

    A value that no text holds has as many as it needs.

    >>> decimals(53.2, "25 (53.20)"), decimals(15.0, "15% (2/40)"), decimals(0.4, "")
    (2, 0, 1)
    """
    for text in texts:
        printed = [found for found in _NUMBER.findall(text) if float(found) == value]
        if printed:
            return max(len(found.partition(".")[2]) for found in printed)
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def step(places: int) -> Fraction:
    """Return the size of the last printed digit.

    >>> step(2)
    Fraction(1, 100)
    """
    return Fraction(1, 10**places)


def fit(exact: Fraction, printed: float, places: int) -> Fit:
    """Tell how a printed number agrees with the exact one; a half may be rounded either way.

    >>> fit(Fraction(1, 8), 0.12, 2), fit(Fraction(1, 8), 0.13, 2), fit(Fraction(5, 9), 0.55, 2)
    (<Fit.ROUNDED: 'rounded'>, <Fit.ROUNDED: 'rounded'>, <Fit.TRUNCATED: 'truncated'>)
    """
    shown, last = exact_of(printed), step(places)
    away = abs(exact - shown)
    if away <= last / 2:
        return Fit.ROUNDED
    if away >= last * 3 / 2:
        return Fit.OFF
    return Fit.TRUNCATED if (exact // last) * last == shown else Fit.LAST_DIGIT


def exact_of(value: float) -> Fraction:
    """Return the decimal number that a float was read from.

    >>> exact_of(0.1)
    Fraction(1, 10)
    """
    return Fraction(repr(float(value)))


def shown(value: Fraction | float, places: int) -> str:
    """Return a number with so many decimals, halves away from zero.

    >>> shown(Fraction(200, 40), 1), shown(0.0249, 3)
    ('5.0', '0.025')
    """
    scaled = (Fraction(value) if isinstance(value, Fraction) else exact_of(value)) * 10**places
    whole = int(scaled + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
