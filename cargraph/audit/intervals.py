"""An interval's order, and an estimate inside its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.audit.findings import Finding, Severity, finding
from cargraph.audit.naming import label, what, who
from cargraph.audit.printing import decimals, exact_of, step
from cargraph.model import Comparison, Observation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Reading

_NAMES = {"ci95": "95% confidence interval", "range": "range", "iqr": "interquartile range", None: "interval"}


def intervals(reading: Reading) -> Iterator[Finding]:
    """Yield the intervals whose ends are the wrong way round and those that do not hold their estimate."""
    for place, o in enumerate(reading.observations):
        for text, arithmetic in _faults(o, _estimate(o)):
            said = f"{what(reading, o)}, {who(reading, o)}: {text}."
            yield finding(
                reading, "interval", Severity.CONTRADICTION, said, arithmetic, observations=[(place, o)]
            )  # fmt: skip
    for place, c in enumerate(reading.comparisons):
        for text, arithmetic in _faults(c, c.value):
            said = f"{what(reading, c)}, {label(reading, c.a)} against {label(reading, c.b)}: {text}."
            yield finding(
                reading, "interval", Severity.CONTRADICTION, said, arithmetic, comparisons=[(place, c)]
            )  # fmt: skip


def _estimate(o: Observation) -> float | None:
    if isinstance(o.value, (int, float)):
        return float(o.value)
    return o.percent if o.value is None else None


def _faults(fact: Observation | Comparison, estimate: float | None) -> Iterator[tuple[str, str]]:
    low, high = _number(fact.low), _number(fact.high)
    name = _NAMES.get(fact.interval, "interval")
    if low is not None and high is not None and low > high:
        yield f"the ends of the {name} stand the wrong way round", f"{low:g} > {high:g}"
    elif estimate is not None and _outside(fact, estimate, low, high):
        ends = f"{'' if low is None else f'{low:g}'} to {'' if high is None else f'{high:g}'}".strip()
        yield f"the estimate lies outside its {name}", f"{estimate:g} is not within {ends}"


def _outside(fact: Observation | Comparison, estimate: float, low: float | None, high: float | None) -> bool:
    """Tell whether an estimate lies outside by more than rounding can explain."""
    slack = step(decimals(estimate, *(e.quote for e in fact.evidence))) / 2
    if isinstance(fact, Observation) and _as_fraction(fact, estimate, low, high):
        return False
    exact = exact_of(estimate)
    below = low is not None and exact + slack < exact_of(low)
    return below or (high is not None and exact - slack > exact_of(high))


def _as_fraction(o: Observation, estimate: float, low: float | None, high: float | None) -> bool:
    """Tell whether a percentage has its interval printed as fractions: "49.5% (95% CI 0.18-0.81)"."""
    if o.percent is None or low is None or high is None or high > 1:
        return False
    return low <= estimate / 100 <= high


def _number(value: float | str | None) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None
