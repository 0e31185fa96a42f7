"""The heads of a table's columns: what a column holds, whose results, of which grade and time, out of how many."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from cargraph.facts.groups.group import Group
from cargraph.facts.results.grades import grade
from cargraph.facts.results.printed_times import read_time
from cargraph.facts.tables.cells import counted, tells_share
from cargraph.text.shares import is_share_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tables.named import Named
    from cargraph.model import Paper, Row, Table

_P_HEAD = re.compile(r"^\s*p\b[\s*†‡§^-]*(?:values?)?\s*\*?$|\bp[\s*†-]*values?\b", re.IGNORECASE)
_RATIO_HEAD = re.compile(
    r"\b(?:(?P<HR>[as]?HR|(?i:hazard ratio))|(?P<OR>a?OR|(?i:odds ratio))|(?P<RR>RR|(?i:risk ratio|relative risk)))\b"
)
_INTERVAL_HEAD = re.compile(r"[(\[]?95\s?% ?(?:CI|confidence intervals?)[)\]]?", re.IGNORECASE)
_TIME_HEAD = re.compile(r"\b(?:(?:day|week|month|year)s?\s?\+?\d+|\d+[ -](?:day|week|month|year)s?)\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?i)(?:at )?baseline\b|(?:pre|before)[- ]?(?:infusion|treatment|lymphodepletion)\b")
"""Heads of columns that hold no results."""
_SIZE = re.compile(r"\b[nN]\s?=\s?(\d[\d,]*)")
_ANY = re.compile(r"\b(?:any|all)[\s-]*grades?\b|\btotal\b|\boverall\b", re.IGNORECASE)
_GRADED = re.compile(r"(?i)(?:any|all|≥|>=)?\s*-?grades?\s*[≥\d\s-]*(?:or (?:higher|worse))?")
_COUNTED = re.compile(r"\(?\s*[nN]\s?=\s?\d+\s*\)?|\b[Nn]o\.?\b|\(%\)|%|\bn\b|[|,]")
_COUNTS = re.compile(r"\b[nN]o?\b\.?(?!\s?=)|\bnumber\b|\bcounts?\b", re.IGNORECASE)
_CONTROL = re.compile(r"(?i)\b(?:standard|placebo|control|SOC)\b")
_PART = re.compile(r"(?i)cohort|level|group|arm|dose|phase|\bDL-?\s?\d")
_WHOLE = re.compile(r"(?i)(?:all|total|overall)(?: patients| cohorts?| treated| doses?| dose levels?)?")
_ASSESSED = re.compile(
    r"(?i)(?P<whose>[^,:;]{1,40}[,:;] )?(?:(?:no\.|number) of )?(?:patients |n )?"
    r"(?:assessed|evaluable|evaluated|analy[sz]ed|at risk|with data)(?:, n)?\s*$"
)
"""The label of a row that counts those of whom the rows below it tell."""
_SHARES = 3
"""How many shares at least show that a column is of a set that it does not count."""


class Holds(Enum):
    """What the cells of a column are."""

    RESULT = "result"
    P = "p"
    RATIO = "ratio"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's head says.

    group, n, grade, time: whose results, out of how many, of which grade and at which time. holds: what its cells are.
    share: its bare numbers are percentages. ratio: HR, OR or RR, of a column of ratios whose head tells the kind.
    """

    group: Group | None
    n: int | None
    grade: str | None
    holds: Holds = Holds.RESULT
    time: str | None = None
    share: bool = False
    ratio: str | None = None


