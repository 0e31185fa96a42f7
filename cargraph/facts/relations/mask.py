"""Sentences as rules see them: each mention masked by one sign, so that a pattern speaks of kinds and not of names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.facts import heads, wording
from cargraph.facts.relations.lists import INSERTED, LINK, OF_IT
from cargraph.facts.rules import sign
from cargraph.mentions.people import SEVERAL_PATIENTS
from cargraph.model import Kind, Span
from cargraph.text.folding import lowered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cargraph.model import Annotation, Mention, Sentence

_OPENS = re.compile(r"\s?[(\[]\s?")
_CLOSES = re.compile(r"(?:[;,]\s?n\s?=\s?\d+(?:\s?[;,]\s?\d[\d.]*\s?%)?)?\s?[)\]]")
_QUALIFIED = re.compile(r"(?:-(?:binding|specific|directed|targeting))?\s(?:[\w-]+\s){0,2}")
"""What stands between an antigen and the part that binds it: "a CD70-binding human scFv"."""
_APPOSED = re.compile(r",\s(?:an?|the|our)\s(?:[\w-]+\s){0,3}")
_BRACKET = re.compile(r"\s?[(\[][^()\[\]]{0,120}[)\]]")
_CUT_OFF = re.compile(
    r"(?!.{0,80}[;%]|.{0,80}\b[pP]\s?[<=])\s?[(\[][^()\[\]]{0,60}[<>\u2264\u2265]\s?[^()\[\]]{0,60}[)\]]"
)
_EDITED = re.compile(
    r"(?i)[- ](?:deficien\w+|disrupt(?:ion|ed)|knock(?:ed)?[- ]?(?:out|down)|KO|null|delet(?:ion|ed)|ablat(?:ion|ed)"
    r"|silenc(?:ing|ed))\Z"
)
_THEN = re.compile(r"(?i)\bfollowed by\b")
_OTHER_GROUP = re.compile(rf"(?i)\b(?:{SEVERAL_PATIENTS}|those) (?:with|who|without)\b")
_PAIR = frozenset({frozenset({Kind.CONSTRUCT})})
_NOTHING = frozenset({frozenset[Kind]()})
_FIGURES = re.compile(r"\s?[(\[][^()\[\]]{0,160}[)\]]")
_IN_ORDER = re.compile(r",\sfrom\s[^,;()]{1,30}\sto\s[^,;()]{1,30},")
_COUNTED = re.compile(r"(?<=[(\[])n\s?=\s?\d+\s?[;,]\s(?!n\s?=)")
"""The number of patients that opens a bracket before something else: "(n = 40; lymphoma)"."""
_TELLS_FIGURES = re.compile(r"^\s?[(\[][\d.,\s/\u2013-]+%?[)\]]$|;|\b[pn]\s?[=<>\u2264\u2265]", re.IGNORECASE)
_VERBAL = re.compile(r"(?i)(?:^|\s)(?:persisted|expanded|proliferated|relapsed|progressed|responded|died|recovered)\Z")
_KIND_THEN_NAME = re.compile(r"\s(?:(?:agent|antibody|inhibitor|blocker|drug)s?,?\s)?(?:such as\s)?")
_KINDS_OF_IT = re.compile(r"s?\s\((?:mainly |mostly |e\.g\.,? |including |such as )?")
_MAKER = re.compile(r"-(?:derived|producing|secreting|releasing)\b")
_BETWEEN = re.compile(
    r"(?:(?:correlation|association|relationship|link|relation)s? (?:was |were )?(?:\w+ )?|n?or )"
    r"between (?:(?!and )[\w-]+ ){0,4}\Z"
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
    """A masked text in small letters, each list of things one sign; `groups` tells what a sign at a place means."""

    text: str
    groups: Mapping[int, tuple[int, ...]]


class Masked:
    """A text whose mentions are signs: `named` in order, `words` what each is called, `gaps` what stands between."""

    def __init__(
        self, named: Sequence[Named], words: Sequence[str], gaps: Sequence[str], stems: frozenset[str]
    ) -> None:
        self.named = named
        self.kinds = frozenset(one.kind for one in named)
        self._words = words
        self._gaps = gaps
        self.stems = stems
        self._asked: dict[tuple[frozenset[Kind], frozenset[Kind]], Folded] = {}
        self._folded: dict[frozenset[frozenset[Kind]], Folded] = {}

    def folded(self, ends: tuple[frozenset[Kind], frozenset[Kind]]) -> Folded:
        """Return the text with lists of things of either set of kinds folded into one sign each.

        Of two constructs nothing is folded: what is between them is what is asked.
        Constructs stay words where neither set has them: "response and axi-cel expansion" is a list of endpoints.
        """
        if ends not in self._asked:
            here = frozenset(kinds & self.kinds for kinds in ends) - _NOTHING
            if here not in self._folded:
                self._folded[here] = self._fold(here)
            self._asked[ends] = self._folded[here]
        return self._asked[ends]

    def _fold(self, slots: frozenset[frozenset[Kind]]) -> Folded:
        words = not any(Kind.CONSTRUCT in kinds for kinds in slots)
        slots = slots - _PAIR if len(slots) == 1 else slots
        text, gap, place = "", self._gaps[0], 0
        groups: dict[int, tuple[int, ...]] = {}
        last: Kind | None = None
        kinds = frozenset[Kind]().union(*slots)
        opened: tuple[int, Kind] | None = None
        excepted = False
        for index, one in enumerate(self.named):
            made_by = Kind.TOXICITY in kinds and _MAKER.match(self._gaps[index + 1])
            if words and (one.kind == Kind.CONSTRUCT or made_by):
                gap += self._words[index] + self._gaps[index + 1]
                continue
            follows = last and _alike(slots, last, one.kind) and _listed(text, place, gap, same=one.kind == last)
            qualified = last is Kind.ANTIGEN and _QUALIFIED.fullmatch(gap)
            resumes = (
                not follows and opened and _alike(slots, opened[1], one.kind) and (LINK.fullmatch(gap) or qualified)
            )
            new = (follows or resumes) and self._is_new(text[:place], gap, index)
            if follows and not new:
                groups[place] += (index,)
                excepted = INSERTED.match(gap) is not None
            elif opened and resumes and not new:
                place = opened[0]
                groups[place] += (index,)
            else:
                opened = _left_open(opened, (place, last), one.kind, gap, kinds)
                text += gap.removeprefix(",") if excepted else gap
                excepted = False
                place = len(text)
                groups[place] = (index,)
                text += sign(one.kind)
            gap, last = self._gaps[index + 1], one.kind
        return Folded(lowered(text + (gap.removeprefix(",") if excepted else gap)), groups)

    def _is_new(self, before: str, gap: str, index: int) -> bool:
        """Tell whether a thing behind a gap goes on with no list: it does something, or has a clause of its own."""
        does = gap.startswith(",") and _VERBAL.search(self._words[index]) is not None
        return does or heads.opens_clause(before, gap, self._gaps[index + 1])


def _alike(slots: frozenset[frozenset[Kind]], first: Kind, last: Kind) -> bool:
    return any(first in kinds and last in kinds for kinds in slots)


def _left_open(
    opened: tuple[int, Kind] | None, before: tuple[int, Kind | None], kind: Kind, gap: str, kinds: frozenset[Kind]
) -> tuple[int, Kind] | None:
    """Return the list that a thing of another kind stands in, if any: its place and the kind of its last thing."""
    place, last = before
    if kind in kinds or last is None or not (LINK.fullmatch(gap) or OF_IT.fullmatch(gap)):
        return None
    return (place, last) if last in kinds else opened


def _listed(text: str, place: int, gap: str, *, same: bool) -> bool:
    """Tell whether two things make a list; "between A and B" names the two ends of something."""
    if " and " in gap and _BETWEEN.search(text[:place]):
        return False
    if _OTHER_GROUP.search(gap) or (not same and _THEN.search(gap)):
        return False
    if text[place] == sign(Kind.DRUG) and (_KIND_THEN_NAME.fullmatch(gap) or _KINDS_OF_IT.fullmatch(gap)):
        return True
    if gap in (" ", " (") and same and text[place] == sign(Kind.COMPONENT):
        return True
    return gap == "-" or LINK.fullmatch(gap) is not None


def _without_figures(gap: str) -> str:
    """Return what stands between two things without brackets of figures, "(n = 9; P = .02)", and ", from 5' to 3',"."""
    gap = _COUNTED.sub("", _IN_ORDER.sub("", gap))
    if "(" not in gap and "[" not in gap:
        return gap
    return _FIGURES.sub(lambda bracket: "" if _TELLS_FIGURES.search(bracket[0]) else bracket[0], gap)


class Masks:
    """The masked sentences of one paper, and the masked names of its constructs where names nest."""

    def __init__(self, annotation: Annotation) -> None:
        self._text = annotation.paper.text
        self._entities = {entity.id: entity for entity in annotation.entities}
        self._mentions: dict[int, list[Named]] = defaultdict(list)
        self._inner: dict[Span, list[Named]] = defaultdict(list)
        holder = Span(0, 0)
        for mention in sorted(annotation.mentions, key=lambda one: (one.span.start, -one.span.end)):
            role = self._entities[mention.entity].role
            named = Named(self._unedited(mention), mention.kind, mention.entity, role)
            if holder.holds(mention.span):
                self._inner[holder].append(named)
            else:
                self._mentions[mention.sentence].append(named)
                holder = mention.span

    def _unedited(self, mention: Mention) -> Span:
        """Return the place of a part without the word of its edit: of "PD-1 deficient" that of "PD-1"."""
        edit = _EDITED.search(self._text, mention.span.start, mention.span.end)
        cut = mention.kind is Kind.COMPONENT and edit is not None and edit.start() > mention.span.start
        return Span(mention.span.start, edit.start()) if cut and edit else mention.span

    def names(self, sentence: Sentence) -> bool:
        """Tell whether a sentence names anything."""
        return bool(self._mentions.get(sentence.index))

    def sentence(self, sentence: Sentence) -> Masked:
        """Mask a sentence; a name and its short form in brackets after it become one sign."""
        return self._mask(sentence.span, self._joined(self._mentions[sentence.index]))

    def inner(self, span: Span) -> Sequence[Named]:
        """Return what is named inside a construct's own name."""
        return self._inner.get(span, ())

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
            if last and last.entity == one.entity and self._text[last.span.end : one.span.start] == " ":
                joined[-1] = replace(last, span=Span(last.span.start, one.span.end))
            elif last and last.entity == one.entity and _APPOSED.fullmatch(self._text, last.span.end, one.span.start):
                comma = self._text.startswith(", ", one.span.end)
                joined[-1] = replace(last, span=Span(last.span.start, one.span.end + comma))
            elif last and last.entity == one.entity and _OPENS.fullmatch(self._text, last.span.end, one.span.start):
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
                gaps.append(_without_figures(self._text[at : one.span.start]))
                kept.append(one)
                bracket = _BRACKET.match(self._text, one.span.end, max(following, one.span.end))
                if bracket is None and one.kind is Kind.TOXICITY:
                    bracket = _CUT_OFF.match(self._text, one.span.end, within.end)
                at = bracket.end() if bracket else one.span.end
        words = [one.span.of(self._text) for one in kept]
        gaps.append(_without_figures(self._text[at : within.end]))
        return Masked(kept, words, gaps, wording.stems(within.of(self._text)))
