"""Genes that a construct's name says are out."""

from __future__ import annotations

import pytest

from cargraph.facts.reading import read as facts
from cargraph.model import Predicate
from tests.mentions.papers import read

NAMES = [
    ("PD-1-knockout CAR T cells killed tumours. CAR T cells were weaker.", ["PD-1"]),
    ("RASA2-knockout CAR T cells outgrew control CAR T cells.", ["RASA2"]),
    ("CAR T cells killed PD-1-expressing tumours.", []),
]


@pytest.mark.parametrize(("text", "genes"), NAMES)
def test_a_name_tells_the_gene_that_is_out(text: str, genes: list[str]) -> None:
    result = facts(read(text))
    names = {entity.id: entity.label for entity in result.entities}
    silenced = {names[one.object] for one in result.relations if one.predicate == Predicate.SILENCES}
    assert sorted(silenced) == genes
