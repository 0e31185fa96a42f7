"""Numbers as they are printed: 12.50 is the decimal 12.5, and says that it was measured to a hundredth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.graph.terms import Pair, shortest, typed

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMERAL = re.compile(r"(?<![\w.])\d*\.\d+(?![\w.]{0,20}\d)|\d+")
MEASURES = ("percent", "value", "low", "high", "p")


def printed_forms(fact: object, texts: Iterable[str]) -> list[Pair]:
    """Write the printed forms of a fact's numbers that are not the shortest: cg:percentPrinted "12.50".

    `texts` are the words the fact rests on. A number that they print in its shortest form too, or in two other forms,
    gets none.
    """
    numerals = {numeral for text in texts for numeral in _NUMERAL.findall(text)}
    known = ((name, getattr(fact, name, None)) for name in MEASURES)
    return [
        pair
        for name, value in known
        if isinstance(value, (int, float))
        for pair in typed(f"{name}Printed", printed_form(value, numerals))
    ]


def printed_form(value: float, numerals: Iterable[str]) -> str | None:
    """Return how a value is printed among numerals, or nothing where that is its shortest form or is not clear.

    >>> printed_form(12.5, {"12.50", "40"}), printed_form(12.5, {"12.5"}), printed_form(0.05, {".05"})
    ('12.50', None, '.05')
    """
    forms = {numeral for numeral in numerals if float(numeral) == value}
    return forms.pop() if len(forms) == 1 and shortest(value) not in forms else None
