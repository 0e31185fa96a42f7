from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
import rdflib

from cargraph.errors import GraphError
from cargraph.graph.api import Graph
from cargraph.graph.ask import shipped
from tests.graph.competency import MORE, competent
from tests.graph.papers import hostile, trial, two_arms

if TYPE_CHECKING:
    from pathlib import Path

CRS = "cytokine release syndrome"
LINE = "Severe CRS was seen in 2 of 20 (10%) with Luma‐7 and in 8 of 16 (50%) with coldCAR (P = 0.012)."
BUILT = "LUMA-7 is a CD19 CAR with a 4-1BB domain and an IL-6 shRNA."
LUMA, TWO = "doi:10.5555/luma.7", "pmid:99000001"
SEVERE = "Cytokine release syndrome of grade 3 or higher occurred in 3 of 40 (7.5%) patients."

ANSWERS: dict[str, tuple[dict[str, str], list[tuple[object, ...]]]] = {
    "severe-crs": (
        {},
        [
            ("LUMA-7", None, 3, 40, 7.5, ">=3", False, LUMA, SEVERE),
            ("LUMA-7", None, 2, 20, 10.0, ">=3", False, TWO, LINE),
            ("coldCAR", None, 8, 16, 50.0, ">=3", False, TWO, LINE),
        ],
    ),
    "built-of": (
        {},
        [
            ("LUMA-7", "has component", "4-1BB", "costimulation", 1),
            ("LUMA-7", "silences", "IL-6", None, 1),
            ("LUMA-7", "targets", "CD19", None, 2),
            ("coldCAR", "targets", "CD19", None, 1),
        ],
    ),
    "cytokine-armed": ({}, [("LUMA-7", "silences", "IL-6", LUMA, BUILT)]),
    "compare": (
        {"a": "luma 7", "b": "Cold CAR"},
        [(TWO, CRS, ">=3", "proportion", "", 2, 20, 10.0, None, 8, 16, 50.0, None, None, "lower", "=", 0.012)],
    ),
    "none-observed": (
        {},
        [
            ("LUMA-7", None, "infection", None, "said", None, LUMA, "LUMA-7 does not cause infection."),
            ("LUMA-7", None, "neurotoxicity", "any", "count", 40, LUMA, "No neurotoxicity (0/40) was seen."),
        ],
    ),
    "absence": (
        {"outcome": "Neurotoxicity"},
        [("LUMA-7", "any", "0 of N observed"), ("coldCAR", None, "not mentioned")],
    ),
    "claims": (
        {"document": TWO},
        [
            (24, 119, "arm", "LUMA-7", "n = 20", None, "Certain", LINE),
            (24, 119, "arm", "over 65", "n = 3", None, "Certain", LINE),
            (24, 119, "comparison", "LUMA-7", "lower than coldCAR (p = 0.012)", CRS, "Certain", LINE),
            (24, 119, "observation", "LUMA-7", "2/20 10% grade >=3", CRS, "Certain", LINE),
            (24, 119, "observation", "coldCAR", "8/16 50% grade >=3", CRS, "Certain", LINE),
            (24, 119, "observation", "over 65", "1/3 33.33% grade any", CRS, "Certain", LINE),
            (120, 137, "statement", "LUMA-7", "targets", "CD19", "Certain", "Both target CD19."),
            (120, 137, "statement", "coldCAR", "targets", "CD19", "Certain", "Both target CD19."),
            (138, 161, "statement", "LUMA-7", "causes", "fever", "Hedged", "LUMA-7 may cause fever."),
        ],
    ),
    "arms-doses": (
        {},
        [
            (None, "over 65", 3, None, None, None, TWO, LINE),
            ("LUMA-7", None, None, 2e6, 5e6, "cells/kg", LUMA, "2-5 x 10^6 cells/kg"),
            ("LUMA-7", None, 40, None, None, None, LUMA, "3 of 40"),
            ("LUMA-7", None, 20, None, None, None, TWO, LINE),
        ],
    ),
    "pooled": ({"outcome": "crs"}, [("LUMA-7", ">=3", 5, 60, 500 / 60, 2), ("coldCAR", ">=3", 8, 16, 50.0, 1)]),
    "disputed": ({}, []),
    "tested-in": ({}, [("LUMA-7", "treats", "lymphoma", LUMA)]),
    "papers": (
        {},
        [(LUMA, 2023, "LUMA-7 cells in lymphoma", 5, 3, 0), (TWO, 2024, "LUMA-7 against cold CAR", 3, 3, 1)],
    ),
}


