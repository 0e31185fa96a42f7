from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest

from cargraph.errors import CargraphError
from cargraph.graph.api import Graph
from cargraph.model import Observation, Predicate, Reading, Stat
from tests.graph.papers import trial, two_arms

if TYPE_CHECKING:
    from pathlib import Path


def test_every_field_of_an_observation_comes_back() -> None:
    reading = trial()
    whole = Observation(
        subject="e1",
        outcome="e5",
        stat=Stat.MEDIAN,
        arm="young",
        grade="2-3",
        scale="ASTCT",
        measure="onset",
        count=1,
        total=2,
        percent=50.5,
        value=3.25,
        unit="days",
        low=1.0,
        high="NE",
        interval="range",
        time="12 months",
        bound="at least",
        carried=True,
        printed="3.25 days",
        table=4,
        evidence=reading.observations[0].evidence,
        confidence=0.25,
        hedged=True,
        cited=True,
    )
    graph = Graph.from_readings([replace(reading, observations=(whole,))])
    (found,) = graph.observations()
    for field in fields(Observation):
        if field.name not in {"subject", "outcome", "evidence"}:
            assert getattr(found, field.name) == getattr(whole, field.name), field.name
    assert (found.grade_min, found.grade_max) == (2, 3)
    assert graph.entity(found.outcome).label == "cytokine release syndrome"
    assert found.subject == graph.constructs["LUMA-7"].iri


@pytest.mark.parametrize("paper", [trial(), two_arms()])
def test_every_fact_comes_back_with_its_evidence(paper: Reading) -> None:
    graph = Graph.from_readings([paper])
    labels = {entity.iri: entity.label for entity in graph.entities()}
    names = {entity.id: entity.label.replace("‐", "-") for entity in paper.entities}
    assert {
        (labels[one.subject].replace("‐", "-"), one.predicate, labels[one.object], one.negated, one.hedged)
        for one in graph.statements()
    } == {(names[one.subject], one.predicate, names[one.object], one.negated, one.hedged) for one in paper.relations}
    for ours, theirs in (
        (graph.statements(), paper.relations),
        (graph.observations(), paper.observations),
        (graph.comparisons(), paper.comparisons),
        (graph.arms(), paper.arms),
        (graph.doses(), paper.doses),
    ):
        assert len(ours) == len(theirs)
        for record in ours:
            assert record.evidence
            for evidence in record.evidence:
                assert paper.paper.text[evidence.start : evidence.end] == evidence.quote
                assert graph.evidence[evidence.iri] == evidence
    (document,) = graph.documents
    assert (document.id, document.doi, document.year) == (paper.paper.id, paper.paper.doi, paper.paper.year)


def test_a_value_not_reached_comes_back(kg: Graph) -> None:
    (found,) = kg.constructs["LUMA-7"].observations(outcome="PFS")
    assert (found.value, found.low, found.high) == ("NR", 4.2, "NE")
    assert kg.query("ASK { ?o cg:notReached true ; cg:highText 'NE' . FILTER NOT EXISTS { ?o cg:value ?v } }")


@pytest.mark.parametrize("name", ["LUMA-7", "luma‑7", "Luma 7", "LUMA7", "luma-7"])
def test_constructs_are_found_by_any_spelling(kg: Graph, name: str) -> None:
    construct = kg.constructs[name]
    assert construct.name == "LUMA-7"
    assert name in kg.constructs


def test_an_unknown_construct_names_near_ones(kg: Graph) -> None:
    with pytest.raises(KeyError) as caught:
        kg.constructs["LUMA-8"]
    assert isinstance(caught.value, CargraphError)
    assert "near are LUMA-7" in str(caught.value) or "near are Luma‐7" in str(caught.value)
    assert "LUMA-8" not in kg.constructs
    assert kg.constructs.get("nothing") is None


