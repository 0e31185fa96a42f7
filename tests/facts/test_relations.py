from __future__ import annotations

import random
from dataclasses import replace

import pytest

from cargraph.facts.relations import relations
from cargraph.facts.relations.examples import annotation
from cargraph.model import Comparison, Evidence, Predicate, Span
from tests.facts.reading_of import reading_of
from tests.facts.stating import HERE, named, observed, said

TWO = (
    "We gave [construct: AX-1] and [construct: BX-2]. Outcomes were [toxicity: CRS], [toxicity: ICANS], [endpoint: CR]."
)


def test_evidence_is_the_sentence_word_for_word() -> None:
    reading = annotation("Mice were ill. [construct: KX-2] targeting [antigen: CD5] cured them.")
    (found,) = relations(reading)
    assert found.predicate is Predicate.TARGETS
    (piece,) = found.evidence
    assert piece.quote == "KX-2 targeting CD5 cured them." == piece.span.of(reading.paper.text)
    assert piece.rule.startswith("targets.")


def test_a_count_above_zero_beats_a_denial() -> None:
    reading = annotation("[construct: KX-2] was given. No patient had [toxicity: ICANS].")
    assert ("KX-2", "causes", "ICANS", True) in said(reading, relations(reading))
    counted = observed(reading, "ICANS", count=2, total=9)
    assert said(reading, relations(reading, [counted])) == {("KX-2", "causes", "ICANS", False)}


@pytest.mark.parametrize(
    ("numbers", "negated"),
    [({"count": 0}, True), ({"percent": 0.0}, True), ({"count": 1}, False), ({"value": 3.0}, False)],
)
def test_a_number_shows_whether_a_toxicity_occurred(numbers: dict[str, float], negated: bool) -> None:
    reading = annotation("[construct: KX-2]. [toxicity: Anaemia].")
    found = relations(reading, [observed(reading, "Anaemia", **numbers)])
    assert [(one.predicate, one.negated) for one in found] == [(Predicate.CAUSES, negated)]


def test_no_event_of_one_grade_or_of_one_group_says_nothing_of_the_rest() -> None:
    reading = annotation("[construct: KX-2]. [toxicity: Anaemia].")
    assert not relations(reading, [observed(reading, "Anaemia", count=0, grade=">=3")])
    assert not relations(reading, [observed(reading, "Anaemia", count=0, arm="dose level 1")])


def test_a_comparison_shows_the_endpoint_of_both_and_the_toxicity_of_the_one_with_more() -> None:
    reading = annotation("[construct: AX-1]. [construct: BX-2]. [toxicity: CRS]. [endpoint: CR].")
    names = named(reading)
    less = Comparison(evidence=HERE, a=names["AX-1"], b=names["BX-2"], outcome=names["CRS"], direction="lower")
    same = replace(less, outcome=names["CR"], direction="similar")
    assert said(reading, relations(reading, (), [less, same])) == {
        ("BX-2", "causes", "CRS", False),
        ("AX-1", "has_endpoint", "CR", False),
        ("BX-2", "has_endpoint", "CR", False),
    }


def test_a_group_told_apart_by_a_marker_ties_it_to_the_outcome() -> None:
    reading = annotation("[construct: AX-1]. [biomarker: ferritin]. [toxicity: CRS].")
    names = named(reading)
    more = Comparison(evidence=HERE, a="elevated ferritin", b=None, outcome=names["CRS"], direction="higher")
    assert said(reading, relations(reading, (), [more])) == {("ferritin", "associated_with", "CRS", False)}
    alike = relations(reading, (), [replace(more, direction="similar")])
    assert said(reading, alike) == {("ferritin", "associated_with", "CRS", True)}


def test_a_group_named_by_its_disease_was_treated_for_it() -> None:
    reading = annotation("[construct: AX-1]. [disease: myeloma]. [endpoint: CR].")
    found = relations(reading, [observed(reading, "CR", count=3, arm="patients with myeloma")])
    assert ("AX-1", "treats", "myeloma", False) in said(reading, found)


