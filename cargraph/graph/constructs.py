"""Constructs by name: what one is built of, where it was tested, and what was observed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from cargraph.errors import GraphError
from cargraph.graph import read
from cargraph.graph.iris import key
from cargraph.graph.naming import rank
from cargraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

    from cargraph.graph.api import Graph
    from cargraph.graph.records import (
        ArmRecord,
        ComparisonRecord,
        DocumentRecord,
        DoseRecord,
        EntityRecord,
        EvidenceRecord,
        ObservationRecord,
        StatementRecord,
    )

_T = TypeVar("_T")

SLOTS = ("target", "binder", "costimulation", "signalling", "payload", "silenced", "vector")
"""What every bill of materials lists, reported or not."""


class UnknownNameError(GraphError, KeyError):
    """A name that the graph does not know; the message says which names are near."""

    def __str__(self) -> str:
        return str(self.args[0])


class Construct:
    """One construct of the graph. Everything it tells is read from the graph when it is asked."""

    def __init__(self, graph: Graph, record: EntityRecord) -> None:
        self._graph = graph
        self._record = record

    def __repr__(self) -> str:
        return f"<Construct {self.name}: {len(self.documents)} documents>"

    @property
    def iri(self) -> str:
        """The construct's IRI."""
        return self._record.iri

    @property
    def name(self) -> str:
        """The construct's label."""
        return self._record.label

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a paper gives it."""
        return self._record.names

    @property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """The papers that speak of it."""
        return tuple(document for document in self._graph.documents if document.iri in self._record.documents)

    @property
    def targets(self) -> tuple[str, ...]:
        """The labels of the antigens it is said to target."""
        return self._labels(Predicate.TARGETS)

    @property
    def components(self) -> tuple[str, ...]:
        """The labels of the components it is said to have."""
        return self._labels(Predicate.HAS_COMPONENT)

    @property
    def trials(self) -> tuple[str, ...]:
        """The labels of the trials it was tested in."""
        return self._labels(Predicate.TESTED_IN, Kind.TRIAL)

    @property
    def diseases(self) -> tuple[str, ...]:
        """The labels of the diseases it was given for or tested in."""
        treated = {*self._labels(Predicate.TREATS), *self._labels(Predicate.TESTED_IN, Kind.DISEASE)}
        return tuple(sorted(treated))

    def bill_of_materials(self) -> dict[str, tuple[str, ...]]:
        """Return what it is built of, slot by slot. The slots of `SLOTS` always stand; an empty one is not reported."""
        bill: dict[str, set[str]] = {slot: set() for slot in SLOTS}
        for statement in self._plain():
            part = self._graph.entity(statement.object)
            if slot := _slot(statement.predicate, part):
                bill.setdefault(slot, set()).add(part.label)
        return {slot: tuple(sorted(parts)) for slot, parts in bill.items()}

    def statements(self) -> tuple[StatementRecord, ...]:
        """Return every relation it is the subject of, negated, hedged and cited ones too."""
        return self._about(read.statements)

    def observations(self, outcome: str | None = None, grade: str | None = None) -> tuple[ObservationRecord, ...]:
        """Return its results, of one outcome (by any of its names) and one grade as printed (">=3") if they are given.

        Raises UnknownNameError for an outcome the graph does not know.
        """
        found = self._about(read.observations)
        wanted = None if outcome is None else {entity.iri for entity in self._graph.named(outcome)}
        return tuple(
            one for one in found if (wanted is None or one.outcome in wanted) and (grade is None or one.grade == grade)
        )

    def comparisons(self) -> tuple[ComparisonRecord, ...]:
        """Return the comparisons it takes part in, on either side."""
        return self._about(read.comparisons)

    def arms(self) -> tuple[ArmRecord, ...]:
        """Return how many patients its results rest on, paper by paper."""
        return self._about(read.arms)

    def doses(self) -> tuple[DoseRecord, ...]:
        """Return the doses it was given at."""
        return self._about(read.doses)

    def _about(self, records: Callable[[Store, Mapping[str, EvidenceRecord], str], _T]) -> _T:
        return self._graph.with_index(lambda store: records(store, read.evidence(store, self.iri), self.iri))

    def _plain(self) -> Iterator[StatementRecord]:
        return (one for one in self.statements() if not one.negated and not one.hedged)

    def _labels(self, predicate: Predicate, kind: Kind | None = None) -> tuple[str, ...]:
        objects = (self._graph.entity(one.object) for one in self._plain() if one.predicate is predicate)
        return tuple(sorted({entity.label for entity in objects if kind in (None, entity.kind)}))


def _slot(predicate: Predicate, part: EntityRecord) -> str:
    slots = {Predicate.TARGETS: "target", Predicate.EXPRESSES: "payload", Predicate.SILENCES: "silenced"}
    if predicate is Predicate.HAS_COMPONENT:
        return part.role or "other"
    return slots.get(predicate, "")


class Constructs(Mapping[str, Construct]):
    """The constructs of a graph by name: a label, a printed name, a synonym or an identifier, in any spelling."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._records = {one.label: one for one in graph.entities() if one.kind is Kind.CONSTRUCT}

    def __getitem__(self, name: str) -> Construct:
        """Return the construct of a name. Raises UnknownNameError, which names those that are near."""
        if name in self._records:
            return Construct(self._graph, self._records[name])
        found = [(fits, one) for one in self._records.values() if (fits := rank(one, name)) is not None]
        if not found:
            raise unknown(name, (other for one in self._records.values() for other in one.names))
        return Construct(self._graph, min(found, key=lambda pair: (pair[0], -pair[1].mentions))[1])

    def __contains__(self, name: object) -> bool:
        return any(rank(one, str(name)) is not None for one in self._records.values())

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __repr__(self) -> str:
        return f"<Constructs: {', '.join(self._records) or 'none'}>"


def unknown(name: str, names: Iterator[str]) -> UnknownNameError:
    """Return the error for a name that is not known, with the names that are near."""
    folded = {key(other): other for other in sorted(names)}
    near = [folded[match] for match in difflib.get_close_matches(key(name), folded, n=3, cutoff=0.4)]
    return UnknownNameError(f"{name}: no such name in the graph; near are {', '.join(near) or 'none'}")
