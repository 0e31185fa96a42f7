"""The one graph that papers share: what things are called, what they are, and the plain triples.

Two papers that both say that a construct targets CD19 would assert that triple in two named graphs; over the union of
the graphs every join through it would find its rows twice, and a SUM would be doubled. So a paper's own graph speaks of
things only through nodes of its own (mentions, statements, observations), and what those say of the shared things is
derived here into one graph, where it stands once. It can be made again from the papers' graphs at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.graph.iris import PREFIXES, RDFS, SHARED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pyoxigraph import Quad, Store, Triple

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


def said(quads: Iterable[Quad]) -> set[Triple]:
    """Return what the shared graph would hold if there were these papers alone, given as their quads."""
    from pyoxigraph import NamedNode, Store  # noqa: PLC0415 - imported late

    store = Store()
    store.bulk_extend(quads)
    derive(store)
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, NamedNode(SHARED))}


def amend(store: Store, before: set[Triple], after: set[Triple]) -> None:
    """Bring the shared graph up to date after papers that said `before` gave way to others that say `after`.

    Things of which something is said no longer are asked of all papers; of the others nothing was lost, so that what
    is new is added, and of two labels the lesser stands, as `derive` has it.
    """
    from pyoxigraph import NamedNode, Quad  # noqa: PLC0415 - imported late

    doubted = {str(triple.subject) for triple in before - after}
    if doubted:
        derive(store, [thing.strip("<>") for thing in doubted])
    sure = [triple for triple in after if str(triple.subject) not in doubted]
    graph = NamedNode(SHARED)
    store.extend([Quad(triple.subject, triple.predicate, triple.object, graph) for triple in sure])
    for triple in sure:
        if triple.predicate == NamedNode(f"{RDFS}label"):
            labels = store.quads_for_pattern(triple.subject, triple.predicate, None, graph)
            for quad in sorted(labels, key=_label)[1:]:
                store.remove(quad)


def _label(quad: Quad) -> str:
    return str(getattr(quad.object, "value", ""))
