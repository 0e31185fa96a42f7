"""Which results speak of the same patients, and which grade holds which."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from cargraph.audit.naming import percent_places
from cargraph.audit.printing import Fit, exact_of, fit, step
from cargraph.model import Stat

if TYPE_CHECKING:
    from cargraph.audit.findings import Compared, Numbered
    from cargraph.model import Observation, Reading

SEVERE = (3, 5)
_GRADES = {None: (0, 5), "any": (0, 5), "severe": SEVERE, "high": SEVERE}
_SHARES = (Stat.PROPORTION, Stat.RATE)


def own(reading: Reading) -> list[Numbered]:
    """Return the paper's own results with their places: none that it cites or only supposes.

    Where one sentence or row gives several numbers for the same thing, they cannot all be of it, and none is taken.
    """
    found = [(i, o) for i, o in enumerate(reading.observations) if not (o.cited or o.hedged)]
    numbers: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for _, o in found:
        numbers.setdefault(_said_once(o), set()).add((o.count, o.percent, o.value))
    return [(i, o) for i, o in found if len(numbers[_said_once(o)]) == 1]


def _said_once(o: Observation) -> tuple[object, ...]:
    return (*patients(o), o.outcome, o.grade, o.unit, o.value is None, o.evidence[0].span)


def own_comparisons(reading: Reading) -> list[Compared]:
    """Return the paper's own comparisons of two groups with their places."""
    return [(i, c) for i, c in enumerate(reading.comparisons) if not (c.cited or c.hedged) and c.a != c.b]


def grades(text: str | None) -> tuple[int, int] | None:
    """Return the lowest and highest grade a phrase holds; 0 to 5 where none is said, None for one not known.

    >>> grades(">=3"), grades("3-4"), grades("2"), grades(None)
    ((3, 5), (3, 4), (2, 2), (0, 5))
    """
    if text in _GRADES:
        return _GRADES[text]
    found = re.fullmatch(r"(>=)?([1-5])(?:-([1-5]))?", text or "")
    if not found:
        return None
    low = int(found.group(2))
    return low, 5 if found.group(1) else int(found.group(3) or low)


def family(text: str | None) -> tuple[int, int] | str:
    """Return one value for all the ways to say a grade: 3 or higher, 3-4 and severe are one, so are any and unsaid."""
    found = grades(text)
    if found is None:
        return text or ""
    return SEVERE if found[0] == 3 and found[1] >= 4 else found


def patients(o: Observation) -> tuple[object, ...]:
    """Return whose result it is and when: equal for results of the same patients at the same time."""
    return o.subject, (o.arm or "").casefold(), o.measure, o.time


def same_total(a: Observation, b: Observation) -> bool:
    """Tell whether two results can rest on the same number of patients."""
    return a.total == b.total or None in {a.total, b.total}


def share(o: Observation) -> tuple[Fraction, Fraction] | None:
    """Return the least and greatest percentage a result can stand for.

    None for what is no share, a bound ("<5%"), or a percentage that its own count does not give.
    """
    if o.stat not in _SHARES or o.bound or (o.percent is None and (o.count is None or not o.total)):
        return None
    if o.count is not None and o.total:
        exact = Fraction(100 * o.count, o.total)
        if o.percent is not None and fit(exact, o.percent, percent_places(o)) is Fit.OFF:
            return None
        return exact, exact
    return printed_share(o)


def printed_share(o: Observation) -> tuple[Fraction, Fraction] | None:
    """Return the least and greatest percentage that the printed one can stand for."""
    if o.percent is None or o.bound:
        return None
    last = step(percent_places(o))
    return exact_of(o.percent) - last, exact_of(o.percent) + last
