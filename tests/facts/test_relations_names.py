"""Targets that a construct's own name spells out."""

from __future__ import annotations

from cargraph.model import Predicate
from tests.facts.reading_of import reading_of


def test_a_target_stands_in_a_name_without_a_blank() -> None:
    reading = reading_of("Development of CD37CAR T cells", "CD37 is found on B cells.", "CD37CAR T cells killed them.")
    labels = {e.id: e.label for e in reading.entities}
    targets = [(labels[r.subject], labels[r.object]) for r in reading.relations if r.predicate is Predicate.TARGETS]
    assert targets == [("CD37CAR", "CD37")]


def test_a_receptor_made_of_a_natural_one_is_aimed_at_its_ligands() -> None:
    found = reading_of("NKG2D CAR T cells in AML", "NKG2D ligands are found on blasts. NKG2D CAR T cells were given.")
    label = {entity.id: entity.label for entity in found.entities}
    assert ("NKG2D CAR T cells", "targets", "NKG2D ligands") in {
        (label[r.subject], r.predicate.value, label[r.object]) for r in found.relations
    }
