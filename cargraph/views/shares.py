"""What the figures draw: shares of patients and times, each with the paper that reports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.views.model import PageModel, Result

_ANY = {"", "any", "all", "1-5", ">=1"}
_SEVERE = {">=3", ">2", "3-4", "3-5", "severe"}
_MONTHS = {"day": 1 / 30.4, "week": 7 / 30.4, "month": 1.0, "year": 12.0}


@dataclass(frozen=True, slots=True)
class Share:
    """A share of patients. `low` and `high` are its 95% interval, `printed` where the paper gives it."""

    name: str
    percent: float
    low: float | None
    high: float | None
    printed: bool
    counts: str
    words: str
    source: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A time in months; `reached` is false for a time that was not reached."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    reached: bool
    words: str
    source: int


def percent_of(result: Result) -> float | None:
    """Return the share of patients of a result, printed or from its counts."""
    if result.percent is not None:
        return result.percent
    if result.count is not None and result.total:
        return 100 * result.count / result.total
    return None


def forest_rows(model: PageModel, outcome: int, grade: str | None = None) -> list[Share]:
    """Return the shares of one outcome, those of one grade and scale together, each said once."""
    found = [
        result
        for result in model.results
        if result.outcome == outcome
        and result.stat in {"proportion", "rate"}
        and not result.measure
        and percent_of(result) is not None
        and (grade is None or (result.grade or "any") == grade)
    ]
    return [_share(model, result) for result in sorted(_once(model, found), key=lambda one: _place(model, one))]


def heat_cells(model: PageModel, grade: str) -> dict[tuple[int, int], Share]:
    """Return for each construct and toxicity the share to show: the paper's own, of the largest whole cohort."""
    wanted = _ANY if grade == "any" else _SEVERE
    best: dict[tuple[int, int], Result] = {}
    for result in model.results:
        if result.subject is None or result.arm or result.measure or result.stat != "proportion":
            continue
        if (
            model.nodes[result.outcome].kind is not Kind.TOXICITY
            or result.grade not in wanted
            or percent_of(result) is None
        ):
            continue
        cell = result.subject, result.outcome
        if cell not in best or _worth(result) < _worth(best[cell]):
            best[cell] = result
    return {cell: _share(model, result) for cell, result in sorted(best.items())}


def lanes(model: PageModel, outcome: int | None = None) -> list[Lane]:
    """Return the times that are reported for constructs, those of one construct together."""
    found = [one for one in model.results if one.subject is not None and (outcome is None or one.outcome == outcome)]
    made = [(one, _lane(model, one)) for one in found]
    kept = {(lane.name, lane.words, lane.source): (one, lane) for one, lane in made if lane is not None}
    order = sorted(
        kept.values(), key=lambda pair: (_name(model, pair[0]), pair[0].outcome, pair[0].measure, pair[1].words)
    )
    return [lane for _, lane in order]


def _lane(model: PageModel, result: Result) -> Lane | None:
    factor = _MONTHS.get(result.unit.rstrip("s").lower())
    if factor is None or result.stat not in {"median", "mean"} or result.value is None:
        return None
    low, high = (edge * factor if isinstance(edge, int | float) else None for edge in (result.low, result.high))
    value = result.value * factor if isinstance(result.value, int | float) else None
    node = model.nodes[result.outcome]
    what = " ".join(part for part in (node.short[:28], {"onset": "onset"}.get(result.measure, result.measure)) if part)
    ends = [f"{edge:g}" if isinstance(edge, int | float) else edge for edge in (result.low, result.high)]
    interval = f" ({ends[0]}–{ends[1]})" if None not in ends else ""
    said = f"{result.value:g}" if isinstance(result.value, int | float) else "not reached"
    words = f"{result.stat} {said}{interval} {result.unit}"
    name = f"{_name(model, result)}: {what}"
    return Lane(name, value, low, high, value is not None, words, _source(model, result))


def _once(model: PageModel, found: Iterable[Result]) -> list[Result]:
    """Leave out a share without counts that repeats a counted one of the same paper."""
    kept: list[Result] = []
    for result in sorted(found, key=lambda one: one.count is None):
        same = (other for other in kept if _question(model, other) == _question(model, result))
        if not any(abs((percent_of(other) or 0) - (percent_of(result) or 0)) < 0.6 for other in same):
            kept.append(result)
    return kept


def _question(model: PageModel, result: Result) -> tuple[object, ...]:
    return result.subject, result.arm, result.grade, result.scale, result.time, _source(model, result)


def _place(model: PageModel, result: Result) -> tuple[object, ...]:
    return (
        result.scale,
        _rank(result.grade),
        result.grade,
        result.cited,
        _name(model, result),
        result.time,
        _source(model, result),
    )


def _rank(grade: str) -> int:
    first = next((int(sign) for sign in grade if sign.isdigit()), 3 if grade == "severe" else 0)
    return 0 if grade == "any" else first


def _worth(result: Result) -> tuple[bool, bool, int]:
    return result.cited, result.count is None, -(result.total or 0)


def _share(model: PageModel, result: Result) -> Share:
    percent = percent_of(result) or 0.0
    printed = result.interval == "ci95" and isinstance(result.low, int | float) and isinstance(result.high, int | float)
    low, high = (result.low, result.high) if printed else result.wilson or (None, None)
    counts = "" if result.count is None else f"{result.count}/{result.total}" if result.total else str(result.count)
    grade = f"grade {result.grade}" if result.grade[:1] in set("<>12345") else result.grade.replace("any", "any grade")
    name = ", ".join(
        part for part in (_name(model, result), grade.replace(">=", "≥"), result.scale, result.time) if part
    )
    interval = "" if low is None else f" ({float(low):.3g}–{float(high or 0):.3g})"
    return Share(
        name, percent, _number(low), _number(high), printed, counts, f"{counts}  {percent:.3g}%{interval}".strip(),
        _source(model, result),
    )  # fmt: skip


def _number(value: float | str | None) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _name(model: PageModel, result: Result) -> str:
    subject = "" if result.subject is None else model.nodes[result.subject].short[:36]
    return ", ".join(part for part in (subject, result.arm[:30]) if part) or "patients"


def _source(model: PageModel, result: Result) -> int:
    return model.quotes[result.quotes[0]].source if result.quotes else -1
