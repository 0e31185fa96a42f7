"""The cells at the end of a flattened table's line, told from the label before them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = (
    r"(?:(?:<=|>=|[<>≤≥=~±+-])\s?)?(?:\d[\d,]*(?:\.\d+)?|\.\d+)"
    r"(?:\s?[×x]\s?10(?:\^|\^?[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+|\^?\(?-?\d+\)?))?%?"
)
_BRACKET = r"\s?[(\[][^()\[\]]{0,30}(?:\d|NE|NR|NA|-)[^()\[\]]{0,30}[)\]]"
_VALUE = rf"{_NUMBER}(?:\s?/\s?\d[\d,]*)?(?:\s?(?:±|\+/-)\s?\d[\d.]*)?(?:\s?(?:-|to)\s?{_NUMBER})?(?:{_BRACKET}){{0,2}}"
_MISSING = (
    r"(?:-{1,3}|…|\.{3}|NE\.?|N/?A\.?|NR|NS|ns|n\.s\.|n\.e\.|ND|NC|n/?a"
    r"|[Nn]ot (?:reached|estimable|estimated|reported|applicable))"
)
_NOT_REACHED = rf"(?:NR|NE|[Nn]ot reached){_BRACKET}"
_CELL = re.compile(rf"(?<!\S)(?:{_NOT_REACHED}|{_VALUE}|{_MISSING})[*†‡§¶#+ᵃ-ᶻ]{{0,2}}(?!\S)")
_COUNT = re.compile(r"0|\d+(?:\.0+)?")


def cells(words: str) -> list[Span]:
    """Return the spans of the cells that a line ends with, in the order of the line.

    >>> [span.of("Anemia, grade 3 32 (68.09) 0.654") for span in cells("Anemia, grade 3 32 (68.09) 0.654")]
    ['3', '32 (68.09)', '0.654']
    """
    found: list[Span] = []
    for match in _CELL.finditer(words.rstrip()):
        span = Span(match.start(), match.end())
        if found and words[found[-1].end : span.start].strip():
            found = []
        found.append(span)
    return found if found and found[-1].end == len(words.rstrip()) else []


def shape(cell: str) -> str:
    """Return the form of a cell: "pair" (a number with brackets), "bare", or "" for one that fits anywhere.

    A nought fits anywhere, as many tables print no share with it.
    """
    if cell == "0" or re.fullmatch(rf"{_MISSING}\W*", cell):
        return ""
    return "pair" if cell.rstrip("*†‡§¶#").endswith((")", "]")) else "bare"


def profile(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """Return the commonest form of each column, from the rows with enough cells."""
    full = [row[-width:] for row in rows if len(row) >= width]
    counts = [Counter(form for row in full if (form := shape(row[column]))) for column in range(width)]
    return tuple(min(count, key=lambda form: (-count[form], form)) if count else "" for count in counts)


def widest(rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells most rows have, the larger number where two are as common."""
    counts = Counter(len(row) for row in rows if row)
    return max(counts, key=lambda size: (counts[size], size), default=0)


def placed(row: Sequence[str], forms: Sequence[str], *, labelled: bool) -> tuple[int, int]:
    """Return how many of a row's last cells are cells, and the column of the first.

    The rest belong to the label, which must not be empty: `labelled` says that words stand before the cells.
    """
    width = len(forms)
    most = min(len(row) - (not labelled), width)
    choices = []
    for count in range(most, 0, -1):
        for first in sorted({0, width - count}):
            misfit = sum(_misfit(cell, form) for cell, form in zip(row[-count:], forms[first:], strict=False))
            choices.append((misfit + width - count, -count, first))
    if not choices:
        return 0, 0
    _, count, first = min(choices)
    return -count, first


def _misfit(cell: str, form: str) -> float:
    mine = shape(cell)
    if not mine or not form or mine == form:
        return 0
    return 0.5 if _COUNT.fullmatch(cell) else 1
