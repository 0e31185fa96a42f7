"""Tables recovered from lines of text: flattened by a page dump, with a cell a line, or divided by tabs or bars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from cargraph.documents.layout import Line, announces, furniture, lines
from cargraph.model import Cell, Row, Section, Span, Table
from cargraph.text import cells, grids, heads, stacked
from cargraph.text.sections import carve, tightened

_TITLE = re.compile(
    r"\W{0,3}(?:supplementa(?:ry|l) |extended data )?table\s+(?P<number>[A-Z]?\d{1,3}|[IVX]{1,5})\b\s*"
    r"(?P<mark>[.:|)]|$|-(?=\s)|(?=\s[A-Z]))\W{0,2}(?P<rest>.*)$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:notes?\b\s?[.:]|abbreviations?\b|\*|†|‡|§|¶|#\s|data (?:are|were|is)\b|values (?:are|were)\b|[a-z]\s(?=[A-Z])"
    r"|[ᵃ-ᶻ¹²³⁰⁴-⁹]|source\s?:|percentages\b"
    r"|[A-Z][A-Za-z0-9/+-]{1,12}(?:,| indicates| =| denotes)\s.+;)",
    re.IGNORECASE,
)
_CAPTION_LINES = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A recovered table, and where its notes stand."""

    table: Table
    notes: Span | None


def recover(raw: str, text: str, sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], tuple[Table, ...]]:
    """Return the sections with those of the tables cut out of them, and the tables in the order of the text.

    `raw` is the text as it came, of the same length, in which tabs still stand.
    """
    tables: list[Table] = []
    for section in sections:
        if section.read and section.name not in ("title", "table", "notes", "caption"):
            for found in _in_section(raw, text, section.span):
                sections = carve(sections, found.table.span, "table", found.table.caption)
                if found.notes:
                    sections = carve(sections, found.notes, "notes")
                tables.append(found.table)
    return tightened(text, sections), tuple(sorted(tables, key=lambda table: table.span))


def _in_section(raw: str, text: str, span: Span) -> list[Found]:
    piece = span.of(raw)
    if "\t" not in piece and "|" not in piece and "table" not in piece.lower():
        return []
    all_lines = lines(text, span.start, span.end)
    found: list[Found] = []
    index = 0
    while index < len(all_lines):
        size, one = _table_at(raw, text, all_lines[index:])
        found += [one] if one else []
        index += max(size, 1)
    return found


def _table_at(raw: str, text: str, ahead: list[Line]) -> tuple[int, Found | None]:
    """Return the table that begins at the first of some lines, and how many lines it takes with its notes."""
    title = _TITLE.match(ahead[0].text)
    caption = _caption(raw, ahead) if title else 0
    divided = grids.height(raw, ahead[caption:])
    piled = stacked.height(ahead[1:]) if title and not divided else 0
    if piled:
        caption = 1
    height = divided or piled or (_height(ahead[caption:]) if title else 0)
    if not height:
        return 0, None
    inner = ahead[caption : caption + height]
    build = grids.build if divided else stacked.build if piled else _build
    columns, rows, last = build(raw, inner)
    if len(rows) < (1 if title else 2) or not (title or grids.even(raw, inner)):
        return 0, None
    inner = inner[:last]
    notes = _notes(ahead[caption + last :])
    note_span = Span(notes[0].span.start, notes[-1].span.end) if notes else None
    words = " ".join([title["rest"] if title else "", *(line.text for line in ahead[1:caption])]).strip()
    table = Table(
        span=Span(ahead[0].span.start, inner[-1].span.end),
        columns=tuple(columns),
        rows=_grouped(rows),
        number=_number(title["number"]) if title else None,
        caption=words,
        notes=note_span.of(text) if note_span else "",
    )
    return caption + last + len(notes), Found(table, note_span)


def _caption(raw: str, ahead: list[Line]) -> int:
    """Return how many lines from a table's title on are title and caption."""
    title = _TITLE.match(ahead[0].text)
    captioned = title is not None and bool(title["rest"])
    for count, line in enumerate(ahead[1 : _CAPTION_LINES + 1], 1):
        starts = line.first or heads.is_head(line.text)
        if starts and (grids.divided(raw, line) or (not line.alone and _is_body(ahead[count:]))):
            return count
        if _TITLE.match(line.text) or (announces(line) and (captioned or count > 1)):
            break
    return 1


def _is_body(ahead: list[Line]) -> bool:
    """Tell whether a block of lines holds a table's body: lines that end with cells."""
    block = _block(ahead)
    ends = sum(bool(cells.cells(line.text)) for line in block if len(line.text) < 240)
    return ends >= 2 or (ends == 1 and len(block) > 1 and heads.is_head(block[0].text))


