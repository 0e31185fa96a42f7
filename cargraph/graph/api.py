"""The graph as Python sees it: queries, records, constructs by name, and the doors to rdflib and networkx."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol, Self, TypeVar, runtime_checkable

from cargraph.errors import GraphError
from cargraph.graph import read
from cargraph.graph.answer import answer
from cargraph.graph.ask import question
from cargraph.graph.constructs import Constructs, unknown
from cargraph.graph.findings import findings
from cargraph.graph.index import memory
from cargraph.graph.iris import PREFIXES
from cargraph.graph.naming import rank
from cargraph.graph.network import network
from cargraph.graph.places import store
from cargraph.graph.quads import quads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import networkx as nx
    import pyoxigraph as ox
    import rdflib

    from cargraph.audit import Finding
    from cargraph.graph.ask import Question
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
    from cargraph.graph.rows import Rows
    from cargraph.model import Reading

_T = TypeVar("_T")


class Source(Protocol):
    """Where a graph is read from: an index, and a way to have it made anew when it is damaged."""

    def index(self) -> ox.Store:
        """Return the index, open for reading."""

    def mend(self) -> ox.Store:
        """Return the index made anew."""


@runtime_checkable
class Answering(Protocol):
    """A source that answers queries where it stands, so that they need no index."""

    def answer(self, question: Question) -> Rows:
        """Answer a query."""

    def info(self) -> dict[str, int]:
        """Return how much of everything there is."""


class _Memory:
    """Papers that are held in memory, written as N-Quads."""

    def __init__(self, papers: dict[str, str]) -> None:
        self._papers = papers
        self._index = self.mend()

    def index(self) -> ox.Store:
        return self._index

    def mend(self) -> ox.Store:
        return memory(text.encode() for text in self._papers.values())


class Graph:
    """A knowledge graph, read from a store or built in memory. It does not change once it is open."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @classmethod
    def open(cls, folder: str | Path) -> Self:
        """Open the graph of a store, in a folder or at an endpoint's URL, for reading. Raises GraphError for none."""
        return cls(store(folder, read_only=True))

    @classmethod
    def from_readings(cls, readings: Iterable[Reading]) -> Self:
        """Build a graph in memory; of two readings of one paper the later one stands."""
        return cls(_Memory({reading.paper.id: quads(reading) for reading in readings}))

    def __len__(self) -> int:
        return len(self.documents)

    def __repr__(self) -> str:
        facts = len(self.statements()) + len(self.observations()) + len(self.comparisons())
        return f"<Graph: {len(self)} documents, {len(self.entities())} entities, {facts} facts>"

    def index(self) -> ox.Store:
        """Return the Oxigraph store that holds the graph."""
        return self._source.index()

    def with_index(self, ask: Callable[[ox.Store], _T]) -> _T:
        """Ask the index, and once more after it was made anew where its files turn out to be damaged.

        Raises GraphError where that does not help.
        """
        try:
            return ask(self._source.index())
        except (OSError, RuntimeError):
            pass
        try:
            return ask(self._source.mend())
        except (OSError, RuntimeError) as error:
            raise GraphError(
                f"the index cannot be read ({error}); delete its folder and open the store again"
            ) from error

    def query(self, query: str | Path, params: Mapping[str, object] | None = None) -> Rows:
        """Ask the graph: SPARQL, the path of a .rq file, or the name of a shipped query.

        `params` fill the query's placeholders. The usual prefixes are declared, and the default graph is the union of
        all of them. Raises GraphError for what is no query, or more than a query (updates, SERVICE).
        """
        asked = question(query, params)
        if isinstance(self._source, Answering):
            return self._source.answer(asked)
        return self.with_index(lambda store: answer(store, asked))

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset over the same store. Query it with strings, not prepared queries."""
        import rdflib  # noqa: PLC0415 - imported late
        from oxrdflib import OxigraphStore  # noqa: PLC0415 - imported late

        dataset = rdflib.Dataset(store=OxigraphStore(store=self.index()), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the graph as a networkx multigraph: entities, and what was stated, observed and compared."""
        facts = (*self.statements(), *self.observations(), *self.comparisons())
        return network(self.entities(), self.documents, facts)

    @cached_property
    def documents(self) -> tuple[DocumentRecord, ...]:
        """The papers, sorted by identifier."""
        return self.with_index(read.documents)

    @cached_property
    def constructs(self) -> Constructs:
        """The constructs, by any of their names."""
        return Constructs(self)

    @cached_property
    def evidence(self) -> dict[str, EvidenceRecord]:
        """Every piece of evidence, by IRI."""
        return self.with_index(read.evidence)

    def entities(self) -> tuple[EntityRecord, ...]:
        """Return the things the papers speak of."""
        return tuple(self._entities.values())

    def entity(self, iri: str) -> EntityRecord:
        """Return one thing by its IRI. Raises UnknownNameError where the graph holds none of it."""
        if iri not in self._entities:
            raise unknown(iri, iter(self._entities))
        return self._entities[iri]

    def named(self, name: str) -> tuple[EntityRecord, ...]:
        """Return the things of a name: a label, a printed name, a synonym or an identifier, in any spelling.

        Those whose label it is come first. Raises UnknownNameError where there is none.
        """
        found = [(fits, entity) for entity in self.entities() if (fits := rank(entity, name)) is not None]
        if not found:
            raise unknown(name, (other for entity in self.entities() for other in entity.names))
        return tuple(entity for _, entity in sorted(found, key=lambda pair: pair[0]))

    def statements(self) -> tuple[StatementRecord, ...]:
        """Return the relations as the papers state them."""
        return self._statements

    def observations(self) -> tuple[ObservationRecord, ...]:
        """Return the number-bearing results."""
        return self._observations

    def comparisons(self) -> tuple[ComparisonRecord, ...]:
        """Return what is said of one side against another."""
        return self._comparisons

    def arms(self) -> tuple[ArmRecord, ...]:
        """Return how many patients the results rest on."""
        return self.with_index(lambda store: read.arms(store, self.evidence))

    def doses(self) -> tuple[DoseRecord, ...]:
        """Return the doses."""
        return self.with_index(lambda store: read.doses(store, self.evidence))

    def findings(self) -> tuple[Finding, ...] | None:
        """Return what the audit found among the numbers of each paper, sorted by paper, the gravest first.

        None where no audit was run: the graph was not made by `build`.
        """
        return self.with_index(findings)

    def info(self) -> dict[str, int]:
        """Return how much of everything the graph holds."""
        if isinstance(self._source, Answering):
            return self._source.info()
        return self.with_index(read.counts)

    @cached_property
    def _entities(self) -> dict[str, EntityRecord]:
        return {entity.iri: entity for entity in self.with_index(read.entities)}

    @cached_property
    def _statements(self) -> tuple[StatementRecord, ...]:
        return self.with_index(lambda store: read.statements(store, self.evidence))

    @cached_property
    def _observations(self) -> tuple[ObservationRecord, ...]:
        return self.with_index(lambda store: read.observations(store, self.evidence))

    @cached_property
    def _comparisons(self) -> tuple[ComparisonRecord, ...]:
        return self.with_index(lambda store: read.comparisons(store, self.evidence))
