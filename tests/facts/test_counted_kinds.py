"""Kinds of patients that a sentence counts against each other, and what none of them had."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, numbers, reading_of


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Twenty of 25 (80%) durably responding patients versus 3 of 15 (20%) progressing patients had CRS.",
            [("durably responding patients", "20/25 80%"), ("progressing patients", "3/15 20%")],
        ),
        (
            "Two of 10 patients with rising ctDNA had a relapse; by contrast, 9 of 12 patients with falling ctDNA had a relapse.",
            [("patients with rising ctDNA", "2/10"), ("patients with falling ctDNA", "9/12")],
        ),
        ("CRS occurred in 5 of 10 treated patients and in 3 of 8 enrolled patients.", [(None, "5/10"), (None, "3/8")]),
    ],
)  # fmt: skip
def test_kinds_counted_against_each_other(sentence: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(o.arm, numbers(o)) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations] == expected


def test_what_developed_in_none() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Graft-versus-host disease after the infusion developed in none of the patients."
    )
    assert [(numbers(o), o.total) for o in reading.observations] == [("0", 40)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("No anti-drug antibodies were detected in any of the 40 patients.", ["0"]),
        ("No IFN-γ was detected.", []),
    ],
)
def test_what_was_not_measured_is_no_count_of_patients(sentence: str, expected: list[str]) -> None:
    assert [numbers(o) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations] == expected


@pytest.mark.parametrize("where", ["Mice bearing Nalm6 were given QV-19.", "QV-19 lysed CD19-positive cell lines."])
def test_what_no_animal_had_is_no_count_of_patients(where: str) -> None:
    told = "No deaths occurred and no graft-versus-host disease was seen."
    assert reading_of("QV-19, an anti-CD19 CAR T-cell product", where, told).observations == ()
    assert [numbers(o) for o in reading_of(ONE_PRODUCT, SIZED, told).observations] == ["0", "0"]
