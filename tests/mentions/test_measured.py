"""What a paper measured, named by the words of the measuring: proteins, subsets of cells, bacteria of the gut."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import labels, named, read

LAB = "Here we built anti-GPC3 CAR T cells and tested them in vitro. They were given to mice. "
CLINIC = "Here we treated 30 patients with CD19 CAR T cells. "


@pytest.mark.parametrize(
    ("told", "label", "name"),
    [
        ("The cells showed lower BATF3 expression.", "BATF3", "BATF3"),
        ("The cells upregulated CD69 within hours.", "CD69", "CD69"),
        ("Surface levels of CD27 were higher.", "CD27", "levels of CD27"),
        ("They were enriched in the CD8+CD62L+ T cell subset.", "CD8+CD62L+ T cell subset", "CD8+CD62L+ T cell subset"),
    ],
)
def test_a_protein_or_subset_that_varied_is_a_marker(told: str, label: str, name: str) -> None:
    entity = named(read(LAB + told), Kind.BIOMARKER, name)
    assert entity is not None
    assert entity.label == label


def test_each_protein_of_a_list_is_a_marker_of_its_own() -> None:
    found = read(LAB + "They had reduced expression of KLF2, EOMES, and PRDM9 later on.")
    assert labels(found, Kind.BIOMARKER) == ["EOMES expression", "KLF2", "PRDM9 expression"]


@pytest.mark.parametrize("told", ["We stained for KLF2 expression.", "The expression of KLF2 was measured.", "KLF2."])
def test_what_is_only_looked_at_is_no_marker(told: str) -> None:
    assert labels(read(LAB + told), Kind.BIOMARKER) == []


def test_counted_cells_are_markers_where_something_hangs_on_them() -> None:
    tied = read(CLINIC + "Response was associated with the frequency of CD14+ monocytes before infusion.")
    assert labels(tied, Kind.BIOMARKER) == ["classical monocytes"]
    plain = read(CLINIC + "The number of CAR T cells was higher in responders.")
    assert labels(plain, Kind.BIOMARKER) == []


def test_bacteria_are_markers_by_their_own_names() -> None:
    found = read(CLINIC + "The gut microbiome of responders held more Blautia and Roseburia hominis.")
    assert labels(found, Kind.BIOMARKER) == ["Blautia", "Roseburia hominis", "gut microbiome"]


def test_what_patients_were_like_is_no_result() -> None:
    told = "Baseline characteristics included anemia in 40% and elevated ferritin in 20%. CRS occurred in 50%."
    found = read(CLINIC + told)
    assert labels(found, Kind.TOXICITY) == ["cytokine release syndrome"]
    assert labels(found, Kind.BIOMARKER) == []


def test_prophylaxis_names_no_infection() -> None:
    assert labels(read(CLINIC + "Pneumocystis prophylaxis was given to 30 patients."), Kind.TOXICITY) == []


def test_results_before_the_first_we_are_no_background() -> None:
    found = read("CD19 CAR T cells are new. Fever was seen in 3 patients (n = 3). We saw a rash in 2 patients (7%).")
    assert labels(found, Kind.TOXICITY) == ["fever", "rash"]


def test_the_rejection_of_a_graft_is_no_regression_of_a_tumour() -> None:
    found = read("Here we gave A2-CAR Tregs to mice. They prevented allograft rejection.")
    assert labels(found, Kind.ENDPOINT) == []
    assert labels(found, Kind.DISEASE) == ["transplant rejection"]
