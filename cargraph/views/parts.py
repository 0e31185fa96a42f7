"""Cut a graph into the neighbourhoods of its entities: what is said among them, and the papers that say it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cargraph.graph.records import (
        ArmRecord,
        ComparisonRecord,
        DocumentRecord,
        DoseRecord,
        EntityRecord,
        FactRecord,
        ObservationRecord,
        StatementRecord,
    )
    from cargraph.views.readable import Readable

_Fact = TypeVar("_Fact", bound="FactRecord")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a graph, to be read as a graph is."""

    documents: Sequence[DocumentRecord]
    things: Sequence[EntityRecord]
    stated: Sequence[StatementRecord]
    observed: Sequence[ObservationRecord]
    compared: Sequence[ComparisonRecord]
    counted: Sequence[ArmRecord]
    dosed: Sequence[DoseRecord]

    def entities(self) -> Sequence[EntityRecord]:
        """Return the entities."""
        return self.things

    def statements(self) -> Sequence[StatementRecord]:
        """Return what is stated of two of them."""
        return self.stated

    def observations(self) -> Sequence[ObservationRecord]:
        """Return the numbers."""
        return self.observed

    def comparisons(self) -> Sequence[ComparisonRecord]:
        """Return the comparisons."""
        return self.compared

    def arms(self) -> Sequence[ArmRecord]:
        """Return how many patients there were."""
        return self.counted

    def doses(self) -> Sequence[DoseRecord]:
        """Return the doses."""
        return self.dosed


class Parts:
    """A graph that is read once and cut often."""

    def __init__(self, graph: Readable) -> None:
        """Read the graph and note which facts each entity leads to."""
        self._documents = {record.iri: record for record in graph.documents}
        self._entities = {entity.iri: entity for entity in graph.entities()}
        self._stated = _shelf((fact.subject, fact) for fact in graph.statements())
        self._observed = _shelf((fact.subject or fact.outcome, fact) for fact in graph.observations())
        self._compared = _shelf((fact.a or fact.b or fact.outcome, fact) for fact in graph.comparisons())
        self._counted = _shelf((fact.subject, fact) for fact in graph.arms() if fact.subject)
        self._dosed = _shelf((fact.subject, fact) for fact in graph.doses())
        self._joined: dict[str, set[str]] = defaultdict(set)
        for left, right in self._pairs():
            self._joined[left].add(right)
            self._joined[right].add(left)

    def around(self, start: str, steps: int) -> Part:
        """Return what lies at most `steps` arrows away from an entity, which is among it, and is said there."""
        near = self._near(start, steps)
        stated = [fact for fact in _of(self._stated, near) if fact.object in near]
        observed = [fact for fact in _of(self._observed, near) if fact.outcome in near and fact.subject is not None]
        compared = [
            fact for fact in _of(self._compared, near) if fact.outcome in near and {fact.a, fact.b} - {None} <= near
        ]
        counted, dosed = _of(self._counted, near), _of(self._dosed, near)
        told = {fact.document for facts in (stated, observed, compared, counted, dosed) for fact in facts}
        told.update(self._entities[start].documents if start in self._entities else ())
        nameless = [fact for fact in _of(self._observed, near) if fact.subject is None and fact.document in told]
        return Part(
            [self._documents[iri] for iri in sorted(told) if iri in self._documents],
            [self._entities[iri] for iri in sorted(near) if iri in self._entities],
            stated, [*observed, *nameless], compared, counted, dosed,
        )  # fmt: skip

    def _near(self, start: str, steps: int) -> set[str]:
        near = edge = {start}
        for _ in range(steps):
            edge = {other for iri in edge for other in self._joined.get(iri, ())} - near
            near = near | edge
        return near

    def _pairs(self) -> Iterable[tuple[str, str]]:
        yield from ((fact.subject, fact.object) for facts in self._stated.values() for fact in facts)
        yield from ((one.subject, one.outcome) for facts in self._observed.values() for one in facts if one.subject)
        yield from ((one.a, one.b) for facts in self._compared.values() for one in facts if one.a and one.b)


def _shelf(facts: Iterable[tuple[str, _Fact]]) -> dict[str, list[_Fact]]:
    shelf: dict[str, list[_Fact]] = defaultdict(list)
    for iri, fact in facts:
        shelf[iri].append(fact)
    return shelf


def _of(shelf: dict[str, list[_Fact]], near: set[str]) -> list[_Fact]:
    return [fact for iri in sorted(near) for fact in shelf.get(iri, ())]
