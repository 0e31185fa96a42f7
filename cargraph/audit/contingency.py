"""The p-values that standard tests give for two groups of patients: the only door to scipy."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXACT_UP_TO = 400


class Split(NamedTuple):
    """Two groups: so many of so many against so many of so many."""

    a: int
    of_a: int
    b: int
    of_b: int

    def __str__(self) -> str:
        """Return the groups in the usual form.

        >>> str(Split(7, 47, 15, 40))
        '7/47 against 15/40'
        """
        return f"{self.a}/{self.of_a} against {self.b}/{self.of_b}"


@cache
def p_values(split: Split) -> tuple[tuple[str, float], ...]:
    """Return what each standard test gives for a table, by the test's name.

    The exact unconditional tests are left out above 400 patients, where they say what the chi-squared test says.
    """
    if split.a + split.b in {0, split.of_a + split.of_b}:
        return (("every test", 1.0),)
    return tuple((name, min(1.0, p)) for name, p in _all(split) if not math.isnan(p))


def _all(split: Split) -> Iterator[tuple[str, float]]:
    from scipy import stats  # noqa: PLC0415 - imported late

    table = [[split.a, split.of_a - split.a], [split.b, split.of_b - split.b]]
    yield "Fisher's exact", float(stats.fisher_exact(table)[1])
    for name, corrected in (("chi-squared", False), ("chi-squared with correction", True)):
        yield name, float(stats.chi2_contingency(table, correction=corrected)[1])
    if split.of_a + split.of_b <= _EXACT_UP_TO:
        yield "Barnard", float(stats.barnard_exact(table).pvalue)
        yield "Boschloo", float(stats.boschloo_exact(table).pvalue)
    sides = [float(stats.fisher_exact(table, alternative=side)[1]) for side in ("less", "greater")]
    yield "one-sided Fisher", min(sides)
