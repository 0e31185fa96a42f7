"""Readings, results and relations of short marked texts."""

from __future__ import annotations

from dataclasses import replace

from cargraph.facts.relations.examples import annotation
from cargraph.model import Annotation, Evidence, Observation, Relation, Section, Span, Stat

HERE = (Evidence(Span(0, 4), "Four", "results"),)


def named(reading: Annotation) -> dict[str, str]:
    """Return the ids of a reading's entities by their labels."""
    return {entity.label: entity.id for entity in reading.entities}


def said(reading: Annotation, found: tuple[Relation, ...]) -> set[tuple[str, str, str, bool]]:
    """Return relations as labels: subject, predicate, object, negated."""
    labels = {entity.id: entity.label for entity in reading.entities}
    return {(labels[r.subject], r.predicate.value, labels[r.object], r.negated) for r in found}


def titled(title: str, text: str) -> Annotation:
    """Make a reading of a title and a text."""
    reading = annotation(f"{title}. {text}")
    end = reading.sentences[0].span.end
    sections = (Section("title", Span(0, end)), Section("abstract", Span(end, len(reading.paper.text))))
    return replace(reading, paper=replace(reading.paper, sections=sections))


def observed(reading: Annotation, outcome: str, **numbers: object) -> Observation:
    """Make a share of a reading's first construct with the numbers given."""
    names = named(reading)
    subject = next(entity.id for entity in reading.entities if entity.kind.value == "construct")
    told: dict[str, object] = {"evidence": HERE, **numbers}
    return Observation(
        subject=subject,
        outcome=names[outcome],
        stat=Stat.PROPORTION,
        **told,  # type: ignore[arg-type]
    )


def sentence(reading: Annotation, place: int) -> tuple[Evidence, ...]:
    """Return a sentence of a reading as evidence, counted from 0."""
    span = reading.sentences[place].span
    return (Evidence(span, span.of(reading.paper.text), "abstract"),)
