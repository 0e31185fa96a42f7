"""Results listed by treatment, counts of events, and numbers that name a group or a window and are no result."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, numbers, reading_of, told

Whose = tuple[str | None, str]


def _told(*sentences: str) -> list[Whose]:
    return [(o.arm, numbers(o)) for o in reading_of(ONE_PRODUCT, *sentences).observations]


def test_results_of_listed_treatments() -> None:
    found = _told(
        "After QV-19 failed, overall survival was 5.0 months for tafasitamab, 12.1 months for glofitamab and"
        " 3.3 months for chemotherapy."
    )
    assert found == [("tafasitamab", "5 months"), ("glofitamab", "12.1 months"), ("chemotherapy", "3.3 months")]


def test_two_results_of_each_listed_treatment() -> None:
    found = _told(
        "After QV-19 failed, the 12-month progression-free survival and overall survival were 36% and 51% for"
        " polatuzumab, 32% and 50% for glofitamab, and 31% and 37% for radiotherapy."
    )
    assert found == [
        ("polatuzumab", "36%"), ("polatuzumab", "51%"), ("glofitamab", "32%"), ("glofitamab", "50%"),
        ("radiotherapy", "31%"), ("radiotherapy", "37%"),
    ]  # fmt: skip


def test_a_drug_that_manages_is_no_arm() -> None:
    found = _told(SIZED, "CRS was managed in 30% with tocilizumab and in 20% with dexamethasone.")
    assert not {arm for arm, _ in found if arm}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In total, 35 infections were documented in 19 patients.", {("35", None), ("19", 40)}),
        ("There were three episodes of bacteremia.", {("3", None)}),
        ("Most CRS events were grade 1 and grade 2 (n = 17).", {("17", 40)}),
        ("QV-19 cells were detectable in 30/40 patients at day 21 and in 5 patients at 12 months.", {("30/40", 40), ("5", 40)}),
        ("The event-free survival rates at 12-18 months were 91% and 69%.", {("91%", 40), ("69%", 40)}),
        ("No sign of neurotoxicity was observed.", {("0", 40)}),
    ],
)  # fmt: skip
def test_counts_and_their_totals(sentence: str, expected: set[tuple[str, int | None]]) -> None:
    assert {(numbers(o), o.total) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations} == expected


def test_counts_by_group_go_on_with_the_outcome() -> None:
    found = _told(
        SIZED,
        "Infections occurred in 12 patients, including 7 patients in the high-dose group and 5 patients in the low-dose group.",
    )
    assert found == [(None, "12"), ("high-dose group", "7"), ("low-dose group", "5")]


def test_a_rate_by_time_at_risk() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "The infection density was 2.36 per 100 patient days-at-risk.")
    assert [told(reading, o)[3] for o in reading.observations] == ["2.36 per 100 patient days-at-risk"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The day-100 and 1-year overall mortality estimates were 18% and 43%, respectively.",
            [("18%", "100 days"), ("43%", "1 year")],
        ),
        ("The 1 year event-free survival rate was 60%.", [("60%", "1 year")]),
    ],
)
def test_times_before_the_outcome(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(numbers(o), o.time) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations] == expected


def test_no_higher_grades_behind_a_share() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Neurotoxicity occurred in 6% of patients, with no grade 3 or higher events."
    )
    assert [(o.grade, numbers(o)) for o in reading.observations] == [(None, "6%"), (">=3", "0")]


def test_denials_go_on_over_cases_related_to_the_product() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        SIZED,
        "We saw no dose-limiting toxicities and no cases of QV-19-related severe CRS or neurotoxicity.",
    )
    assert {told(reading, o)[1:3] for o in reading.observations} == {
        ("dose-limiting toxicity", None), ("severe cytokine release syndrome", "severe"), ("neurotoxicity", "severe"),
    }  # fmt: skip


def test_a_model_of_a_rate_in_all_patients_is_no_result_of_all() -> None:
    assert not reading_of(
        ONE_PRODUCT, SIZED, "Age was a factor in the analysis of the CR rate in all patients."
    ).observations


def test_all_reach_a_remission_of_the_marrow() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "All patients achieved bone marrow complete remission.")
    assert [numbers(o) for o in reading.observations] == ["40"]


def test_a_state_patients_came_in_is_no_result() -> None:
    assert not _told("In all, 19 patients were enrolled, 13 (68%) in first high-risk relapse.")


def test_a_denial_for_some_is_none_for_all() -> None:
    found = [
        (o.grade, numbers(o))
        for o in reading_of(ONE_PRODUCT, SIZED, "Two patients had grade 3 CRS without ICANS.").observations
    ]
    assert found == [("3", "2")]


def test_responses_of_an_age_group() -> None:
    assert _told(SIZED, "In patients aged ≥65 years, the ORR was 80%.") == [("patients aged ≥65 years", "80%")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Acute kidney injury was seen in 15% CI-95% (10-19) of cases.", [(None, "15% 10-19")]),
        ("Second primary malignancies were seen in 412 of 11 876 (3.5%) reports.", [(None, "412/11876 3.5%")]),
        ("Of the 18 patients, 4 had relapsed disease that was refractory to chemotherapy.", []),
        ("Patients given BT (n = 81) were more likely to have neurotoxicity.", []),
    ],
)
def test_forms_of_numbers(sentence: str, expected: list[Whose]) -> None:
    assert _told(sentence) == expected


def test_patients_did_not_have_any() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Patients given QV-19 did not experience any neurotoxicity.")
    assert [numbers(o) for o in reading.observations] == ["0"]


def test_some_patients_did_not_have_any() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Three patients did not experience any neurotoxicity.")
    assert not reading.observations


def test_results_of_those_with_and_without_a_treatment_of_a_short_name() -> None:
    found = _told("The 1-year PFS and OS rates were 40% and 65% in non-BT patients vs 21% and 48% in BT patients.")
    assert [arm for arm, _ in found] == ["non-BT patients", "non-BT patients", "BT patients", "BT patients"]


def test_a_standard_deviation_is_no_stable_disease() -> None:
    assert not _told("Eight patients received a mean of 1.5 x 10^7 cells per kg (SD, 0.25; range, 1.1-2.1) of QV-19.")


def test_a_number_amid_a_bracket_is_not_of_what_follows_it() -> None:
    found = _told(
        SIZED,
        "They had therapy (1-9 cycles, expression in 10% of all patients but one), with 1 patient developing pneumonitis.",
    )
    assert found == [(None, "1")]


@pytest.mark.parametrize("sentence", ["No patient died of CRS.", "There were no deaths from sepsis."])
def test_what_nobody_died_of_is_not_denied(sentence: str) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert [told(reading, o)[1] for o in reading.observations] == ["death"]
