"""The graph as a networkx multigraph: entities are nodes; statements, results and comparisons are edges."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from cargraph.graph.records import (
        DocumentRecord,
        EntityRecord,
        FactRecord,
    )

_LEFT_OUT = frozenset({"subject", "object", "a", "b", "a_label", "b_label", "predicate"} | {"iri", "evidence"})


def network(
    entities: Iterable[EntityRecord],
    documents: Iterable[DocumentRecord],
    facts: Iterable[FactRecord],
) -> nx.MultiDiGraph[str]:
    """Return a multigraph whose nodes are IRIs of entities and whose edges carry `predicate`, numbers and quotes.

    An observation is an edge `observed` from construct to outcome; a comparison an edge `compared_with` between its
    sides. What has no entity at both ends (a subgroup's result) has no edge.
    """
    import networkx as nx  # noqa: PLC0415 - imported late

    identifiers = {document.iri: document.id for document in documents}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in entities:
        graph.add_node(entity.iri, **_node(entity))
    for fact in facts:
        source, predicate, target = _ends(fact)
        if source is not None and target is not None and source in graph and target in graph:
            graph.add_edge(source, target, key=fact.iri, predicate=predicate, **_edge(fact, identifiers))
    return graph


def _node(entity: EntityRecord) -> dict[str, Any]:
    node = {name: value for name, value in asdict(entity).items() if value not in (None, "")}
    del node["iri"]
    return node | {"kind": str(entity.kind), "names": "|".join(entity.names), "documents": len(entity.documents)}


def _ends(fact: Any) -> tuple[str | None, str, str | None]:
    if hasattr(fact, "predicate"):
        return fact.subject, str(fact.predicate), fact.object
    if hasattr(fact, "a"):
        return fact.a, "compared_with", fact.b
    return fact.subject, "observed", fact.outcome


def _edge(fact: FactRecord, identifiers: dict[str, str]) -> dict[str, Any]:
    values = {field.name: getattr(fact, field.name) for field in fields(fact) if field.name not in _LEFT_OUT}
    edge = {name: value for name, value in values.items() if value not in (None, "")}
    quotes = " | ".join(evidence.quote for evidence in fact.evidence)
    return edge | {"document": identifiers.get(fact.document, fact.document), "quote": quotes}
