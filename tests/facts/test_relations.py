from __future__ import annotations

import random
from dataclasses import replace

import pytest

from cargraph.facts.relations import relations
from cargraph.facts.relations.examples import annotation
from cargraph.model import Annotation, Comparison, Evidence, Observation, Predicate, Relation, Section, Span, Stat

HERE = (Evidence(Span(0, 4), "Four", "results"),)


def _named(reading: Annotation) -> dict[str, str]:
    return {entity.label: entity.id for entity in reading.entities}


def _said(reading: Annotation, found: tuple[Relation, ...]) -> set[tuple[str, str, str, bool]]:
    labels = {entity.id: entity.label for entity in reading.entities}
    return {(labels[r.subject], r.predicate.value, labels[r.object], r.negated) for r in found}


def _titled(title: str, text: str) -> Annotation:
    reading = annotation(f"{title}. {text}")
    end = reading.sentences[0].span.end
    sections = (Section("title", Span(0, end)), Section("abstract", Span(end, len(reading.paper.text))))
    return replace(reading, paper=replace(reading.paper, sections=sections))


def _observed(reading: Annotation, outcome: str, **numbers: object) -> Observation:
    names = _named(reading)
    subject = next(entity.id for entity in reading.entities if entity.kind.value == "construct")
    return Observation(
        evidence=HERE,
        subject=subject,
        outcome=names[outcome],
        stat=Stat.PROPORTION,
        **numbers,  # type: ignore[arg-type]
    )


def _sentence(reading: Annotation, place: int) -> tuple[Evidence, ...]:
    span = reading.sentences[place].span
    return (Evidence(span, span.of(reading.paper.text), "abstract"),)


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
    assert ("KX-2", "causes", "ICANS", True) in _said(reading, relations(reading))
    counted = _observed(reading, "ICANS", count=2, total=9)
    assert _said(reading, relations(reading, [counted])) == {("KX-2", "causes", "ICANS", False)}


@pytest.mark.parametrize(
    ("numbers", "negated"),
    [({"count": 0}, True), ({"percent": 0.0}, True), ({"count": 1}, False), ({"value": 3.0}, False)],
)
def test_a_number_shows_whether_a_toxicity_occurred(numbers: dict[str, float], negated: bool) -> None:
    reading = annotation("[construct: KX-2]. [toxicity: Anaemia].")
    found = relations(reading, [_observed(reading, "Anaemia", **numbers)])
    assert [(one.predicate, one.negated) for one in found] == [(Predicate.CAUSES, negated)]


def test_no_event_of_one_grade_or_of_one_group_says_nothing_of_the_rest() -> None:
    reading = annotation("[construct: KX-2]. [toxicity: Anaemia].")
    assert not relations(reading, [_observed(reading, "Anaemia", count=0, grade=">=3")])
    assert not relations(reading, [_observed(reading, "Anaemia", count=0, arm="dose level 1")])


def test_a_comparison_shows_the_endpoint_of_both_and_the_toxicity_of_the_one_with_more() -> None:
    reading = annotation("[construct: AX-1]. [construct: BX-2]. [toxicity: CRS]. [endpoint: CR].")
    names = _named(reading)
    less = Comparison(evidence=HERE, a=names["AX-1"], b=names["BX-2"], outcome=names["CRS"], direction="lower")
    same = replace(less, outcome=names["CR"], direction="similar")
    assert _said(reading, relations(reading, (), [less, same])) == {
        ("BX-2", "causes", "CRS", False),
        ("AX-1", "has_endpoint", "CR", False),
        ("BX-2", "has_endpoint", "CR", False),
    }


def test_a_group_told_apart_by_a_marker_ties_it_to_the_outcome() -> None:
    reading = annotation("[construct: AX-1]. [biomarker: ferritin]. [toxicity: CRS].")
    names = _named(reading)
    more = Comparison(evidence=HERE, a="elevated ferritin", b=None, outcome=names["CRS"], direction="higher")
    assert _said(reading, relations(reading, (), [more])) == {("ferritin", "associated_with", "CRS", False)}
    alike = relations(reading, (), [replace(more, direction="similar")])
    assert _said(reading, alike) == {("ferritin", "associated_with", "CRS", True)}


