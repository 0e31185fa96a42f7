"""Constructs named aside: what patients had before or after, what another study gave, what is named in passing."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.relations import focus
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cargraph.model import Annotation, Comparison, Mention, Observation, Span

_EARLIER = re.compile(
    r"(?i)(?:\b(?:relaps(?:ed|ing)|progress(?:ed|ing)|fail(?:ed|ing)|recurr(?:ed|ing)|refractory|resistant|exposed"
    r"|pre-?treated)(?:\s[\w-]+){0,3}?"
    r"|\b(?:prior|previous|previously received|earlier|preceding|failure of|having had|had (?:already )?received)"
    r"|\b(?:prior|previous)\b[^.;]{0,40}\b(?:lines?|therap\w+|treatments?),? (?:among (?:them|which)|including)"
    r"|\blines?\b[^.;]{0,20},? (?:among (?:them|which)|including))"
    r"(?:\s(?:after|following|to|on|from|with|an?|the|autologous|allogeneic|commercial|treatment|therapy|infusion|of))*\s\Z"
)
_LATER = re.compile(
    r"(?i)\b(?:re-?treat\w*|salvaged?|rescued|subsequent(?:ly)?(?: received| treatment| therapy)?"
    r"|later (?:received|given))"
    r"(?:\s(?:by|with|using|an?|the|autologous|allogeneic))*\s\Z"
)
_OF_ANOTHER_STUDY = re.compile(
    r"(?i)(?:\s(?!and\b|or\b|than\b|versus\b|vs\b)[\w-]+){0,3}?\s(?:in|from|of) (?:our|an?|the) "
    r"(?:own )?(?:preceding|previous|earlier|prior|historical)"
    r" (?:\w+ )?(?:trial|study|cohort|series|protocol)s?\b"
)
_HAD_BY_NAME = re.compile(r"(?i)[- ](?:exposed|experienced|pre-?treated|refractory|resistant|na[i\u00ef]ve)\b")
_NEXT_WORD = 20


class Aside:
    """What one paper names aside: `others` are those constructs, `beside` the places that speak of before or after."""

    def __init__(self, annotation: Annotation, observations: Sequence[Observation]) -> None:
        self._text = annotation.paper.text
        self._mentions = [m for m in annotation.mentions if m.kind == Kind.CONSTRUCT]
        self._starts = [sentence.span.start for sentence in annotation.sentences]
        self._ends = [sentence.span.end for sentence in annotation.sentences]
        had = frozenset(m.span for m in self._mentions if self._had_besides(m))
        self.others = self._of_others(had) | _mentioned(annotation, self._mentions, observations)
        self.beside = frozenset(m.span for m in self._mentions if m.entity in self.others and m.span in had)

    def returned(self, observations: Sequence[Observation], own: tuple[str, ...]) -> Iterator[Observation]:
        """Give the observations; one of a construct aside that is not named there is of the paper's one construct.

        Where a paper is about several, it is of none.
        """
        for one in observations:
            if one.subject not in self.others or self._named_in(one.subject, one, self.beside):
                yield one
            elif len(own) == 1:
                yield replace(one, subject=own[0])

    def told_apart(self, comparisons: Sequence[Comparison]) -> Iterator[Comparison]:
        """Give the comparisons, without a side that is a construct aside and not named there."""
        for one in comparisons:
            a, b = (not side or side not in self.others or self._named_in(side, one) for side in (one.a, one.b))
            yield one if a and b else replace(one, a=one.a if a else "", b=one.b if b else None)

    def _named_in(self, construct: str | None, fact: Observation | Comparison, beside: Collection[Span] = ()) -> bool:
        named = [m.span for m in self._mentions if m.entity == construct and m.span not in beside]
        return any(piece.span.holds(span) for piece in fact.evidence for span in named)

    def _of_others(self, had: Collection[Span]) -> frozenset[str]:
        constructs = frozenset(m.entity for m in self._mentions)
        meant = {m.entity for m in self._mentions if m.span not in had and not self._of_another_study(m)}
        return constructs - meant if meant else frozenset()

    def _of_another_study(self, mention: Mention) -> bool:
        return _OF_ANOTHER_STUDY.match(self._text, mention.span.end, self._ends[mention.sentence]) is not None

    def _had_besides(self, mention: Mention) -> bool:
        before = self._text[self._starts[mention.sentence] : mention.span.start]
        after = self._text[mention.span.end : mention.span.end + _NEXT_WORD]
        return bool(_EARLIER.search(before) or _LATER.search(before) or _HAD_BY_NAME.match(after))


def _mentioned(
    annotation: Annotation, mentions: Sequence[Mention], observations: Sequence[Observation]
) -> frozenset[str]:
    """Return the constructs named in passing, where the title names another one.

    Those are the ones that a single sentence names, without a result, or whose results never stand beside their name.
    """
    title = focus.titled(annotation)
    places: dict[str, set[Span]] = defaultdict(set)
    for mention in mentions if title else ():
        if mention.entity not in title:
            places[mention.entity].add(annotation.sentences[mention.sentence].span)
    results = {(o.subject or "", piece.span) for o in observations for piece in o.evidence}
    told = {name for name, span in results if span in places.get(name, ())}
    once = {name for name, spans in places.items() if len(spans) == 1}
    return frozenset((once | ({name for name, _ in results} & places.keys())) - told)
