"""Which drug blocks what its class is named by, and which products share the disease of a study."""

from __future__ import annotations

import pytest

from cargraph.facts.relations import relations
from cargraph.facts.relations.examples import annotation
from tests.facts.reading_of import reading_of
from tests.facts.stating import said, titled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[cytokine: IL-6] rose. [drug: IL-6 blockade] with [drug: tocilizumab] helped.", {"tocilizumab"}),
        ("[cytokine: IL-6] rose. An [drug: IL-6 inhibitor] ([drug: siltuximab]) helped.", {"siltuximab"}),
        ("[cytokine: IL-6] rose. [drug: IL-6 blockade] was followed by [drug: prednisone].", set()),
        ("[cytokine: IL-1] rose. [drug: IL-6 blockade] with [drug: tocilizumab] helped.", set()),
    ],
)
def test_a_drug_blocks_what_its_class_is_named_by(text: str, found: set[str]) -> None:
    reading = annotation(text)
    assert {s for s, predicate, _, _ in said(reading, relations(reading)) if predicate == "inhibits"} == found


@pytest.mark.parametrize(
    ("text", "treats"),
    [
        ("Nine adults received [construct: AX-cel] or [construct: BX-cel] in one ward.", {"AX-cel", "BX-cel"}),
        ("Nine adults were seen; [construct: AX-cel] is sold elsewhere.", set()),
        ("Nine adults had relapsed after [construct: AX-cel].", set()),
    ],
)
def test_products_given_to_the_patients_are_for_their_disease(text: str, treats: set[str]) -> None:
    reading = titled("[construct: CD19 CAR T cells] for [disease: lymphoma]", text)
    rows = said(reading, relations(reading))
    assert {s for s, predicate, _, _ in rows if predicate == "treats"} - {"CD19 CAR T cells"} == treats


@pytest.mark.parametrize(
    ("title", "given"),
    [
        ("Bridging radiotherapy before QV-19, an anti-CD19 CAR T-cell product, in lymphoma", {"radiotherapy"}),
        ("QV-19, an anti-CD19 CAR T-cell product, versus bridging radiotherapy in lymphoma", set()),
    ],
)
def test_a_bridge_that_the_title_names_is_given_with_the_product(title: str, given: set[str]) -> None:
    reading = reading_of(title, "Bridging radiotherapy was given to 9 of 12 patients (75%).")
    labels = {entity.id: entity.label for entity in reading.entities}
    assert {labels[r.object] for r in reading.relations if r.predicate == "combined_with"} == given