def test_every_shipped_query_is_tested_and_says_what_it_answers() -> None:
    assert {item.name for item in shipped()} == {*ANSWERS, *MORE}
    assert len(shipped()) == 20
    for item in shipped():
        assert len(item.answers) > 30, item.name
        header = item.path.read_text()
        assert f"# call: cargraph query DIR {item.name}" in header, item.name
        assert set((ANSWERS | MORE)[item.name][0]) == set(item.parameters), item.name
        assert all(f"# param: {name} " in header for name in item.parameters), item.name


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_shipped_queries_answer(kg: Graph, name: str) -> None:
    params, rows = ANSWERS[name]
    found = [row.astuple() for row in kg.query(name, params)]
    assert len(found) == len(rows)
    for one, other in zip(found, rows, strict=True):
        assert one == pytest.approx(other) if name == "pooled" else one == other


@pytest.mark.parametrize("name", sorted(MORE))
def test_more_shipped_queries_answer(name: str) -> None:
    params, rows = MORE[name]
    assert [row.astuple() for row in competent().query(name, params)] == rows


@pytest.mark.parametrize("name", sorted(ANSWERS | MORE))
def test_shipped_queries_answer_on_an_empty_graph(name: str) -> None:
    assert len(Graph.from_readings([]).query(name, (ANSWERS | MORE)[name][0])) == 0


def test_disputed_relations_are_found() -> None:
    from dataclasses import replace  # noqa: PLC0415

    one, other = trial(), trial()
    flipped = tuple(replace(item, negated=not item.negated) for item in other.relations)
    other = replace(other, paper=replace(other.paper, id="pmid:3"), relations=flipped)
    rows = Graph.from_readings([one, other]).query("disputed")
    assert ("LUMA-7", "causes", "infection", "pmid:3", LUMA) in {
        (*row.astuple()[:3], row.says, row.denies_document) for row in rows
    }
    assert len(rows) == 5


def test_parameters_are_literals_whatever_they_hold(kg: Graph) -> None:
    text = "SELECT (?x AS ?y) { BIND ({{x}} AS ?x) }"
    for value in ['a"b', "a\\", "\n", '" } DROP ALL #', "{{x}}", "\\u0022 . ?s ?p ?o", "𝛼"]:
        assert kg.query(text, {"x": value})[0].y == value
    with pytest.raises(GraphError, match="takes the parameter x"):
        kg.query(text)
    with pytest.raises(GraphError, match="takes no parameter z; it takes x"):
        kg.query(text, {"x": "1", "z": "2"})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . sErViCe SILENT ?s { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX a: <x:> SELECT * { ?s a:b\\#c ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } } }",
        'SELECT * { BIND ("a#\\"" AS ?x) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
        "SELECT * { ?s ?p ?o FILTER (?s <'x>') SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } FILTER ('a' = 'a') }",
        "SELECT * { ?s ?p ?o FILTER (?s <#>'''\n 2) SERVICE # x\n silent ?g { ?a ?b ?c } #'''\n }",
        "PREFIX h: <http://127.0.0.1:9/> SELECT * { FILTER (?s <#>'''\n 2) SERVICE h:x { ?a ?b ?c } #'''\n }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { FILTER (?s <#>'''\n 2) SERVICE:x#{\n{ ?a ?b ?c } #'''\n }",
    ],
)
def test_other_servers_are_not_called(kg: Graph, query: str) -> None:
    with pytest.raises(GraphError, match="SERVICE is refused"):
        kg.query(query)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "INSERT"),
        ("PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("LOAD <file:///etc/passwd>", "LOAD"),
        ("CLEAR ALL", "CLEAR"),
        ("drop graph <x:g>", "DROP"),
        ("WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
    ],
)
def test_updates_are_refused(kg: Graph, query: str, word: str) -> None:
    with pytest.raises(GraphError, match=f"{word} is refused: a query only reads"):
        kg.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "# SERVICE in a comment\nSELECT * { ?service cg:quote 'LOAD SERVICE DROP' . BIND (<x:SERVICE> AS ?y) }",
        "PREFIX service: <x:> SELECT * { ?s service:load ?o }",
        'SELECT * { ?s ?p """SERVICE "quoted" """ }',
    ],
)
def test_innocent_words_pass(kg: Graph, query: str) -> None:
    assert len(kg.query(query)) == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 3000 + "}" * 3000,
        "SELECT * { FILTER (" + " || ".join(["?a = 1"] * 10000) + ") }",
        "SELECT * { FILTER (" + "(" * 10000 + "1" + ")" * 10000 + ") }",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 10000) + " }",
        "SELECT * { FILTER (" + "!" * 20000 + "true) }",
        "SELECT * { ?s " + "/".join(["a"] * 20000) + " ?o }",
    ],
)
def test_queries_that_would_kill_the_process_are_refused(kg: Graph, query: str) -> None:
    with pytest.raises(GraphError, match="use VALUES or several queries"):
        kg.query(query)


