"""Tables -> observations and comparisons: a cell's arm and grade from its column's head, its outcome from its row."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.stating import whose
from cargraph.facts.evidence import quote
from cargraph.facts.groups.arms import Group, Inventory
from cargraph.facts.tables.cells import counted, measured
from cargraph.facts.tables.columns import Columns, grade_told
from cargraph.mentions.quantities import Quantity, Sign, signs
from cargraph.mentions.rows import holds_results
from cargraph.model import Comparison, Kind, Observation, Stat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.facts.tables.cells import Valued
    from cargraph.facts.tables.columns import Column
    from cargraph.model import Cell, Mention, Paper, Row, Table

_P_VALUE = re.compile(r"^\s*([<>=≤≥])?\s*(0?\.\d+|[01](?:\.0+)?)\s*\*?$")
_OF_ABOVE = re.compile(
    r"(?i)\W*(?:(?:(?:any|all|maximum) )?grades?\b|(?:median )?(?:time to )?(?:onset|duration)\b"
    r"|[1-5≥](?:\s?-\s?[1-5])?\s*$)"
)
"""Labels of rows that go on with the outcome above them."""
_OUTCOMES = frozenset({Kind.TOXICITY, Kind.ENDPOINT, Kind.CYTOKINE, Kind.BIOMARKER})


class TableReader:
    """Reads the result tables of one paper."""

    def __init__(self, paper: Paper, inventory: Inventory, mentions: tuple[Mention, ...]) -> None:
        self.paper = paper
        self.inventory = inventory
        self.mentions = [m for m in mentions if m.kind in _OUTCOMES]
        self.starts = [m.span.start for m in self.mentions]
        self.columns = Columns(paper, inventory)

    def read(self) -> Iterator[Observation | Comparison]:
        """Yield the observations and comparisons of every table that reports results."""
        for table in self.paper.tables:
            if holds_results(table):
                columns = self.columns.of(table)
                above: str | None = None
                for row in table.rows:
                    above = self._outcome(row) or (above if _OF_ABOVE.match(row.label.of(self.paper.text)) else None)
                    if above is not None:
                        yield from self._row(table, columns, row, above)

    def _outcome(self, row: Row) -> str | None:
        first, last = (bisect_left(self.starts, place) for place in (row.label.start, row.label.end))
        inside = [m for m in self.mentions[first:last] if row.label.holds(m.span)]
        return max(inside, key=lambda m: (m.span.end - m.span.start, -m.span.start)).entity if inside else None

    def _row(
        self, table: Table, columns: dict[int, Column], row: Row, outcome: str
    ) -> Iterator[Observation | Comparison]:
        """Yield what a row says of the outcome that its label, or a row above it, names."""
        own = grade_told(row.label.of(self.paper.text))
        found: list[Observation] = []
        for cell in row.cells:
            column = columns.get(cell.column)
            if column and not column.p and (observation := self._cell(table, row, cell, column, outcome, own)):
                found.append(observation)
                yield observation
        yield from self._p_values(table, columns, row, outcome, found)

    def _cell(
        self, table: Table, row: Row, cell: Cell, column: Column, outcome: str, own: str | None
    ) -> Observation | None:
        text = cell.span.of(self.paper.text)
        if column.group is None:
            return None
        if (told := measured(row.label.of(self.paper.text), text)) is not None:
            return self._valued(table, row, column, outcome, told, text)
        quantity = counted(text, column.n) or self._measured(cell)
        if quantity is None:
            return None
        total = quantity.total or (column.n if quantity.count is not None else None)
        return Observation(
            subject=column.group.subject, arm=column.group.label, outcome=outcome, grade=own or column.grade,
            stat=Stat.PROPORTION if quantity.proportion else Stat.MEDIAN, count=quantity.count, total=total,
            percent=quantity.percent, value=quantity.value, unit=quantity.unit, low=quantity.low, high=quantity.high,
            interval=quantity.interval, carried=quantity.total is None and total is not None, printed=text.strip(),
            table=table.number,
            evidence=(quote(self.paper, row.span, "table", rule="observation.table", table=table.number),),
        )  # fmt: skip

    def _valued(
        self, table: Table, row: Row, column: Column, outcome: str, told: Valued, text: str
    ) -> Observation | None:
        """Return the value that a cell holds by its row's unit; of a harm it is an onset, a duration or a share."""
        share = told.unit == "%"
        whole = column.n if told.stat is Stat.PROPORTION else None
        measure = told.measure if self.inventory.entities[outcome].kind is Kind.TOXICITY else None
        if column.group is None or (self.inventory.entities[outcome].kind is Kind.TOXICITY and not (measure or share)):
            return None
        return Observation(
            subject=column.group.subject, arm=column.group.label, outcome=outcome, grade=column.grade,
            stat=told.stat, measure=measure, percent=float(told.value) if share else None,
            value=None if share else told.value, unit=None if share else told.unit, low=told.low, high=told.high,
            total=whole, carried=whole is not None, interval=told.interval, time=told.time, printed=text.strip(),
            table=table.number,
            evidence=(quote(self.paper, row.span, "table", rule="observation.table", table=table.number),),
        )  # fmt: skip

    def _measured(self, cell: Cell) -> Quantity | None:
        found = [q for q in signs(self.paper.text, cell.span) if q.sign is Sign.QUANTITY and q.text != "interval"]
        if len(found) != 1:
            return None
        quantity = found[0]
        return quantity if (quantity.unit and quantity.value is not None) or quantity.percent is not None else None

    def _p_values(
        self, table: Table, columns: dict[int, Column], row: Row, outcome: str, found: list[Observation]
    ) -> Iterator[Comparison]:
        groups = list(dict.fromkeys(Group(o.subject, o.arm) for o in found))
        for cell in row.cells:
            column = columns.get(cell.column)
            value = _P_VALUE.match(cell.span.of(self.paper.text)) if column and column.p else None
            if column and value and len(groups) == 2:
                grades = {o.grade for o in found}
                yield Comparison(
                    a=_named(*groups), b=_named(*groups[::-1]), outcome=outcome,
                    direction=None,
                    grade=column.grade or (grades.pop() if len(grades) == 1 else None), p=float(value.group(2)),
                    p_operator=value.group(1) or "=", table=table.number,
                    evidence=(quote(self.paper, row.span, "table", rule="comparison.table", table=table.number),),
                )  # fmt: skip


def _named(one: Group, other: Group) -> str:
    side = whose(one, other)
    return side.label or side.subject or ""
