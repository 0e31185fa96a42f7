"""Products that a paper names besides the one it tells of, and lists with figures or words inside."""

from __future__ import annotations

import pytest

from cargraph.documents import read_text
from cargraph.facts.besides import had_besides
from cargraph.facts.groups.arms import Inventory
from cargraph.facts.relations.examples import annotation
from cargraph.facts.tokens import Tokens
from cargraph.mentions.annotate import annotate
from cargraph.text.prepare import prepare
from tests.facts.reading_of import ONE_PRODUCT, SIZED, reading_of

BEFORE = ("Adults were treated.", "They were young.", "All had bridging.", SIZED)


@pytest.mark.parametrize(
    ("sentence", "products"),
    [
        ("Patients given KM-20 CAR T cells in our preceding trial were younger.", {"QV-19"}),
        ("Nine were later re-treated with KM-20 CAR T cells.", {"QV-19"}),
        ("Nine had relapsed after KM-20 CAR T cells.", {"QV-19"}),
        ("Nine had KM-20 CAR T cells instead.", {"QV-19", "KM-20"}),
    ],
)
def test_what_was_given_besides_is_no_product_of_the_paper(sentence: str, products: set[str]) -> None:
    reading = annotate(prepare(read_text(f"{ONE_PRODUCT}\n\n{' '.join((*BEFORE, sentence))}\n")))
    inventory = Inventory(reading, Tokens(reading))
    labels = {entity.id: entity.label for entity in reading.entities}
    assert {labels[product] for product in inventory.products} == products
    assert labels[inventory.main or ""] == "QV-19"


@pytest.mark.parametrize(("words", "had"), [("prior", True), ("with bendamustine prior to", False)])
def test_what_comes_before_a_product_is_not_the_product_had_before(words: str, had: bool) -> None:
    reading = annotation(f"Nine were treated after {words} [construct: KM-20].")
    assert had_besides(reading, reading.mentions[0]) == had


@pytest.mark.parametrize(
    ("sentence", "predicate", "linked"),
    [
        (
            "They had acute lymphoblastic leukemia (ALL; n = 47), follicular lymphoma (n = 24) and mantle cell lymphoma.",
            "treats",
            {"acute lymphoblastic leukemia", "follicular lymphoma", "mantle cell lymphoma"},
        ),
        (
            "Lymphodepletion was with bendamustine alone, fludarabine only, or cyclophosphamide.",
            "lymphodepletes_for",
            {"bendamustine", "fludarabine", "cyclophosphamide"},
        ),
    ],
)
def test_a_list_goes_on_behind_figures_and_alone(sentence: str, predicate: str, linked: set[str]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    labels = {entity.id: entity.label for entity in reading.entities}
    found = {labels[end] for r in reading.relations if r.predicate.value == predicate for end in (r.subject, r.object)}
    assert linked <= found


def test_what_is_given_prior_to_a_product_does_not_make_it_earlier() -> None:
    sentence = "QV-19 was studied. Lymphodepletion prior to QV-19 was bendamustine."
    reading = reading_of(ONE_PRODUCT, sentence, "The complete response rate was 73%.")
    labels = {e.id: e.label for e in reading.entities}
    assert [labels[o.subject or ""] for o in reading.observations] == ["QV-19"]