@pytest.mark.parametrize(
    "text",
    [
        "[endpoint/survival: OS] was associated with [toxicity: ICANS].",
        "[toxicity: ICANS] was associated with [endpoint/survival: OS].",
    ],
)
def test_of_two_things_that_go_together_the_earlier_comes_first(text: str) -> None:
    reading = annotation(text)
    assert said(reading, relations(reading)) == {("ICANS", "associated_with", "OS", False)}


def test_both_drugs_given_for_one_toxicity_are_found() -> None:
    reading = annotation("[drug: Anakinra] was used in two and [drug: prednisone] in nine for [toxicity: CRS].")
    assert {s for s, _, _, _ in said(reading, relations(reading))} == {"Anakinra", "prednisone"}


def test_evidence_adds_up_but_not_without_end() -> None:
    reading = annotation("[construct: KX-2] targeting [antigen: CD5] was given. " * 12)
    (found,) = relations(reading)
    assert len(found.evidence) == 8
    assert list(found.evidence) == sorted(found.evidence, key=lambda piece: piece.span)


def test_the_order_of_results_changes_nothing() -> None:
    reading = annotation(TWO)
    names = named(reading)
    results = [observed(reading, name, count=count) for name in ("CRS", "ICANS", "CR") for count in (0, 1, 2)]
    results += [replace(one, subject=names["BX-2"]) for one in results]
    expected = relations(reading, results)
    for seed in range(3):
        random.Random(seed).shuffle(results)
        assert relations(reading, results) == expected


def test_a_paper_without_constructs_has_no_relations_of_one() -> None:
    reading = annotation("[drug: Tocilizumab] was given for [toxicity: CRS]; [endpoint: OS] was 3 months.")
    assert said(reading, relations(reading)) == {("Tocilizumab", "manages", "CRS", False)}


def test_no_event_beyond_a_grade_says_nothing_of_the_lower_ones() -> None:
    reading = annotation(
        "[construct: KX-2] was given. There was no [toxicity: CRS] or [toxicity: ICANS] beyond grade 1."
    )
    assert not relations(reading)
    beyond = (Evidence(Span(0, 4), "no CRS beyond grade 1", "results"),)
    counted = replace(observed(reading, "CRS", count=0, total=9), evidence=beyond)
    assert not relations(reading, [counted])
    plain = annotation("[construct: KX-2] was given. There was no [toxicity: CRS].")
    assert ("KX-2", "causes", "CRS", True) in said(plain, relations(plain))


def test_a_part_is_of_all_constructs_listed_before_it_unless_dealt_out() -> None:
    listed = annotation("[construct: AX-1] and [construct: BX-2] carry a [component: CD28] domain.")
    assert {subject for subject, *_ in said(listed, relations(listed))} == {"AX-1", "BX-2"}
    dealt = annotation(
        "[construct: AX-1] and [construct: BX-2] carry a [component: CD28] and a [component: ICOS] domain, respectively."
    )
    assert {(s, o) for s, _, o, _ in said(dealt, relations(dealt))} == {("AX-1", "CD28"), ("BX-2", "ICOS")}


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("with the [drug: anti-PD-1] antibody [drug: nivolumab]", {"anti-PD-1", "nivolumab"}),
        ("with the [drug: anti-PD-1] antibody, while [drug: nivolumab] was rare", {"anti-PD-1"}),
    ],
)
def test_the_name_of_a_drug_goes_with_its_kind(text: str, drugs: set[str]) -> None:
    reading = annotation(f"[construct: KX-2] was combined {text}.")
    assert {o for _, p, o, _ in said(reading, relations(reading)) if p == "combined_with"} == drugs


def test_figures_in_brackets_part_nothing() -> None:
    reading = annotation("[biomarker: LDH] and age (n = 9; P = .02) were associated with [endpoint: OS].")
    assert said(reading, relations(reading)) == {("LDH", "associated_with", "OS", False)}


