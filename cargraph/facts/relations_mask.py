"""Sentences as rules see them: each mention masked by one sign, so that a pattern speaks of kinds and not of names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts.rules import SIGNS, sign
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cargraph.model import Annotation, Entity, Mention, Sentence

_OPENS = re.compile(r"\s?[(\[]\s?")
_CLOSES = re.compile(r"\s?[)\]]")
_BRACKET = re.compile(rf"\s?[(\[][^()\[\]{SIGNS}]{{0,120}}[)\]]")
_LINK = re.compile(
    r"(?:\s(?:(?:co-?stimulatory |signall?ing )?domains?|chains?|levels?|rates?|genes?|regions?|receptors?|cells))?"
    r"(?:\s?[,;]\s?(?:(?:and|or|as well as|including|plus|or even|but not|not)\s)?"
    r"|\s?(?:and/or|and|or|as well as|plus|including|such as|but not(?: with| the)?)\s|/|\s?&\s?)"
    r"(?:[^\s;,]+\s){0,3}(?:[^\s;,]{1,20}-)?"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing named at a place: what a sign of a masked text stands for."""

    span: Span
    kind: Kind
    entity: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Folded:
    """A masked text in which a list of things is one sign; `groups` tells what a sign at a place stands for."""

    text: str
    groups: Mapping[int, tuple[int, ...]]


class Masked:
    """A text whose mentions are signs: `named` in order, `gaps` the words before, between and after them."""

    def __init__(self, named: Sequence[Named], gaps: Sequence[str]) -> None:
        self.named = named
        self.kinds = frozenset(one.kind for one in named)
        self._gaps = gaps
        self._linked = [_LINK.fullmatch(gap) is not None for gap in gaps[1:-1]]
        self._folded: dict[frozenset[frozenset[Kind]], Folded] = {}

    def folded(self, subject: frozenset[Kind], object_: frozenset[Kind]) -> Folded:
        """Return the text with lists of things of either set of kinds folded into one sign each."""
        key = frozenset((subject, object_))
        if key not in self._folded:
            self._folded[key] = self._fold(key)
        return self._folded[key]

    def _fold(self, slots: frozenset[frozenset[Kind]]) -> Folded:
        text, place = self._gaps[0], 0
        groups: dict[int, tuple[int, ...]] = {}
        for index, one in enumerate(self.named):
            before = self.named[index - 1].kind
            if index and self._linked[index - 1] and any(before in kinds and one.kind in kinds for kinds in slots):
                groups[place] += (index,)
                text = text[: place + 1]
            else:
                place = len(text)
                groups[place] = (index,)
                text += sign(one.kind)
            text += self._gaps[index + 1]
        return Folded(text, groups)


class Masks:
    """The masked sentences of one paper, and the masked names of its constructs where names nest."""

    def __init__(self, annotation: Annotation) -> None:
        self._text = annotation.paper.text
        self._entities = {entity.id: entity for entity in annotation.entities}
        self._mentions: dict[int, list[Mention]] = defaultdict(list)
        for mention in annotation.mentions:
            self._mentions[mention.sentence].append(mention)
        outer = {(mention.span, mention.entity) for mention in annotation.mentions}
        self._inner = sorted(
            (self._name(span, entity) for entity in annotation.entities for span in entity.mentions
             if entity.kind != Kind.CONSTRUCT and (span, entity.id) not in outer),
            key=lambda named: named.span,
        )  # fmt: skip

    def sentence(self, sentence: Sentence) -> Masked:
        """Mask a sentence; a name and its short form in brackets after it become one sign."""
        named = [self._name(m.span, self._entities[m.entity]) for m in self._mentions[sentence.index]]
        return self._mask(sentence.span, self._joined(named))

    def inside(self, span: Span) -> Masked:
        """Mask what is named inside a construct's own name."""
        return self._mask(span, [named for named in self._inner if span.holds(named.span) and span != named.span])

    def constructs(self, sentence: Sentence) -> list[Mention]:
        """Return the mentions of constructs in a sentence."""
        return [mention for mention in self._mentions[sentence.index] if mention.kind == Kind.CONSTRUCT]

    def _name(self, span: Span, entity: Entity) -> Named:
        return Named(span, entity.kind, entity.id, entity.role)

    def _joined(self, named: Sequence[Named]) -> list[Named]:
        joined: list[Named] = []
        for one in named:
            last = joined[-1] if joined else None
            if last and last.entity == one.entity and _OPENS.fullmatch(self._text, last.span.end, one.span.start):
                closed = _CLOSES.match(self._text, one.span.end)
                end = closed.end() if closed else one.span.end
                joined[-1] = Named(Span(last.span.start, end), last.kind, last.entity, last.role)
            else:
                joined.append(one)
        return joined

    def _mask(self, within: Span, named: Sequence[Named]) -> Masked:
        kept: list[Named] = []
        gaps: list[str] = []
        at = within.start
        for one in named:
            if one.span.start >= at:
                gaps.append(self._text[at : one.span.start])
                kept.append(one)
                at = one.span.end
                bracket = _BRACKET.match(self._text, at, within.end)
                at = bracket.end() if bracket else at
        return Masked(kept, [*gaps, self._text[at : within.end]])
