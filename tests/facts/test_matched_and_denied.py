"""Groups of a matched cohort, groups told by a name and its denial, and what is cited beside a paper's own results."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, TWO_PRODUCTS, numbers, reading_of

ALL = "Of 500 patients, 300 received QV-19 and 200 received KM-19."
DENIED = "CAR T-cell therapy against BCMA in myeloma", "Of 200 patients treated, 50 had EMD."


def _bare(label: str | None) -> str:
    return (label or "").removesuffix(" patients")


@pytest.mark.parametrize(
    "matching",
    [
        "After propensity-score matching, 150 pairs remained.",
        "Matching yielded 150 well-balanced patient pairs.",
        "After 1:1 matching, 150 patients remained in each arm.",
        "Propensity matching left 150 patients per group.",
    ],
)
def test_results_of_a_matched_cohort_rest_on_its_pairs(matching: str) -> None:
    reading = reading_of(TWO_PRODUCTS, ALL, matching, "The CR rate was 80% with QV-19 and 66% with KM-19.")
    assert [o.total for o in reading.observations] == [150, 150]


def test_pairs_of_samples_are_no_patients() -> None:
    reading = reading_of(
        TWO_PRODUCTS, ALL, "We sequenced 12 matched pairs of samples.", "The CR rate was 80% with QV-19."
    )
    assert [o.total for o in reading.observations] == [300]


def test_the_set_that_is_analysed_is_none_of_the_groups_in_it() -> None:
    reading = reading_of(
        TWO_PRODUCTS, ALL, "In the matched cohort, the CR rate was 80% vs 66%, respectively (P = .01)."
    )
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels[o.subject or ""], o.arm) for o in reading.observations] == [("QV-19", None), ("KM-19", None)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Relapse was seen in 44% of EMD and 20% of non-EMD patients.", [("EMD", "44%"), ("non-EMD", "20%")]),
        ("The CR rate was 62% in EMD versus 83% in non-EMD pts (p=0.002).", [("EMD", "62%"), ("non-EMD", "83%")]),
        ("Relapse was seen in 20% with no-EMD and in 44% with EMD.", [("no-EMD", "20%"), ("EMD", "44%")]),
    ],
)
def test_a_name_and_its_denial_are_two_groups(sentence: str, expected: list[tuple[str, str]]) -> None:
    reading = reading_of(*DENIED, sentence)
    assert [(_bare(o.arm), numbers(o)) for o in reading.observations] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "CRS occurred in 84% vs 82% (grade ≥3, 6% vs 4%).",
        "The rate of ICANS was 9% in EMD versus 5% (p=0.2).",
        "Infections were more frequent with EMD (30% vs 18%).",
    ],
)
def test_groups_once_told_apart_are_meant_by_two_numbers(sentence: str) -> None:
    reading = reading_of(*DENIED, "Relapse was seen in 44% of EMD and 20% of non-EMD patients.", sentence)
    assert [_bare(o.arm) for o in reading.observations[2:4]] == ["EMD", "non-EMD"]


def test_a_denial_of_something_else_makes_no_group() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "It spares non-EGFR targets. Relapse was seen in 50% of patients.")
    assert [o.arm for o in reading.observations] == [None]


def test_adults_are_no_subgroup_by_their_age() -> None:
    reading = reading_of(ONE_PRODUCT, "We studied 160 patients aged ≥18 years who received QV-19.")
    assert [(a.label, a.n) for a in reading.arms] == [(None, 160)]


def test_the_number_of_those_compared_by_age_is_no_size() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "EMD patients were younger (median 33 vs 51 years).",
        "Relapse was seen in 44% of EMD and 20% of non-EMD patients.",
    )  # fmt: skip
    assert [(a.label, a.n) for a in reading.arms] == [(None, 40)]


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Median PFS was 11 months; in our previous trial, median PFS was 7 months.", [False, True]),
        ("Median PFS was 11 months, longer than in historical controls.", [False]),
        ("In our earlier study, median PFS was 7 months.", [True]),
    ],
)
def test_what_was_found_before_is_cited_in_its_own_clause_alone(sentence: str, cited: list[bool]) -> None:
    assert [o.cited for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations] == cited


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fever was seen in 9 (23%), nausea in 6 (15%) and rash in 4 (10%), all G1-2.", ["1-2"] * 3),
        ("Fever was seen in 9 patients and rash in 4, all of grade 1 or 2; nobody died.", ["1-2"] * 2),
        ("Rash was seen in 4 patients, all grade 1.", [None]),
        ("G3+ anemia and neutropenia arose in 4 (10%) and 9 (23%).", [">=3"] * 2),
        ("Rash arose in 11 (28%; G3 in 1).", [None, "3"]),
        ("Grade II-IV acute GVHD was 34%, and chronic GVHD was 29%.", ["2-4", None]),
    ],
)
def test_the_grade_of_a_list(sentence: str, expected: list[str | None]) -> None:
    read = [o for o in reading_of(ONE_PRODUCT, SIZED, sentence).observations if o.count != 0]
    assert [o.grade for o in read] == expected


def test_a_short_follow_up_is_no_result() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "At a median f/u of 14 mo, median PFS was 11 mo.")
    assert [numbers(o) for o in reading.observations] == ["11 mo"]


def test_levels_with_their_sizes_in_brackets() -> None:
    reading = reading_of(
        ONE_PRODUCT,
        "43 patients received QV-19 at dose level 1 (1 × 10(6)/kg; n=6), 2 (2 × 10(6)/kg; n=25) or 3 (5 × 10(6)/kg; n=12).",
    )
    sized = {("dose level 1", 6), ("dose level 2", 25), ("dose level 3", 12)}
    assert {(a.label, a.n) for a in reading.arms} == {(None, 43), *sized}


def test_a_title_names_what_was_given_before_in_passing() -> None:
    reading = reading_of(
        "QV-22, a CD22 CAR T-cell product, in children previously treated with CD19 CAR T cells",
        "We gave QV-22 to 43 children, of whom 17 had had a prior transplant, 14 blinatumomab and 8 a CD19 CAR T-cell product.",
        "CRS was seen in 35 (81%).",
    )
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels[o.subject or ""], numbers(o)) for o in reading.observations] == [("QV-22", "35 81%")]


def test_a_printed_total_tells_whose_the_next_numbers_are() -> None:
    reading = reading_of(
        TWO_PRODUCTS, "Of 90 patients, 50 received QV-19 and 40 received KM-19.",
        "CRS occurred in 41/50 (82%), being grade ≥3 in 5 (10%), and ICANS in 4 (8%).",
        "The remission rate was 45/50 (90%), all with MRD negativity, and it was 30/40 (75%) with KM-19.",
    )  # fmt: skip
    labels = {e.id: e.label for e in reading.entities}
    assert [labels.get(o.subject or "", "") for o in reading.observations] == ["QV-19"] * 4 + ["KM-19"]
    assert len({o.outcome for o in reading.observations[-2:]}) == 1


def test_naive_patients_are_no_product() -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, "Relapse was rarer in CAR-naïve patients.")
    assert [e.label for e in reading.entities if e.kind.value == "construct"] == ["QV-19"]


def test_parts_of_the_patients_just_told_go_before_the_products_they_got() -> None:
    reading = reading_of(
        "BCMA CAR T-cell therapy in myeloma",
        "We studied 300 patients given ide-cel (n=200) or cilta-cel (n=100).",
        "The response rate was 79% in patients with high LDH and 83% in patients with normal LDH.",
        "CRS occurred in 84% vs 82%.",
    )
    assert [o.arm for o in reading.observations] == ["patients with high LDH", "patients with normal LDH"] * 2


def test_a_size_per_group_in_a_bracket_is_of_each() -> None:
    reading = reading_of(
        TWO_PRODUCTS, ALL, "After matching (n = 150 per group), the CR rate was 80% with QV-19 and 66% with KM-19."
    )
    assert [o.total for o in reading.observations] == [150, 150]
