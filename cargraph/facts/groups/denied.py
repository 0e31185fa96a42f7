"""Groups that a paper tells apart by one short name and its denial: "79% in EMD and 83% in non-EMD patients"."""

from __future__ import annotations

import re
from functools import cache

from cargraph.mentions.people import ANY_PATIENTS
from cargraph.text.sieve import Sieve

_DENIED = Sieve(r"\b[Nn]on?-(?P<name>[A-Z](?=[A-Za-z\d]*[A-Z])[A-Za-z\d]{1,7})(?![\w/+-])")
_BEFORE = r"(?:in|for|with|after|of|among|between|from|than|versus|vs\.?|and)"
_PEOPLE = rf"(?:{ANY_PATIENTS}|groups?|arms?|cohorts?)"
_GAP = r"(?:[^.;]|\.(?=\d)){1,80}?"
_NO_GROUP = frozenset("CAR CARs NK CR PR SD PD HLA RNA DNA ITT US USA UK EU".split())


def denied(text: str) -> tuple[tuple[str, str], ...]:
    """Return the names of the groups that a text sets against their denials, each with the denial.

    >>> denied("The ORR was 79% in EMD and 83% in non-EMD patients.")
    (('EMD', 'non-EMD'),)
    >>> denied("It binds non-HLA antigens and HLA.")
    ()
    """
    names = dict.fromkeys(m["name"] for m in _DENIED.everywhere(text))
    found = ((_set_against(name).search(text), name) for name in names if name not in _NO_GROUP)
    return tuple((m["is"] or m["is_too"], m["no"] or m["no_too"]) for m, _ in found if m is not None)


@cache
def _set_against(name: str) -> re.Pattern[str]:
    """Return a pattern of a name and its denial told as groups in one clause, in either order."""
    own, no = rf"(?:[a-z]{{3,6}}-)?{name}", rf"[Nn]on?-{name}"
    behind = rf"(?:\s{_PEOPLE})?(?![\w/+-])"
    return re.compile(
        rf"\b{_BEFORE}\s(?:the\s)?(?P<is>{own}){behind}{_GAP}\b{_BEFORE}\s(?:the\s)?(?:\d[\d.]*\s?%\s(?:in|of|for|with)\s)?(?P<no>{no}){behind}"
        rf"|\b{_BEFORE}\s(?:the\s)?(?P<no_too>{no}){behind}{_GAP}\b{_BEFORE}\s(?:the\s)?(?P<is_too>{own}){behind}",
    )
