"""When harms began and how long they lasted, rates at listed times, and groups and outcomes told again without a name."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, numbers, reading_of

Timed = tuple[str, str | None, str]

MEASURES = [
    ("ICANS appeared on a median of day 6 (IQR 4-8) and resolved after a median of 5 days (IQR, 2-9).", [("ICANS", "onset", "6 days 4-8"), ("ICANS", "duration", "5 days 2-9")]),
    ("CRS arose in 9 patients (23%) at a median of 27 days (range, 14-91) after infusion.", [("CRS", None, "9 23%"), ("CRS", "onset", "27 days 14-91")]),
    ("CRS began within a median of 2 days, with all events resolving within a median of 11 days.", [("CRS", "onset", "2 days"), ("CRS", "duration", "11 days")]),
    ("Thrombocytopenia persisted for a median of 47 days (IQR, 21-95).", [("thrombocytopenia", "duration", "47 days 21-95")]),
    ("The median onset and duration of CRS were 7 days (range, 3-21) and 4 days (range, 1-40), respectively.", [("CRS", "onset", "7 days 3-21"), ("CRS", "duration", "4 days 1-40")]),
    ("Median time to onset of CRS, ICANS and first infection was 3, 7 and 45 days, respectively.", [("CRS", "onset", "3 days"), ("ICANS", "onset", "7 days"), ("infection", "onset", "45 days")]),
    ("Median time to onset (range) was 5 (1-14) days for CRS and 10 (3-23) days for ICANS.", [("CRS", "onset", "5 days 1-14"), ("ICANS", "onset", "10 days 3-23")]),
    ("CRS occurred between days 2 and 16 (median, 4.5) after infusion.", [("CRS", "onset", "4.5 days 2-16")]),
    ("Bleeding occurred 3-88 days after infusion (median, 31).", [("hemorrhage", "onset", "31 days 3-88")]),
    ("CRS was seen in 12 patients (30%); it lasted a median of 6 days.", [("CRS", None, "12 30%"), ("CRS", "duration", "6 days")]),
    ("CRS (median onset, day 3; median duration, 5 days) was manageable.", [("CRS", "onset", "3 days"), ("CRS", "duration", "5 days")]),
    ("The median durations of grade 4 neutropenia and grade 4 thrombocytopenia were 12 and 19 days.", [("neutropenia", "duration", "12 days"), ("thrombocytopenia", "duration", "19 days")]),
    ("Ten patients had CRS at a median of 4 (range 3-7) days.", [("CRS", None, "10"), ("CRS", "onset", "4 days 3-7")]),
    ("CRS was seen in 9 of 18, starting a median of 1.5 days after infusion and resolving after a median of 2 days.", [("CRS", None, "9/18"), ("CRS", "onset", "1.5 days"), ("CRS", "duration", "2 days")]),
    ("CRS was diagnosed in 6 patients (15%) a median of 4 days (range, 1-8) after infusion, with resolution after a median of 3 days.", [("CRS", None, "6 15%"), ("CRS", "onset", "4 days 1-8"), ("CRS", "duration", "3 days")]),
    ("Overall responses were seen in 26 patients (65%) within a median of 30 days.", [("objective response rate", None, "26 65%")]),
]  # fmt: skip
_SHORT = {
    "cytokine release syndrome": "CRS", "immune effector cell-associated neurotoxicity syndrome": "ICANS",
    "response": "objective response rate",
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), MEASURES)
def test_when_harms_began_and_how_long_they_lasted(sentence: str, expected: list[Timed]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: _SHORT.get(e.label, e.label) for e in reading.entities}
    found = [(labels[o.outcome], o.measure, numbers(o)) for o in reading.observations]
    assert sorted(found, key=str) == sorted(expected, key=str)


RATES = [
    ("NRM at day 100, 1 year and 2 years was 3.1%, 6.8% and 9.4%.", {("3.1%", "100 days"), ("6.8%", "1 year"), ("9.4%", "2 years")}),
    ("Median PFS was not reached, with a 12-month PFS rate of 84.6% and an 18-month rate of 70%.", {("NR", None), ("84.6%", "12 months"), ("70%", "18 months")}),
    ("Five-year OS was 26.9% ± 7.1% and five-year PFS 21.4% (SE 6.2%).", {("26.9%", "5 years"), ("21.4%", "5 years")}),
    ("With median PFS and OS not reached, 12-month estimates were 80% and 95%, respectively.", {("NR", None), ("80%", "12 months"), ("95%", "12 months")}),
    ("Neither median PFS nor OS was reached.", {("NR", None)}),
    ("Median DOR was 23.1 months and 11 of 12 patients remained in CR.", {("23.1 months", None), ("11/12", None)}),
    ("QV-19 extended median survival from 45 days to 92 days, and 60% of mice were tumor-free at day 100.", {("92 days", None), ("60%", "100 days")}),
    ("Median survival of the mice increased from 38 to 61 days.", {("61 days", None)}),
    ("The median peak expansion was 480 CAR T cells/μL (IQR 75-1,400).", {("480 CAR T cells/μL 75-1400", None)}),
    ("B cells returned after a mean (SD) of 4.9 (1.8) months.", {("4.9 months", None)}),
    ("Late hospital admissions for infection averaged 0.11 per patient-year.", {("0.11 per patient-year", None)}),
    ("The day-100 and 1-year overall mortality estimates were 18% and 43%, while the NRM was 3.5% and 6.7%.", {("18%", "100 days"), ("43%", "1 year"), ("3.5%", "100 days"), ("6.7%", "1 year")}),
    ("CAR-T expansion was 4,400-, 92,000- and 1,400,000-fold.", {("4400 fold", None), ("92000 fold", None), ("1.4e+06 fold", None)}),
    ("Cmax was 3.6-fold higher in responders than in nonresponders.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), RATES)
def test_rates_and_the_times_they_are_told_for(sentence: str, expected: set[tuple[str, str | None]]) -> None:
    found = {(numbers(o), o.time) for o in reading_of(ONE_PRODUCT, sentence).observations}
    assert found == expected


GROUPS = [
    ("PFS at 6 and 12 months was 71% and 57% in the high-dose group and 40% and 20% in the low-dose group.", [("high-dose group", "71%"), ("high-dose group", "57%"), ("low-dose group", "40%"), ("low-dose group", "20%")]),
    ("The 1-year PFS and OS for bridged patients were 45% and 67%, compared to 48% and 71% for non-bridged patients.", [("bridged patients", "45%"), ("bridged patients", "67%"), ("non-bridged patients", "48%"), ("non-bridged patients", "71%")]),
    ("The 2-year OS for diffuse large B-cell lymphoma (DLBCL), follicular lymphoma (FL) and mantle cell lymphoma (MCL) was 52%, 88% and 61%.", [("diffuse large b-cell lymphoma", "52%"), ("follicular lymphoma", "88%"), ("mantle cell lymphoma", "61%")]),
    ("Two-year PFS was 71% for CR, 38% for PR and 44% for VGPR.", [("cr", "71%"), ("pr", "38%"), ("vgpr", "44%")]),
    ("Two-year EFS was 73% for transplanted patients and 27% for those not transplanted.", [("transplanted patients", "73%"), ("not transplanted", "27%")]),
    ("For patients in CR, the 1-year PFS was 61%.", [("patients in CR", "61%")]),
    ("Median PFS for the early and late groups was 29.4 and 14.1 months, respectively. Two-year OS was 82% and 61%, respectively.", [("early group", "29.4 months"), ("late group", "14.1 months"), ("early group", "82%"), ("late group", "61%")]),
    ("In patients with bulky disease, median PFS and OS were 3.2 and 7.9 months. In those without bulky disease, they were 6.1 and 16.5 months.", [("patients with bulky disease", "3.2 months"), ("patients with bulky disease", "7.9 months"), ("those without bulky disease", "6.1 months"), ("those without bulky disease", "16.5 months")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GROUPS)
def test_groups_in_step_and_told_again(text: str, expected: list[tuple[str, str]]) -> None:
    found = [((o.arm or "").lower(), numbers(o)) for o in reading_of(ONE_PRODUCT, text).observations]
    assert sorted(found) == sorted((arm.lower(), n) for arm, n in expected)


def test_a_pair_without_names_is_of_the_two_told_before() -> None:
    reading = reading_of(
        TWO_PRODUCTS, "Median PFS was 13 months with QV-19 and 4 months with KM-19.", "Two-year OS was 71% versus 42%."
    )
    labels = {e.id: e.label for e in reading.entities}
    found = [(labels[o.subject or ""], numbers(o)) for o in reading.observations]
    assert found == [("QV-19", "13 months"), ("KM-19", "4 months"), ("QV-19", "71%"), ("KM-19", "42%")]


def test_a_pronoun_stands_for_no_people() -> None:
    found = reading_of(ONE_PRODUCT, "Twelve patients had CRS.", "They were given tocilizumab in 30% of cases.")
    assert [numbers(o) for o in found.observations] == ["12"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Median PFS was 4.2 months after QV-19 and 8.8 months after KM-19.", ["4.2 months", "8.8 months"]),
        (
            "Median OS was 31 months following QV-19 (n = 50), and 12 months following KM-19 (n = 40).",
            ["31 months", "12 months"],
        ),
        ("Relapse was seen 4 months after QV-19 in two patients.", []),
        ("Median follow-up was 14 months after QV-19 and 9 months after KM-19.", []),
    ],
)
def test_a_median_told_with_what_it_came_after_is_no_time(sentence: str, expected: list[str]) -> None:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    assert [numbers(o) for o in reading.observations if o.value is not None] == expected
