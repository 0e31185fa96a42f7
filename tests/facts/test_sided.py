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
         [("Patients with bulky disease", "33%"), ("those without", "54%")]),
    ],
)  # fmt: skip
def test_a_pair_goes_to_the_sides(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert _arms(ONE_PRODUCT, sentence) == expected


def test_numbers_that_do_not_bear_the_words_out_are_left() -> None:
    sentence = "Patients older than 70 years had a lower objective response rate than younger patients (71% vs 58%)."
    assert ("Patients older than 70 years", "71%") not in _arms(ONE_PRODUCT, sentence)
