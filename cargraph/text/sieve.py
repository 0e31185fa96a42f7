"""Regular expressions that are tried on a sentence only where what they need stands in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from cargraph.text.folding import Need, bared, folded, longest_word, places_of, words_of
from cargraph.text.regexes import needs_of, quicker, reach_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.text.folding import Folded


_FEW = 12
_LONG = 8000
"""So many strings are searched for at most, in a text of at least so many letters, to know the sentences with one."""


class Sieve:
    """One pattern. `text` is always a paper's whole text, and a sentence of it is told by its offsets.

    `led`: at each place it is asked first whether a match can begin there, which is quicker for some patterns.

    Where in the last text, if it was long, what it needs stands is kept: most sentences are known by that. In a short
    text each is asked by itself.
    """

    def __init__(self, pattern: str | re.Pattern[str], flags: int = 0, *, led: bool = False) -> None:
        self._plain = re.compile(pattern, flags)
        self._led = led
        self._last: tuple[str, str, Sequence[int] | None] = ("", "", ())

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern as it is tried."""
        return quicker(self._plain) if self._led else self._plain

    @cached_property
    def needs(self) -> list[Need]:
        """What a text must hold for the pattern to match, first what is seen at a glance."""
        return sorted(map(Need, needs_of(self._plain)), key=lambda need: not need.told)

    def fits(self, sentence: Folded) -> bool:
        """Tell whether the pattern can match in a sentence at all."""
        return all(map(sentence.meets, self.needs))

    def _fits(self, text: str, start: int, end: int) -> bool:
        known, bare, places = self._last
        if known is not text:
            known, bare, places = self._last = text, bared(text), self._looked_up(text)
        if places is not None:
            at = bisect_left(places, start)
            apart = at == len(places) or places[at] >= end
            if apart and " " in bare[start : start + 2] and " " in bare[end : end + 2]:  # and no word is cut
                return False
        return self.fits(folded(text, start, end))

    def _looked_up(self, text: str) -> Sequence[int] | None:
        """Return where in a text what the pattern needs stands: of its needs that which fewest places meet."""
        needs = self.needs if len(text) >= _LONG else ()
        found = [words_of(need.stems, text) for need in needs if need.told] or [
            places_of({string.strip() for string in need.strings}, text)
            for need in needs[:1]
            if len(need.strings) <= _FEW
        ]
        return min(found, key=len, default=None)

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first match in a sentence."""
        return self.pattern.search(text, start, end) if self._fits(text, start, end) else None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Return the matches in a sentence."""
        return self.pattern.finditer(text, start, end) if self._fits(text, start, end) else iter(())

    def stands(self, text: str, start: int, end: int) -> bool:
        """Tell whether there is a match in a sentence, by itself."""
        return self._fits(text, start, end) and self.pattern.search(text[start:end]) is not None

    def everywhere(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in a whole text, looked for only around the places of what the pattern needs."""
        if self._reach is None or not self.needs:
            yield from self.pattern.finditer(text)
            return
        letters, runs = self._reach
        reach = letters + runs * longest_word(text) + 2
        places = self._looked_up(text)
        if places is None:
            places = places_of(min(self.needs, key=lambda need: len(need.strings)).strings, text)
        for first, last in _grouped(places, 3 * reach):
            for found in self.pattern.finditer(text, max(0, first - reach), last + 2 * reach):
                if found.end() <= last + reach:  # beyond, what is cut off could be missed
                    yield found

    def somewhere(self, text: str) -> bool:
        """Tell whether there is a match in a whole text."""
        return any(True for _ in self.everywhere(text))

    @cached_property
    def _reach(self) -> tuple[int, int] | None:
        return reach_of(self._plain)


def _grouped(places: Iterable[int], near: int) -> list[tuple[int, int]]:
    """Return the first and the last of places that stand near each other."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and place - found[-1][1] <= near:
            found[-1] = found[-1][0], place
        else:
            found.append((place, place))
    return found


class Sieves:
    """Many patterns, of which those are looked up that can match in a sentence."""

    def __init__(self, sieves: Iterable[Sieve]) -> None:
        self.sieves = tuple(sieves)

    @cached_property
    def _by_stem(self) -> dict[str, list[int]]:
        """The places of the patterns by the stems of which their first need has one, under "" those of any stem."""
        found: dict[str, list[int]] = {"": []}
        for place, sieve in enumerate(self.sieves):
            for stem in sieve.needs[0].stems if sieve.needs and sieve.needs[0].told else ("",):
                found.setdefault(stem, []).append(place)
        return found

    def fitting(self, sentence: Folded) -> list[int]:
        """Return the places of the patterns that can match in a sentence, in order."""
        by_stem = self._by_stem
        asked = {*by_stem[""], *(place for stem in sentence.stems.intersection(by_stem) for place in by_stem[stem])}
        return [place for place in sorted(asked) if self.sieves[place].fits(sentence)]


class Choice:
    """Patterns that are read together, as "a|b|c" is: of those that match at one place the first counts."""

    def __init__(self, patterns: Iterable[str], flags: int = 0) -> None:
        self._sieves = Sieves(Sieve(pattern, flags) for pattern in patterns)

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches in a sentence from left to right, none overlapping another."""
        patterns = {rank: self._sieves.sieves[rank].pattern for rank in self._sieves.fitting(folded(text, start, end))}
        ahead = {rank: found for rank, pattern in patterns.items() if (found := pattern.search(text, start, end))}
        while ahead:
            match = ahead[min(ahead, key=lambda rank: (ahead[rank].start(), rank))]
            yield match
            for rank in [rank for rank, found in ahead.items() if found.start() < match.end()]:
                if (later := patterns[rank].search(text, match.end(), end)) is None:
                    del ahead[rank]
                else:
                    ahead[rank] = later