def _block(ahead: list[Line]) -> list[Line]:
    inner = list(takewhile(lambda line: not line.last, ahead))
    return ahead[: len(inner) + 1]


def _height(ahead: list[Line]) -> int:
    """Return how many lines a flattened body takes, head lines first; blank lines between rows are allowed."""
    if not ahead or not _is_body(ahead):
        return 0
    count = 0
    while count < len(ahead):
        block = _block(ahead[count:])
        if count and not (_continues(block) and not _TITLE.match(block[0].text)):
            break
        notes = next((i for i, line in enumerate(block) if _NOTE.match(line.text) and not cells.cells(line.text)), None)
        if notes is not None:
            return count + notes
        count += len(block)
    return count


def _continues(block: list[Line]) -> bool:
    found = [cells.cells(line.text) for line in block if len(line.text) < 240]
    return sum(map(bool, found)) * 2 >= len(block) and max(map(len, found), default=0) > 1


def _build(raw: str, body: list[Line]) -> tuple[tuple[str, ...], list[Row], int]:
    """Return the columns and rows of a flattened body, and how many of its lines belong to the table."""
    del raw
    top = _head_height(body)
    found = [cells.cells(line.text) for line in body]
    texts = [[span.of(line.text) for span in spans] for line, spans in zip(body, found, strict=True)]
    width = _width(body[:top], texts[top:])
    columns = heads.columns([line.text for line in body[:top]], width, texts[top:])
    forms = cells.profile(texts[top:], width)
    rows = [
        _row(line, spans, row, forms) for line, spans, row in zip(body[top:], found[top:], texts[top:], strict=True)
    ]
    filled = max((index for index, row in enumerate(rows, 1) if row.cells), default=0)
    return columns, rows[:filled], top + filled


def _head_height(body: list[Line]) -> int:
    """Return how many lines stand above the first row."""
    first = int(not cells.cells(body[0].text) and any(heads.is_head(line.text) for line in body[1:3]))
    sure = first + len(list(takewhile(lambda line: heads.is_head(line.text) and _bare(line), body[first:])))
    if sure > first or len(body) < 3:
        return sure if sure > first else 0
    return int(len(cells.cells(body[0].text)) < min(len(cells.cells(line.text)) for line in body[1:3]))


def _bare(line: Line) -> bool:
    """Tell whether a head line holds no cells but those that its own words make ("Grade ≥3", "(n = 4)")."""
    return len(cells.cells(line.text)) < 2 or len(heads.divide(line.text).labels) > 1


def _width(head: list[Line], rows: list[list[str]]) -> int:
    """Return the number of columns: that which the head names where a row has as many cells, else the rows' own."""
    divided = [heads.divide(line.text) for line in head]
    labels = max((len(one.labels) + bool(one.labels and one.rest) for one in divided), default=0)
    named = labels + any(one.p for one in divided)
    sizes = [len(row) for row in rows if row]
    usual = cells.widest(rows)
    fitting = sum(size >= named for size in sizes)
    exact = sizes.count(named) * 2 >= sizes.count(usual)
    sized = named > 1 or any(heads.arm_size(line.text) for line in head)
    return named if labels and sized and fitting * 3 >= len(sizes) and (usual <= named or exact) else usual


def _row(line: Line, spans: list[Span], row: list[str], forms: tuple[str, ...]) -> Row:
    labelled = bool(spans) and spans[0].start > 0
    count, first = cells.placed(row, forms, labelled=labelled) if row and forms else (0, 0)
    at = line.span.start
    used = spans[len(spans) - count :]
    end = at + len(line.text[: used[0].start].rstrip()) if used else line.span.end
    body = tuple(Cell(Span(at + span.start, at + span.end), first + place) for place, span in enumerate(used, 1))
    return Row(line.span, Span(at, end), body)


def _grouped(rows: list[Row]) -> tuple[Row, ...]:
    """Return the rows with cells, each with the label of the last row without cells above it as its group."""
    group: Span | None = None
    kept: list[Row] = []
    for row in rows:
        if row.cells:
            kept.append(Row(row.span, row.label, row.cells, group))
        else:
            group = row.label
    return tuple(kept)


def _notes(ahead: list[Line]) -> list[Line]:
    """Return the lines below a table that explain it."""
    taken = 0
    while (
        taken < len(ahead)
        and _NOTE.match(ahead[taken].text)
        and not announces(ahead[taken])
        and not furniture(ahead[taken].text)
    ):
        taken += len(_block(ahead[taken:]))
    return ahead[:taken]


def _number(words: str) -> int | None:
    if words.upper().strip("IVX"):
        return int(digits) if (digits := "".join(filter(str.isdigit, words))) else None
    values = {"I": 1, "V": 5, "X": 10}
    roman = [values[letter] for letter in words.upper()]
    return sum(-value if value < max(roman[place:]) else value for place, value in enumerate(roman))
