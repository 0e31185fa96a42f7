"""The pieces of an answer: which form, which graphs, and the cut."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from cargraph.graph.terms import string
from cargraph.server import bounded
from cargraph.server.datasets import dataset
from cargraph.server.forms import CSV, GRAPHS, JSON, NTRIPLES, ROWS, TSV, TURTLE, XML, Form, chosen

LITERALS = ['a\tb\nc\r"d" \\ é 😀', "", " ", "?x", "<x>", "1", "_:b", "\u2028", "{{x}}", "\x01"]
VALUES = f"""SELECT ?x ?y {{ VALUES (?x ?y) {{
  (UNDEF UNDEF) (1 UNDEF) (UNDEF 2.50) (1e3 true) (<x:y> "a"@en) ("05"^^xsd:integer "2020-01-01"^^xsd:date)
  {" ".join(f"({string(text)} {string(text)}@en-GB)" for text in LITERALS)}
}} }}"""


def found(query: str) -> ox.QuerySolutions:
    answer = ox.Store().query(query, prefixes={"xsd": "http://www.w3.org/2001/XMLSchema#"})
    assert isinstance(answer, ox.QuerySolutions)
    return answer


@pytest.mark.parametrize(
    ("form", "kind"),
    [(JSON, ox.QueryResultsFormat.JSON), (XML, ox.QueryResultsFormat.XML), (CSV, ox.QueryResultsFormat.CSV)],
)
def test_rows_are_the_engines_own_whatever_they_hold(form: Form, kind: ox.QueryResultsFormat) -> None:
    body, cut = bounded.rows(found(VALUES), form, 100, 1 << 20)
    assert (body, cut) == (found(VALUES).serialize(format=kind), "")


def test_rows_without_variables_are_counted() -> None:
    body, cut = bounded.rows(found("SELECT * { {} UNION {} UNION {} }"), JSON, 2, 1 << 20)
    assert (json.loads(body)["results"]["bindings"], cut) == ([{}, {}], "after 2 rows")


@pytest.mark.parametrize(("most", "size", "left"), [(2, 1000, 2), (5, 1000, 5), (9, 1000, 5), (9, 13, 2), (9, 1, 0)])
def test_the_cut_falls_between_two_rows(most: int, size: int, left: int) -> None:
    body, cut = bounded.rows(found("SELECT ?x { VALUES ?x { 1000 2000 3000 4000 5000 } }"), TSV, most, size)
    assert body.decode().splitlines() == ["?x", *(f"{number}000" for number in range(1, left + 1))]
    assert cut == ("" if left == 5 else f"after {left} rows")


def test_triples_are_cut_sorted_and_read_back() -> None:
    query = "CONSTRUCT { ?s <x:p> 1 } { VALUES ?s { <x:c> <x:b> <x:a> <x:a> } }"
    answer = ox.Store().query(query)
    assert isinstance(answer, ox.QueryTriples)
    body, cut = bounded.triples(answer, NTRIPLES, 2, 1 << 20)
    assert cut == "after 2 triples"
    assert body.splitlines() == sorted(body.splitlines())
    assert set(ox.parse(bounded.graph(body, TURTLE), format=ox.RdfFormat.TURTLE)) == set(
        ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
    )


def test_the_first_of_two_alike_is_chosen() -> None:
    assert [chosen("*/*", forms) for forms in (ROWS, GRAPHS)] == [JSON, TURTLE]
    assert chosen("text/csv, text/tab-separated-values", ROWS) is CSV
    assert chosen("*/*;q=0.1, text/*;q=0.9, text/csv;q=0", ROWS) is TSV


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * { ?from ?p 'FROM <x:a>' } # FROM <x:b>", []),
        ("SELECT * FROM <x:a> FROM NAMED <x:b> { }", ["x:a", "x:b"]),
        ("BASE <http://h/d/> PREFIX p: <e#> ASK from p:f from named <g> {}", ["http://h/d/e#f", "http://h/d/g"]),
        ("CONSTRUCT FROM # here\n <x:a> WHERE { ?s ?p ?o }", ["x:a"]),
        ("SELECT * FR\\u004FM <x:\\u0061> {}", ["x:a"]),
        ("SELECT * FROM id:document FROM", ["https://w3id.org/cargraph/id/document"]),
    ],
)
def test_graphs_that_a_query_names_are_found(query: str, graphs: list[str]) -> None:
    assert dataset(query) == graphs
