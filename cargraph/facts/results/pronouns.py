"""The pronoun that stands for an outcome told before: "whereas it was 5.4 months", "it lasted a median of 6 days"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_PRONOUNS = frozenset({"it", "this"})
_VERBS = frozenset(
    {"was", "is", "lasted", "occurred", "arose", "affected", "developed", "began", "started", "appeared"}
)
_AMOUNTS = frozenset({"frequency", "incidence", "rate", "prevalence", "occurrence", "probability"})
_BETWEEN = frozenset({"estimated", "a", "median", "of", "in", "at", "only", "about", "after", "on", ":"})
_REACH = 6


def without_pronouns(tokens: Sequence[Token], before: Sequence[Token], sentence: int) -> Sequence[Token]:
    """Return a sentence's tokens with the outcome that "it" stands for in its place.

    before: the tokens of the last sentence that named an outcome. sentence: the index of this one.
    """
    out = list(tokens)
    for at, token in enumerate(tokens):
        asks = _asks(tokens, at) or _asks_for_amount(tokens, at)
        told = _last_named(out, at, before) if asks else None
        if told is not None and told.mention is not None:
            mention = replace(told.mention, sentence=sentence)
            out[at] = replace(told, span=token.span, depth=token.depth, mention=mention)
    return out


def _last_named(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> Token | None:
    """Return the last outcome told with a number before a place, else what the sentence, or that before, is about."""
    if any(t.tag is Tag.QUANTITY for t in tokens[:at]):
        named = [i for i in range(at) if tokens[i].tag is Tag.OUTCOME]
        main = [i for i in named if tokens[i].depth <= tokens[at].depth] or named
        told = [i for i in main if _has_number_behind(tokens, i, at)]
        return tokens[(told or main)[-1]] if main else None
    if (subject := next((t for t in tokens[:at] if t.tag is Tag.OUTCOME and not t.depth), None)) is not None:
        return subject
    runs = outcome_runs(before)
    return before[runs[0][-1]] if runs else None


def _asks_for_amount(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word stands for an outcome whose frequency opens a sentence: "Its incidence rose"."""
    return at == 0 and tokens[at].text == "its" and [t.text in _AMOUNTS for t in tokens[1:2]] == [True]


def _has_number_behind(tokens: Sequence[Token], outcome: int, end: int) -> bool:
    """Tell whether a number is told behind an outcome before the next: not of Y in "9 had X, all Y"."""
    behind = next((t for t in tokens[outcome + 1 : end] if t.tag in {Tag.OUTCOME, Tag.QUANTITY}), None)
    return behind is not None and behind.tag is Tag.QUANTITY


def _asks(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word stands for an outcome of which a number is told right behind it."""
    behind = tokens[at + 1 : at + 2]
    if tokens[at].text not in _PRONOUNS or not behind or behind[0].text not in _VERBS:
        return False
    for token in tokens[at + 2 : at + _REACH]:
        if token.tag is Tag.QUANTITY:
            quantity = token.quantity
            return quantity is not None and (quantity.value is not None or quantity.percent is not None)
        if token.text not in _BETWEEN:
            return False
    return False
