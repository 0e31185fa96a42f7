"""Numbers in rows and columns, times in lists, subgroups that open a sentence, and who is counted."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, numbers, reading_of, told

GRIDS = [
    (
        "Median PFS and OS were 6.1 and 4 months, and 15.2 and 12.3 months for QV-19 and KM-19, respectively.",
        [("QV-19", "progression-free survival", "6.1 months"), ("KM-19", "progression-free survival", "4 months"),
         ("QV-19", "overall survival", "15.2 months"), ("KM-19", "overall survival", "12.3 months")],
    ),
    (
        "The 2-year PFS and OS rates were 41%/66% for QV-19 and 29%/47% for KM-19.",
        [("QV-19", "progression-free survival", "41%"), ("QV-19", "overall survival", "66%"),
         ("KM-19", "progression-free survival", "29%"), ("KM-19", "overall survival", "47%")],
    ),
    (
        "CRS and neurotoxicity were more frequent in the QV-19 group (90% vs 70%, p=0.01, and 40% vs 15%, p=0.02, respectively).",
        [("QV-19", "cytokine release syndrome", "90%"), ("KM-19", "cytokine release syndrome", "70%"),
         ("QV-19", "neurotoxicity", "40%"), ("KM-19", "neurotoxicity", "15%")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), GRIDS)
def test_numbers_in_rows_and_columns(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    found = [(row[0], row[1], row[3]) for row in (told(reading, o) for o in reading.observations)]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_times_in_a_list_keep_their_rates() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        SIZED,
        "Overall survival rates at 6 months, 1 year, and 3 years were 71%, 52% and 30%, respectively.",
    )
    assert [(o.percent, o.time) for o in reading.observations] == [(71, "6 months"), (52, "1 year"), (30, "3 years")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the seven patients with prior transplantation, five had a complete response.", [("patients with prior transplantation", "5/7")]),
        ("Among 12 evaluable patients, nine had a complete response.", [(None, "9/12")]),
        ("For the 6 BCMA-exposed patients, 4 achieved a partial response, and 1 achieved a complete response.", [("BCMA-exposed patients", "4/6"), ("BCMA-exposed patients", "1/6")]),
    ],
)  # fmt: skip
def test_patients_that_open_a_sentence(sentence: str, expected: list[tuple[str | None, str]]) -> None:
    found = [(o.arm, numbers(o)) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations]
    assert found == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "G-CSF was administered to 80%, platelet transfusions to 40%, and immunoglobulin to 10%.",
        "Nine complete response patients received no further treatment.",
        "Expansion was comparable in patients ≥65 and <65 years.",
        "High serum IL-2 (85% vs 31%) was noted.",
    ],
)
def test_what_is_no_result(sentence: str) -> None:
    assert not reading_of(ONE_PRODUCT, SIZED, sentence).observations


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Neurotoxicity and cytokine release syndrome: none.", {("neurotoxicity", None), ("cytokine release syndrome", None)}),
        ("No grade 3 or higher CRS, treatment-related deaths or neurotoxicity occurred.",
         {("cytokine release syndrome", ">=3"), ("treatment-related death", None), ("neurotoxicity", ">=3")}),
        ("There was no CRS or neurotoxicity beyond grade 1.", {("cytokine release syndrome", ">=2"), ("neurotoxicity", ">=2")}),
        ("No patient in complete response relapsed.", set()),
    ],
)  # fmt: skip
def test_what_nobody_had(sentence: str, expected: set[tuple[str, str | None]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels[o.outcome], o.grade) for o in reading.observations if o.count == 0} - {
        ("relapse", None)
    } == expected


SIZES = [
    ("Thirty-one and 44 patients were assigned to QV-19 and KM-19, respectively.", {("QV-19", None, 31), ("KM-19", None, 44)}),
    ("A total of 61 patients treated with QV-19 and 52 with KM-19 were identified.", {("QV-19", None, 61), ("KM-19", None, 52)}),
    ("The study held 88 patients; QV-19 and KM-19 outcomes were compared in 88 patients.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SIZES)
def test_sizes_of_two_products(sentence: str, expected: set[tuple[str, str | None, int]]) -> None:
    reading = reading_of(TWO_PRODUCTS, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels.get(a.subject or "", ""), a.label, a.n) for a in reading.arms} == expected


def test_another_treatment_makes_a_subgroup_and_no_size_of_the_whole() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Of these, 18 patients also received pembrolizumab.")
    assert {(a.label, a.n) for a in reading.arms} == {(None, 40), ("received pembrolizumab", 18)}


def test_a_part_treated_later_is_not_the_whole() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "The 52 participants had a median of 4 prior regimens.",
        "An additional 20 participants were treated at the recommended dose.",
    )
    assert [(a.label, a.n) for a in reading.arms] == [(None, 52)]


def test_a_comparator_named_once_gets_no_result_of_its_own() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        SIZED,
        "Compared with KM-19, QV-19 was less differentiated.",
        "The response rate was 95%, with 46% achieving complete responses.",
    )
    labels = {e.id: e.label for e in reading.entities}
    assert {labels.get(o.subject or "") for o in reading.observations} == {"QV-19"}


STRATA = "QV-19, an anti-CD19 CAR T-cell product, in indolent lymphoma"
COUNTED = "After a median of 30 months in follicular lymphoma (n = 60) and 20 months in marginal zone lymphoma (n = 20), QV-19 was safe."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ORR was high (follicular lymphoma, 92%; marginal zone lymphoma, 75%).", [("follicular lymphoma", "92%"), ("marginal zone lymphoma", "75%")]),
        ("In marginal zone lymphoma, the complete response rate was 55%.", [("marginal zone lymphoma", "55%")]),
        ("CRS was reported in 70% and 60% of patients with follicular lymphoma and marginal zone lymphoma, respectively.", [("follicular lymphoma", "70%"), ("marginal zone lymphoma", "60%")]),
    ],
)  # fmt: skip
def test_diseases_counted_side_by_side_are_groups(sentence: str, expected: list[tuple[str, str]]) -> None:
    found = [(o.arm, numbers(o)) for o in reading_of(STRATA, COUNTED, sentence).observations]
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("QV-19 versus KM-19 had higher rates of cytokine release syndrome (60% vs 80%).", {("QV-19", "80%"), ("KM-19", "60%")}),
        ("QV-19 versus KM-19 had lower rates of cytokine release syndrome (60% vs 80%).", {("QV-19", "60%"), ("KM-19", "80%")}),
        ("Median OS was 41.4 (30.9-not reached [NR]) vs 37.9 (23.4-NR) months with QV-19 and KM-19, respectively.", {("QV-19", "41.4 months 30.9-NR"), ("KM-19", "37.9 months 23.4-NR")}),
    ],
)  # fmt: skip
def test_which_of_two_numbers_is_whose(sentence: str, expected: set[tuple[str, str]]) -> None:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels.get(o.subject or "", ""), numbers(o)) for o in reading.observations} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Grade 3 cytopenia was present in 65% at day 30 and 40% at day 90.", [("cytopenia", "3", "65%"), ("cytopenia", "3", "40%")]),
        ("CRS (grade 1/2) was reversible in eight patients.", [("cytokine release syndrome", "1-2", "8")]),
        ("CRS: 9/24 (37.5%; G1 n=5, G2 n=4).", [("cytokine release syndrome", None, "9/24 37.5%"), ("cytokine release syndrome", "1", "5"), ("cytokine release syndrome", "2", "4")]),
        ("CRS occurred in 80% (3% grade ≥3) and neurotoxicity in 9% (4% grade ≥3).", [("cytokine release syndrome", None, "80%"), ("cytokine release syndrome", ">=3", "3%"), ("neurotoxicity", None, "9%"), ("neurotoxicity", ">=3", "4%")]),
        ("Efficacy was strong (90% ORR, 70% CR rate).", [("objective response rate", None, "90%"), ("complete response", None, "70%")]),
        ("Four and 11 patients had grades 1 and 2 CRS, respectively.", [("cytokine release syndrome", "1", "4"), ("cytokine release syndrome", "2", "11")]),
        ("The treatment was feasible, without evidence of neurotoxicity.", [("neurotoxicity", None, "0")]),
        ("Five patients (13%) did not receive cells, most often because of progressive disease.", []),
    ],
)  # fmt: skip
def test_numbers_in_brackets_and_behind(sentence: str, expected: list[tuple[str, str | None, str]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels[o.outcome], o.grade, numbers(o)) for o in reading.observations] == expected


def test_a_class_in_the_title_is_what_a_review_of_many_products_is_about() -> None:
    reading = reading_of(
        "Efficacy and safety of CAR T-cell therapy in multiple myeloma: a meta-analysis",
        "A total of 350 participants treated with CAR T-cell therapy were pooled.",
        "The pooled overall response rate was 77%.",
        "BCMA-targeted CAR T cells and GPRC5D-targeted CAR T cells have shown better efficacy.",
    )
    labels = {e.id: e.label for e in reading.entities}
    assert {labels.get(o.subject or "") for o in reading.observations} <= {"CAR T-cell therapy", "CAR T cells", "CAR-T"}
    assert [a.n for a in reading.arms] == [350]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ORR was 95% (95% CI, 89-99; 38 of 40 patients).", [("objective response rate", "38/40 95% 89-99")]),
        ("Median duration of response was not reached (95% CI 16.1-not estimable).", [("duration of response", "NR 16.1-NE")]),
        ("Median overall survival was not reached, and 38 (95%) patients had MRD negativity.", [("overall survival", "NR"), ("MRD negativity", "38 95%")]),
        ("Responses were seen in six (CR, 1; CRi, 3).", [("response", "6"), ("complete response", "1"), ("complete response with incomplete count recovery", "3")]),
        ("Grade 2 ICANS was seen in a single patient.", [("immune effector cell-associated neurotoxicity syndrome", "1")]),
        ("Two partial responses plus one complete response were noted.", [("partial response", "2"), ("complete response", "1")]),
    ],
)  # fmt: skip
def test_numbers_that_belong_together(sentence: str, expected: list[tuple[str, str]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    found = [(labels[o.outcome], numbers(o)) for o in reading.observations]
    assert set(expected) <= set(found)
    assert not {n for _, n in found} - {n for _, n in expected}


def test_a_share_is_carried_from_the_set_that_it_is_a_share_of() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "In all, 259 patients received QV-19, and 246 patients were included in the efficacy-evaluable set.",
        "An objective response was achieved by 180 (73%) patients, and cytokine release syndrome occurred in 109 (42%) patients.",
    )
    assert [(o.count, o.total) for o in reading.observations] == [(180, 246), (109, 259)]


def test_those_who_came_and_those_who_were_treated() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "Of 330 patients who had leukapheresis, 259 received QV-19.",
        "As of March 2022, 12 (5%) patients received allogeneic stem cell transplantation after infusion.",
    )
    assert (None, 259) in {(a.label, a.n) for a in reading.arms}
    assert not {330} & {a.n for a in reading.arms}


def test_three_numbers_against_each_other_keep_the_order_of_the_arms() -> None:
    reading = reading_of(
        "Bridging before QV-19, an anti-CD19 CAR T-cell product, in large B-cell lymphoma",
        "QV-19 was given after radiotherapy (RTB; n = 30), drugs (SYB; n = 40) or no bridging (NOB; n = 20).",
        "The rates of grade 3 CRS were similar across the three groups (5% v 10% v 6%).",
    )
    assert [(o.arm, o.percent) for o in reading.observations] == [("RTB", 5), ("SYB", 10), ("NOB", 6)]


CONTROLLED = "We compared 84 patients infused with QV-19 with 112 matched controls who received salvage chemotherapy."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The overall response rate was 88% with QV-19 and 51% with chemotherapy.", [("QV-19", "88%"), ("chemotherapy", "51%")]),
        ("Patients with TP53 mutation (n = 22) had an overall response rate of 82%.", [("Patients with TP53 mutation", "82%")]),
    ],
)  # fmt: skip
def test_groups_of_a_controlled_paper(sentence: str, expected: list[tuple[str, str]]) -> None:
    reading = reading_of(ONE_PRODUCT, CONTROLLED, sentence)
    assert [(row[0], row[3]) for row in (told(reading, o) for o in reading.observations)] == expected
    assert {84, 112} <= {a.n for a in reading.arms}


def test_groups_named_in_brackets_have_the_count_before() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "Of these, 61 patients were transplanted (HSCT group) and 80 were not (no-HSCT group).",
        "Relapse occurred in 12% in the HSCT group and 51% in the no-HSCT group.",
    )
    assert {(a.label, a.n) for a in reading.arms} == {("HSCT group", 61), ("no-HSCT group", 80)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("CRS was mild (grade ≤2) in 18 patients (45%) and severe (grade ≥3) in 1 (3%).", [("1-2", "18 45%"), (">=3", "1 3%")]),
        ("Cytokine release syndrome was managed in the 60 (60%) who received tocilizumab.", []),
    ],
)  # fmt: skip
def test_grades_and_drugs_beside_a_count(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(o.grade, numbers(o)) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("CRS occurred in 11 patients (28%; 9 grade 1, 2 grade 2).", [(None, "11 28%"), ("1", "9"), ("2", "2")]),
        ("Responses were lasting; median duration of response, event-free survival and progression-free survival were not reached.", [(None, "NR"), (None, "NR"), (None, "NR")]),
    ],
)  # fmt: skip
def test_counts_by_grade_and_one_number_for_all(sentence: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(o.grade, numbers(o)) for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations] == expected


def test_those_who_got_the_product_are_the_whole() -> None:
    reading = reading_of(ONE_PRODUCT, "Of 214 patients infused with QV-19 at 11 centers, 30 (14%) had neurotoxicity.")
    assert [(a.label, a.n) for a in reading.arms] == [(None, 214)]
    assert [(o.arm, o.total) for o in reading.observations] == [(None, 214)]


def test_how_long_it_lasted_is_told_apart_from_when_it_began() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Median time to CRS onset was 2 days (range, 1-9), and it lasted a median of 5 days."
    )
    assert [(o.measure, o.value) for o in reading.observations] == [("onset", 2), ("duration", 5)]


def test_an_interval_without_end_is_no_name() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "No response (NR) was rare.", "Median PFS was 5.8 months (95% CI: 3.3-NR)."
    )
    assert [numbers(o) for o in reading.observations if o.value] == ["5.8 months 3.3-NR"]


def test_counts_in_brackets_divide_the_patients_by_disease() -> None:
    reading = reading_of(
        ONE_PRODUCT.replace("large B-cell lymphoma", "lymphoma"),
        "We pooled 70 patients with follicular lymphoma (24) and mantle cell lymphoma (46).",
        "Sixty percent of patients with follicular lymphoma had CRS (10% grade 3-4) and 35% had ICANS.",
        "Of the patients with mantle cell lymphoma, 52% achieved a complete response.",
    )
    found = [(o.arm, o.grade, o.percent, o.total) for o in reading.observations]
    assert found == [
        ("follicular lymphoma", None, 60.0, 24), ("follicular lymphoma", "3-4", 10.0, 24),
        ("follicular lymphoma", None, 35.0, 24), ("mantle cell lymphoma", None, 52.0, 46),
    ]  # fmt: skip
    assert {(a.label, a.n) for a in reading.arms} >= {("follicular lymphoma", 24), ("mantle cell lymphoma", 46)}


def test_the_patients_of_a_predicate_are_its_total_and_no_result() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "The complete response rate in the 25 patients with bulky disease who came late was 48%."
    )
    found = [(o.arm, o.percent, o.total) for o in reading.observations]
    assert found == [("patients with bulky disease who came late", 48.0, 25)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We assessed infections and their timing in 40 patients given QV-19 in a phase 1/2 trial.",
        "Registration was based on complete response and duration of response in 40 adult patients.",
        "At 19.5 months (range, 6.2-30.0) median follow-up, most patients were free of progression.",
    ],
)
def test_what_was_studied_is_no_result(sentence: str) -> None:
    assert not reading_of(ONE_PRODUCT, SIZED, sentence).observations


def test_each_outcome_keeps_the_numbers_of_its_own_bracket() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Events included CRS (80%, 8% grade 3) and neutropenia (60%, 12% grade 3).",
        "The partial response rate was 20%, with 30% achieving MRD negativity.",
    )  # fmt: skip
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels[o.outcome], o.percent) for o in reading.observations] == [
        ("cytokine release syndrome", 80.0), ("cytokine release syndrome", 8.0), ("neutropenia", 60.0),
        ("neutropenia", 12.0), ("partial response", 20.0), ("MRD negativity", 30.0),
    ]  # fmt: skip


def test_an_absence_is_of_the_group_that_opens_its_sentence() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        SIZED,
        "In the 12 patients managed with early steroids, 25% had CRS, with no grade 4 neurotoxicity.",
    )
    assert [(o.arm, o.count, o.total) for o in reading.observations if o.count == 0] == [
        ("managed with early steroids", 0, 12)
    ]


def test_a_clause_behind_the_patients_makes_no_group() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "QV-19 expanded in all 40 patients, and the blood counts were normal.")
    assert [(a.label, a.n) for a in reading.arms] == [(None, 40)]


STANDING = [
    ("The first infection occurred a median of 9 days after infusion.", [("infection", "onset", "9 days", None)]),
    ("In all, 9 of 12 patients remained in remission >18 months.", [("remission", None, "9/12", None)]),
    (
        "CRS was seen in 7 of 40 patients (grade 1 = 4 and grade 2 = 3).",
        [("cytokine release syndrome", None, "7/40", None), ("cytokine release syndrome", None, "4", "1"),
         ("cytokine release syndrome", None, "3", "2")],
    ),
    (
        "The complete response rate correlated with expansion and was 55%.",
        [("complete response", None, "55%", None)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), STANDING)
def test_what_a_number_stands_for(sentence: str, expected: list[tuple[object, ...]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels[o.outcome], o.measure, numbers(o), o.grade) for o in reading.observations] == expected


def test_two_cohorts_told_together_are_one_group() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Six of 14 patients in cohorts 1 and 2 had grade 1-2 CRS.")
    assert [(o.arm, numbers(o)) for o in reading.observations] == [("cohorts 1 and 2", "6/14")]


def test_a_time_that_closes_a_sentence_is_that_of_its_rates() -> None:
    reading = reading_of(
        TWO_PRODUCTS, SIZED_TWO, "QV-19 had lower mortality (5% vs 18%; P = 0.02) 1 year after treatment."
    )
    assert {(o.percent, o.time) for o in reading.observations} == {(5.0, "1 year"), (18.0, "1 year")}


def test_a_number_of_groups_is_no_group() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "The score separated 3 risk groups with CRS in 61%, 44% and 20%.")
    assert {(o.arm, o.total) for o in reading.observations} == {(None, None)}
    assert not [a for a in reading.arms if a.label]


def test_those_not_infused_are_no_group_of_what_they_underwent() -> None:
    parted = "Of 41 patients who underwent leukapheresis, five were not infused (three for progression)."
    reading = reading_of(
        ONE_PRODUCT, parted, "The overall response rate was 92% (33 of 36) with 25 (69%) complete responses."
    )
    assert {o.arm for o in reading.observations} == {None}


def test_those_without_are_told_by_what_the_others_had() -> None:
    counted = "Between 2021 and 2024, 36 patients received QV-19, 18 with prophylactic anakinra and 18 without."
    reading = reading_of(ONE_PRODUCT, counted, "IL-6 was lower in the anakinra group (p = 0.02).")
    assert "patients without prophylactic anakinra" in {arm.label for arm in reading.arms}


def test_a_factor_s_two_numbers_are_not_of_the_groups_told_before() -> None:
    before = "OS was 8.3 months in patients with liver metastases and 14.6 months in patients without liver metastases."
    sentence = "Prior antibiotics had no influence on response (47% vs 43%)."
    reading = reading_of(ONE_PRODUCT, before, sentence)
    assert not {o.arm for o in reading.observations if o.percent in {47.0, 43.0}} & {
        "patients with liver metastases",
        "patients without liver metastases",
    }


def test_more_than_a_group_has_are_not_of_it() -> None:
    counted = "We treated 28 patients: 20 with gastric cancer and 8 with pancreatic cancer."
    reading = reading_of(ONE_PRODUCT, counted, "Serum IL-6 rose above 100 pg/mL in 12 patients (43%).")
    assert {o.arm for o in reading.observations if o.count == 12} == {None}


def test_a_list_that_deals_out_to_more_than_are_known_is_left() -> None:
    sentence = "WT, QV-19 and KM-19 peaked at 12, 30 and 44 ng/mL of IFN-\u03b3, respectively."
    reading = reading_of(TWO_PRODUCTS, "", sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert not [o for o in reading.observations if labels[o.outcome] == "IFN-gamma"]