def test_what_is_built_into_one_construct_is_not_spread_to_the_other() -> None:
    reading = annotation(
        "[construct: AX-1] contains a [component: safety switch]. [construct: BX-2] does not. "
        "A [component: safety switch] domain was encoded. A [component: CD28] domain was encoded. [endpoint: CR]."
    )
    names = _named(reading)
    alike = Comparison(evidence=HERE, a=names["AX-1"], b=names["BX-2"], outcome=names["CR"], direction="similar")
    found = _said(reading, relations(reading, (), [alike]))
    parts = {(s, o) for s, p, o, _ in found if p == "has_component"}
    assert parts == {("AX-1", "safety switch"), ("AX-1", "CD28"), ("BX-2", "CD28")}


def test_what_is_said_of_several_products_is_said_of_the_class_that_the_title_names() -> None:
    reading = _titled(
        "[construct: BCMA CAR-T] outside trials",
        "[construct: AX-1] and [construct: BX-2] gave [endpoint: CR]. Then [toxicity: CRS] occurred in ten patients.",
    )
    results = [replace(_observed(reading, "CR", count=3), subject=_named(reading)[name]) for name in ("AX-1", "BX-2")]
    found = {(s, o) for s, p, o, _ in _said(reading, relations(reading, results)) if p == "causes"}
    assert found == {("BCMA CAR-T", "CRS")}


def test_what_is_said_of_two_arms_is_said_of_both_though_the_title_names_one() -> None:
    reading = _titled("[construct: AX-1] is safe", "[construct: BX-2] gave [endpoint: CR]. [toxicity: CRS] occurred.")
    counted = replace(_observed(reading, "CR", count=3), evidence=_sentence(reading, 1))
    results = [counted, replace(counted, subject=_named(reading)["BX-2"])]
    found = {(s, o) for s, p, o, _ in _said(reading, relations(reading, results)) if p == "causes"}
    assert found == {("AX-1", "CRS"), ("BX-2", "CRS")}
    unlike = {(s, o) for s, p, o, _ in _said(reading, relations(reading)) if p == "causes"}
    assert unlike == {("AX-1", "CRS")}


def test_every_construct_studied_treats_the_disease_of_the_study_and_binds_its_one_target() -> None:
    reading = annotation(
        "[construct: AX-1] targeting [antigen: CD5] was given for [disease: lymphoma]. "
        "[construct: BX-2] gave [endpoint: CR]."
    )
    results = [replace(_observed(reading, "CR", count=3), subject=_named(reading)[name]) for name in ("AX-1", "BX-2")]
    found = _said(reading, relations(reading, results))
    assert {("BX-2", "treats", "lymphoma", False), ("BX-2", "targets", "CD5", False)} <= found


def test_what_a_construct_named_in_passing_binds_is_not_what_the_others_bind() -> None:
    reading = annotation(
        "[construct: AX-1] gave [endpoint: CR]. Unlike it, [construct: KX-9] targeting [antigen: CD5] needs a donor."
    )
    found = _said(reading, relations(reading, [_observed(reading, "CR", count=3)]))
    assert {(s, o) for s, p, o, _ in found if p == "targets"} == {("KX-9", "CD5")}


def test_a_group_named_by_its_disease_was_treated_for_it() -> None:
    reading = annotation("[construct: AX-1]. [disease: myeloma]. [endpoint: CR].")
    found = relations(reading, [_observed(reading, "CR", count=3, arm="patients with myeloma")])
    assert ("AX-1", "treats", "myeloma", False) in _said(reading, found)


@pytest.mark.parametrize(
    "text",
    [
        "[endpoint/survival: OS] was associated with [toxicity: ICANS].",
        "[toxicity: ICANS] was associated with [endpoint/survival: OS].",
    ],
)
def test_of_two_things_that_go_together_the_earlier_comes_first(text: str) -> None:
    reading = annotation(text)
    assert _said(reading, relations(reading)) == {("ICANS", "associated_with", "OS", False)}


