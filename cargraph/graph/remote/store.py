"""The store at a SPARQL 1.1 endpoint: papers as named graphs there, and the graph they share kept up beside them."""

from __future__ import annotations

import difflib
from hashlib import sha256
from typing import TYPE_CHECKING, Self, cast

from cargraph.errors import GraphError
from cargraph.graph import concepts, read, shared
from cargraph.graph.answer import answer
from cargraph.graph.index import memory
from cargraph.graph.iris import SHARED, VOCABULARY, audit_iri, document_iri
from cargraph.graph.records import DocumentRecord
from cargraph.graph.remote.address import address
from cargraph.graph.remote.books import Books, Entry
from cargraph.graph.remote.endpoint import Endpoint
from cargraph.graph.remote.http import Http
from cargraph.graph.remote.write import Put, Step, deleted, dropped, inserted, send

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import pyoxigraph as ox

    from cargraph.graph.ask import Question
    from cargraph.graph.rows import Rows
    from cargraph.graph.store import Outcome

_BATCH = 50
"""Papers that are sent together: what a writer that is killed has read for nothing."""


class RemoteStore:
    """A store of papers at an endpoint, open for reading, or for writing by one process at a time until it is closed.

    Queries are answered there. What needs the whole graph (a page, an export) reads it into memory once. Papers are
    sent some at a time; a writer that is killed leaves whole papers, those that were sent.
    """

    def __init__(self, url: str, *, read_only: bool = False, http: Http | None = None) -> None:
        """Open a store. Raises GraphError where the endpoint cannot be reached or another writes."""
        self._endpoint = Endpoint(http or Http(address(url)))
        self._books = Books(self._endpoint)
        self._waiting: dict[str, tuple[Entry, str]] = {}
        self._mirror: ox.Store | None = None
        self._changed = False
        self._writes = not read_only
        self._mend = self._writes and self._books.open()
        self._entries = self._books.entries() if self._writes else {}
        self._graphs = set(self._endpoint.graphs()) if self._writes else set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is not None and issubclass(kind, GraphError):
            self._end()
        else:
            self.close()

    def __repr__(self) -> str:
        return f"RemoteStore({self._endpoint.http.url!r})"

    def close(self) -> None:
        """Send what waits, and let the next writer in. Closing twice does nothing more."""
        if not self._writes:
            return
        try:
            self._send()
            if self._mend:
                self._share()
            if self._changed or self._mend:
                self._name()
            self._books.close()
        finally:
            self._end()

    def _end(self) -> None:
        self._writes = False
        self._books.leave()
        self._endpoint.http.close()

    def content(self, identifier: str) -> str | None:
        """Return the SHA-256 of a paper's N-Quads, or nothing where the store holds none of it."""
        entry = self._entries.get(identifier)
        return entry.content if entry else None

    def memo(self, identifier: str) -> str:
        """Return what was noted of a paper when it was put, empty where nothing was."""
        entry = self._entries.get(identifier)
        return entry.memo if entry else ""

    def put(self, identifier: str, text: str, memo: str = "") -> Outcome:
        """Put a paper, written as N-Quads, in the place of what is held of it.

        Raises GraphError where the store is not open for writing or the endpoint refuses.
        """
        self._check()
        before, entry = self._entries.get(identifier), Entry(identifier, sha256(text.encode()).hexdigest(), memo)
        if before == entry:
            return "unchanged"
        self._waiting[identifier] = entry, text
        self._entries[identifier] = entry
        if len(self._waiting) >= _BATCH:
            self._send()
        if before is None:
            return "added"
        return "unchanged" if before.content == entry.content else "replaced"

    def remove(self, identifier: str) -> None:
        """Take a paper out whole. Raises GraphError where the store does not hold it."""
        self._check()
        self._send()
        known = [document.id for document in self.documents()]
        if identifier not in known:
            near = difflib.get_close_matches(identifier, known, n=3, cutoff=0.3)
            raise GraphError(f"{self._endpoint.http.url}: no paper {identifier}; near are {', '.join(near) or 'none'}")
        self._change([identifier], {})
        self._entries.pop(identifier, None)

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return the papers at the endpoint, sorted by identifier, with their titles and sources alone."""
        pattern = (
            "GRAPH ?key { ?key a cg:Document ; dcterms:identifier ?id ; dcterms:title ?title "
            "OPTIONAL { ?key cg:source ?source } }"
        )
        rows = self._endpoint.pages("?id ?title ?source", pattern)
        records = (DocumentRecord(iri, name, title, source) for iri, name, title, source in rows)
        return tuple(sorted(records, key=lambda record: record.id))

    def info(self) -> dict[str, int]:
        """Return how much of everything the store holds."""
        return read.counts(cast("ox.Store", self._endpoint))

    def answer(self, question: Question) -> Rows:
        """Have the endpoint answer a query."""
        return answer(cast("ox.Store", self._endpoint), question)

    def index(self) -> ox.Store:
        """Return the whole graph, read into memory."""
        return self._mirror or self.mend()

    def mend(self) -> ox.Store:
        """Return the whole graph, read into memory anew."""
        self._mirror = memory(self._papers())
        return self._mirror

    def _papers(self) -> Iterator[bytes]:
        for graph in self._endpoint.graphs():
            if graph not in {SHARED, VOCABULARY}:
                yield "".join(f"{quad} .\n" for quad in self._held(graph)).encode()

    def _check(self) -> None:
        if not self._writes:
            raise GraphError(f"{self._endpoint.http.url}: the store is closed or open for reading only")

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, {}
        if waiting:
            self._change(list(waiting), waiting)

    def _change(self, gone: Collection[str], new: dict[str, tuple[Entry, str]]) -> None:
        """Put papers in the place of others, with all that the change does to the graph they share."""
        self._mirror, self._changed = None, True
        documents = {document_iri(identifier) for identifier in gone}
        graphs = {graph for document in documents for graph in (document, audit_iri(document))} & self._graphs
        quads = [quad for _, text in new.values() for quad in _parsed(text)]
        before = shared.said([quad for graph in sorted(graphs & documents) for quad in self._held(graph)])
        puts = _puts(quads)
        steps: list[Step | Put] = [*self._books.struck(sorted(documents))]
        steps += [dropped(graph) for graph in sorted(graphs - set(puts))]
        steps += [Put(graph, lines) for graph, lines in sorted(puts.items())]
        send(self._endpoint.http, steps)
        self._graphs = self._graphs - graphs | set(puts)
        less, more = shared.change(self._endpoint, before, shared.said(quads))
        entered = self._books.entered({document_iri(name): entry for name, (entry, _) in new.items()})
        send(self._endpoint.http, [*deleted(SHARED, _lines(less)), *inserted(SHARED, _lines(more)), *entered])

    def _share(self) -> None:
        """Make the shared graph anew, after a writer was killed who may have left it behind the papers."""
        self._replace(SHARED, self.mend())

    def _name(self) -> None:
        """Bring the vocabulary's graph up to date with the shared one, from which it is derived."""
        import pyoxigraph as ox  # noqa: PLC0415 - imported late

        store = ox.Store()
        store.extend(self._held(SHARED))
        concepts.derive(store)
        self._replace(VOCABULARY, store)

    def _replace(self, graph: str, store: ox.Store) -> None:
        """Put a named graph of a store in the place of the endpoint's."""
        import pyoxigraph as ox  # noqa: PLC0415 - imported late

        lines = _lines(quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        send(self._endpoint.http, [Put(graph, lines)] if lines else [dropped(graph)])

    def _held(self, graph: str) -> Iterator[ox.Quad]:
        import pyoxigraph as ox  # noqa: PLC0415 - imported late

        for triple in self._endpoint.graph(graph):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph))


def _parsed(text: str) -> Iterator[ox.Quad]:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    return ox.parse(text, format=ox.RdfFormat.N_QUADS)


def _puts(quads: Iterable[ox.Quad]) -> dict[str, list[str]]:
    """Return the triples of each named graph as sorted lines of N-Triples."""
    found: dict[str, list[str]] = {}
    for quad in quads:
        found.setdefault(str(getattr(quad.graph_name, "value", "")), []).append(f"{quad.triple} .\n")
    return {graph: sorted(lines) for graph, lines in found.items()}


def _lines(triples: Iterable[ox.Triple]) -> list[str]:
    return sorted(f"{triple} .\n" for triple in triples)
