"""Numbers in rows and columns, times in lists, subgroups that open a sentence, and who is counted."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, numbers, reading_of, told

GRIDS = [
    (
        "Median PFS and OS were 6.1 and 4 months, and 15.2 and 12.3 months for QV-19 and KM-19, respectively.",
        [("QV-19", "progression-free survival", "6.1 months"), ("KM-19", "progression-free survival", "4 months"),
         ("QV-19", "overall survival", "15.2 months"), ("KM-19", "overall survival", "12.3 months")],
    ),
    (
        "The 2-year PFS and OS rates were 41%/66% for QV-19 and 29%/47% for KM-19.",
        [("QV-19", "progression-free survival", "41%"), ("QV-19", "overall survival", "66%"),
         ("KM-19", "progression-free survival", "29%"), ("KM-19", "overall survival", "47%")],
    ),
    (
        "CRS and neurotoxicity were more frequent in the QV-19 group (90% vs 70%, p=0.01, and 40% vs 15%, p=0.02, respectively).",
        [("QV-19", "cytokine release syndrome", "90%"), ("KM-19", "cytokine release syndrome", "70%"),
         ("QV-19", "neurotoxicity", "40%"), ("KM-19", "neurotoxicity", "15%")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), GRIDS)
def test_numbers_in_rows_and_columns(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    found = [(row[0], row[1], row[3]) for row in (told(reading, o) for o in reading.observations)]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_times_in_a_list_keep_their_rates() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Overall survival rates at 6 months, 1 year, and 3 years were 71%, 52% and 30%, respectively."
    )
    assert [(o.percent, o.time) for o in reading.observations] == [(71, "6 months"), (52, "1 year"), (30, "3 years")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the seven patients with prior transplantation, five had a complete response.", [("patients with prior transplantation", "5/7")]),
        ("Among 12 evaluable patients, nine had a complete response.", [("evaluable patients", "9/12")]),
        ("For the 6 BCMA-exposed patients, 4 achieved a partial response, and 1 achieved a complete response.", [("BCMA-exposed patients", "4/6"), ("BCMA-exposed patients", "1/6")]),
    ],
)  # fmt: skip
def test_patients_that_open_a_sentence(sentence: str, expected: list[tuple[str | None, str]]) -> None:
    found = [(o.arm, numbers(o)) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations]
    assert found == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "G-CSF was administered to 80%, platelet transfusions to 40%, and immunoglobulin to 10%.",
        "Nine complete response patients received no further treatment.",
        "Expansion was comparable in patients ≥65 and <65 years.",
        "High serum IL-2 (85% vs 31%) was noted.",
    ],
)
def test_what_is_no_result(sentence: str) -> None:
    assert not reading_of(ONE_PRODUCT, SIZED, sentence).observations


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Neurotoxicity and cytokine release syndrome: none.", {("neurotoxicity", None), ("cytokine release syndrome", None)}),
        ("No grade 3 or higher CRS, treatment-related deaths or neurotoxicity occurred.",
         {("cytokine release syndrome", ">=3"), ("treatment-related death", None), ("neurotoxicity", ">=3")}),
        ("There was no CRS or neurotoxicity beyond grade 1.", {("cytokine release syndrome", ">=2"), ("neurotoxicity", ">=2")}),
        ("No patient in complete response relapsed.", set()),
    ],
)  # fmt: skip
def test_what_nobody_had(sentence: str, expected: set[tuple[str, str | None]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels[o.outcome], o.grade) for o in reading.observations if o.count == 0} - {("relapse", None)} == expected


SIZES = [
    ("Thirty-one and 44 patients were assigned to QV-19 and KM-19, respectively.", {("QV-19", None, 31), ("KM-19", None, 44)}),
    ("A total of 61 patients treated with QV-19 and 52 with KM-19 were identified.", {("QV-19", None, 61), ("KM-19", None, 52)}),
    ("The study held 88 patients; QV-19 and KM-19 outcomes were compared in 88 patients.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SIZES)
def test_sizes_of_two_products(sentence: str, expected: set[tuple[str, str | None, int]]) -> None:
    reading = reading_of(TWO_PRODUCTS, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels.get(a.subject or "", ""), a.label, a.n) for a in reading.arms} == expected


def test_another_treatment_makes_a_subgroup_and_no_size_of_the_whole() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Of these, 18 patients also received pembrolizumab.")
    assert {(a.label, a.n) for a in reading.arms} == {(None, 40), ("received pembrolizumab", 18)}


def test_a_part_treated_later_is_not_the_whole() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "The 52 participants had a median of 4 prior regimens.",
        "An additional 20 participants were treated at the recommended dose.",
    )
    assert [(a.label, a.n) for a in reading.arms] == [(None, 52)]


def test_a_comparator_named_once_gets_no_result_of_its_own() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        SIZED,
        "Compared with KM-19, QV-19 was less differentiated.",
        "The response rate was 95%, with 46% achieving complete responses.",
    )
    labels = {e.id: e.label for e in reading.entities}
    assert {labels.get(o.subject or "") for o in reading.observations} == {"QV-19"}
