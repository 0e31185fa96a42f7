"""Clauses of condition -> factors: "if platelet recovery had not occurred", "where ferritin was elevated"."""

from __future__ import annotations

import re

_PRONOUN = re.compile(
    r"^(?:they|he|she|patients|recipients|the patient)\s(?:(?:had|were|was|have|has|been|previously|already|also)\s)*"
    r"(?:(?:given|received|treated\swith|exposed\sto|undergone|experienced|developed)\s)?(?:an?\s|the\s)?(?P<what>.+)$",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"^(?:the\s|an?\s)?(?P<what>.+?)\s(?:was|were|is|are|had\sbeen)\s(?:\w+ly\s)?"
    r"(?P<state>elevated|raised|increased|high|low|decreased|reduced|poor|abnormal|impaired|prolonged|short|long)\b"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"^(?:the\s|an?\s)?(?P<what>.+?)\s(?:(?:had|has|did|was|were)\snot\s\w+|(?:was|were)\s(?:absent|lacking|missing)"
    r"|failed\sto\s\w+)$",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"^(?:the\s|an?\s)?(?P<what>.+?)\s(?:had|has|have|was|were)\s(?:been\s)?(?:already\s)?(?:developed|occurred|present"
    r"|detected|observed|seen|noted|reported|documented|given|used|done|performed)$",
    re.IGNORECASE,
)


def factor_of(clause: str) -> str:
    """Return the factor that a clause of condition names, the clause itself where it has another form.

    >>> factor_of("ferritin was elevated before infusion"), factor_of("platelet recovery had not occurred")
    ('elevated ferritin before infusion', 'no platelet recovery')
    >>> factor_of("they had been given five or more regimens"), factor_of("neurotoxicity of any grade had developed")
    ('five or more regimens', 'neurotoxicity of any grade')
    """
    if found := _PRONOUN.match(clause):
        return found["what"]
    if found := _STATE.match(clause):
        return f"{found['state']} {found['what']}{found['rest']}"
    if found := _ABSENT.match(clause):
        return f"no {found['what']}"
    found = _PRESENT.match(clause)
    return found["what"] if found else clause
