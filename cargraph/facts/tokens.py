"""Sentence -> tokens: mentions, signs of numbers, arm phrases and the words between them, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cargraph.facts.groups.arm_phrases import ArmPhrases
from cargraph.facts.groups.control_names import control_names
from cargraph.facts.groups.controls import Controls
from cargraph.facts.groups.counted_kinds import by_kind
from cargraph.facts.groups.counted_parts import counted_parts
from cargraph.facts.groups.declared import declared
from cargraph.facts.groups.denied import denied
from cargraph.facts.groups.divisions import divisions
from cargraph.facts.groups.pointing import elliptic, pointed
from cargraph.facts.groups.rival_drugs import rival_drugs
from cargraph.facts.groups.strata import strata
from cargraph.facts.groups.treatments import by_treatment
from cargraph.facts.listed_ratios import with_listed_ratios
from cargraph.facts.settling import settled
from cargraph.facts.token import TIME_UNITS, Tag, Token
from cargraph.mentions.quantities import Quantity, Sign, signs
from cargraph.model import Kind, Mention, Sentence, Span
from cargraph.text.citing import plain_marks
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.model import Annotation

__all__ = ["OUTCOMES", "TIME_UNITS", "Tag", "Token", "Tokens", "index_at"]


OUTCOMES = frozenset({Kind.TOXICITY, Kind.ENDPOINT, Kind.CYTOKINE, Kind.BIOMARKER})
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d+|[^\w\s]")
_PTS = re.compile(r"\bpts\b")
_SHORT_FOR = {"pts": "patients", "pt": "patient"}
_IS_ARM = re.compile(
    r"[\s-](?:groups?|arms?|recipients|cohorts?|(?P<patients>(?:treated\s)?(?:patients|mice|animals)))\b"
)
_COMPARATOR = re.compile(r"standard (?:of )?care|placebo|supportive care|physician|\bTPC\b|\bSOC\b", re.IGNORECASE)
_SIGN_TAGS = {
    Sign.QUANTITY: Tag.QUANTITY, Sign.P: Tag.P, Sign.RATIO: Tag.RATIO, Sign.GRADE: Tag.GRADE, Sign.TIME: Tag.TIME,
    Sign.SIZE: Tag.SIZE,
}  # fmt: skip


class Tokens:
    """The tokens of the sentences of one paper, made once a sentence.

    `pointed_at` holds the two arms that a sentence's "the former" or "the latter" choose from, by its number.
    """

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self.text = annotation.paper.text
        self._mentions: dict[int, list[Mention]] = {}
        for mention in annotation.mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)
        self._made: dict[int, tuple[Token, ...]] = {}
        self.pointed_at: dict[int, tuple[Token, Token]] = {}
        self._strata = strata(annotation)
        diseases = (m for m in annotation.mentions if m.kind is Kind.DISEASE)
        self._titled = {m.entity for m in diseases if annotation.sentences[m.sentence].section == "title"}
        self.controls = Controls(self.text)
        self.rivals = rival_drugs(annotation)
        self.divided = divisions(self.text)
        named = {m.span.of(self.text) for m in annotation.mentions if m.kind is not Kind.DRUG}
        self.parts = counted_parts(annotation)
        named_products = (m for m in annotation.mentions if m.kind is Kind.CONSTRUCT and not m.generic)
        self._elliptic = elliptic(self.text, named_products)
        self.denied = denied(self.text)
        self._opposites = frozenset(name for both in self.denied for name in both)
        own = declared(self.text, named, self.divided, sorted(self._opposites))
        whole = frozenset(self._strata) | self._titled
        controls = re.compile(rf"(?<![\w/+-])(?:{'|'.join(control_names(self.text))})")
        self._phrases = ArmPhrases(self.text, (own, controls), self.parts, self.controls, whole)

    @property
    def diseases(self) -> frozenset[str]:
        """The names of the diseases into which the paper divides its patients."""
        return frozenset(self._strata.values())

    def mentions(self, sentence: Sentence) -> Sequence[Mention]:
        """Return the mentions of one sentence."""
        return self._mentions.get(sentence.index, ())

    def of(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of one sentence."""
        if sentence.index not in self._made:
            told, two = pointed(self._make(sentence), partial(self._before, sentence))
            self._made[sentence.index] = told
            if two is not None:
                self.pointed_at[sentence.index] = two
        return self._made[sentence.index]

    def _before(self, sentence: Sentence) -> Sequence[Token]:
        return self.of(self.annotation.sentences[sentence.index - 1]) if sentence.index else ()

    def _make(self, sentence: Sentence) -> tuple[Token, ...]:
        mentions = self.mentions(sentence)
        named = [self._named(m) for m in mentions if not self._is_no_name(m.span)]
        phrases = self._phrases.of(sentence.span, named)
        named += [
            Token(
                Tag.ARM, span, span.of(self.text).lower(), mention=replace(mention, span=span, sentence=sentence.index)
            )
            for span, mention in self._elliptic(sentence.span)
            if not any(span.overlaps(t.span) for t in [*named, *phrases])
        ]
        named = [t for t in named if not any(p.span.overlaps(t.span) for p in phrases)]
        named = [t for t in named if not any(w.span.holds(t.span) and w.span != t.span for w in named)]
        blocked = [t.span for t in named + phrases] + _doses(self.text, sentence.span)
        blocked += plain_marks(self.text, *sentence.span)
        within = _without_marks(self.text, sentence.span)
        found = named + phrases + [_signed(q, self.text) for q in signs(self.text, within, blocked)]
        words = _with_words(self.text, sentence.span, sorted(found, key=lambda t: t.span))
        whole = sentence.span.of(self.text)
        told = _nested(_folded(words)) if "(" in whole or "[" in whole else tuple(words)
        return by_kind(self.text, by_treatment(self.text, settled(with_listed_ratios(told))))

    def _is_no_name(self, span: Span) -> bool:
        """Tell whether a name is none where it stands, or that of a group: "79% of RI and 83% of non-RI patients"."""
        return _is_no_name(self.text, span) or span.of(self.text) in self._opposites

    def _named(self, mention: Mention) -> Token:
        name = mention.span.of(self.text)
        if (rival := self.rivals.names.get(mention.entity)) is not None:
            return Token(Tag.ARM, mention.span, name.lower(), mention=mention, label=rival)
        if mention.kind is Kind.DRUG and (
            (of := _IS_ARM.match(self.text, mention.span.end)) or _COMPARATOR.search(name)
        ):
            told = f"{name} {'patients' if of and of['patients'] else 'group'}"
            return Token(Tag.ARM, mention.span, name.lower(), mention=mention, label=told)
        if mention.entity in self._strata:
            return Token(Tag.ARM, mention.span, name.lower(), mention=mention, label=self._strata[mention.entity])
        span = self._without_time(mention.span)
        if span != mention.span:
            return Token(Tag.OUTCOME, span, span.of(self.text).lower(), mention=mention)
        tag = Tag.OUTCOME if mention.kind in OUTCOMES else Tag.ARM if mention.kind is Kind.CONSTRUCT else Tag.NAME
        return Token(tag, mention.span, name.lower(), mention=mention)

    def _without_time(self, span: Span) -> Span:
        """Leave out of a name the time that ends a list: "1- and [2-year OS]" names the survival alone."""
        timed = _TIMED.match(self.text, span.start, span.end)
        if timed is None or not _TIMES_BEFORE.search(self.text, max(0, span.start - 12), span.start):
            return span
        return Span(timed.end(), span.end)


