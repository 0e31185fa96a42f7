"""The vocabulary's part in a store, and the numbers as they are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cargraph.graph.api import Graph
from cargraph.graph.concepts import vocabulary
from cargraph.graph.iris import VOCABULARY, thing_iri
from cargraph.graph.store import Store
from cargraph.mentions.terms import read, vocabulary_files
from cargraph.model import Evidence, Kind, Span
from tests.graph.papers import entity, everything, tiny, trial, two_arms

if TYPE_CHECKING:
    from pathlib import Path

    from cargraph.model import Reading

CLIMB = """SELECT DISTINCT ?wider { ?outcome a cg:Toxicity ; rdfs:label "neutropenia" ;
  skos:broader+/skos:prefLabel ?wider }"""
TWICE = "SELECT ?s ?p ?o { GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?s ?p ?o } FILTER (?a != ?b) }"


def counted() -> Reading:
    """Return a paper on neutropenia, a toxicity that the vocabulary knows."""
    reading = trial()
    row = next(row for path in vocabulary_files() for row in read(path) if row.term.label == "neutropenia")
    known = entity(reading.paper.text, "n", Kind.TOXICITY, "neutropenia", "neutropenia", curie=row.term.curie or "")
    return replace(reading, entities=(*reading.entities, known))


def test_every_row_of_the_vocabulary_is_one_concept() -> None:
    rows = [row.term for path in vocabulary_files() for row in read(path)]
    found = vocabulary()
    assert len(found) == len(rows)
    for term in rows:
        concept = found[thing_iri(term.kind, term.label, term.curie)]
        assert (concept.label, concept.curie, concept.kind) == (term.label, term.curie or "", term.kind)
        assert (found[concept.broader].label if concept.broader else "") == term.broader


def test_a_result_is_found_under_its_wider_terms() -> None:
    rows = {row.wider for row in Graph.from_readings([counted()]).query(CLIMB)}
    assert rows >= {"cytopenia", "haematological toxicity", "toxicity"}


def test_only_what_the_store_speaks_of_is_there() -> None:
    graph = Graph.from_readings([tiny()])
    labels = graph.query(f"SELECT ?label {{ GRAPH <{VOCABULARY}> {{ ?concept skos:prefLabel ?label }} }}")
    assert [row.label for row in labels] == ["BCMA"]


def test_a_thing_the_vocabulary_does_not_know_hangs_under_its_wider_term() -> None:
    reading = tiny()
    odd = replace(reading.entities[1], id="x", label="odd lymphopenia", curie=None, broader="cytopenia")
    odd = replace(odd, kind=Kind.TOXICITY)
    graph = Graph.from_readings([replace(reading, entities=(*reading.entities, odd))])
    rows = graph.query('SELECT ?wider { ?it rdfs:label "odd lymphopenia" ; skos:broader/skos:prefLabel ?wider }')
    assert [row.wider for row in rows] == ["cytopenia"]


def test_the_names_of_the_vocabulary_are_not_taken_for_names_in_papers() -> None:
    (thing,) = (one for one in Graph.from_readings([tiny()]).entities() if one.label == "BCMA")
    assert thing.names == ("BCMA",)
    assert thing.broader == ""


def test_no_triple_stands_in_two_graphs() -> None:
    assert len(Graph.from_readings([counted(), trial(), two_arms(), tiny(), everything()]).query(TWICE)) == 0


def test_concepts_follow_what_is_added_and_removed(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number in range(8):
            store.add(replace(tiny(), paper=replace(tiny().paper, id=f"pmid:{number}")))
    with Store(tmp_path) as store:
        store.add(counted())
    assert len(Graph.open(tmp_path).query(CLIMB)) >= 3
    with Store(tmp_path) as store:
        store.remove(counted().paper.id)
    assert len(Graph.open(tmp_path).query("SELECT ?c { ?c skos:prefLabel ?label }")) == 1


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("12.50% of 8", ["12.50"]),
        ("12.5% of 8", []),
        ("12.50% and again 12.5%", []),
        ("12.50% or 12.500%", []),
        ("112.50 of 8", []),
        ("twelve and a half", []),
    ],
)
def test_decimals_keep_the_digits_they_are_printed_with(quote: str, printed: list[str]) -> None:
    reading = everything()
    (first, *_) = reading.observations
    say = (Evidence(Span(0, len(quote)), quote, "results"),)
    one = replace(first, evidence=say, printed="", percent=12.5, value=None, low=None, high=None)
    rows = Graph.from_readings([replace(reading, observations=(one,), comparisons=())]).query(
        "SELECT ?percent ?printed { ?o cg:percent ?percent ; cg:percentPrinted ?printed }"
    )
    assert [row.printed for row in rows] == printed


def test_evidence_is_a_pair_of_web_annotation_selectors(kg: Graph) -> None:
    rows = kg.query(
        "SELECT ?quote ?exact ?start ?from ?end ?to { ?evidence a oa:TextQuoteSelector , oa:TextPositionSelector ;"
        " cg:quote ?quote ; oa:exact ?exact ; cg:start ?start ; oa:start ?from ; cg:end ?end ; oa:end ?to }"
    )
    assert len(rows) == len(kg.evidence)
    assert all((row.quote, row.start, row.end) == (row.exact, row["from"], row.to) for row in rows)


def test_scales_are_a_dimension_with_the_sentence_that_states_them() -> None:
    graph = Graph.from_readings([everything()])
    rows = graph.query(
        "SELECT DISTINCT ?scale ?quote { ?o a qb:Observation ; cg:outcome ?outcome ; cg:gradingScale ?scale ."
        " ?grading a cg:Grading ; cg:outcome ?outcome ; cg:gradingScale ?scale ; cg:evidence/cg:quote ?quote }"
    )
    assert [row.scale for row in rows] == ["https://w3id.org/cargraph/ontology#Lee"]
