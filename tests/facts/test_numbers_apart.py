"""Counts and shares that stand apart, outcomes told again for a further group, findings of all and of none."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, numbers, reading_of, told

CRS = "cytokine release syndrome"
ICANS = "immune effector cell-associated neurotoxicity syndrome"
TOLD = [
    ("Anemia (30%, 12/40) and neutropenia (25%; 10/40) were common.", [("anemia", None, "12/40 30%"), ("neutropenia", None, "10/40 25%")]),
    ("Fever was seen in 45% (18 of 40).", [("fever", None, "18/40 45%")]),
    ("A complete remission was achieved by six patients and a partial remission by two.", [("complete response", None, "6"), ("partial response", None, "2")]),
    ("Treatment-related deaths numbered 3.", [("treatment-related death", None, "3")]),
    ("The percentage of patients with an objective response was 60%.", [("objective response rate", None, "60%")]),
    ("Median OS was not reached (95% CI, 15.2 months to not evaluable).", [("overall survival", None, "NR 15.2-NE")]),
    ("For overall survival the median had yet to be reached.", [("overall survival", None, "NR")]),
    ("Median PFS amounted to 6.1 months, and median OS to 13.9 months.", [("progression-free survival", None, "6.1 months"), ("overall survival", None, "13.9 months")]),
    ("CRS developed in 30 patients (75%; grade 3 in 5% and grade 4 in none).", [(CRS, None, "30 75%"), (CRS, "3", "5%"), (CRS, "4", "0")]),
    ("ICANS was seen in 8 patients (20%; 15% of grade 1 and 5% of grade 2).", [(ICANS, None, "8 20%"), (ICANS, "1", "15%"), (ICANS, "2", "5%")]),
    ("CRS was seen in every patient.", [(CRS, None, "40")]),
    ("Chills and fever developed in all patients, as did neutropenia.", [("chills", None, "40"), ("fever", None, "40"), ("neutropenia", None, "40")]),
    ("Five of the six patients had a response (three complete and two partial).", [("response", None, "5/6"), ("complete response", None, "3"), ("partial response", None, "2")]),
    ("Remission was complete in 12 of 40 patients.", [("complete response", None, "12/40")]),
    ("Of 40 patients, 24 had a CR (60%), 8 a PR (20%), and 4 stable disease (10%).", [("complete response", None, "24/40 60%"), ("partial response", None, "8/40 20%"), ("stable disease", None, "4/40 10%")]),
    ("Between 6% and 21% of patients had infections.", [("infection", None, "6-21")]),
    ("Infections were seen in as few as 6% and as many as 21% of patients.", [("infection", None, "6-21")]),
    ("Atrial fibrillation led the list (2% to 9%).", [("atrial fibrillation", None, "2-9")]),
    ("Infections occurred in 14 patients, or 35%.", [("infection", None, "14 35%")]),
    ("CRS of grade 3 or higher was seen in two patients (5%), and infections of that severity in eight (20%).", [(CRS, ">=3", "2 5%"), ("infection", ">=3", "8 20%")]),
    ("Neutropenia of grade 3 or higher occurred in 80% of patients, anemia in 60% and fever in 10%.", [("neutropenia", ">=3", "80%"), ("anemia", ">=3", "60%"), ("fever", ">=3", "10%")]),
    ("Infection was documented in 35% of patients, but was severe in just 5%.", [("infection", None, "35%"), ("infection", "severe", "5%")]),
    ("Counted from infusion, the median was 4.8 months for PFS and 14.2 months for OS.", [("progression-free survival", None, "4.8 months"), ("overall survival", None, "14.2 months")]),
    ("Responses were seen in 32 (80%), and 24 (60%) of them were complete.", [("response", None, "32 80%"), ("complete response", None, "24 60%")]),
    ("The best response was CR for 24 patients, PR for eight, and SD for four.", [("complete response", None, "24"), ("partial response", None, "8"), ("stable disease", None, "4")]),
    ("A single case of hemophagocytic lymphohistiocytosis was recorded.", [("hemophagocytic lymphohistiocytosis", None, "1")]),
    ("Cerebral edema and seizures were not observed.", [("cerebral edema", None, "0"), ("seizure", None, "0")]),
    ("One in five patients (20%) had neurotoxicity.", [("neurotoxicity", None, "20%")]),
    ("Most patients (85%) experienced CRS, and a minority (10%) neurotoxicity.", [(CRS, None, "85%"), ("neurotoxicity", None, "10%")]),
    ("Just over half of the patients (55%) attained a complete response.", [("complete response", None, "55%")]),
    ("Complete responses accounted for 55% and partial responses for 20%.", [("complete response", None, "55%"), ("partial response", None, "20%")]),
    ("CRS set in after a median of 3 days and subsided after a median of 6 days.", [(CRS, None, "3 days"), (CRS, None, "6 days")]),
    ("CRS lasted between 2 and 14 days (median, 5).", [(CRS, None, "5 days 2-14")]),
    ("CRS never exceeded grade 2.", [(CRS, ">=3", "0")]),
    ("Not a single case of neurotoxicity was observed.", [("neurotoxicity", None, "0")]),
    ("Nobody developed neurotoxicity.", [("neurotoxicity", None, "0")]),
    ("The most frequent event of grade 3 or above was neutropenia, at 90%; anemia (60%) came next.", [("neutropenia", ">=3", "90%"), ("anemia", ">=3", "60%")]),
    ("Neither the median duration of response nor that of overall survival has been reached.", [("duration of response", None, "NR"), ("overall survival", None, "NR")]),
    ("Neurotoxicity was confined to a single patient, who had grade 2 tremor, confusion and aphasia.", [("neurotoxicity", None, "1"), ("tremor", "2", "1"), ("confusional state", "2", "1"), ("aphasia", "2", "1")]),
    ("There was one case each of pneumonia, sepsis and colitis.", [("pneumonia", None, "1"), ("sepsis", None, "1"), ("colitis", None, "1")]),
    ("Three patients had grade 2 and one patient grade 4 neurotoxicity.", [("neurotoxicity", "2", "3"), ("neurotoxicity", "4", "1")]),
    ("Infections of grade 3 or higher occurred in 70% of patients, pneumonia (30%) and sepsis (25%) being the most common.", [("infection", ">=3", "70%"), ("pneumonia", ">=3", "30%"), ("sepsis", ">=3", "25%")]),
    ("All but one of the 16 patients had CRS.", [(CRS, None, "15/16")]),
    ("There were 0.71 infections per 100 person-days at risk.", [("infection", None, "0.71 per 100 person-days at risk")]),
    ("Twelve patients (30%) were admitted to intensive care for CRS.", [("ICU admission", None, "12 30%")]),
    ("Nineteen complete and nine partial responses were recorded among 35 patients.", [("complete response", None, "19/35"), ("partial response", None, "9/35")]),
    ("Infections were seen in 12 patients (pneumonia, n = 5; sepsis, n = 4; colitis, n = 3).", [("infection", None, "12"), ("pneumonia", None, "5"), ("sepsis", None, "4"), ("colitis", None, "3")]),
    ("An objective response was seen in 31 (78% [95% CI 62-89]) of 40 patients and a complete response in 22 (55% [38-71]).", [("objective response rate", None, "31/40 78% 62-89"), ("complete response", None, "22 55% 38-71")]),
    ("Of 40 patients, 31 (78%) responded, 22 (55%; 38-71) of whom had a complete response.", [("response", None, "31/40 78%"), ("complete response", None, "22/40 55% 38-71")]),
    ("CRS was seen in 30 (75%), of which two (5%) were grade 3, and neurotoxicity in nine (23%).", [(CRS, None, "30 75%"), (CRS, "3", "2 5%"), ("neurotoxicity", None, "9 23%")]),
    ("CRS was common (90%; grade 3-4, 7.5%).", [(CRS, None, "90%"), (CRS, "3-4", "7.5%")]),
    ("CR was obtained in 25/40 (63%), and 21 of these 25 (84%) were MRD-negative.", [("complete response", None, "25/40 63%"), ("MRD negativity", None, "21/25 84%")]),
    ("Relapse was defined as more than 5% blasts.", []),
    ("Prolonged neutropenia (defined as neutropenia for more than 30 days) was seen in 12 patients (30%).", [("neutropenia", None, "12 30%")]),
    ("They were followed for a median of 17.4 months (range, 0.2 to 30.1), and PFS was assessed.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_each_number_is_read_once_with_its_outcome_and_grade(sentence: str, expected: list[tuple[str, ...]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    found = [(*told(reading, o)[1:3], numbers(o)) for o in reading.observations]
    assert sorted(found, key=str) == sorted(expected, key=str)


GROUPED = [
    (
        "In the high-dose group the ORR was 80% and the CR rate 60%, compared with 50% and 20% in the low-dose group.",
        {("high-dose group", "objective response rate", "80%"), ("high-dose group", "complete response", "60%"),
         ("low-dose group", "objective response rate", "50%"), ("low-dose group", "complete response", "20%")},
    ),
    (
        "In the low-dose group OS at 12 months was 46% and PFS 26%. The corresponding figures were 77% and 52% in the high-dose group.",
        {("low-dose group", "overall survival", "46%"), ("low-dose group", "progression-free survival", "26%"),
         ("high-dose group", "overall survival", "77%"), ("high-dose group", "progression-free survival", "52%")},
    ),
    (
        "There were 6 deaths in the high-dose group and 11 in the low-dose group.",
        {("high-dose group", "death", "6"), ("low-dose group", "death", "11")},
    ),
    (
        "In all, 9 of 12 (75%) participants in group 1 and 5 of 10 (50%) in group 2 were in remission.",
        {("group 1", "remission", "9/12 75%"), ("group 2", "remission", "5/10 50%")},
    ),
    (
        "Three of 8 patients in cohort A (38%), one of 6 in cohort B (17%) and five of 9 in cohort C (56%) responded.",
        {("cohort A", "response", "3/8 38%"), ("cohort B", "response", "1/6 17%"), ("cohort C", "response", "5/9 56%")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), GROUPED)
def test_the_numbers_of_each_group_are_of_the_outcomes_in_turn(sentence: str, expected: set[tuple[str, ...]]) -> None:
    reading = reading_of(ONE_PRODUCT, sentence)
    assert {(told(reading, o)[0], told(reading, o)[1], numbers(o)) for o in reading.observations} == expected


DENIED = [
    ("None of the 12 patients experienced neurotoxicity.", 12),
    ("Neither CRS nor neurotoxicity was observed in any of the 14 patients.", 14),
    ("There were no cases of GVHD and no deaths among the 30 patients.", 30),
]


@pytest.mark.parametrize(("sentence", "total"), DENIED)
def test_a_denial_is_of_the_patients_its_sentence_counts(sentence: str, total: int) -> None:
    found = reading_of(ONE_PRODUCT, sentence).observations
    assert found
    assert {(o.count, o.total) for o in found} == {(0, total)}


def test_the_time_of_two_harms_is_measured_alike() -> None:
    found = reading_of(
        ONE_PRODUCT, "Onset was at a median of 2 days for CRS and 6 days for neurotoxicity."
    ).observations
    assert [(o.measure, o.value) for o in found] == [("onset", 2.0), ("onset", 6.0)]
