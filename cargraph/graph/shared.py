"""The one graph that papers share: what things are called, what they are, and the plain triples.

Two papers that both say that a construct targets CD19 would assert that triple in two named graphs; over the union of
the graphs every join through it would find its rows twice, and a SUM would be doubled. So a paper's own graph speaks of
things only through nodes of its own (mentions, statements, observations), and what those say of the shared things is
derived here into one graph, where it stands once. It can be made again from the papers' graphs at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from cargraph.graph.iris import PREFIXES, RDFS, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Store, Triple

_NAMED = """SELECT DISTINCT ?thing ?predicate ?value WHERE {
  VALUES (?from ?predicate) {
    (cg:mentionKind rdf:type) (cg:mentionName skos:altLabel) (cg:mentionKey cg:nameKey)
    (cg:mentionCurie cg:curie) (cg:mentionRole cg:role) (cg:mentionBroader cg:broader)
  }
  %s
  GRAPH ?document { ?mention cg:about ?thing ; ?from ?value }
}"""

_STATED = """SELECT DISTINCT ?thing ?predicate ?value WHERE {
  %s
  GRAPH ?document {
    ?statement rdf:subject ?thing ; rdf:predicate ?predicate ; rdf:object ?value ;
      cg:polarity cg:Positive ; cg:certainty cg:Certain .
  }
}"""

_LABELLED = """SELECT ?thing (rdfs:label AS ?predicate) (MIN(?name) AS ?value) WHERE {
  %s
  GRAPH ?document { ?mention cg:about ?thing ; cg:mentionLabel ?name }
} GROUP BY ?thing"""

_DERIVED = (_NAMED, _STATED, _LABELLED)
_HELD = f"SELECT ?thing ?predicate ?value WHERE {{ %s GRAPH <{SHARED}> {{ ?thing ?predicate ?value }} }}"
_INSERT = f"INSERT {{ GRAPH <{SHARED}> {{ ?thing ?predicate ?value }} }} WHERE {{ {{ %s }} }}"
_AT_ONCE = 100
"""Things that are asked of in one query: endpoints take no queries of any length."""


class Queried(Protocol):
    """What answers queries as an Oxigraph store does."""

    def query(self, query: str, /, *, prefixes: dict[str, str]) -> object:
        """Answer a query."""


def derive(store: Store) -> None:
    """Make the shared graph of a store anew from all of its papers."""
    from pyoxigraph import NamedNode  # noqa: PLC0415 - imported late

    store.remove_graph(NamedNode(SHARED))
    for select in _DERIVED:
        store.update(_INSERT % select % "", prefixes=PREFIXES)


def said(quads: Iterable[Quad]) -> set[Triple]:
    """Return what the shared graph would hold if there were these papers alone, given as their quads."""
    from pyoxigraph import NamedNode, Store  # noqa: PLC0415 - imported late

    store = Store()
    store.bulk_extend(quads)
    derive(store)
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, NamedNode(SHARED))}


def amend(store: Store, before: set[Triple], after: set[Triple]) -> None:
    """Bring a store's shared graph up to date after papers that said `before` gave way to others that say `after`."""
    from pyoxigraph import NamedNode, Quad  # noqa: PLC0415 - imported late

    less, more = change(store, before, after)
    graph = NamedNode(SHARED)
    for one in less:
        store.remove(Quad(one.subject, one.predicate, one.object, graph))
    store.extend([Quad(one.subject, one.predicate, one.object, graph) for one in more])


def change(store: Queried, before: set[Triple], after: set[Triple]) -> tuple[set[Triple], set[Triple]]:
    """Return the triples that leave the shared graph and those that come, once papers have given way to others.

    Things of which something is said no longer are asked of all papers; of the others nothing was lost, so that what
    is new is added to what is held, and of two labels the lesser stands, as `derive` has it.
    """
    doubted = {_name(triple.subject) for triple in before - after}
    sure = {triple for triple in after if _name(triple.subject) not in doubted}
    unchanged = {_name(triple.subject) for triple in sure}
    held = _asked(store, (_HELD,), doubted | unchanged)
    kept = {triple for triple in held if _name(triple.subject) in unchanged}
    now = _asked(store, _DERIVED, doubted) | _labelled_once(kept | sure)
    return held - now, now - held


def _asked(store: Queried, selects: Iterable[str], things: Iterable[str]) -> set[Triple]:
    from pyoxigraph import Triple  # noqa: PLC0415 - imported late

    rest, found = sorted(things), set()
    while rest:
        part, rest = rest[:_AT_ONCE], rest[_AT_ONCE:]
        values = f"VALUES ?thing {{ {' '.join(f'<{thing}>' for thing in part)} }}"
        for select in selects:
            rows: Any = store.query(select % values, prefixes=PREFIXES)
            found |= {Triple(*row) for row in rows}
    return found


def _labelled_once(triples: set[Triple]) -> set[Triple]:
    least: dict[str, Triple] = {}
    rest = set()
    for triple in triples:
        thing = _name(triple.subject)
        if _name(triple.predicate) != f"{RDFS}label":
            rest.add(triple)
        elif thing not in least or _name(triple.object) < _name(least[thing].object):
            least[thing] = triple
    return rest | set(least.values())


def _name(term: object) -> str:
    return str(getattr(term, "value", ""))
