"""The patients that open a sentence: "Of the four patients with prior transplantation, three responded"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag
from cargraph.mentions.people import PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token
    from cargraph.mentions.quantities import Quantity

_OPENERS = frozenset({"of", "among", "for", "in"})
_POINTING = frozenset({"the", "these", "those", "all", "our"})
_LONGEST = 18
_NO_PHRASE = frozenset({"had", "were", "was", "have", "is", "are"})
_WAS = frozenset({"was", "were", "is", "are"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})
_PLAIN = PATIENTS | frozenset(
    """in patient evaluable assessable treated infused enrolled eligible included analyzed analysed who were was
    received be could that for response efficacy safety with at the these those all of adult consecutive whom
    them study studies trials centers centres total dosed had been evaluated assessed reported data our whole sites
    hospitals institutions given cells infusion after following randomised randomized receiving consecutive
    recipients"""
    .split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fronted:
    """The counted patients of an opening phrase: how many, where the phrase ends, and what tells them apart."""

    n: int
    at: int
    end: int
    label: str | None

    @property
    def screened(self) -> bool:
        """Tell whether they are those who came for treatment, and no group with results."""
        return self.label is not None and bool(set(self.label.lower().split()) & _CAME)


_DEAD = frozenset({"deaths", "fatalities"})
_FARED = frozenset({"responders", "nonresponders", "non-responders", "survivors", "completers"})
_CAME = frozenset("leukapheresis leukapheresed apheresis screened screening consented".split())


def fronted(tokens: Sequence[Token], text: str) -> Fronted | None:
    """Return the counted patients that open a sentence or its predicate, None where none do. `text` is the paper's."""
    if (sized := _sized(tokens, text)) is not None:
        return sized
    if not tokens or tokens[0].text not in _OPENERS:
        return _posed(tokens, text)
    at = 2 if tokens[1:2] and tokens[1].text in _POINTING else 1
    end = next((i for i, t in enumerate(tokens) if t.text == "," and not t.depth), None)
    quantity = tokens[at].quantity if at < len(tokens) else None
    counted = next((i for i in range(at + 1, min(len(tokens), at + _FEW)) if tokens[i].tag is Tag.QUANTITY), None)
    if counted is not None and (end is None or end > counted) and _names_people(tokens[at:counted]):
        end = counted - (tokens[counted - 1].text in {"only", "just"})
    if at + 1 < len(tokens) and tokens[at + 1].text == "the" and set(tokens[at].text.split()) & PATIENTS:
        end = at + 1
    if quantity is None or tokens[at].tag is not Tag.QUANTITY or not quantity.count or end is None:
        return None
    if not _is_count(quantity) or not at < end <= _LONGEST:
        return None
    phrase = tokens[at:end]
    words = {w for t in phrase for w in t.text.split()}
    if not words & (PATIENTS | _DEAD | _FARED) and not (
        end == at + 1 and quantity.bare and tokens[at - 1].text in _POINTING
    ):
        return None
    if any(t.text in _NO_PHRASE and "who" not in words and "that" not in words for t in phrase):
        return None
    return Fronted(quantity.count, at, end, _label(phrase, text))


_FEW = 6


def _names_people(phrase: Sequence[Token]) -> bool:
    """Tell whether a count and a name for patients are all that stands before the next: "of the 24 responders two"."""
    last = next((t.text.split()[-1] for t in reversed(phrase) if t.text not in {"only", "just"}), "")
    return last in PATIENTS | _FARED and all(t.text not in _NO_PHRASE for t in phrase)


_PART = frozenset({"who", "with", "without", "achieving", "in", "whose", "aged", "receiving", "attaining"})
_ALL_OF_THEM = frozenset({"received", "receiving", "treated", "infused", "follow-up", "follow"})


