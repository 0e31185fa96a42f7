"""The graph as nanopublications: one a fact, each of four named graphs, unsigned, as TriG.

The assertion is the fact, the provenance its sentences and their place in the paper, the publication information what
made it. Nothing is dated and nothing signed: `np sign` of the nanopub package, or a publisher, does both.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cargraph.graph.exports.quads import sorted_quads
from cargraph.graph.iris import CG, DCTERMS, PREFIXES, RDF, RDFS, SHARED
from cargraph.graph.rows import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from cargraph.graph.api import Graph

NP = "http://www.nanopub.org/nschema#"
_PROV = PREFIXES["prov"]
_FACTS = frozenset(CG + name for name in ("Statement", "Observation", "Comparison", "Arm", "Dose"))
_ABOUT_READING = frozenset(CG + name for name in ("evidence", "document", "confidence"))
_SOFTWARE = f"{CG}Cargraph"

Nodes = dict[str, list["ox.Quad"]]
"""What is said of each node (IRI)."""


def nanopubs(graph: Graph) -> bytes:
    """Return a nanopublication a fact as TriG, in the order of the facts' IRIs."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    nodes: Nodes = defaultdict(list)
    for quad in sorted_quads(graph):
        nodes[str(getattr(quad.subject, "value", quad.subject))].append(quad)
    facts = [iri for iri, told in nodes.items() if _types(told) & _FACTS]
    quads = [quad for iri in facts for quad in _nanopub(iri, nodes)]
    return tidy(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES | {"np": NP}))


def _types(told: Iterable[ox.Quad]) -> set[str]:
    return {quad.object.value for quad in told if quad.predicate.value == f"{RDF}type"}  # type: ignore[union-attr]


def _nanopub(fact: str, nodes: Nodes) -> Iterator[ox.Quad]:
    name = fact.replace("/id/document/", "/id/np/").replace("#", "/")
    parts = {part: f"{name}#{part}" for part in ("head", "assertion", "provenance", "pubinfo")}
    for part, triples in (
        ("head", _head(name, parts)),
        ("assertion", _assertion(nodes[fact], nodes)),
        ("provenance", _provenance(parts["assertion"], nodes[fact], nodes)),
        ("pubinfo", _pubinfo(name, nodes[fact], nodes)),
    ):
        yield from _in(parts[part], triples)


def _in(graph: str, triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph))


def _head(name: str, parts: dict[str, str]) -> Iterator[ox.Triple]:
    yield _triple(name, f"{RDF}type", f"{NP}Nanopublication")
    yield _triple(name, f"{NP}hasAssertion", parts["assertion"])
    yield _triple(name, f"{NP}hasProvenance", parts["provenance"])
    yield _triple(name, f"{NP}hasPublicationInfo", parts["pubinfo"])


def _assertion(fact: list[ox.Quad], nodes: Nodes) -> Iterator[ox.Triple]:
    """Yield the fact, the plain triple of a relation that is affirmed outright, and what its entities are called."""
    yield from (quad.triple for quad in fact if quad.predicate.value not in _ABOUT_READING)
    told = {quad.predicate.value: getattr(quad.object, "value", "") for quad in fact}
    if told.get(f"{CG}polarity") == f"{CG}Positive" and told[f"{CG}certainty"] == f"{CG}Certain":
        yield _triple(told[f"{RDF}subject"], told[f"{RDF}predicate"], told[f"{RDF}object"])
    for entity in sorted({getattr(quad.object, "value", "") for quad in fact} & nodes.keys()):
        yield from (
            quad.triple for quad in nodes[entity]
            if getattr(quad.graph_name, "value", "") == SHARED and quad.predicate.value == f"{RDFS}label"
        )  # fmt: skip


def _provenance(assertion: str, fact: list[ox.Quad], nodes: Nodes) -> Iterator[ox.Triple]:
    """Yield the paper and the sentences, each with its own node and those it points at in the same paper."""
    for document in _values(fact, f"{CG}document"):
        yield _triple(assertion, f"{_PROV}hadPrimarySource", document)
        yield from (quad.triple for quad in nodes[document] if quad.predicate.value.startswith(DCTERMS))
    for evidence in _values(fact, f"{CG}evidence"):
        yield _triple(assertion, f"{_PROV}wasDerivedFrom", evidence)
        yield from (quad.triple for quad in nodes[evidence])
    for quad in fact:
        if quad.predicate.value == f"{CG}confidence":
            yield quad.triple


def _pubinfo(name: str, fact: list[ox.Quad], nodes: Nodes) -> Iterator[ox.Triple]:
    """Yield what made the nanopublication: the program, and the reading of the paper with its version and rules."""
    yield _triple(name, f"{_PROV}wasAttributedTo", _SOFTWARE)
    yield _triple(_SOFTWARE, f"{RDF}type", f"{_PROV}SoftwareAgent")
    for kind in sorted(_types(fact)):
        yield _triple(name, f"{DCTERMS}subject", kind)
    for document in _values(fact, f"{CG}document"):
        for reading in _values(nodes[document], f"{_PROV}wasGeneratedBy"):
            yield _triple(name, f"{_PROV}wasGeneratedBy", reading)
            yield from (quad.triple for quad in nodes[reading])


def _values(fact: list[ox.Quad], name: str) -> list[str]:
    return [str(quad.object.value) for quad in fact if quad.predicate.value == name]  # type: ignore[union-attr]


def _triple(subject: str, predicate: str, told: str) -> ox.Triple:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(told))
