"""Whose a number is and when it was measured, where the clause before or behind it tempts to another answer."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, numbers, reading_of

NAMED = "The endpoints were complete response (CR), overall survival (OS) and progression-free survival (PFS)."


def _told(sentence: str, title: str = ONE_PRODUCT, sized: str = SIZED) -> set[tuple[str, str, str | None, str]]:
    reading = reading_of(title, sized, NAMED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    return {
        (o.arm or labels.get(o.subject or "", ""), labels[o.outcome], o.time, numbers(o)) for o in reading.observations
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There was 1 case of GVHD in the high-dose cohort and there were 3 cases of CRS in the low-dose cohort.",
         {("high-dose cohort", "graft versus host disease", None, "1"),
          ("low-dose cohort", "cytokine release syndrome", None, "3")}),
        (("Relapses were rare in the low-dose group, and 23% (n = 6) and 15% (n = 4) had CRS and GVHD in the high-dose "
         "group, respectively."),
         {("high-dose group", "cytokine release syndrome", None, "6 23%"),
          ("high-dose group", "graft versus host disease", None, "4 15%")}),
        ("GVHD was rare, with 1 case of severe CRS in cohort 1 and 2 cases of severe CRS in cohort 2.",
         {("cohort 1", "severe cytokine release syndrome", None, "1"),
          ("cohort 2", "severe cytokine release syndrome", None, "2")}),
        ("Nine of the 10 patients experienced relapse, and the bulky group had shorter PFS than the others.",
         {("QV-19", "relapse", None, "9/10")}),
        ("We saw 23% (n = 6) and 15% (n = 4) who experienced CRS and GVHD.",
         {("QV-19", "cytokine release syndrome", None, "6 23%"), ("QV-19", "graft versus host disease", None, "4 15%")}),
        ("The measurable residual disease-negative CR rate was 71% at day 28.",
         {("QV-19", "MRD-negative complete response", "28 days", "71%")}),
        ("In the high-dose cohort, 20% had CRS after QV-19.",
         {("high-dose cohort", "cytokine release syndrome", None, "20%")}),
        ("Mice given QV-19 outlived placebo-treated mice (median survival, not reached vs 31 days).",
         {("QV-19", "overall survival", None, "NR days"), ("placebo-treated mice", "overall survival", None, "31 days")}),
        ("Median PFS was 2.2 vs not reached months in patients with and without bulky disease.",
         {("patients with bulky disease", "progression-free survival", None, "2.2 months"),
          ("patients without bulky disease", "progression-free survival", None, "NR")}),
    ],
)  # fmt: skip
def test_a_group_behind_what_is_counted(sentence: str, expected: set[tuple[str, str, str | None, str]]) -> None:
    assert _told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Within the CAR T-cell cohort, axi-cel had a higher CR rate (58% versus 42%) than tisa-cel.",
         {("axicabtagene ciloleucel", "58%"), ("tisagenlecleucel", "42%")}),
        ("The PFS and OS for axi-cel and tisa-cel were 41% and 33% (p = 0.2), 51% and 47% (p = 0.3), respectively.",
         {("axicabtagene ciloleucel", "41%"), ("tisagenlecleucel", "33%"), ("axicabtagene ciloleucel", "51%"),
          ("tisagenlecleucel", "47%")}),
    ],
)  # fmt: skip
def test_two_products_of_more_groups(sentence: str, expected: set[tuple[str, str]]) -> None:
    title = "Axi-cel versus tisa-cel in large B-cell lymphoma"
    found = _told(sentence, title, "Of 90 patients, 50 received axi-cel and 40 received tisa-cel.")
    assert {(whose, told) for whose, _, _, told in found} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("CR was seen in 40% by month 3, and 50% had neutropenia by 18 months.",
         {("complete response", "3 months"), ("neutropenia", "18 months")}),
        ("ORR was 76% at 6 months, and at 12 months 59%.",
         {("objective response rate", "6 months"), ("objective response rate", "12 months")}),
        ("CRS occurred in 12%, GVHD occurred in 3%, and the mortality was 8% at day 100.",
         {("cytokine release syndrome", None), ("graft versus host disease", None), ("mortality", "100 days")}),
    ],
)  # fmt: skip
def test_a_time_is_of_its_own_clause(sentence: str, expected: set[tuple[str, str | None]]) -> None:
    assert {(outcome, time) for _, outcome, time, _ in _told(sentence)} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "We reviewed all patients who developed fever after infusion.",
        "Excluding patients in remission with no measurable residual disease, ferritin did not correlate with CRS.",
        "The two scales agreed on CRS in 96% and on ICANS in 88%.",
        "Only 25% of patients had the same grade of CRS on both scales.",
        "Four relapsed, refractory lymphomas kept their antigen.",
        "One patient remained in CR for almost 2 years.",
        "We report the profiling of circulating CAR T cells in 32 patients.",
        "Response in the bridging-RT and no-RT groups was 80% and 64%, respectively.",
        "CRS was graded in patients of 1 of 3 phase 1 trials.",
        "Total IgG was lower (mean change, -17.5%) and infections were as frequent (mean change, 1.2%).",
        "Responders had more infections than nonresponders (median, 4 vs 3).",
        "CRS was commoner with much disease (≥ 25% marrow blasts).",
        "ctDNA was detected before relapse in 19 of 20 patients.",
    ],
)
def test_no_result_is_told(sentence: str) -> None:
    assert {told for _, _, _, told in _told(sentence)} <= {"1"}


def test_a_count_of_those_whose_cure_began_is_not_of_the_harm() -> None:
    sentence = (
        "CMV reactivation occurred in 10 patients (25%), leading to initiation of antiviral treatment in 6 (15%)."
    )
    assert {told for _, _, _, told in _told(sentence)} == {"10 25%"}


def test_a_comma_stands_for_the_verb() -> None:
    found = _told("Fifteen patients (75%) achieved CR and 2 (10%), PR.")
    assert {(outcome, told) for _, outcome, _, told in found} == {
        ("complete response", "15 75%"),
        ("partial response", "2 10%"),
    }


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("No patients experienced G3 or higher CRS.", ">=3"),
        ("No patient experienced grade 3 or higher levels of CRS.", ">=3"),
        ("≥Gr3 CRS occurred in 12%.", ">=3"),
        ("Gr 3-4 CRS occurred in 8%.", "3-4"),
        ("G3 CRS occurred in 5%.", "3"),
        ("Grade 3 GVHD occurred in 5%, and CRS-related mortality was 8%.", None),
    ],
)
def test_grades_by_their_initial(sentence: str, grade: str | None) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert reading.observations[-1].grade == grade


def test_the_degree_of_one_harm_is_not_of_the_next_clause() -> None:
    sentence = "Severe CRS was seen in 4 of 40 patients, and 3 patients had GVHD after QV-19."
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert [o.grade for o in reading.observations] == ["severe", None]


def test_all_so_many_are_their_own_total() -> None:
    sentence = "All 12 experienced fever with a median onset of 7 days."
    assert {(o.count, o.total) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations if o.count} == {(12, 12)}
