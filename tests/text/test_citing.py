"""The marks of works cited."""

from __future__ import annotations

from cargraph.text import citing

SQUARE = "Kappa cells kill [1]. Loss was seen [2,3]. The dose is low[4]. Tumours grow [5-7]. It fails in IL-6[8]. n = 5 [3-7]."


def found(text: str) -> list[str]:
    return [mark.of(text).strip() for mark in citing.marks(text, 0, len(text))]


def test_numbers_in_square_brackets_are_marks_where_a_text_sets_many() -> None:
    assert found(SQUARE) == ["[1]", "[2,3]", "[4]", "[5-7]", "[8]"]


def test_a_few_brackets_are_ranges() -> None:
    assert found("The median age was high [40-72]. It lasted long [3-7].") == []


def test_counts_in_round_brackets_are_no_marks() -> None:
    assert found("Neutropenia (12), anaemia (9), fever (8), and rash (3) were seen. " * 4) == []


def test_round_marks_are_told_by_their_lists() -> None:
    text = "Cells kill (1, 2). They fail (3). Others persist (4, 9, 12). " * 5
    assert len(found(text)) == 15
