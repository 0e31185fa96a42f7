"""Phrases as a rule file writes them -> regular expressions.

A phrase is words; `(a | b)` is a choice, `(a | b |)` one that may be left out, and a word that ends in `*` may go on.
A choice that follows a word without a space goes on with that word: `co-(express | secrete)`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from cargraph.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = re.compile(r"[()|]|[^\s()|]+")
_GLUED = re.compile(r"(?<=[^\s()|])\(")
_GLUE = "\x01"
_WORDS = re.compile(r"[^\W_]+")
_SLOTS = re.compile(r"\b[A-Z]{4,}\b")
_STEM = 4
_COMMON = frozenset(
    "a an and are as at be both but by for from grad had has have high in is it not of on or pati resp seve than that "
    "the this thos to trea was we were whic who with".split()
)
Item = TypeVar("Item")


def phrase(words: str) -> str:
    """Return the regular expression of a phrase, without its word boundaries.

    >>> re.fullmatch(phrase("no (grade | severe |) infection*"), "no infections") is not None
    True
    """
    tokens = _TOKEN.findall(_GLUED.sub(f"{_GLUE} (", words))
    pattern, rest = _choice(tokens)
    if rest:
        raise RuleError(f"{words!r}: a bracket is closed that was never opened; balance the brackets")
    return pattern


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases into one pattern that finds whole words, whatever their case; longer phrases go first."""
    patterns = sorted((phrase(words) for words in phrases), key=lambda pattern: (-len(pattern), pattern))
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


class ByStem(Generic[Item]):
    """Things that need words, and of them those that a text with certain words may hold.

    Each is looked up by the one need that fewest texts are thought to meet; the others are looked at after that.
    """

    def __init__(self, items: Iterable[tuple[Item, tuple[frozenset[str], ...]]]) -> None:
        self._always: list[tuple[int, Item]] = []
        self._by_stem: dict[str, list[tuple[int, Item, tuple[frozenset[str], ...]]]] = {}
        for place, (item, needed) in enumerate(items):
            rarest = min(needed, key=_commonness, default=frozenset())
            others = tuple(need for need in needed if need is not rarest)
            for stem in rarest:
                self._by_stem.setdefault(stem, []).append((place, item, others))
            if not needed:
                self._always.append((place, item))
        self._known = frozenset(self._by_stem)

    def possible(self, stems: frozenset[str]) -> list[Item]:
        """Return the things whose needs the stems of a text meet, in their order."""
        found = dict(self._always)
        for stem in stems & self._known:
            for place, item, needed in self._by_stem[stem]:
                for need in needed:
                    if stems.isdisjoint(need):
                        break
                else:
                    found[place] = item
        return [found[place] for place in sorted(found)]


def _commonness(needed: frozenset[str]) -> tuple[bool, int, str]:
    return not needed.isdisjoint(_COMMON), len(needed), min(needed)


@lru_cache(maxsize=256)
def stems(text: str) -> frozenset[str]:
    """Return the first four letters of each word of a text, to see at a glance what a pattern cannot find in it."""
    return frozenset(word[:_STEM] for word in _WORDS.findall(text.lower()))


def needs(words: str) -> tuple[frozenset[str], ...]:
    """Return what a text must hold for a phrase to be found: of each set, at least one of its stems.

    >>> [sorted(one) for one in needs("was (given | infused) (twice |) daily")]
    [['was'], ['give', 'infu'], ['dail']]
    """
    tokens = _TOKEN.findall(_GLUED.sub(" (", words))
    found: list[frozenset[str]] = []
    while tokens:
        item, tokens = _first(tokens)
        heads = _heads(item)
        if all(heads):
            found.append(heads)
    return tuple(found)


def _first(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Split the first word, or the choice in brackets, from the rest."""
    if tokens[0] != "(":
        return tokens[:1], tokens[1:]
    inner, rest = _closed(tokens[1:])
    return ["(", *inner, ")"], rest


def _heads(item: list[str]) -> frozenset[str]:
    """Return the stems one of which begins a word or a choice; an empty one where it may begin with anything."""
    if item[0] != "(":
        return frozenset({_stem(item[0])})
    parts = _split(item[1:-1])
    return frozenset[str]().union(*(_heads(_first(part)[0]) if part else {""} for part in parts))


def _choice(tokens: list[str]) -> tuple[str, list[str]]:
    """Read alternatives up to a closing bracket or the end; an empty one makes the choice optional."""
    parts: list[list[str]] = [[]]
    while tokens and tokens[0] != ")":
        item, tokens = tokens[0], tokens[1:]
        if item == "|":
            parts.append([])
        elif item == "(":
            inner, tokens = _choice(tokens)
            if not tokens:
                raise RuleError(f"({inner}: a bracket is never closed; balance the brackets")
            parts[-1].append(inner)
            tokens = tokens[1:]
        else:
            parts[-1].append(re.escape(item).replace(r"\*", r"\w*"))
    filled = [_sequence(part) for part in parts if part]
    pattern = f"(?:{'|'.join(filled)})" if len(filled) > 1 or len(parts) > 1 else "".join(filled)
    return pattern + ("?" if len(filled) < len(parts) else ""), tokens


def _sequence(items: list[str]) -> str:
    """Join items with spaces; an optional item brings its own space, before it where nothing else follows."""
    needed = [not item.endswith(")?") for item in items]
    last = len(items) - 1 - needed[::-1].index(True) if any(needed) else -1
    pattern = ""
    for place, item in enumerate(items):
        if item.endswith(_GLUE):
            pattern += item.removesuffix(_GLUE)
        elif needed[place]:
            pattern += item + (r"\s+" if place < last else "")
        else:
            bare = item[:-1]
            pattern += rf"(?:{bare}\s+)?" if place < last else rf"(?:\s+{bare})?"
    return pattern


def _closed(tokens: list[str]) -> tuple[list[str], list[str]]:
    """Split tokens at the bracket that closes what was opened before them."""
    depth = 1
    for place, item in enumerate(tokens):
        depth += (item == "(") - (item == ")")
        if not depth:
            return tokens[:place], tokens[place + 1 :]
    return tokens, []


def _split(tokens: list[str]) -> list[list[str]]:
    """Split tokens at the bars that stand in no inner bracket."""
    parts: list[list[str]] = [[]]
    depth = 0
    for item in tokens:
        depth += (item == "(") - (item == ")")
        if item == "|" and not depth:
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def _stem(word: str) -> str:
    """Return the stem that a word of a phrase needs, empty where it could be many."""
    match = _WORDS.search(_SLOTS.sub("", word).lower())
    if match is None:
        return ""
    open_ended = word.endswith("*") and match.end() == len(word) - 1 and len(match[0]) < _STEM
    return "" if open_ended else match[0][:_STEM]
