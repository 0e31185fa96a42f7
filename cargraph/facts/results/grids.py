"""Numbers that stand in rows and columns: "PFS and OS were 5.9 and 3 months, and 13.9 and 11.2 months with A and B"."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token

_SMALLEST = 4
_PAIR = 2
_BRACKETS = frozenset("()[]")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a number stands in its grid: which row of how many, and which column of how many."""

    row: int
    rows: int
    column: int
    columns: int


def cells(tokens: Sequence[Token], run: Sequence[int]) -> dict[int, Cell]:
    """Return the cells of a run of numbers that falls into equal rows, nothing where it does not.

    The numbers of a row are joined more tightly ("a vs b", "a/b", "a and b") than the rows ("a and b, c and d").
    """
    if len(run) < _SMALLEST:
        return {}
    joints = [_joint(tokens, a, b) for a, b in itertools.pairwise(run)]
    for columns in range(2, len(run) // 2 + 1):
        if len(run) % columns == 0 and _falls_apart(joints, columns):
            rows = len(run) // columns
            return {at: Cell(i // columns, rows, i % columns, columns) for i, at in enumerate(run)}
    return {}


def is_several_way(tokens: Sequence[Token], run: Sequence[int]) -> bool:
    """Tell whether three numbers or more are held against each other: "5% vs 10% vs 6%"."""
    return len(run) > _PAIR and all(_joint(tokens, a, b) == "versus" for a, b in itertools.pairwise(run))


def _joint(tokens: Sequence[Token], a: int, b: int) -> str:
    gap = {t.text for t in tokens[a + 1 : b] if t.tag is Tag.WORD and t.text not in _BRACKETS}
    if gap & words.VERSUS:
        return "versus"
    if "/" in gap:
        return "slash"
    return "comma" if gap & {",", ";"} else "and"


def _falls_apart(joints: Sequence[str], columns: int) -> bool:
    within = {joint for i, joint in enumerate(joints, 1) if i % columns}
    between = {joint for i, joint in enumerate(joints, 1) if i % columns == 0}
    return len(within) == 1 and "comma" not in within and not within & between
