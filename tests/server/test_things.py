"""Permalinks: what the graph holds of an IRI, as a page and as RDF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import rdflib
from lxml import html
from rdflib.namespace import RDFS

from tests.server.client import serving

if TYPE_CHECKING:
    from pathlib import Path

    from cargraph.knowledge import KnowledgeGraph
    from tests.server.client import Server

ID = "https://w3id.org/cargraph/id/"
TARN = rdflib.URIRef(f"{ID}construct/tarn-22")
PAPER = f"{ID}document/doi:10.5555%2Fcargraph.example.01"
FORMS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}


@pytest.mark.parametrize("suffix", FORMS)
def test_a_suffix_chooses_the_form(server: Server, suffix: str) -> None:
    reply = server.ask(f"/id/construct/tarn-22.{suffix}", Accept="text/html")
    found = rdflib.Graph().parse(data=reply.body, format=FORMS[suffix])
    assert found.value(TARN, RDFS.label) == rdflib.Literal("TARN-22")


def test_json_ld_reads_as_json(server: Server) -> None:
    told = json.loads(server.ask("/id/construct/tarn-22.jsonld").body)
    tarn = next(one for one in told["@graph"] if one["@id"] == "id:construct/tarn-22")
    assert (tarn["@type"], tarn["label"], tarn["targets"]) == ("Construct", "TARN-22", "id:antigen/HGNC:1643")


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_accept_chooses_the_form(server: Server, accept: str, media: str) -> None:
    reply = server.ask("/id/construct/tarn-22", Accept=accept)
    assert (reply.status, reply.media) == (200, media)
    assert "Accept" in reply.headers["Vary"]
    assert server.ask("/id/construct/tarn-22", Accept="image/png").status == 406


@pytest.mark.parametrize("doi", ["doi:10.5555%2Fcargraph", "doi:10.5555/cargraph", "doi%3A10.5555%2fcargraph"])
def test_a_paper_is_told_however_its_identifier_is_escaped(server: Server, doi: str) -> None:
    told = server.ask(f"/id/document/{doi}.example.01", Accept="text/html").text
    assert html.fromstring(told).findtext(".//p[@class='iri']") == PAPER


def test_a_paper_is_told_whole(built: Path) -> None:
    with serving(built) as server:
        query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{PAPER}> {{ ?s ?p ?o }} }}"
        inside = set(server.query(query, "application/n-triples").text.splitlines())
        told = set(server.ask(f"/id/{PAPER.removeprefix(ID)}.nt").text.splitlines())
    assert inside <= told
    assert len(inside) > 500


def test_every_iri_of_the_graph_resolves(server: Server, graph: KnowledgeGraph) -> None:
    entities = [one.iri for one in graph.entities()]
    papers = [one.iri for one in graph.documents]
    assert len(entities) > 50
    for iri in [*entities, *papers]:
        page = server.ask(f"/id/{iri.removeprefix(ID)}", Accept="text/html")
        assert page.status == 200, iri
        assert html.fromstring(page.text).findtext(".//p[@class='iri']") == iri


def test_the_page_tells_names_relations_and_sentences(server: Server, graph: KnowledgeGraph) -> None:
    page = html.fromstring(server.ask("/id/construct/tarn-22.html").text)
    assert page.findtext(".//h1") == "TARN-22"
    quotes = {one.text for one in page.iter("q")}
    assert {fact.evidence[0].quote for fact in graph.constructs["TARN-22"].observations()} <= quotes
    links = {one.get("href") for one in page.iter("a")}
    assert "/id/antigen/HGNC:1643" in links
    assert "/id/document/doi:10.5555%2Fcargraph.example.01" in links
    assert "/#node=construct%2Ftarn-22" in links
    antigen = html.fromstring(server.ask("/id/antigen/HGNC:1643.html").text)
    assert "/id/construct/tarn-22" in {one.get("href") for one in antigen.iter("a")}


def test_a_fact_has_its_place_on_the_page_of_its_paper(server: Server, graph: KnowledgeGraph) -> None:
    page = html.fromstring(server.ask(f"/id/{PAPER.removeprefix(ID)}", Accept="text/html").text)
    anchors = {one.get("id") for one in page.iter("tr")}
    facts = [one.iri for one in graph.observations() if one.document == PAPER]
    assert facts
    assert {iri.partition("#")[2] for iri in facts} <= anchors


@pytest.mark.parametrize(
    "path",
    [
        "construct/none",
        "",
        "construct/",
        "..%2f..%2fetc%2fpasswd",
        "x%3E%20%7D%20%23",
        quote("\u2028 é"),
        "a" * 5000,
        "%00",
        "%ff",
    ],
)
def test_what_the_graph_does_not_hold_is_404(server: Server, path: str) -> None:
    reply = server.ask(f"/id/{path}")
    assert (reply.status, reply.media) == (404, "text/plain")


def test_no_path_becomes_part_of_a_query(server: Server) -> None:
    for path in ("x>{}", 'x"', "x\\u003e", "x%3E%7B%7D%3C", "{{x}}", "`x`"):
        assert server.ask(f"/id/construct/{path}").status == 404


def test_the_ontology_is_served(server: Server) -> None:
    reply = server.ask("/ontology")
    assert reply.media == "text/turtle"
    assert len(rdflib.Graph().parse(data=reply.body, format="turtle")) > 300