def opens_with_part(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a sentence speaks of a part of the patients, uncounted: "Among patients with a CR, PFS was ..."."""
    head = [t.text for t in tokens[:3]]
    end = next((i for i, t in enumerate(tokens) if t.text == "," and not t.depth), at)
    if len(head) < len(("in", "patients", "with")) or head[0] not in _OPENERS or not 2 < end < at:
        return False
    phrase = tokens[2:end]
    if head[1] not in PATIENTS | {"those", "responders"} or head[2] not in _PART:
        return False
    return not any(t.text in _ALL_OF_THEM or (t.quantity is not None and t.tag is Tag.QUANTITY) for t in phrase)


def part_named(tokens: Sequence[Token], text: str) -> str | None:
    """Return the words for the part of the patients that opens a sentence, uncounted: "Among older patients, ..."."""
    end = next((i for i, t in enumerate(tokens[:_LONGEST]) if t.text == "," and not t.depth), 0)
    if not end or tokens[0].text not in _OPENERS:
        return None
    phrase = tokens[2 if tokens[1].text in _POINTING | {"a", "an"} else 1 : end]
    phrase = list(takewhile(lambda token: token.text not in {"(", "["}, phrase))
    words = [w for t in phrase for w in t.text.split()]
    own = [w for w in words if w not in _PLAIN]
    if not own or not PATIENTS.intersection(words) or any(t.tag is Tag.QUANTITY for t in phrase):
        return None
    return None if _ALL_OF_THEM.intersection(words) else text[phrase[0].span.start : phrase[-1].span.end]


def _posed(tokens: Sequence[Token], text: str) -> Fronted | None:
    """Read "The response rate in the 32 patients with active disease was 72%"."""
    verb = next(
        (i for i, t in enumerate(tokens) if t.text in _WAS and not t.depth and tokens[i - 1].text not in _RELATIVE), 0
    )
    for place in range(1, verb - 2):
        phrase = tokens[place + 2 : verb]
        counted = phrase[0].quantity if phrase[0].tag is Tag.QUANTITY else None
        if tokens[place].text not in _OPENERS or tokens[place + 1].text not in _POINTING:
            continue
        told = any(t.tag is Tag.OUTCOME for t in tokens[:place]) and not any(t.text in {",", ";"} for t in phrase)
        if told and counted is not None and counted.count and _is_count(counted):
            people = {w for t in phrase for w in t.text.split()} & PATIENTS
            return Fronted(counted.count, place + 2, verb - 1, _label(phrase, text)) if people else None
    return None


def _is_count(quantity: Quantity) -> bool:
    return quantity.percent is None and quantity.value is None and not (quantity.total or quantity.interval)


def _sized(tokens: Sequence[Token], text: str) -> Fronted | None:
    """Read "Patients with a TP53 mutation (n = 22) had ...", "Among those with prior transplantation (n = 9), ..."."""
    start = 1 if tokens and tokens[0].text in _OPENERS else 0
    head = [t.text for t in tokens[start : start + 2]]
    if len(head) < _TWO or head[0] not in PATIENTS | {"those"} or head[1] not in {"with", "without", "who"}:
        return None
    for place in range(start + 2, min(len(tokens) - 2, start + _LONGEST)):
        quantity = tokens[place + 1].quantity
        if (
            tokens[place].text == "("
            and tokens[place + 2].text == ")"
            and tokens[place + 1].tag is Tag.SIZE
            and quantity
        ):
            phrase = tokens[start + 1 : place]
            if not any(_tells_apart(t) for t in phrase) or quantity.count is None:
                return None
            return Fronted(quantity.count, place + 1, place + 2, text[tokens[start].span.start : phrase[-1].span.end])
        if tokens[place].text in {",", ";"} or tokens[place].tag in {Tag.QUANTITY, Tag.OUTCOME}:
            return None
    return None


_TWO = 2


def _label(phrase: Sequence[Token], text: str) -> str | None:
    """Return what tells the counted apart ("with prior transplantation"), None where nothing does."""
    given = any(t.mention is not None and t.mention.kind is Kind.CONSTRUCT and t.label is None for t in phrase)
    told = [t for t in phrase[1:] if _tells_apart(t) and not (given and t.mention and t.mention.kind is Kind.DISEASE)]
    if not told:
        return None
    said = text[phrase[0].span.end : phrase[-1].span.end].strip()
    return said if said.split()[0] not in {"with", "who", "without", "in"} else f"patients {said}"


def _tells_apart(token: Token) -> bool:
    product = token.mention is not None and token.mention.kind is Kind.CONSTRUCT and token.label is None
    if token.depth or product or token.tag in {Tag.TIME, Tag.SIZE}:
        return False
    return any(c.isalpha() for c in token.text) and not set(token.text.split()) <= _PLAIN
