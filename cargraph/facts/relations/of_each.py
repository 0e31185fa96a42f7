"""What a sentence says of several constructs at once, and is of each that it then names: "Four CARs with X: A, B"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.numerals import WORD
from cargraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.relations.found import Found
    from cargraph.model import Annotation, Mention, Span

_COUNTED = re.compile(rf"(?i)(?<![\w-])(?:{WORD}|both|several|all|\d{{1,2}})(?: (?!and |or )[\w-]+){{0,3}} \Z")
_SEVERAL = re.compile(r"(?:CARs|CAARs|receptors|constructs|variants|products|[cC]ells)\Z")
_LEAST = 2
_NEAR = 60
_LESS_SURE = 0.9


def of_each(found: Sequence[Found], annotation: Annotation) -> Iterator[Found]:
    """Give for each construct that a sentence lists the parts that it tells before of all of them."""
    for one in found:
        if one.predicate == Predicate.HAS_COMPONENT and not (one.negated or one.understood):
            for piece in one.evidence:
                for member in _listed(annotation, piece.span, one):
                    yield replace(one, subject=member, confidence=one.confidence * _LESS_SURE)


def _listed(annotation: Annotation, sentence: Span, one: Found) -> tuple[str, ...]:
    here = annotation.within(sentence)
    heads = [m for m in here if m.entity == one.subject and _is_counted(annotation.paper.text, m)]
    if not heads:
        return ()
    others = [m for m in here if m.kind == Kind.CONSTRUCT and m.entity != one.subject]
    named = [m for m in others if m.span.start >= heads[0].span.end]
    members = tuple(dict.fromkeys(m.entity for m in named))
    things = [m for m in here if m.entity == one.object]
    if len(members) < _LEAST or not any(thing.span.start < named[0].span.start for thing in things):
        return ()
    return members if not _is_dealt(things, named, annotation.paper.text) else ()


def _is_counted(text: str, mention: Mention) -> bool:
    """Tell whether words for a construct are of several: "Four second-generation CARs"."""
    before = text[max(0, mention.span.start - _NEAR) : mention.span.start]
    said = mention.span.of(text)
    return _SEVERAL.search(said) is not None and _COUNTED.search(before) is not None


def _is_dealt(things: Sequence[Mention], named: Sequence[Mention], text: str) -> bool:
    """Tell whether a bracket right behind a thing names the one that has it."""
    pairs = ((thing.span.end, one.span.start) for thing in things for one in named if thing.span < one.span)
    return any(_OPENS.fullmatch(text, *pair) for pair in pairs)


_OPENS = re.compile(r"(?: [\w-]+){0,2}(?:/[\w α-ω-]+)? \(")
