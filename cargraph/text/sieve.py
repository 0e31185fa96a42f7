"""Regular expressions that are tried on a sentence only where what they need stands in it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from cargraph.text.folding import folded
from cargraph.text.regexes import needs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cargraph.text.regexes import Needs


class Sieve:
    """One pattern. `text` is always a paper's whole text, and a sentence of it is told by its offsets."""

    def __init__(self, pattern: str | re.Pattern[str], flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)

    @cached_property
    def needs(self) -> Needs:
        """What a text must hold for the pattern to match."""
        return needs_of(self.pattern)

    def may_match(self, text: str, start: int, end: int) -> bool:
        """Tell whether the pattern can match in a sentence at all."""
        letters = folded(text, start, end)
        for strings in self.needs:
            for string in strings:
                if string in letters:
                    break
            else:
                return False
        return True

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first match in a sentence."""
        return self.pattern.search(text, start, end) if self.may_match(text, start, end) else None

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Return the matches in a sentence."""
        return self.pattern.finditer(text, start, end) if self.may_match(text, start, end) else iter(())


class Choice:
    """Patterns that are read together, as "a|b|c" is: of those that match at one place the first counts."""

    def __init__(self, patterns: Iterable[str], flags: int = 0) -> None:
        self._sieves = [Sieve(pattern, flags) for pattern in patterns]

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches in a sentence from left to right, none overlapping another."""
        ahead = {rank: found for rank, one in enumerate(self._sieves) if (found := one.search(text, start, end))}
        while ahead:
            match = ahead[min(ahead, key=lambda rank: (ahead[rank].start(), rank))]
            yield match
            for rank in [rank for rank, found in ahead.items() if found.start() < match.end()]:
                if (later := self._sieves[rank].pattern.search(text, match.end(), end)) is None:
                    del ahead[rank]
                else:
                    ahead[rank] = later
