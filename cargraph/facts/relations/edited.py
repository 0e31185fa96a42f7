"""What a construct's name says is out of its cells, where the gene's own name says so: "PD-1-knockout CAR T cells"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.relations.found import Found
from cargraph.mentions.rules import slot
from cargraph.model import Evidence, Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Annotation

_RULE = "silences.in_name"
_CUT = re.compile(r"[ -]")


def from_edited_names(annotation: Annotation) -> Iterator[Found]:
    """Give the genes that stand in constructs' names with their edit; the sentence with the name is the evidence."""
    text = annotation.paper.text
    genes = {e.id for e in annotation.entities if e.kind is Kind.COMPONENT and e.role == "edited_gene"}
    sentences = {sentence.index: sentence for sentence in annotation.sentences}
    constructs = [m for m in annotation.mentions if m.kind is Kind.CONSTRUCT and m.sentence in sentences]
    for gene in (m for m in annotation.mentions if m.entity in genes and _is_out(m.span.of(text))):
        for construct in constructs:
            if construct.span.holds(gene.span):
                place = sentences[construct.sentence]
                evidence = Evidence(place.span, place.span.of(text), place.section, _RULE)
                yield Found(
                    subject=construct.entity,
                    predicate=Predicate.SILENCES,
                    object=gene.entity,
                    evidence=(evidence,),
                    confidence=0.95,
                )


def _is_out(name: str) -> bool:
    return any(slot("edited").fullmatch(name, cut.start()) for cut in _CUT.finditer(name))
