"""A paper as it is read: its text, sections, tables and sentences, every one with its offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters of a paper's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of the range.

        >>> Span(0, 4).of("CD19+")
        'CD19'
        """
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether the other range lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the paper with one role.

    `name` is the role (title, abstract, background, methods, results, discussion, conclusion, caption, table, notes,
    body; or one that is not read for facts: authors, funding, references, furniture); `heading` the text's own words.
    Spans include the heading. Sections do not overlap and stand in order; text between them belongs to none.
    """

    name: str
    span: Span
    heading: str = ""

    @property
    def read(self) -> bool:
        """Tell whether facts are read from the section."""
        return self.name not in UNREAD


UNREAD = frozenset({"authors", "funding", "references", "furniture", "translation"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table's body: where its text stands and which column it belongs to."""

    span: Span
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table's body. `group` is the label of the heading row above it ("Hematologic event"), if any."""

    span: Span
    label: Span
    cells: tuple[Cell, ...]
    group: Span | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table after its spans are resolved.

    `columns[i]` is the whole head over column i, outer head first, joined by " | " ("A (n = 47) | Any grade"); column 0
    is the row label's. `Cell.column` counts in the same way.
    """

    span: Span
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    number: int | None = None
    caption: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, abstract or registry record as it is read.

    `id` is the best identifier known: doi:, pmid:, pmcid:, nct: or sha256: of the text. `source` is the input's file
    name, with the record's number after '#' where a file holds several. `notes` says what was guessed in reading it.
    `digest` is the SHA-256 of the file's bytes where the file holds this paper alone, else empty.
    """

    id: str
    source: str
    title: str
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = ()
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    journal: str | None = None
    year: int | None = None
    language: str = "en"
    notes: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a section that is read, in the order of the text."""

    index: int
    section: str
    span: Span