def test_both_drugs_given_for_one_toxicity_are_found() -> None:
    reading = annotation("[drug: Anakinra] was used in two and [drug: prednisone] in nine for [toxicity: CRS].")
    assert {s for s, _, _, _ in _said(reading, relations(reading))} == {"Anakinra", "prednisone"}


def test_evidence_adds_up_but_not_without_end() -> None:
    reading = annotation("[construct: KX-2] targeting [antigen: CD5] was given. " * 12)
    (found,) = relations(reading)
    assert len(found.evidence) == 8
    assert list(found.evidence) == sorted(found.evidence, key=lambda piece: piece.span)


def test_the_order_of_results_changes_nothing() -> None:
    reading = annotation(TWO)
    names = _named(reading)
    results = [_observed(reading, name, count=count) for name in ("CRS", "ICANS", "CR") for count in (0, 1, 2)]
    results += [replace(one, subject=names["BX-2"]) for one in results]
    expected = relations(reading, results)
    for seed in range(3):
        random.Random(seed).shuffle(results)
        assert relations(reading, results) == expected


def test_a_paper_without_constructs_has_no_relations_of_one() -> None:
    reading = annotation("[drug: Tocilizumab] was given for [toxicity: CRS]; [endpoint: OS] was 3 months.")
    assert _said(reading, relations(reading)) == {("Tocilizumab", "manages", "CRS", False)}


def test_what_patients_had_before_or_after_is_not_what_was_studied() -> None:
    reading = annotation(
        "[construct: KX-2] was given to nine adults, all relapsing after [construct: CD19 CAR T cells]. "
        "Four developed [toxicity: ICANS]. One relapse was re-treated with [construct: BCMA CAR T cells]."
    )
    said = _said(reading, relations(reading))
    assert ("KX-2", "causes", "ICANS", False) in said
    assert {subject for subject, *_ in said} == {"KX-2"}


def test_a_result_of_a_treatment_named_in_passing_is_of_the_one_studied() -> None:
    reading = annotation(
        "[construct: CD19 CAR T cells] had failed. Nine relapsing after [construct: BCMA CAR T cells] had [toxicity: CRS]."
    )
    passing = _named(reading)["BCMA CAR T cells"]
    counted = replace(_observed(reading, "CRS", count=2, total=9), subject=passing)
    assert _said(reading, relations(reading, [counted])) == {("CD19 CAR T cells", "causes", "CRS", False)}


def test_the_product_of_an_earlier_study_keeps_what_its_own_sentence_says() -> None:
    reading = annotation(
        "[construct: KX-2] was given. Four developed [toxicity: ICANS]. "
        "[construct: KX-1] cells in our preceding trial caused [toxicity: CRS]."
    )
    said = _said(reading, relations(reading))
    assert ("KX-1", "causes", "CRS", False) in said
    assert ("KX-1", "causes", "ICANS", False) not in said


def test_what_came_after_the_product_itself_does_not_set_it_aside() -> None:
    reading = annotation("[endpoint: Relapse] after [construct: KX-2] was rare. [construct: KX-3] was frozen.")
    assert ("KX-2", "has_endpoint", "Relapse", False) in _said(reading, relations(reading))


def test_results_of_one_of_two_products_in_a_title_leave_the_other_studied() -> None:
    reading = _titled("[construct: AX-1] or [construct: BX-2] in lymphoma", "Four developed [toxicity: ICANS].")
    counted = _observed(reading, "ICANS", count=4, total=9)
    said = _said(reading, relations(reading, [counted]))
    assert {("AX-1", "causes", "ICANS", False), ("BX-2", "causes", "ICANS", False)} <= said


def test_no_event_beyond_a_grade_says_nothing_of_the_lower_ones() -> None:
    reading = annotation(
        "[construct: KX-2] was given. There was no [toxicity: CRS] or [toxicity: ICANS] beyond grade 1."
    )
    assert not relations(reading)
    beyond = (Evidence(Span(0, 4), "no CRS beyond grade 1", "results"),)
    counted = replace(_observed(reading, "CRS", count=0, total=9), evidence=beyond)
    assert not relations(reading, [counted])
    plain = annotation("[construct: KX-2] was given. There was no [toxicity: CRS].")
    assert ("KX-2", "causes", "CRS", True) in _said(plain, relations(plain))


