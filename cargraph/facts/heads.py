"""Whether a thing is what the words after it speak of: not left in an earlier clause, no modifier of another thing."""

from __future__ import annotations

import re

from cargraph.mentions.people import SEVERAL_PATIENTS

VERB = (
    r"(?:was|were|is|are|had|has|have|did|does|do|rose|fell|increased|decreased|remained|showed|peaked|developed"
    r"|occurred|received|correlate[ds]?|predict(?:s|ed)?|cause[ds]?|drives?|drove|mediate[ds]?|led|leads|gave|reached"
    r"|achieved|persisted|differed|declined|improved|identified|exhibited|resulted|enhanced|supported|promoted|can|could|may|might|will|would)"
)
_NO_SUBJECT = (
    r"(?:of|with|in|to|for|by|from|on|at|after|during|as|than|between|among|without|before|following|not|also|both"
    r"|thus|only|then|which|who|that|it|they|this|these|its|their|therefore|subsequently|consequently|again"
    r"|leading|resulting|thereby|culminating|\w+ly)"
)
_SAME = (
    r"(?:levels?|rise|fall|drop|degree|concentrations?|values?|elevations?|kinetics|changes?|increases?|peaks?"
    r"|expression)"
)
_NEXT_CLAUSE = re.compile(
    rf"(?:,|;|\band\b|\bbut\b)\s(?:(?:and|but|while)\s)?(?!{_NO_SUBJECT}\b)"
    rf"(?:(?!{VERB}\b|{_SAME}\b|and\b|but\b)[^\s,;]+\s){{1,7}}{VERB}\b"
)
_COMPLEMENT = re.compile(r"\b(?:on|with|to|for|by|from|than|of)\s(?:[\w%>\u2265.+-]+\s){0,4}\Z")
_ACTED_ON = re.compile(
    r"\S\s(?:\w+ly\s)?(?:improv|increas|reduc|enhanc|lower|rais|prolong|shorten|prevent|achiev|produc|induc)"
    r"(?:es|ed|e|s)?\s(?:(?!and\b|or\b|by\b)[\w-]+\s){0,3}\Z"
)
_WITH = re.compile(r",\swith\s(?:[\w%-]+\s){0,3}\Z")
_FRONTED = re.compile(
    rf"\W*(?:(?:in|for|among|of|within)\s(?:all |the |those |most )*(?:{SEVERAL_PATIENTS}|those)"
    r"|using|based on|during|after|following|despite)\s[^,;]*\Z"
)
_BREAK = re.compile(r"[,;:]|\b(?:and|but|or)\b")
_GOES_ON = re.compile(r",?\s(?:which|that|who|whose)\b")
_NEW_TOPIC = re.compile(
    rf"(?:,|;)\s(?:and\s)?(?:(?!{VERB}\b|{_NO_SUBJECT}\b)[^\s,;]+\s){{0,3}}"
    r"(?:risk factors|predictors|determinants|factors|correlates|markers|biomarkers|variables)\b"
)
_SUBORDINATE = re.compile(r"\W*(?:while|whilst|whereas|although|though)\s")
_AND_DOES = re.compile(
    r"\s(?:(?!(?:and|or|was|were|is|are|levels?)\b)[^\s,;]+\s){0,3}and\s(?:\w+ly\s|then\s|thus\s|thereby\s|also\s)?"
    r"(?:led|leads?|mediat\w+|induc\w+|caus\w+|result\w+|promot\w+|drives?|drove|trigger\w+|enhanc\w+|improv\w+)\b"
    r"|\s(?:levels? )?but\s(?:\w+ly\s|also\s)?(?:increas|reduc|decreas|enhanc|improv|prolong)(?:ed|es)\b"
)
_WHOSE = rf"(?:{SEVERAL_PATIENTS}|those) (?:with|without|having|in|who \w+)\s(?:[^\s,;]+\s){{0,4}}"
_OF_PEOPLE = re.compile(rf"\b{_WHOSE}\Z")
_OTHER_PEOPLE = re.compile(
    r"[^,;]{0,40},?\s(?:and|or|than|versus|vs|relative to|compared (?:with|to))\s(?:in\s|for\s|among\s|with\s|to\s)?"
    rf"{_WHOSE}\Z"
)
_LATER = re.compile(r"\b(?:after|following|despite|prior to|before)\s(?:[^\s,;]+\s){0,3}\Z")
_WE = re.compile(r",\swe\s")
_HAS_VERB = re.compile(rf"\b{VERB}\b")
_ADDS = re.compile(r"(?:,|;|\band\b|\bbut\b)\s(?:(?:and|but)\s)?(?:[^\s,;]+\s){0,4}\Z")
_DOES = re.compile(
    rf"(?:\s{_SAME})?(?:\s(?:at|on|before|after|during|prior to)(?:\s[^\s,;]+){{1,3}})?"
    rf"\s(?:(?!{_NO_SUBJECT}\b|and\b|or\b)[^\s,;]+\s){{0,3}}?{VERB}\b"
)
_IS = re.compile(r"\s(?:was|is)\b")
_THAT = re.compile(r"\b(?:that|which|who|whose|where|whether|if|when)\b")
_AND_WAS = re.compile(rf"(?:\s(?:rates?|levels?))?,?\s(?:and|but)\s(?:(?:also|then|not|thus|further|\w+ly)\s)?{VERB}\b")
_ACTS = re.compile(r"\s(?:\w+ly\s)?\w+ed\s(?!by\b)")
_MODIFIES = re.compile(
    rf"(?:\s{_SAME}){{0,2}}\s(?:in|during|at|among|following|within|of)\s(?:(?!{VERB}\b)[^\s,;]+\s){{0,4}}"
)


