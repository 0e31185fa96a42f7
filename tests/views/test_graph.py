"""The page of a graph that was built from a reading, triples and all."""

from __future__ import annotations

from cargraph.graph.api import Graph
from cargraph.model import (
    Entity,
    Evidence,
    Kind,
    Observation,
    Paper,
    Predicate,
    Reading,
    Relation,
    Section,
    Span,
    Stat,
)
from cargraph.views import page, view_model

TEXT = "Heron-20 targets CD20. CRS was seen in 4 of 11 patients."


def reading() -> Reading:
    found = Span(0, 22), Span(23, len(TEXT))
    target, seen = (Evidence(span, span.of(TEXT), "body", "by hand") for span in found)
    return Reading(
        Paper("doi:10.5555/heron", "heron.txt", "Heron-20", TEXT, (Section("body", Span(0, len(TEXT))),)),
        entities=(
            Entity("e1", Kind.CONSTRUCT, "Heron-20", ("Heron-20",), (Span(0, 8),)),
            Entity("e2", Kind.ANTIGEN, "CD20", ("CD20",), (Span(17, 21),)),
            Entity("e3", Kind.TOXICITY, "CRS", ("CRS",), (Span(23, 26),)),
        ),
        relations=(Relation(subject="e1", predicate=Predicate.TARGETS, object="e2", evidence=(target,)),),
        observations=(
            Observation(subject="e1", outcome="e3", stat=Stat.PROPORTION, count=4, total=11, evidence=(seen,)),
        ),
    )


def test_a_real_graph_becomes_a_page() -> None:
    graph = Graph.from_readings([reading()])
    model = view_model(graph)
    assert {node.label for node in model.nodes} == {"Heron-20", "CD20", "CRS"}
    assert [(result.count, result.total, result.wilson) for result in model.results] == [(4, 11, (15.17, 64.62))]
    assert {TEXT[quote.start : quote.end] == quote.text for quote in model.quotes} == {True}
    assert "Heron-20" in page(model)
