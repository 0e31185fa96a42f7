"""Numbers whose own clause, bracket or score tells what they are of -> the results they state."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, numbers, reading_of, told

TOLD = [
    ("The response rate was 90% (18/20), and 30% (6/20) of patients proceeded to consolidation.", [("response", None, "18/20 90%")]),
    ("CRS was seen in 12 patients (30%); 4 were grade 3.", [("cytokine release syndrome", None, "12 30%"), ("cytokine release syndrome", "3", "4")]),
    ("Nine patients had neurotoxicity (NT; 23%).", [("neurotoxicity", None, "9 23%")]),
    ("Grade 3 CRS and infections were rare (5% for each).", [("cytokine release syndrome", "3", "5%"), ("infection", "3", "5%")]),
    ("There was no high-grade ICANS.", [("immune effector cell-associated neurotoxicity syndrome", ">=3", "0")]),
    ("No severe infections were recorded.", [("infection", "severe", "0")]),
    ("Low-grade CRS was observed in 14 patients (35%).", [("cytokine release syndrome", "1-2", "14 35%")]),
    ("The relapse rate was 20% for CR and 50% for PR.", [("relapse", None, "20%"), ("relapse", None, "50%")]),
    ("One patient developed late-onset grade 4 neutropenia.", [("neutropenia", "4", "1")]),
    ("Patient 7 developed grade 2 CRS.", []),
    ("Median SLEDAI fell from 14 to 2 at 6 months.", [("SLEDAI-2K", None, "2")]),
    ("Patients had a median age of 31 years and a median SLEDAI of 12 (range, 8-20).", []),
    ("CRS occurred in 10 patients, 6 with grade 1, 3 with grade 2 and 1 with grade 3.", [("cytokine release syndrome", None, "10"), ("cytokine release syndrome", "1", "6"), ("cytokine release syndrome", "2", "3"), ("cytokine release syndrome", "3", "1")]),
    ("ICANS was seen in 20% of patients, 40% of whom experienced high-grade toxicity.", [("immune effector cell-associated neurotoxicity syndrome", None, "20%"), ("immune effector cell-associated neurotoxicity syndrome", ">=3", "40%")]),
    ("Of 10 nonrelapse deaths, 5 (50%) were due to infections and 2 (20%) to ICANS.", [("infection", None, "5/10 50%"), ("immune effector cell-associated neurotoxicity syndrome", None, "2/10 20%")]),
    ("The 1-year incidences of relapse/progression and NRM were 40% and 3%, respectively.", [("relapse", None, "40%"), ("non-relapse mortality", None, "3%")]),
    ("Grade 3 CRS and neurotoxicity occurred in 1% and 4% of patients (no grade 4 or 5 events).", [("cytokine release syndrome", "3", "1%"), ("neurotoxicity", "3", "4%"), ("cytokine release syndrome", "4-5", "0"), ("neurotoxicity", "4-5", "0")]),
    ("Twenty patients (50%) had primary refractory disease and a median of 3 (range, 1-7) prior therapies.", []),
    ("Median OS was 20 months among the 12 patients (30%) who achieved a complete response.", [("overall survival", None, "20 months"), ("complete response", None, "12 30%")]),
    ("Median age at apheresis was 66 years (range, 30-85) and 11% had active infection.", []),
    ("Baseline comorbidities included diabetes (18%), asthma (5%) and infection (3%).", []),
    ("Fifteen patients (38%) had progressed after prior therapy, and six (15%) had relapsed after autologous transplantation.", []),
    ("Patients who were 60 years and older had less relapse.", []),
    ("Three treatment-related deaths occurred, 2 due to sepsis and 1 due to cardiac arrest.", [("treatment-related death", None, "3")]),
    ("Eight patients who received a single infusion of QV-19 achieved a complete response.", [("complete response", None, "8")]),
    ("The lymphoma-specific survival was 53% with infrequent relapses.", [("cause-specific survival", None, "53%")]),
    ("Adverse events were hypertension (5%), blue fingers (4%), and CRS (3%).", [("hypertension", None, "5%"), ("cytokine release syndrome", None, "3%")]),
    ("Acute GVHD was seen in 32.1% (24.3, 39.9%) of patients.", [("acute graft versus host disease", None, "32.1% 24.3-39.9")]),
    ("The median time to platelet engraftment was 14 days (5, 70 days).", [("platelet recovery", None, "14 days 5-70")]),
    ("Neutropenia of 3-4 grade occurred in 13 patients (33%).", [("neutropenia", "3-4", "13 33%")]),
    ("The median overall survival (OS) and median progression-free survival (PFS) were not reached.", [("overall survival", None, "NR"), ("progression-free survival", None, "NR")]),
    ("Outcomes differed between baseline renal impairment (11.2%) and normal function.", []),
    ("A response to bridging conferred a 42% reduction in progression.", []),
    ("Twelve of 15 patients (80%) reached both a complete response and MRD negativity.", [("complete response", None, "12/15 80%"), ("MRD negativity", None, "12/15 80%")]),
    ("The median PFS of treatments given after relapse was 2.8 months.", [("progression-free survival", None, "2.8 months")]),
    ("Creatine kinase fell from 13,200 to 172 U/L.", [("creatine kinase", None, "172 U/L")]),
    ("ROR was 2.9 (95% CI 2.5-3.3), 3.4 (2.8-4.2) and 1.6 (1.3-2.0) for neutropenia, anemia and infection.", []),
    ("B cells returned after a mean of 112±47 days.", [("B-cell recovery", None, "112 days")]),
    ("The mean SLEDAI was 16.4 ± 3.0 at baseline and 2.1 ± 1.5 at 6 months.", [("SLEDAI-2K", None, "2.1")]),
    ("CRS occurred in 11 patients (grade 1, 10; grade 2, 1).", [("cytokine release syndrome", None, "11"), ("cytokine release syndrome", "1", "10"), ("cytokine release syndrome", "2", "1")]),
    ("Fatigue improved in 54% of patients and CRS resolved in 10 of 12 patients (83%).", []),
    ("Women had 86% lower odds of infection.", []),
    ("CAR T cells expanded and were detectable in 15 of 20 patients at 6 months.", [("CAR-T persistence", None, "15/20")]),
    ("Three deaths occurred within 30 days of infusion.", [("death", None, "3")]),
    ("At last follow-up, 15 of 24 patients (63%) were in remission.", [("remission", None, "15/24 63%")]),
    ("Disease control was achieved in 10 of 14 patients (71%), with 3 confirmed PRs (21%).", [("disease control rate", None, "10/14 71%"), ("partial response", None, "3 21%")]),
    ("CRS was seen in 36 pts (90%), with a median onset of 3 d (range, 1-9).", [("cytokine release syndrome", None, "36 90%"), ("cytokine release syndrome", None, "3 days 1-9")]),
    ("Eleven patients (28%) proceeded to transplantation in remission.", []),
    ("The objective response rate was 80%: CR in 20, PR in 12, SD in 5 and PD in 3 patients.", [("objective response rate", None, "80%"), ("complete response", None, "20"), ("partial response", None, "12"), ("stable disease", None, "5"), ("progressive disease", None, "3")]),
    ("No GVHD occurred in any of the 12 patients.", [("graft versus host disease", None, "0")]),
    ("Bridging was given to 70% of patients, with an ORR to bridging of 25%.", []),
    ("Peak CAR T-cell expansion was 120/μL.", [("Cmax", None, "120 /μL")]),
    ("CRS occurred in all 40 patients.", [("cytokine release syndrome", None, "40")]),
    ("Any-grade/grade ≥3 CRS and ICANS occurred in 90%/8% and 25%/5% of patients.", [("cytokine release syndrome", "any", "90%"), ("cytokine release syndrome", ">=3", "8%"), ("immune effector cell-associated neurotoxicity syndrome", "any", "25%"), ("immune effector cell-associated neurotoxicity syndrome", ">=3", "5%")]),
    ("Any-grade and grade ≥3 infections occurred in 50% and 20% of patients.", [("infection", "any", "50%"), ("infection", ">=3", "20%")]),
    ("CRS of grade 1 (grade 2) occurred in 50% (20%) of patients.", [("cytokine release syndrome", "1", "50%"), ("cytokine release syndrome", "2", "20%")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TOLD)
def test_results_are_of_what_their_clause_says(sentence: str, expected: list[tuple[str, str | None, str]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    found = [(labels[o.outcome], o.grade, numbers(o)) for o in reading.observations]
    assert sorted(found, key=str) == sorted(expected, key=str)


TIMED = [
    ("The CR rate was 50% (95% CI, 34-66) at month 3 and 60% (95% CI, 43-75) at last follow-up.", {50.0: "3 months", 60.0: None}),
    ("Twenty-eight-day mortality was 21%.", {21.0: "28 days"}),
    ("At 6 months, the PFS rate was 76%, and at 12 months, it was 59%.", {76.0: "6 months", 59.0: "12 months"}),
    ("NRM was 3.5% (1.1% until day 28).", {3.5: None, 1.1: "28 days"}),
    ("The one-, two- and three-year OS rates were 80%, 70% and 60%.", {80.0: "1 year", 70.0: "2 years", 60.0: "3 years"}),
    ("The 1- and 2-year OS rates were 78% and 61%.", {78.0: "1 year", 61.0: "2 years"}),
    ("Kaplan-Meier estimates of OS and PFS 12 months after dosing were 60% and 40%, respectively.", {60.0: "12 months", 40.0: "12 months"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TIMED)
def test_times_stay_with_their_number(sentence: str, expected: dict[float, str | None]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert {o.percent: o.time for o in reading.observations} == expected


def test_a_part_of_the_patients_has_no_total_of_all() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Among patients with a complete response, PFS at 12 months was 70%.")
    assert [(o.percent, o.total) for o in reading.observations] == [(70.0, None)]


def test_a_share_stands_right_behind_a_versus_with_its_point() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "CRS occurred in 11.1% vs.11.5% of patients.")
    assert [o.percent for o in reading.observations] == [11.1, 11.5]


def test_a_time_to_engraftment_is_no_onset_of_a_harm() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Median time to platelet engraftment was 14 days.")
    assert [o.measure for o in reading.observations] == [None]


SETS = [
    ("Four partial responses were observed among 20 patients.", (4, 20)),
    ("Complete response occurred in 8 (40%) among 20 evaluable patients.", (8, 20)),
    ("CRS occurred in 10 cases among 20 patients.", (10, 20)),
    ("No deaths occurred among 20 patients.", (0, 20)),
]


@pytest.mark.parametrize(("sentence", "expected"), SETS)
def test_the_set_told_behind_a_count_is_its_total(sentence: str, expected: tuple[int, int]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert [(o.count, o.total) for o in reading.observations] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("QV-19 cells killed targets in the presence of 20 ng/ml IL-4.", set()),
        ("Cells were kept with 50 U/ml IL-2 and 5 ng/ml IL-15.", set()),
        ("Affinity was tested with 300 ng/ml CD19.", set()),
        ("CD62L+ cells were kept in media containing 10% FBS.", set()),
        ("The QV-19 scFv had a weak affinity (Kd: 29 nM).", {("binding affinity", "29 nM")}),
        ("The dose of QV-19 and the level of IFN-γ were correlated (Spearman's rho = 0.9).", set()),
        ("A peak of 410 pg/ml IL-6 was measured.", {("IL-6", "410 pg/ml")}),
        ("They secreted 650 pg/ml IFN-γ.", {("IFN-gamma", "650 pg/ml")}),
    ],
)
def test_what_is_added_to_a_culture_is_no_measurement(sentence: str, expected: set[tuple[str, str]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert {told(reading, o)[1::2] for o in reading.observations} == expected


def test_patients_counted_without_a_harm_are_no_finding_of_none() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Five patients without lymphopenia received cyclophosphamide.")
    assert not reading.observations


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Infections were seen in 45% of patients (16, 27%, bacterial infections, and 14, 23%, viral infections).",
            {("infection", "45%"), ("bacterial infection", "16 27%"), ("viral infection", "14 23%")},
        ),
        (
            "Adverse events included CRS (16, 27%), neurotoxicity (14, 23%) and neutropenia (40, 67%).",
            {("cytokine release syndrome", "16 27%"), ("neurotoxicity", "14 23%"), ("neutropenia", "40 67%")},
        ),
    ],
)
def test_a_count_and_its_share_between_commas_are_one_number(sentence: str, expected: set[tuple[str, str]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert {told(reading, o)[1::2] for o in reading.observations} == expected
