"""A SPARQL 1.1 endpoint asked as an Oxigraph store is, however it sees its default graph and wherever it cuts."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from cargraph.errors import GraphError
from cargraph.graph.ask import form
from cargraph.graph.iris import ID, PREFIXES
from cargraph.graph.remote.http import CutError
from cargraph.graph.terms import iri, string

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph as ox

    from cargraph.graph.remote.http import Http

BOOKS = f"{ID}graph/books"
"""The graph in which an endpoint keeps, for cargraph alone, who writes and what it holds of each paper."""

_PAGE = 5_000
_WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH %s { ?s ?p ?o } }"


class Endpoint:
    """An endpoint for reading: the names and options of `query` are those of an Oxigraph store."""

    def __init__(self, http: Http) -> None:
        self.http = http

    def query(
        self, text: str, *, prefixes: Mapping[str, str] | None = None, use_default_graph_as_union: bool = False
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask the endpoint; over the union of cargraph's graphs where `use_default_graph_as_union`.

        Raises GraphError where it cannot be reached, refuses, or cut its answer.
        """
        asked = form(text)
        text = _declared(text, prefixes or {})
        more = self._dataset if use_default_graph_as_union else ()
        if asked in {"CONSTRUCT", "DESCRIBE"}:
            return _triples(self.http.construct(text, more))
        return _rows(self.http.select(text, more), asked)

    def rows(self, text: str) -> Iterator[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]]:
        """Yield the rows of a SELECT that is cargraph's own and sees to it that nothing is cut."""
        found: Any = _rows(self.http.select(_declared(text, PREFIXES), whole=False), "SELECT")
        for row in found:
            yield tuple(row)

    def pages(self, variables: str, pattern: str) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a pattern in the order of their ?key, which each has its own of, however many there are.

        They are asked for in pages that begin after the last key, since endpoints cut long answers and long offsets.
        """
        last = ""
        while True:
            where = f"{{ {pattern} FILTER (STR(?key) > {string(last)}) }}"
            query = f"SELECT DISTINCT ?key {variables} WHERE {where} ORDER BY STR(?key) LIMIT {_PAGE}"
            page = [tuple(str(getattr(term, "value", "")) for term in row) for row in self.rows(query)]
            yield from page
            if not page:
                return
            last = page[-1][0]

    def graphs(self) -> list[str]:
        """Return the IRIs of cargraph's named graphs there, sorted."""
        named = f"FILTER (STRSTARTS(STR(?key), {string(ID)}))"
        found = (row[0] for row in self.pages("", f"GRAPH ?key {{ ?node a ?class }} {named}"))
        return [graph for graph in found if not graph.startswith(BOOKS)]

    def __len__(self) -> int:
        ours = f"STRSTARTS(STR(?g), {string(ID)}) && !STRSTARTS(STR(?g), {string(BOOKS)})"
        return self._count(f"GRAPH ?g {{ ?s ?p ?o }} FILTER ({ours})")

    def size(self, graph: str) -> int:
        """Return how many triples a named graph holds."""
        return self._count(f"GRAPH {iri(graph)} {{ ?s ?p ?o }}")

    def _count(self, pattern: str) -> int:
        row = next(self.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"))
        return int(str(getattr(row[0], "value", 0)))

    def graph(self, graph: str) -> set[ox.Triple]:
        """Return a named graph whole. Raises GraphError where the endpoint gives less than it says it holds."""
        import pyoxigraph as ox  # noqa: PLC0415 - imported late

        try:
            data = self.http.graph(graph) if self.http.takes_graphs else self.http.construct(_WHOLE % iri(graph))
        except CutError:
            data = b""
        found = {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)}
        size = self.size(graph)
        if len(found) != size:
            found = self._paged(graph)
        if len(found) != size:
            raise GraphError(
                f"{self.http.url}: gives {len(found)} of the {size} triples of {graph}; ask its keeper why"
            )
        return found

    def _paged(self, graph: str) -> set[ox.Triple]:
        import pyoxigraph as ox  # noqa: PLC0415 - imported late

        found: set[ox.Triple] = set()
        last = ""
        while True:
            where = f"GRAPH {iri(graph)} {{ ?s ?p ?o }} FILTER (STR(?s) >= {string(last)})"
            query = f"SELECT ?s ?p ?o WHERE {{ {where} }} ORDER BY STR(?s) LIMIT {_PAGE}"
            page = {ox.Triple(*row) for row in self.rows(query)}  # type: ignore[arg-type]
            if page <= found:
                return found
            found |= page
            last = max(str(getattr(triple.subject, "value", "")) for triple in page)

    @cached_property
    def _dataset(self) -> tuple[tuple[str, str], ...]:
        """The parameters of a request that make its default graph the union of cargraph's named graphs.

        None where it is already (Virtuoso, GraphDB): a name for each graph would only burden them.
        """
        first = next(self.rows("SELECT ?g WHERE { GRAPH ?g { ?g a cg:Document } } LIMIT 1"), None)
        if first is None or any(self.rows(f"SELECT ?o WHERE {{ {first[0]} a ?o }} LIMIT 1")):
            return ()
        graphs = self.graphs()
        kinds = ("default-graph-uri", "named-graph-uri")
        return tuple(chain.from_iterable(((kind, graph) for kind in kinds) for graph in graphs))


def _declared(text: str, prefixes: Mapping[str, str]) -> str:
    used = (f"PREFIX {name}: <{space}>\n" for name, space in prefixes.items() if f"{name}:" in text)
    return "".join([*used, text])


def _triples(data: bytes) -> ox.QueryTriples:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    store = ox.Store()
    store.load(data, format=ox.RdfFormat.N_TRIPLES)
    return store.query("CONSTRUCT WHERE { ?s ?p ?o }")  # type: ignore[return-value]


def _rows(data: bytes, asked: str) -> ox.QuerySolutions | ox.QueryBoolean:
    """Read SPARQL JSON; some endpoints answer ASK with a row that holds 1 or 0."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    try:
        found = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise GraphError(f"the endpoint's answer is no SPARQL JSON: {error.msg}") from error
    if asked != "ASK" or isinstance(found, ox.QueryBoolean):
        return found
    said = any(str(getattr(row[0], "value", "")) in {"1", "true"} for row in found)
    plain = b'{"head": {}, "boolean": %s}' % str(said).lower().encode()
    return ox.parse_query_results(plain, format=ox.QueryResultsFormat.JSON)
