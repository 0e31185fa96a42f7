"""Sizes told by the dose each group got: "(DL1, 1 × 10^6, n = 6; DL2, ...)", "six received 1 × 10^6, 20 ..."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.results.doses import dose_places
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token
    from cargraph.model import Sentence

_LEVEL = re.compile(r"(?:DL|dose|cohort|level|arm|group)\b|DL-?\s?\d", re.IGNORECASE)
_GIVEN = frozenset({"received", "got", "given", "infused", "dosed", "had"})
_SEVERAL = 2


def by_dose(
    inventory: Inventory, tokens: Sequence[Token], sentence: Sentence
) -> dict[int, list[tuple[Group, int, int]]]:
    """Return for the places of counts that stand with a dose each the groups they count, with size and rank.

    A count whose group has no name counts none by itself; the first tells of all together too.
    """
    doses = dose_places(inventory.annotation.paper.text, sentence)
    if len(doses) < _SEVERAL:
        return {}
    starts, ends = [d.start for d in doses], [d.end for d in doses]
    counts = [(i, n) for i, t in enumerate(tokens) if (n := _count(t))]
    behind = [
        next((c for c in counts if _is_bracketed(tokens[c[0]]) and end <= tokens[c[0]].span.start < limit), None)
        for end, limit in zip(ends, [*starts[1:], sentence.span.end], strict=True)
    ]
    before = [
        next(
            (c for c in reversed(counts) if lowest <= tokens[c[0]].span.start < start and _got(tokens, c[0], start)),
            None,
        )
        for lowest, start in zip([sentence.span.start, *ends], starts, strict=False)
    ]
    row = [c for c in behind if c] if all(behind) else [c for c in before if c] if all(before) else []
    if len({at for at, _ in row}) < _SEVERAL:
        return {}
    found = {at: _named(inventory, tokens, at, n, ends) for at, n in row}
    if inventory.whole is not None and len(inventory.products) == 1:
        found[row[0][0]].insert(0, (inventory.whole, sum(n for _, n in row), 2))
    return found


def _got(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether those counted were given what begins at `start`."""
    between = {w for t in tokens[at:] if t.span.start < start for w in t.text.split()}
    return not _GIVEN.isdisjoint(between)


def _is_bracketed(token: Token) -> bool:
    return token.tag is Tag.SIZE or token.depth > 0


def _count(token: Token) -> int | None:
    quantity = token.quantity
    bare = quantity is not None and quantity.percent is None and quantity.total is None and quantity.value is None
    return quantity.count if quantity is not None and bare else None


def _named(
    inventory: Inventory, tokens: Sequence[Token], at: int, n: int, ends: Sequence[int]
) -> list[tuple[Group, int, int]]:
    """Return the group of a count, told by the level that stands before it since the dose before the last."""
    passed = [end for end in ends if end <= tokens[at].span.start]
    lowest = passed[-2] if len(passed) >= _SEVERAL else 0
    labels = [t for t in tokens[:at] if t.span.start >= lowest and t.label and _LEVEL.match(t.label)]
    return [(inventory.group(labels[-1]), n, 4 if tokens[at].tag is Tag.SIZE else 2)] if labels else []
