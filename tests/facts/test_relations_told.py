"""Which product of several in a sentence a thing is told of, and what is told of none."""

from __future__ import annotations

import pytest

from cargraph.facts.relations import relations
from cargraph.facts.relations.examples import annotation
from tests.facts.stating import said

NAMED = (
    "[construct: Cells expressing [antigen: CD7]-specific chimeric antigen receptors] and "
    "[construct: cells expressing [antigen: CD5] and a GD2 CAR] were mixed."
)


def told(text: str, predicate: str) -> set[tuple[str, str]]:
    reading = annotation(text)
    return {(s, o) for s, p, o, _ in said(reading, relations(reading)) if p == predicate}


def test_each_disease_is_that_of_the_product_it_is_told_of() -> None:
    text = (
        "[construct: AX-1] showed activity against [disease: lymphoma], and cells with [construct: BX-2] "
        "can help in patients with [disease: neuroblastoma]."
    )
    assert told(text, "treats") == {("AX-1", "lymphoma"), ("BX-2", "neuroblastoma")}


def test_a_disease_between_two_products_that_each_have_theirs_is_the_first_ones() -> None:
    text = (
        "We saw 97 adults treated with [construct: AX-1] for [disease: lymphoma] and 47 adults treated with "
        "[construct: BX-2] for [disease: myeloma]."
    )
    assert told(text, "treats") == {("AX-1", "lymphoma"), ("BX-2", "myeloma")}


def test_an_endpoint_told_of_among_many_products_is_that_of_the_nearest_and_of_those_it_is_held_against() -> None:
    text = (
        "[construct: AX-1], or [construct: BX-2] across three centres, and [construct: CX-3] with a longer "
        "[endpoint: persistence] than [construct: DX-4] were frozen."
    )
    assert told(text, "has_endpoint") == {("CX-3", "persistence"), ("DX-4", "persistence")}
    pair = "[construct: AX-1], or [construct: BX-2] across three centres, had a long [endpoint: persistence]."
    assert told(pair, "has_endpoint") == {("AX-1", "persistence"), ("BX-2", "persistence")}


def test_cells_expressing_a_receptor_for_a_target_are_aimed_at_it_and_cells_expressing_the_target_are_not() -> None:
    aims = {o for _, o in told(NAMED, "targets")}
    assert aims == {"CD7"}


def test_two_infections_told_of_together_are_one_and_its_kind() -> None:
    text = "[toxicity/infection: Fungal infections] due to [toxicity/infection: aspergillosis] came late."
    assert told(f"[construct: AX-1] was given. {text}", "associated_with") == set()


@pytest.mark.parametrize(
    ("bracket", "ties"),
    [
        ("([biomarker: IgG] <400 mg/dL)", {("low counts", "sepsis")}),
        ("and high [biomarker: IgG]", {("low counts", "sepsis"), ("IgG", "sepsis")}),
    ],
)
def test_a_bracket_that_sets_a_cut_off_is_passed_over(bracket: str, ties: set[tuple[str, str]]) -> None:
    text = f"[construct: AX-1] was given. [toxicity: low counts] {bracket} predicted [toxicity: sepsis]."
    assert told(text, "associated_with") == ties


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        ("[endpoint/survival: OS] correlated with [endpoint/response: CR].", {("CR", "OS")}),
        ("[endpoint/relapse: Relapse] was tied to and correlated with [endpoint/mrd: MRD].", {("Relapse", "MRD")}),
    ],
)
def test_survival_comes_last_of_what_goes_together(text: str, ties: set[tuple[str, str]]) -> None:
    assert told(f"[construct: AX-1] was given. {text}", "associated_with") == ties


def test_a_sentence_of_the_opening_that_names_no_product_goes_on_from_the_one_before() -> None:
    text = (
        "[construct: AX-1] is used widely. Then [endpoint: relapse] from escape limits its use. "
        "Here we made [construct: BX-2], which gave [endpoint: CR]. [construct: BX-2] was safe."
    )
    assert told(text, "has_endpoint") == {("AX-1", "relapse"), ("BX-2", "CR")}


def test_an_edit_told_by_a_name_is_of_that_product_alone() -> None:
    part = "[component/edited_gene: PD-1]"
    text = f"We made [construct: {part} deficient CD5 CAR T cells]. {part} disruption helped [construct: CAR T cells] kill."
    assert told(text, "silences") == {("PD-1 deficient CD5 CAR T cells", "PD-1")}


def test_the_word_of_an_edit_is_no_part_of_what_is_edited() -> None:
    text = "We made [construct: [component/edited_gene: PD-1 deficient] CD5 CAR T cells] once."
    assert told(text, "silences") == {("PD-1 deficient CD5 CAR T cells", "PD-1 deficient")}


def test_what_a_product_is_made_of_another_with_is_told_of_it() -> None:
    text = (
        "[construct: KBB] carries [component: 4-1BB]. [construct: KBBd], in which [construct: KBB] is armored with "
        "[cytokine: IL-15], lived longer."
    )
    assert told(text, "expresses") == {("KBBd", "IL-15")}
