"""One construct on one sheet: what it is built of, where it was tested, and every result with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.graph.constructs import SLOTS
from cargraph.model import Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cargraph.graph.api import Graph
    from cargraph.graph.constructs import Construct
    from cargraph.graph.records import ComparisonRecord, DoseRecord, FactRecord, ObservationRecord, StatementRecord

NOT_REPORTED = "not reported"
_UNITS = {"percent": "%"}
_SPREADS = {"ci95": "95% CI", "range": "range", "iqr": "IQR"}
_SIDES = (
    ("lymphodepletion", Predicate.LYMPHODEPLETES_FOR),
    ("given with", Predicate.COMBINED_WITH),
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence that says something, the paper it stands in, and its characters there."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet: the words of its columns and, by their numbers, the sentences that say so."""

    cells: tuple[str, ...]
    evidence: tuple[int, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the graph knows of one construct. `evidence` holds the sentences, counted from 1, of the other lines.

    A slot of `materials` or `settings` of which no paper speaks says "not reported".
    """

    name: str
    names: tuple[str, ...]
    iri: str
    documents: tuple[tuple[str, str], ...]
    materials: tuple[Line, ...]
    settings: tuple[Line, ...]
    results: tuple[Line, ...]
    comparisons: tuple[Line, ...]
    evidence: tuple[Quoted, ...]


def sheet(graph: Graph, name: str) -> Sheet:
    """Return the sheet of the construct of that name. Raises UnknownNameError, which names those that are near."""
    return _Writer(graph, graph.constructs[name]).sheet()


class _Writer:
    """Numbers the sentences in the order in which the lines of the sheet need them."""

    def __init__(self, graph: Graph, construct: Construct) -> None:
        self._graph = graph
        self._construct = construct
        self._documents = {document.iri: document.id for document in graph.documents}
        self._numbers: dict[Quoted, int] = {}

    def sheet(self) -> Sheet:
        one = self._construct
        return Sheet(
            one.name,
            tuple(name for name in one.names if name != one.name),
            one.iri,
            tuple((document.id, document.title) for document in one.documents),
            self._materials(),
            self._settings(),
            tuple(self._result(each) for each in sorted(one.observations(), key=self._order)),
            tuple(self._comparison(each) for each in one.comparisons()),
            tuple(self._numbers),
        )

    def _materials(self) -> tuple[Line, ...]:
        said: dict[str, dict[str, list[StatementRecord]]] = {slot: {} for slot in SLOTS}
        for slot, parts in self._construct.bill_of_materials().items():
            said[slot] = {part: [each for each in self._plain() if self._label(each.object) == part] for part in parts}
        return tuple(line for slot, parts in said.items() for line in self._slot(slot, parts))

    def _slot(self, slot: str, parts: dict[str, list[StatementRecord]]) -> Iterable[Line]:
        if not parts:
            return [Line((slot, NOT_REPORTED), ())]
        return [Line((slot, part), self._cite(facts)) for part, facts in parts.items()]

    def _settings(self) -> tuple[Line, ...]:
        one = self._construct
        lines = [
            *self._slot("disease", self._objects(one.diseases, {Predicate.TREATS, Predicate.TESTED_IN})),
            *self._slot("trial", self._objects(one.trials, {Predicate.TESTED_IN})),
            *[Line(("patients", _sized(arm.n, arm.label)), self._cite([arm])) for arm in one.arms()],
            *[Line(("dose", _dose(dose)), self._cite([dose])) for dose in one.doses()],
        ]
        for words, predicate in _SIDES:
            lines += [Line((words, self._other(each)), self._cite([each])) for each in self._all(predicate)]
        return tuple(lines)

    def _objects(self, labels: Sequence[str], predicates: set[Predicate]) -> dict[str, list[StatementRecord]]:
        facts = [each for each in self._plain() if each.predicate in predicates]
        return {label: [each for each in facts if self._label(each.object) == label] for label in labels}

    def _plain(self) -> list[StatementRecord]:
        return [each for each in self._construct.statements() if not each.negated and not each.hedged]

    def _all(self, predicate: Predicate) -> list[StatementRecord]:
        return [
            each
            for each in self._graph.statements()
            if each.predicate is predicate
            and self._construct.iri in (each.subject, each.object)
            and not each.negated
            and not each.hedged
        ]

    def _other(self, fact: StatementRecord) -> str:
        return self._label(fact.object if fact.subject == self._construct.iri else fact.subject)

    def _label(self, iri: str) -> str:
        return self._graph.entity(iri).label

    def _order(self, one: ObservationRecord) -> tuple[str, str, str, str, str, str]:
        outcome = self._graph.entity(one.outcome)
        return outcome.kind, outcome.label.casefold(), one.arm or "", one.measure or "", one.grade or "", one.iri

    def _result(self, one: ObservationRecord) -> Line:
        outcome = self._label(one.outcome) + (f", {one.measure}" if one.measure else "")
        cells = (outcome, one.grade or "", numbers(one), one.time or "", one.arm or "")
        return Line(cells, self._cite([one]), doubt(one))

    def _comparison(self, one: ComparisonRecord) -> Line:
        outcome = self._label(one.outcome) + (f", grade {one.grade}" if one.grade else "")
        sides = (one.a_label, one.direction or "", one.b_label or "")
        return Line((outcome, *sides, _test(one)), self._cite([one]), doubt(one))

    def _cite(self, facts: Sequence[FactRecord]) -> tuple[int, ...]:
        quotes = [
            Quoted(self._documents[one.document], one.start, one.end, " ".join(one.quote.split()))
            for fact in facts
            for one in fact.evidence
        ]
        return tuple(sorted({self._numbers.setdefault(quote, len(self._numbers) + 1) for quote in quotes}))


def numbers(one: ObservationRecord) -> str:
    """Return the numbers of a result as a paper prints them: "7/47 (14.9%)", "median 3 d (range 1 to 9)"."""
    if one.count is not None and one.total is not None:
        share = 100 * one.count / one.total if one.percent is None and one.total else one.percent
        main = f"{one.count}/{one.total}" + ("" if share is None else f" ({share:.4g}%)")
    elif one.percent is not None:
        main = f"{one.percent:.4g}%" + (f" of {one.total}" if one.total and one.stat != "rate" else "")
    elif one.count is not None:
        main = f"n = {one.count}"
    else:
        main = _amount(one)
    bound = {"<": "under ", ">": "over ", "<=": "at most ", ">=": "at least "}.get(one.bound or "", "")
    return bound + main + _spread(one.low, one.high, one.interval)


def _amount(one: ObservationRecord) -> str:
    if one.value is None:
        return ""
    value = "not reached" if one.value == "NR" else _plain(one.value)
    stat = f"{one.stat} " if one.stat in ("median", "mean") else ""
    unit = _UNITS.get(one.unit or "", one.unit or "")
    return f"{stat}{value}{'' if unit == '%' or not unit else ' '}{unit}"


def _spread(low: float | str | None, high: float | str | None, interval: str | None) -> str:
    if low is None and high is None:
        return ""
    name = _SPREADS.get(interval or "", interval or "from")
    return f" ({name} {_plain(low)} to {_plain(high)})"


def _plain(value: float | str | None) -> str:
    if value is None:
        return "?"
    return {"NE": "not estimable", "NR": "not reached"}.get(value, value) if isinstance(value, str) else f"{value:.6g}"


def _test(one: ComparisonRecord) -> str:
    ratio = f"{one.ratio} {_plain(one.value)}{_spread(one.low, one.high, one.interval)}" if one.ratio else ""
    chance = f"p {one.p_operator or '='} {one.p:g}" if one.p is not None else ""
    return ", ".join(part for part in (ratio, chance) if part)


def _dose(dose: DoseRecord) -> str:
    high = "" if dose.high is None else f" to {_power(dose.high)}"
    return f"{_power(dose.low)}{high} {dose.unit}"


def _power(value: float) -> str:
    base, exponent = f"{value:.6e}".split("e")
    return f"{float(base):g} x 10^{int(exponent)}" if value >= 10_000 else f"{value:g}"


def _sized(number: int, label: str | None) -> str:
    return f"{number}" + (f" ({label})" if label else "")


def doubt(fact: FactRecord) -> str:
    """Return what a reader must know of a statement: that it is hedged, or cited from another paper."""
    return ", ".join(word for word, true in (("hedged", fact.hedged), ("cited", fact.cited)) if true)
