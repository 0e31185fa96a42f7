"""A number in its sentence: the lists it stands in, what it is held against, and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts.results.in_step import columned
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.group import Group
    from cargraph.facts.results.lists import Lists

_PAIR = 2
_GROUPS = frozenset({"groups", "arms", "cohorts", "products"})


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its sentence: the lists it stands in, and the groups the sentence names."""

    tokens: Sequence[Token]
    at: int
    lists: Lists
    groups: list[Group]

    @property
    def run(self) -> list[int]:
        """The quantities that stand side by side with this one, itself among them."""
        return next((r for r in self.lists.runs if self.at in r), [self.at])

    @property
    def row(self) -> tuple[int, int] | None:
        """The row of a grid whose columns are outcomes, and how many rows there are; None where there is none."""
        cell = self.lists.cell(self.at)
        return (cell.row, cell.rows) if cell and columned(self.tokens, self.run, self.lists) else None

    @property
    def step(self) -> tuple[int, int]:
        """Which step of its list the quantity is, and how many there are."""
        return self.row or self.lists.step(self.at)

    @property
    def pair(self) -> tuple[int, int] | None:
        """The two quantities held against each other of which this is one."""
        return self.lists.pair(self.at)


def is_drug(token: Token) -> bool:
    """Tell whether a token names a drug."""
    return token.tag is Tag.NAME and token.mention is not None and token.mention.kind is Kind.DRUG


def says_two(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence speaks of the paper's two groups together: "between the two groups"."""
    ahead = ((a.text, {t.text for t in tokens[i + 1 : i + 3]}) for i, a in enumerate(tokens))
    return any(said in {"two", "both"} and next_words & _GROUPS for said, next_words in ahead)


def two_of_one(lists: Lists, at: int) -> bool:
    """Tell whether a sentence gives nothing but numbers two by two: "in 9 (45%) and 11 (55%)"."""
    runs = [r for r in lists.runs if len(r) == _PAIR]
    return any(at in r for r in runs) and len(lists.quantities) == _PAIR * len(runs)


_DIRECTIONS = {"higher": 1, "lower": -1, "greater": 1, "fewer": -1}
_NO_DIRECTION = frozenset({"or", "grade", "risk", "dose"})


def contradicted(tokens: Sequence[Token], pair: tuple[int, int]) -> bool:
    """Tell whether a pair goes against what is said of the first: "A versus B had higher rates (70% vs 85%)"."""
    start = next((i for i in range(pair[0], -1, -1) if tokens[i].text in {";", "while", "whereas"}), 0)
    said = [
        _DIRECTIONS[t.text]
        for i, t in enumerate(tokens[: pair[0]])
        if i > start and t.text in _DIRECTIONS and not {tokens[i - 1].text, tokens[i + 1].text} & _NO_DIRECTION
    ]
    a, b = (q.percent if (q := tokens[i].quantity) else None for i in pair)
    return len(said) == 1 and a is not None and b is not None and (a - b) * said[0] < 0


def inverted(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence opens with what is held against: "Compared with B, A ..."."""
    return bool(tokens) and (tokens[0].text in {"compared", "relative", "versus", "unlike"})
