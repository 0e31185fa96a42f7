"""Names of constructs that are one: short forms of longer names, INNs and what they are shortened to."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from cargraph.mentions.vocabulary import load
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.mentions.phrases import Phrase

Key = tuple[str, ...]
_THERAPY = ("car", "cart", "t", "ts")


class Joined:
    """Sets of keys that are one. Two products of the vocabulary never are."""

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}
        self._products: dict[Key, Key] = {}

    def add(self, key: Key) -> None:
        """Take a key in, one of its own until it is joined."""
        if key not in self._parent:
            self._parent[key] = key
            if key[0] == "term":
                self._products[key] = key

    def find(self, key: Key) -> Key:
        """Return the key that stands for all that a key is one with."""
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def join(self, first: Key, second: Key) -> None:
        """Make two keys one, unless each is one with another product of the vocabulary."""
        self.add(first)
        self.add(second)
        low, high = sorted((self.find(first), self.find(second)))
        known = [self._products[key] for key in (low, high) if key in self._products]
        if len(set(known)) > 1:
            return
        self._parent[high] = low
        if known:
            self._products[low] = known[0]

    def names(self) -> set[str]:
        """Return the keys of names."""
        return {key[1] for key in self._parent if key[0] == "name"}


def join_shortened(joined: Joined, phrases: Sequence[Phrase]) -> None:
    """Join "qvCART" to "qvCART-19" where no other name goes on from it; "qvCART-12" is no name of an antigen."""
    names = sorted({phrase.name for phrase in phrases if phrase.name and not phrase.term} | joined.names())
    known = frozenset(names)
    for short in names:
        if len(short) > 5 and not short[-1].isdigit():
            longer = [name for name in _beginning(names, short) if _is_antigen(name[len(short) :])]
            if len(longer) == 1:
                joined.join(("name", short), ("name", longer[0]))
        for ending in _THERAPY:
            if short + ending in known:
                joined.join(("name", short), ("name", short + ending))
        _join_stem(joined, short, names)
    for short in sorted({p.name for p in phrases if p.name.endswith("car")} - _with_cells(phrases)):
        longer = [name for name in _beginning(names, short) if name != short]
        if len(longer) == 1:
            joined.join(("name", short), ("name", longer[0]))


def _is_antigen(figures: str) -> bool:
    """Tell whether figures at the end of a name may be those of the antigen ("19" of CD19)."""
    return figures.isdigit() and any(found.term.kind is Kind.ANTIGEN for found in load().lookup(f"CD{figures}"))


def _with_cells(phrases: Sequence[Phrase]) -> set[str]:
    """Return the names that stand with the cells they are borne by."""
    return {phrase.name for phrase in phrases if phrase.cuts}


def _beginning(names: Sequence[str], start: str) -> Iterator[str]:
    """Yield those of the sorted names that begin so."""
    return takewhile(lambda name: name.startswith(start), islice(names, bisect_left(names, start), None))


def _join_stem(joined: Joined, name: str, names: Sequence[str]) -> None:
    """Join "velo-cel" to "velocabtagene autoleucel", and its first word alone to the whole."""
    root = name.removesuffix("cel") if name.endswith("cel") and "cabtagene" not in name else ""
    if root or name.endswith("cabtagene"):
        long = [other for other in _beginning(names, root or name) if other != name and "cabtagene" in other]
        if len({other.partition("cabtagene")[0] for other in long}) == 1:
            for other in long:
                joined.join(("name", name), ("name", other))
