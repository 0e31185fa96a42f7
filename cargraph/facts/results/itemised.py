"""Lists in which a name is not known, read by the place of each: "neutropenia, X and anemia in 50%, 35% and 80%"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_JOINS = frozenset({",", "and", "or", "&"})
_LONGEST = 8
_SEVERAL = 3
_REACH = 12
_STOPS = frozenset({";", ":"})
_NO_ITEM = frozenset({Tag.QUANTITY, Tag.ARM, Tag.GRADE})


def itemised(tokens: Sequence[Token], run: Sequence[int], *, said: bool) -> list[int | None]:
    """Return the outcome of each item of the list before a run of numbers, None for an item that names none.

    said: whether "respectively" stands in the sentence. Empty where the items are not as many as the numbers, or where
    a list of three or more is not at hand.
    """
    last = next((i for i in range(run[0] - 1, -1, -1) if tokens[i].tag is Tag.OUTCOME), None)
    if last is None or len(run) < (_SEVERAL - said) or not _leads_to(tokens[last + 1 : run[0]]):
        return []
    items = list(_items(tokens, last))
    named = [[o for o in item if tokens[o].tag is Tag.OUTCOME] for item in items]
    if len(items) != len(run) or any(len(found) > 1 for found in named) or not any(named[:-1]):
        return []
    return [found[0] if found else None for found in named]


def _leads_to(gap: Sequence[Token]) -> bool:
    plain = all(t.tag is Tag.WORD and t.text not in _JOINS | _STOPS for t in gap)
    return plain and 0 < len(gap) <= _REACH


def _items(tokens: Sequence[Token], last: int) -> Iterator[list[int]]:
    """Yield the places of each item of the list that ends at a place, in order, back to where its clause begins."""
    start = last
    while start and (tokens[start - 1].depth or not _begins(tokens[start - 1])):
        start -= 1
    item: list[int] = []
    for place in range(start, last + 1):
        if tokens[place].text in _JOINS:
            if item:
                yield item
            item = []
        elif not tokens[place].depth and tokens[place].text not in {"(", ")"}:
            item.append(place)
    yield item


def _begins(token: Token) -> bool:
    return token.text in _STOPS or token.tag in _NO_ITEM


def is_unknown(tokens: Sequence[Token], run: Sequence[int], at: int) -> bool:
    """Tell whether a number of a list is of an item that names no known outcome."""
    said = any(t.text == "respectively" for t in tokens)
    named = itemised(tokens, run, said=said) if len(run) > 1 else []
    return bool(named) and named[run.index(at)] is None
