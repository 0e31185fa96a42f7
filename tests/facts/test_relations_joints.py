"""Where a list of things goes on and where a new clause begins; what the words around a list leave to its last member."""

from __future__ import annotations

import pytest

from cargraph.facts import heads
from cargraph.facts.relations import relations
from cargraph.facts.relations.examples import annotation
from tests.facts.stating import said


def stated(text: str, predicate: str) -> set[tuple[str, str, bool]]:
    reading = annotation(text)
    return {(s, o, negated) for s, p, o, negated in said(reading, relations(reading)) if p == predicate}


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        (
            "[biomarker: CRP] at day 0, [biomarker: ferritin] on day 3 and [cytokine: IL-8] were tied to [toxicity: ataxia].",
            {"CRP -> ataxia", "ferritin -> ataxia", "IL-8 -> ataxia"},
        ),
        (
            "[cytokine: IL-8] predicted [toxicity: ataxia] and, less strongly, [toxicity: tremor].",
            {"IL-8 -> ataxia", "IL-8 -> tremor"},
        ),
        (
            "[biomarker: CRP] was linked to [toxicity: ataxia], and [toxicity: tremor] was rare.",
            {"CRP -> ataxia"},
        ),
        (
            "No link between [biomarker: CRP] and [toxicity: ataxia], nor between [cytokine: IL-8] and [toxicity: tremor].",
            {"not CRP -> ataxia", "not IL-8 -> tremor"},
        ),
        ("[toxicity: Ataxia] was mediated via monocyte-derived [cytokine: IL-8].", {"IL-8 -> Ataxia"}),
        (
            "Neither [biomarker: CRP] nor [biomarker: ferritin] predicted grade 3 [toxicity: ataxia].",
            {"not CRP -> ataxia", "not ferritin -> ataxia"},
        ),
        (
            "[cytokine: IL-7], rather than [cytokine: IL-2], was seen, and [cytokine: IL-15] enhanced [endpoint: killing].",
            {"IL-15 -> killing"},
        ),
        (
            "[cytokine: IL-8] led to [toxicity: tremor], which in turn was the main driver of [toxicity: ataxia].",
            {"IL-8 -> tremor", "tremor -> ataxia"},
        ),
        (
            "Short [endpoint: survival] was associated with thick walls, age above 60, and high [biomarker: ferritin].",
            {"ferritin -> survival"},
        ),
        (
            "Severe [toxicity: ataxia] was associated with a high [endpoint/kinetics: peak], young age and [cytokine: IL-8].",
            {"peak -> ataxia", "IL-8 -> ataxia"},
        ),
        (
            "We measured [toxicity: ataxia] and [endpoint: survival], and their association with [cytokine: IL-8].",
            set(),
        ),
        (
            "[biomarker: CRP] was tied to [toxicity: ataxia], and high [biomarker: LDH] before day 1 was to [toxicity: tremor].",
            {"CRP -> ataxia"},
        ),
        (
            "[biomarker: Ferritin] was associated with thin walls, and [endpoint: survival] was short.",
            set(),
        ),
    ],
)
def test_ties_keep_to_their_clause(text: str, ties: set[str]) -> None:
    found = stated(text, "associated_with")
    assert {f"{'not ' * negated}{s} -> {o}" for s, o, negated in found} == ties


def test_what_is_required_is_for_the_last_of_a_list() -> None:
    text = "Late events were [toxicity: rash], [toxicity: gout] and [toxicity: low IgG] requiring [drug: globulin]."
    assert stated(text, "manages") == {("globulin", "low IgG", False)}


def test_a_drug_with_or_without_another_is_a_list() -> None:
    text = "[drug: Anakinra], with or without [drug: prednisone], reversed [toxicity: HLH] in nine."
    assert stated(text, "manages") == {("Anakinra", "HLH", False), ("prednisone", "HLH", False)}


def test_what_a_binder_in_a_list_of_parts_is_against_does_not_end_the_list() -> None:
    text = (
        "[construct: QX-1] consists of a human [component/binder: scFv] against [antigen: CD70],"
        " a [component/hinge: CD8 hinge] and [component/signalling: CD3 zeta]."
    )
    assert {o for _, o, _ in stated(text, "has_component")} == {"scFv", "CD8 hinge", "CD3 zeta"}
    assert stated(text, "targets") == {("QX-1", "CD70", False)}


@pytest.mark.parametrize(
    ("before", "gap", "after", "opens"),
    [
        ("A was tied to ", ", and ", " was rare", True),
        ("A was tied to ", ", and ", ", but", False),
        ("", ", and ", " were tied to C", False),
        ("A was prevented by ", "; only ", " protected mice", True),
    ],
)
def test_a_thing_with_its_own_verb_opens_a_clause(before: str, gap: str, after: str, opens: bool) -> None:
    assert heads.opens_clause(before, gap, after) is opens


def test_no_apparent_link_is_a_denial_whatever_stands_between() -> None:
    text = "No apparent association between in vivo [endpoint: expansion] and [endpoint: response] was noted."
    assert stated(text, "associated_with") == {("expansion", "response", True)}


def test_what_a_product_lacks_is_no_part_of_the_list_before() -> None:
    text = (
        "[construct: QX-1] was made anew and, through [component/editing: Cas9], lacks both [antigen: CD7] and"
        " [component/edited_gene: TRAC]."
    )
    assert stated(text, "silences") == {("QX-1", "CD7", False), ("QX-1", "TRAC", False)}
