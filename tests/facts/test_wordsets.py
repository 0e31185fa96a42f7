"""The choices of words that rules share."""

from __future__ import annotations

import pytest

from cargraph.errors import RuleError
from cargraph.facts import wordsets


def test_a_name_in_capitals_becomes_its_words() -> None:
    written = wordsets.expanded("(PEOPLE | mice) .. OBJECT")
    assert written.startswith("((adults | children |")
    assert written.endswith(" | mice) .. OBJECT")


def test_other_capitals_stay() -> None:
    assert wordsets.expanded("SUBJECT .. PEOPLES OBJECT") == "SUBJECT .. PEOPLES OBJECT"


def test_numbers_and_patients_are_sets_too() -> None:
    assert wordsets.expanded("in (NUMBER_WORD | 1) PATIENTS").startswith("in ((one | two | three |")
    assert " | recipients | subjects)" in wordsets.expanded("in (NUMBER_WORD | 1) PATIENTS")


def test_a_set_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(RuleError, match="NUMBER_WORDS is no set of words; use NUMBER_WORD, PATIENTS, PATIENT, PEOPLE"):
        wordsets.expanded("in NUMBER_WORDS .. OBJECT")
