from __future__ import annotations

import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from cargraph.errors import GraphError
from cargraph.graph.api import Graph
from cargraph.graph.grades import reach
from cargraph.graph.iris import CG, SHARED, VOCABULARY, document_iri, entity_iri, key
from cargraph.graph.quads import quads
from cargraph.graph.terms import number, string
from cargraph.model import Entity, Kind, Observation, Reading, Relation, Stat
from cargraph.resources import VERSION, reading_digest
from tests.graph.papers import hostile, trial, two_arms

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent


@pytest.mark.parametrize("paper", [trial, two_arms, hostile])
def test_the_order_of_facts_does_not_matter(paper: Callable[[], Reading]) -> None:
    reading = paper()
    for seed in range(5):
        dice = random.Random(seed)
        mixed = Reading(
            reading.paper,
            *(
                tuple(dice.sample(facts, len(facts)))
                for name in ("entities", "relations", "observations", "comparisons", "arms", "doses")
                for facts in [getattr(reading, name)]
            ),
        )
        assert quads(mixed) == quads(reading)


def test_the_hash_seed_does_not_matter() -> None:
    script = "from tests.graph.papers import *; from cargraph.graph.quads import quads; print(quads(two_arms()))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            cwd=HERE.parents[1],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(HERE.parents[1]), "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(runs) == 1


def test_lines_are_sorted_whole_and_canonical() -> None:
    text = quads(trial())
    lines = text.splitlines()
    assert lines == sorted(set(lines))
    again = ox.serialize(list(ox.parse(text, format=ox.RdfFormat.N_QUADS)), format=ox.RdfFormat.N_QUADS)
    assert again == text.encode()


def test_a_paper_fills_only_its_own_graph() -> None:
    graphs = {str(quad.graph_name) for quad in ox.parse(quads(two_arms()), format=ox.RdfFormat.N_QUADS)}
    assert graphs == {f"<{document_iri('pmid:99000001')}>"}


def test_equal_facts_are_one_node_with_all_evidence() -> None:
    reading = two_arms()
    first = reading.observations[0]
    other = replace(first, evidence=reading.relations[0].evidence, confidence=0.5, printed="2/20")
    graph = Graph.from_readings([replace(reading, observations=(first, other))])
    (one,) = graph.observations()
    assert [evidence.quote for evidence in one.evidence] == [
        first.evidence[0].quote,
        reading.relations[0].evidence[0].quote,
    ]
    assert one.confidence == 0.9
    assert one.printed == "2 of 20 (10%)"


def test_whole_and_broken_numbers_of_one_value_are_one_observation() -> None:
    reading = trial()
    say = reading.observations[0].evidence
    twins = tuple(
        Observation(subject="e1", outcome="e8", stat=Stat.MEDIAN, value=value, evidence=say) for value in (5, 5.0)
    )
    assert len(Graph.from_readings([replace(reading, observations=twins)]).observations()) == 1


def test_one_paper_as_turtle() -> None:
    """The small file beside this one says by hand what the graph of a one-sentence paper is."""
    from tests.graph.papers import tiny  # noqa: PLC0415

    made = Graph.from_readings([tiny()])
    everything = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{VOCABULARY}>) }}"
    found = rdflib.Graph().parse(data=made.query(everything).to_turtle(), format="turtle")
    tiny_ttl = (HERE / "tiny.ttl").read_text().replace("VERSION", VERSION).replace("RULES", reading_digest())
    wanted = rdflib.Graph().parse(data=tiny_ttl, format="turtle")
    assert isomorphic(found, wanted), (found - wanted).serialize(format="nt") + (wanted - found).serialize(format="nt")


def test_negated_and_hedged_relations_are_no_plain_triples(kg: Graph) -> None:
    causes = kg.query("SELECT ?o { ?s cg:causes ?o }")
    assert len(causes) == 0
    stated = kg.query(
        "SELECT ?object ?polarity ?certainty { ?s rdf:predicate cg:causes ; rdf:object/rdfs:label ?object ;"
        " cg:polarity ?polarity ; cg:certainty ?certainty }"
    )
    assert {row.astuple() for row in stated} == {
        ("infection", f"{CG}Negative", f"{CG}Certain"),
        ("fever", f"{CG}Positive", f"{CG}Hedged"),
    }