def test_a_part_is_of_all_constructs_listed_before_it_unless_dealt_out() -> None:
    listed = annotation("[construct: AX-1] and [construct: BX-2] carry a [component: CD28] domain.")
    assert {subject for subject, *_ in _said(listed, relations(listed))} == {"AX-1", "BX-2"}
    dealt = annotation(
        "[construct: AX-1] and [construct: BX-2] carry a [component: CD28] and a [component: ICOS] domain, respectively."
    )
    assert {(s, o) for s, _, o, _ in _said(dealt, relations(dealt))} == {("AX-1", "CD28"), ("BX-2", "ICOS")}


def test_what_is_built_anew_is_not_built_into_the_unedited_control() -> None:
    reading = annotation(
        "We compared [construct: KX-2] and [construct: unedited CAR T cells]; [endpoint: CR] was better. "
        "Transduction was with a [component/vector: lentiviral vector]."
    )
    names = _named(reading)
    counted = Comparison(
        evidence=HERE, a=names["KX-2"], b=names["unedited CAR T cells"], outcome=names["CR"], direction="higher"
    )
    said = _said(reading, relations(reading, (), [counted]))
    assert ("KX-2", "has_component", "lentiviral vector", False) in said
    assert ("unedited CAR T cells", "has_component", "lentiviral vector", False) not in said


def test_a_product_that_one_sentence_names_is_not_what_the_title_is_about() -> None:
    reading = _titled(
        "[construct: CAR T-cell therapy] in the old",
        "[construct: AX-1] was approved for [disease: lymphoma] in 2018. Four developed [toxicity: CRS].",
    )
    counted = replace(_observed(reading, "CRS", count=4, total=9), subject=_named(reading)["AX-1"])
    said = _said(reading, relations(reading, [counted]))
    assert {("CAR T-cell therapy", "causes", "CRS", False), ("AX-1", "treats", "lymphoma", False)} <= said
    assert ("AX-1", "causes", "CRS", False) not in said


def test_a_coined_name_binds_what_the_description_of_its_class_says() -> None:
    reading = annotation(
        "[construct: AX-1] gave [endpoint: CR]. Like it are other [construct: [antigen: CD5]-directed CAR T cells]. "
        "[construct: CAR T cells] are new."
    )
    found = _said(reading, relations(reading, [_observed(reading, "CR", count=3)]))
    assert {s for s, p, _, _ in found if p == "targets"} == {"AX-1", "CD5-directed CAR T cells"}
    both = annotation(
        "[construct: AX-1] gave [endpoint: CR]. Others are [construct: [antigen: CD5]-directed CAR T cells] "
        "and [construct: [antigen: CD7]-directed CAR T cells]."
    )
    found = _said(both, relations(both, [_observed(both, "CR", count=3)]))
    assert ("AX-1", "targets", "CD5", False) not in found


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("with the [drug: anti-PD-1] antibody [drug: nivolumab]", {"anti-PD-1", "nivolumab"}),
        ("with the [drug: anti-PD-1] antibody, while [drug: nivolumab] was rare", {"anti-PD-1"}),
    ],
)
def test_the_name_of_a_drug_goes_with_its_kind(text: str, drugs: set[str]) -> None:
    reading = annotation(f"[construct: KX-2] was combined {text}.")
    assert {o for _, p, o, _ in _said(reading, relations(reading)) if p == "combined_with"} == drugs


def test_figures_in_brackets_part_nothing() -> None:
    reading = annotation("[biomarker: LDH] and age (n = 9; P = .02) were associated with [endpoint: OS].")
    assert _said(reading, relations(reading)) == {("LDH", "associated_with", "OS", False)}


def test_the_two_ends_of_a_correlation_are_no_list() -> None:
    reading = annotation("No association between [cytokine: IL-2] and early [toxicity: CRS] was observed.")
    assert _said(reading, relations(reading)) == {("IL-2", "associated_with", "CRS", True)}


