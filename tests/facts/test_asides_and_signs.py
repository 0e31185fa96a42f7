"""Shares of a factor told aside, harms timed without their name, groups by a marker's sign, tumours done away with."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, numbers, reading_of


def _outcomes(*sentences: str) -> list[tuple[str, str | None, str]]:
    reading = reading_of(ONE_PRODUCT, SIZED, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return [(labels[o.outcome], o.measure, numbers(o)) for o in reading.observations]


@pytest.mark.parametrize(
    "sentence",
    [
        "TP53 mutations, found in 27% of patients, predicted shorter PFS.",
        "High LDH, which was present in 18 patients (45%), was associated with shorter PFS.",
        "Bulky disease, seen in 30%, predicted shorter PFS.",
    ],
)
def test_the_share_of_a_factor_is_no_result_of_what_it_foretells(sentence: str) -> None:
    assert _outcomes(sentence) == []
    assert [c.direction for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons] == ["lower"]


def test_the_share_of_a_harm_told_aside_is_its_own() -> None:
    assert _outcomes("CRS, seen in 27% of patients, was associated with shorter PFS.") == [
        ("cytokine release syndrome", None, "27%")
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Median onset was 6 days and median duration 5 days.", [("onset", "6 days"), ("duration", "5 days")]),
        ("The median time to onset was 7 days (range, 2-10).", [("onset", "7 days 2-10")]),
        ("The median duration of follow-up was 9 months.", []),
    ],
)
def test_a_harm_is_timed_by_the_next_sentence(sentence: str, expected: list[tuple[str, str]]) -> None:
    told = _outcomes("CRS occurred in 30 patients (75%), of grade 3 in 2 (5%).", sentence)[2:]
    assert told == [("cytokine release syndrome", *each) for each in expected]


def test_groups_by_the_sign_of_a_marker() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Relapse occurred in 2/11 MRD-negative versus 17/20 MRD-positive patients."
    )
    assert [(o.arm, numbers(o)) for o in reading.observations] == [
        ("MRD-negative patients", "2/11"),
        ("MRD-positive patients", "17/20"),
    ]


@pytest.mark.parametrize("verb", ["was eradicated", "was completely cleared", "was eliminated"])
def test_tumours_done_away_with(verb: str) -> None:
    assert _outcomes(f"Lymphoma {verb} in 6/7 mice.") == [("tumour regression", None, "6/7")]


@pytest.mark.parametrize(
    ("sentence", "arms", "told"),
    [
        ("Fever was more frequent with severe CRS (40% vs 12%).",
         ["patients with severe CRS", "patients without severe CRS"], ["40%", "12%"]),
        ("Infection was less common with IgG replacement (20% vs 35%, p=0.02).",
         ["patients with IgG replacement", "patients without IgG replacement"], ["20%", "35%"]),
        ("PFS was shorter with extramedullary disease (median 4 vs 11 months).",
         ["patients with extramedullary disease", "patients without extramedullary disease"],
         ["4 months", "11 months"]),
    ],
)  # fmt: skip
def test_what_makes_an_outcome_commoner_parts_the_patients(sentence: str, arms: list[str], told: list[str]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert [o.arm for o in reading.observations] == arms
    assert [numbers(o) for o in reading.observations] == told
    assert len({o.outcome for o in reading.observations}) == 1
