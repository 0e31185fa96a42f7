"""Sentence -> tokens: mentions, signs of numbers, arm phrases and the words between them, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cargraph.facts.groups.controls import Controls
from cargraph.facts.groups.declared import declared
from cargraph.facts.groups.divisions import divisions
from cargraph.facts.groups.labels import labels
from cargraph.facts.groups.parted import is_group, parted, tells_apart
from cargraph.facts.groups.rows import rows
from cargraph.facts.groups.strata import strata
from cargraph.mentions.quantities import Quantity, Sign, signs
from cargraph.model import Kind, Mention, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.model import Annotation


class Tag(StrEnum):
    """What a token is to the grammar of results."""

    OUTCOME = "O"
    ARM = "A"
    NAME = "N"
    QUANTITY = "Q"
    P = "P"
    RATIO = "R"
    GRADE = "G"
    TIME = "T"
    SIZE = "S"
    WORD = "w"


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes longer to make, and a paper has thousands of them
class Token:
    """One token. `mention` stands for outcomes, names and constructs, `quantity` for signs, `label` for arm phrases.

    scope: the arm is told apart by what its patients had, so that it can narrow another arm.
    """

    tag: Tag
    span: Span
    text: str
    mention: Mention | None = None
    quantity: Quantity | None = None
    label: str | None = None
    depth: int = 0
    scope: bool = False

    @property
    def entity(self) -> str:
        """The id of the entity named, empty where none is."""
        return self.mention.entity if self.mention else ""


TIME_UNITS = ("day", "week", "month", "year", "hour", "mo", "yr", "wk", "hr")
OUTCOMES = frozenset({Kind.TOXICITY, Kind.ENDPOINT, Kind.CYTOKINE, Kind.BIOMARKER})
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d+|[^\w\s]")
_SWALLOWED = OUTCOMES | {Kind.DISEASE}
_GROUP_WORD = len(" cohorts")
_IS_ARM = re.compile(r"[\s-](?:groups?|arms?|recipients|cohorts?|(?P<patients>patients))\b")
_COMPARATOR = re.compile(r"standard (?:of )?care|placebo|supportive care|physician|\bTPC\b|\bSOC\b", re.IGNORECASE)
_SIGN_TAGS = {
    Sign.QUANTITY: Tag.QUANTITY, Sign.P: Tag.P, Sign.RATIO: Tag.RATIO, Sign.GRADE: Tag.GRADE, Sign.TIME: Tag.TIME,
    Sign.SIZE: Tag.SIZE,
}  # fmt: skip


class Tokens:
    """The tokens of the sentences of one paper, made once a sentence."""

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self.text = annotation.paper.text
        self._mentions: dict[int, list[Mention]] = {}
        for mention in annotation.mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)
        self._made: dict[int, tuple[Token, ...]] = {}
        self._strata = strata(annotation)
        diseases = (m for m in annotation.mentions if m.kind is Kind.DISEASE)
        self._titled = {m.entity for m in diseases if annotation.sentences[m.sentence].section == "title"}
        self.controls = Controls(self.text)
        self.divided = divisions(self.text)
        named = {m.span.of(self.text) for m in annotation.mentions if m.kind is not Kind.DRUG}
        self._own = declared(self.text, named, self.divided)

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
            self._made[sentence.index] = self._make(sentence)
        return self._made[sentence.index]

    def _make(self, sentence: Sentence) -> tuple[Token, ...]:
        mentions = self.mentions(sentence)
        named = [self._named(m) for m in mentions if not _is_bound(self.text, m.span)]
        phrases = [
            Token(Tag.ARM, span, span.of(self.text).lower(), label=label)
            for span, label in labels(self.text, sentence.span, self._own)
            if all(_within(span, t, denied=bool(_DENIED.search(label))) for t in named if span.overlaps(t.span))
        ]
        phrases = self._rows(sentence, named, phrases)
        phrases = [*self._parted(sentence, named, phrases), *phrases]
        phrases += self._controls(sentence, named, phrases)
        named = [t for t in named if not any(p.span.overlaps(t.span) for p in phrases)]
        named = [t for t in named if not any(w.span.holds(t.span) and w.span != t.span for w in named)]
        blocked = [t.span for t in named + phrases] + _doses(self.text, sentence.span)
        within = _without_marks(self.text, sentence.span)
        found = named + phrases + [_signed(q, self.text) for q in signs(self.text, within, blocked)]
        return _settled(_nested(_folded(_with_words(self.text, sentence.span, sorted(found, key=lambda t: t.span)))))

    def _rows(self, sentence: Sentence, named: Sequence[Token], phrases: list[Token]) -> list[Token]:
        """Return the arm phrases with the groups of a row instead of its last alone; a row of names is left to them."""
        found = [
            Token(Tag.ARM, span, span.of(self.text).lower(), label=label)
            for span, label in rows(self.text, sentence.span)
            if not any(span.overlaps(t.span) and not span.holds(t.span) for t in [*named, *phrases])
        ]
        if any(f.span.holds(t.span) for f in found for t in named):
            return phrases
        return [*(p for p in phrases if not any(f.span.holds(p.span) for f in found)), *found]

    def _parted(self, sentence: Sentence, named: Sequence[Token], phrases: list[Token]) -> list[Token]:
        """Return the patients whom a sentence sets apart; a phrase that only holds the name of an arm gives way."""
        found: list[Token] = []
        for span, label in parted(self.text, sentence.span):
            inside = [t for t in named if span.overlaps(t.span)]
            of_all = (t.span.of(self.text) for t in inside if t.entity in self._strata or t.entity in self._titled)
            told = [p for p in phrases if span.overlaps(p.span)]
            if (
                not any(span.overlaps(p.span) for p in found)
                and all(span.holds(p.span) and not (p.span.end == span.end and is_group(p.label or "")) for p in told)
                and all(_within(span, t, denied=bool(_DENIED.search(label))) for t in inside)
                and tells_apart(label, of_all)
            ):
                phrases[:] = [p for p in phrases if not span.holds(p.span)]
                found.append(Token(Tag.ARM, span, span.of(self.text).lower(), label=label, scope=True))
        return found

    def _controls(self, sentence: Sentence, named: Sequence[Token], phrases: Sequence[Token]) -> list[Token]:
        """Return the treatments without a CAR that stand for their patients, where no longer name covers them."""
        return [
            Token(Tag.ARM, span, span.of(self.text).lower(), label=label)
            for span, label in self.controls.spans(self.text, sentence.span)
            if all(span.holds(t.span) for t in named if span.overlaps(t.span))
            and not any(span.overlaps(p.span) for p in phrases)
        ]

    def _named(self, mention: Mention) -> Token:
        name = mention.span.of(self.text)
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
_DOSE = re.compile(
    r"(?<!\d)\d[\d.,]*\s?(?:[×x*]\s?10|e\d|million|billion)[^;.()]{0,60}?(?:cells?\b|/\s?kg|per\s(?:kg|kilogram)|/\s?m2|TU|vg)"
    r"|(?<!\d)\d[\d.]*(?:\s?-\s?\d[\d.]*)?\s?(?:mg|g|μg|mcg|Gy|U|IU)\s?(?:/\s?(?:m2?|kg|day|d)\b|per\s(?:m2|kg|square|day)|\b(?!/))"
)


def _doses(text: str, within: Span) -> list[Span]:
    return [Span(*m.span()) for m in _DOSE.finditer(text, within.start, within.end)]


_BOUND_BEFORE = re.compile(r"\d\s?(?:-|to)\s?$|\(95% CI:?,?\s$")


def _is_bound(text: str, span: Span) -> bool:
    """Tell whether "NR" or "NE" is the bound of an interval ("3.3-NR") and no name."""
    return span.of(text) in {"NR", "NE"} and bool(_BOUND_BEFORE.search(text[max(0, span.start - 10) : span.start]))


_DENIED = re.compile(r"\b(?:did\snot|not|without)\b")


def _within(label: Span, token: Token, *, denied: bool) -> bool:
    """Tell whether a label ("severe CRS group") swallows the mention in it; a construct only where it is denied."""
    kind = token.mention.kind if token.mention else None
    if kind is Kind.CONSTRUCT:
        passing = token.mention is not None and token.mention.generic
        return (denied or passing) and label.holds(token.span)
    if kind is Kind.DRUG:
        return label.holds(token.span) and (denied or label.end - token.span.end <= _GROUP_WORD)
    return (
        kind in _SWALLOWED
        and label.holds(token.span)
        and (label != token.span or kind is Kind.BIOMARKER or token.text.endswith("responders"))
    )


def _without_marks(text: str, span: Span) -> Span:
    """Return the sentence without the citation marks behind its full stop ("ICANS. 29 , 30")."""
    tail = text[max(span.start, span.end - 60) : span.end]
    stop = max(tail.rfind(". "), tail.rfind("? "))
    if stop >= 0 and re.fullmatch(r"[\d\s,\[\]-]+", tail[stop + 1 :]):
        return Span(span.start, span.end - len(tail) + stop + 1)
    return span


def _signed(quantity: Quantity, text: str) -> Token:
    return Token(_SIGN_TAGS[quantity.sign], quantity.span, quantity.span.of(text).lower(), quantity=quantity)


def _with_words(text: str, within: Span, found: list[Token]) -> list[Token]:
    tokens: list[Token] = []
    at = within.start
    for token in [*found, None]:
        stop = token.span.start if token else within.end
        tokens += [Token(Tag.WORD, Span(*m.span()), m.group().lower()) for m in _WORD.finditer(text, at, max(at, stop))]
        if token:
            tokens.append(token)
            at = max(at, token.span.end)
    return tokens


def _folded(tokens: list[Token]) -> list[Token]:
    """Leave out the bracket that holds but another name of what stands before it: "cytokine release syndrome (CRS)"."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        out.append(tokens[at])
        bracket = tokens[at + 1 : at + 4]
        again = tokens[at].tag is Tag.OUTCOME and len(bracket) > 2 and bracket[1].entity == tokens[at].entity
        at += 4 if again and (bracket[0].text, bracket[2].text) in {("(", ")"), ("[", "]")} else 1
    return out


