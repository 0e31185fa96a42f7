"""Conditions under which there was more of an outcome -> the factor they tell, and what it is held against.

"If platelet recovery had not occurred", "where ferritin was elevated", "in those who had received four lines".
"""

from __future__ import annotations

import re

from cargraph.facts.comparisons.complement import complement
from cargraph.mentions.people import SEVERAL_PATIENTS

_PRONOUN = re.compile(
    r"^(?:they|he|she|patients|recipients|the patient)\s(?:(?:had|were|was|have|has|been|previously|already|also)\s)*"
    r"(?:(?:given|received|treated\swith|exposed\sto|undergone|experienced|developed)\s)?(?:an?\s|the\s)?(?P<what>.+)$",
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
_WHOSE = re.compile(
    rf"^(?:{SEVERAL_PATIENTS}|those)\s"
    r"(?:(?:with|having|aged)\s|who\s(?:(?:had|have|has|were|was|been|previously|already)\s)*"
    r"(?:(?:given|received|treated\swith|exposed\sto|undergone|underwent|experienced|developed|had)\s)?)"
    r"(?:an?\s|the\s)?(?P<what>.+)$",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"^\w+\s(?:without|lacking|not\s(?:having|receiving))\s(?:an?\s|any\s)?(?P<what>.+)$", re.IGNORECASE
)
_EACH = re.compile(
    r"^(?:each|every|per)\s(?:additional\s|further\s)?(?:year|month|week|day)s?\s(?P<since>since\s.+)$", re.IGNORECASE
)
_REST = "other patients"


def of_clause(said: str) -> tuple[str, str]:
    """Return the factor that a clause of condition tells, and what it is held against.

    >>> of_clause("platelet recovery had not occurred"), of_clause("ferritin was elevated")
    (('platelet recovery had not occurred', 'platelet recovery'), ('ferritin was elevated', 'other patients'))
    >>> of_clause("they had been given five or more regimens"), of_clause("neurotoxicity of any grade had developed")
    (('five or more regimens', 'fewer regimens'), ('neurotoxicity of any grade', 'no neurotoxicity of any grade'))
    """
    if found := _PRONOUN.match(said) or _PRESENT.match(said):
        return found["what"], complement(found["what"])
    found = _ABSENT.match(said)
    return said, found["what"] if found else _REST


def of_phrase(label: str) -> tuple[str, str]:
    """Return a factor and what it is held against: of patients told apart by a thing, that thing and its lack.

    >>> of_phrase("those who had received ≥5 lines"), of_phrase("patients without remission")
    (('those who had received ≥5 lines', 'fewer lines'), ('patients without remission', 'remission'))
    """
    if found := _LACKING.match(label):
        return label, found["what"]
    if found := _EACH.match(label):
        return label, f"shorter time {found['since']}"
    found = _WHOSE.match(label)
    return label, complement(found["what"] if found else label)


def without_numbers(against: str) -> str:
    """Return what a factor told without numbers is held against: the others, where it is no plain opposite."""
    return _REST if not against or against.startswith(("no ", "normal ")) else against
