"""Patients counted in parts, and what later sentences say of these parts."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, numbers, reading_of


def arms(*sentences: str) -> set[tuple[str | None, int]]:
    """Return (label, n) of the arms of a paper on one product."""
    return {(a.label, a.n) for a in reading_of(ONE_PRODUCT, *sentences).arms}


def results(*sentences: str) -> set[tuple[str | None, str]]:
    """Return (arm, numbers) of the results of a paper on one product."""
    return {(o.arm, numbers(o)) for o in reading_of(ONE_PRODUCT, *sentences).observations}


@pytest.mark.parametrize(
    ("counted", "told", "expected"),
    [
        (
            "Of 60 patients given QV-19, 25 were given prophylactic anakinra, while 35 were not.",
            "CRS occurred in 12% and 40%, respectively.",
            {("received prophylactic anakinra", "12%"), ("did not receive prophylactic anakinra", "40%")},
        ),
        (
            "Among 90 patients, 31 had low muscle mass index (MMI) and 59 had high MMI.",
            "The response rate was 45% with low MMI and 71% with high MMI.",
            {("low MMI", "45%"), ("high MMI", "71%")},
        ),
        (
            "Seventy patients were followed: 28 were frail and 42 were non-frail.",
            "Frail patients had a shorter overall survival (8 months) than non-frail patients (19 months).",
            {("Frail patients", "8 months"), ("non-frail patients", "19 months")},
        ),
        (
            "Fifteen patients were treated as outpatients and 20 as inpatients.",
            "CRS was seen in 40% of outpatients and 55% of inpatients.",
            {("outpatients", "40%"), ("inpatients", "55%")},
        ),
        (
            "Of 48 patients, 11 received local irradiation, 22 systemic bridging, and 15 no bridging.",
            "The response rates were 82%, 64% and 73%, respectively.",
            {
                ("received local irradiation", "82%"),
                ("received systemic bridging", "64%"),
                ("did not receive bridging", "73%"),
            },
        ),
    ],
)
def test_results_of_counted_parts(counted: str, told: str, expected: set[tuple[str, str]]) -> None:
    assert results(counted, told) == expected


def test_a_part_alone_is_an_arm_where_it_is_told_of_again() -> None:
    counted = "Of 80 patients who received QV-19, 30 (38%) had sarcopenia."
    again = "Patients with sarcopenia had more infections (50% vs 20%)."
    assert ("Patients with sarcopenia", 30) in arms(counted, again)
    assert arms(counted, "Infections occurred in 31%.") == {(None, 80)}


def test_parts_of_events_are_no_groups() -> None:
    assert arms(
        "QV-19 was given to 20 patients.", "CRS occurred in 12 patients, 9 with grade 1 and 3 with grade 2."
    ) == {(None, 20)}


def test_the_share_of_some_is_no_part() -> None:
    assert ("received fludarabine", 20) not in arms("Seventeen of 20 patients received fludarabine before QV-19.")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We compared patients with (n = 9) or without (n = 21) liver disease.", {9, 21}),
        ("The early group comprised 14 patients and the late group 16 patients.", {14, 16}),
        ("Follow-up was complete in 40 of 44 (91%) enrolled patients.", {44}),
        ("In total, 78 patients underwent QV-19 therapy.", {78}),
        ("The population consisted of 310 insured recipients of QV-19.", {310}),
    ],
)
def test_sizes(sentence: str, expected: set[int]) -> None:
    told = reading_of(
        ONE_PRODUCT, sentence, "Relapse was seen in 30% of the early group, and in 20% of the late group."
    )
    assert {a.n for a in told.arms} == expected


def test_diseases_with_their_sizes_are_arms() -> None:
    found = arms("We treated 30 patients with follicular lymphoma (FL; n = 18) or mantle cell lymphoma (n = 12).")
    assert {("follicular lymphoma (FL)", 18), ("mantle cell lymphoma", 12)} <= found


def test_a_size_that_ends_a_phrase_of_the_same_patients() -> None:
    assert reading_of(ONE_PRODUCT, "We compared patients with (n = 4) or without a response.").arms is not None


def test_those_without_are_without_what_the_others_have() -> None:
    told = results("Relapse occurred in 10% of patients with prophylaxis and 31% of those without (P = 0.01).")
    assert told == {("patients with prophylaxis", "10%"), ("patients without prophylaxis", "31%")}
