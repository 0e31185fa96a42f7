"""The one graph that papers share: what things are called, what they are, and the plain triples.

Two papers that both say that a construct targets CD19 would assert that triple in two named graphs; over the union of
the graphs every join through it would find its rows twice, and a SUM would be doubled. So a paper's own graph speaks of
things only through nodes of its own (mentions, statements, observations), and what those say of the shared things is
derived here into one graph, where it stands once. It can be made again from the papers' graphs at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.graph.iris import CG, PREFIXES, SHARED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pyoxigraph import Store

_FORGET = """DELETE { GRAPH ?shared { ?thing ?name ?value } } WHERE {
  %(things)s
  %(shared)s
  GRAPH ?shared { ?thing ?name ?value }
}"""

_NAMED = """INSERT { GRAPH ?shared { ?thing ?to ?value } } WHERE {
  { SELECT DISTINCT ?thing ?to ?value WHERE {
      VALUES (?from ?to) {
        (cg:mentionKind rdf:type) (cg:mentionName skos:altLabel) (cg:mentionKey cg:nameKey)
        (cg:mentionCurie cg:curie) (cg:mentionRole cg:role) (cg:mentionBroader cg:broader)
      }
      %(things)s
      GRAPH ?document { ?mention cg:about ?thing ; ?from ?value }
    } }
  %(shared)s
}"""

_STATED = """INSERT { GRAPH ?shared { ?thing ?predicate ?object } } WHERE {
  { SELECT DISTINCT ?thing ?predicate ?object WHERE {
      %(things)s
      GRAPH ?document {
        ?statement rdf:subject ?thing ; rdf:predicate ?predicate ; rdf:object ?object ;
          cg:polarity cg:Positive ; cg:certainty cg:Certain .
      }
    } }
  %(shared)s
}"""

_LABELLED = """INSERT { GRAPH ?shared { ?thing rdfs:label ?label } } WHERE {
  { SELECT ?thing (MIN(?name) AS ?label) WHERE {
      %(things)s
      GRAPH ?document { ?mention cg:about ?thing ; cg:mentionLabel ?name }
    } GROUP BY ?thing }
  %(shared)s
}"""


def derive(store: Store, things: Collection[str] | None = None) -> None:
    """Make the shared graph of a store anew from all of its papers, whole or what it says of some things (IRIs)."""
    from pyoxigraph import NamedNode  # noqa: PLC0415 - imported late

    if things is None:
        store.remove_graph(NamedNode(SHARED))
    values = "" if things is None else f"VALUES ?thing {{ {' '.join(f'<{thing}>' for thing in sorted(things))} }}"
    parts = {"things": values, "shared": f"BIND(<{SHARED}> AS ?shared)"}
    for template in (*([] if things is None else [_FORGET]), _NAMED, _STATED, _LABELLED):
        store.update(template % parts, prefixes=PREFIXES)


def mentioned(store: Store, documents: Iterable[str]) -> set[str]:
    """Return the things (IRIs) that papers (IRIs) speak of."""
    from pyoxigraph import NamedNode  # noqa: PLC0415 - imported late

    return {
        str(getattr(quad.object, "value", ""))
        for document in documents
        for quad in store.quads_for_pattern(NamedNode(document), NamedNode(f"{CG}mentions"), None, None)
    }