_TIMED = re.compile(r"\d+(?:\.\d+)?-(?:year|month|week|day|yr|mo)s?\s")
_TIMES_BEFORE = re.compile(r"\d-?,?\s(?:and|or)\s$|\d-,\s?$")
_DOSE = Sieve(
    r"\d(?<!\d\d)(?:[\d.,]*\s?(?:[×x*]\s?10|e\d|million|billion)(?:(?!\s(?:received|got|were|had)\b)[^;.()]){0,60}?(?:cells?\b|/\s?kg|per\s(?:kg|kilogram)|/\s?m2|TU|vg)"
    r"|[\d.]*(?:\s?-\s?\d[\d.]*)?\s?(?:mg|g|μg|mcg|Gy|U|IU)\s?(?:/\s?(?:m2?|kg|day|d)\b|per\s(?:m2|kg|square|day)|\b(?!/)))"
)


def _doses(text: str, within: Span) -> list[Span]:
    return [Span(*m.span()) for m in _DOSE.finditer(text, within.start, within.end)]


_BOUND_BEFORE = re.compile(r"\d\s?(?:-|to)\s?$|\(95% CI:?,?\s$")


def _is_bound(text: str, span: Span) -> bool:
    """Tell whether "NR" or "NE" is the bound of an interval ("3.3-NR") and no name."""
    return span.of(text) in {"NR", "NE"} and bool(_BOUND_BEFORE.search(text[max(0, span.start - 10) : span.start]))


