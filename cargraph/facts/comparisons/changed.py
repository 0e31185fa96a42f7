"""Measures with their numbers before and after: "ferritin fell from 680 ng/mL at baseline to 190 at month 6".

The sides are times in the text's words: when it was measured again, and what it is measured against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.stating import shows_none, stated
from cargraph.facts.groups.group import Group
from cargraph.facts.tokens import Tag
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token
    from cargraph.mentions.quantities import Quantity
    from cargraph.model import Evidence

_MEASURED = frozenset({Kind.CYTOKINE, Kind.BIOMARKER, Kind.ENDPOINT})
_NO_MEASURE = frozenset(
    {"survival", "mortality", "relapse", "feasibility", "duration", "response", "remission", "dose"}
)
_BEFORE = frozenset({"baseline", "enrolment", "enrollment", "inclusion", "screening"})
_STARTING = frozenset("a an the median mean average of about approximately only".split())
_AT = frozenset({"at", "by", "on", "after"})
_SHUT = frozenset({")", "]"})
_TWO = 2
_NEAR = 8


def changed(inventory: Inventory, tokens: Sequence[Token], proof: Evidence) -> Iterator[Claim]:
    """Yield a claim for each later number that a measure is told to have come to from the one at baseline."""
    for at, token in enumerate(tokens):
        if token.text != "from" or token.depth:
            continue
        start = _number(tokens, at + 1)
        base = _base(tokens, start) if start is not None else None
        outcome = _outcome(inventory, tokens, at)
        if start is None or base is None or outcome is None:
            continue
        to = next((i for i in range(base, min(len(tokens), base + _NEAR)) if tokens[i].text == "to"), None)
        before = tokens[start].quantity
        for number, when, p in _later(tokens, to + 1) if to is not None else ():
            after = tokens[number].quantity
            if before is None or after is None:
                continue
            sides = (Group(None, tokens[when].text), Group(None, tokens[base].text))
            direction = _direction(before, after, p)
            made = stated(sides, tokens[outcome].entity, proof, direction=direction, p=p)
            yield Claim(made, outcome, at, Weight.TOLD)


def _number(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the first number stands, behind "a median of"."""
    while at < len(tokens) and tokens[at].text in _STARTING:
        at += 1
    return at if at < len(tokens) and tokens[at].tag is Tag.QUANTITY else None


def _base(tokens: Sequence[Token], start: int) -> int | None:
    """Return the word for the time of the first number, right behind it and its spread."""
    place = start + 1
    while place < min(len(tokens), start + _NEAR) and (
        tokens[place].depth or tokens[place].text in {"(", ")", "predicted"}
    ):
        place += 1
    said = [t.text for t in tokens[place : place + _TWO]]
    if said[:1] == ["at"] and said[1:] and said[1] in _BEFORE:
        return place + 1
    return None


def _outcome(inventory: Inventory, tokens: Sequence[Token], at: int) -> int | None:
    """Return the last measure named before a place in its clause."""
    for place in range(at - 1, -1, -1):
        if tokens[place].text in {";", "whereas", "while"}:
            return None
        mention = tokens[place].mention
        if tokens[place].tag is Tag.OUTCOME and mention is not None and not tokens[place].depth:
            measured = mention.kind in _MEASURED and inventory.role(tokens[place]) not in _NO_MEASURE
            return place if measured else None
    return None


def _later(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, int, Token | None]]:
    """Yield each later number with its time and the p-value behind: "to 4 at month 3 (p = .01) and 2 at ..."."""
    while (number := _number(tokens, at)) is not None:
        place = number + 1
        while place < len(tokens) and (tokens[place].depth or tokens[place].text in {"(", ")", "predicted"}):
            place += 1
        if place + 1 >= len(tokens) or tokens[place].text not in _AT or tokens[place + 1].tag is not Tag.TIME:
            return
        end, p = _bracket(tokens, place + _TWO)
        yield number, place + 1, p
        at = end
        while at < len(tokens) and tokens[at].text in {",", "and", "to", "then"}:
            at += 1
        if at == end:
            return


def _bracket(tokens: Sequence[Token], at: int) -> tuple[int, Token | None]:
    """Return the place behind a bracket that opens at a place, and the p-value in it."""
    if at >= len(tokens) or tokens[at].text not in {"(", "["}:
        return at, None
    shut = next((i for i in range(at + 1, len(tokens)) if tokens[i].text in _SHUT and not tokens[i].depth), at)
    return shut + 1, next((t for t in tokens[at:shut] if t.tag is Tag.P), None)


def _direction(before: Quantity, after: Quantity, p: Token | None) -> str | None:
    if shows_none(p):
        return "similar"
    x, y = _amount(before), _amount(after)
    return None if x is None or y is None or x == y else "lower" if y < x else "higher"


def _amount(quantity: Quantity) -> float | None:
    told = next((x for x in (quantity.value, quantity.percent, quantity.count) if x is not None), None)
    return float(told) if isinstance(told, (int, float)) else None
