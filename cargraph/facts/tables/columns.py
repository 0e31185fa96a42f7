"""The heads of a table's columns: whose results a column holds, of which grade, out of how many."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.facts.groups.arms import Group, Inventory
from cargraph.facts.results.grades import grade
from cargraph.facts.tables.cells import counted, tells_share
from cargraph.mentions.rows import key
from cargraph.model import Kind

if TYPE_CHECKING:
    from cargraph.model import Paper, Table

_P_HEAD = re.compile(r"^\s*p\b[\s*†‡§^-]*(?:values?)?\s*\*?$|\bp[\s*†-]*values?\b", re.IGNORECASE)
_SIZE = re.compile(r"\b[nN]\s?=\s?(\d[\d,]*)")
_ANY = re.compile(r"\b(?:any|all)[\s-]*grades?\b|\btotal\b|\boverall\b", re.IGNORECASE)
_GRADED = re.compile(r"(?i)(?:any|all|≥|>=)?\s*-?grades?\s*[≥\d\s-]*(?:or (?:higher|worse))?")
_COUNTED = re.compile(r"\(?\s*[nN]\s?=\s?\d+\s*\)?|\b[Nn]o\.?\b|\(%\)|%|\bn\b|[|,]")
_CONTROL = re.compile(r"(?i)\b(?:standard|placebo|control|SOC)\b")
_PART = re.compile(r"(?i)cohort|level|group|arm|dose|phase")
_WHOLE = re.compile(r"(?i)(?:all|total|overall)(?: patients| cohorts?| treated| doses?| dose levels?)?")
_SHARES = 3
"""How many shares at least show that a column is of a set that it does not count."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's head says: whose results, of which grade, out of how many; or that it holds p-values."""

    group: Group | None
    n: int | None
    grade: str | None
    p: bool = False


class Columns:
    """Reads the heads of one paper's tables."""

    def __init__(self, paper: Paper, inventory: Inventory) -> None:
        self._paper = paper
        self._inventory = inventory
        constructs = (e for e in inventory.entities.values() if e.kind is Kind.CONSTRUCT)
        self._names = sorted(((key(n), e.id) for e in constructs for n in e.names), key=lambda x: (-len(x[0]), x))

    def of(self, table: Table) -> dict[int, Column]:
        """Return a table's columns by their numbers, without that of the row labels."""
        found = {number: self._column(table, head) for number, head in enumerate(table.columns) if number}
        found = _told_apart(table, found)
        return {number: self._sized(table, number, column) for number, column in found.items()}

    def _column(self, table: Table, head: str) -> Column:
        if _P_HEAD.search(head):
            return Column(None, None, _p_grade(table), p=True)
        size = _SIZE.search(head) or _SIZE.search(table.caption)
        n = int(size.group(1).replace(",", "")) if size else None
        return Column(self._group(head), n, "any" if _ANY.search(head) else grade_told(head))

    def _sized(self, table: Table, number: int, column: Column) -> Column:
        """Return a column that tells no n with the size of its group, where all its counts are the shares printed."""
        n = self._inventory.size(column.group) if column.group and column.n is None else None
        if n is None:
            return column
        cells = (cell.span.of(self._paper.text) for row in table.rows for cell in row.cells if cell.column == number)
        shares = [text for text in cells if tells_share(text)]
        fits = len(shares) >= _SHARES and all(counted(text, n) for text in shares)
        return replace(column, n=n) if fits else column

    def _group(self, head: str) -> Group | None:
        folded = f" {key(head)} "
        for name, entity in self._names:
            if f" {name} " in folded and not self._inventory.is_class(entity):
                return Group(entity)
        label = _words(head)
        products = self._inventory.products
        if _CONTROL.search(label):
            return Group(None, label)
        if len(products) != 1:
            return None
        return Group(products[0], label if _PART.search(label) else None)


def _told_apart(table: Table, columns: dict[int, Column]) -> dict[int, Column]:
    """Return the columns with the words of their heads as labels, where two would hold one group's results."""
    held = Counter((c.group, c.grade) for c in columns.values() if c.group and not c.p)
    found = dict(columns)
    for number, column in columns.items():
        if column.group and not column.group.label and held[column.group, column.grade] > 1:
            label = _words(table.columns[number])
            whole = bool(_WHOLE.fullmatch(label))
            group = replace(column.group, label=None if whole else label) if label else None
            found[number] = replace(column, group=group)
    return found


def _words(head: str) -> str:
    """Return what a column's head says besides sizes, units and grades."""
    return " ".join(_COUNTED.sub(" ", _GRADED.sub(" ", head)).split()).strip(" ()-:;")


def grade_told(label: str) -> str | None:
    """Return the grade that the label of a row or column says: "CRS, any grade", "Grade 3 or 4"."""
    if "grade" not in label.lower():
        return None
    return "any" if _ANY.search(label) else grade(label)


def _p_grade(table: Table) -> str | None:
    """Return the grade that the notes say the p-values are of ("P*, comparison of grade >=3 events")."""
    note = re.search(r"\bp\b[^.;]{0,40}?compar[^.;]{0,60}", table.notes, re.IGNORECASE)
    return (
        grade(note.group()[note.group().lower().find("compar") :])
        if note and re.search(r"grade", note.group(), re.IGNORECASE)
        else None
    )
