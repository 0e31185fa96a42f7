"""Tables with one cell a line, as a saved page prints them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cargraph.documents.layout import announces
from cargraph.model import Cell, Row, Span
from cargraph.text import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.documents.layout import Line

_LONG = 120
_ROWS = 3
_CELLS = 2
_GROUPS = 3


def height(ahead: Sequence[Line]) -> int:
    """Return how many lines from the first on are a table with a cell a line: a head, then rows of as many cells."""
    top, width = _shape(ahead)
    if not width:
        return 0
    at = top
    while (size := _row_size(ahead, at, width)) > 0:
        at += size
    return at


def build(raw: str, body: Sequence[Line]) -> tuple[tuple[str, ...], list[Row], int]:
    """Return the columns and rows of such a table's lines, and the number of lines used."""
    del raw
    top, width = _shape(body)
    rows: list[Row] = []
    at = top
    while (size := _row_size(body, at, width)) > 0:
        found = tuple(Cell(line.span, place) for place, line in enumerate(body[at + 1 : at + size], 1))
        rows.append(Row(Span(body[at].span.start, body[at + size - 1].span.end), body[at].span, found))
        at += size
    return _columns([line.text for line in body[:top]], width), rows, at


def _is_cell(line: Line) -> bool:
    found = cells.cells(line.text)
    return len(found) == 1 and found[0].start == 0


def _shape(ahead: Sequence[Line]) -> tuple[int, int]:
    """Return how many lines stand above the first row, and how many cells a row has; zeros for no such table."""
    first = next((i for i, line in enumerate(ahead) if _is_cell(line)), 0)
    head = ahead[: max(first - 1, 0)]
    if len(head) < _CELLS or any(len(line.text) > _LONG or announces(line) for line in head):
        return 0, 0
    runs: list[int] = []
    for line in ahead[first - 1 :]:
        if len(line.text) > _LONG or announces(line):
            break
        if not _is_cell(line):
            runs.append(0)
        elif runs:
            runs[-1] += 1
    width, rows = Counter(run for run in runs if run).most_common(1)[0]
    if width < _CELLS or rows < _ROWS or runs[0] != width:
        return 0, 0
    words = [line.text for line in head]
    fitting = [top for top in range(len(head), len(head) - _GROUPS, -1) if top > 0 and _columns(words[:top], width)]
    return (fitting[0] if fitting else 0), width if fitting else 0


def _row_size(ahead: Sequence[Line], at: int, width: int) -> int:
    """Return how many lines the row at a place takes: a label with its cells, or a label alone above a row; else 0."""
    if at >= len(ahead) or _is_cell(ahead[at]) or len(ahead[at].text) > _LONG or announces(ahead[at]):
        return 0
    row = ahead[at + 1 : at + 1 + width]
    if len(row) == width and all(map(_is_cell, row)):
        return 1 + width
    below = ahead[at + 1 : at + 2]
    return 1 if below and not _is_cell(below[0]) and _row_size(ahead, at + 1, width) > 1 else 0


def _columns(head: Sequence[str], width: int) -> tuple[str, ...]:
    """Return the heads of the columns; of a head in two rows the second stands below the groups of the first.

    Nothing where the head has another number of cells.

    >>> _columns(["Event", "A (n = 9)", "B (n = 8)", "p", "Any", "Severe", "Any", "Severe"], 5)
    ('Event', 'A (n = 9) | Any', 'A (n = 9) | Severe', 'B (n = 8) | Any', 'B (n = 8) | Severe', 'p')
    """
    if len(head) == width:
        return ("", *head)
    groups = len(head) - 1 - width
    for below in range(width - width % groups, 0, -groups) if groups > 0 else ():
        under, each = list(head[len(head) - below :]), below // groups
        if each > 1 and under == under[:each] * groups:
            outer, rest = head[1 : 1 + groups], head[1 + groups : len(head) - below]
            return (head[0], *(f"{name} | {one}" for name in outer for one in under[:each]), *rest)
    return tuple(head) if len(head) == width + 1 else ()
