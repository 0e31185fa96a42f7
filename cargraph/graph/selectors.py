"""Evidence as the graph holds it: a stretch of the reading text, which is a pair of Web Annotation selectors too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.graph.iris import OA, RDF, part_iri
from cargraph.graph.terms import Pair, cg, integer, iri, string, typed

if TYPE_CHECKING:
    from cargraph.model import Evidence

_TYPE = iri(f"{RDF}type")


def evidence_iri(evidence: Evidence, document: str) -> str:
    """Return the IRI of a piece of evidence of a document (IRI)."""
    span = f"{evidence.span.start}-{evidence.span.end}"
    return part_iri(document, "evidence", span, evidence.section, evidence.rule, str(evidence.table), evidence.quote)


def evidence_pairs(evidence: Evidence, document: str) -> list[Pair]:
    """Return what is said of a piece of evidence, in words of the ontology and of the Web Annotation vocabulary."""
    quote, start, end = string(evidence.quote), integer(evidence.span.start), integer(evidence.span.end)
    return [
        (_TYPE, cg("Evidence")),
        (_TYPE, iri(f"{OA}TextQuoteSelector")),
        (_TYPE, iri(f"{OA}TextPositionSelector")),
        (cg("document"), iri(document)),
        (cg("quote"), quote),
        (cg("start"), start),
        (cg("end"), end),
        (iri(f"{OA}exact"), quote),
        (iri(f"{OA}start"), start),
        (iri(f"{OA}end"), end),
        *typed("section", evidence.section),
        *typed("rule", evidence.rule),
        *typed("table", evidence.table),
    ]
