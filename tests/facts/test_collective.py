"""Names that speak of two constructs at once."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import reading_of

TITLE = "Cellular therapy of glioblastoma"
EACH = "GD2 CAR T cells were infused into mice, and B7-H3 CAR T cells were infused later."


def told(predicate: str, *sentences: str) -> set[tuple[str, str]]:
    """Return the ends of a paper's relations of one kind, by their labels."""
    reading = reading_of(TITLE, *sentences)
    labels = {entity.id: entity.label for entity in reading.entities}
    return {(labels[r.subject], labels[r.object]) for r in reading.relations if r.predicate.value == predicate}


@pytest.mark.parametrize("joined", ["GD2 and B7-H3 CAR T cells", "B7-H3 or GD2 CAR T cells"])
def test_what_is_said_of_both_is_said_of_each(joined: str) -> None:
    found = told("has_endpoint", EACH, f"Persistence of {joined} was measured in all mice.")
    assert found == {("GD2 CAR T cells", "CAR-T persistence"), ("B7-H3 CAR T cells", "CAR-T persistence")}


def test_each_keeps_its_own_target() -> None:
    found = told("targets", EACH, "GD2 and B7-H3 CAR T cells were made from the same donors.")
    assert found == {("GD2 CAR T cells", "GD2"), ("B7-H3 CAR T cells", "B7-H3")}


def test_one_that_is_not_named_alone_leaves_the_joint_name() -> None:
    found = told("has_endpoint", "Persistence of GD2 and B7-H3 CAR T cells was measured in all mice.")
    assert found == {("GD2 and B7-H3 CAR T cells", "CAR-T persistence")}
