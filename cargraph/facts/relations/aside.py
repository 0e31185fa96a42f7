"""Constructs named aside: what patients had before or after, what another study gave, what is named in passing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.besides import had_besides, of_another_study, of_the_field
from cargraph.facts.relations import focus
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cargraph.model import Annotation, Comparison, Mention, Observation, Span


class Aside:
    """What one paper names aside: `others` are those constructs, `beside` the places that speak of before or after.

    `abroad` are those of them that are named only where the paper tells of the field.
    """

    def __init__(self, annotation: Annotation, observations: Sequence[Observation]) -> None:
        self._annotation = annotation
        self._mentions = [m for m in annotation.mentions if m.kind == Kind.CONSTRUCT]
        had = frozenset(m.span for m in self._mentions if had_besides(annotation, m))
        self.abroad = of_the_field(annotation)
        self.others = self._of_others(had) | _mentioned(annotation, self._mentions, observations) | self.abroad
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
        meant = {m.entity for m in self._mentions if m.span not in had and not of_another_study(self._annotation, m)}
        return constructs - meant if meant else frozenset()


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
