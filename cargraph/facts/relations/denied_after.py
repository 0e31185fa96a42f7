"""Markers of which a tie told of others is denied in a word: "IL-6 was higher in CRS. In contrast, IL-15 was not"."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from cargraph.facts.relations.found import Found
from cargraph.model import Evidence, Kind, Predicate, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.model import Annotation, Mention, Sentence

_MARKERS = frozenset({Kind.CYTOKINE, Kind.BIOMARKER})
_OPENS = re.compile(
    r"(?i)(?:(?:in|by) contrast,|conversely,|however,|on the other hand,"
    r"|those of|levels of|the|serum|baseline|peak|and|\s)*\Z"
)
_BETWEEN = re.compile(r"(?:\s\([^()]{1,30}\))?(?:,\s(?:and\s)?|\s(?:and|or|nor)\s)(?:the |serum |baseline |peak )*")
_DENIED = re.compile(
    r"(?:\s(?:levels|concentrations|values))?\s"
    r"(?:(?:were|was|did|had) not"
    r"(?: (?:differ|discriminat|correlat|predict|associat|significant|different|do so|so\b)\w*"
    r"(?: significantly| between (?:the )?(?:two )?groups)?)?"
    r"|(?:showed|had) no (?:such )?(?:difference|association|correlation|relation)s?"
    r"|(?:were|was) (?:similar|comparable|unrelated|no different))"
    r"(?:\s\([^()]{1,60}\))?(?=[.;]|$)"
)
_WHEN = re.compile(r"\b(?:before|prior to|after|following|until)\s(?:[\w-]+\s){0,2}\Z")
_RULE = "associated_with.denied_after"
_CONFIDENCE = 0.75


def denied_after(found: Sequence[Found], annotation: Annotation) -> Iterator[Found]:
    """Give the denials of what the clause or the sentence before ties to one outcome."""
    tied: dict[Span, set[str]] = defaultdict(set)
    for one in found:
        if one.predicate == Predicate.ASSOCIATED_WITH and not one.negated:
            for piece in one.evidence:
                tied[piece.span].add(one.object)
    if not tied:
        return
    text = annotation.paper.text
    before: Sentence | None = None
    for sentence in annotation.sentences:
        for start, markers in _clauses(annotation, sentence):
            told = sentence if ";" in text[sentence.span.start : start] else before
            outcomes = tied.get(told.span, set()) if told is not None else set()
            if told is not None and len(outcomes) == 1 and not _is_time(annotation, told, *outcomes):
                piece = Evidence(sentence.span, sentence.span.of(text), sentence.section, _RULE)
                for marker in dict.fromkeys(m.entity for m in markers):
                    yield Found(
                        subject=marker,
                        predicate=Predicate.ASSOCIATED_WITH,
                        object=next(iter(outcomes)),
                        evidence=(piece,),
                        confidence=_CONFIDENCE,
                        negated=True,
                    )
        before = sentence


def _is_time(annotation: Annotation, sentence: Sentence, outcome: str) -> bool:
    """Tell whether an outcome only says when a sentence's things were measured: "before fever"."""
    named = [m for m in annotation.within(sentence.span) if m.entity == outcome]
    text = annotation.paper.text
    return all(_WHEN.search(text, sentence.span.start, m.span.start) for m in named)


def _clauses(annotation: Annotation, sentence: Sentence) -> Iterator[tuple[int, list[Mention]]]:
    """Give the clauses that name markers alone and deny something of them: where each begins, and its markers."""
    text = annotation.paper.text
    here = annotation.within(sentence.span)
    at = sentence.span.start
    for piece in text[at : sentence.span.end].split(";"):
        clause = Span(at, at + len(piece))
        at = clause.end + 1
        inside = [m for m in here if clause.holds(m.span)]
        if inside and all(m.kind in _MARKERS for m in inside) and _is_denial(text, clause, inside):
            yield clause.start, inside


def _is_denial(text: str, clause: Span, markers: Sequence[Mention]) -> bool:
    listed = all(_BETWEEN.fullmatch(text, a.span.end, b.span.start) for a, b in pairwise(markers))
    opened = _OPENS.match(text[clause.start : markers[0].span.start]) is not None
    return listed and opened and _DENIED.match(text, markers[-1].span.end) is not None
