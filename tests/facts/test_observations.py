"""Sentences in many wordings -> the results they state."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, numbers, reading_of

ONE = [
    ("Grade 3 or higher cytokine release syndrome occurred in 4 of 40 patients (10%).", [("cytokine release syndrome", ">=3", "4/40 10%")]),
    ("The objective response rate was 82% (95% CI, 67 to 92), with complete responses in 58%.", [("objective response rate", None, "82% 67-92"), ("complete response", None, "58%")]),
    ("Neutropenia (75%), anaemia (40%) and thrombocytopenia (33%) were the most frequent grade 3 or 4 adverse events.", [("neutropenia", "3-4", "75%"), ("anemia", "3-4", "40%"), ("thrombocytopenia", "3-4", "33%")]),
    ("The most common grade 3-4 toxicities were neutropenia in 30 (75%), anemia in 16 (40%), and infections in six (15%) patients.", [("neutropenia", "3-4", "30 75%"), ("anemia", "3-4", "16 40%"), ("infection", "3-4", "6 15%")]),
    ("Cytokine release syndrome and neurotoxicity occurred in 85% and 28% of patients, respectively.", [("cytokine release syndrome", None, "85%"), ("neurotoxicity", None, "28%")]),
    ("Median progression-free survival was 8.6 months (95% CI, 3.1 to not reached).", [("progression-free survival", None, "8.6 months 3.1-NR")]),
    ("Median overall survival was not reached.", [("overall survival", None, "NR")]),
    ("The 12-month progression-free and overall survival rates were 44% and 61%, respectively.", [("progression-free survival", None, "44%"), ("overall survival", None, "61%")]),
    ("No patient developed grade 4 cytokine release syndrome.", [("cytokine release syndrome", "4", "0")]),
    ("There were no treatment-related deaths.", [("treatment-related death", None, "0")]),
    ("Twenty-one patients (53%) attained a complete response and seven (18%) a partial response.", [("complete response", None, "21 53%"), ("partial response", None, "7 18%")]),
    ("ICANS of any grade was seen in 12 patients (30%), including 3 (8%) with grade 3.", [("immune effector cell-associated neurotoxicity syndrome", "any", "12 30%"), ("immune effector cell-associated neurotoxicity syndrome", "3", "3 8%")]),
    ("The median time to onset of cytokine release syndrome was 3 days (range, 1 to 9).", [("cytokine release syndrome", None, "3 days 1-9")]),
    ("Cytokine release syndrome lasted a median of 5 days (IQR 4-7).", [("cytokine release syndrome", None, "5 days 4-7")]),
    ("Of the 40 patients, 31 responded, for an overall response rate of 78%, and 22 had a complete response (55%).", [("objective response rate", None, "31/40"), ("objective response rate", None, "78%"), ("complete response", None, "22/40 55%")]),
    ("Minimal residual disease was undetectable in 17/20 (85%) evaluable patients.", [("minimal residual disease", None, "17/20 85%")]),
    ("Grade ≥3 neutropenia, anaemia and thrombocytopenia were recorded in 48, 12 and 31% of patients, respectively.", [("neutropenia", ">=3", "48%"), ("anemia", ">=3", "12%"), ("thrombocytopenia", ">=3", "31%")]),
    ("All patients experienced cytopenia.", [("cytopenia", None, "40")]),
    ("CRS was reported in 93% of patients (grade ≥3, 13%).", [("cytokine release syndrome", None, "93%"), ("cytokine release syndrome", ">=3", "13%")]),
    ("Neurotoxicity was not observed.", [("neurotoxicity", None, "0")]),
    ("Cytokine release syndrome was seen in 6 patients (15%): grade 1 in 4 and grade 2 in 2.", [("cytokine release syndrome", None, "6 15%"), ("cytokine release syndrome", "1", "4"), ("cytokine release syndrome", "2", "2")]),
    ("CRS ≥G3 occurred in 2 (5%).", [("cytokine release syndrome", ">=3", "2 5%")]),
    ("Grade 4 neutropenia lasted a median of 22 days, and there were five bloodstream infections.", [("neutropenia", "4", "22 days"), ("bacteremia", None, "5")]),
    ("At a median follow-up of 24 months, 14 patients (35%) had relapsed.", [("relapse", None, "14 35%")]),
    ("Patients had a median age of 58 years (range, 22-79) and 45% had primary refractory disease.", []),
    ("There were no instances of severe cytokine-release syndrome (CRS) or neurotoxicity.", [("cytokine release syndrome", "severe", "0"), ("neurotoxicity", "severe", "0")]),
    ("There was no severe (grade ≥3) cytokine release syndrome.", [("cytokine release syndrome", ">=3", "0")]),
    ("Severe (grade ≥3) cytokine release syndrome occurred in 5 of 40 patients.", [("cytokine release syndrome", ">=3", "5/40")]),
    ("After a median of 17 months, 1-year overall survival was 68.2% (95% CI 48-88).", [("overall survival", None, "68.2% 48-88")]),
    ("No deaths were related to treatment.", []),
    ("Adults aged 18-75 years with lymphoma that had relapsed, with CD22 on at least 10% of malignant cells, were enrolled.", []),
    ("Of these, 31 of 38 children and young adults with leukaemia (82%) entered complete remission.", [("complete response", None, "31/38 82%")]),
    ("Two patients had CRS; the other three had no CRS.", [("cytokine release syndrome", None, "2")]),
    ("After infusion, 32 of 40 patients (80%) had cytokine release syndrome, severe in 6 (15%).", [("cytokine release syndrome", None, "32/40 80%"), ("cytokine release syndrome", "severe", "6 15%")]),
    ("CRS was seen in 31/38 (82%), of whom two had grade 3.", [("cytokine release syndrome", None, "31/38 82%"), ("cytokine release syndrome", "3", "2")]),
    ("CRS occurred in 11 patients (grade 1, ten; grade 2, one).", [("cytokine release syndrome", None, "11"), ("cytokine release syndrome", "1", "10"), ("cytokine release syndrome", "2", "1")]),
    ("Headache (n = 11, 28%) and fever (10/40) were common.", [("headache", None, "11 28%"), ("fever", None, "10/40")]),
    ("CRS rates rose and 3 patients developed", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), ONE)
def test_results_of_one_product(sentence: str, expected: list[tuple[str, str | None, str]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    found = [(labels[o.outcome], o.grade, numbers(o)) for o in reading.observations]
    assert sorted(found, key=str) == sorted(expected, key=str)


TWO = [
    ("Grade ≥3 CRS occurred in 12% (6/50) of the QV-19 group versus 35% (14/40) of the KM-19 group (p = 0.01).", [("QV-19", "6/50 12%"), ("KM-19", "14/40 35%")]),
    ("Median OS was 31.2 months for QV-19 and 24.0 months for KM-19 (p = 0.21).", [("QV-19", "31.2 months"), ("KM-19", "24 months")]),
    ("Complete remission was achieved by 84% and 80% of patients in the QV-19 and KM-19 groups, respectively.", [("QV-19", "84%"), ("KM-19", "80%")]),
    ("Compared with KM-19, QV-19 caused less neurotoxicity (4% vs 20%).", [("KM-19", "20%"), ("QV-19", "4%")]),
    ("In the QV-19 arm, 45 of 50 patients (90%) responded with complete remission, whereas in the KM-19 arm the complete remission rate was 83%.", [("QV-19", "45/50 90%"), ("KM-19", "83%")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TWO)
def test_results_of_two_products_stay_with_their_own(sentence: str, expected: list[tuple[str, str]]) -> None:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    found = [(labels.get(o.subject or "", "?"), numbers(o)) for o in reading.observations]
    assert sorted(found) == sorted(expected)


def test_earlier_treatment_is_no_arm_of_the_paper() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Of these, 12 (30%) patients had been given a CD22-directed CAR T-cell therapy before.",
        "Neutropenia occurred in 28 patients (70%).",
    )  # fmt: skip
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels[o.subject or ""], o.total) for o in reading.observations] == [("QV-19", 40)]
    assert [(labels[a.subject or ""], a.n) for a in reading.arms] == [("QV-19", 40)]


def test_a_time_of_the_next_clause_is_not_carried_back() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Median overall survival was 14 months; two patients had relapsed by day 38."
    )
    assert ("14 months", None) in [(numbers(o), o.time) for o in reading.observations]


def test_a_review_credits_each_product_and_counts_no_citation() -> None:
    reading = reading_of(
        "Toxicity of approved CAR T-cell products: a review",
        "In ZUMA-1, axicabtagene ciloleucel led to a complete response in 54% of 101 patients; cytokine release"
        " syndrome of grade 3 or higher was seen in 13% [1].",
        "In JULIET, tisagenlecleucel led to a complete response in 40% of 93 patients [2].",
        "In TRANSCEND, lisocabtagene maraleucel led to a complete response in 53% [3, 4].",
    )
    labels = {e.id: e.label for e in reading.entities}
    found = [(labels[o.subject or ""], o.count, o.total, o.percent) for o in reading.observations]
    assert found == [
        ("axicabtagene ciloleucel", None, 101, 54.0), ("axicabtagene ciloleucel", None, 101, 13.0),
        ("tisagenlecleucel", None, 93, 40.0), ("lisocabtagene maraleucel", None, None, 53.0),
    ]  # fmt: skip


def test_a_median_has_no_time_of_the_rate_behind_it() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Median EFS was 24 months and 5-year EFS 42%.")
    assert [(numbers(o), o.time) for o in reading.observations] == [("24 months", None), ("42%", "5 years")]


def test_any_time_is_none() -> None:
    sentence = "Grade 3/4 adverse events were seen in 73% at any time and in 29% after 1 year."
    assert [(numbers(o), o.time) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations] == [
        ("73%", None),
        ("29%", "1 year"),
    ]
