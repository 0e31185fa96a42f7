"""Harms named by their parts, and names turned around a preposition."""

from __future__ import annotations

import pytest

from cargraph.mentions.harms import made
from cargraph.model import Kind
from tests.mentions.papers import labels, read

LEAD = "We gave anti-CD19 CAR T cells to twenty patients. "

FOUND = [
    ("Renal complications were seen in 3 patients.", ["renal toxicity"]),
    ("Damage to the liver was seen in 2 patients.", ["hepatotoxicity"]),
    ("Cardiorespiratory decompensation occurred in 1 patient.", ["cardiopulmonary failure"]),
    (
        "Mucosal bleeds occurred in 3 patients, cerebral haemorrhages in 1.",
        ["intracranial hemorrhage", "mucosal hemorrhage"],
    ),
    ("A drop in platelet counts was seen in 4 patients.", ["thrombocytopenia"]),
    ("Low blood pressure and reduced lymphocytes were seen in 4 patients.", ["hypotension", "lymphopenia"]),
    ("Prolongation of the QT interval occurred in 1 patient.", ["QT prolonged"]),
    ("Paralysis of the facial nerve occurred in 1 patient.", ["facial nerve palsy"]),
]


@pytest.mark.parametrize(("sentence", "harms"), FOUND)
def test_harms_are_read_by_their_parts(sentence: str, harms: list[str]) -> None:
    assert sorted(labels(read(LEAD + sentence), Kind.TOXICITY)) == harms


@pytest.mark.parametrize("sentence", ["Renal function was normal.", "Skin dysfunctional.", "Cardiac bleeding tests."])
def test_a_place_alone_or_a_harm_of_another_place_is_none(sentence: str) -> None:
    assert list(made(sentence, ())) == []


@pytest.mark.parametrize(
    "sentence",
    ["Responses with no severe release of chemicals were seen.", "Lymphoma by CAR T-cell count was staged."],
)
def test_words_that_go_on_are_no_turned_name(sentence: str) -> None:
    assert labels(read(LEAD + sentence), Kind.TOXICITY) == []


def test_a_receptor_named_before_its_ligand_is_the_receptor() -> None:
    text = LEAD + "Tocilizumab, which blocks the receptor for interleukin-6, was given to 4 patients."
    assert labels(read(text), Kind.CYTOKINE) == ["IL-6 receptor"]
