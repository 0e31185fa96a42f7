"""Numbers of a further group in the order of the first: "ORR was 80% and CR 60% in A, against 50% and 20% in B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.tokens import Token

_SEVERAL = 2
_TOLD = 5
_NEAR = 8
_JOINS = frozenset({",", "and", "/"})
_LEADING = (
    words.VERSUS
    | words.CONTRAST
    | frozenset("as with to and , ; in for among of the those patients respectively group were was".split())
)


def told_again(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield (quantity, outcome, rule) for lists of numbers that name but the group they are of.

    Two or more outcomes must be told before, each with its number right behind it; the numbers of a further group are
    as many and of the same kinds, and its name stands beside them.
    """
    marks = [i for i, t in enumerate(tokens) if t.tag in {Tag.OUTCOME, Tag.QUANTITY} and not t.depth and _is_main(t)]
    told: list[tuple[int, int]] = []
    at = 0
    while at < len(marks):
        place = marks[at]
        if tokens[place].tag is Tag.OUTCOME:
            number = marks[at + 1] if at + 1 < len(marks) else None
            if number is None or tokens[number].tag is Tag.OUTCOME or not _is_of(tokens, place, number):
                told = []
                at += 1
            else:
                told.append((place, number))
                at += 2
            continue
        run = _run(tokens, marks[at:])
        since = max(told[-1][1] if told else 0, marks[at - 1] if at else 0)
        if len(run) == len(told) >= _SEVERAL and _follow(tokens, told, run, since):
            yield from ((number, outcome, "list") for number, (outcome, _) in zip(run, told, strict=True))
        at += max(len(run), 1)


def _is_main(token: Token) -> bool:
    return token.quantity is None or token.quantity.text != "interval"


def _is_of(tokens: Sequence[Token], outcome: int, number: int) -> bool:
    between = tokens[outcome + 1 : number]
    return len(between) <= _TOLD and not any(t.text in _JOINS | {";"} or t.tag is Tag.ARM for t in between)


def _run(tokens: Sequence[Token], marks: Sequence[int]) -> list[int]:
    """Return the first numbers of some places that nothing but commas, brackets and "and" part."""
    run: list[int] = []
    for place in marks:
        if tokens[place].tag is Tag.OUTCOME:
            break
        between = tokens[run[-1] + 1 : place] if run else ()
        if any(t.text not in _JOINS and not t.depth and t.text not in {")", "]"} for t in between):
            break
        run.append(place)
    return run


def _follow(tokens: Sequence[Token], told: Sequence[tuple[int, int]], run: Sequence[int], since: int) -> bool:
    before, behind = tokens[since + 1 : run[0]], tokens[run[-1] + 1 : run[-1] + _NEAR]
    plain = all(t.depth or t.tag in {Tag.ARM, Tag.NAME, Tag.TIME} or t.text in _LEADING | {")", "]"} for t in before)
    stop = next((i for i, t in enumerate(behind) if t.tag in {Tag.OUTCOME, Tag.QUANTITY}), len(behind))
    armed = any(t.tag is Tag.ARM for t in (*before, *behind[:stop]))
    kinds = all(_kind(tokens[n]) == _kind(tokens[r]) for (_, n), r in zip(told, run, strict=True))
    return plain and armed and kinds and len({tokens[o].entity for o, _ in told}) == len(told)


def _kind(token: Token) -> tuple[bool, str]:
    quantity = token.quantity
    unit = (quantity.unit or "").lower().rstrip("s") if quantity else ""
    return quantity is not None and quantity.proportion, unit
