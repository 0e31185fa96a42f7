from __future__ import annotations

from dataclasses import replace

import pytest

from cargraph.facts.relations import relations
from cargraph.facts.relations.examples import annotation
from cargraph.model import Comparison, Section, Span
from tests.facts.reading_of import reading_of
from tests.facts.stating import HERE, named, observed, said, sentence, titled


def test_what_is_built_into_one_construct_is_not_spread_to_the_other() -> None:
    reading = annotation(
        "[construct: AX-1] contains a [component: safety switch]. [construct: BX-2] does not. "
        "A [component: safety switch] domain was encoded. A [component: CD28] domain was encoded. [endpoint: CR]."
    )
    names = named(reading)
    alike = Comparison(evidence=HERE, a=names["AX-1"], b=names["BX-2"], outcome=names["CR"], direction="similar")
    found = said(reading, relations(reading, (), [alike]))
    parts = {(s, o) for s, p, o, _ in found if p == "has_component"}
    assert parts == {("AX-1", "safety switch"), ("AX-1", "CD28"), ("BX-2", "CD28")}


def test_what_is_said_of_several_products_is_said_of_the_class_that_the_title_names() -> None:
    reading = titled(
        "[construct: BCMA CAR-T] outside trials",
        "[construct: AX-1] and [construct: BX-2] gave [endpoint: CR]. Then [toxicity: CRS] occurred in ten patients.",
    )
    results = [replace(observed(reading, "CR", count=3), subject=named(reading)[name]) for name in ("AX-1", "BX-2")]
    found = {(s, o) for s, p, o, _ in said(reading, relations(reading, results)) if p == "causes"}
    assert found == {("BCMA CAR-T", "CRS")}


def test_what_is_said_of_two_arms_is_said_of_both_though_the_title_names_one() -> None:
    reading = titled("[construct: AX-1] is safe", "[construct: BX-2] gave [endpoint: CR]. [toxicity: CRS] occurred.")
    counted = replace(observed(reading, "CR", count=3), evidence=sentence(reading, 1))
    results = [counted, replace(counted, subject=named(reading)["BX-2"])]
    found = {(s, o) for s, p, o, _ in said(reading, relations(reading, results)) if p == "causes"}
    assert found == {("AX-1", "CRS"), ("BX-2", "CRS")}
    unlike = {(s, o) for s, p, o, _ in said(reading, relations(reading)) if p == "causes"}
    assert unlike == {("AX-1", "CRS")}


def test_every_construct_studied_treats_the_disease_of_the_study_and_binds_its_one_target() -> None:
    reading = annotation(
        "[construct: AX-1] targeting [antigen: CD5] was given for [disease: lymphoma]. "
        "[construct: BX-2] gave [endpoint: CR]."
    )
    results = [replace(observed(reading, "CR", count=3), subject=named(reading)[name]) for name in ("AX-1", "BX-2")]
    found = said(reading, relations(reading, results))
    assert {("BX-2", "treats", "lymphoma", False), ("BX-2", "targets", "CD5", False)} <= found


def test_what_a_construct_named_in_passing_binds_is_not_what_the_others_bind() -> None:
    reading = annotation(
        "[construct: AX-1] gave [endpoint: CR]. Unlike it, [construct: KX-9] targeting [antigen: CD5] needs a donor."
    )
    found = said(reading, relations(reading, [observed(reading, "CR", count=3)]))
    assert {(s, o) for s, p, o, _ in found if p == "targets"} == {("KX-9", "CD5")}


def test_a_paper_of_many_targets_lends_none_to_the_products_that_name_none() -> None:
    text = "[construct: AX-1] and [construct: BX-2] gave [endpoint: CR]. {}[construct: {} CAR T cells] lasted."
    one, many = "[construct: [antigen: CD5] CAR] died. ", "[construct: KX-3], an anti-[antigen: CD7] CAR, and {}"
    few = annotation(text.format("", "anti-[antigen: CD5]"))
    more = annotation(text.format(many.format(one), "anti-[antigen: CD33]"))
    aimed = [
        {s for s, p, _, _ in said(reading, relations(reading)) if p == "targets"} & {"AX-1", "BX-2"}
        for reading in (few, more)
    ]
    assert aimed == [{"AX-1", "BX-2"}, set()]


def test_what_patients_had_before_or_after_is_not_what_was_studied() -> None:
    reading = annotation(
        "[construct: KX-2] was given to nine adults, all relapsing after [construct: CD19 CAR T cells]. "
        "Four developed [toxicity: ICANS]. One relapse was re-treated with [construct: BCMA CAR T cells]."
    )
    told = said(reading, relations(reading))
    assert ("KX-2", "causes", "ICANS", False) in told
    assert {subject for subject, *_ in told} == {"KX-2"}


