"""Molecules that signal, cells that kill, react and grow in number: named by the words about them."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import labels, named, read

LAB = "Here we built anti-GPC3 CAR T cells and tested them in vitro. They were given to mice. "


def test_pathways_in_a_list_are_told_apart_without_their_asides() -> None:
    told = "It worked through increased activation of the NF-κB (nuclear factor κB), MAPK and PI3K/AKT pathways."
    assert labels(read(LAB + told), Kind.BIOMARKER) == ["AKT", "MAPK", "NF-κB"]


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("Notch signaling was enriched in the cells.", "Notch"),
        ("They had lower phosphorylation of ERK1/2 and LCK.", "LCK"),
        ("The drug rescued CREB phosphorylation.", "CREB"),
        ("It acts by restraint of the AKT/mTOR signaling pathway.", "AKT/mTOR"),
        ("The cells retained CCR7 expression.", "CCR7"),
    ],
)
def test_a_molecule_that_signals_more_or_less_is_a_marker(told: str, label: str) -> None:
    assert label in labels(read(LAB + told), Kind.BIOMARKER)


@pytest.mark.parametrize("told", ["We looked at Notch signaling.", "A mTOR pathway inhibitor was added.", "MAPK."])
def test_a_pathway_that_is_only_named_is_no_marker(told: str) -> None:
    assert labels(read(LAB + told), Kind.BIOMARKER) == []


@pytest.mark.parametrize(
    ("told", "label", "name"),
    [
        ("They showed anti-glioma killing in vitro.", "cytotoxicity", "anti-glioma killing"),
        ("NK-like killing was seen.", "cytotoxicity", "NK-like killing"),
        ("The CAR T cells expanded 90-fold.", "CAR-T expansion", "expanded"),
        ("They had potent reactivity against blasts.", "antigen recognition", "reactivity"),
    ],
)
def test_what_cells_do_is_named_in_full_and_short(told: str, label: str, name: str) -> None:
    entity = named(read(LAB + told), Kind.ENDPOINT, name)
    assert entity is not None
    assert entity.label == label


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("PCR was used to measure the expression of TOX and CDK4.", "CDK4 expression"),
        ("Programmed cell death protein-1 expression was elevated on the cells.", "PD-1"),
        ("Deletion 9p21.3 was associated with shorter survival.", "Deletion 9p21.3"),
        ("Responders had a higher memory-associated gene signature.", "memory-associated signature"),
        ("Tregs in the tumor were depleted.", "regulatory T-cell frequency"),
    ],
)
def test_what_is_measured_of_genes_and_of_the_host_is_a_marker(told: str, label: str) -> None:
    assert label in labels(read(LAB + told), Kind.BIOMARKER)


def test_blasts_that_bear_something_are_not_counted() -> None:
    told = "Low CD19 density on leukemic blasts was associated with relapse."
    assert "blast count" not in labels(read(LAB + told), Kind.BIOMARKER)
