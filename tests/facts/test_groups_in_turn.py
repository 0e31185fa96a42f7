"""Groups told once in a sentence and gone through again, and groups that only a bracket's own number is of."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import SIZED_TWO, TWO_PRODUCTS, reading_of, told

_CRS, _ICANS = "cytokine release syndrome", "immune effector cell-associated neurotoxicity syndrome"


def _rows(sentence: str) -> set[tuple[object, ...]]:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    return {told(reading, o)[:2] + told(reading, o)[3:] for o in reading.observations}


@pytest.mark.parametrize(
    "sentence",
    [
        "CRS occurred in 72% of QV-19 patients and 44% of KM-19 patients, and ICANS in 31% and 12%.",
        "CRS was seen in 72% after QV-19 and in 44% after KM-19 (p = 0.004), and ICANS in 31% and 12%.",
    ],
)
def test_the_groups_keep_their_order_through_a_sentence(sentence: str) -> None:
    expected = {("QV-19", _CRS, "72%"), ("KM-19", _CRS, "44%"), ("QV-19", _ICANS, "31%"), ("KM-19", _ICANS, "12%")}
    assert _rows(sentence) >= expected


def test_two_outcomes_are_no_two_groups() -> None:
    rows = _rows("CRS occurred in 72% of QV-19 and 44% of KM-19 patients; ORR and OS of all were 61% and 80%.")
    assert not {row for row in rows if row[2] == "61%" and row[0] == "QV-19" and row[1] == "overall survival"}


def test_a_sentence_of_pairs_goes_through_the_two_products() -> None:
    rows = _rows("Infections were seen in 28% and 33%, and neutropenia in 61% and 58%.")
    assert rows >= {("QV-19", "infection", "28%"), ("KM-19", "neutropenia", "58%")}


def test_a_group_in_the_bracket_of_one_number_is_of_that_number_alone() -> None:
    rows = _rows(
        "Nine patients died of non-relapse causes: sepsis (n = 6), ICANS (n = 2, both after KM-19) and HLH (n = 1)."
    )
    assert ("KM-19", _ICANS, "2") in rows
    assert {row[0] for row in rows if row[1] == "sepsis"} == {""}
