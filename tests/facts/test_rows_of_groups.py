"""Numbers in rows and columns, groups in a row, and those who did or did not get something."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, numbers, reading_of

THREE = "Axicabtagene ciloleucel, tisagenlecleucel and lisocabtagene maraleucel in large B-cell lymphoma"
SIZES = "Patients had axi-cel (n = 50), tisa-cel (n = 40) or liso-cel (n = 30)."


def told(title: str, *sentences: str) -> list[tuple[str | None, str | None, str, str]]:
    """Return (product, arm, outcome, numbers) of the results that sentences state."""
    reading = reading_of(title, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return [(labels.get(o.subject or ""), o.arm, labels[o.outcome], numbers(o)) for o in reading.observations]


def test_columns_are_outcomes_and_rows_are_products() -> None:
    sentence = "PFS/OS at 1 year were 50%/70%, 40%/60% and 45%/65% for axi-cel, tisa-cel and liso-cel."
    found = told(THREE, SIZES, sentence)
    assert [(str(a)[:4].lower(), o[:7], n) for a, _, o, n in found] == [
        ("axic", "progres", "50%"), ("axic", "overall", "70%"), ("tisa", "progres", "40%"),
        ("tisa", "overall", "60%"), ("liso", "progres", "45%"), ("liso", "overall", "65%"),
    ]  # fmt: skip


def test_a_number_of_all_is_of_none_of_several_products() -> None:
    found = told(THREE, SIZES, "Non-relapse mortality at one year was 5%.")
    assert [a for a, _, _, _ in found] == [None]


def test_groups_in_a_row_share_their_head() -> None:
    sentence = "The complete response rates were 21%, 34% and 55% at the low, middle and high dose, respectively."
    assert [(arm, n) for _, arm, _, n in told(ONE_PRODUCT, sentence)] == [
        ("low dose", "21%"),
        ("middle dose", "34%"),
        ("high dose", "55%"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the patients, 30 (60%) received bridging radiotherapy (BRX) and 20 (40%) did not.", {30, 20}),
        ("Twenty patients who received anakinra were compared with 41 matched controls.", {20, 41}),
        ("QV-19 was planned for 33 patients, 29 of whom were infused.", {29}),
        ("As of May 2022, 97 patients with lymphoma after two or more lines of treatment received QV-19.", {97}),
        ("Of 1275 QV-19 recipients that met the criteria, most were men.", {1275}),
        ("In this study of 295 patients, neurotoxicity was seen in 30%.", {295}),
        ("Thirty-five patients, aged 21 to 74, were infused.", {35}),
        ("QV-19 was infused in 41 of 45 patients who had leukapheresis.", {41}),
        ("The safety population included 108 patients.", {108}),
        ("We studied a cohort of patients who received bendamustine before QV-19 in 2021 (n = 31).", {31}),
        ("In 53 adults with lymphoma, we found that neurotoxicity was severe.", {53}),
        ("We included patients who had QV-19 for large B-cell lymphoma (NCT01234567; n = 37).", {37}),
    ],
)
def test_sizes_of_those_who_got_something(sentence: str, expected: set[int]) -> None:
    assert expected == {a.n for a in reading_of(ONE_PRODUCT, sentence).arms}


def test_each_pair_of_a_sentence_has_its_own_groups() -> None:
    sentence = (
        "Patients with bulky disease had lower response rates than those without (40% vs 70%) "
        "and older patients than younger patients (51% vs 62%)."
    )
    found = told(ONE_PRODUCT, sentence)
    assert [(arm, n) for _, arm, _, n in found] == [
        ("patients with bulky disease", "40%"), ("patients without bulky disease", "70%"),
        ("older patients", "51%"), ("younger patients", "62%"),
    ]  # fmt: skip


def test_an_arm_behind_the_next_outcome_is_not_of_the_number_before() -> None:
    found = told(ONE_PRODUCT, "The complete response rate was 47% and MRD negativity among responders 78%.")
    assert [arm for _, arm, _, _ in found] == [None, "responders"]


def test_a_rate_in_all_patients_is_not_everybody() -> None:
    found = told(ONE_PRODUCT, "QV-19 was given to 30 patients.", "The two-year survival rate in all patients was 57%.")
    assert [n for _, _, _, n in found] == ["57%"]


def test_both_groups_share_a_number_but_no_pair() -> None:
    title = "QV-19, an anti-CD19 CAR T-cell product, or chemotherapy in large B-cell lymphoma"
    sizes = "QV-19 (n = 27) was compared with chemotherapy (n = 78)."
    found = told(title, sizes, "Grade 3 infection was similar in both groups (11% vs 12%).")
    assert [(a, b, n) for a, b, _, n in found] == [("QV-19", None, "11%"), (None, "chemotherapy", "12%")]


def test_results_behind_than_are_of_the_subject() -> None:
    title = "QV-19, an anti-CD19 CAR T-cell product, versus bispecific antibodies in large B-cell lymphoma"
    found = told(title, "QV-19 was more effective than bispecific antibodies, with a complete response rate of 54%.")
    assert [(a, b, n) for a, b, _, n in found] == [("QV-19", None, "54%")]


def test_those_divided_are_all_and_not_the_last_part() -> None:
    sentence = "We analyzed 2928 QV-19 recipients, dividing them into young (18-40) and older adults (66 or more)."
    assert {(a.label, a.n) for a in reading_of(ONE_PRODUCT, sentence).arms} == {(None, 2928)}


def test_pooled_patients_of_studies() -> None:
    assert {a.n for a in reading_of(ONE_PRODUCT, "We identified 19 studies with 690 patients.").arms} == {690}


def test_those_fit_to_be_evaluated_are_no_responders() -> None:
    found = told(ONE_PRODUCT, "Of 70 enrolled, 62 were treated and 60 were evaluable for response.")
    assert found == []


def test_those_who_died_in_a_group_are_not_its_size() -> None:
    title = "QV-19, an anti-CD19 CAR T-cell product, or standard care in large B-cell lymphoma"
    reading = reading_of(title, "Ten patients in the QV-19 group and 13 in the standard-care group died.")
    assert [a.n for a in reading.arms] == []


def test_those_told_by_a_drug_or_one_of_two_diseases_are_not_all() -> None:
    drug = "Among them, 3 patients received ibrutinib along with the infusion."
    assert reading_of(ONE_PRODUCT, drug).arms == ()
    two = "We included 16 patients with chronic lymphocytic leukaemia and 4 patients with follicular lymphoma."
    assert 16 not in {a.n for a in reading_of(ONE_PRODUCT, two).arms if a.label is None}
