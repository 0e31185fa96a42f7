"""SPARQL 1.1 Protocol: three ways to ask, the forms of the answers, and the errors."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
import rdflib
from lxml import etree
from rdflib.namespace import RDF, Namespace

from tests.server.client import FORM, escaped

if TYPE_CHECKING:
    from cargraph.knowledge import KnowledgeGraph
    from tests.server.client import Server

NAMES = "SELECT ?name { ?it a cg:Construct ; rdfs:label ?name } ORDER BY ?name"
TRIPLES = "CONSTRUCT { ?it rdfs:label ?name } { ?it a cg:Construct ; rdfs:label ?name }"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SPARQL = "{http://www.w3.org/2005/sparql-results#}"
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}


@pytest.fixture(scope="session")
def names(graph: KnowledgeGraph) -> list[str]:
    return [str(row["name"]) for row in graph.query(NAMES)]


def test_a_query_is_asked_by_get_by_form_and_as_it_is(server: Server, names: list[str]) -> None:
    ways = (
        server.query(NAMES),
        server.ask("/sparql", escaped(NAMES), Content_Type=FORM),
        server.ask("/sparql", escaped(NAMES), Content_Type=f"{FORM}; charset=UTF-8"),
        server.ask("/sparql", NAMES.encode(), Content_Type="application/sparql-query"),
    )
    for reply in ways:
        assert (reply.status, reply.media) == (200, "application/sparql-results+json")
        assert [row["name"] for row in reply.bindings()] == names
        assert "Accept" in reply.headers["Vary"]


def test_percent_signs_plus_and_letters_of_all_alphabets_come_through(server: Server) -> None:
    text = "100%25 a+b β Ω 漢字 😀 é"
    query = f'SELECT ("{text}" AS ?x) (<http://x/a%20b> AS ?y) {{}}'
    for reply in (server.query(query), server.ask("/sparql", query.encode(), Content_Type="application/sparql-query")):
        assert reply.bindings() == [{"x": text, "y": "http://x/a%20b"}]


def test_rows_come_as_json_xml_csv_and_tsv(server: Server, names: list[str]) -> None:
    assert [row["name"] for row in server.query(NAMES, "application/json").bindings()] == names
    xml = server.query(NAMES, "application/sparql-results+xml")
    assert [one.text for one in etree.fromstring(xml.body).iter(f"{SPARQL}literal")] == names
    table = server.query(NAMES, "text/csv")
    assert [*csv.reader(io.StringIO(table.text))] == [["name"], *([name] for name in names)]
    lines = server.query(NAMES, "text/tab-separated-values").text.splitlines()
    assert lines == ["?name", *(f'"{name}"' for name in names)]


def test_ask_answers_in_every_form(server: Server) -> None:
    assert json.loads(server.query("ASK {}", "application/sparql-results+json").body)["boolean"] is True
    xml = server.query("ASK { ?s <x:none> ?o }", "application/xml")
    assert etree.fromstring(xml.body).findtext(f"{SPARQL}boolean") == "false"
    assert server.query("ASK {}", "text/csv").text.strip() == "true"
    assert server.query("ASK {}", "text/tab-separated-values").text.strip() == "true"


@pytest.mark.parametrize("media", GRAPHS)
def test_graphs_come_as_turtle_ntriples_rdfxml_and_jsonld(server: Server, names: list[str], media: str) -> None:
    reply = server.query(TRIPLES, media)
    assert (reply.status, reply.media) == (200, media)
    found = rdflib.Graph().parse(data=reply.body, format=GRAPHS[media])
    assert sorted(str(name) for name in found.objects()) == names


def test_describe_tells_of_a_thing(server: Server) -> None:
    reply = server.query("DESCRIBE <https://w3id.org/cargraph/id/construct/tarn-22>")
    assert reply.media == "text/turtle"
    assert '"TARN-22"' in reply.text


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.3", "text/tab-separated-values"),
        ("text/turtle, */*;q=0.1", "application/sparql-results+json"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;q=banana, application/xml", "application/sparql-results+xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
        (";;,,q=1,/,*", "application/sparql-results+json"),
        ("application/json;q=0, */*", "application/sparql-results+json"),
        ("text/csv;q=0.0, text/tab-separated-values;q=0.001", "text/tab-separated-values"),
        ("x/" + "y" * 4000 + ", text/csv", "text/csv"),
    ],
)
def test_accept_is_weighed_however_it_is_written(server: Server, accept: str, media: str) -> None:
    reply = server.query("SELECT * {}", accept)
    assert (reply.status, reply.media) == (200, media)


@pytest.mark.parametrize(
    ("query", "accept", "told"),
    [("SELECT * {}", "image/png", "text/csv"), (TRIPLES, "text/csv", "text/turtle"), ("ASK {}", "*/*;q=0", "text/csv")],
)
def test_other_forms_are_406_and_say_which_there_are(server: Server, query: str, accept: str, told: str) -> None:
    reply = server.query(query, accept)
    assert (reply.status, reply.media) == (406, "text/plain")
    assert told in reply.text


def test_the_protocol_names_graphs(server: Server) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graphs = [row["g"] for row in server.query("SELECT DISTINCT ?g { GRAPH ?g {} } ORDER BY ?g").bindings()]
    whole, one = (
        int(server.query(count, **given).bindings()[0]["n"]) for given in ({}, {"default-graph-uri": graphs[0]})
    )
    assert 0 < one < whole
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert server.query(named, **{"named-graph-uri": graphs[1]}).bindings() == [{"g": graphs[1]}]
    assert server.query(count, **{"named-graph-uri": graphs[1]}).bindings() == [{"n": "0"}]
    body = f"{escaped(count)}&default-graph-uri={graphs[0].replace('%', '%25')}"
    assert server.ask("/sparql", body, Content_Type=FORM).bindings() == [{"n": str(one)}]
    own = f"SELECT (COUNT(*) AS ?n) FROM <{graphs[1]}> {{ ?s ?p ?o }}"
    assert server.query(own, **{"default-graph-uri": graphs[0]}).bindings() == [{"n": str(one)}]
    assert server.query(own.replace(graphs[1], graphs[0])).bindings() == [{"n": str(one)}]


def test_a_browser_that_is_shown_an_answer_runs_nothing_of_it(server: Server) -> None:
    reply = server.query('SELECT ("<script>alert(1)</script>" AS ?x) {}', "text/html, application/xml;q=0.9")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_an_answer_that_is_cut_off_says_so(server: Server) -> None:
    for query, accept, end in (
        ("SELECT * { ?s ?p ?o }", "text/csv", "after 500 rows"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/n-triples", "after 500 triples"),
    ):
        reply = server.query(query, accept)
        assert reply.headers["Cargraph-Truncated"] == end
        assert len(reply.text.splitlines()) in {500, 501}
    whole = server.query("SELECT * { ?s ?p ?o } LIMIT 500", "text/csv")
    assert (len(whole.text.splitlines()), whole.headers["Cargraph-Truncated"]) == (501, None)


def test_without_a_query_the_service_is_described(server: Server) -> None:
    for media, form in GRAPHS.items():
        reply = server.ask("/sparql", Accept=media)
        described = rdflib.Graph().parse(data=reply.body, format=form)
        service = next(described.subjects(RDF.type, SD.Service))
        assert described.value(service, SD.endpoint) == rdflib.URIRef(f"{server.address}/sparql")
        assert (service, SD.feature, SD.UnionDefaultGraph) in described
    browser = server.ask("/sparql", Accept="text/html")
    assert (browser.status, browser.headers["Location"]) == (303, f"{server.address}/query")
    assert server.ask("/sparql", Accept="image/png").status == 406


@pytest.mark.parametrize(
    ("path", "data", "kind", "status", "told"),
    [
        ("/sparql?query=SELECT", None, "", 400, "not SPARQL"),
        ("/sparql?query=", None, "", 400, "not SPARQL"),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400, "2 queries"),
        ("/sparql?query=%FF%FE", None, "", 400, "not UTF-8"),
        ("/sparql", b"other=1", FORM, 400, "0 queries"),
        ("/sparql", b"query=ASK%7B%7D%C3%28", FORM, 400, "not UTF-8"),
        ("/sparql", b"query=ASK{}\xff", FORM, 400, "not UTF-8"),
        ("/sparql", b"ASK { ?s ?p '\xc3\x28' }", "application/sparql-query", 400, "not UTF-8 at byte 13"),
        ("/sparql", b"ASK {}", "text/plain", 415, "post a query as"),
        ("/sparql", b"ASK {}", "", 415, "post a query as"),
        ("/sparql?" + "a=1&" * 300, None, "", 400, "parameters"),
        ("/nothing", None, "", 404, "Not Found"),
        ("/queries/none", None, "", 404, "no query of this name"),
        ("/queries/..%2f..%2fcargraph.ttl", None, "", 404, ""),
        ("/queries/absence", None, "", 400, "takes the parameter outcome"),
        ("/queries/absence?outcome=" + "service" * 9_000, None, "", 413, "parameters"),
    ],
)
def test_errors_are_lines_of_text(
    server: Server, path: str, data: bytes | None, kind: str, status: int, told: str
) -> None:
    reply = server.ask(path, data, Content_Type=kind) if data is not None else server.ask(path)
    assert (reply.status, reply.media) == (status, "text/plain"), reply.body
    assert told in reply.text
    assert reply.text.strip().count("\n") == 0


def test_only_get_and_post_are_answered(server: Server) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert server.ask("/sparql", b"", method).status == 405


def test_health_tells_of_the_workers(server: Server) -> None:
    health = server.health()
    assert health["status"] == "ok"
    assert health["workers"]["most"] == 3
