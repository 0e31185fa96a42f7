"""Measures told before and after with their numbers: times are their sides, and no groups of their results."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import SIZED, numbers, reading_of

TITLE = "QV-19, an anti-CD19 CAR T-cell product, in systemic lupus erythematosus"
MEASURED = "SLEDAI-2K, ferritin, IL-6 and BAFF were measured."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Median SLEDAI-2K fell from 14 at baseline to 4 at month 3 (p < 0.001) and 2 at month 6 (p < 0.001).",
         {("month 3", "baseline", "lower", 0.001), ("month 6", "baseline", "lower", 0.001)}),
        ("BAFF rose from 0.9 ng/mL at baseline to 4.6 ng/mL at month 1 (p < 0.001).",
         {("month 1", "baseline", "higher", 0.001)}),
        ("IL-6 remained stable, from 7 pg/mL at baseline to 8 pg/mL at month 6 (p = 0.16).",
         {("month 6", "baseline", "similar", 0.16)}),
        ("IL-6 was unchanged at month 6 (p = 0.44).", {("at month 6", "baseline", "similar", 0.44)}),
        ("Ferritin fell from 680 ng/mL in one centre to 190 ng/mL in the other.", set()),
    ],
)  # fmt: skip
def test_a_later_number_is_held_against_that_at_baseline(
    sentence: str, expected: set[tuple[str, str | None, str | None, float | None]]
) -> None:
    reading = reading_of(TITLE, SIZED, MEASURED, sentence)
    assert {(c.a, c.b, c.direction, c.p) for c in reading.comparisons} == expected


def test_times_are_no_groups_of_results() -> None:
    sentence = "Ferritin was lower at month 6 than at baseline (median 190 against 680 ng/mL; p < 0.001)."
    reading = reading_of(TITLE, SIZED, MEASURED, sentence)
    assert {(o.arm, numbers(o), o.time) for o in reading.observations} == {
        (None, "190 ng/mL", "6 months"),
        (None, "680 ng/mL", "baseline"),
    }
