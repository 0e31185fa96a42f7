"""How many patients a group holds, told in plain sentences."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED_TWO, TWO_PRODUCTS, numbers, reading_of


def _sizes(*sentences: str) -> set[tuple[str | None, int]]:
    return {(a.label, a.n) for a in reading_of(ONE_PRODUCT, *sentences).arms}


@pytest.mark.parametrize(
    ("sentence", "n"),
    [
        ("We prospectively followed and enrolled 58 adult HBV-negative CD19- or CD22-targeted QV-19 recipients.", 58),
        ("We analyzed data from 512 patients from a national registry.", 512),
        ("We describe 27 young patients with leukemia treated with one infusion (total infusions, n = 29).", 27),
        ("A 34-patient cohort received QV-19.", 34),
        ("Sixty-six patients comprised the study cohort.", 66),
        ("A total of 88 infusions were given to 81 patients.", 81),
        ("Records of 84 consecutive recipients of QV-19 were reviewed.", 84),
        ("Of 114 patients screened, 97 received an infusion of QV-19.", 97),
        ("Thirty-eight of 45 leukapheresed patients were infused.", 38),
        ("One hundred and twelve patients were treated with QV-19.", 112),
        ("Eight of 20 treated patients obtained remission.", 20),
        ("In all, 7 DLBCL and 5 MCL patients were enrolled.", 12),
    ],
)
def test_all_patients_are_counted(sentence: str, n: int) -> None:
    assert (None, n) in _sizes(sentence)


def test_what_is_no_group() -> None:
    assert not _sizes("Four cohorts of five patients each were planned.")
    assert (None, 90) not in _sizes("Of 150 patients treated with QV-19, 90 (60%) patients received treatment later.")


def test_those_with_and_without() -> None:
    found = _sizes("Seventeen and 41 patients with and without anakinra prophylaxis were analysed.")
    assert found == {("patients with anakinra prophylaxis", 17), ("patients without anakinra prophylaxis", 41)}


def test_those_given_a_drug_and_those_who_were_not() -> None:
    found = _sizes("We compared 22 patients given prophylactic tocilizumab with 60 matched patients who were not.")
    assert found == {("given prophylactic tocilizumab", 22), ("did not receive prophylactic tocilizumab", 60)}


def test_responses_are_of_those_fit_to_be_assessed() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "Among 62 treated patients, 60 were evaluable for response.",
        "The ORR was 80%.",
        "CRS occurred in 50%.",
    )
    assert {(numbers(o), o.total) for o in reading.observations} == {("80%", 60), ("50%", 62)}


def test_diseases_with_short_forms_in_square_brackets() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "We treated 40 patients (acute lymphoblastic leukemia [ALL], n = 12; chronic lymphocytic leukemia [CLL], n = 8;"
        " follicular lymphoma [FL], n = 20).",
        "A complete response was seen in 25% of CLL, 45% of FL, and 50% of ALL patients.",
    )
    assert [(o.arm, o.total) for o in reading.observations] == [
        ("chronic lymphocytic leukemia (CLL)", 8), ("follicular lymphoma (FL)", 20),
        ("acute lymphoblastic leukemia (ALL)", 12),
    ]  # fmt: skip


def test_sizes_set_equal_to_their_groups() -> None:
    reading = reading_of(
        TWO_PRODUCTS, "Among the 90 patients (QV-19 = 60, KM-19 = 30), responses to QV-19 were more common."
    )
    assert {a.n for a in reading.arms} == {60, 30}


def test_what_was_required_in_some_is_no_size() -> None:
    assert not _sizes("Tocilizumab was required in 15 patients.")


def test_ages_divide_the_patients() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "We identified 80 pts aged <70 and 46 pts aged ≥70 years.",
        "Overall response rates of both age groups were comparable (77% vs. 78%).",
    )
    assert {(a.label, a.n) for a in reading.arms} == {("patients aged <70", 80), ("patients aged ≥70", 46)}
    assert {(o.arm, numbers(o)) for o in reading.observations} == {
        ("patients aged <70", "77%"), ("patients aged ≥70", "78%"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "A total of 42 patients had rhythmic patterns.",
        "Four pts had >10 lesions, and pts received two lines of therapy.",
        "They were followed for a median of 175 (99, 489) days since infusion.",
        "Severe neutropenia occurred in 9 patients treated with QV-19.",
    ],
)
def test_no_sizes(sentence: str) -> None:
    assert not _sizes(sentence)


def test_a_bracketed_total_without_a_share_is_none_of_all() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "In this study, 58 patients received QV-19.",
        "The reason for admission was infection (33/42).",
        "Non-relapse mortality was 2% at 6 months.",
    )
    assert ("2%", 58) in {(numbers(o), o.total) for o in reading.observations}


def test_previous_treatment_and_parts_are_no_sizes() -> None:
    assert not _sizes("Five patients were previously treated with brentuximab.")
    found = _sizes("In all, 78 patients received QV-19.", "Most were given QV-19 (n = 64, 82.1%) as outpatients.")
    assert (None, 64) not in found


def test_those_of_an_age_or_older() -> None:
    assert ("patients aged ≥65", 140) in _sizes("Of these, 140 patients were aged 65 years or older.")


def test_those_given_the_product_in_a_bracket() -> None:
    assert _sizes("We saw that patients who received QV-19 through a catheter (n = 9) had no neurotoxicity.") == {
        (None, 9)
    }


def test_sizes_behind_a_colon_are_of_the_groups_that_its_verb_tells() -> None:
    reading = reading_of(
        "KT-31, axi-cel and tisa-cel in large B-cell lymphoma",
        "Of 219 patients, 193 were infused: 88 with axi-cel, 64 with tisa-cel and 41 with KT-31, a CAR T-cell product.",
    )
    names = {e.id: e.names[-1] for e in reading.entities}
    assert {(names[a.subject or ""], a.n) for a in reading.arms} == {("axi-cel", 88), ("tisa-cel", 64), ("KT-31", 41)}


def test_sizes_of_a_part_are_none_of_the_whole_products() -> None:
    reading = reading_of(
        TWO_PRODUCTS,
        SIZED_TWO,
        "Among older patients, median survival was 4 months with QV-19 (n = 12) and 3 months with KM-19 (n = 9).",
        "Fever was seen in 20% with QV-19.",
    )
    assert {(a.label, a.n) for a in reading.arms} == {
        (None, 50),
        (None, 40),
        ("older patients", 12),
        ("older patients", 9),
    }
    assert [o.total for o in reading.observations if o.percent == 20] == [50]
