"""Grades as papers print them -> the form of the contract (">=3", "1-2", "3", "any", "severe")."""

from __future__ import annotations

import re

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_ORD = r"([1-5]|iii|ii|iv|i|v)\b"
_SIGN = r"(≥|>=|>|≤|<=|<)?"
_GRADE = re.compile(
    rf"(?:{_SIGN}\s?\bgrades?(?:\sof)?\s?{_SIGN}\s?{_ORD}|(≥|>=|≤)\s?{_ORD}\s?grades?\b)(.*)", re.DOTALL
)
_UP = re.compile(r"\s?(?:\+|(?:or|and|/|-)\s?(?:higher|greater|worse|above|more|over))")
_DOWN = re.compile(r"\s?(?:or|and|/)\s?(?:lower|less|below|better)")


def grade(text: str) -> str | None:
    """Return the grade a phrase prints, or None.

    >>> grade("grade 3 or higher"), grade("Grades 1-2"), grade("grade 3/4"), grade("≥ grade 3"), grade("any-grade")
    ('>=3', '1-2', '3-4', '>=3', 'any')
    >>> grade("≥G3"), grade("G1-2"), grade("≥Gr3"), grade("G3 or higher")
    ('>=3', '1-2', '>=3', '>=3')
    """
    lower = re.sub(r"\bgr?\.?\s?(?=[≥>]|\d)", "grade ", text.lower().strip())
    if re.match(r"(?:any|all)(?:[\s-]grades?|$)", lower):
        return "any"
    if re.match(r"(?:high|low)[\s-]grade", lower):
        return None
    if over := re.match(rf"(?:above|over|exceeding|beyond|(?:higher|greater|worse)\sthan)\sgrades?\s{_ORD}", lower):
        return f">={int(_ROMAN.get(over.group(1), over.group(1))) + 1}"
    if swapped := re.match(r"([1-4])\s?[-/]\s?([1-5])\sgrade", lower):
        return f"{swapped.group(1)}-{swapped.group(2)}"
    found = _GRADE.search(lower)
    if not found:
        return None
    before, after, first, turned, turned_first, rest = found.groups()
    return _read(before or turned, after, first or turned_first, rest)


def degree(text: str) -> str | None:
    """Return the grades that a word for all the high or all the low ones means, or None.

    >>> degree("high-grade"), degree("Low grade"), degree("grade 3")
    ('>=3', '1-2', None)
    """
    found = re.match(r"(high|low)[\s-]grade", text.lower())
    return {"high": ">=3", "low": "1-2"}[found.group(1)] if found else None


def _read(before: str | None, after: str | None, first: str, rest: str) -> str:
    low = _ROMAN.get(first, first)
    sign = after or before
    if sign in {"≥", ">="} or _UP.match(rest):
        return f">={low}"
    if sign == ">":
        return f">={int(low) + 1}"
    if sign in {"≤", "<="} or _DOWN.match(rest):
        return f"1-{low}" if int(low) > 1 else low
    if sign == "<":
        return f"1-{int(low) - 1}" if int(low) > 2 else "1"
    others = [_ROMAN.get(o, o) for o in re.findall(_ORD, rest)]
    return f"{low}-{max(others)}" if others and max(others) > low else low


def listed(text: str) -> list[str]:
    """Return the grades of a list that is counted out one by one: "grade 1, 2 and 3"."""
    return [_ROMAN.get(o, o) for o in re.findall(_ORD, text.lower())] if re.search(r",|\sand\s", text) else []


def grade_within(name: str) -> str | None:
    """Return the grade that stands within a name ("treatment-related grade 5 events"), or None.

    >>> grade_within("severe cytokine release syndrome")
    'severe'
    """
    if name.lower().startswith("severe "):
        return "severe"
    found = re.search(r"(?:[≥≤<>]=?\s?)?grades?\s?[≥≤<>]?=?\s?[1-5iv]+[^,;()]{0,18}", name.lower())
    return grade(found.group()) if found else None