def test_hostile_words_survive() -> None:
    reading = hostile()
    graph = Graph.from_readings([reading])
    (statement,) = graph.statements()
    assert statement.evidence[0].quote == reading.paper.text.replace("\ud800", "\ufffd")
    assert statement.evidence[0].rule == 'ru"le'
    label = reading.entities[0].label.replace("\ud800", "\ufffd")
    assert graph.constructs[reading.entities[0].label].name == label
    (observation,) = graph.observations()
    assert observation.value == 1e-30
    assert str(observation.low) == "0.0"
    (comparison,) = graph.comparisons()
    assert (comparison.a, comparison.a_label, comparison.b) == (None, label, None)


def test_an_unknown_entity_is_said() -> None:
    reading = trial()
    stray = Relation(subject="e1", predicate=reading.relations[0].predicate, object="e99", evidence=())
    with pytest.raises(GraphError, match=r"doi:10\.5555/luma\.7.*'e99'"):
        quads(replace(reading, relations=(stray,)))


def test_two_entities_of_one_id_are_said() -> None:
    reading = trial()
    with pytest.raises(GraphError, match="two entities of the reading have one id"):
        quads(replace(reading, entities=(*reading.entities, reading.entities[0])))


def test_a_value_that_is_no_number_is_said() -> None:
    with pytest.raises(GraphError, match="nan"):
        number(float("nan"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (14.89, "14.89"),
        (0.1 + 0.2, "0.30000000000000004"),
        (5e6, "5000000"),
        (100.0, "100"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (7, "7"),
    ],
)
def test_decimals_are_shortest(value: float, text: str) -> None:
    assert number(value) == f'"{text}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def test_strings_are_escaped() -> None:
    assert string('a"b\\c\nd\x01\ud800') == '"a\\"b\\\\c\\nd\\u0001\ufffd"'


@pytest.mark.parametrize(
    ("grade", "found"),
    [
        (">=3", (3, 5)),
        ("≥ 3", (3, 5)),
        (">2", (3, 5)),
        ("1-2", (1, 2)),
        ("grade 3 or 4", None),
        ("3/4", (3, 4)),
        ("3+", (3, 5)),
        ("<=2", (1, 2)),
        ("<3", (1, 2)),
        ("5", (5, 5)),
        ("4-3", None),
        ("any", None),
        (None, None),
        ("", None),
        ("13", None),
    ],
)
def test_grades_reach(grade: str | None, found: tuple[int, int] | None) -> None:
    assert reach(grade) == (found or ((3, 4) if grade == "grade 3 or 4" else None))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("axi-cel", "Axi‐cel", True),
        ("META 10-19", "META10-19", True),
        ("CART19", "CART-19", True),
        ("CART19", "CART-22", False),
        ("IL-10", "IL-1", False),
        ("—", "+", False),
    ],
)
def test_names_fold(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


def test_entities_are_named_by_what_they_are() -> None:
    def iri(kind: Kind, label: str, curie: str | None = None) -> str:
        return entity_iri(Entity("e", kind, label, (), (), curie))

    assert iri(Kind.CONSTRUCT, "axi-cel") == iri(Kind.CONSTRUCT, "Axi‐Cel")
    assert iri(Kind.ANTIGEN, "CD19", "HGNC:1633") == iri(Kind.ANTIGEN, "B4", "HGNC:1633")
    assert iri(Kind.COMPONENT, "truncated CD19", "HGNC:1633") != iri(Kind.COMPONENT, "CD19 knockout", "HGNC:1633")
    assert iri(Kind.ANTIGEN, "CD28") != iri(Kind.COMPONENT, "CD28")
    assert re.fullmatch(r"[A-Za-z0-9:/._%-]+", iri(Kind.TOXICITY, "ø <>\n", 'a "b">'))


def test_the_shared_graph_is_not_a_document(kg: Graph) -> None:
    assert SHARED not in {document.iri for document in kg.documents}
    assert len(kg) == 2
