"""The tests of a table's rows: two groups compared by a p-value or a ratio that stands beside their results."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.stating import SIGNIFICANT, whose
from cargraph.facts.evidence import quote
from cargraph.facts.groups.group import Group
from cargraph.facts.groups.sided import amount
from cargraph.facts.tables import factors
from cargraph.facts.tables.cells import p_value
from cargraph.facts.tables.columns import Holds
from cargraph.model import Comparison, Observation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tables.columns import Column
    from cargraph.facts.tables.named import Named
    from cargraph.model import Paper, Row, Table

_MARK = re.compile(r"[*†‡§¶]")
_PAIR = 2


class Tests:
    """Reads the comparisons that the rows of one paper's result tables state."""

    def __init__(self, paper: Paper, inventory: Inventory, named: Named) -> None:
        self._paper = paper
        self._inventory = inventory
        self._named = named

    def read(
        self, table: Table, columns: Mapping[int, Column], row: Row, found: Sequence[Observation]
    ) -> Iterator[Comparison]:
        """Yield what a row's ratios and p-values say of the two groups that it has results of (`found`)."""
        rated = list(factors.ratios(self._paper, columns, row))
        for one in rated:
            if plain := self._plain(table, row, found, one.number):
                yield replace(
                    plain, direction=factors.direction(one), p=one.p, p_operator=one.operator,
                    ratio=one.kind or factors.kind_of(self._inventory.entities[plain.outcome]), value=one.ratio.value,
                    low=one.ratio.low, high=one.ratio.high, interval="ci95" if one.ratio.low is not None else None,
                )  # fmt: skip
        for cell in row.cells if not rated else ():
            column = columns.get(cell.column)
            p = p_value(cell.span.of(self._paper.text)) if column and column.holds is Holds.P else None
            if column and p and (plain := self._plain(table, row, found, cell.column)):
                grade = column.grade or plain.grade
                yield replace(plain, grade=grade, p=p[0], p_operator=p[1], direction=_direction(found, plain, grade, p))

    def _plain(self, table: Table, row: Row, found: Sequence[Observation], number: int) -> Comparison | None:
        """Return the comparison of the two groups that a column tests, without its numbers."""
        groups = self._tested(table, found, number)
        if groups is None:
            return None
        grades = {o.grade for o in found}
        return Comparison(
            a=_side(*groups), b=_side(*groups[::-1]), outcome=found[0].outcome, direction=None,
            grade=grades.pop() if len(grades) == 1 else None, table=table.number,
            evidence=(quote(self._paper, row.span, "table", rule="comparison.table", table=table.number),),
        )  # fmt: skip

    def _tested(self, table: Table, found: Sequence[Observation], number: int) -> tuple[Group, Group] | None:
        """Return the two groups that a column tests: the row's two, the two parts beside all, or those of its note."""
        groups = list(dict.fromkeys(Group(o.subject, o.arm) for o in found))
        parts = [group for group in groups if group.label]
        two = next((row for row in (groups, parts, self._noted(table, groups, number)) if len(row) == _PAIR), None)
        return (two[0], two[1]) if two else None

    def _noted(self, table: Table, groups: Sequence[Group], number: int) -> list[Group]:
        """Return those of some groups that the note on a column's mark names: "P value*", "*A versus B"."""
        mark = _MARK.search(table.columns[number])
        note = re.search(rf"{re.escape(mark[0])}([^;.\n]+)", table.notes) if mark else None
        named = self._named.constructs(note[1]) if note else ()
        return [group for construct in named for group in groups if group == Group(construct)]


def _direction(found: Sequence[Observation], plain: Comparison, grade: str | None, p: tuple[float, str]) -> str | None:
    """Return where the results of the two sides point: nowhere if the p-value is not below 0.05."""
    if p[0] >= SIGNIFICANT and p[1] != "<":
        return "similar"
    first, second = (
        [n for o in found if o.grade == grade and side in {o.subject, o.arm} and (n := amount(o)) is not None]
        for side in (plain.a, plain.b)
    )
    if len(first) != 1 or len(second) != 1 or first == second:
        return None
    return "higher" if first[0] > second[0] else "lower"


def _side(one: Group, other: Group) -> str:
    side = whose(one, other)
    return side.label or side.subject or ""
