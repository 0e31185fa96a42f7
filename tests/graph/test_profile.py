"""The ontology is OWL 2 RL: by the axioms it uses, by the OWL API where that is installed, and it reasons soundly."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from cargraph.graph.iris import CG
from cargraph.graph.quads import quads
from cargraph.resources import ontologies
from tests.graph.papers import tiny

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = ontologies() / "cargraph.ttl"
JARS = sorted(Path("/usr/share/java").glob("*.jar")) if Path("/usr/share/java/owlapi-apibinding.jar").exists() else []
ANNOTATIONS = {RDFS.label, SKOS.definition, SKOS.exactMatch, SKOS.closeMatch}
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual}
DATATYPES = {XSD.string, XSD.integer, XSD.decimal, XSD.boolean}  # of those that OWL 2 RL has
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


@cache
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(FILE)


def of_kind(*kinds: rdflib.URIRef) -> set[rdflib.term.Node]:
    return {term for kind in kinds for term in ontology().subjects(RDF.type, kind)}


def outside_the_profile() -> list[tuple[rdflib.term.Node, ...]]:
    """Return the triples that are no axiom of OWL 2 RL among named classes and properties that are declared."""
    classes, objects, data = of_kind(OWL.Class), of_kind(OWL.ObjectProperty), of_kind(OWL.DatatypeProperty)
    properties = objects | data
    allowed: dict[rdflib.term.Node, Callable[[Any, Any], bool]] = {
        RDF.type: lambda s, o: o in KINDS | classes or (o == OWL.SymmetricProperty and s in objects),
        RDFS.subClassOf: lambda s, o: {s, o} <= classes,
        RDFS.subPropertyOf: lambda s, o: {s, o} <= objects or {s, o} <= data,
        RDFS.domain: lambda s, o: s in properties and o in classes,
        RDFS.range: lambda s, o: o in (classes if s in objects else DATATYPES),
        OWL.inverseOf: lambda s, o: {s, o} <= objects,
    }
    return [
        (s, p, o)
        for s, p, o in ontology()
        if isinstance(s, rdflib.URIRef)
        and s != rdflib.URIRef(CG[:-1])
        and p not in ANNOTATIONS
        and not (p in allowed and allowed[p](s, o))
    ]


def test_only_axioms_of_the_profile_are_used() -> None:
    assert outside_the_profile() == []
    (profile,) = ontology().objects(rdflib.URIRef(CG[:-1]), DCTERMS.conformsTo)
    assert profile == rdflib.URIRef("http://www.w3.org/ns/owl-profile/RL")


def test_the_only_node_without_a_name_sets_classes_apart() -> None:
    (node,) = (s for s in ontology().subjects(RDF.type, OWL.AllDisjointClasses))
    members = Collection(ontology(), ontology().value(node, OWL.members))  # type: ignore[arg-type]
    assert set(members) <= of_kind(OWL.Class)
    lists = set(ontology().subjects(RDF.first, None))
    assert {s for s in ontology().subjects() if isinstance(s, rdflib.BNode)} == {node, *lists}


def test_a_name_is_of_one_kind() -> None:
    for one in KINDS - {OWL.NamedIndividual}:
        for other in KINDS - {OWL.NamedIndividual, one}:
            assert of_kind(one) & of_kind(other) == set()


@pytest.mark.skipif(not (JARS and shutil.which("java")), reason="the OWL API (libowlapi-java) is not installed")
def test_the_owl_api_finds_it_in_the_profile() -> None:
    check = Path(__file__).parent / "owl" / "CheckProfiles.java"
    command = ["java", "-cp", ":".join(map(str, JARS)), str(check), str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (first, *violations) = done.stdout.splitlines()
    assert int(first.removesuffix(" axioms")) > 500
    assert violations == []


def reasoned(*more: tuple[str, str, str]) -> rdflib.Graph:
    """Return all that OWL 2 RL infers from the ontology, a small paper and more triples."""
    owlrl = pytest.importorskip("owlrl")
    graph = rdflib.Graph().parse(FILE)
    for s, p, o, _ in rdflib.Dataset().parse(data=quads(tiny()), format="nquads").quads():
        graph.add((s, p, o))
    for subject, predicate, value in more:
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), rdflib.URIRef(value)))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


PAPER = "https://w3id.org/cargraph/id/document/pmid:1"
VEGA, BCMA = "https://w3id.org/cargraph/id/construct/vega-2", "https://w3id.org/cargraph/id/antigen/HGNC:11913"


def test_what_follows_from_a_paper_is_sound_and_reaches_standard_terms() -> None:
    graph = reasoned((VEGA, f"{CG}targets", BCMA))
    assert list(graph.objects(None, ERROR)) == []
    assert (rdflib.URIRef(BCMA), rdflib.URIRef(f"{CG}targetedBy"), rdflib.URIRef(VEGA)) in graph
    assert (rdflib.URIRef(VEGA), RDF.type, rdflib.URIRef(f"{CG}Entity")) in graph
    facts = set(graph.subjects(rdflib.URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"), rdflib.URIRef(PAPER)))
    assert len(facts) == 4  # two mentions, a statement and its evidence


def test_a_contradiction_is_found() -> None:
    graph = reasoned((PAPER, str(RDF.type), f"{CG}Construct"))
    assert list(graph.objects(None, ERROR)) != []
