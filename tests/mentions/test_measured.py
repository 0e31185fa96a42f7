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


@pytest.mark.parametrize(
    ("told", "kind", "label"),
    [
        ("The cells lysed GPC3-positive hepatoma cells.", Kind.ENDPOINT, "cytotoxicity"),
        ("A high dose eradicated orthotopic sarcomas.", Kind.ENDPOINT, "tumour regression"),
        ("They gave cures in all animals.", Kind.ENDPOINT, "cure"),
        ("We added the EP2 antagonist (ABC-X4-117).", Kind.DRUG, "ABC-X4-117"),
        ("We added morotinib to the culture.", Kind.DRUG, "morotinib"),
        ("This suppressed MDSC recruitment.", Kind.BIOMARKER, "myeloid-derived suppressor cells"),
    ],
)
def test_verbs_codes_and_endings_tell_what_is_meant(told: str, kind: Kind, label: str) -> None:
    assert label in labels(read(LAB + told), kind)


def test_the_curve_of_a_test_is_no_kinetics() -> None:
    found = read(CLINIC + "The model reached an area under the curve of 0.8 for severe CRS.")
    assert labels(found, Kind.ENDPOINT) == []


def test_a_wide_disease_of_the_background_yields_to_the_one_treated() -> None:
    found = read("Brain tumors are hard to treat. Here we tested GPC3 CAR T cells in hepatoblastoma.")
    assert labels(found, Kind.DISEASE) == ["hepatoblastoma"]


def test_what_is_measured_of_a_tumour_leaves_its_name() -> None:
    found = read("Here we tested GPC3 CAR T cells. They held back the growth of orthotopic hepatoblastoma xenografts.")
    assert labels(found, Kind.DISEASE) == ["hepatoblastoma"]
    assert labels(found, Kind.ENDPOINT) == ["tumour growth control"]


def test_the_background_of_a_case_is_that_of_a_clinical_paper() -> None:
    case = "We report CD19 CAR T cells in a patient with lymphoma. She had fever. Fever went. She went home."
    found = read(f"Poor expansion limits CD19 CAR T cells. {case}")
    assert labels(found, Kind.ENDPOINT) == []


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("We used CD7-KO cells.", "CD7 knockout"),
        ("Knocking out endogenous CISH in CAR T cells helped.", "CISH"),
        ("Deletion of PRDM9 in CAR T cells helped.", "PRDM9 knockout"),
    ],
)
def test_a_gene_knocked_out_is_a_part_whatever_its_name(told: str, label: str) -> None:
    assert labels(read(LAB + told), Kind.COMPONENT) == [label]


def test_a_gene_lost_by_a_tumour_is_no_part() -> None:
    assert labels(read(LAB + "TP53 deletion was found. CD58-deleted tumors escaped."), Kind.COMPONENT) == []


def test_a_burden_brought_down_is_a_readout() -> None:
    found = read(LAB + "The cells controlled CD19+ leukemia burden in mice.")
    assert labels(found, Kind.ENDPOINT) == ["tumour burden"]


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("The cells could eliminate malignant T-cell lymphoma lines.", "cytotoxicity"),
        ("They delayed leukemia progression in mice.", "tumour growth control"),
        ("They can be expanded for weeks ex vivo.", "CAR-T expansion"),
    ],
)
def test_verbs_tell_what_the_laboratory_saw(told: str, label: str) -> None:
    assert labels(read(LAB + told), Kind.ENDPOINT) == [label]


@pytest.mark.parametrize(
    ("told", "kind", "label"),
    [
        ("The receptor made them highly cytotoxic.", Kind.ENDPOINT, "cytotoxicity"),
        ("They showed toxicity against renal cancer cells.", Kind.ENDPOINT, "cytotoxicity"),
        ("The cells rapidly accumulated in the tumors.", Kind.ENDPOINT, "homing"),
        ("They slowed the growth of Hep-9 cells.", Kind.ENDPOINT, "tumour growth control"),
        ("The ABC-RISK score predicted CRS.", Kind.BIOMARKER, "ABC-RISK score"),
    ],
)
def test_what_cells_do_and_scores_are_named(told: str, kind: Kind, label: str) -> None:
    assert labels(read(LAB + told), kind) == [label]


def test_the_receptors_expression_counts_where_it_is_rated() -> None:
    assert labels(read(LAB + "We proposed that CAR expression can help."), Kind.ENDPOINT) == []
    assert labels(read(LAB + "This enhanced CAR expression."), Kind.ENDPOINT) == ["CAR expression"]


def test_each_drug_of_a_pair_in_short_forms_keeps_its_own() -> None:
    found = read(CLINIC + "Cy/Flu was given before. They had Flu/Cy before.")
    assert {e.label: sorted(e.names) for e in found.entities if e.kind is Kind.DRUG} == {
        "cyclophosphamide": ["Cy"],
        "fludarabine": ["Flu"],
    }


def test_expression_on_cells_is_named_with_them() -> None:
    found = read(CLINIC + "We followed changes in HLA-DR expression on monocytes.")
    assert named(found, Kind.BIOMARKER, "HLA-DR expression on monocytes") is not None


def test_failure_that_something_goes_with_is_an_endpoint() -> None:
    assert labels(read(CLINIC + "High ferritin was associated with treatment failure."), Kind.ENDPOINT) == [
        "no response"
    ]
