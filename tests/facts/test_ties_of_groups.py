"""What a difference between two groups ties together: what tells the groups apart, and that in which they differ."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, reading_of


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        ("Peak IL-6 was higher in patients with fever than in patients without fever.", {"IL-6 -> fever"}),
        (
            "The objective response rate was 70%. IL-6 was greater in nonresponders than in responders.",
            {"IL-6 -> objective response rate"},
        ),
        ("Early treatment of fever was associated with fewer infections.", set()),
        ("Tumor burden and IL-6 were associated with fever.", {"tumour burden -> fever", "IL-6 -> fever"}),
    ],
)
def test_groups_told_apart_by_an_outcome_tie_it_to_what_they_differ_in(text: str, ties: set[str]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, text)
    names = {entity.id: entity.label for entity in reading.entities}
    found = [r for r in reading.relations if r.predicate == "associated_with" and not r.hedged]
    assert {f"{names[r.subject]} -> {names[r.object]}" for r in found} == ties


@pytest.mark.parametrize(
    ("title", "ties"),
    [
        ("Ferritin may predict fever after QV-19, an anti-CD19 CAR T-cell product", {"ferritin -> fever"}),
        ("May ferritin predict fever after QV-19, an anti-CD19 CAR T-cell product?", set()),
    ],
)
def test_a_title_that_says_a_tie_with_care_states_it(title: str, ties: set[str]) -> None:
    reading = reading_of(title, SIZED)
    names = {entity.id: entity.label for entity in reading.entities}
    found = [r for r in reading.relations if r.predicate == "associated_with" and not r.hedged]
    assert {f"{names[r.subject]} -> {names[r.object]}" for r in found} == ties
