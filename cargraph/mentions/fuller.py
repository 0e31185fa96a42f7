"""The fuller forms of a name: with the words before it that say which kind, and the noun after it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.rules import slot
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = frozenset({Kind.TOXICITY, Kind.ENDPOINT, Kind.BIOMARKER, Kind.COMPONENT})
_BEFORE = 60
_WORD = re.compile(r"[A-Za-z][A-Za-z/-]*$")
_MOST = 3


def fuller(text: str, span: Span, kind: Kind) -> Iterator[Span]:
    """Yield the longer spans that name the same thing: "nonsustained ventricular tachycardia", "MRD-negative response".

    text: the paper's text. span: where the name stands. kind: what it names; constructs and drugs have no such forms.
    """
    if kind not in _KINDS:
        return
    start = span.start if kind is Kind.COMPONENT else _start(text, span.start)
    end = _end(text, span)
    if start < span.start:
        yield Span(start, span.end)
    if end > span.end:
        yield Span(start, end)
        if start < span.start:
            yield Span(span.start, end)


def _start(text: str, at: int) -> int:
    """Return where the qualifying words before a name begin, the name's own start where there are none."""
    begin = at
    for _ in range(_MOST):
        before = text[max(0, begin - _BEFORE) : begin]
        word = _WORD.search(before[:-1]) if before.endswith((" ", "-")) else None
        if word is None or not _qualifies(word.group()):
            return begin
        begin -= len(before) - word.start()
    return begin


def _qualifies(word: str) -> bool:
    return bool(slot("qualifying", "cues").fullmatch(word)) and not slot("no_qualifying", "cues").fullmatch(word)


def _end(text: str, span: Span) -> int:
    if not _is_unfinished(span.of(text)):
        return span.end
    noun = slot("headed", "cues").match(text, span.end)
    return noun.end() if noun else span.end


@lru_cache(maxsize=4096)
def _is_unfinished(name: str) -> bool:
    return slot("unfinished", "cues").search(name) is not None
