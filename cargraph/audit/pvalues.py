"""Printed p-values against those that standard tests give for the counts of the two groups."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cargraph.audit.contingency import Split, p_values
from cargraph.audit.findings import Finding, Severity, finding
from cargraph.audit.naming import label, percent_places, what
from cargraph.audit.printing import Fit, decimals, exact_of, fit, shown
from cargraph.audit.sameness import family, own, own_comparisons
from cargraph.mentions.rules import slot
from cargraph.model import Stat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.audit.findings import Compared, Numbered
    from cargraph.model import Comparison, Observation, Reading

_MOST_TABLES = 12
_NEARLY_ONE = 0.99
_AS_GOOD_AS_ONE = 0.9995  # programs print p > 0.999 for it


def p_of_counts(reading: Reading) -> Iterator[Finding]:
    """Yield the p-values that no standard test gives for any table the paper's counts of the outcome allow."""
    results = own(reading)
    groups: dict[tuple[object, ...], list[tuple[Compared, list[Numbered], list[Split]]]] = {}
    for place, c in own_comparisons(reading):
        if not _of_counts(reading, c):
            continue
        sides = [[n for n in results if _of_side(n[1], side) and n[1].outcome == c.outcome] for side in (c.a, c.b)]
        splits = sorted({split for a in sides[0] for b in sides[1] for split in _splits(a[1], b[1])})
        if splits and len(splits) <= _MOST_TABLES and not any(_gives(split, c) for split in splits):
            involved = [n for side in sides for n in side if n[1].stat is Stat.PROPORTION]
            groups.setdefault((c.a, c.b, c.p, c.p_operator, *splits), []).append(((place, c), involved, splits))
    for told in groups.values():
        yield _finding(reading, [c for c, _, _ in told], [n for _, found, _ in told for n in found], told[0][2])


def _of_counts(reading: Reading, c: Comparison) -> bool:
    """Tell whether a p-value can be of a 2x2 table: no ratio, no other test named, not shared with other outcomes."""
    if c.p is None or c.b is None or c.ratio is not None or c.p_operator not in {"=", "<", ">", "<=", ">=", "≤", "≥"}:
        return False
    span = c.evidence[0].span
    shared = any(o.evidence[0].span == span and o.p == c.p and o.outcome != c.outcome for o in reading.comparisons)
    other = any(slot("other_test", "audit").search(e.quote) for e in c.evidence)
    return not (shared or other) and _about(reading, c)


def _about(reading: Reading, c: Comparison) -> bool:
    """Tell whether the sentence's numbers are counts of the outcome; else the p-value may be of what they are of."""
    told = [o for o in reading.observations if o.evidence[0].span == c.evidence[0].span]
    return not told or any(o.outcome == c.outcome and o.stat is Stat.PROPORTION and o.value is None for o in told)


def _of_side(o: Observation, side: str | None) -> bool:
    return o.arm == side if o.arm else o.subject == side


def _splits(a: Observation, b: Observation) -> Iterator[Split]:
    if family(a.grade) != family(b.grade) or (a.time, a.measure) != (b.time, b.measure):
        return
    for x in _counts(a):
        for y in _counts(b):
            yield Split(x, a.total or 0, y, b.total or 0)


def _counts(o: Observation) -> Iterator[int]:
    """Yield the counts a result can stand for: the printed one, else all that give the printed percentage.

    A total carried from elsewhere in the prose (all enrolled, all infused) counts only where count and percentage bear
    it out.
    """
    if not o.total or o.stat is not Stat.PROPORTION or o.bound or o.value is not None:
        return
    if o.carried and o.table is None and (o.count is None or o.percent is None):
        return
    if o.count is not None:
        if o.count <= o.total:
            yield o.count
        return
    if o.percent is not None:
        near = int(o.percent * o.total / 100)
        for count in range(max(0, near - 3), min(o.total, near + 4) + 1):
            if fit(Fraction(100 * count, o.total), o.percent, percent_places(o)) is Fit.ROUNDED:
                yield count


def _gives(split: Split, c: Comparison) -> bool:
    """Tell whether a standard test gives the printed p-value for a table."""
    p, places = c.p or 0.0, decimals(c.p or 0.0, *(e.quote for e in c.evidence))
    return any(_agrees(value, p, c.p_operator or "=", places) for _, value in p_values(split))


def _agrees(value: float, printed: float, operator: str, places: int) -> bool:
    if operator in {"<", "<=", "≤"}:
        return value <= printed
    if operator in {">", ">=", "≥"}:
        return value >= printed
    if printed >= _NEARLY_ONE and value >= _AS_GOOD_AS_ONE:
        return True
    return fit(exact_of(value), printed, places) in {Fit.ROUNDED, Fit.TRUNCATED}


def _finding(
    reading: Reading, compared: Sequence[Compared], involved: Sequence[Numbered], splits: Sequence[Split]
) -> Finding:
    c = compared[0][1]
    places = decimals(c.p or 0.0, *(e.quote for e in c.evidence))
    printed = f"p {c.p_operator} {shown(c.p or 0.0, places)}"
    sides = f"{label(reading, c.a)} against {label(reading, c.b)}"
    outcomes = ", ".join(dict.fromkeys(what(reading, other) for _, other in compared))
    return finding(
        reading, "p value", Severity.DOUBT,
        f"{outcomes}, {sides}: {printed} is not reproduced by a standard test of the printed counts.",
        "; ".join(_tried(split, max(3, places)) for split in splits) + f"; printed {printed}",
        observations=dict(involved).items(), comparisons=compared,
    )  # fmt: skip


def _tried(split: Split, places: int) -> str:
    return f"{split}: " + ", ".join(f"{name} {shown(value, places)}" for name, value in p_values(split))
