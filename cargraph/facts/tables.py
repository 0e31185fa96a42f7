"""Tables -> observations and comparisons: a cell's arm and grade from its column's head, its outcome from its row."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.stating import whose
from cargraph.facts.evidence import quote
from cargraph.facts.groups.arms import Group, Inventory
from cargraph.facts.results.grades import grade
from cargraph.mentions.quantities import Quantity, Sign, signs
from cargraph.mentions.rows import key
from cargraph.model import Comparison, Kind, Observation, Span, Stat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Cell, Mention, Paper, Row, Table

_P_HEAD = re.compile(r"^\s*p\b[\s*†‡§^-]*(?:values?)?\s*\*?$|\bp[\s*†-]*values?\b", re.IGNORECASE)
_SIZE = re.compile(r"\b[nN]\s?=\s?(\d[\d,]*)")
_CELL = re.compile(r"^\s*(\d+)\s*(?:/\s*(\d+))?\s*(?:[(\[]\s*([<>]?\d+(?:\.\d+)?)\s*%?\s*[)\]])?\s*%?\s*$")
_BASELINE = re.compile(r"baseline|demographic|characteristics|manufactur|eligib", re.IGNORECASE)
_ANY = re.compile(r"\b(?:any|all)[\s-]*grades?\b|\btotal\b|\boverall\b", re.IGNORECASE)
_P_VALUE = re.compile(r"^\s*([<>=≤≥])?\s*(0?\.\d+|[01](?:\.0+)?)\s*\*?$")
_NOWHERE = Span(0, 0)
_OUTCOMES = frozenset({Kind.TOXICITY, Kind.ENDPOINT, Kind.CYTOKINE, Kind.BIOMARKER})


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's head says: whose results, of which grade, out of how many; or that it holds p-values."""

    group: Group | None
    n: int | None
    grade: str | None
    p: bool = False


class TableReader:
    """Reads the result tables of one paper."""

    def __init__(self, paper: Paper, inventory: Inventory, mentions: tuple[Mention, ...]) -> None:
        self.paper = paper
        self.inventory = inventory
        self.mentions = [m for m in mentions if m.kind in _OUTCOMES]
        self.starts = [m.span.start for m in self.mentions]
        self.names = sorted(
            ((key(n), e.id) for e in inventory.entities.values() if e.kind is Kind.CONSTRUCT for n in e.names),
            key=lambda x: (-len(x[0]), x),
        )

    def read(self) -> Iterator[Observation | Comparison]:
        """Yield the observations and comparisons of every table that reports results."""
        for table in self.paper.tables:
            if not _BASELINE.search(table.caption):
                columns = {i: self._column(table, head) for i, head in enumerate(table.columns) if i}
                for row in table.rows:
                    yield from self._row(table, columns, row)

    def _column(self, table: Table, head: str) -> Column:
        if _P_HEAD.search(head):
            return Column(None, None, _p_grade(table), p=True)
        size = _SIZE.search(head) or _SIZE.search(table.caption)
        n = int(size.group(1).replace(",", "")) if size else None
        return Column(self._group(head), n, "any" if _ANY.search(head) else _grade_told(head))

    def _group(self, head: str) -> Group | None:
        folded = f" {key(head)} "
        for name, entity in self.names:
            if f" {name} " in folded and not self.inventory.is_class(entity):
                return Group(entity)
        outer = re.sub(
            r"\(?\s*[nN]\s?=\s?\d+\s*\)?|\bno\.?\b|\(%\)|%|\bn\b|[|,]",
            " ",
            re.sub(
                r"(?:any|all|≥|>=)?\s*-?grades?\s*[≥\d\s-]*(?:or (?:higher|worse))?", " ", head, flags=re.IGNORECASE
            ),
        )
        label = " ".join(outer.split()).strip(" ()-:;")
        products = self.inventory.products
        if re.search(r"\b(?:standard|placebo|control|SOC)\b", label, re.IGNORECASE):
            return Group(None, label)
        if len(products) != 1:
            return None
        return Group(
            products[0], label if re.search(r"cohort|level|group|arm|dose|phase", label, re.IGNORECASE) else None
        )

    def _outcome(self, row: Row) -> str | None:
        first, last = (bisect_left(self.starts, place) for place in (row.label.start, row.label.end))
        inside = [m for m in self.mentions[first:last] if row.label.holds(m.span)]
        return max(inside, key=lambda m: (m.span.end - m.span.start, -m.span.start)).entity if inside else None

    def _row(self, table: Table, columns: dict[int, Column], row: Row) -> Iterator[Observation | Comparison]:
        outcome = self._outcome(row)
        if outcome is None:
            return
        own = _grade_told(row.label.of(self.paper.text))
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
        quantity = _counted(text, column.n) or self._measured(cell)
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


def _grade_told(label: str) -> str | None:
    """Return the grade that the label of a row or column says: "CRS, any grade", "Grade 3 or 4"."""
    if "grade" not in label.lower():
        return None
    return "any" if _ANY.search(label) else grade(label)


def _named(one: Group, other: Group) -> str:
    side = whose(one, other)
    return side.label or side.subject or ""


def _counted(text: str, n: int | None) -> Quantity | None:
    """Read "32 (68.09)", "7/47 (14.9)" or "0"; None where the count cannot be one of n or the share does not fit."""
    found = _CELL.match(text)
    if not found:
        return None
    count, total = int(found.group(1)), int(found.group(2)) if found.group(2) else n
    percent = float(found.group(3).lstrip("<>")) if found.group(3) else None
    if total is None and percent is None:
        return None
    if total is not None and (count > total or (percent is not None and abs(100 * count / total - percent) > 1.0)):
        return None
    return Quantity(
        Sign.QUANTITY, _NOWHERE, count=count, total=int(found.group(2)) if found.group(2) else None, percent=percent
    )


def _p_grade(table: Table) -> str | None:
    """Return the grade that the notes say the p-values are of ("P*, comparison of grade >=3 events")."""
    note = re.search(r"\bp\b[^.;]{0,40}?compar[^.;]{0,60}", table.notes, re.IGNORECASE)
    return (
        grade(note.group()[note.group().lower().find("compar") :])
        if note and re.search(r"grade", note.group(), re.IGNORECASE)
        else None
    )
