"""Make ontologies/reference.html anew from ontologies/cargraph.ttl, with pyLODE: pip install 'cargraph[docs]'.

pyLODE leaves out matches, inverses and the members of a class, so these are given to it as notes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pylode import OntPub
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

ONTOLOGIES = Path(__file__).parent.parent / "ontologies"
CG = Namespace("https://w3id.org/cargraph/ontology#")
INDENT = re.compile(r"\n\s+")
MATCHES = {SKOS.exactMatch: "The same as", SKOS.closeMatch: "Close to"}
BESIDE = (
    "Results are an RDF Data Cube, whose structure is in structure.ttl. What the graph of a paper must be is in "
    "shapes.ttl (SHACL Core) and checks/. The ontology is OWL 2 RL."
)


def main() -> None:
    """Write the reference, with the same bytes for the same ontology."""
    graph = Graph().parse(ONTOLOGIES / "cargraph.ttl")
    graph.add((URIRef(str(CG)[:-1]), SKOS.note, Literal(BESIDE, lang="en")))
    for term, note in sorted(notes(graph)):
        graph.add((term, SKOS.note, Literal(note, lang="en")))
    page = OntPub(ontology=graph).make_html()
    (ONTOLOGIES / "reference.html").write_text(INDENT.sub("\n", page), encoding="utf-8")


def notes(graph: Graph) -> Iterator[tuple[Node, str]]:
    """Yield what is to be said of terms besides what pyLODE finds, in Markdown."""
    for term in {*graph.subjects(SKOS.definition, None), *graph.subjects(RDF.type, OWL.Class)}:
        for note in matches(graph, term):
            yield term, note
        for other in (*graph.objects(term, OWL.inverseOf), *graph.subjects(OWL.inverseOf, term)):
            yield term, f"The inverse of {link(graph, other)}"
        if (term, RDF.type, OWL.SymmetricProperty) in graph:
            yield term, "Symmetric"
        for member in graph.subjects(RDF.type, term):
            if (member, RDF.type, OWL.NamedIndividual) in graph:
                said = (str(graph.value(member, SKOS.definition)), *matches(graph, member))
                yield term, f"{graph.value(member, RDFS.label)} ({link(graph, member)}): {' '.join(said)}"


def matches(graph: Graph, term: Node) -> Iterator[str]:
    """Yield the terms of others that a term matches, by kind of match."""
    for match, words in MATCHES.items():
        if others := sorted(graph.objects(term, match)):
            yield f"{words} {', '.join(link(graph, other) for other in others)}"


def link(graph: Graph, term: Node) -> str:
    """Return a term as a link in Markdown."""
    return f"[{graph.qname(str(term))}]({term})"


if __name__ == "__main__":
    main()
