"""What laboratory papers measure, told by families of words, and which papers are taken for laboratory papers."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import labels, named, read

LAB = "Here we built anti-GPC3 CAR T cells and tested them in vitro. They were given to mice. "


@pytest.mark.parametrize(
    ("told", "label", "name"),
    [
        ("Their lytic capability was high.", "cytotoxicity", "lytic capability"),
        ("Anti-sarcoma efficacy was shown.", "efficacy", "Anti-sarcoma efficacy"),
        ("They slowed the growth of liver xenografts.", "tumour growth control", "growth of liver xenografts"),
        ("They brought about lymphoma clearance.", "tumour regression", "lymphoma clearance"),
        ("Intratumoral accumulation was seen.", "homing", "Intratumoral accumulation"),
        (
            "They raised the recruitment of host T cells.",
            "host immune-cell infiltration",
            "recruitment of host T cells",
        ),
        ("The number of transduced T cells rose.", "CAR-T expansion", "number of transduced T cells"),
        ("The life span of the mice grew.", "survival", "life span"),
        ("They shrank the viral reservoir.", "HIV reservoir size", "viral reservoir"),
        ("They stopped autoantibody production.", "autoantibody production", "autoantibody production"),
        ("They are more persistent than others.", "CAR-T persistence", "more persistent"),
        ("Gastric tumors were eradicated in most mice.", "tumour regression", "tumors were eradicated"),
        ("The number of CAR-T copies in blood rose.", "CAR-T expansion", "number of CAR-T copies"),
    ],
)
def test_a_readout_is_named_in_full(told: str, label: str, name: str) -> None:
    entity = named(read(LAB + told), Kind.ENDPOINT, name)
    assert entity is not None
    assert entity.label == label


@pytest.mark.parametrize("told", ["Catalytic activity was low.", "A growth factor was added.", "Tumor growth factor."])
def test_other_words_of_the_same_sound_are_no_readouts(told: str) -> None:
    assert labels(read(LAB + told), Kind.ENDPOINT) == []


def test_donors_of_samples_make_no_study_in_patients() -> None:
    samples = "T cells of 12 patients were used. The efficacy was assessed."
    assert labels(read(LAB + samples), Kind.ENDPOINT) == ["efficacy"]
    treated = "Then 12 patients were treated. The efficacy was assessed."
    assert labels(read(LAB + treated), Kind.ENDPOINT) == []


def test_exhaustion_is_a_readout_of_the_laboratory() -> None:
    assert labels(read(LAB + "This delayed exhaustion."), Kind.ENDPOINT) == ["exhaustion"]


def test_a_drug_against_a_cytokine_and_the_words_for_it_are_one() -> None:
    found = read(LAB + "GM-CSF neutralization was done with lenzilumab. GM-CSF neutralization prevented CRS.")
    assert labels(found, Kind.DRUG) == ["lenzilumab"]
    found = read(LAB + "IL-1 rose. The IL-1 receptor antagonist anakinra prevented CRS.")
    assert labels(found, Kind.CYTOKINE) == ["IL-1"]


def test_a_growth_factor_inside_the_name_of_an_antigen_is_none() -> None:
    found = read(LAB + "Others targeted epidermal growth factor receptor variant III (EGFRvIII).")
    assert labels(found, Kind.CYTOKINE) == []


def test_the_background_of_a_laboratory_paper_names_endpoints_too() -> None:
    background = "CD19 CAR T cells are new, and CAR-T expansion needs study. "
    assert "CAR-T expansion" in labels(read(background + LAB), Kind.ENDPOINT)
    treated = "Here we treated 12 patients with CD19 CAR T cells. Most had fever."
    assert "CAR-T expansion" not in labels(read(background + treated), Kind.ENDPOINT)


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("These cause regression of established sarcomas.", "tumour regression"),
        ("It held up CAR T cell differentiation.", "T-cell differentiation"),
        ("The survival of CAR T cells was better.", "CAR T-cell survival"),
    ],
)
def test_what_becomes_of_cells_and_tumours(told: str, label: str) -> None:
    assert label in labels(read(LAB + told), Kind.ENDPOINT)


def test_a_strain_of_mice_is_no_harm() -> None:
    assert labels(read(LAB + "Severe combined immunodeficiency (SCID) mice were used."), Kind.TOXICITY) == []


def test_the_expression_of_an_antigen_is_no_expression_of_the_receptor() -> None:
    assert labels(read(LAB + "It raised GPC3 surface expression."), Kind.ENDPOINT) == []
    assert labels(read(LAB + "The differentiation level of CAR T cells was low."), Kind.ENDPOINT) == []
    assert labels(read(LAB + "CAR surface expression was high."), Kind.ENDPOINT) == ["CAR expression"]


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ("Persistence of ctDNA was higher in those who did worse.", "CAR-T persistence"),
        ("They raised the activation of the NF-kB pathway.", "activation"),
        ("Increased proliferation of macrophages was seen.", "proliferation"),
        ("The colitis responded to antibiotics in 2 of 3.", "response"),
        ("A neutrophil response was seen in 9 of 12 (75%).", "response"),
    ],
)
def test_what_another_thing_does_is_no_readout_of_the_cells(told: str, label: str) -> None:
    assert label not in labels(read(LAB + told), Kind.ENDPOINT)


def test_the_duration_of_aplasia_is_that_of_a_harm() -> None:
    found = read("QV-19, an anti-CD19 CAR T-cell product, was given. Median duration of B-cell aplasia was 9 months.")
    assert labels(found, Kind.ENDPOINT) == []
    assert labels(found, Kind.TOXICITY) == ["B-cell aplasia"]
