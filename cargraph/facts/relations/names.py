"""What a construct's own name says of its target: "anti-CD19 CAR", "CAR-BCMA", "CART-19"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.relations.found import Found
from cargraph.model import Evidence, Kind, Predicate, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Annotation, Entity

_RULE = "targets.in_name"
_NUMBERED = re.compile(r"CD(\d{1,3})[a-z]?")
_BEFORE = r"(?<![A-Za-z0-9])"
_NOT_BOUND = r"(?<!truncated )(?<!expressing )(?<!secreting )"
_OF_A_CAR = r"(?=[- ]?(?:(?:specific|directed|re-?directed|target(?:ed|ing))(?![A-Za-z])|CARs?(?![A-Za-z])|chimeric))"
_AS_BINDER = r"(?=-based|[- ]?CARs?(?![a-z])|[.-](?:CD)?(?:28|BB|4-?1BB|3)|[.-]?[zζ])"
"""What follows a natural receptor that is the binder of a CAR, which is aimed at its ligands."""
_AFTER = (
    r"(?:(?=CARs?(?![a-z]))|(?![A-Za-z0-9+]|[- ]?(?:expressing|expression|positive|negative|deficient|knock|KO\b"
    r"|costimul|based|domain|signal|switch|T[- ]cells\b(?! expressing))))"
)


def from_names(annotation: Annotation) -> Iterator[Found]:
    """Give the targets that the names of constructs spell out; the first sentence with the name is the evidence."""
    antigens = [entity for entity in annotation.entities if entity.kind == Kind.ANTIGEN]
    for construct in annotation.entities:
        if construct.kind == Kind.CONSTRUCT:
            for antigen in antigens:
                if evidence := _spelled(annotation, construct, antigen):
                    yield Found(
                        subject=construct.id,
                        predicate=Predicate.TARGETS,
                        object=antigen.id,
                        evidence=(evidence,),
                        confidence=0.95,
                    )


def _spelled(annotation: Annotation, construct: Entity, antigen: Entity) -> Evidence | None:
    text = annotation.paper.text
    pattern = _pattern(antigen)
    for span in construct.mentions:
        if pattern.search(span.of(text)):
            return _evidence(annotation, span)
    return None


def _pattern(antigen: Entity) -> re.Pattern[str]:
    said = [re.escape(name) for name in antigen.names if len(name) > 1]
    names = [rf"{_BEFORE}{_NOT_BOUND}{name}{_AFTER}" for name in said]
    names += [rf"{_BEFORE}(?<=expressing ){name}{_OF_A_CAR}" for name in said]
    names += [rf"{_BEFORE}{re.escape(root)}{_AS_BINDER}" for root in _receptors(antigen)]
    numbers = sorted({match[1] for name in antigen.names if (match := _NUMBERED.fullmatch(name))})
    names += [rf"CAR(?:[- ]?T)?[- ]?{number}(?![0-9A-Za-z])" for number in numbers]
    return re.compile("|".join(names) or r"(?!)", re.IGNORECASE)


def _receptors(antigen: Entity) -> list[str]:
    """Return the natural receptor that an antigen's label says it binds to: "ABC" of "ABC ligands"."""
    return [antigen.label.removesuffix(" ligands")] if antigen.label.endswith(" ligands") else []


def _evidence(annotation: Annotation, place: Span) -> Evidence | None:
    for sentence in annotation.sentences:
        if sentence.span.holds(place):
            return Evidence(sentence.span, sentence.span.of(annotation.paper.text), sentence.section, _RULE)
    return None
