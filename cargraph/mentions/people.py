"""What papers call the people they treat. All lists and patterns of such words, in code and in rules, begin here."""

from __future__ import annotations

PATIENTS = frozenset("patients subjects participants children adults recipients individuals people".split())
PATIENT = frozenset("patient subject participant child adult recipient individual person".split())
SEVERAL_PATIENTS = rf"(?:pts|{'|'.join(sorted(PATIENTS))})"
"""A pattern of the words for several of them, without boundaries: `@PATIENTS@` in a rule."""
ANY_PATIENTS = rf"(?:pts?|{'|'.join(sorted(PATIENTS | PATIENT, reverse=True))})"
"""A pattern of the words for one or several of them, without boundaries: `@PATIENT@` in a rule."""
