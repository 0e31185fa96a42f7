"""Drugs that a title sets against a product or one another own their results, as groups do."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import numbers, reading_of

AGAINST = "Lisocabtagene maraleucel versus epcoritamab in large B-cell lymphoma"
FOR_CRS = "Siltuximab versus tocilizumab for cytokine release syndrome after CD19 CAR T cells"


def _whose(title: str, *sentences: str) -> list[tuple[str, str | None, str]]:
    reading = reading_of(title, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return [(labels.get(o.subject or "", ""), o.arm, numbers(o)) for o in reading.observations]


@pytest.mark.parametrize(
    "title",
    [
        AGAINST,
        "Indirect comparison of lisocabtagene maraleucel and epcoritamab in large B-cell lymphoma",
        "Lisocabtagene maraleucel compared with epcoritamab: a cohort study in lymphoma",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "Neutropenia was more frequent with liso-cel (59% vs 15%; p < 0.001).",
        "Neutropenia was seen in 59% and 15%, respectively.",
        "Neutropenia occurred in 59% with liso-cel and in 15% with epcoritamab.",
    ],
)
def test_a_drug_of_the_title_owns_the_number_held_against_the_product(title: str, sentence: str) -> None:
    liso = "lisocabtagene maraleucel"
    assert _whose(title, sentence) == [(liso, None, "59%"), ("", "epcoritamab", "15%")]


def test_the_title_tells_which_of_the_two_is_first() -> None:
    title = "Teclistamab versus idecabtagene vicleucel in multiple myeloma"
    assert [arm for _, arm, _ in _whose(title, "CRS was seen in 72% vs 84% (P=.02).")] == ["Teclistamab", None]


def test_two_drugs_are_parts_of_those_who_got_the_product() -> None:
    told = _whose(
        FOR_CRS, "60 patients were given siltuximab and 90 tocilizumab.", "Infections occurred in 31% vs 35%."
    )
    assert [arm for _, arm, _ in told] == ["siltuximab", "tocilizumab"]
    assert all(subject for subject, *_ in told)


@pytest.mark.parametrize(
    "title",
    [
        "Axicabtagene ciloleucel plus rituximab versus axicabtagene ciloleucel alone in lymphoma",
        "Axicabtagene ciloleucel and tocilizumab in lymphoma",
    ],
)
def test_a_drug_that_is_added_is_no_rival(title: str) -> None:
    assert [arm for _, arm, _ in _whose(title, "CRS was seen in 72% of patients.")] == [None]


def test_what_a_sentence_denies_of_further_outcomes() -> None:
    reading = reading_of(
        AGAINST, "Infections did not differ, and neither did neutropenia (40% vs 41%; p = 0.74) or PFS (HR 0.93)."
    )
    labels = {e.id: e.label for e in reading.entities}
    told = {(labels[c.outcome], c.direction, c.p, c.value) for c in reading.comparisons}
    assert told == {
        ("infection", "similar", None, None),
        ("neutropenia", "similar", 0.74, None),
        ("progression-free survival", "similar", None, 0.93),
    }


def test_those_whose_harm_went_away_are_not_counted_for_it() -> None:
    assert _whose(FOR_CRS, "CRS resolved in 45/60 (75%) vs 63/90 (70%) (p = 0.48).") == []
