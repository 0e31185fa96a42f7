"""Regular expression -> what a text must hold for it to match, to see at a glance where it need not be tried.

The idea is that of the prefilters of RE2 and Code Search: as long as only few strings can stand at a place of a pattern
they are kept together with what stands before them; every match holds one of each set of strings that is left.
"""

from __future__ import annotations

from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from cargraph.text.folding import is_word, words
from cargraph.text.regexes.strings import EDGE, MANY, MARK, NOTHING, REPEATS, SOME, is_caseless, joined, strings_of

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Sequence

    from cargraph.text.regexes.strings import Parts, Strings

Needs = tuple[tuple[str, ...], ...]
"""Of each of these sets of folded strings a text holds at least one."""


def needs_of(pattern: re.Pattern[str]) -> Needs:
    r"""Return what a text must hold for a pattern to match in it, first what says most.

    A space at the edge of a string stands for what is no part of a word, or for the beginning or end of the text.

    >>> import re
    >>> needs_of(re.compile(r"(?:one|two) (?:\w+ )?(?:Groups?|\barms\b)"))
    ((' arms ', 'group'), ('one ', 'two '))
    """
    run = _Run(NOTHING)
    run.read(parser.parse(pattern.pattern, pattern.flags), icase=bool(pattern.flags & code.SRE_FLAG_IGNORECASE))
    run.flush()
    return tuple(tuple(sorted(strings)) for strings in sorted(set(run.needs), key=_commonness))


def _commonness(strings: Collection[str]) -> tuple[int, int, list[str]]:
    return -min(len(string.strip()) for string in strings), len(strings), sorted(strings)


class _Run:
    """A pattern read from left to right: the strings that can stand right before this place, and the needs so far."""

    def __init__(self, strings: Strings) -> None:
        self.strings = strings
        self.needs: list[Strings] = []

    def read(self, parts: Parts, *, icase: bool) -> None:
        for kind, value in parts:
            if kind is code.ASSERT and value[0] > 0:
                self._ahead(value[1], icase=icase)
            found = strings_of(kind, value, icase=icase)
            if found is None:
                self._inside(kind, value, icase=icase)
            elif 1 in {len(found), len(self.strings)} or len(found) * len(self.strings) <= SOME:
                self.strings = joined(self.strings, found)
            else:
                apart = all(map(_ends_apart, self.strings))
                self.flush()
                self.strings = joined(frozenset({EDGE}), found) if apart else found

    def flush(self) -> None:
        found = frozenset(s for string in self.strings if (s := _without_edges(string)) is not None)
        if found and all(map(_tells, found)):
            self.needs.append(_shortest(found))
        self.strings = NOTHING

    def _ahead(self, parts: Parts, *, icase: bool) -> None:
        """Take up what must follow at this place without being read yet."""
        run = _Run(self.strings)
        run.read(parts, icase=icase)
        run.flush()
        self.needs += run.needs

    def _inside(self, kind: Any, value: Any, *, icase: bool) -> None:
        if kind is code.SUBPATTERN:
            self.read(value[-1], icase=is_caseless(value, icase=icase))
        elif kind is code.ATOMIC_GROUP:
            self.read(value, icase=icase)
        elif kind is code.BRANCH:
            self._choice(value[1], icase=icase)
        else:
            if kind in REPEATS and value[0]:
                self.read(value[2], icase=icase)
            self.flush()

    def _choice(self, choices: Sequence[Parts], *, icase: bool) -> None:
        needed: set[str] = set()
        for choice in choices:
            run = _Run(self.strings)
            run.read(choice, icase=icase)
            run.flush()
            if not run.needs:
                self.flush()
                return
            needed |= min(run.needs, key=_commonness)
        self.strings = NOTHING
        shortest = _shortest(needed)
        self.needs += [shortest] if len(shortest) <= MANY else []


def _ends_apart(string: str) -> bool:
    """Tell whether what follows a string begins a word, if it begins with a letter."""
    return bool(string) and not is_word(words(string[-1]))


def _tells(string: str) -> bool:
    """Tell whether a string is worth looking for: a letter alone stands everywhere."""
    return bool(string.strip()) and (len(string) > 1 or not string.isalpha())


def _shortest(strings: Collection[str]) -> Strings:
    return frozenset(s for s in strings if not any(other != s and other in s for other in strings))


def _without_edges(string: str) -> str | None:
    """Return a string with a space at each edge of a word, "ten" alone as " ten "; None where no text can hold it."""
    if EDGE not in string and MARK not in string:
        return string
    parts = list(map(words, string.split(EDGE)))
    whole = "".join(parts)
    at = 0
    for part in parts[:-1]:
        at += len(part)
        if 0 < at < len(whole) and is_word(whole[at - 1]) and is_word(whole[at]):
            return None
    before = " " if parts[1:] and not parts[0] and is_word(whole[:1]) else ""
    after = " " if parts[1:] and not parts[-1] and is_word(whole[-1:]) else ""
    return f"{before}{whole}{after}"
