"""Numbered groups in a row: each takes its own number; spoken of together they stay one."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, reading_of, told

ROWS = [
    ("Response rates were 30% (3/10), 50% (4/8) and 71% (5/7) at DL1, DL2 and DL3.", ["DL1", "DL2", "DL3"]),
    ("CRS occurred in 20%, 35% and 60% of patients in cohorts 1, 2 and 3.", ["cohort 1", "cohort 2", "cohort 3"]),
    ("At dose levels 1, 2 and 3, grade 2 CRS was seen in 20%, 35% and 60%.", ["dose level 1", "dose level 2", "dose level 3"]),
    ("CRS occurred in 1 of 4 patients at DL1, 2 of 6 at DL2 and 5 of 7 at DL3.", ["DL1", "DL2", "DL3"]),
    ("In cohort A and cohort B, CRS was observed in 12% and 31%.", ["cohort A", "cohort B"]),
    ("Grade 3 CRS was seen in two patients at dose levels 2 and 3.", ["dose levels 2 and 3"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "groups"), ROWS)
def test_each_group_of_a_row_takes_its_own_number(sentence: str, groups: list[str]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert [told(reading, o)[0] for o in reading.observations] == groups


def test_a_count_behind_a_numbered_group_is_no_group() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "CRS was seen in 4/9 (44%) in cohort 1, 1/5 (20%) in cohort 2.")
    assert [(o.arm, o.count) for o in reading.observations] == [("cohort 1", 4), ("cohort 2", 1)]