_UNIT_BEHIND = re.compile(r"\s?/\s?(?:[μu][Ll]|m[Ll]|mm3)\b")


def _is_no_name(text: str, span: Span) -> bool:
    """Tell whether a name is the bound of an interval, or what a unit counts: "480 CAR T cells/μL"."""
    counted = text[: span.start].rstrip()[-1:].isdigit() and _UNIT_BEHIND.match(text, span.end)
    return _is_bound(text, span) or bool(counted)


_MARK = re.compile(r"[\d\s,\[\]-]+")


def _without_marks(text: str, span: Span) -> Span:
    """Return the sentence without the citation marks behind its full stop ("ICANS. 29 , 30")."""
    if not _MARK.match(text, span.end - 1):
        return span
    tail = text[max(span.start, span.end - 60) : span.end]
    stop = max(tail.rfind(". "), tail.rfind("? "))
    if stop >= 0 and _MARK.fullmatch(tail, stop + 1):
        return Span(span.start, span.end - len(tail) + stop + 1)
    return span


def _signed(quantity: Quantity, text: str) -> Token:
    said = quantity.span.of(text).lower()
    return Token(_SIGN_TAGS[quantity.sign], quantity.span, _PTS.sub("patients", said), quantity=quantity)


def _with_words(text: str, within: Span, found: list[Token]) -> list[Token]:
    tokens: list[Token] = []
    at = within.start
    for token in [*found, None]:
        stop = token.span.start if token else within.end
        for match in _WORD.finditer(text, at, stop) if at < stop else ():
            word = match[0].lower()
            tokens.append(Token(Tag.WORD, Span(*match.span()), _SHORT_FOR.get(word, word)))
        if token:
            tokens.append(token)
            at = max(at, token.span.end)
    return tokens


def _folded(tokens: list[Token]) -> list[Token]:
    """Leave out the bracket that holds but another name of what stands before it: "cytokine release syndrome (CRS)"."""
    again = [at for at, token in enumerate(tokens) if token.tag is Tag.OUTCOME and _is_named_again(tokens, at)]
    for at in reversed(again):
        del tokens[at + 1 : at + 4]
    return tokens


def _is_named_again(tokens: list[Token], at: int) -> bool:
    bracket = tokens[at + 1 : at + 4]
    again = len(bracket) > 2 and bracket[1].entity == tokens[at].entity
    return again and (bracket[0].text, bracket[2].text) in {("(", ")"), ("[", "]")}


def _nested(tokens: list[Token]) -> tuple[Token, ...]:
    """Tell tokens that have just been made how deep in brackets they stand."""
    depth = 0
    for token in tokens:
        text = token.text
        if text in {")", "]"}:
            depth = max(0, depth - 1)
        token.depth = depth
        if text in {"(", "["}:
            depth += 1
        elif token.tag is not Tag.WORD:
            depth = max(0, depth + _unclosed(text))
    return tuple(tokens)


def _unclosed(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")


def index_at(tokens: Sequence[Token], start: int) -> int:
    """Return the place of the first token that starts at or after a character."""
    return bisect_left(tokens, start, key=lambda token: token.span.start)
