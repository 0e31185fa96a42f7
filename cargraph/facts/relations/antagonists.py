"""Drugs named as what a class of drugs blocks: "IL-6 blockade with tocilizumab", "an IL-1 inhibitor (anakinra)"."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from cargraph.facts.relations.found import Found
from cargraph.model import Evidence, Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Annotation, Entity, Mention

_RULE = "inhibits.in_name"
_SURE = 0.9
_BLOCKER = (
    r"(?:[- ](?:receptors?|R))?[- ]"
    r"(?:blockade|antagonis\w+|inhibit\w+|block(?:er|ing)\w*|neutrali\w+|antibod\w+|mAb)"
)
_IS_CLASS = re.compile(rf"(?i){_BLOCKER}")
_IS_ONE = re.compile(
    r"(?:s|ies)?(?:\s(?:with|by|using|via|such as|including|agents?|of)|,|\s\((?:e\.g\.,?|i\.e\.,?|such as)?)*[\s(]?"
)


def from_names(annotation: Annotation) -> Iterator[Found]:
    """Give the cytokine that a drug blocks where its name, or that of its class just before it, says so."""
    drugs = [m for m in annotation.mentions if m.kind == Kind.DRUG and m.sentence >= 0]
    if not any(_IS_CLASS.search(drug.span.of(annotation.paper.text)) for drug in drugs):
        return
    cytokines = [(entity, _blocked(entity)) for entity in annotation.entities if entity.kind == Kind.CYTOKINE]
    proper = {e.id for e in annotation.entities if not all(_IS_CLASS.search(name) for name in e.names)}
    for drug in drugs:
        if drug.entity in proper:
            yield from _against(annotation, drug, drug.span.of(annotation.paper.text), cytokines)
    for group, drug in itertools.pairwise(drugs):
        if _is_one(annotation, group, drug):
            yield from _against(annotation, drug, group.span.of(annotation.paper.text), cytokines)


def _against(
    annotation: Annotation, drug: Mention, named: str, cytokines: list[tuple[Entity, re.Pattern[str]]]
) -> Iterator[Found]:
    return (_found(annotation, drug, entity) for entity, pattern in cytokines if pattern.search(named))


def _is_one(annotation: Annotation, group: Mention, drug: Mention) -> bool:
    apart = group.entity != drug.entity and group.span.end <= drug.span.start
    return apart and _IS_ONE.fullmatch(annotation.paper.text, group.span.end, drug.span.start) is not None


def _found(annotation: Annotation, drug: Mention, cytokine: Entity) -> Found:
    sentence = annotation.sentences[drug.sentence]
    evidence = Evidence(sentence.span, sentence.span.of(annotation.paper.text), sentence.section, _RULE)
    return Found(
        subject=drug.entity,
        predicate=Predicate.INHIBITS,
        object=cytokine.id,
        evidence=(evidence,),
        confidence=_SURE,
    )


def _blocked(cytokine: Entity) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in cytokine.names)
    return re.compile(rf"(?i)(?<!\w)(?:{names}){_BLOCKER}")
