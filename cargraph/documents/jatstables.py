"""The tables of JATS XML, written out row by row with their spans resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cargraph.documents.markup import Element, every, find, local, words
from cargraph.documents.parts import Part
from cargraph.model import Cell, Row, Span, Table

_MOST = 200
_BAR = " | "
_INDENT = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]*[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_PADDED = re.compile(r"(?:padding-left|text-indent|margin-left)\s*:\s*[1-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of the grid: the words there, which cell they come from, and whether they are set in."""

    words: str
    cell: int
    indented: bool = False


_Line = Sequence[_Place]


def table_parts(wrap: Element) -> Iterator[Part]:
    """Yield the part with a table's title, head and rows, and the part with its notes."""
    label, caption = words(find(wrap, "label")), words(find(wrap, "caption"))
    title = f"{label.rstrip('.:')}. {caption}".strip(". ") if label else caption
    notes = _notes(wrap)
    table = next((one for one in wrap.iter() if local(one) == "table"), None)
    if table is None:
        yield Part("caption", title)
    else:
        yield _part(table, title, caption, "\n".join(notes), _number(label))
    if notes:
        yield Part("notes", "\n".join(notes))


def _notes(wrap: Element) -> list[str]:
    feet = every(wrap, "table-wrap-foot")
    inner = [one for foot in feet for one in foot.iter()]
    found = [one for one in inner if local(one) in ("p", "attrib") or (local(one) == "fn" and not every(one, "p"))]
    return [text for one in found if (text := _note(one))]


def _note(element: Element) -> str:
    """Return a note with its mark before it."""
    parent = element.getparent()
    first = local(parent) == "fn" and next((one for one in parent if local(one) == "p"), None) is element
    mark = words(find(parent, "label")) if first else ""
    return f"{mark} {words(element)}".strip()


def _part(table: Element, title: str, caption: str, notes: str, number: int | None) -> Part:
    head, body = _grids(table)
    width = max((len(line) for line in [*head, *body]), default=0)
    lines = [title] if title else []
    lines += [_written(line) for line in head]
    at = sum(len(line) + 1 for line in lines)
    rows: list[Row] = []
    group: Span | None = None
    above: Span | None = None
    inner = False
    for line in body:
        written = _written(line)
        row = _row(line, at)
        first = row.label if line and line[0].words else None
        if not row.cells:
            group, above, inner = first or group, first or above, False
        elif line[0].indented or not first:
            rows.append(Row(row.span, row.label, row.cells, above))
            inner = inner or line[0].indented
        else:
            group, above, inner = (None if inner else group), first, False
            rows.append(Row(row.span, row.label, row.cells, group))
        lines.append(written)
        at += len(written) + 1
    text = "\n".join(lines)
    columns = tuple(_head(head, place) for place in range(width))
    return Part("table", text, caption, Table(Span(0, len(text)), columns, tuple(rows), number, caption, notes))


def _grids(table: Element) -> tuple[list[_Line], list[_Line]]:
    """Return the lines of the head and of the body; without a head, the first lines of header cells, else the first."""
    head = _grid([row for part in every(table, "thead") for row in every(part, "tr")])
    bodies = [every(part, "tr") for part in table if local(part) in ("tbody", "tfoot")] or [every(table, "tr")]
    rows = [row for part in bodies for row in part]
    body = [line for part in bodies for line in _grid(part)]
    if not head:
        top = next((at for at, row in enumerate(rows) if not row or any(local(cell) == "td" for cell in row)), 0) or 1
        head, body = body[:top], body[top:]
    return head, body


def _grid(rows: Sequence[Element]) -> list[_Line]:
    """Return rows with each place filled: a cell that spans several stands in all of them."""
    hanging: dict[int, tuple[_Place, int]] = {}
    lines: list[_Line] = []
    count = 0
    for row in rows:
        line: list[_Place] = []
        for cell in [one for one in row if local(one) in ("td", "th")]:
            _hang(line, hanging)
            count += 1
            place = _Place(words(cell), count, _indented(cell))
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    hanging[len(line)] = (place, down - 1)
                line.append(place)
        _hang(line, hanging)
        lines.append(line)
    return lines


def _hang(line: list[_Place], hanging: dict[int, tuple[_Place, int]]) -> None:
    """Add the cells that hang down from the rows above at the line's end."""
    while (held := hanging.get(len(line))) is not None:
        place, left = held
        if left > 1:
            hanging[len(line)] = (place, left - 1)
        else:
            del hanging[len(line)]
        line.append(place)


def _span(cell: Element, name: str) -> int:
    found = cell.get(name) or "1"
    return min(max(int(found), 1), _MOST) if found.strip().isdigit() else 1


def _indented(cell: Element) -> bool:
    return bool(_INDENT.match("".join(cell.itertext()))) or bool(_PADDED.search(cell.get("style") or ""))


def _once(line: _Line) -> list[tuple[_Place, list[int]]]:
    """Return each cell of a line once, with the columns it stands in."""
    found: dict[int, tuple[_Place, list[int]]] = {}
    for column, place in enumerate(line):
        found.setdefault(place.cell, (place, []))[1].append(column)
    return list(found.values())


def _written(line: _Line) -> str:
    return _BAR.join(place.words for place, _ in _once(line))


def _row(line: _Line, at: int) -> Row:
    """Return a line as a row that is written from an offset on; without cells where it only heads a group."""
    cells: list[Cell] = []
    label, start = Span(at, at), at
    for place, columns in _once(line):
        span = Span(start, start + len(place.words))
        label = span if 0 in columns else label
        cells += [Cell(span, column) for column in columns if column and place.words and 0 not in columns]
        start = span.end + len(_BAR)
    return Row(Span(at, at + len(_written(line))), label, tuple(cells))


def _head(head: Sequence[_Line], column: int) -> str:
    names = [line[column].words for line in head if column < len(line)]
    return _BAR.join(dict.fromkeys(filter(None, names)))


def _number(label: str) -> int | None:
    found = re.search(r"\d+", label)
    return int(found[0]) if found else None
