"""The parts of a structured document, put one below the other as one reading text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.documents.identifiers import Imprint, identify
from cargraph.model import Cell, Paper, Row, Section, Span, Table

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Part:
    """One section to be: its role, its text with the heading, and the table in it, counted from the text's start."""

    name: str
    text: str
    heading: str = ""
    table: Table | None = None


def assemble(parts: Sequence[Part], imprint: Imprint, source: str, language: str) -> Paper:
    """Return the paper whose text is its parts with a blank line between them."""
    kept = [part for part in parts if part.text.strip()]
    starts, at = [], 0
    for part in kept:
        starts.append(at)
        at += len(part.text) + 2
    text = "\n\n".join(part.text for part in kept)
    placed = list(zip(kept, starts, strict=True))
    return Paper(
        id=identify(text, imprint), source=source, title=next((part.text for part in kept if part.name == "title"),
        ""), text=text,
        sections=tuple(Section(part.name, Span(start, start + len(part.text)), part.heading) for part,
        start in placed),
        tables=tuple(_moved(part.table, start) for part, start in placed if part.table),
        doi=imprint.doi, pmid=imprint.pmid, pmcid=imprint.pmcid, journal=imprint.journal, year=imprint.year,
        language=language,
    )  # fmt: skip


def _moved(table: Table, by: int) -> Table:
    rows = tuple(
        Row(
            _by(row.span, by),
            _by(row.label, by),
            tuple(Cell(_by(cell.span, by), cell.column) for cell in row.cells),
            _by(row.group, by) if row.group else None,
        )
        for row in table.rows
    )
    return replace(table, span=_by(table.span, by), rows=rows)


def _by(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
