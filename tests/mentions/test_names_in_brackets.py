"""Coined names with a Greek letter, in a bracket behind their description, and words that point back to several."""

from __future__ import annotations

from cargraph.model import Kind
from tests.mentions.papers import labels, named, read


def test_a_greek_letter_begins_a_coined_name() -> None:
    found = read(
        "We made a CAR that is specific for the λ light chain (λ.CAR). Patients were given 1 × 10^8 λ.CARTs/m2, and "
        "λ.CARTs expanded. T cells with a CD19-specific CAR deplete all B cells."
    )
    constructs = labels(found, Kind.CONSTRUCT)
    assert len(constructs) == 2
    entity = named(found, Kind.CONSTRUCT, "λ.CARTs")
    assert entity is not None
    assert named(found, Kind.CONSTRUCT, "λ.CAR") == entity
    assert "CAR that is specific for the λ light chain" in entity.names


def test_a_description_keeps_its_words_before_the_name_in_a_bracket() -> None:
    found = read("A chimeric antigen receptor targeting CD20 (CD20CAR) was set against CD22CAR T cells.")
    entity = named(found, Kind.CONSTRUCT, "CD20CAR")
    assert entity is not None
    assert "chimeric antigen receptor targeting CD20" in entity.names


def test_words_for_both_constructs_are_no_third() -> None:
    found = read(
        "We compared CD70CAR and CD33CAR. Cytokine release of the CAR T cells was measured. The 2 CARs were alike. "
        "CD70CAR T cells lasted longer than CD33CAR T cells."
    )
    assert labels(found, Kind.CONSTRUCT) == ["CD33CAR", "CD70CAR"]