def test_many_values_are_fine(kg: Graph) -> None:
    values = " ".join(f'"{number}"' for number in range(20_000))
    assert len(kg.query(f"SELECT ?x {{ VALUES ?x {{ {values} }} ?s cg:quote ?x }}")) == 0


def test_wrong_queries_say_why(kg: Graph, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"not SPARQL: error at 1:"):
        kg.query("SELECT ?x { ?x")
    with pytest.raises(GraphError, match=r"sever-crs: no query of this name is shipped; near are severe-crs"):
        kg.query("sever-crs")
    with pytest.raises(GraphError, match=r"missing\.rq: the query cannot be read"):
        kg.query(tmp_path / "missing.rq")


def test_a_file_and_a_name_are_asked_alike(kg: Graph, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("# mine\nSELECT ?n { ?c a cg:Construct ; rdfs:label ?n } ORDER BY DESC(?n)")
    assert [row.n for row in kg.query(path)] == ["coldCAR", "LUMA-7"]
    assert [row.n for row in kg.query(str(path))] == ["coldCAR", "LUMA-7"]
    assert kg.query("built_of").variables == kg.query("built-of").variables


def test_from_names_the_graphs(kg: Graph) -> None:
    every = kg.query("SELECT * { ?s a cg:Observation }")
    one = kg.query(f"SELECT * FROM <https://w3id.org/cargraph/id/document/{TWO}> {{ ?s a cg:Observation }}")
    assert (len(every), len(one)) == (6, 3)


def test_rows_are_read_by_name_and_place(kg: Graph) -> None:
    rows = kg.query("SELECT ?construct ?n ?none { ?a a cg:Arm ; cg:n ?n ; cg:subject/rdfs:label ?construct }")
    assert rows.variables == ("construct", "n", "none")
    assert [dict(row) for row in rows] == rows.to_dicts()
    assert rows[0].construct == rows[0]["construct"] == "LUMA-7"
    assert [row.n for row in rows] == [20, 40]
    assert rows[0].none is None
    with pytest.raises(AttributeError, match="the rows have construct, n, none"):
        _ = rows[0].nothing
    with pytest.raises(KeyError):
        rows[0]["nothing"]


def test_rows_are_printed(kg: Graph) -> None:
    rows = kg.query(
        "SELECT ?c ?n ?low { ?a cg:n ?n . OPTIONAL { ?a cg:subject ?c } OPTIONAL { ?a cg:low ?low } } ORDER BY ?n"
    )
    assert (
        rows.to_csv() == "c,n,low\n,3,\nhttps://w3id.org/cargraph/id/construct/luma-7,20,\n"
        "https://w3id.org/cargraph/id/construct/luma-7,40,\n"
    )
    assert rows.to_text("table").splitlines()[3].split() == ["id:construct/luma-7", "20"]
    assert json.loads(rows.to_json())[0] == {"c": None, "n": 3, "low": None}
    with pytest.raises(GraphError, match="yaml: not a form of rows; use table, csv, json, turtle"):
        rows.to_text("yaml")
    with pytest.raises(GraphError, match="only CONSTRUCT and DESCRIBE"):
        rows.to_turtle()


def test_ask_and_construct(kg: Graph) -> None:
    assert kg.query("ASK { ?s cg:targets ?o }")
    assert not kg.query("ASK { ?s cg:expresses ?o }")
    triples = kg.query("CONSTRUCT { ?s cg:targets ?o } WHERE { ?s cg:targets ?o }")
    graph = rdflib.Graph().parse(data=triples.to_text("turtle"), format="turtle")
    assert len(graph) == len(triples) == 2
    described = kg.query("DESCRIBE <https://w3id.org/cargraph/id/construct/luma-7>")
    assert "cg:targets" in described.to_turtle()
    assert described.to_turtle() == kg.query("DESCRIBE <https://w3id.org/cargraph/id/construct/luma-7>").to_turtle()


def test_rows_to_pandas(kg: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = kg.query("severe-crs")
    frame = rows.to_pandas()
    assert list(frame.columns) == list(rows.variables)
    assert frame["count"].sum() == 13
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(GraphError, match=r"pip install 'cargraph\[pandas\]'"):
        rows.to_pandas()


def test_unordered_rows_are_sorted() -> None:
    answers = {
        Graph.from_readings(order).query("SELECT ?s ?o { ?s rdfs:label ?o }").to_csv()
        for order in ([trial(), two_arms(), hostile()], [hostile(), two_arms(), trial()])
    }
    assert len(answers) == 1