def speaks_of(text: str, thing: int, end: int, signs: frozenset[str]) -> bool:
    """Tell whether the words before `end` in a masked text are said of the thing at a place.

    `signs` are those of things that could be meant in its stead. In "A rose, and B was tied to C" or "A led to B, which
    drove C" nothing of C is said of A, in "A in those with B was tied to C" or "A followed from B and was tied to C"
    nothing of B.
    """
    return not (_left_behind(text, thing, end, signs) or _hangs_on(text, thing, end, signs))


def is_fronted(text: str, thing: int, other: int) -> bool:
    """Tell whether a thing only says of whom or when a sentence speaks: "In those with A, B rose with C"."""
    return _FRONTED.match(text, 0, thing) is not None and "," in text[thing:other]


def are_two_groups(text: str, first: int, last: int) -> bool:
    """Tell whether two things tell two groups apart, and none of the other: "in those with A and in those with B"."""
    return _OF_PEOPLE.search(text, 0, first) is not None and _OTHER_PEOPLE.fullmatch(text, first + 1, last) is not None


def does_more(text: str, thing: int) -> bool:
    """Tell whether the words after a thing are of what did it, or what it came before: "after A, ..", "A and led to".

    In "cells underwent A and led to B" nothing of B is said of A, in "B after A led to C" nothing of C.
    """
    return _AND_DOES.match(text, thing + 1) is not None or _LATER.search(text, 0, thing) is not None


def opens_clause(before: str, gap: str, after: str) -> bool:
    """Tell whether a thing begins a clause of its own: "A was tied to B, and C rose" lists no B and C.

    `before` is what stands ahead of the list so far, `gap` what stands between it and the thing, `after` what follows.
    """
    if gap.startswith(" "):
        does = _IS.match(after) is not None
    else:
        does = _DOES.match(after) is not None or (gap.startswith(";") and _ACTS.match(after) is not None)
    return does and _ADDS.search(gap) is not None and _HAS_VERB.search(_THAT.split(before)[-1]) is not None


def last_clause(label: str) -> str:
    """Return the part of a group's label that names the group: of "A rose, and high B" that after the comma."""
    before, _, last = label.rpartition(", and ")
    return last if _HAS_VERB.search(before) else label


def _left_behind(text: str, thing: int, end: int, signs: frozenset[str]) -> bool:
    first = _HAS_VERB.search(text, thing + 1, end)
    if _WE.search(text, thing + 1, end):
        return True
    later = first.end() if first else end
    if any(text[at] in signs and _GOES_ON.match(text, at + 1) for at in range(thing + 1, end)):
        return True
    if _SUBORDINATE.match(text) and _NEW_TOPIC.search(text, thing + 1, end):
        return True
    return _NEXT_CLAUSE.search(text, later, end) is not None or _NEW_TOPIC.search(text, later, end) is not None


def _hangs_on(text: str, thing: int, end: int, signs: frozenset[str]) -> bool:
    if _WITH.search(text, 0, thing) or is_fronted(text, thing, end):
        return not _GOES_ON.match(text, thing + 1)
    before = next((at for at in range(thing - 1, -1, -1) if text[at] in signs), None)
    if before is None and _AND_WAS.match(text, thing + 1):
        if _ACTED_ON.search(text, 0, thing):
            return True
        if _COMPLEMENT.search(text, 0, thing):
            return _HAS_VERB.search(text, 0, thing) is not None
    if before is None or _GOES_ON.match(text, thing + 1):
        return False
    if _MODIFIES.fullmatch(text, before + 1, thing):
        return True
    between = text[before + 1 : thing]
    complement = _COMPLEMENT.search(between)
    return complement is not None and _HAS_VERB.search(between) is not None and not _BREAK.search(between)
