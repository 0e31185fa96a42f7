"""Two numbers of one outcome, each with whose it is: "PFS was 44% in obese versus 39% in lean patients (p = 0.48)"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.phrases import group_of, label_of, phrase
from cargraph.facts.comparisons.runs import told_runs
from cargraph.facts.comparisons.stating import as_number, shows_none, stated
from cargraph.facts.results.qualifiers import grade_of
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.comparisons.sides import Sides
    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.model import Comparison, Evidence

_OF = frozenset({"in", "for", "among", "with", "after"})
_JOINTS = frozenset({"and", "versus", "vs", "compared", "whereas", "while", "against"})
_ENCLOSING = frozenset({"(", ")", "[", "]"})
_PASSED = _ENCLOSING | {"of", "the", "those", "patients", "recipients", "children"}
_NEAR = 5


def paired(inventory: Inventory, tokens: Sequence[Token], held: Sides, proof: Evidence) -> Iterator[Comparison]:
    """Yield a comparison for each two numbers that a p-value or a ratio follows in the bracket behind them.

    held: the sides of the sentence before, of which two numbers that "respectively" follows are.
    """
    numbers = [i for i, t in enumerate(tokens) if t.tag is Tag.QUANTITY and not t.depth and _size(t) is not None]
    for one, other in itertools.pairwise(numbers):
        outcome = next((r[-1] for r in reversed(told_runs(tokens)) if r[-1] < one and not tokens[r[-1]].depth), None)
        if outcome is None or any(outcome < n < one for n in numbers):
            continue
        sides = _sides(inventory, tokens, one, other) or _in_turn(inventory, tokens, (one, other), held)
        if sides is None:
            continue
        p, ratio = _stats(tokens, other)
        if p is None and ratio is None:
            continue
        grade = grade_of(tokens, outcome, outcome)
        direction = _pointing(tokens[one], tokens[other], p)
        yield stated(sides, tokens[outcome].entity, proof, direction=direction, grade=grade, p=p, ratio=ratio)


def _sides(inventory: Inventory, tokens: Sequence[Token], one: int, other: int) -> tuple[Group, Group] | None:
    """Return whose two numbers are where a preposition behind each of them tells it."""
    first, second = _whose(inventory, tokens, one, other), _whose(inventory, tokens, other, len(tokens))
    joints = [i for i in range(one + 1, other) if tokens[i].text in _JOINTS and not tokens[i].depth]
    if first is None or second is None or not joints or first == second:
        return None
    return first, second


def _whose(inventory: Inventory, tokens: Sequence[Token], number: int, stop: int) -> Group | None:
    outer = (i for i in range(number + 1, stop) if not tokens[i].depth and tokens[i].text not in _PASSED)
    place = next(outer, stop)
    if place >= stop or tokens[place].text not in _OF:
        return None
    ends = (i for i in range(place + 1, stop) if tokens[i].text in _JOINTS and tokens[i].text != "and")
    start, end = phrase(tokens, place + 1, next(ends, stop))
    while end > start and tokens[end - 1].text in {"and", ",", "in"}:
        end -= 1
    return group_of(inventory, tokens, start, end) or label_of(inventory, tokens, (start, end))


def _in_turn(
    inventory: Inventory, tokens: Sequence[Token], numbers: tuple[int, int], held: Sides
) -> tuple[Group, Group] | None:
    """Return the sides spoken of before for "11 months and 13 months, respectively", where no group is named."""
    one, other = numbers
    behind = [t.text for t in tokens[other + 1 : other + 1 + _NEAR] if t.text != ","]
    if not held or held[0][1] is None or behind[:1] != ["respectively"] or any(map(inventory.is_arm, tokens)):
        return None
    between = [t.text for t in tokens[one + 1 : other] if not t.depth and t.text not in _ENCLOSING]
    return (held[0][0], held[0][1]) if between == ["and"] else None


def _stats(tokens: Sequence[Token], number: int) -> tuple[Token | None, Token | None]:
    """Return the p-value and the ratio behind a number, before the next statement."""
    outer = (i for i in range(number + 1, len(tokens)) if not tokens[i].depth)
    stop = next((i for i in outer if _is_next(tokens[i])), len(tokens))
    behind = tokens[number + 1 : stop]
    return next((t for t in behind if t.tag is Tag.P), None), next((t for t in behind if t.tag is Tag.RATIO), None)


def _is_next(token: Token) -> bool:
    return token.text == ";" or token.text in words.CONTRASTS or token.tag in {Tag.OUTCOME, Tag.QUANTITY}


def _size(token: Token) -> float | None:
    quantity = token.quantity
    if quantity is None:
        return None
    return quantity.percent if quantity.percent is not None else as_number(quantity.value)


def _pointing(one: Token, other: Token, p: Token | None) -> str:
    """Return the direction of two numbers: none at or above a p-value of 0.05."""
    a, b = _size(one), _size(other)
    if a == b or shows_none(p):
        return "similar"
    return "lower" if (a or 0) < (b or 0) else "higher"
