"""A percentage against its own count and total, and a count against its total."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cargraph.audit.findings import Finding, Severity, finding
from cargraph.audit.naming import percent_places, what, who
from cargraph.audit.printing import Fit, fit, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.audit.findings import Numbered
    from cargraph.model import Observation, Reading

_SEVERITY = {Fit.OFF: Severity.CONTRADICTION, Fit.LAST_DIGIT: Severity.NOTE, Fit.TRUNCATED: Severity.NOTE}
_SAID = {
    Fit.OFF: "{percent}% is printed beside {count} of {total} patients",
    Fit.LAST_DIGIT: "the last digit of {percent}% is not that of {count} of {total} patients",
    Fit.TRUNCATED: "{percent}% is cut off, not rounded, from {count} of {total} patients",
}


def percents(reading: Reading) -> Iterator[Finding]:
    """Yield the percentages that are not count divided by total at the precision they are printed with.

    A total that was carried to the number from elsewhere in the prose proves nothing against it.
    """
    for place, o in enumerate(reading.observations):
        if o.percent is None or o.count is None or not o.total or o.bound or (o.carried and o.table is None):
            continue
        agreement = fit(Fraction(100 * o.count, o.total), o.percent, percent_places(o))
        if agreement is not Fit.ROUNDED and o.count <= o.total:
            yield _percent(reading, (place, o), agreement, o.percent)


def _percent(reading: Reading, numbered: Numbered, agreement: Fit, percent: float) -> Finding:
    _, o = numbered
    places = percent_places(o)
    printed = shown(percent, places)
    finer = 1 if agreement is Fit.OFF and not places else places + (1 if places else 2)
    said = _SAID[agreement].format(percent=printed, count=o.count, total=o.total)
    return finding(
        reading, "percent", _SEVERITY[agreement], f"{what(reading, o)}, {who(reading, o)}: {said}.",
        _arithmetic(o, percent, finer, printed), observations=[numbered],
    )  # fmt: skip


def _arithmetic(o: Observation, percent: float, places: int, printed: str) -> str:
    count, total = o.count or 0, o.total or 1
    text = f"{count}/{total} = {shown(Fraction(100 * count, total), places)}%, printed {printed}%"
    other = round(percent * total / 100)
    fits = other <= total and fit(Fraction(100 * other, total), percent, percent_places(o)) is Fit.ROUNDED
    return f"{text}; {printed}% of {total} is {other}" if fits else text


def totals(reading: Reading) -> Iterator[Finding]:
    """Yield the counts that exceed their total, and the shares above all."""
    for place, o in enumerate(reading.observations):
        if o.count is not None and o.total is not None and o.count > o.total:
            yield finding(
                reading, "total", Severity.CONTRADICTION,
                f"{what(reading, o)}, {who(reading, o)}: more patients are counted than there are.",
                f"{o.count} > {o.total}", observations=[(place, o)],
            )  # fmt: skip
        elif o.percent is not None and o.percent > 100 and o.count is not None:
            yield finding(
                reading, "total", Severity.CONTRADICTION,
                f"{what(reading, o)}, {who(reading, o)}: the share of patients is above 100%.",
                f"{o.percent:g}% > 100%", observations=[(place, o)],
            )  # fmt: skip
