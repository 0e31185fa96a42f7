"""Short forms that a paper defines: the algorithm of Schwartz and Hearst (2003), and lines that list abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]")
_SHORT = re.compile(r"(?=[^a-z]{0,10}[A-Za-z])[A-Za-z0-9][A-Za-z0-9/&.+™® -]{0,14}")
_LISTED = re.compile(
    r"(?<![A-Za-z0-9-])([A-Za-z][A-Za-z0-9/+-]{1,11})\.?(?:,|:| =| -| indicates| denotes) "
    r"([A-Za-z][^;.:()]{3,90})(?=[;.]|$)"
)
_LIST_HEAD = re.compile(r"Abbreviations?(?: used)?\s*:?")
_SEPARATOR = re.compile(r"[;,]")
_GAP = re.compile(r"[ /-]")
_ITEM_ENDED = re.compile(r"\)(?:[,;]| and\b)")
"""Where the item before ends in a list of things with their short forms: "the peak (Cmax), the time to peak (Tmax)"."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and where the text says what it stands for."""

    short: str
    place: Span
    meaning: Span


@lru_cache(maxsize=512)
def definitions(text: str, start: int, end: int) -> tuple[Definition, ...]:
    """Return the short forms defined between two places of a text, in order. Those of the last sentences are kept."""
    found = [one for bracket in _BRACKET.finditer(text, start, end) for one in _bracketed(text, start, bracket)]
    head = _LIST_HEAD.search(text, start, end)
    return (*found, *(_listed(text, head.end(), end) if head else ()))


def _bracketed(text: str, start: int, bracket: re.Match[str]) -> Iterator[Definition]:
    inside = _SEPARATOR.split(bracket.group(1))[0].strip().strip("'\"")
    if not inside:
        return
    at = bracket.start(1) + bracket.group(1).index(inside)
    if _SHORT.fullmatch(inside) and len(inside.split()) <= 2:
        start = max((item.end() for item in _ITEM_ENDED.finditer(text, start, bracket.start())), default=start)
        found = long_form(text, max(start, bracket.start() - 120), bracket.start(), inside)
        if found:
            yield Definition(inside, Span(at, at + len(inside)), found)
            return
    before = re.search(
        r"(?<![A-Za-z0-9-])([A-Z][A-Za-z0-9/-]{1,9}) ?$", text[max(start, bracket.start() - 14) : bracket.start()]
    )
    if before and len(inside) > len(before.group(1)) + 4:
        found = long_form(text, at, at + len(inside), before.group(1))
        if found and found.start == at:
            place = max(start, bracket.start() - 14) + before.start(1)
            yield Definition(before.group(1), Span(place, place + len(before.group(1))), found)


def _listed(text: str, start: int, end: int) -> Iterator[Definition]:
    for row in _LISTED.finditer(text, start, end):
        yield Definition(row.group(1), Span(row.start(1), row.end(1)), Span(row.start(2), row.end(2)))


def long_form(text: str, start: int, end: int, short: str) -> Span | None:
    """Return the words just before `end` that a short form stands for, or None.

    >>> text = "with cytokine release syndrome"
    >>> long_form(text, 0, len(text), "CRS").of(text)
    'cytokine release syndrome'
    """
    letters = [c.lower() for c in _singular(short) if c.isalnum()]
    if len(letters) < 2 or not any(c.isalpha() for c in letters):
        return None
    stop = end
    while stop > start and text[stop - 1] in " \n":
        stop -= 1
    most = min(len(letters) + 5, len(letters) * 2)
    lowest = _words_back(text, start, stop, most)
    begin = _letters_back(text[lowest:stop], letters, initials="/" in short)
    if begin is None or stop - lowest - begin <= len(short):
        return None
    begin += lowest
    if ") " in (words := text[begin:stop]) and words.count(")") > words.count("("):
        return None  # it would reach over a bracket: "1 x 10(6)/kg (DL2) or 3 x 10(6)/kg (DL3)"
    return None if short.lower() in words.lower().split() else Span(begin, stop)


def _letters_back(words: str, letters: Sequence[str], *, initials: bool) -> int | None:
    """Return where the first of some letters stands, each looked for before the next from the end of words on.

    The first one begins a word, with `initials` each does. None where one of them is not found.
    """
    small = words.lower() if words.isascii() else "".join(letter.lower()[:1] for letter in words)
    at = len(small)
    for number, letter in reversed(list(enumerate(letters))):
        at = small.rfind(letter, 0, at)
        while at > 0 and (number == 0 or initials) and words[at - 1].isalnum():
            at = small.rfind(letter, 0, at)
        if at < 0:
            return None
    return at


def _singular(short: str) -> str:
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def _words_back(text: str, start: int, stop: int, count: int) -> int:
    gaps = [gap.start() for gap in _GAP.finditer(text, start, stop)]
    return gaps[-count] + 1 if len(gaps) >= count else start