def test_a_result_of_a_treatment_named_in_passing_is_of_the_one_studied() -> None:
    reading = annotation(
        "[construct: CD19 CAR T cells] had failed. Nine relapsing after [construct: BCMA CAR T cells] had [toxicity: CRS]."
    )
    passing = named(reading)["BCMA CAR T cells"]
    counted = replace(observed(reading, "CRS", count=2, total=9), subject=passing)
    assert said(reading, relations(reading, [counted])) == {("CD19 CAR T cells", "causes", "CRS", False)}


def test_the_product_of_an_earlier_study_keeps_what_its_own_sentence_says() -> None:
    reading = annotation(
        "[construct: KX-2] was given. Four developed [toxicity: ICANS]. "
        "[construct: KX-1] cells in our preceding trial caused [toxicity: CRS]."
    )
    told = said(reading, relations(reading))
    assert ("KX-1", "causes", "CRS", False) in told
    assert ("KX-1", "causes", "ICANS", False) not in told


def test_what_came_after_the_product_itself_does_not_set_it_aside() -> None:
    reading = annotation("[endpoint: Relapse] after [construct: KX-2] was rare. [construct: KX-3] was frozen.")
    assert ("KX-2", "has_endpoint", "Relapse", False) in said(reading, relations(reading))


def test_results_of_one_of_two_products_in_a_title_leave_the_other_studied() -> None:
    reading = titled("[construct: AX-1] or [construct: BX-2] in lymphoma", "Four developed [toxicity: ICANS].")
    counted = observed(reading, "ICANS", count=4, total=9)
    told = said(reading, relations(reading, [counted]))
    assert {("AX-1", "causes", "ICANS", False), ("BX-2", "causes", "ICANS", False)} <= told


def test_what_is_built_anew_is_not_built_into_the_unedited_control() -> None:
    reading = annotation(
        "We compared [construct: KX-2] and [construct: unedited CAR T cells]; [endpoint: CR] was better. "
        "Transduction was with a [component/vector: lentiviral vector]."
    )
    names = named(reading)
    counted = Comparison(
        evidence=HERE, a=names["KX-2"], b=names["unedited CAR T cells"], outcome=names["CR"], direction="higher"
    )
    told = said(reading, relations(reading, (), [counted]))
    assert ("KX-2", "has_component", "lentiviral vector", False) in told
    assert ("unedited CAR T cells", "has_component", "lentiviral vector", False) not in told


def test_a_product_that_one_sentence_names_is_not_what_the_title_is_about() -> None:
    reading = titled(
        "[construct: CAR T-cell therapy] in the old",
        "[construct: AX-1] was approved for [disease: lymphoma] in 2018. Four developed [toxicity: CRS].",
    )
    counted = replace(observed(reading, "CRS", count=4, total=9), subject=named(reading)["AX-1"])
    told = said(reading, relations(reading, [counted]))
    assert {("CAR T-cell therapy", "causes", "CRS", False), ("AX-1", "treats", "lymphoma", False)} <= told
    assert ("AX-1", "causes", "CRS", False) not in told


def test_a_coined_name_binds_what_the_description_of_its_class_says() -> None:
    reading = annotation(
        "[construct: AX-1] gave [endpoint: CR]. Like it are other [construct: [antigen: CD5]-directed CAR T cells]. "
        "[construct: CAR T cells] are new."
    )
    found = said(reading, relations(reading, [observed(reading, "CR", count=3)]))
    assert {s for s, p, _, _ in found if p == "targets"} == {"AX-1", "CD5-directed CAR T cells"}
    both = annotation(
        "[construct: AX-1] gave [endpoint: CR]. Others are [construct: [antigen: CD5]-directed CAR T cells] "
        "and [construct: [antigen: CD7]-directed CAR T cells]."
    )
    found = said(both, relations(both, [observed(both, "CR", count=3)]))
    assert ("AX-1", "targets", "CD5", False) not in found


def test_a_side_of_a_comparison_that_is_not_named_there_is_no_finding_of_a_product_named_in_passing() -> None:
    reading = titled(
        "[construct: CAR T-cell therapy] in the old",
        "[construct: AX-1] was approved in 2018. No difference in [endpoint: expansion] was seen.",
    )
    names = named(reading)
    alike = Comparison(
        evidence=sentence(reading, 2), a=names["AX-1"], b=None, outcome=names["expansion"], direction="similar"
    )
    found = {(s, o) for s, p, o, _ in said(reading, relations(reading, (), [alike])) if p == "has_endpoint"}
    assert found == {("CAR T-cell therapy", "expansion")}


def test_what_patients_are_called_by_having_had_before_has_no_results() -> None:
    reading = annotation(
        "[construct: KX-2] was given. Of four [construct: BCMA CAR]-exposed patients, two had [endpoint: CR]."
    )
    assert {s for s, p, _, _ in said(reading, relations(reading)) if p == "has_endpoint"} == {"KX-2"}


