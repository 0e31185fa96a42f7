"""Treatments without a CAR whose results one sentence lists: "36% with A, 20% with B and 9% with chemotherapy"."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from cargraph.facts.token import Tag, Token
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEADING = frozenset({"for", "with"})
_ENDS = frozenset({",", ";", "(", "[", ")", "]", ".", "and", "vs", "versus", "compared", "while", "whereas", "or"})
_CLOSING = frozenset({")", "]"})
_MANAGED = frozenset(
    "managed treated controlled used given received administered resolved improved required needed refractory".split()
)
_LONGEST = 7
_TWO = 2


def by_treatment(text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return a sentence's tokens with the treatments as arms whose results it lists, unchanged where it lists none.

    `text` is the paper's. Where one of those listed is a drug, what else stands in its place is a treatment too.
    """
    if sum(t.mention is not None and t.mention.kind is Kind.DRUG for t in tokens) < _TWO:
        return tokens
    managed = any(t.text in _MANAGED for t in tokens)
    listed = list(_used(text, tokens)) or ([] if managed else list(_listed(tokens)))
    drugs = {t.entity for start, end in listed for t in tokens[start:end] if _is_drug(t)}
    if len(drugs) < _TWO or len(listed) < _TWO:
        return tokens
    some = next(t.mention for start, end in listed for t in tokens[start:end] if _is_drug(t))
    out: list[Token] = []
    at = 0
    for start, end in listed:
        out += tokens[at:start]
        span = Span(tokens[start].span.start, tokens[end - 1].span.end)
        named = next((t.mention for t in tokens[start:end] if _is_drug(t)), some)
        label = span.of(text)
        out.append(Token(Tag.ARM, span, label.lower(), mention=named, label=label, depth=tokens[start].depth))
        at = end
    return (*out, *tokens[at:])


_USED = frozenset("was were used given chosen administered applied in to for".split())
_BASED = re.compile(
    r"-(?:based|containing)\s(?:\w+\s)?(?:regimens?|therap(?:y|ies)|(?:immuno)?chemotherapy|combinations?)"
)


def _used(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where the names before counts stand: "[A] was used in 58 patients, [B-based regimens] in 34, ...".

    The sentence must tell an endpoint too, for what is used against harms makes no group.
    """
    if not any(t.mention is not None and t.mention.kind is Kind.ENDPOINT for t in tokens):
        return
    for at, token in enumerate(tokens):
        if not _is_drug(token):
            continue
        based = _BASED.match(text, token.span.end, tokens[-1].span.end)
        end = at + 1
        while based and end < len(tokens) and tokens[end].span.end <= based.end():
            end += 1
        place = end
        while place < len(tokens) and tokens[place].text in _USED:
            place += 1
        counted = tokens[place].quantity if place < len(tokens) else None
        bare = counted is not None and counted.count and not counted.total and counted.percent is None
        if place > end and bare:
            yield at, end


def _is_drug(token: Token) -> bool:
    return token.tag is Tag.NAME and token.mention is not None and token.mention.kind is Kind.DRUG


def _listed(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where the names behind numbers start and end: "67% (38%) for [polatuzumab-bendamustine] (Pola-B)"."""
    for at in range(1, len(tokens) - 1):
        last = at - 1
        while last > 0 and tokens[last].text in _CLOSING:
            last -= 1
        if tokens[at].text not in _LEADING or tokens[last].tag is not Tag.QUANTITY:
            continue
        rest = tokens[at + 1 : at + 1 + _LONGEST]
        name = list(itertools.takewhile(lambda t: t.text not in _ENDS and t.tag in {Tag.NAME, Tag.WORD}, rest))
        if name and len(name) < _LONGEST and not any(t.tag is Tag.OUTCOME for t in rest[: len(name) + 1]):
            yield at + 1, at + 1 + len(name)
