"""The choices of words that rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cargraph.errors import RuleError
from cargraph.facts import wordsets
from cargraph.resources import rule_rows

if TYPE_CHECKING:
    from pathlib import Path


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


def test_a_file_that_is_no_list_of_rules_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sets.yaml"
    for text, told in (("name: A", "no list of rules"), ("- A", "'A' is no rule"), ("- [", "mend the YAML")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(RuleError, match=f"(?s)sets.yaml: .*{told}"):
            list(rule_rows(path, needed=frozenset({"name"})))


def test_a_row_without_a_key_or_with_an_unknown_one_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "sets.yaml"
    path.write_text("- {name: A}\n- {id: b, colour: red}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"sets\.yaml, rule 2 \(b\): no name; add it"):
        list(rule_rows(path, needed=frozenset({"name"}), allowed=frozenset({"id"})))
    with pytest.raises(RuleError, match=r"sets\.yaml, rule 2 \(b\): unknown key colour; use id, name"):
        list(rule_rows(path, needed=frozenset(), allowed=frozenset({"id", "name"})))
