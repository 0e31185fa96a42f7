"""Text -> the letters in which it is asked at a glance whether a pattern can match in it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_EDGE = "\x00"
STEM = 4
"""So many letters of a word are its stem."""


class _Plain(dict[int, str]):
    def __missing__(self, point: int) -> str:
        letter = chr(point)
        self[point] = folded = "0" if letter.isdecimal() else " " if letter.isspace() else letter
        return folded


class _Words(dict[int, str]):
    def __missing__(self, point: int) -> str:
        letter = chr(point)
        self[point] = folded = letter if is_word(letter) else " "
        return folded


_PLAIN = _Plain({0x130: "i", 0x131: "i", 0x17F: "s", 0x3A3: "σ"})
_WORDS = _Words()


def is_word(letter: str) -> bool:
    """Tell whether a letter is one of a plain word: a letter of ASCII or a digit."""
    return letter.isascii() and letter.isalnum()


def plain(text: str) -> str:
    """Return a text in small letters, digits as "0" and spaces as a space, of the same length.

    Letters that `re.IGNORECASE` takes for one of ASCII ("ſ") become that.
    """
    return text.translate(_PLAIN).lower()


def lowered(text: str) -> str:
    """Return a text in small letters, character for character."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def words(text: str) -> str:
    """Return a text with a space for all that is no part of a word."""
    return text.translate(_WORDS)


@lru_cache(maxsize=4)
def _folded(text: str) -> tuple[str, str]:
    letters = plain(text)
    return letters, f" {words(letters)} "


class Need:
    """What a text must hold: one of some strings. By the `stems` of their words most are known not to stand in it.

    `told` tells that this is so of all of them; the `others` have no stem that is known.
    """

    __slots__ = ("by_stem", "others", "stems", "strings", "told")

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = strings
        self.by_stem: dict[str, list[str]] = {}
        for string in strings:
            self.by_stem.setdefault(max(_stems(words(string)), key=len, default=""), []).append(string)
        self.others = self.by_stem.pop("", [])
        self.stems = frozenset(self.by_stem)
        self.told = not self.others


class Folded:
    """A sentence as it is asked for strings: its letters and again without marks, and the stems of its words."""

    __slots__ = ("letters", "stems")

    def __init__(self, letters: str, bare: str) -> None:
        self.letters = f"{letters}{_EDGE} {bare} "
        self.stems = frozenset(word[:STEM] for word in bare.split())

    def meets(self, need: Need) -> bool:
        """Tell whether one of the strings of a need stands in the sentence."""
        asked = need.others
        if not self.stems.isdisjoint(need.stems):
            asked = [*asked, *(string for stem in self.stems & need.stems for string in need.by_stem[stem])]
        return any(map(self.letters.__contains__, asked))


@lru_cache(maxsize=512)
def folded(text: str, start: int, end: int) -> Folded:
    """Return a sentence of a paper's text folded. The last are kept, since many patterns are tried on each."""
    letters, bare = _folded(text)
    return Folded(letters[start:end], bare[start + 1 : end + 1])


def places_of(strings: Iterable[str], text: str) -> list[int]:
    """Return where in a whole text any of some strings stands, in order, or the letter before it."""
    letters, bare = _folded(text)
    found: list[int] = []
    for string in strings:
        plainly = string == words(string)
        where = bare if plainly else letters
        at = where.find(string)
        while at >= 0:
            found.append(at - plainly)
            at = where.find(string, at + 1)
    return sorted(found)


@lru_cache(maxsize=4)
def _words_by_stem(text: str) -> dict[str, list[int]]:
    """Return where in a whole text the words of each stem begin."""
    found: dict[str, list[int]] = {}
    at = -1
    for word in bared(text).split(" "):
        if word:
            found.setdefault(word[:STEM], []).append(at)
        at += len(word) + 1
    return found


def words_of(stems: Iterable[str], text: str) -> list[int]:
    """Return where in a whole text the words with any of some stems begin, in order."""
    known = _words_by_stem(text)
    return sorted(at for stem in stems if stem in known for at in known[stem])


def bared(text: str) -> str:
    """Return a whole text folded, with a space for all that is no part of a plain word, and one before and after it."""
    return _folded(text)[1]


@lru_cache(maxsize=4)
def longest_word(text: str) -> int:
    """Return the length of the longest run of letters without a space."""
    return max(map(len, text.split()), default=0)


def _stems(string: str) -> Iterator[str]:
    """Yield the stems of the words of a string that begin in it, but of one that it breaks off."""
    beginnings = string.split(" ")[1:]
    for place, word in enumerate(beginnings, start=2):
        if len(word) >= STEM or (word and place <= len(beginnings)):
            yield word[:STEM]
