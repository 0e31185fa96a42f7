"""Groups that go by a product's name, by words that point back, and sizes told beside their products."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import numbers, reading_of

TITLE = "Humanized versus murine anti-CD19 CAR T cells in B-cell acute lymphoblastic leukaemia"
GIVEN = "Of 70 patients, 30 received murine CD19 CAR T cells (M group) and 40 received humanized CD19 CAR T cells (H group)."
PRODUCTS = "Of 90 patients, 50 received axicabtagene ciloleucel (axi-cel) and 40 received tisagenlecleucel (tisa-cel)."
COMMERCIAL = "Axicabtagene ciloleucel or tisagenlecleucel in large B-cell lymphoma"


def whose(title: str, *sentences: str) -> set[tuple[str | None, str | None, str]]:
    """Return (construct, arm, numbers) of the results of a paper."""
    reading = reading_of(title, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return {(labels.get(o.subject or ""), o.arm, numbers(o)) for o in reading.observations}


@pytest.mark.parametrize(
    "told",
    [
        "The complete response rate was 80% in the M group and 93% in the H group.",
        "The complete response rate was 80% in the murine group and 93% in the humanized group.",
        "The complete response rate was 80% for murine and 93% for humanized CD19 CAR T cells.",
    ],
)
def test_groups_that_go_by_their_product(told: str) -> None:
    assert whose(TITLE, GIVEN, told) == {
        ("murine CD19 CAR T cells", None, "80%"),
        ("humanized CD19 CAR T cells", None, "93%"),
    }


def test_the_former_and_the_latter() -> None:
    assert whose(COMMERCIAL, PRODUCTS, "CRS occurred in 91% with the former and in 58% with the latter.") == {
        ("axicabtagene ciloleucel", None, "91%"),
        ("tisagenlecleucel", None, "58%"),
    }


def test_a_number_of_both_products() -> None:
    assert whose(COMMERCIAL, PRODUCTS, "With either product, neutropenia was seen in about 75%.") == {
        ("axicabtagene ciloleucel", None, "75%"),
        ("tisagenlecleucel", None, "75%"),
    }


def test_sizes_of_products_given_to_some() -> None:
    reading = reading_of(
        "Axicabtagene ciloleucel, tisagenlecleucel and lisocabtagene maraleucel in large B-cell lymphoma",
        "Axi-cel was given to 50 patients, tisa-cel to 40 and liso-cel to 20.",
        "The overall response rate was 80%, 62% and 74%, respectively.",
    )
    assert sorted(a.n for a in reading.arms) == [20, 40, 50]
    assert len({o.subject for o in reading.observations}) == 3


ONE = "QV-19, an anti-CD19 CAR T-cell product, in relapsed or refractory large B-cell lymphoma"


def arms(title: str, *sentences: str) -> set[tuple[str | None, int]]:
    """Return (label, n) of the arms of a paper."""
    return {(a.label, a.n) for a in reading_of(title, *sentences).arms}


def test_sizes_with_their_product_behind() -> None:
    assert {n for _, n in arms(COMMERCIAL, "Samples were taken (n = 10 for tisa-cel and n = 7 for axi-cel).")} == {
        7,
        10,
    }


def test_an_arm_in_front_of_its_count() -> None:
    found = arms(
        ONE, "In cohort 1, eight patients received QV-19 alone; in cohort 2, ten patients received QV-19 with X."
    )
    assert {("cohort 1", 8), ("cohort 2", 10)} <= found


def test_a_group_is_as_large_as_a_count_its_words_stand_about() -> None:
    found = arms(
        ONE,
        "We studied 210 adults treated with QV-19, 29 of whom had atrial fibrillation.",
        "One-year mortality was 45% in patients with atrial fibrillation and 28% in those without.",
    )
    assert ("patients with atrial fibrillation", 29) in found


def test_counts_of_days_are_no_sizes() -> None:
    assert arms(ONE, "QV-19 cells were detected 21 and 28 days after infusion.") == set()


def test_those_whom_an_outcome_is_counted_of_are_all_where_no_more_is_told() -> None:
    assert arms(ONE, "Relapse occurred in 19 of 64 patients after QV-19.") == {(None, 64)}
    assert arms(ONE, "We treated 70 patients with QV-19.", "Relapse occurred in 19 of 64 patients.") == {(None, 70)}
