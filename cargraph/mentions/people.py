"""What papers call the people they treat. All lists and patterns of such words, in code and in rules, begin here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Collection

PATIENTS = frozenset("patients subjects participants children adults recipients individuals people".split())
PATIENT = frozenset("patient subject participant child adult recipient individual person".split())
SEVERAL_PATIENTS = rf"(?:pts|{'|'.join(sorted(PATIENTS))})"
"""A pattern of the words for several of them, without boundaries: `@PATIENTS@` in a rule."""
ANY_PATIENTS = rf"(?:pts?|{'|'.join(sorted(PATIENTS | PATIENT, reverse=True))})"
"""A pattern of the words for one or several of them, without boundaries: `@PATIENT@` in a rule."""
_ANY = Sieve(rf"(?i)\b{ANY_PATIENTS}\b")
_FEW = 4


def speaks_of_people(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text, such as a sentence, speaks of the people treated."""
    return _ANY.search(text, start, end) is not None


def hardly_of_people(sentences: Collection[int], of_people: Collection[int]) -> bool:
    """Tell whether fewer than one in four of some sentences, by number, are among those on people."""
    return _FEW * len(set(sentences).intersection(of_people)) < len(set(sentences))
