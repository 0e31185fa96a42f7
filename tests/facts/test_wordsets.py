"""The choices of words that rules share."""

from __future__ import annotations

from cargraph.facts import wordsets


def test_a_name_in_capitals_becomes_its_words() -> None:
    written = wordsets.expanded("(PEOPLE | mice) .. OBJECT")
    assert written.startswith("((patients | those |")
    assert written.endswith(" | mice) .. OBJECT")


def test_other_capitals_stay() -> None:
    assert wordsets.expanded("SUBJECT .. PEOPLES OBJECT") == "SUBJECT .. PEOPLES OBJECT"
