"""The same quantity told twice and differently: in the abstract, the text and the tables."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from cargraph.audit.findings import Finding, Severity, finding
from cargraph.audit.naming import places, told, what, who
from cargraph.audit.printing import decimals, exact_of, step
from cargraph.audit.sameness import grades, own, patients, printed_share, same_total, share
from cargraph.mentions.rules import slot
from cargraph.model import Stat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.audit.findings import Numbered
    from cargraph.model import Observation, Reading

_ELSEWHERE = frozenset({"background", "methods", "introduction", "caption", "notes"})


def retold(reading: Reading) -> Iterator[Finding]:
    """Yield the results that two places of a paper (abstract, text, table) give differently."""
    groups: dict[tuple[object, ...], list[Numbered]] = {}
    for place, o in own(reading):
        groups.setdefault(_quantity(o), []).append((place, o))
    for group in groups.values():
        differing = [pair for pair in combinations(group, 2) if _differ(pair[0][1], pair[1][1])]
        if differing:
            involved = dict(numbered for pair in differing for numbered in pair)
            yield _finding(reading, sorted(involved.items()))


def _quantity(o: Observation) -> tuple[object, ...]:
    shared = o.stat in (Stat.PROPORTION, Stat.RATE) and o.value is None
    grade = grades(o.grade) or o.grade
    return (*patients(o), o.outcome, grade, "share" if shared else o.stat, o.unit)


def _finding(reading: Reading, involved: Sequence[Numbered]) -> Finding:
    first = involved[0][1]
    said = dict.fromkeys(f"{told(o)} in the {places(o)}".replace("the Table", "Table") for _, o in involved)
    return finding(
        reading, "retold", Severity.DOUBT,
        f"{what(reading, first)}, {who(reading, first)}: the paper gives different numbers for the same result.",
        "; ".join(said), observations=involved,
    )  # fmt: skip


def _differ(a: Observation, b: Observation) -> bool:
    if _rough(a) or _rough(b) or not _elsewhere(a, b) or (a.scale and b.scale and a.scale != b.scale):
        return False
    if a.value is not None or b.value is not None:
        return _values_differ(a, b)
    if a.count is not None and b.count is not None and a.total == b.total:
        return a.count != b.count
    return same_total(a, b) and _shares_differ(a, b)


def _rough(o: Observation) -> bool:
    """Tell whether a number is given only as a bound or roughly ("about 80%")."""
    before, printed, _ = o.evidence[0].quote.partition(o.printed)
    return bool(o.bound or (printed and slot("roughly", "audit").search(before)))


def _elsewhere(a: Observation, b: Observation) -> bool:
    """Tell whether two results stand in different parts of the paper; the same part tells of different things."""
    first, second = ({(e.section, e.table) for e in o.evidence} for o in (a, b))
    return not first & second and not {name for name, _ in first | second} & _ELSEWHERE


def _shares_differ(a: Observation, b: Observation) -> bool:
    both = a.percent is not None and b.percent is not None
    x, y = (printed_share(a), printed_share(b)) if both else (share(a), share(b))
    return x is not None and y is not None and (x[1] < y[0] or y[1] < x[0])


def _values_differ(a: Observation, b: Observation) -> bool:
    if isinstance(a.value, str) or isinstance(b.value, str) or a.value is None or b.value is None:
        return False
    coarse = max(step(decimals(float(o.value or 0), o.printed)) for o in (a, b))
    return abs(exact_of(float(a.value)) - exact_of(float(b.value))) > coarse
