"""Tables whose cells are divided by tabs or bars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.model import Cell, Row, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.documents.layout import Line

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_CELL = re.compile(r"(?P<cell>[^\t|]*)(?:[\t|]|$)")
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_DIGIT = re.compile(r"\d")


def divided(raw: str, line: Line) -> bool:
    """Tell whether a line's cells are divided by tabs or bars."""
    words = line.span.of(raw)
    return "\t" in words or words.count("|") > 1 or (" | " in words)


def height(raw: str, ahead: Sequence[Line]) -> int:
    """Return how many lines from the first on are a divided table: at least two, or one with a rule below it."""
    count = 0
    for line in ahead:
        if not divided(raw, line) and not (count and (not line.first and not line.last)):
            break
        count += 1
        if line.last:
            break
    return count if count > 1 and sum(divided(raw, line) for line in ahead[:count]) * 2 > count else 0


def build(raw: str, body: Sequence[Line]) -> tuple[tuple[str, ...], list[Row], int]:
    """Return the columns and rows of a divided table's lines, and the number of lines used."""
    kept = [line for line in body if not _RULE.fullmatch(line.text)]
    rule = next((index for index, line in enumerate(body) if _RULE.fullmatch(line.text)), 0)
    split = [spans(raw, line) for line in kept]
    width = max(map(len, split))
    top = rule or _head_height(raw, split)
    columns = _columns(raw, split[:top], width)
    rows = [_row(raw, line, found) for line, found in zip(kept[top:], split[top:], strict=True)]
    return columns, rows, len(body)


def even(raw: str, body: Sequence[Line]) -> bool:
    """Tell whether all lines have as many short cells as the first, so that they are a table without a title."""
    split = [spans(raw, line) for line in body if not _RULE.fullmatch(line.text)]
    return all(
        len(found) == len(split[0]) > 1 and max(span.end - span.start for span in found) < 120 for found in split
    )


def spans(raw: str, line: Line) -> list[Span]:
    """Return the spans of a divided line's cells without their outer blanks; an empty cell is an empty span."""
    start, end = line.span.start, line.span.end
    if raw[start] == "|":
        start += 1
        end -= raw[end - 1] == "|"
    else:
        start -= len(raw[:start]) - len(raw[:start].rstrip(" \t")) if "\t" in raw[max(0, start - 3) : start] else 0
    found = [match for match in _CELL.finditer(raw, start, end) if match.end() > match.start() or not match.end()]
    return [_tight(raw, Span(match.start("cell"), match.end("cell"))) for match in found]


def _tight(raw: str, span: Span) -> Span:
    words = span.of(raw)
    left = span.start + len(words) - len(words.lstrip())
    right = max(left, span.start + len(words.rstrip()))
    return Span(left + 2, right - 2) if _BOLD.fullmatch(raw, left, right) else Span(left, right)


def _head_height(raw: str, split: Sequence[Sequence[Span]]) -> int:
    """Return how many lines stand above the first with a number in most of its cells."""
    for index, found in enumerate(split):
        filled = [span.of(raw) for span in found[1:] if span.of(raw)]
        starting = [words for words in filled if _DIGIT.match(words.lstrip("<>≤≥=-+.( "))]
        if index and filled and len(starting) * 2 >= len(filled):
            return index
    return 1


def _columns(raw: str, head: Sequence[Sequence[Span]], width: int) -> tuple[str, ...]:
    """Return the heads of the columns, an outer one carried over the empty cells beside it."""
    layers = []
    for level, found in enumerate(head):
        words = [span.of(raw) for span in found]
        layers.append(_carried(words, width) if level < len(head) - 1 else words + [""] * (width - len(words)))
    joined = [list(dict.fromkeys(layer[place] for layer in layers if layer[place])) for place in range(width)]
    return tuple(" | ".join(words) for words in joined)


def _carried(words: Sequence[str], width: int) -> list[str]:
    """Return an outer head for each column: carried over empty cells, or spread evenly where none are left empty.

    A column of p-values may stand behind those that are spread over.

    >>> _carried(["", "A", "", "B"], 5), _carried(["Event", "A", "B"], 6)
    (['', 'A', 'A', 'B', 'B'], ['Event', 'A', 'A', 'B', 'B', ''])
    """
    groups = len(words) - 1
    if 1 < groups < width - 1 and all(words[1:]):
        each = (width - 1) // groups
        if width - 1 - each * groups <= 1:
            spread = [word for word in words[1:] for _ in range(each)]
            return [words[0], *spread, *([""] * (width - 1 - len(spread)))]
    held, result = "", list(words[:1])
    for word in (*words[1:], *([""] * (width - len(words)))):
        held = word or held
        result.append(held)
    return result


def _row(raw: str, line: Line, found: Sequence[Span]) -> Row:
    label = found[0] if found else line.span
    body = [Cell(span, place) for place, span in enumerate(found[1:], 1) if span.of(raw)]
    return Row(line.span, label, tuple(body) if len({span.of(raw) for span in found}) > 1 else ())
