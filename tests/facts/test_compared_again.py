"""Comparisons that leave something out, or tell it in another place than their own clause."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, reading_of

_Row = tuple[str | None, str | None, str, str | None, float | None]


def rows(title: str, *sentences: str) -> list[_Row]:
    reading = reading_of(title, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return [
        (labels.get(c.a, c.a), labels.get(c.b or "", c.b), labels[c.outcome], c.direction, c.p)
        for c in reading.comparisons
    ]


ONE = [
    ("Overall survival was independent of sex.", [("sex", None, "overall survival", "similar", None)]),
    ("Overall survival did not differ by race or residence.", [("race", None, "overall survival", "similar", None), ("residence", None, "overall survival", "similar", None)]),
    ("Overall survival was 52% in obese patients versus 48% in lean patients (p = 0.44).", [("obese patients", "lean patients", "overall survival", "similar", 0.44)]),
    ("Serum ferritin rose from baseline after infusion (p < 0.01).", [("after infusion", "baseline", "ferritin", "higher", 0.01)]),
    ("Neither race nor residence had an impact on overall survival.", [("race", None, "overall survival", "similar", None), ("residence", None, "overall survival", "similar", None)]),
    ("Early dasatinib reduced cytokine release syndrome without compromising efficacy.", [("Early dasatinib", None, "cytokine release syndrome", "lower", None), ("Early dasatinib", None, "efficacy", "similar", None)]),
    ("Women had a higher rate of neurotoxicity than men (p = 0.02), but not of neutropenia.", [("Women", "men", "neurotoxicity", "higher", 0.02), ("Women", "men", "neutropenia", "similar", None)]),
    ("Neutropenia was reduced from 41% in the control cohort to 12% in the booster cohort (p = 0.03).", [("booster cohort", "control cohort", "neutropenia", "lower", 0.03)]),
    ("Earlier infusion resulted in improved overall survival when compared with later infusion.", [("Earlier infusion", "later infusion", "overall survival", "higher", None)]),
    ("Liver involvement had a negative impact on overall survival.", [("Liver involvement", None, "overall survival", "lower", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), ONE)
def test_of_one_product(sentence: str, expected: list[_Row]) -> None:
    assert rows(ONE_PRODUCT, SIZED, sentence) == expected


def test_what_is_left_out_was_told_right_before() -> None:
    first = "Women had longer progression-free survival than men (p = 0.01)."
    found = rows(ONE_PRODUCT, SIZED, first, "Overall survival was similar (p = 0.7).")
    assert found[1:] == [("Women", "men", "overall survival", "similar", 0.7)]


def test_what_was_told_long_before_is_not_carried_on() -> None:
    first = "Women had longer progression-free survival than men (p = 0.01)."
    between = ("Two patients died.", "The median age was 60 years.", "All had lymphoma.")
    assert len(rows(ONE_PRODUCT, SIZED, first, *between, "Overall survival was similar.")) == 1


def test_the_pair_of_a_paper_is_meant_where_no_group_is_named() -> None:
    found = rows(TWO_PRODUCTS, SIZED_TWO, "Overall survival was comparable.")
    assert found == [("QV-19", "KM-19", "overall survival", "similar", None)]


def test_a_verb_of_its_own_is_compared() -> None:
    found = rows(TWO_PRODUCTS, SIZED_TWO, "QV-19 proliferated more rapidly and persisted longer than KM-19.")
    assert [(a, b, direction) for a, b, _, direction, _ in found] == [("QV-19", "KM-19", "higher")] * 2


def test_the_product_behind_superior_with_is_the_first() -> None:
    found = rows(TWO_PRODUCTS, SIZED_TWO, "Overall survival was superior with QV-19 versus KM-19 (p = 0.03).")
    assert found == [("QV-19", "KM-19", "overall survival", "higher", 0.03)]


def test_a_ratio_of_the_next_outcome_is_not_taken() -> None:
    sentence = "Women had more infections (p = 0.01) and worse overall survival (HR 2.3, p = 0.04) than men."
    found = [(c.value, c.p) for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons]
    assert set(found) == {(None, 0.01), (2.3, 0.04)}


def test_a_short_form_in_a_bracket_stays_with_its_factor() -> None:
    found = rows(ONE_PRODUCT, SIZED, "Elevated lactate dehydrogenase (LDH) was associated with worse overall survival.")
    assert [row[0] for row in found] == ["Elevated lactate dehydrogenase (LDH)"]


def test_the_levels_of_a_factor_are_its_sides() -> None:
    sentence = "Costimulatory domain (CD28 vs 4-1BB) was associated with longer progression-free survival (p = 0.04)."
    assert [(a, b, d) for a, b, _, d, _ in rows(ONE_PRODUCT, SIZED, sentence)] == [("CD28", "4-1BB", "higher")]


def test_a_factor_that_is_left_out_is_none() -> None:
    sentence = "Prior transplant (HR 2.1, p = 0.01), but not age or stage, was associated with worse overall survival."
    assert [a for a, *_ in rows(ONE_PRODUCT, SIZED, sentence)] == ["Prior transplant"]


def test_a_ratio_behind_an_outcome_makes_no_factor_of_it() -> None:
    sentence = "Older age was associated with lower response (OR 0.6, p = 0.02) and increased neurotoxicity (OR 1.8)."
    assert {a for a, *_ in rows(ONE_PRODUCT, SIZED, sentence)} == {"Older age"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Neutropenia fell by 50% in 6 of 8 patients with bulky disease.",
        "Decreasing the affinity for CD19 to the micromolar range showed lower neurotoxicity relative to FMC63.",
    ],
)
def test_a_phrase_that_names_no_group_is_no_side(sentence: str) -> None:
    assert not rows(ONE_PRODUCT, SIZED, sentence)


def test_each_p_value_stays_with_its_outcome() -> None:
    sentence = "Neurotoxicity (p = 0.8), infection (p = 0.6), and persistence were similar between women and men."
    assert [row[4] for row in rows(ONE_PRODUCT, SIZED, sentence)] == [0.8, 0.6, None]


def test_the_subject_has_what_is_similar() -> None:
    found = rows(ONE_PRODUCT, SIZED, "Women had an overall survival similar to that of men (p = 0.6).")
    assert found == [("Women", "men", "overall survival", "similar", 0.6)]


def test_a_clause_goes_on_with_the_groups_of_the_numbers_before() -> None:
    sentence = (
        "The overall response rate was 62% in obese patients and 71% in lean patients (p = 0.3), whereas neurotoxicity "
        "did not differ between the groups (p = 0.8)."
    )
    assert {(a, b, p) for a, b, _, _, p in rows(ONE_PRODUCT, SIZED, sentence)} == {
        ("obese patients", "lean patients", 0.3),
        ("obese patients", "lean patients", 0.8),
    }


def test_what_a_factor_is_held_against_stands_behind_the_noun_of_its_outcome() -> None:
    found = rows(
        ONE_PRODUCT,
        SIZED,
        "Prior transplant was associated with a higher neurotoxicity risk compared to no transplant.",
    )
    assert [(a, b) for a, b, *_ in found] == [("Prior transplant", "no transplant")]


def test_an_elevated_analyte_is_a_factor_of_a_list() -> None:
    sentence = "Significant risk factors for overall survival included bulky disease, elevated ferritin and age."
    found = [(a, d) for a, _, _, d, _ in rows(ONE_PRODUCT, SIZED, sentence)]
    assert found == [("bulky disease", "lower"), ("elevated ferritin", "lower"), ("age", "lower")]
