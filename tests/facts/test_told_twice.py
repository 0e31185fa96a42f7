"""Numbers of two groups told without naming them again, sets that open a sentence, and what no number of it is."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, numbers, reading_of

HALVES = "Patients were randomised to tocilizumab at first fever (early arm, n = 45) or later (late arm, n = 45)."
NAMED = "The endpoints were complete response (CR), overall survival (OS) and progression-free survival (PFS)."
TOLD = "Grade 3 CRS developed in two of 45 in the early arm and in nine of 45 in the late arm."


def _told(*sentences: str) -> set[tuple[str, str, str]]:
    reading = reading_of(ONE_PRODUCT, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return {(o.arm or "", labels[o.outcome], numbers(o)) for o in reading.observations}


def test_two_shares_of_one_outcome_are_of_the_two_groups() -> None:
    found = _told(HALVES, TOLD, "Rates of objective response (81% and 79%) were alike.")
    assert found >= {("early arm", "objective response rate", "81%"), ("late arm", "objective response rate", "79%")}


def test_two_shares_at_two_times_are_of_all() -> None:
    found = _told(SIZED, "The event-free survival rates at 12-18 months were 91% and 69%.")
    assert found == {("", "event-free survival", "91%"), ("", "event-free survival", "69%")}


def test_a_share_that_does_not_fit_its_count_is_of_another() -> None:
    found = _told(HALVES, TOLD[:-1] + " (4% v 20%).")
    assert ("late arm", "cytokine release syndrome", "9/45 4%") not in found
    assert ("early arm", "cytokine release syndrome", "4%") in found


def test_either_arm_is_both() -> None:
    found = _told(HALVES, TOLD, "Grade 3 ICANS occurred in 13% of either arm.")
    assert {arm for arm, _, told in found if told == "13%"} == {"early arm", "late arm"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In the 36 evaluable patients the objective response rate was 38.9%.", {("objective response rate", "38.9%")}),
        ("Of the 24 complete responders only two relapsed.", set()),
        ("Response: complete 24 (73%), partial 4 (12%), none 5 (15%).", set()),
        ("With 17 months' median follow-up, 24-month PFS was 64%.", {("progression-free survival", "64%")}),
        ("Bridging shorter than 6 months was associated with a lower PFS.", set()),
        ("The best overall response rate was 89%, with 32 patients (81%) in CR.",
         {("best overall response", "89%"), ("complete response", "32 81%")}),
        ("Replication-competent retrovirus was never found.", {("replication-competent lentivirus", "0")}),
        ("Neutropenia lasting more than 14 days occurred in 49%.", {("neutropenia", "49%")}),
        ("Neurotoxicity affected 4 children.", {("neurotoxicity", "4")}),
        ("A single patient, in the late arm, had grade 3 CRS.", {("cytokine release syndrome", "1")}),
        ("ORR was 71% (CR, 35%) in the whole group; it was 55% (21/38) later.",
         {("objective response rate", "71%"), ("complete response", "35%"), ("objective response rate", "21/38 55%")}),
    ],
)  # fmt: skip
def test_what_a_sentence_tells(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert {(outcome, told) for _, outcome, told in _told(SIZED, NAMED, sentence)} >= expected
    if not expected:
        assert {told for _, _, told in _told(SIZED, NAMED, sentence)} <= {"2/24"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nine patients (23%) relapsed early, for a 2-year PFS of 81%.",
         {("relapse", None), ("progression-free survival", "2 years")}),
        ("Between days 0 and 100, severe infections were documented in 40 patients.", {("infection", "100 days")}),
    ],
)  # fmt: skip
def test_the_time_in_the_name_of_another_outcome_is_its_own(
    sentence: str, expected: set[tuple[str, str | None]]
) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, NAMED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels[o.outcome], o.time) for o in reading.observations} == expected


def test_figures_of_a_second_outcome_have_the_grades_of_the_first() -> None:
    sentence = (
        "CRS of any grade developed in 90%, being grade 3 or worse in 9%; for ICANS the figures were 62% and 32%."
    )
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert [o.grade for o in reading.observations] == ["any", ">=3", "any", ">=3"]


def test_one_group_of_another_number_does_not_turn_a_pair_around() -> None:
    title = "Axi-cel versus bispecific antibodies (BsAb) in large B-cell lymphoma"
    sized = "Patients received axi-cel (n = 164) or a bispecific antibody (BsAb; n = 121)."
    sentence = "PFS was 45%, against 29% with BsAb, while OS was alike (62% v 57%)."
    reading = reading_of(title, sized, NAMED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    found = {(o.arm or labels.get(o.subject or "", ""), numbers(o)) for o in reading.observations}
    assert {("axicabtagene ciloleucel", "62%"), ("BsAb", "57%")} <= found


def test_the_rates_at_a_time_are_of_the_outcomes_before() -> None:
    sentence = "Median PFS was 11 months and median OS was not reached; the 12-month rates were 45% and 72%."
    reading = reading_of(ONE_PRODUCT, SIZED, NAMED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels[o.outcome], o.time, numbers(o)) for o in reading.observations if o.percent} == {
        ("progression-free survival", "12 months", "45%"),
        ("overall survival", "12 months", "72%"),
    }


def test_parts_named_aside_leave_the_count_to_the_whole() -> None:
    sentence = "Infections, including pneumonia (n=4) and sepsis (n=1), were seen in 9 (23%)."
    found = {(outcome, told) for _, outcome, told in _told(SIZED, sentence)}
    assert found == {("infection", "9 23%"), ("pneumonia", "4"), ("sepsis", "1")}


def test_a_median_from_which_a_level_rose_is_no_result() -> None:
    sentence = "Serum IL-6 rose from a median of 12 pg/mL to 450 pg/mL in patients with severe CRS."
    assert {told for _, _, told in _told(SIZED, sentence)} == {"450 pg/mL"}


def test_parts_of_the_patients_beside_their_numbers() -> None:
    sized = "Of 180 patients infused with QV-19, 72 were managed as outpatients and 108 as inpatients."
    found = _told(sized, NAMED, "The CR rate was 51% among outpatients compared with 47% among inpatients.")
    assert {("outpatients", "complete response", "51%"), ("inpatients", "complete response", "47%")} <= found


def test_a_number_is_held_against_another_and_not_against_that_of_its_bracket() -> None:
    sentence = "The ORR was 77% (CR, 65%) with QV-19 as compared with 82% (CR, 58%) with KM-19."
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, NAMED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    found = {(labels.get(o.subject or ""), labels[o.outcome], numbers(o)) for o in reading.observations}
    assert {("QV-19", "objective response rate", "77%"), ("KM-19", "objective response rate", "82%")} <= found


def test_an_outcome_with_a_number_before_it_is_not_in_the_list_behind() -> None:
    sentence = "At two years, 70% were still in response, and PFS and OS were 66% and 88%."
    assert {(outcome, told) for _, outcome, told in _told(SIZED, NAMED, sentence)} == {
        ("durable response", "70%"),
        ("progression-free survival", "66%"),
        ("overall survival", "88%"),
    }


def test_three_shares_of_three_unnamed_groups_are_left() -> None:
    assert not _told(SIZED, NAMED, "CR rates at the three levels were 70%, 88% and 90%, respectively.")
