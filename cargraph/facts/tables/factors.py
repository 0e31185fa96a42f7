"""Tables of factors: each row's ratio compares those who have the factor with those who have not, in one outcome."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.stating import SIGNIFICANT
from cargraph.facts.evidence import quote
from cargraph.facts.results.grades import grade_within
from cargraph.facts.tables.cells import Ratio, limits, p_value, ratio
from cargraph.facts.tables.columns import Holds
from cargraph.mentions.rules import slot
from cargraph.model import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tables.columns import Column
    from cargraph.facts.tables.named import Named
    from cargraph.model import Entity, Paper, Row, Table

_TIMED = frozenset({"survival", "duration", "mortality", "relapse"})
_AGAINST = re.compile(
    r"(?P<a>.*?\S)[\s,:]*[(\[]?\s*(?:\bvs\b\.?|\bversus\b|\bcompared (?:with|to)\b|\bref(?:erence)?\b\.?\s?[:=]?)\s*"
    r"(?P<b>[^()\[\]]+)[)\]]?",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"(?i)[\W\d_]*(?:(?:yes|no|high|low|male|female|present|absent|per \w+|years?|or|more)[\W\d_]*)*")
"""A row's label that says nothing without the heading above it: ">=65", "Yes", "High"."""
_PLAIN = re.compile(r"(?i)(?:,|:)?\s*(?:\(?\b(?:n|no\.?)\s?\(?%\)?\)?|yes|present)$")


@dataclass(frozen=True, slots=True)
class Printed:
    """The ratio of a row with its p-value: which of the table's columns print them."""

    number: int
    kind: str | None
    ratio: Ratio
    p: float | None
    operator: str | None


def is_of_factors(table: Table, columns: Mapping[int, Column]) -> bool:
    """Tell whether a table tells ratios of factors: it has a column of ratios, and its caption or heads say so."""
    told = f"{table.caption} {' '.join(table.columns)}"
    return any(c.holds is Holds.RATIO for c in columns.values()) and bool(slot("of_factors", "cues").search(told))


def ratios(paper: Paper, columns: Mapping[int, Column], row: Row) -> Iterator[Printed]:
    """Yield the ratios that a row prints, each with the interval and the p-value that stand right of it."""
    held = {cell.column: cell.span.of(paper.text) for cell in row.cells}
    ordered = sorted(columns)
    for place, number in enumerate(ordered):
        if columns[number].holds is not Holds.RATIO or (found := ratio(held.get(number, ""))) is None:
            continue
        p = None
        for right in ordered[place + 1 :]:
            if columns[right].holds is Holds.RATIO:
                break
            if columns[right].holds is Holds.INTERVAL and (ends := limits(held.get(right, ""))):
                found = Ratio(found.value, *ends)
            if columns[right].holds is Holds.P:
                p = p_value(held.get(right, ""))
        if found.low is None or found.high is None or found.low <= found.value <= found.high:
            yield Printed(number, columns[number].ratio, found, *(p or (None, None)))


def direction(printed: Printed) -> str:
    """Return where a ratio points: nowhere if it is not significant (p < 0.05, or an interval without 1)."""
    one = printed.ratio
    if printed.p is not None:
        flat = printed.p >= SIGNIFICANT and printed.operator != "<"
    else:
        flat = one.low is not None and one.high is not None and one.low <= 1 <= one.high
    return "similar" if flat else "higher" if one.value > 1 else "lower"


def kind_of(outcome: Entity) -> str:
    """Return the kind of ratio that an outcome has where a head tells two: hazards of times, odds of shares."""
    return "HR" if outcome.role in _TIMED else "OR"


class FactorReader:
    """Reads the tables of factors of one paper."""

    def __init__(self, paper: Paper, inventory: Inventory, named: Named) -> None:
        self._paper = paper
        self._inventory = inventory
        self._named = named

    def read(self, table: Table, columns: Mapping[int, Column]) -> Iterator[Comparison]:
        """Yield a comparison for each ratio of a table whose outcome its caption or the ratio's head names."""
        for row in table.rows:
            a, b = self._sides(row)
            for printed in ratios(self._paper, columns, row) if a else ():
                told = table.columns[printed.number]
                about = row.group.of(self._paper.text) if row.group else ""
                outcome = next(filter(None, map(self._named.outcome, (told, about, table.caption))), None)
                if outcome is None:
                    continue
                yield Comparison(
                    a=a, b=b, outcome=outcome, direction=direction(printed),
                    grade=grade_within(_about(told, table.caption)), p=printed.p, p_operator=printed.operator,
                    ratio=printed.kind or kind_of(self._inventory.entities[outcome]),
                    value=printed.ratio.value, low=printed.ratio.low,
                    high=printed.ratio.high, interval="ci95" if printed.ratio.low is not None else None,
                    table=table.number,
                    evidence=(quote(self._paper, row.span, "table", rule="comparison.table", table=table.number),),
                )  # fmt: skip

    def _sides(self, row: Row) -> tuple[str, str | None]:
        """Return the two sides that a row's label tells, products by their entity."""
        label = row.label.of(self._paper.text).strip(" *†‡§¶")
        against = _AGAINST.fullmatch(label)
        first, second = (against["a"], against["b"].strip()) if against else (label, None)
        if row.group is not None and _LEVEL.fullmatch(first):
            first = f"{row.group.of(self._paper.text)} {first}"
        first = _PLAIN.sub("", " ".join(first.split()))
        return self._named.construct(first) or first, second and (self._named.construct(second) or second)


def _about(head: str, caption: str) -> str:
    """Return the words from a grade on: "severe CRS" in "Factors associated with severe CRS"."""
    told = f"{caption} {head}"
    found = re.search(r"(?i)\bsevere |[≥>]?=?\s?\bgrades?\b", told)
    return told[found.start() :] if found else ""
