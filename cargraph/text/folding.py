"""Text -> the letters in which it is asked at a glance whether a pattern can match in it."""

from __future__ import annotations

from functools import lru_cache

_EDGE = "\x00"


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
    r"""Tell whether a letter is one of a word, as `\w` in a pattern does."""
    return letter.isalnum() or letter == "_"


def plain(text: str) -> str:
    """Return a text in small letters, digits as "0" and spaces as a space, of the same length.

    Letters that `re.IGNORECASE` takes for one of ASCII ("ſ") become that.
    """
    return text.translate(_PLAIN).lower()


def words(text: str) -> str:
    """Return a text with a space for all that is no part of a word."""
    return text.translate(_WORDS)


@lru_cache(maxsize=4)
def _folded(text: str) -> tuple[str, str]:
    letters = plain(text)
    return letters, words(letters)


@lru_cache(maxsize=8)
def folded(text: str, start: int, end: int) -> str:
    """Return a sentence of a paper's text as it is asked for strings: its letters, and again without marks.

    The last papers and sentences are kept, since many patterns are tried on each.
    """
    letters, bare = _folded(text)
    return f"{letters[start:end]}{_EDGE} {bare[start:end]} "