_WINDOW = frozenset({"at", "by", "within", "after", "until", "through", "beyond"})


def _settled(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Settle what only the neighbours tell: "at 12 months" is a time, "adenovirus (n = 3)" a count of it."""
    out: list[Token] = []
    for at in range(len(tokens)):
        out.append(_resettled(tokens, at, out))
    return tuple(out)


def _is_toxicity(token: Token) -> bool:
    return token.mention is not None and token.mention.kind is Kind.TOXICITY


def _resettled(tokens: tuple[Token, ...], at: int, settled: Sequence[Token]) -> Token:
    token, quantity = tokens[at], tokens[at].quantity
    if quantity is None or at < 2:
        return _as_point(tokens, at) if quantity is not None else token
    of_event = tokens[at - 1].text in {"(", "["} and _is_toxicity(tokens[at - 2])
    graded = at - 1 if tokens[at - 1].text not in {",", ":"} else at - 2
    of_grade = tokens[graded].tag is Tag.GRADE and tokens[graded - 1].text in {"(", "[", ",", ";"}
    if token.tag is Tag.SIZE and (of_event or of_grade):
        return replace(token, tag=Tag.QUANTITY, quantity=replace(quantity, sign=Sign.QUANTITY))
    if token.tag is Tag.QUANTITY and _counts_the_disease(tokens, at):
        return replace(token, tag=Tag.SIZE, quantity=replace(quantity, sign=Sign.SIZE))
    if token.tag is Tag.QUANTITY and (kind := _ratio_before(tokens, at)) is not None:
        return replace(token, tag=Tag.RATIO, quantity=replace(quantity, sign=Sign.RATIO, text=kind))
    if token.tag is Tag.QUANTITY and (ratio := _lists_ratios(token, settled)) is not None:
        return replace(token, tag=Tag.RATIO, quantity=replace(quantity, sign=Sign.RATIO, text=ratio))
    if token.tag is Tag.QUANTITY and _is_length(token) and (tokens[at - 1].text in _WINDOW or _lists_times(settled)):
        return replace(token, tag=Tag.TIME)
    return _as_point(tokens, at)


_POINT = re.compile(r"\S+-(?:day|week|month|year)")


def _as_point(tokens: tuple[Token, ...], at: int) -> Token:
    """Return a length that only dates the outcome behind it as that time: "Twenty-eight-day mortality"."""
    dates = _POINT.fullmatch(tokens[at].text) and any(t.tag is Tag.OUTCOME for t in tokens[at + 1 : at + 3])
    return replace(tokens[at], tag=Tag.TIME) if dates and _is_length(tokens[at]) else tokens[at]


def _counts_the_disease(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a number alone in its bracket is the size of a group told by its disease: "FL (31) and MZL (9)"."""
    quantity, arm = tokens[at].quantity, tokens[at - 2]
    alone = tokens[at - 1].text == "(" and [t.text for t in tokens[at + 1 : at + 2]] == [")"]
    bare = quantity is not None and quantity.bare and bool(quantity.count) and quantity.percent is None
    of_disease = arm.tag is Tag.ARM and arm.mention is not None and arm.mention.kind is Kind.DISEASE
    return alone and bare and of_disease


def _lists_ratios(token: Token, settled: Sequence[Token]) -> str | None:
    """Return the ratio a number goes on with: 3.4 in "ROR 2.9 (2.5-3.3), 3.4 (2.8-4.2)"; None where it does not."""
    quantity = token.quantity
    if quantity is None or quantity.interval is None or quantity.unit or not isinstance(quantity.value, float):
        return None
    last = next((t for t in reversed(settled) if t.text not in _JOINING | {")", "]"}), None)
    return last.quantity.text if last is not None and last.tag is Tag.RATIO and last.quantity is not None else None


def _is_length(token: Token) -> bool:
    quantity = token.quantity
    if quantity is None or quantity.interval or not isinstance(quantity.value, float):
        return False
    return (quantity.unit or "").lower().startswith(TIME_UNITS)


def _lists_times(settled: Sequence[Token]) -> bool:
    """Tell whether the tokens end in a list of times that may go on: "at 3 years, 1 year, and"."""
    last = next((t for t in reversed(settled) if t.text not in _JOINING), None)
    return last is not None and settled[-1].text in _JOINING and last.tag is Tag.TIME and _is_length(last)


_JOINING = frozenset({",", "and", "or"})


_RATIOS = {"hazard": "HR", "odds": "OR", "risk": "RR"}
_RATIO_REACH = 14


def _ratio_before(tokens: tuple[Token, ...], at: int) -> str | None:
    """Return the ratio that a number is where names stand between: "hazard ratio for death in the A group, 1.07"."""
    quantity = tokens[at].quantity
    if quantity is None or not isinstance(quantity.value, float) or quantity.unit:
        return None
    for place in range(at - 1, max(0, at - _RATIO_REACH), -1):
        if tokens[place].tag is Tag.QUANTITY or tokens[place].text in {";", "("}:
            return None
        if tokens[place].text == "ratio":
            return _RATIOS.get(tokens[place - 1].text)
    return None


def _nested(tokens: list[Token]) -> tuple[Token, ...]:
    depth, out = 0, []
    for token in tokens:
        if token.text in {")", "]"}:
            depth = max(0, depth - 1)
        out.append(replace(token, depth=depth) if depth else token)
        if token.text in {"(", "["}:
            depth += 1
        elif token.tag is not Tag.WORD:
            depth = max(0, depth + _unclosed(token.text))
    return tuple(out)


def _unclosed(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")


def index_at(tokens: Sequence[Token], start: int) -> int:
    """Return the place of the first token that starts at or after a character."""
    return bisect_left([t.span.start for t in tokens], start)
