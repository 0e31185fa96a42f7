"""The syntaxes of RDF, read back by two other parsers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from cargraph.graph.exports import exported
from cargraph.graph.exports.jsonld import Context
from cargraph.graph.iris import CG, PREFIXES
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from cargraph.graph.api import Graph

DATASETS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
TRIPLES = {"turtle": ox.RdfFormat.TURTLE, "rdfxml": ox.RdfFormat.RDF_XML}
RDFLIB = {"jsonld": "json-ld", "rdfxml": "xml"}
ILLEGAL = {0: 0xFFFD, 1: 0xFFFD, 7: 0xFFFD}


def quads(graph: Graph) -> set[ox.Quad]:
    found = set(graph.index().quads_for_pattern(None, None, None))
    assert len(found) == graph.info()["quads"]
    return found


def dataset(data: bytes, form: str) -> dict[str, rdflib.Graph]:
    read = rdflib.Dataset().parse(data=data, format=RDFLIB.get(form, form))
    assert isinstance(read, rdflib.Dataset)
    return {str(graph.identifier): graph for graph in read.graphs() if len(graph)}


@pytest.mark.parametrize("form", DATASETS)
def test_quads_come_back(wild: Graph, form: str) -> None:
    assert set(ox.parse(exported(wild, form), format=DATASETS[form])) == quads(wild)


@pytest.mark.parametrize("form", ["trig", "jsonld"])
def test_rdflib_reads_isomorphic_named_graphs(wild: Graph, form: str) -> None:
    ours, theirs = dataset(exported(wild, form), form), dataset(exported(wild, "nquads"), "nquads")
    assert set(ours) == set(theirs)
    assert len(ours) > 3
    assert all(isomorphic(ours[name], theirs[name]) for name in ours)


def legal(triple: ox.Triple, form: str) -> ox.Triple:
    told = triple.object
    if form != "rdfxml" or not isinstance(told, ox.Literal) or told.datatype.value[-6:] != "string":
        return triple
    return ox.Triple(triple.subject, triple.predicate, ox.Literal(told.value.translate(ILLEGAL)))


@pytest.mark.parametrize("form", TRIPLES)
def test_triples_come_back_but_for_what_xml_cannot_hold(wild: Graph, form: str) -> None:
    wanted = {legal(quad.triple, form) for quad in quads(wild)}
    assert len(wanted) == len(quads(wild))
    assert {quad.triple for quad in ox.parse(exported(wild, form), format=TRIPLES[form])} == wanted


@pytest.mark.parametrize("form", TRIPLES)
def test_rdflib_reads_isomorphic_triples(kg: Graph, form: str) -> None:
    ours = rdflib.Graph().parse(data=exported(kg, form), format=RDFLIB.get(form, form))
    theirs = rdflib.Graph()
    for graph in dataset(exported(kg, "nquads"), "nquads").values():
        theirs += graph
    assert isomorphic(ours, theirs)


def test_json_ld_reads_as_plain_json(kg: Graph) -> None:
    told = json.loads(exported(kg, "jsonld"))
    assert told["@context"] == json.loads((ontologies() / "context.jsonld").read_bytes())["@context"]
    nodes = [node for graph in told["@graph"] for node in graph["@graph"]]
    (severe,) = [node for node in nodes if node.get("count") == 3]
    assert set(severe["@type"]) == {"Observation", "qb:Observation"}
    assert (severe["subject"], severe["percent"], severe["carried"]) == ("id:construct/luma-7", "7.5", False)
    (denied,) = [node for node in nodes if node.get("polarity") == "Negative"]
    assert (denied["rdf:predicate"], denied["rdf:object"]) == ("causes", "id:toxicity/infection")
    assert not [key for node in nodes for key in node if key.startswith("http")]


def test_the_context_names_nothing_that_the_ontology_does_not_declare() -> None:
    context = Context()
    declared = set(rdflib.Graph().parse(ontologies() / "cargraph.ttl").subjects())
    for name, term in context.terms.items():
        short = term["@id"] if isinstance(term, dict) else term
        if str(short).startswith("cg:"):
            assert rdflib.URIRef(CG + short[3:]) in declared, name
    assert {name: context.terms.get(name) for name in PREFIXES} == PREFIXES


@pytest.mark.parametrize(
    "literal",
    [
        ox.Literal("7", datatype=ox.NamedNode(f"{PREFIXES['xsd']}integer")),
        ox.Literal("007", datatype=ox.NamedNode(f"{PREFIXES['xsd']}integer")),
        ox.Literal("9" * 20, datatype=ox.NamedNode(f"{PREFIXES['xsd']}integer")),
        ox.Literal("1", datatype=ox.NamedNode(f"{PREFIXES['xsd']}boolean")),
        ox.Literal("1.0E0", datatype=ox.NamedNode(f"{PREFIXES['xsd']}double")),
        ox.Literal("12.50", datatype=ox.NamedNode(f"{PREFIXES['xsd']}decimal")),
        ox.Literal("CRS", language="en"),
        ox.BlankNode("b0"),
        ox.NamedNode("urn:x:y"),
    ],
)
@pytest.mark.parametrize("name", ["count", "percent", "targets", "polarity", "quote", "unheardOf"])
def test_json_ld_keeps_any_value_of_any_property(name: str, literal: ox.Literal) -> None:
    class One:
        def with_index(self, _: object) -> bytes:
            return ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b""

    quad = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode(CG + name), literal, ox.NamedNode("urn:g"))
    data = exported(One(), "jsonld")  # type: ignore[arg-type]
    (found,) = ox.parse(data, format=ox.RdfFormat.JSON_LD)
    assert found == quad or isinstance(literal, ox.BlankNode)
    ((_, _, told, _),) = rdflib.Dataset().parse(data=data, format="json-ld").quads()
    assert str(told) == literal.value or isinstance(literal, ox.BlankNode) or isinstance(told, rdflib.Literal)
