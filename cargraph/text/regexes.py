"""What a regular expression says of its matches before it is tried: strings that are in them, and how they begin.

The idea is that of the prefilters of RE2 and Code Search: as long as only few strings can stand at a place of a pattern
they are kept together with what stands before them; every match holds one of each set of strings that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from cargraph.text.folding import is_word, plain, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Needs = tuple[tuple[str, ...], ...]
"""Of each of these sets of folded strings a text holds at least one."""
_Parts = Iterable[tuple[Any, Any]]
_Strings = frozenset[str]
_NOTHING: _Strings = frozenset({""})
_MANY, _SOME, _FEW = 64, 12, 3
"""How many strings are kept for one place, how many joined with those before them, and how often one is repeated."""
_BEGINNING = 4
"""So many letters of what a match begins with are looked at."""
_EDGE = "\x00"
_REPEATS = frozenset({code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT})


def needs_of(pattern: re.Pattern[str]) -> Needs:
    r"""Return what a text must hold for a pattern to match in it, first what says most.

    A space at the edge of a string stands for what is no part of a word, or for the beginning or end of the text.

    >>> needs_of(re.compile(r"(?:one|two) (?:\w+ )?(?:Groups?|\barms\b)"))
    ((' arms ', 'group'), ('one ', 'two '))
    """
    run = _Run(_NOTHING)
    run.read(parser.parse(pattern.pattern, pattern.flags), icase=bool(pattern.flags & code.SRE_FLAG_IGNORECASE))
    run.flush()
    return tuple(tuple(sorted(strings)) for strings in sorted(run.needs, key=_commonness))


def beginning(source: str, flags: int = 0) -> str:
    r"""Return a pattern without width that is met wherever a match can begin, and is quicker tried than the whole.

    >>> beginning(r"\b(?:grades? \d|Group)")
    '(?=[gG][rR](?:[aA][dD]|[oO][uU]))'
    """
    found, _ = _beginnings(parser.parse(source, flags), icase=bool(flags & code.SRE_FLAG_IGNORECASE))
    return f"(?={_tree(found)})"


def _commonness(strings: Collection[str]) -> tuple[int, int, list[str]]:
    return -min(len(string.strip()) for string in strings), len(strings), sorted(strings)


class _Run:
    """A pattern read from left to right: the strings that can stand right before this place, and the needs so far."""

    def __init__(self, strings: _Strings) -> None:
        self.strings = strings
        self.needs: list[_Strings] = []

    def read(self, parts: _Parts, *, icase: bool) -> None:
        for kind, value in parts:
            found = _strings(kind, value, icase=icase)
            if found is None:
                self._inside(kind, value, icase=icase)
            elif 1 in {len(found), len(self.strings)} or len(found) * len(self.strings) <= _SOME:
                self.strings = _joined(self.strings, found)
            else:
                self.flush()
                self.strings = found

    def flush(self) -> None:
        found = frozenset(s for string in self.strings if (s := _without_edges(string)) is not None)
        if found and all(map(_tells, found)):
            self.needs.append(_shortest(found))
        self.strings = _NOTHING

    def _inside(self, kind: Any, value: Any, *, icase: bool) -> None:
        if kind is code.SUBPATTERN:
            self.read(value[-1], icase=_icase(value, icase=icase))
        elif kind is code.ATOMIC_GROUP:
            self.read(value, icase=icase)
        elif kind is code.BRANCH:
            self._choice(value[1], icase=icase)
        else:
            if kind in _REPEATS and value[0]:
                self.read(value[2], icase=icase)
            self.flush()

    def _choice(self, choices: Sequence[_Parts], *, icase: bool) -> None:
        needed: set[str] = set()
        for choice in choices:
            run = _Run(self.strings)
            run.read(choice, icase=icase)
            run.flush()
            if not run.needs:
                self.flush()
                return
            needed |= min(run.needs, key=_commonness)
        self.strings = _NOTHING
        shortest = _shortest(needed)
        self.needs += [shortest] if len(shortest) <= _MANY else []


def _tells(string: str) -> bool:
    """Tell whether a string is worth looking for: a letter alone stands everywhere."""
    return bool(string.strip()) and (len(string) > 1 or not string.isalpha())


def _shortest(strings: Collection[str]) -> _Strings:
    return frozenset(s for s in strings if not any(other != s and other in s for other in strings))


def _strings(kind: Any, value: Any, *, icase: bool) -> _Strings | None:
    """Return the strings that a part of a pattern can stand for; None where they are many or unknown."""
    if kind is code.LITERAL:
        return _letters([(kind, value)], icase=icase)
    if kind is code.IN:
        return _letters(value, icase=icase)
    if kind is code.SUBPATTERN:
        return _sequence(value[-1], icase=_icase(value, icase=icase))
    if kind is code.ATOMIC_GROUP:
        return _sequence(value, icase=icase)
    if kind is code.BRANCH:
        return _either([_sequence(choice, icase=icase) for choice in value[1]])
    if kind in _REPEATS:
        low, high, inner = value
        once = _sequence(inner, icase=icase) if high <= _FEW and high in {low, 1} else None
        return None if once is None else _product([once] * low) if low else once | _NOTHING
    if kind in {code.AT, code.ASSERT, code.ASSERT_NOT}:
        return frozenset({_EDGE}) if _is_edge(kind, value) else _NOTHING
    return None


def _is_edge(kind: Any, value: Any) -> bool:
    """Tell whether a part without width stands at the edge of a word if a letter follows or precedes it."""
    if kind is code.AT:
        return bool(value is code.AT_BOUNDARY)
    return kind is code.ASSERT_NOT and list(value[1]) == [(code.IN, [(code.CATEGORY, code.CATEGORY_WORD)])]


def _sequence(parts: _Parts, *, icase: bool) -> _Strings | None:
    return _product([_strings(kind, value, icase=icase) for kind, value in parts])


def _product(parts: Sequence[_Strings | None]) -> _Strings | None:
    found = _NOTHING
    for part in parts:
        if part is None or len(found) * len(part) > _MANY:
            return None
        found = _joined(found, part)
    return found


def _either(parts: Sequence[_Strings | None]) -> _Strings | None:
    found: set[str] = set()
    for part in parts:
        if part is None or len(found | part) > _MANY:
            return None
        found |= part
    return frozenset(found)


def _joined(left: _Strings, right: _Strings) -> _Strings:
    return frozenset(a + b for a, b in product(left, right))


def _icase(group: Any, *, icase: bool) -> bool:
    _, added, taken, _ = group
    return bool((icase or added & code.SRE_FLAG_IGNORECASE) and not taken & code.SRE_FLAG_IGNORECASE)


def _letters(members: _Parts, *, icase: bool) -> _Strings | None:
    """Return the letters of a set, folded; None where they are many, or have other forms outside of ASCII."""
    found: set[str] = set()
    for kind, value in members:
        if kind is code.LITERAL:
            found.add(chr(value))
        elif kind is code.RANGE and value[1] - value[0] < _SOME:
            found.update(map(chr, range(value[0], value[1] + 1)))
        elif kind is code.CATEGORY and value in {code.CATEGORY_DIGIT, code.CATEGORY_SPACE}:
            found.add("0" if value is code.CATEGORY_DIGIT else " ")
        else:
            return None
    if icase and not all(map(str.isascii, found)):
        return None
    letters = frozenset(map(plain, found))
    return letters if len(letters) <= _SOME // 2 else None


def _without_edges(string: str) -> str | None:
    """Return a string with a space at each edge of a word, "ten" alone as " ten "; None where no text can hold it."""
    parts = list(map(words, string.split(_EDGE)))
    if len(parts) == 1:
        return string
    whole = "".join(parts)
    at = 0
    for part in parts[:-1]:
        at += len(part)
        if 0 < at < len(whole) and is_word(whole[at - 1]) and is_word(whole[at]):
            return None
    before = " " if not parts[0] and is_word(whole[:1]) else ""
    after = " " if not parts[-1] and is_word(whole[-1:]) else ""
    return f"{before}{whole}{after}"


def _beginnings(parts: _Parts, *, icase: bool) -> tuple[_Strings, bool]:
    """Return what the matches of a pattern begin with, some letters of it, and whether that is all there is of them."""
    found, ended = _NOTHING, frozenset[str]()
    for kind, value in parts:
        known, whole = _beginnings_of(kind, value, icase=icase)
        if not whole and kind in _REPEATS and not value[0]:
            ended |= _begun(found, known)
            continue
        if len(found) * len(known) > _MANY * _MANY:
            return found | ended, False
        found = _begun(found, known)
        if not whole or min(map(len, found)) == _BEGINNING:
            return found | ended, False
    return found | ended, not ended


def _beginnings_of(kind: Any, value: Any, *, icase: bool) -> tuple[_Strings, bool]:
    if (found := _strings(kind, value, icase=icase)) is not None:
        return frozenset(string.replace(_EDGE, "") for string in found), True
    if kind in {code.SUBPATTERN, code.ATOMIC_GROUP}:
        inner = value if kind is code.ATOMIC_GROUP else value[-1]
        return _beginnings(inner, icase=icase if kind is code.ATOMIC_GROUP else _icase(value, icase=icase))
    if kind is code.BRANCH:
        choices = [_beginnings(choice, icase=icase) for choice in value[1]]
        return frozenset[str]().union(*(known for known, _ in choices)), all(whole for _, whole in choices)
    return (_beginnings(value[2], icase=icase)[0] if kind in _REPEATS else _NOTHING), False


def _begun(before: _Strings, after: _Strings) -> _Strings:
    return frozenset(string[:_BEGINNING] for string in _joined(before, after))


def _tree(strings: Collection[str]) -> str:
    """Return a pattern of strings, all that share a letter under it; it tells no more where one of them ends."""
    if "" in strings:
        return ""
    below: dict[str, set[str]] = {}
    for string in strings:
        below.setdefault(string[0], set()).add(string[1:])
    parts = [_class(letter) + _tree(rest) for letter, rest in sorted(below.items())]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _class(letter: str) -> str:
    """Return a pattern of all letters that are folded to this one."""
    if not letter.isalpha():
        return {"0": r"\d", " ": r"\s"}.get(letter, re.escape(letter))
    return f"[{letter}{letter.upper()}{_FORMS.get(letter, '')}]"


_FORMS = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f", "σ": "ς"}
