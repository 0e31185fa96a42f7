"""What a paper's opening says of CAR T cells at large is not said of its own product."""

from __future__ import annotations

from tests.facts.reading_of import reading_of

TITLE = "GPC3 CAR T cells in mice"
OWN = "Here we tested GPC3 CAR T cells in mice with hepatocellular carcinoma."


def treated(*sentences: str) -> set[str]:
    reading = reading_of(TITLE, *sentences)
    labels = {entity.id: entity.label for entity in reading.entities}
    return {labels[one.object] for one in reading.relations if one.predicate.value == "treats"}


def test_the_success_of_the_field_is_no_treatment_by_the_product() -> None:
    assert treated("CAR T cells cure many adults with multiple myeloma.", OWN) == {"hepatocellular carcinoma"}


def test_an_opening_that_names_the_product_counts() -> None:
    opening = "GPC3 CAR T cells are effective in rhabdomyosarcoma."
    assert treated(opening, OWN) == {"hepatocellular carcinoma", "rhabdomyosarcoma"}


def test_what_only_the_opening_says_stays() -> None:
    opening = "CAR T cells cure many adults with multiple myeloma."
    assert treated(opening, "Here we tested them in a new device.") == {"multiple myeloma"}