def test_a_construct_tells_what_it_is(kg: Graph) -> None:
    construct = kg.constructs["LUMA-7"]
    assert construct.targets == ("CD19",)
    assert construct.components == ("4-1BB",)
    assert construct.diseases == ("lymphoma",)
    assert construct.trials == ()
    assert construct.bill_of_materials() == {
        "target": ("CD19",),
        "binder": (),
        "costimulation": ("4-1BB",),
        "signalling": (),
        "payload": (),
        "silenced": ("IL-6",),
        "vector": (),
    }
    assert [document.id for document in construct.documents] == ["doi:10.5555/luma.7", "pmid:99000001"]
    assert {(one.count, one.total) for one in construct.observations(outcome="CRS", grade=">=3")} == {(3, 40), (2, 20)}
    assert construct.observations(outcome="crs", grade="any") == ()
    assert [one.p for one in construct.comparisons()] == [0.012]
    assert kg.constructs["coldCAR"].comparisons() == construct.comparisons()
    assert [one.n for one in construct.arms()] == [40, 20]
    assert [(one.low, one.high, one.unit) for one in construct.doses()] == [(2e6, 5e6, "cells/kg")]
    assert {one.predicate for one in construct.statements() if one.negated} == {Predicate.CAUSES}
    with pytest.raises(KeyError, match="no such name"):
        construct.observations(outcome="hair loss")


def test_a_construct_tells_the_same_as_the_whole_graph(kg: Graph) -> None:
    construct = kg.constructs["LUMA-7"]
    assert construct.observations() == tuple(one for one in kg.observations() if one.subject == construct.iri)
    assert construct.statements() == tuple(one for one in kg.statements() if one.subject == construct.iri)


def test_the_graph_shows_its_size(kg: Graph) -> None:
    assert (len(kg), len(kg.constructs)) == (2, 2)
    assert repr(kg) == "<Graph: 2 documents, 11 entities, 15 facts>"
    assert repr(kg.constructs["LUMA-7"]) == "<Construct LUMA-7: 2 documents>"
    info = kg.info()
    assert (info["documents"], info["toxicities"], info["statements"], info["arms"]) == (2, 4, 8, 3)


@pytest.mark.parametrize("on_disk", [True, False])
def test_rdflib_reads_the_same_store(kg: Graph, folder: Path, *, on_disk: bool) -> None:
    graph = Graph.open(folder) if on_disk else kg
    rows = graph.dataset.query("SELECT ?l { ?c a cg:Construct ; rdfs:label ?l } ORDER BY ?l")
    assert [str(label) for (label,) in rows] == ["LUMA-7", "coldCAR"]  # type: ignore[misc]
    assert len(graph.dataset) == graph.info()["quads"]


def test_networkx_holds_entities_and_facts(kg: Graph) -> None:
    network = kg.to_networkx()
    assert len(network) == len(kg.entities())
    edges = {
        (network.nodes[a]["label"], data["predicate"], network.nodes[b]["label"])
        for a, b, data in network.edges(data=True)
    }
    assert ("LUMA-7", "targets", "CD19") in edges
    assert ("LUMA-7", "observed", "cytokine release syndrome") in edges
    assert ("LUMA-7", "compared_with", "coldCAR") in edges
    assert all(data["quote"] for _, _, data in network.edges(data=True))


def test_importing_the_api_imports_nothing_heavy() -> None:
    script = (
        "import sys, cargraph.graph.api, cargraph.graph.exports;"
        "heavy = ('rdflib', 'pyoxigraph', 'networkx', 'pandas', 'spacy', 'lxml', 'pyvis');"
        "print([name for name in heavy if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert out.strip() == "[]"


def test_twenty_thousand_statements_are_read_in_seconds() -> None:
    reading = trial()
    papers = []
    for number in range(100):
        many = tuple(
            replace(
                reading.relations[0],
                confidence=0.5,
                evidence=(replace(reading.relations[0].evidence[0], rule=f"r{index}"),),
                subject=f"s{index}",
            )
            for index in range(200)
        )
        entities = tuple(
            replace(reading.entities[0], id=f"s{index}", label=f"S-{index}", names=()) for index in range(200)
        )
        papers.append(
            replace(
                reading,
                paper=replace(reading.paper, id=f"pmid:{number}"),
                relations=many,
                entities=(*reading.entities, *entities),
            )
        )
    graph = Graph.from_readings(papers)
    start = time.process_time()
    assert len(graph.statements()) == 20_000
    assert len(graph.entities()) == 209
    assert time.process_time() - start < 20
