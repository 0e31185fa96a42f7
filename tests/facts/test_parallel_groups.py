"""Groups told apart in like words beside their numbers, and the sizes of groups that one sentence allots."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import numbers, reading_of

ONE = "CD19 CAR T cells with 4-1BB in B-cell malignancies"
TRIAL = "Arlocabtagene autoleucel (arlo-cel) in multiple myeloma"
"""A paper of one product, and one whose product is held against a treatment without a CAR."""


def told(title: str, text: str) -> set[tuple[str | None, str]]:
    return {(o.arm, numbers(o)) for o in reading_of(title, text).observations}


def sizes(title: str, text: str) -> set[tuple[str | None, int]]:
    return {(a.label, a.n) for a in reading_of(title, text).arms}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Severe ICANS developed in 2 of 16 patients (12.5%) with siltuximab and in 7 of 14 (50%) without it.",
         {("patients with siltuximab", "2/16 12.5%"), ("patients without siltuximab", "7/14 50%")}),
        ("Bacteremia occurred in 5 of 25 patients who received levofloxacin and in 14 of 40 who did not.",
         {("patients who received levofloxacin", "5/25"), ("patients who did not receive levofloxacin", "14/40")}),
        ("The relapse rates were 22% in the FL and 51% in the MCL groups.",
         {("FL group", "22%"), ("MCL group", "51%")}),
        ("Among patients given anakinra early, grade ≥2 CRS occurred in 11% compared with 37% of those managed later.",
         {("patients given anakinra early", "11%"), ("patients managed later", "37%")}),
        ("Of the 21 patients with high ferritin, 18 (86%) developed CRS, as opposed to 8 of 25 (32%) with low ferritin.",
         {("patients with high ferritin", "18/21 86%"), ("patients with low ferritin", "8/25 32%")}),
        ("Median overall survival was 5.1 months in patients who had progressed and not reached in those who had not.",
         {("patients who had progressed", "5.1 months"), ("patients who had not progressed", "NR")}),
        ("In patients treated in third line, ORR was 81%, while it was 60% in patients treated in later lines.",
         {("patients treated in third line", "81%"), ("patients treated in later lines", "60%")}),
        ("Patients with EMD had an ORR of 52%, those without EMD 81%.",
         {("patients with EMD", "52%"), ("patients without EMD", "81%")}),
        ("Relapse occurred in 3 of 20 patients consolidated with HSCT and in 12 of 18 patients who were not transplanted.",
         {("patients consolidated with HSCT", "3/20"), ("patients who were not transplanted", "12/18")}),
        ("CRS was seen in 9 of 18 patients (50%) with an elevated score but in 4 of 22 (18%) with a normal one.",
         {("patients with an elevated score", "9/18 50%"), ("patients with a normal score", "4/22 18%")}),
        ("ICANS was seen in 6 of 10 patients (60%) with grade 3-4 CRS but in 3 of 30 (10%) with grade 0-2 CRS.",
         {("patients with grade 3-4 CRS", "6/10 60%"), ("patients with grade 0-2 CRS", "3/30 10%")}),
        ("Relapse was seen in 8 of the 15 responders (53%) with early loss of cells and in 4 of the 18 (22%) with late loss.",
         {("patients with early loss of cells", "8/15 53%"), ("patients with late loss", "4/18 22%")}),
        ("Mortality was 14% in the steroid-treated patients and 6% in the remaining patients.",
         {("steroid-treated patients", "14%"), ("remaining patients", "6%")}),
        ("For high-risk patients the 1-year PFS was 31%, and for standard-risk patients it was 66%.",
         {("high-risk patients", "31%"), ("standard-risk patients", "66%")}),
    ],
)  # fmt: skip
def test_numbers_beside_groups_in_like_words(sentence: str, expected: set[tuple[str | None, str]]) -> None:
    assert told(ONE, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "CRS occurred in 40 patients, 62% with grade 1 or 2 and 8% with grade 3.",
        "The response rate was 47% with the former and 33% with the latter.",
        "A higher percentage of patients with a complete response was seen at month 3 (62%).",
    ],
)
def test_words_that_set_no_group_apart(sentence: str) -> None:
    assert {arm for arm, _ in told(ONE, sentence)} <= {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of 374 patients randomized, 186 of whom were assigned to arlo-cel and 188 to standard regimens, most relapsed with standard regimens.",
         {(None, 186), ("standard regimens", 188)}),
        ("A total of 410 patients were randomized, 208 to receive arlo-cel and 202 to receive usual care.",
         {(None, 208), ("usual care", 202)}),
        ("One hundred patients were treated with arlo-cel; a matched cohort of 98 patients received standard treatment.",
         {(None, 100), ("standard treatment", 98)}),
        ("At dose level 2 (450 million cells), six patients were infused with arlo-cel.", {("dose level 2", 6)}),
        ("Of 612 records screened, 14 were eligible. The included studies comprised 203 patients given arlo-cel.",
         {(None, 203)}),
    ],
)  # fmt: skip
def test_sizes_of_groups_that_a_sentence_allots(text: str, expected: set[tuple[str | None, int]]) -> None:
    assert sizes(TRIAL, text) == expected


def test_drugs_given_after_relapse_are_groups_with_sizes() -> None:
    text = "Salvage was with talquetamab (n=24; ORR 63%) or selinexor (n=19; ORR 32%)."
    assert told(TRIAL, text) == {("talquetamab", "63%"), ("selinexor", "32%")}
    assert {("talquetamab", 24), ("selinexor", 19)} <= sizes(TRIAL, text)


RANDOMIZED = "Of 362 patients, 179 were assigned to arlo-cel and 183 to investigator's choice."


def test_a_choice_left_to_the_investigator_is_a_group_without_a_product() -> None:
    assert told(TRIAL, f"{RANDOMIZED} ORR was 81.2% in the arlo-cel group and 46.9% in the investigator's-choice group.") == {
        (None, "81.2%"), ("investigator's choice", "46.9%")
    }  # fmt: skip


def test_harms_rest_on_those_treated_and_responses_on_those_assigned() -> None:
    reading = reading_of(
        TRIAL,
        f"{RANDOMIZED} An objective response was seen in 81% with arlo-cel. "
        "Safety was analyzed in the 154 patients who went on to be infused. Neutropenia developed in 76%.",
    )
    assert {(o.percent, o.total) for o in reading.observations} == {(81, 179), (76, 154)}
    assert {(a.label, a.n) for a in reading.arms} == {
        (None, 179), ("investigator's choice", 183), ("treated patients", 154)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Cells had been collected from 214 patients, and 188 of them (88%) went on to be infused with arlo-cel.", 188),
        ("Leukapheresis was performed in 250 patients, of whom 221 proceeded to infusion of arlo-cel.", 221),
    ],
)
def test_those_who_came_to_infusion_are_the_group(text: str, n: int) -> None:
    assert sizes(TRIAL, text) == {(None, n)}


def test_drugs_used_after_relapse_are_groups_in_step_with_a_list() -> None:
    text = "Talquetamab was used in 58 patients and selinexor-based regimens in 27, and these led to an ORR of 64% and 30%, respectively."
    assert told(TRIAL, text) == {("Talquetamab", "64%"), ("selinexor-based regimens", "30%")}
    assert sizes(TRIAL, text) == {("Talquetamab", 58), ("selinexor-based regimens", 27)}


def test_deaths_counted_in_controls_are_no_size_of_them() -> None:
    text = "Seven fatal adverse events were recorded in patients assigned to arlo-cel and nine in controls."
    assert ("controls", 9) not in sizes(TRIAL, text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There were 31 deaths in the arlo-cel group and 40 in the investigator's-choice group.", ("31", "40")),
        (
            "Pneumonia occurred in 12 arlo-cel recipients and in 9 patients in the investigator's-choice group.",
            ("12", "9"),
        ),
        ("Seven patients died in the arlo-cel group and five in the investigator's-choice group.", ("7", "5")),
    ],
)
def test_counts_of_a_further_group(sentence: str, expected: tuple[str, str]) -> None:
    assert told(TRIAL, f"{RANDOMIZED} {sentence}") == {(None, expected[0]), ("investigator's choice", expected[1])}


def test_a_row_of_numbers_is_of_the_arm_behind_it() -> None:
    text = "OS and PFS at 1 year were 74% and 55% with low tumor volume and 88% and 68% in those with no measurable disease."
    low, none = "patients with low tumor volume", "patients with no measurable disease"
    assert told(ONE, text) == {(low, "74%"), (low, "55%"), (none, "88%"), (none, "68%")}


def test_a_trial_without_a_control_arm_has_none() -> None:
    assert told(ONE, "In a phase 2 trial without a control arm, 91% had an objective response.") == {(None, "91%")}


def test_groups_before_and_after_a_change() -> None:
    text = "Grade ≥3 CRS was observed in 13% of patients (27% before versus 4% after the amendment)."
    assert told(ONE, text) == {(None, "13%"), ("before the amendment", "27%"), ("after the amendment", "4%")}


def test_shares_of_a_split_dose_are_no_results() -> None:
    text = "Cells were given in 3 fractions (10%, 30% and 60%) depending on the absence of CRS."
    assert told(ONE, text) == set()


def test_shares_of_groups_are_no_sizes_of_them() -> None:
    text = (
        "Prophylaxis was given to 119/142 (84%) patients in Group A and 58/188 (31%) in Group B. "
        "Azoles were prescribed to 8 (5.6%) patients in Group A and 21 (11.2%) patients in Group B. "
        "Infections occurred in 10% in Group A and 12% in Group B."
    )
    assert {("Group A", 142), ("Group B", 188)} <= sizes(ONE, text)
    assert {n for _, n in sizes(ONE, text)} == {142, 188}


def test_a_count_of_measures_is_no_group() -> None:
    text = "The model integrates 14 pre-infusion laboratory and cytokine measures; CRS occurred in 40%."
    assert sizes(ONE, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "A total of 105 meta-analyses met the inclusion criteria. The ORR was 70%.",
        "Patients formed 2 groups: (1) radiotherapy within 30 days or (2) none (NBRT). The ORR was 80% in NBRT.",
    ],
)
def test_analyses_and_numbered_items_are_no_groups(text: str) -> None:
    assert sizes(ONE, text) == set()


def test_the_noun_of_the_second_group_is_that_of_the_first() -> None:
    sentence = "Severe CRS was observed in 21% with optimal and in 45% with suboptimal exposure."
    assert told(ONE, sentence) == {
        ("patients with optimal exposure", "21%"),
        ("patients with suboptimal exposure", "45%"),
    }