class Columns:
    """Reads the heads of one paper's tables."""

    def __init__(self, paper: Paper, inventory: Inventory, named: Named) -> None:
        self._paper = paper
        self._inventory = inventory
        self._named = named

    def of(self, table: Table) -> dict[int, Column]:
        """Return a table's columns by their numbers, without that of the row labels."""
        found = {number: self._column(table, head) for number, head in enumerate(table.columns) if number}
        found = self._told_apart(table, found)
        return {number: self._sized(table, number, column) for number, column in found.items()}

    def assessed(self, heads: Mapping[int, Column], row: Row) -> Mapping[int, Column] | None:
        """Return the columns as a row that counts those assessed tells them for the rows below: "SLE, assessed".

        heads: the columns as their heads tell them. None for any other row.
        """
        told = _ASSESSED.match(row.label.of(self._paper.text))
        counts = {cell.column: cell.span.of(self._paper.text).replace(",", "") for cell in row.cells}
        if not told or not counts or not all(count.isdigit() for count in counts.values()):
            return None
        label = told["whose"].strip(" ,:;") if told["whose"] else ""
        part = self._inventory.subgroup(label).label if label and not _WHOLE.fullmatch(label) else None
        found = dict(heads)
        for number, count in counts.items():
            column = heads.get(number)
            if column and column.group and column.holds is Holds.RESULT:
                group = column.group if column.group.label else replace(column.group, label=part)
                found[number] = replace(column, n=int(count), group=group)
        return found

    def _column(self, table: Table, head: str) -> Column:
        inner = head.rpartition(" | ")[2]
        if _P_HEAD.search(inner):
            return Column(None, None, _p_grade(table), Holds.P)
        if ratios := {match.lastgroup for match in _RATIO_HEAD.finditer(inner)}:
            return Column(None, None, None, Holds.RATIO, ratio=ratios.pop() if len(ratios) == 1 else None)
        if _INTERVAL_HEAD.fullmatch(inner.strip()):
            return Column(None, None, None, Holds.INTERVAL)
        if _BEFORE.match(inner):
            return Column(None, None, None)
        if _SIZE.search(inner) and self._named.outcome(inner):  # those who had it: "CRS grade 2-3 (n = 4)"
            return self._of_those(table, inner)
        size = _SIZE.search(head) or _SIZE.search(table.caption)
        n = int(size.group(1).replace(",", "")) if size else None
        time = _TIME_HEAD.search(head)
        share = "%" in head and not _COUNTS.search(head)
        return Column(
            self._group(table, _TIME_HEAD.sub(" ", head)), n, "any" if _ANY.search(head) else grade_told(head),
            time=read_time(time[0].lower()) if time else None, share=share,
        )  # fmt: skip

    def _told_apart(self, table: Table, columns: dict[int, Column]) -> dict[int, Column]:
        """Return the columns with the words of their heads as labels, where two would hold one group's results."""
        held = Counter((c.group, c.grade, c.time) for c in columns.values() if c.group)
        found = dict(columns)
        for number, column in columns.items():
            if column.group and not column.group.label and held[column.group, column.grade, column.time] > 1:
                label = _words(table.columns[number])
                told = None if _WHOLE.fullmatch(label) else self._inventory.subgroup(label).label
                found[number] = replace(column, group=replace(column.group, label=told) if label else None)
        return found

    def _sized(self, table: Table, number: int, column: Column) -> Column:
        """Return a column that tells no n with the size of its group, where all its counts are the shares printed."""
        n = self._inventory.size(column.group) if column.group and column.n is None else None
        if n is None:
            return column
        cells = (cell.span.of(self._paper.text) for row in table.rows for cell in row.cells if cell.column == number)
        shares = [text for text in cells if tells_share(text)]
        told = [counted(text, n) for text in shares]
        fits = len(shares) >= _SHARES and all(one and is_share_of(one.count, one.percent, n) for one in told)
        return replace(column, n=n) if fits else column

    def _of_those(self, table: Table, head: str) -> Column:
        """Return the column of those patients who had an outcome."""
        size, whole = _SIZE.search(head), self._whole(table)
        label = self._inventory.subgroup(" ".join(_COUNTED.sub(" ", head).split()).strip(" ()-:;")).label
        return Column(
            Group(whole, label) if whole else None, int(size.group(1).replace(",", "")) if size else None, None
        )

    def _group(self, table: Table, head: str) -> Group | None:
        if (construct := self._named.construct(head)) is not None:
            return Group(construct)
        label = _words(head)
        if _CONTROL.search(label):
            return Group(None, label)
        whole = self._whole(table)
        if whole is None:
            return None
        return Group(whole, self._inventory.subgroup(label).label if _PART.search(label) else None)

    def _whole(self, table: Table) -> str | None:
        """Return whose the columns are that name no product: the only one, the caption's, the title's, or the class."""
        products, whole = self._inventory.products, self._inventory.whole
        if len(products) == 1:
            return products[0]
        of_all = whole or self._inventory.pooled
        return self._named.only_construct(table.caption) or (of_all.subject if of_all else None)


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
