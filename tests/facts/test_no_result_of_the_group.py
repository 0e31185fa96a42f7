"""Numbers that a paper tells and that are no result of its patients: of one of them, of those never treated, expected."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, reading_of, told


def _told(title: str, *sentences: str) -> list[tuple[object, ...]]:
    reading = reading_of(title, *sentences)
    return [(outcome, said) for _, outcome, _, said in (told(reading, o) for o in reading.observations)]


@pytest.mark.parametrize(
    "case",
    [
        ("A 61-year-old woman with bulky disease had grade 4 ICANS on day 5 with a ferritin of 31,000 ng/mL.",
         "She had no infection and a peak IL-6 of 900 pg/mL."),
        ("Patient 12, who had grade 3 CRS, reached a peak IL-6 of 900 pg/mL.", "The peak ferritin was 8,000 ng/mL."),
        ("One patient, a man of 48, had grade 3 CRS.", "His peak ferritin was 8,000 ng/mL, and there was no ICANS."),
    ],
)  # fmt: skip
def test_what_is_measured_in_one_patient_is_no_result_of_all(case: tuple[str, ...]) -> None:
    assert _told(ONE_PRODUCT, SIZED, *case) == []


def test_one_patient_ends_where_the_others_are_told_of() -> None:
    case = "A 61-year-old woman had grade 4 ICANS with a ferritin of 31,000 ng/mL."
    others = "Among the patients without ICANS, infection occurred in 9 (23%)."
    assert _told(ONE_PRODUCT, SIZED, case, others) == [("infection", "9 23%")]


def test_the_one_patient_of_a_paper_is_its_result() -> None:
    told_of_him = "A 61-year-old man received QV-19 and had grade 3 CRS with a peak IL-6 of 900 pg/mL."
    assert ("IL-6", "900 pg/mL") in _told("QV-19, an anti-CD19 CAR T-cell product, in one man", told_of_him)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Of 46 patients, six were never infused, because of progressive disease (n = 3) or an infection (n = 3).", []),
        ("Four patients did not receive QV-19: two had disease progression and two had sepsis.", []),
        ("One patient developed pneumonia before lymphodepletion and 2 had bacteraemia after infusion.",
         [("bacteremia", "2")]),
        ("Of those who were not treated with steroids because of fever, 12 of 20 (60%) had CRS.",
         [("cytokine release syndrome", "12/20 60%")]),
    ],
)  # fmt: skip
def test_what_kept_patients_from_treatment_is_no_result_of_it(sentence: str, found: list[tuple[str, str]]) -> None:
    assert _told(ONE_PRODUCT, SIZED, sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The ORR was 82% (33 of 40; P < 0.001 against the null rate of 50%).",
         [("objective response rate", "33/40 82%")]),
        ("Complete response was reached in 20 of 40 patients (50%), above the reference rate of 25%.",
         [("complete response", "20/40 50%")]),
        ("Severe CRS was predicted by bone marrow blasts ≥40% (OR 3.1, 95% CI 1.2-8.0; P = 0.01).", []),
        ("QV-19 peaked two days later than expected, at a median Tmax of 12 days.", [("Tmax", "12 days")]),
    ],
)  # fmt: skip
def test_what_was_expected_or_cut_at_is_no_result(sentence: str, found: list[tuple[str, str]]) -> None:
    assert _told(ONE_PRODUCT, SIZED, sentence) == found


_CITED = " ".join(f"What was found before was told by others and is well known. {n}" for n in range(1, 11))
"""Sentences of a page whose raised figures, by which works are cited, stand plainly behind their full stops."""


def test_a_plain_mark_behind_a_comma_counts_nothing() -> None:
    sentence = "CRS occurred in 12 of 40 patients (30%), 12 somewhat fewer than elsewhere."
    assert _told(ONE_PRODUCT, SIZED, _CITED, sentence) == [("cytokine release syndrome", "12/40 30%")]
    counted = "CRS occurred in 12 of 40 patients (30%), 3 of whom had ICANS."
    assert ("immune effector cell-associated neurotoxicity syndrome", "3") in _told(ONE_PRODUCT, SIZED, _CITED, counted)


def test_what_is_said_of_our_patients_is_not_cited() -> None:
    sentence = "Severe CRS was seen in 6% of our patients, as in an earlier trial [1]."
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert [(o.percent, o.cited) for o in reading.observations] == [(6.0, False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "After weighting, neither PFS (HR 1.06, 95% CI 0.76-1.48; p = 0.73) nor OS (HR 0.99, 95% CI 0.68-1.44) differed.",
        "Neither infection nor ICANS was associated with the dose.",
    ],
)
def test_a_difference_denied_of_two_is_no_absence(sentence: str) -> None:
    assert not [o for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations if o.count == 0]


def test_what_was_not_evaluable_in_some_is_no_median() -> None:
    assert ("MRD negativity", "NR") not in _told(
        ONE_PRODUCT, SIZED, "MRD negativity was not evaluable in four patients."
    )
