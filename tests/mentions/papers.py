"""Papers in memory: a title and an abstract of one's own words."""

from __future__ import annotations

from cargraph.mentions.annotate import annotate
from cargraph.model import Annotation, Entity, Kind, Paper, Section, Span


def paper(abstract: str, title: str = "A study") -> Paper:
    text = f"{title}\n\n{abstract}"
    start = len(title) + 2
    sections = (Section("title", Span(0, len(title))), Section("abstract", Span(start, len(text))))
    return Paper("test:1", "test.txt", title, text, sections)


def read(abstract: str, title: str = "A study") -> Annotation:
    return annotate(paper(abstract, title))


def of_kind(found: Annotation, kind: Kind) -> list[Entity]:
    return [entity for entity in found.entities if entity.kind is kind]


def labels(found: Annotation, kind: Kind) -> list[str]:
    return sorted(entity.label for entity in of_kind(found, kind))


def named(found: Annotation, kind: Kind, name: str) -> Entity | None:
    return next((entity for entity in of_kind(found, kind) if name in entity.names), None)
