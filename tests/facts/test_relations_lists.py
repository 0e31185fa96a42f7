"""What relations make of lists with other things in them, and of groups told side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cargraph.facts.relations import relations
from cargraph.facts.relations.examples import annotation
from cargraph.model import Comparison, Evidence, Span
from tests.facts.reading_of import reading_of
from tests.facts.stating import named, observed, said


@pytest.mark.parametrize(
    "between", [", high [biomarker: LDH], and ", ", weight loss, and ", ", age, bulky masses, and ", " and "]
)
def test_a_list_goes_on_behind_other_things(between: str) -> None:
    reading = annotation(f"[cytokine: IL-8] correlated with [toxicity: ataxia]{between}[toxicity: tremor].")
    assert {o for _, p, o, _ in said(reading, relations(reading)) if p == "associated_with"} == {"ataxia", "tremor"}


def test_a_new_statement_is_no_list() -> None:
    reading = annotation(
        "[cytokine: IL-8] correlated with [toxicity: ataxia], age was high, and [toxicity: tremor] rose."
    )
    assert said(reading, relations(reading)) == {("IL-8", "associated_with", "ataxia", False)}


def test_the_next_group_is_no_part_of_a_list_of_outcomes() -> None:
    reading = annotation(
        "[biomarker: LDH] was associated with [endpoint: PFS] and patients with [toxicity: rash] had shorter [endpoint: OS]."
    )
    assert said(reading, relations(reading)) == {
        ("LDH", "associated_with", "PFS", False),
        ("rash", "associated_with", "OS", False),
    }


@pytest.mark.parametrize(
    ("quote", "denied"), [("No new-onset ataxia occurred after day 9.", set()), ("No ataxia occurred.", {"ataxia"})]
)
def test_no_further_case_does_not_deny_the_first(quote: str, denied: set[str]) -> None:
    reading = annotation("[construct: KX-2] was given. The fear was [toxicity: ataxia].")
    none = observed(reading, "ataxia", count=0, evidence=(Evidence(Span(0, 4), quote, "results"),))
    assert {o for _, _, o, negated in said(reading, relations(reading, [none])) if negated} == denied


def test_what_a_model_is_adjusted_for_is_tied_to_nothing() -> None:
    reading = annotation("[construct: AX-1]. [biomarker: ferritin] was high. [endpoint: OS] was short.")
    names = named(reading)
    quote = "Adjusting for age and ferritin, fat was linked to OS."
    model = Comparison(
        evidence=(Evidence(Span(0, 4), quote, "results"),), a="age and ferritin", b=None, outcome=names["OS"],
        direction="higher",
    )  # fmt: skip
    plain = replace(model, evidence=(Evidence(Span(0, 4), "High ferritin was linked to OS.", "results"),))
    tie = ("ferritin", "associated_with", "OS", False)
    assert tie not in said(reading, relations(reading, (), [model]))
    assert tie in said(reading, relations(reading, (), [plain]))


def test_no_harm_of_a_grade_denies_none_of_the_others() -> None:
    reading = annotation("[construct: KX-2]. There was no [toxicity: ataxia] grade 3, and no [toxicity: tremor].")
    assert said(reading, relations(reading)) == {("KX-2", "causes", "tremor", True)}


def test_a_bill_of_materials_goes_on_behind_brackets_and_what_a_part_binds() -> None:
    found = reading_of(
        "QV-19, an anti-BCMA/GPRC5D CAR T-cell product, in myeloma",
        "The receptor is built of a heavy-chain-only domain (VHH; clone 2), a human GPRC5D-binding scFv, a mutated IgG4"
        " hinge, a 4-1BB costimulatory domain and the CD3ζ signalling domain.",
    )
    labels = {e.id: e.label for e in found.entities}
    parts = {labels[r.object] for r in found.relations if r.predicate == "has_component"}
    assert {"nanobody", "4-1BB", "CD3 zeta"} <= parts
    assert any("scFv" in part or "single-chain" in part for part in parts)
    assert any("IgG4" in part for part in parts)