def test_a_background_that_reports_the_study_is_of_the_study() -> None:
    reading = annotation("[construct: KX-2] was given. Here, we report what came of [trial: BETA-1]. [trial: GAMMA-2].")
    ends = [sentence.span for sentence in reading.sentences]
    parts = (Section("results", ends[0]), Section("background", Span(ends[1].start, ends[2].end)))
    sentences = tuple(
        replace(one, section=part)
        for one, part in zip(reading.sentences, ("results", *["background"] * 2), strict=True)
    )
    reading = replace(reading, paper=replace(reading.paper, sections=parts), sentences=sentences)
    assert {o for _, p, o, _ in said(reading, relations(reading)) if p == "tested_in"} == {"BETA-1"}


def test_two_products_listed_behind_a_trial_were_both_in_it_and_brackets_part_no_clause() -> None:
    reading = annotation(
        "This study ([trial: BETA-1]) compares [construct: AX-1] and [construct: BX-2]. "
        "The [endpoint: ORR] was higher for [construct: AX-1] (odds ratio 2.3; 95% CI: 1.2-4.8) "
        "and lower for [construct: BX-2]."
    )
    told = said(reading, relations(reading))
    for predicate in ("tested_in", "has_endpoint"):
        assert {s for s, p, _, _ in told if p == predicate} == {"AX-1", "BX-2"}


def test_a_result_of_a_class_that_is_not_named_beside_it_is_of_none_of_several_products() -> None:
    reading = titled(
        "[construct: AX-1] versus [construct: BX-2]",
        "[toxicity: Anaemia]: 9. [construct: CD19 CAR T cells] are new. [construct: CD19 CAR T cells] are dear.",
    )
    counted = replace(
        observed(reading, "Anaemia", count=9),
        subject=named(reading)["CD19 CAR T cells"],
        evidence=sentence(reading, 1),
    )
    assert "CD19 CAR T cells" not in {s for s, p, _, _ in said(reading, relations(reading, [counted])) if p == "causes"}


def test_a_product_compared_is_given_for_the_disease_of_the_study() -> None:
    reading = titled(
        "[construct: AX-1] for [disease: lymphoma]",
        "[endpoint: CR] was higher than with [construct: BX-2]. [construct: BX-2] was frozen.",
    )
    names = named(reading)
    more = Comparison(
        evidence=sentence(reading, 1), a=names["AX-1"], b=names["BX-2"], outcome=names["CR"], direction="higher"
    )
    assert ("BX-2", "treats", "lymphoma", False) in said(reading, relations(reading, (), [more]))
    assert ("BX-2", "treats", "lymphoma", False) not in said(reading, relations(reading))


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("No differences in [endpoint: NRM] were seen.", {"AX-1", "BX-2"}),
        ("[endpoint: NRM] was alike between the two products.", {"AX-1", "BX-2"}),
        ("No differences in [endpoint: NRM] were seen between old and young patients.", {"CD19 CAR T cells"}),
        ("[endpoint: NRM] was 5%.", {"CD19 CAR T cells"}),
    ],
)
def test_what_differs_in_none_is_of_the_products_compared(text: str, subjects: set[str]) -> None:
    reading = titled(
        "[construct: CD19 CAR T cells] compared",
        f"[endpoint: CR] was seen with [construct: AX-1] and [construct: BX-2]. {text}",
    )
    counted = replace(observed(reading, "CR", count=3), evidence=sentence(reading, 1))
    results = [replace(counted, subject=named(reading)[name]) for name in ("AX-1", "BX-2")]
    told = said(reading, relations(reading, results))
    assert {s for s, p, o, _ in told if (p, o) == ("has_endpoint", "NRM")} == subjects


def test_a_control_of_the_dish_has_none_of_the_results_of_patients() -> None:
    reading = reading_of(
        "Tethered IL-21 in anti-CD5 CAR T cells for T-cell lymphoma",
        "KT-21, an anti-CD5 CAR T-cell product, was compared with its unarmoured counterpart (K5z) in mice.",
        "K5z failed to kill in the fourth round. Tumours were smaller with KT-21 than with K5z.",
        "Twelve patients received KT-21. The primary endpoint was dose-limiting toxicity.",
        "Of the patients given KT-21, none died. Patients had KT-21 on day 0.",
        "Neutropenia was common. Overall response was seen in 6 patients, and CAR T cells persisted in 4 patients.",
    )
    labels = {e.id: e.label for e in reading.entities}
    found = {(labels[r.subject], r.predicate.value, labels[r.object]) for r in reading.relations}
    assert ("KT-21", "has_endpoint", "dose-limiting toxicity") in found
    assert ("K5z", "has_endpoint", "dose-limiting toxicity") not in found
    assert {labels.get(o.subject or "") for o in reading.observations} == {"KT-21"}
