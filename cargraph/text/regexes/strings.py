"""A part of a regular expression -> the strings that it can stand for, as long as they are few.

Strings are folded: small letters, digits as "0", spaces as a space. A pattern is read as `re` itself parses it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any

from cargraph.text.folding import is_word, plain

Parts = Iterable[tuple[Any, Any]]
"""A parsed pattern: of each part what it is, and what belongs to it."""
Strings = frozenset[str]
NOTHING: Strings = frozenset({""})
MANY, SOME = 64, 12
"""How many strings are kept for one place, and how many joined with those before them."""
EDGE, MARK = "\x00", "\x01"
"""The edge of a word, and any one letter that is no part of a word."""
REPEATS = frozenset({code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT})
_PLAIN = {(code.RANGE, (ord(first), ord(last))) for first, last in ("az", "AZ", "09")}
"""The letters and digits of plain words, as a set in a pattern holds them."""
_FEW = 3
"""So often a part that is repeated is joined with itself."""


def strings_of(kind: Any, value: Any, *, icase: bool) -> Strings | None:
    """Return the strings that a part of a pattern can stand for; None where they are many or unknown."""
    if kind is code.LITERAL:
        return _letter(value, icase)
    if kind is code.IN:
        return _letters(value, icase=icase)
    if kind is code.SUBPATTERN:
        return _sequence(value[-1], icase=is_caseless(value, icase=icase))
    if kind is code.ATOMIC_GROUP:
        return _sequence(value, icase=icase)
    if kind is code.BRANCH:
        return _either(_sequence(choice, icase=icase) for choice in value[1])
    if kind in REPEATS:
        low, high, inner = value
        once = _sequence(inner, icase=icase) if high <= _FEW and high in {low, 1} else None
        return None if once is None else _product([once] * low) if low else once | NOTHING
    if kind in {code.AT, code.ASSERT, code.ASSERT_NOT}:
        return frozenset({EDGE}) if _is_edge(kind, value) else NOTHING
    return None


def _is_edge(kind: Any, value: Any) -> bool:
    """Tell whether a part without width stands at the edge of a word if a letter follows or precedes it."""
    if kind is code.AT:
        return bool(value is code.AT_BOUNDARY)
    if kind is not code.ASSERT_NOT or [part for part, _ in value[1]] != [code.IN]:
        return False
    ((_, members),) = value[1]
    whole = (code.CATEGORY, code.CATEGORY_WORD) in members or set(members) >= _PLAIN
    return whole and (code.NEGATE, None) not in members


def _sequence(parts: Parts, *, icase: bool) -> Strings | None:
    return _product(strings_of(kind, value, icase=icase) for kind, value in parts)


def _product(parts: Iterable[Strings | None]) -> Strings | None:
    found = NOTHING
    for part in parts:
        if part is None or len(found) * len(part) > MANY:
            return None
        found = joined(found, part)
    return found


def _either(parts: Iterable[Strings | None]) -> Strings | None:
    found: set[str] = set()
    for part in parts:
        if part is None or len(found | part) > MANY:
            return None
        found |= part
    return frozenset(found)


def joined(left: Strings, right: Strings) -> Strings:
    """Return each string followed by each other."""
    return frozenset(a + b for a, b in product(left, right))


def is_caseless(group: Any, *, icase: bool) -> bool:
    """Tell whether the case of letters is ignored in a group, `icase` telling of what it stands in."""
    _, added, taken, _ = group
    return bool((icase or added & code.SRE_FLAG_IGNORECASE) and not taken & code.SRE_FLAG_IGNORECASE)


@lru_cache(maxsize=512)
def _letter(point: int, icase: bool) -> Strings | None:
    return _letters([(code.LITERAL, point)], icase=icase)


def _letters(members: Parts, *, icase: bool) -> Strings | None:
    """Return the letters of a set, folded; None where they are many, or have other forms outside of ASCII."""
    found: set[str] = set()
    for kind, value in members:
        if kind is code.LITERAL:
            found.add(chr(value))
        elif kind is code.RANGE and value[1] - value[0] < SOME:
            found.update(map(chr, range(value[0], value[1] + 1)))
        elif kind is code.CATEGORY and value in {code.CATEGORY_DIGIT, code.CATEGORY_SPACE}:
            found.add("0" if value is code.CATEGORY_DIGIT else " ")
        else:
            return None
    if icase and not all(map(str.isascii, found)):
        return None
    letters = frozenset(map(plain, found))
    letters = letters if len(letters) == 1 or any(map(is_word, letters)) else frozenset({MARK})
    return letters if len(letters) <= SOME // 2 else None
