"""What relations make of lists with other things in them, and of groups told side by side."""

from __future__ import annotations

import pytest

from cargraph.facts.relations import relations
from cargraph.facts.relations.examples import annotation
from cargraph.model import Evidence, Span
from tests.facts.stating import observed, said


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
