"""What a paper's opening says of all CAR T cells, before it comes to its own: no treatment by its product."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cargraph.facts.relations import focus
from cargraph.mentions.rules import sieve
from cargraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.facts.relations.found import Found
    from cargraph.model import Annotation, Sentence, Span

_OPENING_SECTIONS = frozenset({"background", "introduction"})
_LATEST = 0.6
"""The part of a text by which it speaks of itself; a review that does so later has no opening."""


def without_the_field(found: Iterable[Found], annotation: Annotation) -> list[Found]:
    """Return what was found without the diseases that only the opening, of a class in bare words, says are treated.

    They stay where the paper says of no other disease that the construct treats it.
    """
    found = list(found)
    named = _named_in_opening(annotation)
    bare = focus.bare(annotation)
    general = {id(one) for one in found if one.subject not in bare and _of_the_field(one, named)}
    treating = {one.subject for one in found if one.predicate is Predicate.TREATS and id(one) not in general}
    return [one for one in found if id(one) not in general or one.subject not in treating]


def _of_the_field(one: Found, named: dict[Span, dict[str, bool]]) -> bool:
    """Tell whether a treatment is told only in opening sentences that name the construct in bare words, or not."""
    return one.predicate is Predicate.TREATS and all(
        piece.span in named and named[piece.span].get(one.subject, True) for piece in one.evidence
    )


def carried(annotation: Annotation) -> dict[int, tuple[str, ...]]:
    """Return for the opening's sentences that name no construct those of the sentence before them, if it names any."""
    named: dict[int, dict[str, None]] = defaultdict(dict)
    for mention in annotation.mentions:
        if mention.kind is Kind.CONSTRUCT:
            named[mention.sentence][mention.entity] = None
    carried: dict[int, tuple[str, ...]] = {}
    for sentence in _opening(annotation):
        before = named.get(sentence.index - 1)
        if sentence.index not in named and before:
            carried[sentence.index] = tuple(before)
    return carried


def _opening(annotation: Annotation) -> list[Sentence]:
    """Return the sentences before the paper's first words of itself."""
    prose = [sentence for sentence in annotation.sentences if sentence.section != "title"]
    text = annotation.paper.text
    spans = ((sentence.span.start, sentence.span.end) for sentence in prose)
    told = [place for place, (start, end) in enumerate(spans) if sieve("own", "cues").stands(text, start, end)]
    early = told and told[0] <= _LATEST * len(prose)
    return prose[: told[0]] if early else [s for s in prose if s.section in _OPENING_SECTIONS]


def _named_in_opening(annotation: Annotation) -> dict[Span, dict[str, bool]]:
    """Return, for each sentence of the opening, whether each construct has bare names."""
    text = annotation.paper.text
    opening = _opening(annotation)
    named: dict[Span, dict[str, bool]] = {sentence.span: defaultdict(lambda: True) for sentence in opening}
    of_index = {sentence.index: sentence.span for sentence in opening}
    for mention in annotation.mentions:
        if mention.kind is Kind.CONSTRUCT and mention.sentence in of_index:
            words = named[of_index[mention.sentence]]
            words[mention.entity] &= focus.is_bare(mention.span.of(text))
    return named
