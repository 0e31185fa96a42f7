"""The ontology says what the graphs are made of: all of it, and nothing else."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.namespace import OWL, PROV, QB, RDF, RDFS, SKOS

import cargraph
from cargraph.audit import audit
from cargraph.facts.results.gradings import SCALES
from cargraph.graph.api import Graph
from cargraph.graph.exports import exported
from cargraph.graph.findings import audited_quads
from cargraph.graph.iris import CG, predicate_iri
from cargraph.graph.quads import quads
from cargraph.model import Predicate
from cargraph.resources import VERSION, ontologies
from tests.conftest import EXAMPLES
from tests.graph.papers import everything, hostile, trial, two_arms
from tests.graph.test_findings import SLIPS

if TYPE_CHECKING:
    from collections.abc import Iterator

IRI = rdflib.URIRef("https://w3id.org/cargraph/ontology")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)


@cache
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ontologies() / "cargraph.ttl")


@cache
def structure() -> rdflib.Graph:
    return rdflib.Graph().parse(ontologies() / "structure.ttl")


def terms(*kinds: rdflib.URIRef) -> Iterator[rdflib.URIRef]:
    for kind in kinds:
        for term in ontology().subjects(RDF.type, kind):
            if isinstance(term, rdflib.URIRef) and term.startswith(CG):
                yield term


@cache
def written() -> frozenset[str]:
    """Return the names of the ontology in graphs: of the examples, of papers made here, and derived ones."""
    text = cargraph.build([EXAMPLES], jobs=1).export("nquads").decode()
    graph = Graph.from_readings([trial(), two_arms(), hostile(), everything()])
    text += exported(graph, "nquads").decode() + audited_quads(SLIPS, audit(SLIPS))
    return frozenset(re.findall(f"<{re.escape(CG)}(\\w+)>", text))


def declared() -> set[str]:
    subjects = {*ontology().subjects(), *structure().subjects()}
    return {str(one).removeprefix(CG) for one in subjects if str(one).startswith(CG)}


def test_every_term_written_or_asked_for_is_declared() -> None:
    asked = "".join(path.read_text() for path in (ontologies() / "queries").glob("*.rq"))
    asked += (ontologies() / "structure.ttl").read_text()
    assert {*written(), *re.findall(r"\bcg:(\w+)", asked)} - declared() == set()


def test_every_term_declared_is_used() -> None:
    inverses = set(ontology().subjects(OWL.inverseOf))
    above = {*ontology().objects(None, RDFS.subClassOf), *ontology().objects(None, RDFS.range)}
    typed = set(ontology().objects(None, RDF.type))
    individuals = set(ontology().subjects(RDF.type, OWL.NamedIndividual))  # whose class some property written leads to
    cube = {rdflib.URIRef(CG + name) for name in ("ResultStructure", "GradingScales")}
    known = {str(one).removeprefix(CG) for one in inverses | above | typed | individuals | cube}
    assert declared() - written() - known == set()


@pytest.mark.parametrize("term", sorted(terms(OWL.Class, OWL.NamedIndividual, *PROPERTIES)), ids=lambda t: t[len(CG) :])
def test_every_term_has_one_label_and_one_definition(term: rdflib.URIRef) -> None:
    (label,) = ontology().objects(term, RDFS.label)
    (definition,) = ontology().objects(term, SKOS.definition)
    assert isinstance(label, rdflib.Literal)
    assert isinstance(definition, rdflib.Literal)
    assert (label.language, definition.language) == ("en", "en")
    assert str(definition).endswith(".")


def test_every_scale_is_declared() -> None:
    declared_scales = ontology().subjects(RDF.type, rdflib.URIRef(f"{CG}GradingScale"))
    assert {str(one).removeprefix(CG) for one in declared_scales} == set(SCALES)


def test_no_definition_stands_twice() -> None:
    definitions = [str(one) for one in ontology().objects(None, SKOS.definition)]
    assert sorted({one for one in definitions if definitions.count(one) > 1}) == []


@pytest.mark.parametrize("term", sorted(terms(*PROPERTIES)), ids=lambda t: t[len(CG) :])
def test_every_property_has_a_domain_and_a_range(term: rdflib.URIRef) -> None:
    (domain,) = ontology().objects(term, RDFS.domain)
    (over,) = ontology().objects(term, RDFS.range)
    assert (domain, RDF.type, OWL.Class) in ontology()
    if (term, RDF.type, OWL.DatatypeProperty) in ontology():
        assert str(over).startswith(str(rdflib.XSD))
    else:
        assert (over, RDF.type, OWL.Class) in ontology()


def test_every_relation_can_be_asked_from_both_ends() -> None:
    for predicate in Predicate:
        term = rdflib.URIRef(predicate_iri(predicate))
        symmetric = (term, RDF.type, OWL.SymmetricProperty) in ontology()
        assert symmetric or (None, OWL.inverseOf, term) in ontology(), predicate


def test_an_inverse_turns_domain_and_range_about() -> None:
    for inverse, term in ontology().subject_objects(OWL.inverseOf):
        assert ontology().value(inverse, RDFS.domain) == ontology().value(term, RDFS.range)
        assert ontology().value(inverse, RDFS.range) == ontology().value(term, RDFS.domain)


def test_the_version_has_an_iri_of_its_own() -> None:
    assert ontology().value(IRI, OWL.versionIRI) == rdflib.URIRef(f"{IRI}/{VERSION}")
    assert ontology().value(IRI, OWL.versionInfo) == rdflib.Literal(VERSION)


def test_terms_of_the_w3c_exist_there() -> None:
    for graph in (ontology(), structure()):
        for term in {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}:
            for namespace in (PROV, QB, SKOS, OWL, RDF, RDFS):
                if str(term).startswith(str(namespace)) and term != rdflib.URIRef(str(namespace)):
                    assert (
                        namespace[str(term).removeprefix(str(namespace))] == term
                    )  # a closed namespace: a typo raises


def test_the_structure_describes_what_an_observation_holds() -> None:
    graph = structure()
    (definition,) = graph.objects(rdflib.URIRef(f"{CG}Results"), QB.structure)
    components = list(graph.objects(definition, QB.component))
    parts = {"dimension": QB.DimensionProperty, "measure": QB.MeasureProperty, "attribute": QB.AttributeProperty}
    described = set()
    for part, kind in parts.items():
        named = {term for one in components for term in graph.objects(one, QB[part])}
        assert named == set(graph.subjects(RDF.type, kind))
        described |= {str(term).removeprefix(CG) for term in named}
    text = "".join(quads(paper) for paper in (everything(), trial()))
    held = {m[1] for m in re.finditer(rf"#observation-\w+> <{re.escape(CG)}(\w+)>", text)}
    assert held - described <= {
        "gradeMin",
        "gradeMax",
        "scale",
        *(name for name in held if name.endswith(("Text", "Printed"))),
    }


def test_the_reference_tells_all_that_the_ontology_says() -> None:
    """Where this fails, run .ci/reference.py."""
    page = " ".join(html.unescape((ontologies() / "reference.html").read_text(encoding="utf-8")).split())
    for term in terms(OWL.Class, OWL.NamedIndividual, *PROPERTIES):
        assert str(ontology().value(term, SKOS.definition)) in page, term
        for match in (*ontology().objects(term, SKOS.closeMatch), *ontology().objects(term, SKOS.exactMatch)):
            assert f'href="{match}"' in page, match
    assert f"{IRI}/{VERSION}" in page
    assert not re.findall(r"""(?:src|@import|<link[^>]+href)=?["' (]+https?:""", page)