def test_the_two_ends_of_a_correlation_are_no_list() -> None:
    reading = annotation("No association between [cytokine: IL-2] and early [toxicity: CRS] was observed.")
    assert said(reading, relations(reading)) == {("IL-2", "associated_with", "CRS", True)}


def test_a_number_of_those_spared_says_nothing() -> None:
    reading = annotation("[construct: KX-2]. [toxicity: Colitis].")
    spared = (Evidence(Span(0, 4), "Colitis was prevented in 9 of 10", "results"),)
    assert not relations(reading, [replace(observed(reading, "Colitis", count=9, total=10), evidence=spared)])


def test_what_stands_before_a_finding_is_no_part_of_it() -> None:
    reading = annotation("Analysis in [endpoint: CR] showed that [biomarker: LDH] was associated with [endpoint: PFS].")
    assert said(reading, relations(reading)) == {("LDH", "associated_with", "PFS", False)}


@pytest.mark.parametrize(
    ("a", "direction", "found"),
    [("anakinra group", "lower", True), ("anakinra group", "higher", False), ("without anakinra", "lower", False)],
)
def test_a_drug_whose_group_had_less_of_a_harm_manages_it(a: str, direction: str, found: bool) -> None:
    reading = annotation("[construct: AX-1]. [drug/cytokine_antagonist: anakinra]. [toxicity: ICANS].")
    less = Comparison(evidence=HERE, a=a, b=None, outcome=named(reading)["ICANS"], direction=direction)
    stated = ("anakinra", "manages", "ICANS", False) in said(reading, relations(reading, (), [less]))
    assert stated == found


def test_the_last_of_a_list_that_goes_on_is_alone_in_what_it_is_aimed_at() -> None:
    going_on = annotation(
        "Under study are [construct: AX-1], [construct: BX-2] directed at [antigen: CD5], and others."
    )
    assert said(going_on, relations(going_on)) == {("BX-2", "targets", "CD5", False)}
    closed = annotation("Under study are [construct: AX-1] and [construct: BX-2] directed at [antigen: CD5].")
    assert {one[0] for one in said(closed, relations(closed))} == {"AX-1", "BX-2"}


def test_no_product_is_lent_a_target_that_it_is_known_not_to_have() -> None:
    text = "[construct: {}] helped all. [construct: [antigen: GPRC5D] CAR T cells] were tried."
    lent, kept = (annotation(text.format(name)) for name in ("AX-1", "idecabtagene vicleucel"))
    assert ("AX-1", "targets", "GPRC5D", False) in said(lent, relations(lent))
    assert ("idecabtagene vicleucel", "targets", "GPRC5D", False) not in said(kept, relations(kept))


def test_a_drug_inhibits_the_cytokine_that_its_name_is_against() -> None:
    told = "We gave CD19 CAR T cells to mice. The IL-1 receptor antagonist anakinra abolished both CRS and fever."
    found = {(n, o) for n, p, o in _told(told) if p == "inhibits"}
    assert found == {("anakinra", "IL-1 receptor")}
    assert ("anakinra", "manages", "cytokine release syndrome") in _told(told)


def _told(text: str) -> set[tuple[str, str, str]]:
    reading = reading_of("A study of anakinra", text)
    labels = {entity.id: entity.label for entity in reading.entities}
    return {(labels[r.subject], r.predicate.value, labels[r.object]) for r in reading.relations}


@pytest.mark.parametrize(
    "text",
    [
        "[toxicity/infection: Sepsis] was associated with [toxicity/immune: CRS].",
        "[toxicity/immune: CRS] was associated with [toxicity/infection: sepsis].",
    ],
)
def test_an_infection_follows_the_acute_harm_it_goes_with(text: str) -> None:
    reading = annotation(text)
    ((first, predicate, last, _),) = said(reading, relations(reading))
    assert (first, predicate, last.lower()) == ("CRS", "associated_with", "sepsis")