def test_a_side_of_a_comparison_that_is_not_named_there_is_no_finding_of_a_product_named_in_passing() -> None:
    reading = _titled(
        "[construct: CAR T-cell therapy] in the old",
        "[construct: AX-1] was approved in 2018. No difference in [endpoint: expansion] was seen.",
    )
    names = _named(reading)
    alike = Comparison(
        evidence=_sentence(reading, 2), a=names["AX-1"], b=None, outcome=names["expansion"], direction="similar"
    )
    found = {(s, o) for s, p, o, _ in _said(reading, relations(reading, (), [alike])) if p == "has_endpoint"}
    assert found == {("CAR T-cell therapy", "expansion")}


def test_what_patients_are_called_by_having_had_before_has_no_results() -> None:
    reading = annotation(
        "[construct: KX-2] was given. Of four [construct: BCMA CAR]-exposed patients, two had [endpoint: CR]."
    )
    assert {s for s, p, _, _ in _said(reading, relations(reading)) if p == "has_endpoint"} == {"KX-2"}


def test_a_number_of_those_spared_says_nothing() -> None:
    reading = annotation("[construct: KX-2]. [toxicity: Colitis].")
    spared = (Evidence(Span(0, 4), "Colitis was prevented in 9 of 10", "results"),)
    assert not relations(reading, [replace(_observed(reading, "Colitis", count=9, total=10), evidence=spared)])


def test_a_background_that_reports_the_study_is_of_the_study() -> None:
    reading = annotation("[construct: KX-2] was given. Here, we report what came of [trial: BETA-1]. [trial: GAMMA-2].")
    ends = [sentence.span for sentence in reading.sentences]
    parts = (Section("results", ends[0]), Section("background", Span(ends[1].start, ends[2].end)))
    sentences = tuple(
        replace(one, section=part)
        for one, part in zip(reading.sentences, ("results", *["background"] * 2), strict=True)
    )
    reading = replace(reading, paper=replace(reading.paper, sections=parts), sentences=sentences)
    assert {o for _, p, o, _ in _said(reading, relations(reading)) if p == "tested_in"} == {"BETA-1"}


def test_two_products_listed_behind_a_trial_were_both_in_it_and_brackets_part_no_clause() -> None:
    reading = annotation(
        "This study ([trial: BETA-1]) compares [construct: AX-1] and [construct: BX-2]. "
        "The [endpoint: ORR] was higher for [construct: AX-1] (odds ratio 2.3; 95% CI: 1.2-4.8) "
        "and lower for [construct: BX-2]."
    )
    said = _said(reading, relations(reading))
    for predicate in ("tested_in", "has_endpoint"):
        assert {s for s, p, _, _ in said if p == predicate} == {"AX-1", "BX-2"}


def test_a_result_of_a_class_that_is_not_named_beside_it_is_of_none_of_several_products() -> None:
    reading = _titled(
        "[construct: AX-1] versus [construct: BX-2]",
        "[toxicity: Anaemia]: 9. [construct: CD19 CAR T cells] are new. [construct: CD19 CAR T cells] are dear.",
    )
    counted = replace(
        _observed(reading, "Anaemia", count=9),
        subject=_named(reading)["CD19 CAR T cells"],
        evidence=_sentence(reading, 1),
    )
    assert "CD19 CAR T cells" not in {
        s for s, p, _, _ in _said(reading, relations(reading, [counted])) if p == "causes"
    }


def test_a_product_compared_is_given_for_the_disease_of_the_study() -> None:
    reading = _titled(
        "[construct: AX-1] for [disease: lymphoma]",
        "[endpoint: CR] was higher than with [construct: BX-2]. [construct: BX-2] was frozen.",
    )
    names = _named(reading)
    more = Comparison(
        evidence=_sentence(reading, 1), a=names["AX-1"], b=names["BX-2"], outcome=names["CR"], direction="higher"
    )
    assert ("BX-2", "treats", "lymphoma", False) in _said(reading, relations(reading, (), [more]))
    assert ("BX-2", "treats", "lymphoma", False) not in _said(reading, relations(reading))


def test_what_stands_before_a_finding_is_no_part_of_it() -> None:
    reading = annotation("Analysis in [endpoint: CR] showed that [biomarker: LDH] was associated with [endpoint: PFS].")
    assert _said(reading, relations(reading)) == {("LDH", "associated_with", "PFS", False)}
