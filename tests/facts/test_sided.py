"""The two results of a compared pair are of the two sides that are compared."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, reading_of


def _arms(start: str, sentence: str) -> list[tuple[str | None, str]]:
    reading = reading_of(start, SIZED, sentence)
    return [(o.arm, o.printed) for o in reading.observations if sentence in o.evidence[0].quote]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Patients older than 70 years had a higher objective response rate than younger patients (71% vs 58%; P = .04).",
         [("Patients older than 70 years", "71%"), ("younger patients", "58%")]),
        ("Patients with bulky disease had a lower complete response rate than those without (33% versus 54%, p = 0.01).",
         [("Patients with bulky disease", "33%"), ("patients without bulky disease", "54%")]),
    ],
)  # fmt: skip
def test_a_pair_goes_to_the_sides(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert _arms(ONE_PRODUCT, sentence) == expected


def test_numbers_that_do_not_bear_the_words_out_are_left() -> None:
    sentence = "Patients older than 70 years had a lower objective response rate than younger patients (71% vs 58%)."
    assert ("Patients older than 70 years", "71%") not in _arms(ONE_PRODUCT, sentence)


def test_the_cohort_that_a_sentence_opens_with_is_no_side() -> None:
    start = "Axicabtagene ciloleucel (axi-cel) versus tisagenlecleucel (tisa-cel) in large B-cell lymphoma"
    sentence = (
        "Within the CAR-T cohort, axi-cel showed longer PFS (median of 7.3 versus 2.8 months, p = 0.02) than tisa-cel."
    )
    reading = reading_of(start, "", sentence)
    labels = {e.id: e.label for e in reading.entities}
    found = {labels.get(o.subject or ""): o.value for o in reading.observations}
    assert found == {"axicabtagene ciloleucel": 7.3, "tisagenlecleucel": 2.8}
