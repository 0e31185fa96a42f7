"""Kinds of patients counted against each other: "23 of 33 responding patients versus 4 of 31 progressing patients"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.token import Tag, Token
from cargraph.mentions.people import PATIENTS
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WHICH = frozenset({"with", "without", "who", "receiving", "whose"})
_NO_KIND = frozenset(
    """evaluable treated infused enrolled eligible assessable analyzed analysed consecutive adult pediatric paediatric
    the all these those included dosed leukapheresed assessed evaluated""".split()
)
_PREPOSITIONS = frozenset("of in with for at by on from to and or had were was who after".split())
_ENDS = frozenset(
    """had have has were was achieved developed experienced showed demonstrated relapsed died responded progressed
    reached obtained attained remained , ; . ( ) [ ] versus vs compared and while whereas but""".split()
)
_LONGEST = 8
_TWO = 2


def by_kind(text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return a sentence's tokens with the kinds of patients as arms that it counts against each other.

    `text` is the paper's.
    """
    kinds = list(_kinds(tokens))
    if len({tuple(t.text for t in tokens[start:end]) for start, end, _ in kinds}) < _TWO:
        return tokens
    out: list[Token] = []
    at = 0
    for start, end, lead in kinds:
        out += tokens[at:start]
        span = Span(tokens[start].span.start, tokens[end - 1].span.end)
        label = f"{lead}{span.of(text)}"
        out.append(Token(Tag.ARM, span, label.lower(), label=label, depth=tokens[start].depth))
        at = end
    return (*out, *tokens[at:])


def _kinds(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield where each kind starts and ends behind its fraction, and the word its label begins with."""
    for at, token in enumerate(tokens):
        quantity = token.quantity
        if token.tag is not Tag.QUANTITY or quantity is None or not quantity.total or quantity.count is None:
            continue
        start = at + 1
        while start < len(tokens) and tokens[start].text in {")", "]"}:
            start += 1
        end = _adjectives(tokens, start) or _clause(tokens, at, start)
        if end is not None and not any(_is_named(t) for t in tokens[start:end]):
            yield start, end, "" if tokens[end - 1].text in PATIENTS else "patients "


def _adjectives(tokens: Sequence[Token], start: int) -> int | None:
    """Return where adjectives and the patients they are of end: "durably responding patients"."""
    near = tokens[start : start + _LONGEST // 2]
    people = next((i for i, t in enumerate(near) if t.text in PATIENTS), 0)
    words = [t.text for t in near[:people]]
    plain = not words or set(words) <= _NO_KIND or set(words) & _PREPOSITIONS or any(t.quantity for t in near[:people])
    return None if plain else start + people + 1


def _clause(tokens: Sequence[Token], at: int, start: int) -> int | None:
    """Return where the clause that tells patients apart ends: "[15 of 17 patients] with detectable disease"."""
    if not set(tokens[at].text.split()) & PATIENTS or start >= len(tokens) or tokens[start].text not in _WHICH:
        return None
    told = list(itertools.takewhile(lambda t: t.text not in _ENDS, tokens[start + 1 : start + _LONGEST]))
    return start + 1 + len(told) if 0 < len(told) < _LONGEST - 1 else None


def _is_named(token: Token) -> bool:
    return token.tag is Tag.ARM or (token.mention is not None and token.mention.kind in {Kind.CONSTRUCT, Kind.DISEASE})
