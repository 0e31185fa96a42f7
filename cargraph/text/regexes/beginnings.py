"""Regular expression -> the letters its matches begin with, as a pattern that is quicker tried than the whole."""

from __future__ import annotations

import re
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from cargraph.text.regexes.strings import EDGE, MANY, MARK, NOTHING, REPEATS, is_caseless, joined, strings_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from cargraph.text.regexes.strings import Parts, Strings

_BEGINNING = 4
"""So many letters of what a match begins with are looked at."""


def beginning(source: str, flags: int = 0) -> str:
    r"""Return a pattern without width that is met wherever a match can begin, and is quicker tried than the whole.

    >>> beginning(r"\b(?:grades? \d|Group)")
    '(?=[gG][rR](?:[aA][dD]|[oO][uU]))'
    """
    found, _ = _beginnings(parser.parse(source, flags), icase=bool(flags & code.SRE_FLAG_IGNORECASE))
    return f"(?={_tree(found)})"


def quicker(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return a pattern that finds the same and asks first, at each place, whether a match can begin there.

    It pays where `re` itself looks for no first letters: in patterns without case, and in choices of many things.
    """
    led = f"{beginning(pattern.pattern, pattern.flags)}(?:{pattern.pattern})"
    return re.compile(led, pattern.flags & ~re.UNICODE)


def _beginnings(parts: Parts, *, icase: bool) -> tuple[Strings, bool]:
    """Return what the matches of a pattern begin with, some letters of it, and whether that is all there is of them."""
    found, ended = NOTHING, frozenset[str]()
    for kind, value in parts:
        known, whole = _beginnings_of(kind, value, icase=icase)
        if not whole and kind in REPEATS and not value[0]:
            ended |= _begun(found, known)
            continue
        if len(found) * len(known) > MANY * MANY:
            return found | ended, False
        found = _begun(found, known)
        if not whole or min(map(len, found)) == _BEGINNING:
            return found | ended, False
    return found | ended, not ended


def _beginnings_of(kind: Any, value: Any, *, icase: bool) -> tuple[Strings, bool]:
    if (found := strings_of(kind, value, icase=icase)) is not None:
        return frozenset(string.replace(EDGE, "") for string in found), True
    if kind in {code.SUBPATTERN, code.ATOMIC_GROUP}:
        inner = value if kind is code.ATOMIC_GROUP else value[-1]
        return _beginnings(inner, icase=icase if kind is code.ATOMIC_GROUP else is_caseless(value, icase=icase))
    if kind is code.BRANCH:
        choices = [_beginnings(choice, icase=icase) for choice in value[1]]
        return frozenset[str]().union(*(known for known, _ in choices)), all(whole for _, whole in choices)
    return (_beginnings(value[2], icase=icase)[0] if kind in REPEATS else NOTHING), False


def _begun(before: Strings, after: Strings) -> Strings:
    return frozenset(string[:_BEGINNING] for string in joined(before, after))


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
        return {"0": r"\d", " ": r"\s", MARK: r"\W"}.get(letter, re.escape(letter))
    return f"[{letter}{letter.upper()}{_FORMS.get(letter, '')}]"


_FORMS = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f", "σ": "ς"}


_FORMS = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f", "σ": "ς"}
"""The forms of a letter that are folded to it besides its small and its great one."""
