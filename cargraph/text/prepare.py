"""A paper's text made ready for reading: normalised, with finer sections and the tables found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.text.normalise import normalise
from cargraph.text.sections import refine
from cargraph.text.tables import recover

if TYPE_CHECKING:
    from cargraph.model import Paper, Section, Table


def prepare(paper: Paper) -> Paper:
    """Return the paper with its text normalised character by character, so that all its spans still hold.

    Labels within an abstract become sections, copyright lines furniture, and flattened tables are recovered where
    the paper has none yet.
    """
    text = normalise(paper.text)
    sections = refine(text, paper.sections)
    tables = paper.tables
    if not tables:
        sections, tables = recover(paper.text, text, sections)
    return replace(
        paper,
        title=normalise(paper.title),
        text=text,
        sections=tuple(map(_section, sections)),
        tables=tuple(map(_table, tables)),
    )


def _section(section: Section) -> Section:
    return replace(section, heading=normalise(section.heading))


def _table(table: Table) -> Table:
    return replace(
        table,
        columns=tuple(map(normalise, table.columns)),
        caption=normalise(table.caption),
        notes=normalise(table.notes),
    )
