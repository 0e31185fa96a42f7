"""Targets that a construct's own name spells out."""

from __future__ import annotations

from cargraph.model import Predicate
from tests.facts.reading_of import reading_of


def test_a_target_stands_in_a_name_without_a_blank() -> None:
    reading = reading_of("Development of CD37CAR T cells", "CD37 is found on B cells.", "CD37CAR T cells killed them.")
    labels = {e.id: e.label for e in reading.entities}
    targets = [(labels[r.subject], labels[r.object]) for r in reading.relations if r.predicate is Predicate.TARGETS]
    assert targets == [("CD37CAR", "CD37")]
