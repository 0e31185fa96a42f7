"""What papers say of one group against another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cargraph.facts.comparisons.complement import complement
from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, reading_of

if TYPE_CHECKING:
    from cargraph.model import Comparison


def said(comparison: Comparison, labels: dict[str, str]) -> tuple[object, ...]:
    a, b = (labels.get(side or "", side) for side in (comparison.a, comparison.b))
    return (a, b, labels[comparison.outcome], comparison.direction, comparison.p)


TWO = [
    ("Grade ≥3 CRS occurred in 12% of the QV-19 group and 35% of the KM-19 group (p = 0.01).", [("QV-19", "KM-19", "cytokine release syndrome", "lower", 0.01)]),
    ("Median OS was 31 months for QV-19 and 24 months for KM-19 (p = 0.21).", [("QV-19", "KM-19", "overall survival", "similar", 0.21)]),
    ("The incidence of neutropenia was lower in the QV-19 group than in the KM-19 group (p < 0.05).", [("QV-19", "KM-19", "neutropenia", "lower", 0.05)]),
    ("There was no significant difference in progression-free survival between the two groups (p = 0.6).", [("QV-19", "KM-19", "progression-free survival", "similar", 0.6)]),
    ("Compared with KM-19, QV-19 gave a higher complete remission rate.", [("QV-19", "KM-19", "complete response", "higher", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TWO)
def test_two_products(sentence: str, expected: list[tuple[object, ...]]) -> None:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert [said(c, labels) for c in reading.comparisons] == expected


WORDED = [
    ("Patients with bulky disease had shorter progression-free survival than those without (p = 0.02).", ("Patients with bulky disease", "patients without bulky disease", "progression-free survival", "lower", 0.02)),
    ("CRS was less frequent after split dosing than after a single infusion.", ("split dosing", "single infusion", "cytokine release syndrome", "lower", None)),
    ("Overall survival did not differ between women and men.", ("women", "men", "overall survival", "similar", None)),
    ("Ferritin was significantly higher in non-responders.", ("non-responders", "responders", "ferritin", "higher", None)),
    ("High ferritin was associated with worse overall survival.", ("High ferritin", "low ferritin", "overall survival", "lower", None)),
    ("Split dosing did not affect overall survival.", ("Split dosing", None, "overall survival", "similar", None)),
    ("Differences in overall survival between women and men were not significant.", ("women", "men", "overall survival", "similar", None)),
    ("Older age was an independent risk factor for infection.", ("Older age", "younger age", "infection", "higher", None)),
    ("Age was not associated with neurotoxicity.", ("Age", None, "neurotoxicity", "similar", None)),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), WORDED)
def test_sides_in_the_words_of_the_sentence(sentence: str, expected: tuple[object, ...]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert [said(c, labels) for c in reading.comparisons] == [expected]


CHANGED = [
    ("TET2 disruption enhanced proliferation.", [("TET2 disruption", None, "higher")]),
    ("Early dasatinib reduced cytokine release syndrome and prolonged overall survival.", [("Early dasatinib", None, "lower"), ("Early dasatinib", None, "higher")]),
    ("We show that TET2 disruption, a targeted edit, enhanced proliferation.", [("TET2 disruption", None, "higher")]),
    ("Upon loss of TET2 in these cells, we observed increased proliferation.", [("loss of TET2 in these cells", None, "higher")]),
    ("Overall survival at two years favored KM-19.", [("KM-19", "QV-19", "higher")]),
    ("QV-19 outperformed KM-19 in terms of persistence.", [("QV-19", "KM-19", "higher")]),
    ("QV-19 inhibited tumor growth and prolonged survival compared with mock T cells, NK cells, or KM-19.", [("QV-19", "mock T cells", "lower"), ("QV-19", "NK cells", "lower"), ("QV-19", "KM-19", "lower"), ("QV-19", "mock T cells", "higher"), ("QV-19", "NK cells", "higher"), ("QV-19", "KM-19", "higher")]),
    ("TET2 disruption enhanced the proliferation of QV-19.", [("TET2 disruption", "QV-19", "higher")]),
    ("QV-19 showed improved persistence.", [("QV-19", "KM-19", "higher")]),
    ("Dasatinib may have reduced cytokine release syndrome.", []),
    ("Our analysis revealed increased proliferation.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CHANGED)
def test_what_changes_an_outcome(sentence: str, expected: list[tuple[object, ...]]) -> None:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels.get(c.a, c.a), labels.get(c.b or "", c.b), c.direction) for c in reading.comparisons] == expected


def test_a_title_names_the_rival_of_its_product() -> None:
    title = "QV-19, an anti-CD19 CAR T-cell product, versus autologous transplantation in large B-cell lymphoma"
    sentence = "QV-19 recipients had longer progression-free survival."
    reading = reading_of(title, SIZED, sentence)
    assert [(c.b, c.direction) for c in reading.comparisons] == [("autologous transplantation", "higher")]


def test_of_two_readings_of_one_outcome_the_weightier_stands() -> None:
    sentence = "Older patients, who had more infections, had longer overall survival than younger patients."
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    survival = next(e.id for e in reading.entities if e.label == "overall survival")
    assert [(c.a, c.direction) for c in reading.comparisons if c.outcome == survival] == [("Older patients", "higher")]


def test_further_p_values_of_one_bracket() -> None:
    sentence = "Overall survival and progression-free survival were longer in women than in men (P = .01 and .04, respectively)."
    found = [(c.p, c.direction) for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons]
    assert found == [(0.01, "higher"), (0.04, "higher")]


def test_numbers_stand_between_the_sides() -> None:
    sentence = (
        "QV-19 prolonged median survival to 61 days compared with 38 days for KM-19 and 21 days for mock T cells."
    )
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels.get(c.b or "", c.b), c.direction) for c in reading.comparisons] == [
        ("KM-19", "higher"),
        ("mock T cells", "higher"),
    ]


def test_a_number_of_the_next_statement_is_not_taken() -> None:
    sentence = "Women had higher IL-6 levels than men, and in a model ferritin (HR 1.9, 95% CI 1.1-3.2, p = 0.02) was predictive."
    found = [(c.a, c.p, c.value) for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons if c.a == "Women"]
    assert found == [("Women", None, None)]


def test_factors_with_their_ratios_that_have_more() -> None:
    sentence = "Patients with bulky disease (HR, 2.4 [95% CI: 1.1-5.1]; P = 0.03) and prior transplant (HR, 3.6 [95% CI: 1.4-9.2]; P = 0.01) had more infections."
    found = [(c.a, c.value, c.p, c.direction) for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons]
    assert found == [
        ("Patients with bulky disease", 2.4, 0.03, "higher"),
        ("prior transplant", 3.6, 0.01, "higher"),
    ]


def test_what_is_identified_as_a_predictor() -> None:
    sentence = "We identified high ferritin and prior transplant as independent predictors of worse overall survival."
    found = [(c.a, c.direction) for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons]
    assert found == [("high ferritin", "lower"), ("prior transplant", "lower")]


def test_a_measure_that_correlates_is_no_comparison() -> None:
    sentences = ("Ferritin was associated with cytokine release syndrome.", "Higher-grade CRS was linked to infection.")
    assert all(reading_of(ONE_PRODUCT, SIZED, s).comparisons == () for s in sentences)


def test_a_word_that_goes_on_is_of_the_same_outcome() -> None:
    title = "QV-19, KM-19 and BX-19: three anti-CD19 CAR T-cell products in large B-cell lymphoma"
    sentence = "Compared to women, ferritin was higher for men (p = 0.01) and lower for children (p = 0.03)."
    found = [(c.a, c.b, c.direction, c.p) for c in reading_of(title, SIZED, sentence).comparisons]
    assert found == [("men", "women", "higher", 0.01), ("children", "women", "lower", 0.03)]


def test_no_association_between_two_lists() -> None:
    sentence = "No significant association was found between race or older age and neurotoxicity or overall survival."
    found = {(c.a, c.direction) for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons}
    assert found == {("race", "similar"), ("older age", "similar")}


def test_a_link_begins_with_its_own_clause() -> None:
    sentence = (
        "Three patients achieved complete remission, and prior transplant was associated with longer overall survival."
    )
    assert [c.a for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons] == ["prior transplant"]


def test_two_numbers_in_a_bracket_need_no_p_value() -> None:
    sentence = "Overall survival was longer with QV-19 than with KM-19 (31 vs 24 months; neutropenia, 40% vs 60%)."
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    found = {(labels[c.outcome], c.direction) for c in reading.comparisons}
    assert ("overall survival", "higher") in found


def test_these_two_groups_are_those_held_against_each_other_before() -> None:
    first = "Patients with obesity had longer overall survival than patients without obesity."
    second = "The rates of neurotoxicity and infection were comparable between these two groups."
    reading = reading_of(ONE_PRODUCT, SIZED, first, second)
    labels = {e.id: e.label for e in reading.entities}
    found = [(c.a, c.b, labels[c.outcome], c.direction) for c in reading.comparisons][1:]
    sides = ("Patients with obesity", "patients without obesity")
    assert found == [(*sides, "neurotoxicity", "similar"), (*sides, "infection", "similar")]


def test_what_a_model_was_adjusted_for_is_no_factor() -> None:
    sentence = "In an analysis adjusting for age, ferritin, and prior transplant, high LDH was associated with worse overall survival."
    assert [c.a for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons] == ["high LDH"]


def test_factors_listed_behind_their_outcome() -> None:
    sentence = "Factors associated with lower overall survival were bulky disease (p = 0.01) and older age (p = 0.03)."
    found = [(c.a, c.direction) for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons]
    assert found == [("bulky disease", "lower"), ("older age", "lower")]


def test_each_outcome_has_its_own_numbers() -> None:
    sentence = "QV-19 was associated with longer progression-free survival (HR 0.60; p = 0.01) and overall survival (HR 0.80; p = 0.04) compared with KM-19."
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    assert [(c.value, c.p, c.direction) for c in reading.comparisons] == [(0.6, 0.01, "higher"), (0.8, 0.04, "higher")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Responses lasted more than 12 months in 6 patients.",
        "The overall response rate was 80%, higher than 50% as planned.",
        "CRS of grade 3 or higher occurred in 4 patients.",
        "We compared overall survival with published data.",
    ],
)
def test_a_number_is_no_second_side(sentence: str) -> None:
    assert reading_of(ONE_PRODUCT, SIZED, sentence).comparisons == ()


def test_a_risk_factor_with_its_ratio() -> None:
    sentence = "Bulky disease (hazard ratio, 2.10; 95% CI, 1.30 to 3.40; P = .003) was associated with an increased risk of relapse."
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    found = [(c.a.lower(), c.direction, c.ratio, c.value, c.low, c.high, c.p) for c in reading.comparisons]
    assert found == [("bulky disease", "higher", "HR", 2.1, 1.3, 3.4, 0.003)]


@pytest.mark.parametrize(
    ("label", "opposite"),
    [("high tumour burden", "low tumour burden"), ("absence of fever", "fever"), ("at least 3 lines", "fewer lines"), ("prior transplant", "no prior transplant")],
)  # fmt: skip
def test_the_plain_opposite(label: str, opposite: str) -> None:
    assert complement(label) == opposite


def test_a_ratio_with_names_between_its_words_and_its_number() -> None:
    title = "QV-19, an anti-CD19 CAR T-cell product, against standard care in large B-cell lymphoma"
    sized = "Patients were assigned to QV-19 (n = 60) or standard care (n = 58)."
    sentence = "Median event-free survival was 4.0 months in both groups (hazard ratio for relapse or death in the QV-19 group, 1.05; 95% confidence interval, 0.80 to 1.38; P = 0.70)."
    found = [
        (c.b, c.direction, c.ratio, c.value, c.low, c.high, c.p) for c in reading_of(title, sized, sentence).comparisons
    ]
    assert found == [("standard care", "similar", "HR", 1.05, 0.8, 1.38, 0.7)]


def test_of_two_arms_that_got_one_product_the_arms_are_held_against_each_other() -> None:
    sentence = "CRS occurred in 8 patients (44%) in the anakinra group and in 14 (78%) in the control group (p = 0.04)."
    reading = reading_of(ONE_PRODUCT, "All received QV-19, 18 with anakinra and 18 without.", sentence)
    assert [(c.a, c.b, c.direction, c.p) for c in reading.comparisons] == [
        ("anakinra group", "control group", "lower", 0.04)
    ]


RETOLD = [
    ("In the later analysis, CRS of grade 3 or higher was less frequent with QV-19 than with KM-19.", ["cytokine release syndrome"]),
    ("Responses were similar in both groups (p = 0.41).", ["objective response rate"]),
    ("KM-19 gave more CRS of grade 3 or higher than QV-19.", ["cytokine release syndrome"]),
]  # fmt: skip


@pytest.mark.parametrize(("again", "merged"), RETOLD)
def test_a_claim_told_again_is_further_evidence_of_the_one_with_figures(again: str, merged: list[str]) -> None:
    first = (
        "Grade ≥3 CRS occurred in 12% of the QV-19 group and 35% of the KM-19 group (p = 0.01).",
        "The objective response rate was 88% with QV-19 and 81% with KM-19 (p = 0.41).",
    )
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, *first, again)
    labels = {e.id: e.label for e in reading.entities}
    places = {labels[c.outcome]: [e.quote for e in c.evidence] for c in reading.comparisons}
    assert set(places) == {"cytokine release syndrome", "objective response rate"}
    assert [label for label, quotes in places.items() if again in quotes] == merged


def test_another_p_value_is_another_statement() -> None:
    first = "Overall survival was longer with QV-19 than with KM-19 (p = 0.01)."
    again = "In adults, overall survival was longer with QV-19 than with KM-19 (p = 0.04)."
    assert [c.p for c in reading_of(TWO_PRODUCTS, SIZED_TWO, first, again).comparisons] == [0.01, 0.04]


def test_what_changes_an_outcome_told_in_other_words_is_one_statement() -> None:
    told = ("Deletion of the TET2 gene enhanced proliferation.", "Again, TET2 gene deletion enhanced proliferation.")
    (one,) = reading_of(ONE_PRODUCT, SIZED, *told).comparisons
    assert len(one.evidence) == len(told)


def test_a_side_is_no_clause_and_no_adverb() -> None:
    sentence = "TET2-edited cells slowed tumor growth and therefore prolonged survival."
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert not any("slowed" in c.a or c.a == "therefore" for c in reading.comparisons)


def test_what_is_not_affected_stands_before_its_verb() -> None:
    sentence = "Proliferation was not affected by the insertion of IL-6 knockdown elements."
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert [labels[c.outcome] for c in reading.comparisons] == ["proliferation"]


def test_a_link_without_a_factor_says_nothing() -> None:
    assert reading_of(ONE_PRODUCT, SIZED, "Was associated with worse overall survival.").comparisons == ()


FURTHER = [
    ("Hispanic patients were more likely to experience severe cytokine release syndrome than White patients (p = 0.01).", [("Hispanic patients", "White patients", "severe cytokine release syndrome", "higher", 0.01)]),
    ("No association was seen between race or sex and overall survival.", [("race", None, "overall survival", "similar", None), ("sex", None, "overall survival", "similar", None)]),
    ("Ferritin was higher in older adults, though not statistically significant (p = 0.3).", [("older adults", "younger adults", "ferritin", "similar", 0.3)]),
    ("During severe neurotoxicity, ferritin was elevated.", [("severe neurotoxicity", None, "ferritin", "higher", None)]),
    ("Bulky disease was the only predictor of overall survival (HR 2.2; p = 0.004).", [("Bulky disease", "no bulky disease", "overall survival", "lower", 0.004)]),
    ("TET2 disruption not only enhanced proliferation.", [("TET2 disruption", None, "proliferation", "higher", None)]),
    ("TET2 disruption led to a marked increase in proliferation.", [("TET2 disruption", None, "proliferation", "higher", None)]),
    ("A frailty measure, the product of two scores, in adults was associated with worse overall survival.", [("frailty measure", "no frailty measure", "overall survival", "lower", None)]),
    ("Sarcopenia was common at baseline and associated with shorter overall survival than for fit patients (p = 0.006).", [("Sarcopenia", "fit patients", "overall survival", "lower", 0.006)]),
    ("Those who died had higher IL-6.", [("Those who died", "other patients", "IL-6", "higher", None)]),
    ("Patients with fever had higher IL-6.", [("Patients with fever", "Patients without fever", "IL-6", "higher", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), FURTHER)
def test_further_ways_to_say_who_has_more(sentence: str, expected: list[tuple[object, ...]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert sorted(map(str, (said(c, labels) for c in reading.comparisons))) == sorted(map(str, expected))


def test_a_ranking_verb_has_its_outcomes_behind_its_object() -> None:
    sentence = "QV-19 outperformed KM-19 in tumour control and survival, and persistence was highest with QV-19."
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert {("QV-19", "KM-19")} == {(labels.get(c.a), labels.get(c.b or "")) for c in reading.comparisons}
    assert {labels[c.outcome] for c in reading.comparisons} >= {"tumour growth control", "survival"}


def test_monitoring_an_outcome_says_nothing_of_it() -> None:
    assert reading_of(ONE_PRODUCT, SIZED, "Circulating DNA improved relapse detection.").comparisons == ()


ALSO = [
    ("TET2 disruption, but not dasatinib, enhanced proliferation.", [("TET2 disruption", "dasatinib", "proliferation", "higher", None)]),
    ("TET2 disruption increased persistence, significantly enhancing proliferation.", [("TET2 disruption", None, "CAR-T persistence", "higher", None), ("TET2 disruption", None, "proliferation", "higher", None)]),
    ("Rural residence was not associated with overall survival (p = 0.4), but was associated with shorter progression-free survival (p = 0.01).", [("Rural residence", None, "overall survival", "similar", 0.4), ("Rural residence", "no rural residence", "progression-free survival", "lower", 0.01)]),
    ("Logistic regression identified steroids (OR, 1.5; P = .04) as associated with infection.", [("steroids", "no steroids", "infection", "higher", 0.04)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), ALSO)
def test_what_is_refused_shared_or_goes_along(sentence: str, expected: list[tuple[object, ...]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert sorted(map(str, (said(c, labels) for c in reading.comparisons))) == sorted(map(str, expected))


def test_a_drug_is_held_against_another_not_the_product_it_is_given_before() -> None:
    sentence = "Bendamustine led to less neutropenia after QV-19 infusion compared with fludarabine, although overall survival was similar between the two groups."
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert {(c.a, c.b) for c in reading.comparisons} == {("Bendamustine", "fludarabine")}


def test_results_in_step_with_several_outcomes() -> None:
    sentence = "The 1-year progression-free survival and overall survival for QV-19 and KM-19 were 61% and 33% (p = 0.02), 71% and 67% (p = 0.19), respectively."
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    assert [(c.direction, c.p) for c in reading.comparisons] == [("higher", 0.02), ("similar", 0.19)]


FACTORS = [
    ("In multivariable analysis, bulky disease (HR 1.9; p = 0.001) and stage IV (HR 1.5; p = 0.02) were associated with shorter progression-free survival, whereas the centre was not (HR 0.9; p = 0.8).", [("bulky disease", "no bulky disease", "progression-free survival", "lower", 0.001), ("stage IV", "no stage IV", "progression-free survival", "lower", 0.02), ("centre", None, "progression-free survival", "similar", 0.8)]),
    ("Rural residence and stage IV were predictive of inferior overall survival.", [("Rural residence", "no rural residence", "overall survival", "lower", None), ("stage IV", "no stage IV", "overall survival", "lower", None)]),
    ("Rural residence, stage IV, and receipt of bridging were each associated with inferior overall survival.", [("Rural residence", "no rural residence", "overall survival", "lower", None), ("stage IV", "no stage IV", "overall survival", "lower", None), ("bridging", "no bridging", "overall survival", "lower", None)]),
    ("Although no risk factors for infection were identified, age mattered.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), FACTORS)
def test_lists_of_factors(sentence: str, expected: list[tuple[object, ...]]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert sorted(map(str, (said(c, labels) for c in reading.comparisons))) == sorted(map(str, expected))


def test_whose_an_outcome_is() -> None:
    sentence = "Expansion of QV-19 was greater in adults on ibrutinib, and patients with an AUC <13.8 had more relapse."
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    assert {c.a for c in reading.comparisons} >= {"adults on ibrutinib"}
    assert not any(c.a.endswith("<13") for c in reading.comparisons)


def test_a_dot_within_a_number_ends_no_clause() -> None:
    sentence = "Doses up to 4.9 million cells led to higher response rates than lower doses."
    assert {c.a for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons} == {"Doses up to 4.9 million cells"}


def test_a_survival_and_its_p_value_are_no_side() -> None:
    sentence = (
        "In multivariable selection, a high CNA score was the variable associated with inferior complete response rates "
        "(28% vs 56%, P = .003), progression-free survival (PFS; P = .0008; hazard ratio, 2.2), and overall survival "
        "(OS; P = .003; hazard ratio, 2.3)."
    )
    sides = [(c.a, c.b) for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons]
    assert set(sides) == {("high CNA score", "low CNA score")}
