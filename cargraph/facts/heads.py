"""Whether a thing is what the words after it speak of: not left in an earlier clause, no modifier of another thing."""

from __future__ import annotations

import re

_VERB = (
    r"(?:was|were|is|are|had|has|have|did|does|do|rose|fell|increased|decreased|remained|showed|peaked|developed"
    r"|occurred|received|correlate[ds]?|predict(?:s|ed)?|cause[ds]?|drives?|drove|mediate[ds]?|led|leads|gave|reached"
    r"|achieved|persisted|differed|declined|improved|identified|exhibited|resulted)"
)
_NO_SUBJECT = (
    r"(?:of|with|in|to|for|by|from|on|at|after|during|as|than|between|among|without|before|following|not|also|both"
    r"|thus|only|then|which|who|that|it|they|this|these|its|their|therefore|subsequently|consequently|again|\w+ly)"
)
_SAME = (
    r"(?:levels?|rise|fall|drop|degree|concentrations?|values?|elevations?|kinetics|changes?|increases?|peaks?"
    r"|expression)"
)
_NEXT_CLAUSE = re.compile(
    rf"(?:,|;|\band\b|\bbut\b)\s(?:(?:and|but|while)\s)?(?!{_NO_SUBJECT}\b)"
    rf"(?:(?!{_VERB}\b|{_SAME}\b|and\b|but\b)[^\s,;]+\s){{1,7}}{_VERB}\b"
)
_HAS_VERB = re.compile(rf"\b{_VERB}\b")
_MODIFIES = re.compile(
    rf"(?:\s{_SAME}){{0,2}}\s(?:in|during|at|among|following|within|of)\s(?:(?!{_VERB}\b)[^\s,;]+\s){{0,4}}"
)


def speaks_of(text: str, thing: int, end: int, signs: frozenset[str]) -> bool:
    """Tell whether the words before `end` in a masked text are said of the thing at a place.

    `signs` are those of things that could be meant in its stead. In "A rose, and B was tied to C" nothing of C is said
    of A, in "A in those with B was tied to C" nothing of B.
    """
    return not (_left_behind(text, thing, end) or _modifier(text, thing, signs))


def _left_behind(text: str, thing: int, end: int) -> bool:
    first = _HAS_VERB.search(text, thing + 1, end)
    return first is not None and _NEXT_CLAUSE.search(text, first.end(), end) is not None


def _modifier(text: str, thing: int, signs: frozenset[str]) -> bool:
    before = next((at for at in range(thing - 1, -1, -1) if text[at] in signs), None)
    return before is not None and _MODIFIES.fullmatch(text, before + 1, thing) is not None
