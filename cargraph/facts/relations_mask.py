"""Sentences as rules see them: each mention masked by one sign, so that a pattern speaks of kinds and not of names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts import wording
from cargraph.facts.rules import sign
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cargraph.model import Annotation, Sentence

_OPENS = re.compile(r"\s?[(\[]\s?")
_CLOSES = re.compile(r"\s?[)\]]")
_BRACKET = re.compile(r"\s?[(\[][^()\[\]]{0,120}[)\]]")
_LINK = re.compile(
    r"(?:\s(?:(?:co-?stimulatory |signall?ing )?domains?|chains?|levels?|rates?|genes?|regions?|receptors?|cells))?"
    r"(?:\s?[,;]\s?(?:(?:and|or|as well as|including|plus|or even|but not|not)\s)?"
    r"|\s?(?:and/or|and|or|as well as|plus|including|such as|but not(?: with| the)?)\s|/|\s?&\s?)"
    r"(?:(?!(?:whereas|while|although|though|because|since|when|followed|after|before|was|were|is|are|had|has|have|did|than"
    r"|versus|vs|compared|preceded|then|which|who|that|predict\w*|correlat\w*|associated|caus\w*|induc\w*|driv\w*|mediat\w*)\b)[^\s;,]+\s){0,3}(?:[^\s;,]{1,20}-)?"
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
    """A text whose mentions are signs: `named` in order, `words` what each is called, `gaps` what stands between."""

    def __init__(self, named: Sequence[Named], words: Sequence[str], gaps: Sequence[str]) -> None:
        self.named = named
        self.kinds = frozenset(one.kind for one in named)
        self._words = words
        self._gaps = gaps
        self.stems = wording.stems(" ".join((*gaps, *words)))
        self._folded: dict[frozenset[frozenset[Kind]], Folded] = {}

    def folded(self, subject: frozenset[Kind], object_: frozenset[Kind]) -> Folded:
        """Return the text with lists of things of either set of kinds folded into one sign each.

        Constructs stay words where neither set has them: "response and axi-cel expansion" is a list of endpoints.
        """
        key = frozenset((subject, object_))
        if key not in self._folded:
            self._folded[key] = self._fold(key)
        return self._folded[key]

    def _fold(self, slots: frozenset[frozenset[Kind]]) -> Folded:
        words = not any(Kind.CONSTRUCT in kinds for kinds in slots)
        text, gap, place = "", self._gaps[0], 0
        groups: dict[int, tuple[int, ...]] = {}
        last: Kind | None = None
        excepted = False
        for index, one in enumerate(self.named):
            if words and one.kind == Kind.CONSTRUCT:
                gap += self._words[index] + self._gaps[index + 1]
                continue
            if last and any(last in kinds and one.kind in kinds for kinds in slots) and _LINK.fullmatch(gap):
                groups[place] += (index,)
                excepted = gap.startswith(",") and " not " in gap
            else:
                text += gap.removeprefix(",") if excepted else gap
                excepted = False
                place = len(text)
                groups[place] = (index,)
                text += sign(one.kind)
            gap, last = self._gaps[index + 1], one.kind
        return Folded(text + (gap.removeprefix(",") if excepted else gap), groups)


class Masks:
    """The masked sentences of one paper, and the masked names of its constructs where names nest."""

    def __init__(self, annotation: Annotation) -> None:
        self._text = annotation.paper.text
        self._entities = {entity.id: entity for entity in annotation.entities}
        self._mentions: dict[int, list[Named]] = defaultdict(list)
        self._inner: dict[Span, list[Named]] = defaultdict(list)
        holder = Span(0, 0)
        for mention in sorted(annotation.mentions, key=lambda one: (one.span.start, -one.span.end)):
            named = Named(mention.span, mention.kind, mention.entity, self._entities[mention.entity].role)
            if holder.holds(mention.span):
                self._inner[holder].append(named)
            else:
                self._mentions[mention.sentence].append(named)
                holder = mention.span

    def sentence(self, sentence: Sentence) -> Masked:
        """Mask a sentence; a name and its short form in brackets after it become one sign."""
        return self._mask(sentence.span, self._joined(self._mentions[sentence.index]))

    def inside(self, span: Span) -> Masked:
        """Mask what is named inside a construct's own name."""
        return self._mask(span, self._inner.get(span, ()))

    def constructs(self, sentence: Sentence) -> list[Named]:
        """Return the mentions of constructs in a sentence."""
        return [named for named in self._mentions[sentence.index] if named.kind == Kind.CONSTRUCT]

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
        ends = [*(one.span.start for one in named), within.end][1:]
        for one, following in zip(named, ends, strict=True):
            if one.span.start >= at:
                gaps.append(self._text[at : one.span.start])
                kept.append(one)
                bracket = _BRACKET.match(self._text, one.span.end, max(following, one.span.end))
                at = bracket.end() if bracket else one.span.end
        return Masked(kept, [one.span.of(self._text) for one in kept], [*gaps, self._text[at : within.end]])
