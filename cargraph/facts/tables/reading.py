"""Tables -> observations and comparisons: a cell's arm and grade from its column's head, its outcome from its row."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.evidence import quote
from cargraph.facts.results.printed_times import read_time
from cargraph.facts.tables import factors
from cargraph.facts.tables.cells import counted, measured, shared
from cargraph.facts.tables.columns import Columns, grade_told
from cargraph.facts.tables.named import OUTCOMES, Named
from cargraph.facts.tables.tested import Tests
from cargraph.mentions.quantities import Quantity, Sign, signs
from cargraph.mentions.rows import goes_on, holds_results
from cargraph.model import Comparison, Kind, Observation, Span, Stat
from cargraph.text.shares import is_share_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tables.cells import Valued
    from cargraph.facts.tables.columns import Column
    from cargraph.model import Cell, Mention, Paper, Row, Table

_AT = re.compile(
    r"(?i)(?:\b(?:at|by|on)\s+|^\W*)"
    r"(?P<time>(?:day|week|month|year)s?\s?\+?\d+|\d+(?:\.\d+)?[ -](?:hour|h|day|week|month|year)s?)\b"
)

_DATA = re.compile(r"(?i)\b(?:data|values|numbers|results|figures) (?:are|is|were|represent|show)\b[^.]*")
_SEVERAL = re.compile(r"(?i)\b(?:any|all)[ -]grades?\b|\bgrades?\b.*\bgrades?\b|\bby (?:\w+ )?grade\b")
"""Captions that tell of more than one grade."""


class TableReader:
    """Reads the result tables of one paper."""

    def __init__(self, paper: Paper, inventory: Inventory, mentions: tuple[Mention, ...]) -> None:
        self.paper = paper
        self.inventory = inventory
        self.mentions = [m for m in mentions if m.kind in OUTCOMES]
        self.starts = [m.span.start for m in self.mentions]
        named = Named(inventory)
        self.columns = Columns(paper, inventory, named)
        self.factors = factors.FactorReader(paper, inventory, named)
        self.tests = Tests(paper, inventory, named)

    def read(self) -> Iterator[Observation | Comparison]:
        """Yield the observations and comparisons of every table that reports results."""
        for table in self.paper.tables:
            columns = self.columns.of(table)
            if factors.is_of_factors(table, columns):
                yield from self.factors.read(table, columns)
            elif holds_results(table):
                yield from self._rows(table, _of_one_grade(table, columns))

    def _rows(self, table: Table, heads: Mapping[int, Column]) -> Iterator[Observation | Comparison]:
        columns = heads
        above: str | None = None
        group: Span | None = None
        for row in table.rows:
            if row.group != group:
                group = row.group
                above = self._outcome(group) if group else above
            columns = self.columns.assessed(heads, row) or columns
            above = self._outcome(row.label) or (above if goes_on(row.label.of(self.paper.text)) else None)
            if above is not None:
                yield from self._row(table, columns, row, above)

    def _outcome(self, label: Span) -> str | None:
        """Return the outcome with the longest name in a label."""
        first, last = (bisect_left(self.starts, place) for place in (label.start, label.end))
        inside = [m for m in self.mentions[first:last] if label.holds(m.span)]
        return max(inside, key=lambda m: (m.span.end - m.span.start, -m.span.start)).entity if inside else None

    def _row(
        self, table: Table, columns: Mapping[int, Column], row: Row, outcome: str
    ) -> Iterator[Observation | Comparison]:
        """Yield what a row says of the outcome that its label, or a row above it, names."""
        label = row.label.of(self.paper.text)
        graded = grade_told(label) or (grade_told(row.group.of(self.paper.text)) if row.group else None)
        when = _AT.search(label)
        time = read_time(when["time"].lower()) if when else None
        found: list[Observation] = []
        for cell in row.cells:
            column = columns.get(cell.column)
            if column and column.group and (observation := self._cell(table, row, cell, column, outcome)):
                told = replace(observation, grade=graded or observation.grade, time=observation.time or time)
                found.append(told)
                yield told
        yield from self.tests.read(table, columns, row, found)

    def _cell(self, table: Table, row: Row, cell: Cell, column: Column, outcome: str) -> Observation | None:
        text = cell.span.of(self.paper.text)
        if column.group is None:
            return None
        about = " ".join((table.columns[cell.column], table.caption, *table.columns, _data(table)))
        if (told := measured(row.label.of(self.paper.text), text, about)) is not None:
            return self._valued(table, row, column, outcome, told, text)
        quantity = (shared(text) if column.share else None) or counted(text, column.n) or self._measured(cell)
        if quantity is None:
            return None
        fits = column.n is not None and is_share_of(quantity.count, quantity.percent, column.n)
        total = quantity.total or (column.n if quantity.count is not None and fits else None)
        return Observation(
            subject=column.group.subject, arm=column.group.label, outcome=outcome, grade=column.grade,
            stat=Stat.PROPORTION if quantity.proportion else Stat.MEDIAN, count=quantity.count, total=total,
            percent=quantity.percent, value=quantity.value, unit=quantity.unit, low=quantity.low, high=quantity.high,
            interval=quantity.interval, carried=quantity.total is None and total is not None, printed=text.strip(),
            time=column.time, table=table.number,
            evidence=(quote(self.paper, row.span, "table", rule="observation.table", table=table.number),),
        )  # fmt: skip

    def _valued(
        self, table: Table, row: Row, column: Column, outcome: str, told: Valued, text: str
    ) -> Observation | None:
        """Return the value that a cell holds by its row's unit; of a harm it is an onset, a duration or a share."""
        share = told.unit == "%" and told.stat is not Stat.MEAN
        whole = column.n if told.stat is Stat.PROPORTION else None
        measure = told.measure if self.inventory.entities[outcome].kind is Kind.TOXICITY else None
        if column.group is None or (self.inventory.entities[outcome].kind is Kind.TOXICITY and not (measure or share)):
            return None
        return Observation(
            subject=column.group.subject, arm=column.group.label, outcome=outcome, grade=column.grade,
            stat=told.stat, measure=measure, percent=float(told.value) if share else None,
            value=None if share else told.value, unit=None if share else told.unit or None,
            low=told.low, high=told.high,
            total=whole, carried=whole is not None, interval=told.interval, time=told.time or column.time,
            printed=text.strip(), table=table.number,
            evidence=(quote(self.paper, row.span, "table", rule="observation.table", table=table.number),),
        )  # fmt: skip

    def _measured(self, cell: Cell) -> Quantity | None:
        found = [q for q in signs(self.paper.text, cell.span) if q.sign is Sign.QUANTITY and q.text != "interval"]
        if len(found) != 1:
            return None
        quantity = found[0]
        return quantity if (quantity.unit and quantity.value is not None) or quantity.percent is not None else None


def _data(table: Table) -> str:
    """Return what the notes say of all cells: "Data are n (%) or median (IQR)"."""
    said = _DATA.search(table.notes)
    return said[0] if said else ""


def _of_one_grade(table: Table, columns: Mapping[int, Column]) -> Mapping[int, Column]:
    """Return the columns with the grade that the caption alone tells: "Grade >=3 adverse events"."""
    told = grade_told(table.caption)
    if told in {None, "any"} or any(column.grade for column in columns.values()) or _SEVERAL.search(table.caption):
        return columns
    return {number: replace(column, grade=told) for number, column in columns.items()}
