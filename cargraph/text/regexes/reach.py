"""Regular expression -> how long its matches can be, to know where what they need cannot be part of one."""

from __future__ import annotations

from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from cargraph.text.regexes.strings import REPEATS

if TYPE_CHECKING:
    import re

    from cargraph.text.regexes.strings import Parts


def reach_of(pattern: re.Pattern[str]) -> tuple[int, int] | None:
    r"""Return how far a match, and what it looks ahead to, can reach: letters, and runs of letters without a space.

    None where that is not known.

    >>> import re
    >>> reach_of(re.compile(r"ab? \w+(?= x)")), reach_of(re.compile(r"a.*b"))
    ((5, 1), None)
    """
    return _reach(parser.parse(pattern.pattern, pattern.flags))


def _reach(parts: Parts) -> tuple[int, int] | None:
    letters = runs = 0
    for kind, value in parts:
        if (found := _reach_of(kind, value)) is None:
            return None
        letters, runs = letters + found[0], runs + found[1]
    return letters, runs


def _reach_of(kind: Any, value: Any) -> tuple[int, int] | None:
    if kind in {code.LITERAL, code.NOT_LITERAL, code.ANY, code.IN}:
        return 1, 0
    if kind is code.AT:
        return (0, 0) if value in {code.AT_BOUNDARY, code.AT_NON_BOUNDARY} else None
    if kind in {code.ASSERT, code.ASSERT_NOT}:
        return _reach(value[1])
    if kind in {code.SUBPATTERN, code.ATOMIC_GROUP}:
        return _reach(value if kind is code.ATOMIC_GROUP else value[-1])
    if kind is code.BRANCH:
        found = [_reach(choice) for choice in value[1]]
        known = [one for one in found if one is not None]
        return (max(one[0] for one in known), max(one[1] for one in known)) if len(known) == len(found) else None
    if kind in REPEATS:
        return _repeated(*value)
    return None


def _repeated(_: int, high: int, inner: Parts) -> tuple[int, int] | None:
    if high is code.MAXREPEAT:
        return (0, 1) if all(map(_is_unspaced, inner)) and len(list(inner)) == 1 else None
    found = _reach(inner)
    return found and (found[0] * high, found[1] * high)


def _is_unspaced(part: tuple[Any, Any]) -> bool:
    """Tell whether a part of a pattern is one letter and no space."""
    kind, value = part
    if kind is code.LITERAL:
        return not chr(value).isspace()
    return kind is code.IN and all(map(_excludes_spaces, value))


def _excludes_spaces(member: tuple[Any, Any]) -> bool:
    kind, value = member
    if kind is code.CATEGORY:
        return value in {code.CATEGORY_WORD, code.CATEGORY_DIGIT, code.CATEGORY_NOT_SPACE}
    points = [value] if kind is code.LITERAL else range(value[0], value[1] + 1) if kind is code.RANGE else [0x20]
    return not any(chr(point).isspace() for point in points)
