"""Row labels of tables of adverse events: the whole label names the event, whether the vocabulary knows it or not."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.rules import slot
from cargraph.mentions.vocabulary import load
from cargraph.model import Annotation, Entity, Kind, Mention, Span
from cargraph.text.nlp import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Paper, Table

_BASELINE = re.compile(r"baseline|demographic|characteristics|manufactur|eligib", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:,?\s*(?:no\.?|n)\s*\(%\)|,?\s*n\s*\(%\)|\s*\(%\)|,\s*%|[*†‡§¶]+|\s*\((?:any )?grades?[^)]*\)"
    r"|,?\s+(?:(?:any|all)(?:[ -]grades?)?|total|overall|(?:≥\s?)?grades?\s?[≥>]?=?\s?[1-5](?:\s?[-/]\s?[1-5])?\+?)"
    r"|,?\s+(?:(?:at|by|on)\s)?(?:day|week|month)\s?\+?\d+|\s+(?:at|by)\s\d+\s(?:days?|weeks?|months?)[a-h]?"
    r"|[:;,.]+)\s*$",
    re.IGNORECASE,
)
_MARKS = frozenset("abcdefgh")
"""Letters of notes that a page without its raised letters leaves at the end of a label."""
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_MEASURED = re.compile(
    r"(?i)\b(?:median|mean|IQR)\b|,\s(?:hours|days|weeks|months|years)\b|[,(]\s?\S{1,12}/(?:k?g|m?l|[\u00b5\u03bc]l|[\u00b5\u03bc]g)\b"
)
"""What is told with a unit is measured: "CRS onset, days", "Median duration", "Ferritin, ng/mL"."""
_OF_ABOVE = re.compile(
    r"(?i)\W*(?:(?:(?:any|all|maximum) )?grades?\b|(?:median )?(?:time to )?(?:onset|duration)\b"
    r"|(?:any|all)\b\W*(?:n\b|$)|[1-5≥](?:\s?-\s?[1-5])?\s*$)"
)


def goes_on(label: str) -> bool:
    """Tell whether a row's label names no outcome of its own but goes on with that above it: "Grade 3", "Onset"."""
    return _OF_ABOVE.match(label) is not None


def holds_results(table: Table) -> bool:
    """Tell whether a table reports results: its caption names no baseline, manufacture or eligibility."""
    return not _BASELINE.search(table.caption)


def is_of_events(table: Table) -> bool:
    """Tell whether a table lists adverse events."""
    told = slot("adverse", "cues")
    return holds_results(table) and bool(told.search(table.caption) or told.search(table.columns[0]))


def label_span(paper: Paper, label: Span) -> Span:
    """Return a row label without what is printed behind the name (", No. (%)", footnote marks)."""
    text = label.of(paper.text)
    while (cut := _TAIL.search(text)) and cut.start() > 2:
        text = text[: cut.start()]
    aside = _ASIDE.search(text)
    if aside and load().lookup(text[: aside.start()]):  # "Hypogammaglobulinaemia (IgG < 4 g/L)"
        text = text[: aside.start()]
    if text[-1:] in _MARKS and not load().lookup(text) and load().lookup(text[:-1]):  # "Infectionb"
        text = text[:-1]
    return Span(label.start, label.start + len(text))


def key(name: str) -> str:
    """Return the form two spellings of one label share."""
    return " ".join(fold(w) for w in re.findall(r"[^\W\d_]+|\d+", name))


def with_row_labels(annotation: Annotation) -> Annotation:
    """Return the annotation with every row label of its tables of adverse events as one toxicity."""
    labels = sorted(span for span in _labels(annotation.paper) if not _is_of_benefit(annotation, span))
    if not labels:
        return annotation
    known = _known(annotation, labels)
    entities = list(annotation.entities)
    mentions = [m for m in annotation.mentions if not _touched(m.span, labels)]
    for span in labels:
        name = span.of(annotation.paper.text)
        entity = known.get(key(name)) or _new(name, span, entities)
        known.setdefault(key(name), entity)
        mentions.append(Mention(span, entity.kind, entity.id, -1))
    return _renumbered(replace(annotation, entities=tuple(entities), mentions=tuple(sorted(mentions))), labels)


def _known(annotation: Annotation, labels: list[Span]) -> dict[str, Entity]:
    """Return the entities by every name that stands for the whole of them: their labels, and names told in prose."""
    text = annotation.paper.text
    own = [e for e in annotation.entities if e.kind in {Kind.TOXICITY, Kind.ENDPOINT}]
    found = {
        key(span.of(text)): e for e in own for span in e.mentions if not any(s.holds(span) for s in _near(span, labels))
    }
    whole = frozenset(labels)
    exact = {
        key(span.of(text)): e for e in own for span in e.mentions if span in whole and load().lookup(span.of(text))
    }
    return exact | found | {key(e.label): e for e in own}


def _touched(span: Span, labels: list[Span]) -> bool:
    return any(label.overlaps(span) for label in _near(span, labels))


def _near(span: Span, labels: list[Span]) -> list[Span]:
    """Return those of the labels, which stand in order and apart, that begin before a span's end, from its own on."""
    return labels[max(0, bisect_right(labels, span) - 1) : bisect_right(labels, Span(span.end, span.end))]


def _labels(paper: Paper) -> Iterator[Span]:
    for table in paper.tables:
        if is_of_events(table):
            for row in table.rows:
                span = label_span(paper, row.label)
                name = span.of(paper.text)
                measured = _MEASURED.search(row.label.of(paper.text)) is not None
                if row.cells and not measured and 2 < len(name) < 90 and not slot("no_event", "cues").fullmatch(name):
                    yield span


def _is_of_benefit(annotation: Annotation, label: Span) -> bool:
    """Tell whether a row's label names an endpoint or a drug and no harm: "Best ORR", "Tocilizumab given"."""
    kinds = {mention.kind for mention in annotation.within(label)}
    return bool(kinds & {Kind.ENDPOINT, Kind.DRUG}) and Kind.TOXICITY not in kinds


def _new(name: str, span: Span, entities: list[Entity]) -> Entity:
    label = name[0].lower() + name[1:] if name[1:2].islower() else name
    entity = Entity(f"e{len(entities) + 1}", Kind.TOXICITY, label, (name,), (span,))
    entities.append(entity)
    return entity


def _renumbered(annotation: Annotation, labels: list[Span]) -> Annotation:
    """Give every entity the mentions it now has, and drop those that only stood inside a label."""
    spans: dict[str, list[Span]] = {}
    for mention in annotation.mentions:
        spans.setdefault(mention.entity, []).append(mention.span)
    text = annotation.paper.text
    entities = []
    for entity in annotation.entities:
        if entity.id in spans:
            labelled = (" ".join(s.of(text).split()) for s in spans[entity.id] if _touched(s, labels))
            names = dict.fromkeys((*entity.names, *labelled))
            entities.append(replace(entity, mentions=tuple(sorted(spans[entity.id])), names=tuple(names)))
    return replace(annotation, entities=tuple(entities))
