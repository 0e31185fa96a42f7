"""The grade of a toxicity as it is printed, and as the numbers from which to which it reaches."""

from __future__ import annotations

import re

HIGHEST = 5
_GRADE = re.compile(
    r"\s*(?:grades?\s*)?(>=|≥|>|<=|≤|<)?\s*([0-5])\s*(?:(?:-|–|to|/|or)\s*([0-5]))?\s*(\+)?\s*", re.IGNORECASE
)


def reach(grade: str | None) -> tuple[int, int] | None:
    """Return the lowest and highest grade meant, or nothing where the words are not a grade ("any").

    >>> reach(">=3"), reach("1-2"), reach("4"), reach("any")
    ((3, 5), (1, 2), (4, 4), None)
    """
    match = _GRADE.fullmatch(grade or "")
    if match is None:
        return None
    sign, first, second, plus = match[1], int(match[2]), match[3], match[4]
    return _between(sign or (">=" if plus else ""), first, int(second) if second else first)


def _between(sign: str, first: int, last: int) -> tuple[int, int] | None:
    match sign:
        case ">=" | "≥":
            low, high = first, HIGHEST
        case ">":
            low, high = first + 1, HIGHEST
        case "<=" | "≤":
            low, high = 1, first
        case "<":
            low, high = 1, first - 1
        case _:
            low, high = first, last
    return (low, high) if low <= high else None
