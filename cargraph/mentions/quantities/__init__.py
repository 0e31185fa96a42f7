"""Sentence -> the signs of its numbers: quantities, p-values, ratios, grades and times, with exact spans.

One alternation reads the atoms left to right; an atom is joined with the bracket behind it ("14.89% (7/47)",
"12 [100%]"). What a number means is decided in facts/.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.quantities.joining import joined
from cargraph.mentions.quantities.patterns import ATOMS
from cargraph.mentions.quantities.quantity import Quantity, Sign
from cargraph.mentions.quantities.readers import READERS
from cargraph.model import Span
from cargraph.text import citing
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Quantity", "Sign", "signs"]

_REFERENCE = Sieve(r"\d(?<=[a-z\])%][.,;]\d)\d{0,2}(?:\s?[,\u2013-]\s?\d{1,3})*(?=\s|\Z)")
"""The number of a work cited, set behind a stop or comma without a blank: "of patients,4 we saw"."""


def signs(text: str, within: Span, blocked: Iterable[Span] = ()) -> tuple[Quantity, ...]:
    """Return the signs of one sentence in order, none overlapping another or a blocked span.

    text: the paper's text. within: the sentence. blocked: spans whose digits belong to names ("CD19", "QUAD 22-19").
    The numbers of works cited count nothing.
    """
    cited = [Span(*found.span()) for found in _REFERENCE.finditer(text, within.start, within.end)]
    closed = [*blocked, *cited, *citing.marks(text, within.start, within.end)]
    atoms = _all_atoms(text, within, closed)
    if again := list(_rated_again(text, within, atoms)):
        rest = _all_atoms(text, within, [*closed, *(ratio.span for ratio in again)])
        atoms = sorted([*rest, *again], key=lambda atom: atom.span)
    return tuple(joined(text, atoms))


def _all_atoms(text: str, within: Span, closed: Iterable[Span]) -> list[Quantity]:
    return [atom for stretch in _open(within, sorted(closed)) for atom in _atoms(text, stretch)]


_AGAIN = re.compile(
    r"(?<=[(\[])(?P<value>\d+\.\d+)\s?[;,]\s?(?:95\s?%\s?CI:?,?\s?)?(?P<low>\d+\.\d+)\s?(?:-|to)\s?(?P<high>\d+\.\d+)"
    r"(?=\s?[;,)\]])"
)


def _rated_again(text: str, within: Span, atoms: list[Quantity]) -> Iterator[Quantity]:
    """Yield the ratios of a list whose first alone is called one: "X (HR 2.2; 95% CI 1.3-3.8) and Y (1.8; 1.1-3.3)"."""
    first = next((atom for atom in atoms if atom.sign is Sign.RATIO), None)
    for found in _AGAIN.finditer(text, first.span.end, within.end) if first else ():
        value, low, high = (float(found[name]) for name in ("value", "low", "high"))
        if first and low < value < high:
            yield replace(first, span=Span(*found.span()), value=value, low=low, high=high, interval="ci95")


def _open(within: Span, blocked: list[Span]) -> Iterator[Span]:
    """Yield the stretches of a sentence between the blocked spans."""
    at = within.start
    for span in blocked:
        if span.start > at:
            yield Span(at, min(span.start, within.end))
        at = max(at, span.end)
    if at < within.end:
        yield Span(at, within.end)


def _atoms(text: str, within: Span) -> Iterator[Quantity]:
    for match in ATOMS.finditer(text, within.start, within.end):
        kind = match.lastgroup  # the group that closed last is the outermost, the alternative that matched
        if kind and (quantity := READERS[kind](match)) is not None:
            yield quantity
