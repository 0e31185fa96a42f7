"""Patients whom a sentence sets apart by what they had."""

from __future__ import annotations

import pytest

from cargraph.facts.groups.parted import opposite
from tests.facts.reading_of import SIZED_TWO, TWO_PRODUCTS, numbers, reading_of

TITLE = "QV-19, an anti-CD19 CAR T-cell product, in large B-cell lymphoma"
SIZED = "QV-19 was given to 60 patients."


def told(*sentences: str, title: str = TITLE) -> list[tuple[str | None, str | None, str]]:
    """Return (product, arm, numbers) of the results that sentences state behind the size of the study."""
    reading = reading_of(title, SIZED, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return [(labels.get(o.subject or ""), o.arm, numbers(o)) for o in reading.observations]


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        (
            "Patients with bulky disease had a lower complete response rate (31% vs. 64%).",
            "Patients with bulky disease",
            "Patients without bulky disease",
        ),
        (
            "Complete response was seen in patients with and without bulky disease in 31% and 64%, respectively.",
            "patients with bulky disease",
            "patients without bulky disease",
        ),
        (
            "Patients ≥70 years experienced higher rates of neutropenia (31% vs 64%).",
            "Patients ≥70 years",
            "Patients <70 years",
        ),
    ],
)
def test_the_second_of_two_numbers_is_of_the_others(sentence: str, first: str, second: str) -> None:
    assert told(sentence) == [("QV-19", first, "31%"), ("QV-19", second, "64%")]


def test_sizes_in_the_brackets_of_with_and_without() -> None:
    sentence = (
        "Event-free survival did not differ in patients without (n = 16, 55%) vs with prior grafts (n = 44, 43%)."
    )
    assert {(a.label, a.n) for a in reading_of(TITLE, SIZED, sentence).arms} >= {
        ("patients without prior grafts", 16),
        ("patients with prior grafts", 44),
    }


def test_patients_told_by_what_happened_to_them() -> None:
    found = told(
        "Patients relapsing within 6 months had an overall survival of 18%; it was 55% in those relapsing later."
    )
    assert [arm for _, arm, _ in found][:1] == ["Patients relapsing within 6 months"]


def test_patients_of_the_disease_of_the_paper_are_all_patients() -> None:
    assert told("Patients with relapsed large B-cell lymphoma had a complete response rate of 48%.") == [
        ("QV-19", None, "48%")
    ]


def test_patients_set_apart_narrow_the_products_compared() -> None:
    sentence = "Among patients with bulky disease, QV-19 gave a higher response rate than KM-19 (58% vs 41%)."
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    found = [(labels[o.subject or ""], o.arm, o.percent) for o in reading.observations]
    assert found == [("QV-19", "patients with bulky disease", 58), ("KM-19", "patients with bulky disease", 41)]


def test_a_share_of_all_patients_is_of_no_part() -> None:
    found = told("The complete response rate was 83% in patients with early relapse and 69% in all patients.")
    assert found == [("QV-19", "patients with early relapse", "83%"), ("QV-19", None, "69%")]


def test_opposites() -> None:
    assert opposite("patients without fever") == "patients with fever"
    assert opposite("high-risk group") is None


def test_numbers_between_with_and_without() -> None:
    found = told("Relapse at two years was 17% with and 56% without consolidative grafting.")
    assert [(arm, n) for _, arm, n in found] == [
        ("patients with consolidative grafting", "17%"),
        ("patients without consolidative grafting", "56%"),
    ]
