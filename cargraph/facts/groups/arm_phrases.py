"""The phrases of a sentence that name groups of patients, as arm tokens: labels, rows, parts, other treatments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.groups.counted_parts import names_of
from cargraph.facts.groups.labels import labels
from cargraph.facts.groups.numbered import numbered
from cargraph.facts.groups.parallel import parallel
from cargraph.facts.groups.parted import is_group, parted, tells_apart
from cargraph.facts.groups.rows import rows
from cargraph.facts.token import Tag, Token
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cargraph.facts.groups.controls import Controls
    from cargraph.facts.groups.counted_parts import Part

_SWALLOWED = frozenset({Kind.TOXICITY, Kind.ENDPOINT, Kind.CYTOKINE, Kind.BIOMARKER, Kind.DISEASE})
_GROUP_WORD = len(" cohorts")


class ArmPhrases:
    """Finds the group phrases of one paper's sentences.

    own: patterns of the names that the paper gives to its arms. parts: the rows of parts that it counts. whole: the
    diseases that all of its patients have, or by which it divides them.
    """

    def __init__(
        self,
        text: str,
        own: Sequence[re.Pattern[str] | None],
        parts: Sequence[Sequence[Part]],
        controls: Controls,
        whole: Collection[str],
    ) -> None:
        self.text = text
        self._parts = parts
        self._part_names = names_of(parts)
        self._own = tuple(pattern for pattern in (*own, self._part_names) if pattern is not None)
        self._controls = controls
        self._whole = whole

    def of(self, within: Span, named: Sequence[Token]) -> list[Token]:
        """Return the group phrases of a sentence; named: the tokens of what it names."""
        phrases = [
            Token(Tag.ARM, span, span.of(self.text).lower(), label=label)
            for span, label in labels(self.text, within, self._own)
            if all(_within(span, t, denied=bool(_DENIED.search(label))) for t in named if span.overlaps(t.span))
            and not any(span.overlaps(p.place) for row in self._parts for p in row if p.names)
        ]
        phrases = self._numbered(within, self._rows(within, named, phrases))
        phrases = [*self._parted(within, named, phrases), *phrases]
        return [*phrases, *self._treated_otherwise(within, named, phrases)]

    def _rows(self, within: Span, named: Sequence[Token], phrases: list[Token]) -> list[Token]:
        """Return the arm phrases with the groups of a row instead of its last alone; a row of names is left to them."""
        found = [
            Token(Tag.ARM, span, span.of(self.text).lower(), label=label)
            for span, label in rows(self.text, within)
            if not any(span.overlaps(t.span) and not span.holds(t.span) for t in [*named, *phrases])
        ]
        if any(f.span.holds(t.span) for f in found for t in named):
            return phrases
        return [*(p for p in phrases if not any(f.span.holds(p.span) for f in found)), *found]

    def _numbered(self, within: Span, phrases: list[Token]) -> list[Token]:
        """Return the arm phrases with each group of a numbered row by itself."""
        for row in numbered(self.text, within):
            whole = Span(row[0][0].start, row[-1][0].end)
            phrases = [p for p in phrases if not p.span.overlaps(whole)]
            phrases += [Token(Tag.ARM, span, span.of(self.text).lower(), label=label) for span, label in row]
        return phrases

    def _parted(self, within: Span, named: Sequence[Token], phrases: list[Token]) -> list[Token]:
        """Return the patients whom a sentence sets apart; a phrase that only holds the name of an arm gives way."""
        found: list[Token] = []
        products = [t.span for t in named if t.tag is Tag.ARM and t.mention and t.mention.kind is Kind.CONSTRUCT]
        beside = [*parallel(self.text, within)]
        if any(span.holds(p) for span, _ in beside for p in products) or self._of_drugs(named, beside):
            beside = []
        sure = {span for span, _ in beside}
        for span, label in [*beside, *parted(self.text, within)]:
            inside = [t for t in named if span.overlaps(t.span)]
            of_all = (t.span.of(self.text) for t in inside if t.entity in self._whole)
            told = [p for p in phrases if span.overlaps(p.span)]
            if (
                not any(span.overlaps(p.span) for p in found)
                and (
                    not self._names_part(span)
                    if span in sure
                    else all(span.holds(p.span) and not _ends_group(p, span) for p in told)
                )
                and all(_within(span, t, denied=bool(_DENIED.search(label)), sure=span in sure) for t in inside)
                and tells_apart(label, of_all)
            ):
                phrases[:] = [p for p in phrases if not span.overlaps(p.span) and not self._opens(p, span)]
                found.append(Token(Tag.ARM, span, span.of(self.text).lower(), label=label, scope=True))
        return found

    def _opens(self, phrase: Token, span: Span) -> bool:
        """Tell whether a phrase is but the word for people before a group's own words: "responders with X"."""
        gap = self.text[phrase.span.end : span.start]
        return phrase.text == "responders" and _ASIDE.fullmatch(gap) is not None

    def _names_part(self, span: Span) -> bool:
        """Tell whether words hold the name of one of the parts that the paper counts."""
        return self._part_names is not None and self._part_names.search(self.text, span.start, span.end) is not None

    def _of_drugs(self, named: Sequence[Token], found: Sequence[tuple[Span, str]]) -> bool:
        """Tell whether groups are told by two drugs they got, and no word for people: "63% with A and 32% with B"."""
        alone = [span for span, _ in found if self.text.startswith("with ", span.start)]
        ends = {span.end for span in alone}
        given = {t.entity for t in named if t.mention and t.mention.kind is Kind.DRUG and t.span.end in ends}
        people = any(_PEOPLE_BEFORE.search(self.text, max(0, a.start - _PERSON), a.start) for a in alone)
        return len(given) > 1 and not people

    def _treated_otherwise(self, within: Span, named: Sequence[Token], phrases: Sequence[Token]) -> list[Token]:
        """Return the treatments without a CAR that stand for their patients, where no longer name covers them."""
        return [
            Token(Tag.ARM, span, span.of(self.text).lower(), label=label)
            for span, label in self._controls.spans(self.text, within)
            if all(span.holds(t.span) for t in named if span.overlaps(t.span))
            and not any(span.overlaps(p.span) for p in phrases)
        ]


def _ends_group(phrase: Token, span: Span) -> bool:
    """Tell whether an arm phrase at the end of a longer one is the name of a group: "patients in the [early group]"."""
    return phrase.span.end == span.end and is_group(phrase.label or "")


_PEOPLE_BEFORE = re.compile(
    r"\b(?:patients|pts|subjects|those|children|adults|recipients)\b[\s()\d.%]*$", re.IGNORECASE
)
_PERSON = 30
_ASIDE = re.compile(r"(?:\s[(\[][^()\[\]]{1,20}[)\]])?\s")
_DENIED = re.compile(r"\b(?:did\snot|not|without)\b")


def _within(label: Span, token: Token, *, denied: bool, sure: bool = False) -> bool:
    """Tell whether a label ("severe CRS group") swallows the mention in it; a construct only where it is denied.

    sure: the label stands beside another in like words, and swallows drugs and what is all it says.
    """
    kind = token.mention.kind if token.mention else None
    if kind is Kind.CONSTRUCT:
        passing = token.mention is not None and token.mention.generic
        return (denied or passing) and label.holds(token.span)
    if kind is Kind.DRUG:
        return label.holds(token.span) and (denied or sure or label.end - token.span.end <= _GROUP_WORD)
    return (
        kind in _SWALLOWED
        and label.holds(token.span)
        and (label != token.span or sure or kind is Kind.BIOMARKER or token.text.endswith("responders"))
    )
