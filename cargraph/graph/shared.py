"""The one graph that papers share: what things are called, what they are, and the plain triples.

Two papers that both say that a construct targets CD19 would assert that triple in two named graphs; over the union of
the graphs every join through it would find its rows twice, and a SUM would be doubled. So a paper's own graph speaks of
things only through nodes of its own (mentions, statements, observations), and what those say of the shared things is
derived here into one graph, where it stands once. It can be made again from the papers' graphs at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.graph.iris import PREFIXES, SHARED

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyoxigraph import Store

_NAMED = """INSERT { GRAPH ?shared { ?thing ?to ?value } } WHERE {
  VALUES (?from ?to) {
    (cg:mentionKind rdf:type) (cg:mentionName skos:altLabel) (cg:mentionKey cg:nameKey)
    (cg:mentionCurie cg:curie) (cg:mentionRole cg:role) (cg:mentionBroader cg:broader)
  }
  %(documents)s
  GRAPH ?document { ?mention cg:about ?thing ; ?from ?value }
  %(shared)s
}"""

_STATED = """INSERT { GRAPH ?shared { ?subject ?predicate ?object } } WHERE {
  %(documents)s
  GRAPH ?document {
    ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
      cg:polarity cg:Positive ; cg:certainty cg:Certain .
  }
  %(shared)s
}"""

_UNLABELLED = """DELETE { GRAPH ?shared { ?thing rdfs:label ?old } } WHERE {
  %(documents)s
  GRAPH ?document { ?document cg:mentions ?thing }
  %(shared)s
  GRAPH ?shared { ?thing rdfs:label ?old }
}"""

_LABELLED = """INSERT { GRAPH ?shared { ?thing rdfs:label ?label } } WHERE {
  { SELECT ?thing (MIN(?name) AS ?label) WHERE {
      { SELECT DISTINCT ?thing WHERE { %(documents)s GRAPH ?document { ?document cg:mentions ?thing } } }
      GRAPH ?any { ?mention cg:about ?thing ; cg:mentionLabel ?name }
    } GROUP BY ?thing }
  %(shared)s
}"""


def derive(store: Store) -> None:
    """Make the shared graph of a store anew from all of its papers."""
    from pyoxigraph import NamedNode  # noqa: PLC0415 - imported late

    store.remove_graph(NamedNode(SHARED))
    _update(store, "", (_NAMED, _STATED, _LABELLED))


def extend(store: Store, documents: Collection[str]) -> None:
    """Add to the shared graph of a store what papers (IRIs) that came new into it say."""
    if documents:
        values = " ".join(f"<{document}>" for document in sorted(documents))
        _update(store, f"VALUES ?document {{ {values} }}", (_NAMED, _STATED, _UNLABELLED, _LABELLED))


def _update(store: Store, documents: str, templates: tuple[str, ...]) -> None:
    parts = {"documents": documents, "shared": f"BIND(<{SHARED}> AS ?shared)"}
    for template in templates:
        store.update(template % parts, prefixes=PREFIXES)
