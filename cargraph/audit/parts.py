"""Parts against their whole: severe cases within all cases, complete responses within responses, grades in a sum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from cargraph.audit.findings import Finding, Severity, finding
from cargraph.audit.naming import label, told, what, who
from cargraph.audit.sameness import grades, own, patients, share
from cargraph.mentions.rules import slot
from cargraph.resources import ontologies, rule_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.audit.findings import Numbered
    from cargraph.model import Observation, Reading

_KEYS = frozenset({"part", "wholes", "disjoint"})


@dataclass(frozen=True, slots=True)
class Nested:
    """An outcome that lies within others; `disjoint` ones of the same whole may be added up."""

    part: str
    wholes: frozenset[str]
    disjoint: bool


@cache
def nested() -> tuple[Nested, ...]:
    """Read which outcomes lie within which. Raises RuleError naming the row and the mend."""
    path = ontologies() / "rules" / "nested.yaml"
    rows = rule_rows(path, needed=_KEYS)
    return tuple(Nested(row["part"], frozenset(row["wholes"]), bool(row["disjoint"])) for _, row in rows)


def graver(reading: Reading) -> Iterator[Finding]:
    """Yield the outcomes with more cases of some grades than of all the grades that hold them."""
    for group in _groups(own(reading), outcome=True):
        for part, whole in permutations(group, 2):
            if (
                _within(part[1], whole[1])
                and _exceeds(part[1], whole[1])
                and not _of_another(reading, part[1], whole[1])
            ):
                yield _nested(reading, "grade", part, whole)


def responses(reading: Reading) -> Iterator[Finding]:
    """Yield the outcomes with more patients than an outcome that holds them: more complete responses than responses."""
    wholes = {row.part: row.wholes for row in nested()}
    for group in _groups(own(reading), outcome=False):
        for part, whole in permutations(group, 2):
            holds = label(reading, whole[1].outcome) in wholes.get(label(reading, part[1].outcome), frozenset())
            if holds and part[1].grade == whole[1].grade and _exceeds(part[1], whole[1]):
                yield _nested(reading, "response", part, whole)


def partitions(reading: Reading) -> Iterator[Finding]:
    """Yield the parts of one sentence or row that do not overlap and add up to more than their whole."""
    for group in _groups(own(reading), outcome=False, sentence=True):
        for parts in (*_levels(reading, group), *_grade_sets(group)):
            total = _whole(reading, group, parts)
            if total is not None and sum(o.count or 0 for _, o in parts) > total:
                yield _sum(reading, parts, total)


def _groups(numbered: Iterable[Numbered], *, outcome: bool, sentence: bool = False) -> list[list[Numbered]]:
    out: dict[tuple[object, ...], list[Numbered]] = {}
    for place, o in numbered:
        key = (*patients(o), o.outcome if outcome else "", o.evidence[0].span if sentence else "")
        out.setdefault(key, []).append((place, o))
    return list(out.values())


def _within(part: Observation, whole: Observation) -> bool:
    low, high = grades(part.grade), grades(whole.grade)
    return low is not None and high is not None and low != high and high[0] <= low[0] and low[1] <= high[1]


def _of_another(reading: Reading, part: Observation, whole: Observation) -> bool:
    """Tell whether the sentence of both names another outcome that can hold the part: whose it is, is then unclear."""
    span = part.evidence[0].span
    inner = share(part)
    others = [share(o) for o in reading.observations if o.evidence[0].span == span and o.outcome != part.outcome]
    return whole.evidence[0].span == span and inner is not None and any(o and o[1] >= inner[0] for o in others)


def _exceeds(part: Observation, whole: Observation) -> bool:
    if (part.count is None) != (whole.count is None) and (part.percent is None or whole.percent is None):
        return False
    if part.count is not None and whole.count is not None and _same_set(part, whole):
        return part.count > whole.count
    x, y = share(part), share(whole)
    return x is not None and y is not None and _same_set(part, whole) and x[0] > y[1]


def _same_set(a: Observation, b: Observation) -> bool:
    """Tell whether two shares are of one number of patients as printed; where it is not printed, of one sentence's."""
    printed = not (a.carried or b.carried) or (a.count is not None and b.count is not None)
    return a.total == b.total and ((a.total is not None and printed) or a.evidence[0].span == b.evidence[0].span)


def _nested(reading: Reading, kind: str, part: Numbered, whole: Numbered) -> Finding:
    less, more = what(reading, part[1]), what(reading, whole[1])
    return finding(
        reading, kind, Severity.CONTRADICTION,
        f"{who(reading, part[1])}: there is more {less} than {more}, which holds it.",
        f"{less} {told(part[1])} > {more} {told(whole[1])}", observations=[part, whole],
    )  # fmt: skip


def _levels(reading: Reading, group: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """Yield the levels of response that one sentence counts, each once; none where a level holds the better ones."""
    levels = {row.part for row in nested() if row.disjoint}
    found = [(i, o) for i, o in group if label(reading, o.outcome) in levels and o.count is not None]
    quoted = " ".join(e.quote for _, o in found for e in o.evidence)
    once = len({o.outcome for _, o in found}) == len(found)
    if len(found) > 1 and once and not slot("cumulative", "audit").search(quoted):
        yield found


def _grade_sets(group: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """Yield the grades that one sentence counts of its only outcome, where none overlaps another."""
    found = [(i, o) for i, o in group if o.count is not None and o.grade not in {None, "any"}]
    spans = sorted(s for s in (grades(o.grade) for _, o in found) if s)
    apart = all(a[1] < b[0] for a, b in pairwise(spans))
    if len({o.outcome for _, o in group}) == 1 and len(found) > 1 and apart and len(spans) == len(found):
        yield found


def _whole(reading: Reading, group: Sequence[Numbered], parts: Sequence[Numbered]) -> int | None:
    """Return how many patients the parts divide: those of the outcome that holds them, else all; None where unclear."""
    totals = {o.total for _, o in parts}
    if len(totals) != 1:
        return None
    holding = {whole for row in nested() if row.disjoint for whole in row.wholes}
    same = {o.outcome for _, o in parts}
    wholes = [
        o for _, o in group
        if o.count is not None and grades(o.grade) == (0, 5)
        and (o.outcome in same if len(same) == 1 else label(reading, o.outcome) in holding)
    ]  # fmt: skip
    if any(o.total not in totals for o in wholes):
        return None
    return max((o.count or 0 for o in wholes), default=totals.pop())


def _sum(reading: Reading, parts: Sequence[Numbered], total: int) -> Finding:
    added = " + ".join(str(o.count) for _, o in parts)
    names = ", ".join(what(reading, o) for _, o in parts)
    return finding(
        reading, "sum", Severity.CONTRADICTION,
        f"{who(reading, parts[0][1])}: the parts ({names}) add up to more than the whole.",
        f"{added} = {sum(o.count or 0 for _, o in parts)} > {total}", observations=parts,
    )  # fmt: skip
