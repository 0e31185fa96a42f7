"""Outcomes that a sentence leaves out since it has just named them, and shares told in words."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, numbers, reading_of

Told = tuple[str, str | None, str]
CRS = "cytokine release syndrome"
ICANS = "immune effector cell-associated neurotoxicity syndrome"


def _told(*sentences: str) -> list[Told]:
    reading = reading_of(ONE_PRODUCT, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    told = ((labels[o.outcome], o.grade, numbers(o)) for o in reading.observations)
    return sorted(told, key=lambda one: (one[0], one[1] or "", one[2]))


def test_a_grade_that_heads_a_second_list() -> None:
    found = _told("Any-grade CRS and ICANS occurred in 61% and 24% of recipients; grade ≥3 in 4% and 9%.")
    assert found == [(CRS, ">=3", "4%"), (CRS, "any", "61%"), (ICANS, ">=3", "9%"), (ICANS, "any", "24%")]


@pytest.mark.parametrize(
    ("printed", "grade", "second"),
    [("82%, 6%, 41% and 17%", "any", "41%"), ("82%, 41%, 6% and 17%", "any", "41%")],
)
def test_grades_crossed_with_outcomes_in_the_order_of_the_numbers(printed: str, grade: str, second: str) -> None:
    found = _told(f"Rates of all-grade and grade ≥3 CRS and ICANS were {printed}, respectively.")
    assert found == [(CRS, ">=3", "6%"), (CRS, "any", "82%"), (ICANS, ">=3", "17%"), (ICANS, grade, second)]


def test_grades_crossed_without_an_order_are_left() -> None:
    found = _told("Rates of all-grade and grade ≥3 CRS and ICANS were 40%, 20%, 20% and 10%, respectively.")
    assert (ICANS, "any", "20%") not in found


def test_pronouns_for_the_outcomes_before() -> None:
    found = _told("CRS and ICANS occurred in 61% and 24%.", "At the second infusion, these occurred in 12% and 5%.")
    assert (CRS, None, "12%") in found
    assert (ICANS, None, "5%") in found


def test_pronouns_for_another_number_of_outcomes_are_left() -> None:
    found = _told("CRS, ICANS and fever occurred in 61%, 24% and 70%.", "In children, these occurred in 12% and 5%.")
    assert not {"12%", "5%"} & {number for _, _, number in found}


@pytest.mark.parametrize("said", ["none grade 4", "none of which was grade 4", "and none was grade 4"])
def test_a_grade_that_nobody_had(said: str) -> None:
    assert (CRS, "4", "0") in _told(SIZED, f"CRS developed in 14 patients, {said}.")


def test_counts_by_grade_behind_whom() -> None:
    found = _told(SIZED, "Six patients had ICANS, of whom 5 grade 2 and 1 grade 4.")
    assert found == [(ICANS, None, "6"), (ICANS, "2", "5"), (ICANS, "4", "1")]


def test_a_number_of_both_outcomes() -> None:
    found = _told("The most frequent events were neutropenia (70%), anemia and thrombocytopenia (both 31%).")
    assert found == [("anemia", None, "31%"), ("neutropenia", None, "70%"), ("thrombocytopenia", None, "31%")]


def test_one_patient_each() -> None:
    found = _told(SIZED, "One patient each had grade 3 seizure, headache and cerebral edema.")
    assert found == [("cerebral edema", "3", "1"), ("headache", "3", "1"), ("seizure", "3", "1")]


def test_a_comma_for_the_verb() -> None:
    found = _told(SIZED, "Thirty (75%) achieved a complete response and 4 (10%), a partial response.")
    assert found == [("complete response", None, "30 75%"), ("partial response", None, "4 10%")]


@pytest.mark.parametrize(
    "said",
    ["the response was complete in 6 and partial in 3", "responses were complete (n = 6) or partial (n = 3)"],
)
def test_responses_told_by_how_far_they_went(said: str) -> None:
    found = _told(SIZED, f"Nine of 10 patients responded; {said}.")
    assert ("response", None, "9/10") in found
    assert ("complete response", None, "6") in found or ("complete response", None, "6/10") in found
    assert ("partial response", None, "3") in found or ("partial response", None, "3/10") in found


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Half of the patients developed CRS", "50%"),
        ("Half of the 24 patients developed CRS", "12/24"),
        ("CRS developed in three-quarters of the 24 patients", "18/24"),
    ],
)
def test_shares_in_words(said: str, number: str) -> None:
    assert _told(f"{said}.") == [(CRS, None, number)]


def test_shares_in_words_that_are_no_whole_number_are_left() -> None:
    assert _told("Two-thirds of the 25 patients developed CRS.") == []


def test_shares_of_events_and_no_patients() -> None:
    said = "A total of 36 infection events occurred in 19 (48%) patients: 50% were bacterial and 39% viral."
    totals = {(o.count, o.percent): o.total for o in reading_of(ONE_PRODUCT, SIZED, said).observations}
    assert totals == {(36, None): None, (19, 48.0): 40, (None, 50.0): 36, (None, 39.0): 36}


def test_verbs_that_tell_an_outcome() -> None:
    found = _told(SIZED, "At data cut-off, 9 had died, 4 had progressed and 2 remained in stable disease.")
    assert found == [("death", None, "9"), ("progressive disease", None, "4"), ("stable disease", None, "2")]


def test_each_list_has_the_time_behind_it() -> None:
    reading = reading_of(ONE_PRODUCT, "EFS and OS were 59%/82% at 6 months and 52%/77% at 12 months.")
    assert [(o.percent, o.time) for o in reading.observations] == [
        (59.0, "6 months"), (82.0, "6 months"), (52.0, "12 months"), (77.0, "12 months"),
    ]  # fmt: skip


def test_kinds_that_share_their_noun_across_numbers() -> None:
    found = _told(SIZED, "Fifteen patients (38%) had bacterial, 10 (25%) viral and four (10%) fungal infections.")
    assert found == [
        ("bacterial infection", None, "15 38%"), ("fungal infection", None, "4 10%"), ("viral infection", None, "10 25%"),
    ]  # fmt: skip


def test_a_denial_ends_where_a_number_follows() -> None:
    found = _told(
        SIZED, "There was no CRS or cytopenia of any grade, and headache (16), nausea (9) and fever (8) occurred."
    )
    assert [(outcome, grade, number) for outcome, grade, number in found if outcome in {"headache", "nausea"}] == [
        ("headache", None, "16"), ("nausea", None, "9"),
    ]  # fmt: skip


def test_a_share_having_an_outcome_is_no_group() -> None:
    reading = reading_of(ONE_PRODUCT, "The ORR was 96% with 74% of patients achieving a complete response.")
    assert [(o.percent, o.arm) for o in reading.observations] == [(96.0, None), (74.0, None)]


def test_counts_behind_a_degree() -> None:
    found = _told(SIZED, "CRS was mild (grade 1-2) in 6 and severe (grade 3) in one.")
    assert found == [(CRS, "1-2", "6"), (CRS, "3", "1")]


def test_counts_by_grade_in_a_chain() -> None:
    found = _told(SIZED, "CRS: grade 1, n=6; grade 2, n=5; grade 3, n=2; no ICANS.")
    assert found == [(CRS, "1", "6"), (CRS, "2", "5"), (CRS, "3", "2"), (ICANS, None, "0")]


def test_neither_nor_among_patients() -> None:
    found = _told("Neither CRS nor neurotoxicity was observed in the 14 patients treated with QV-19.")
    assert found == [(CRS, None, "0"), ("neurotoxicity", None, "0")]


def test_a_part_of_those_just_counted() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Of them, 26 (65%) obtained a CR: 20 of them MRD-negative. PFS was 9 months."
    )
    assert [(o.count, o.total) for o in reading.observations if o.count == 20] == [(20, None)]


def test_events_counted_by_kind() -> None:
    found = _told(
        SIZED, "Overall, 36 infections were documented in 24 patients: Six events of bacteremia, sixteen focal bacterial"
        " infections, and fourteen systemic or localized viral infections.",
    )  # fmt: skip
    assert [(outcome, number) for outcome, _, number in found if outcome != "infection"] == [
        ("bacteremia", "6"), ("bacterial infection", "16"), ("viral infection", "14"),
    ]  # fmt: skip


def test_a_grade_is_not_passed_on_to_an_item_after_two_grades() -> None:
    found = _told(SIZED, "Grade 1-2 CRS occurred in 14, grade 4 CRS in one, and fever in two.")
    assert found == [(CRS, "1-2", "14"), (CRS, "4", "1"), ("fever", None, "2")]


def test_some_who_had_none() -> None:
    assert _told("Six of nine patients had no fever.") == []


def test_none_and_all_without_their_noun() -> None:
    found = _told(SIZED, "DLT was observed in none, CRS in 4 (10%) and lymphopenia in 9 (23%).")
    assert (CRS, None, "0") not in found
    assert ("dose-limiting toxicity", None, "0") in found
    assert (CRS, None, "40") in _told(SIZED, "CRS occurred in all (grade 1-2 in 30).")


def test_a_list_with_an_unknown_outcome_is_read_by_the_place_of_each() -> None:
    found = _told("Neutropenia, quiblitis and anemia were found in 50%, 35% and 80%.")
    assert found == [("anemia", None, "80%"), ("neutropenia", None, "50%")]


def test_a_list_of_times_is_no_list_of_outcomes() -> None:
    found = _told("Neutropenia persisted and fever was found in 50%, 35% and 20% at 1, 2 and 3 months.")
    assert {outcome for outcome, _, _ in found} == {"fever"}


def test_a_title_that_counts_its_patients() -> None:
    assert (
        reading_of("Cardiac toxicity after QV-19, an anti-CD19 CAR T-cell product, in 187 patients").observations == ()
    )


def test_a_list_that_goes_on_with_followed_by() -> None:
    found = _told(
        SIZED, "Hyponatremia was the commonest grade 3 event (n = 8), followed by hypoxia (n = 5) and rash (n = 2)."
    )
    assert found == [("hyponatremia", "3", "8"), ("hypoxia", "3", "5"), ("rash", "3", "2")]


def test_how_long_two_groups_were_followed_is_no_result() -> None:
    found = _told(
        "At a median follow-up of 24 months for patients receiving QV-19 and 60 months for patients receiving chemotherapy,"
        " 12-month overall survival rates were 62% and 28%, respectively."
    )
    assert [number for _, _, number in found] == ["28%", "62%"]


def test_a_difference_is_no_share() -> None:
    assert _told(SIZED, "A 57% difference in ORR was observed.") == []


def test_a_share_in_the_bracket_behind_patients() -> None:
    assert _told(SIZED, "Most patients (88%) only had grade 1 or 2 CRS.") == [(CRS, "1-2", "88%")]
