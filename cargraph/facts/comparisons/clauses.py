"""Where a comparing word's clause begins and ends, and the word in it that brings the second side in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.subjects import is_verb
from cargraph.facts.listed_ratios import VERSUS
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.comparisons.cues import Cue

_HELD = frozenset({"as", "over"})
"""End a comparing phrase that the second side stands right behind: "as often as", "benefit over"."""
_ENCLOSING = frozenset({"(", ")", "[", "]"})
_NO_RANK = frozenset({("with", "superior"), ("with", "inferior"), ("with", "noninferior")})


def clause(tokens: Sequence[Token], cue: Cue) -> tuple[int, int]:
    """Return the first token of the clause a comparing word stands in, and the one behind its last."""
    low = next((i + 1 for i in range(cue.start - 1, -1, -1) if _parts(tokens, i)), 0)
    colon = next((i for i in range(cue.start - 1, low, -1) if tokens[i].text == ":" and not tokens[i].depth), None)
    if colon is not None and tokens[colon + 1].text in words.OPENING:
        low = colon + 1
    high = next((i for i in range(cue.end + 1, len(tokens)) if _parts(tokens, i)), len(tokens))
    return low, high


def _parts(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token parts two clauses; "but not B" does not."""
    token = tokens[at]
    if token.depth or not (token.text == ";" or token.text in words.CONTRASTS):
        return False
    if token.text == "however" and [t.text for t in tokens[max(0, at - 1) : at + 2 : 2]] == [",", ","]:
        return False
    return [t.text for t in tokens[at : at + 2]] not in (["but", "not"], ["but", "also"])


def marker_of(tokens: Sequence[Token], cue: Cue, outcome: int, low: int, high: int) -> tuple[int, int] | None:
    """Return where the word stands that brings the second side in, and the place behind it."""
    if cue.start < cue.end and (tokens[cue.end].text in _HELD or tokens[cue.end - 1].text == "that"):
        return cue.end, cue.end + 1
    behind = next((i for i in range(outcome + 1, high) if not (tokens[i].depth or tokens[i].text in _ENCLOSING)), high)
    for place in [*range(cue.end + 1, high), low, low + 1, *range(low + 2, cue.start)]:
        if place >= high or tokens[place].depth:
            continue
        text, after = tokens[place].text, tokens[place + 1].text if place + 1 < high else ""
        if text in words.MARKERS and (place > cue.end or text in VERSUS) and _compares(tokens, place):
            return place, place + 1 + (after == ".")
        if text in words.COMPARED and after in words.WITH:
            early = place < cue.start and any(is_verb(tokens, i) for i in range(low, place))
            if not early:
                return place, place + 2
        if text == "followed" and after == "by" and tokens[cue.start].text in words.SUPERLATIVES:
            return place, place + 2
        if text == "as" and place > cue.end > cue.start and tokens[cue.end - 1].text == "as":
            return place, place + 1  # "twice as often with A as with B"
        ranked = text in words.WITH | {"as"} and tokens[cue.end].text in words.RANKED
        if ranked and place in {cue.end + 1, outcome + 1, behind} and (text, tokens[cue.end].text) not in _NO_RANK:
            return place, place + 1
    return None


def _compares(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word that can bring a second side in does so: "against" a number, "over" a product."""
    ahead = tokens[place + 1 : place + 5]
    if tokens[place].text == "against":
        return bool(ahead) and (ahead[0].tag is Tag.QUANTITY or tokens[place - 1].text == "as")
    return tokens[place].text != "over" or any(t.tag is Tag.ARM for t in ahead)
