"""What papers on patients name: harms, cancers after treatment, drugs beside the cells, scores of autoimmune disease."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import labels, named, read

LEAD = "We gave anti-CD19 CAR T cells to twenty patients. "

FOUND = [
    (
        "Cardiovascular dysfunction and CV deaths were seen.",
        Kind.TOXICITY,
        ["cardiac toxicity", "cardiovascular death"],
    ),
    (
        "IEC-associated HLH-like syndrome, a form of HLH, arose in 2.",
        Kind.TOXICITY,
        ["hemophagocytic lymphohistiocytosis"],
    ),
    (
        "ICANS occurred in 4; neurotoxicity resolved with steroids.",
        Kind.TOXICITY,
        ["immune effector cell-associated neurotoxicity syndrome"],
    ),
    (
        "ICANS occurred in 4 (20%). Neurotoxicity of any kind was seen in 9 of 20 patients.",
        Kind.TOXICITY,
        ["immune effector cell-associated neurotoxicity syndrome", "neurotoxicity"],
    ),
    (
        "Second primary malignancies were sought in 1,310 lymphoma patients.",
        Kind.DISEASE,
        ["lymphoma"],
    ),
    (
        "Second primary malignancies were counted. Skin cancers represented a third of events.",
        Kind.TOXICITY,
        ["second primary malignancy", "skin cancer"],
    ),
    (
        "Of all second cancers, T-cell cancers were rare; the development of T-cell malignancies needs watching.",
        Kind.TOXICITY,
        ["second primary malignancy", "secondary T-cell malignancy"],
    ),
    ("CAR T cells and bispecific T-cell engagers (BTE) were compared.", Kind.COMPONENT, []),
    ("CAR T cells and bispecific T-cell engagers (BTE) were compared.", Kind.DRUG, ["bispecific T-cell engager"]),
    ("Its economic viability is unclear.", Kind.ENDPOINT, []),
    ("At an incremental cost-effectiveness ratio of $99,000 it pays.", Kind.ENDPOINT, ["cost-effectiveness"]),
    ("Adults with early relapse after first-line treatment were enrolled.", Kind.ENDPOINT, []),
    ("Two had a post-transplant relapse when they came.", Kind.ENDPOINT, []),
    ("Early relapse after infusion was seen in 3 of 20 patients.", Kind.ENDPOINT, ["early relapse"]),
    ("CD7-negative relapse was seen in 2 of 9.", Kind.ENDPOINT, ["antigen-negative relapse"]),
    ("Relapse/progression was 40% and relapse 12%.", Kind.ENDPOINT, ["relapse"]),
    ("DORIS remission was reached in 8 of 9.", Kind.ENDPOINT, ["DORIS remission"]),
    ("Poor performance status was associated with shorter survival.", Kind.BIOMARKER, []),
    ("We treated severe autoimmunity of the brain.", Kind.DISEASE, ["autoimmune event"]),
    ("Two developed autoimmunity of the thyroid.", Kind.TOXICITY, ["autoimmune event"]),
    ("Proteinuria disappeared in 7 of 8.", Kind.TOXICITY, []),
    ("Proteinuria developed in 2 of 8.", Kind.TOXICITY, ["proteinuria"]),
    (
        "Viral reactivation was seen in nine: cytomegalovirus in six.",
        Kind.TOXICITY,
        ["cytomegalovirus reactivation", "viral reactivation"],
    ),
    ("HHV-6 infection and HHV-6B reactivation were rare.", Kind.TOXICITY, ["human herpesvirus 6 reactivation"]),
    ("Serum alanine transaminase (ALT) increased in 4 of 20.", Kind.TOXICITY, ["ALT increased"]),
    ("All had sjogren's disease.", Kind.DISEASE, ["Sjogren syndrome"]),
    (
        "CAR T-cell trials targeting GD2, B7-H3 and EGFRvIII are reported.",
        Kind.ANTIGEN,
        ["B7-H3", "CD19", "EGFRvIII", "GD2"],
    ),
    ("CD20 and CD45 were stained.", Kind.ANTIGEN, ["CD19"]),
    ("They were infused in third complete remission.", Kind.ENDPOINT, []),
    ("We matched for age and prior use of lenalidomide and bortezomib.", Kind.DRUG, []),
    ("Comorbidities such as neuropathy and heart failure were common.", Kind.TOXICITY, []),
    ("In-hospital mortality was 4%.", Kind.ENDPOINT, ["mortality"]),
    (
        "QLQ-C30 global health status and physical functioning were better in 9 of 20.",
        Kind.ENDPOINT,
        ["global health status", "physical functioning"],
    ),
    ("Serum CEA levels fell in all.", Kind.BIOMARKER, ["carcinoembryonic antigen level"]),
    (
        "Neurological and haematological toxicities were mild.",
        Kind.TOXICITY,
        ["haematological toxicity", "neurotoxicity"],
    ),
    ("In the phase 1b ROSE-TWO trial the same was seen.", Kind.TRIAL, ["ROSE-TWO"]),
    ("We treated B-cell non-Hodgkin lymphoma (NHL) only; NHL shrank.", Kind.DISEASE, ["B-cell non-Hodgkin lymphoma"]),
]


@pytest.mark.parametrize(("text", "kind", "found"), FOUND)
def test_clinical_names_mean_what_a_reader_takes_them_for(text: str, kind: Kind, found: list[str]) -> None:
    """Each sentence, put behind one that names the cells given, holds these things of the kind and no others."""
    assert labels(read(LEAD + text), kind) == found


def test_a_class_with_its_products_in_a_bracket_is_none_of_them() -> None:
    """Products counted in a bracket after "BCMA CAR T cells" are members of it."""
    text = "Forty had infections after commercial BCMA CAR T cells (ide-cel in 55, cilta-cel in 41)."
    found = read(text, "Infections after BCMA CAR T cells")
    assert labels(found, Kind.CONSTRUCT) == [
        "BCMA CAR T cells",
        "ciltacabtagene autoleucel",
        "idecabtagene vicleucel",
    ]


def test_words_that_head_a_list_of_products_are_no_other_products_name() -> None:
    found = read(
        "The regimen was studied before the anti-CD19 CAR T-cell products tisagenlecleucel and axicabtagene ciloleucel. "
        "We gave it before lisocabtagene maraleucel (liso-cel), an anti-CD19 CAR T-cell product, to 31 patients.",
        title="Bendamustine before lisocabtagene maraleucel",
    )
    liso = named(found, Kind.CONSTRUCT, "liso-cel")
    assert liso is not None
    assert "anti-CD19 CAR T-cell product" in liso.names
    assert "anti-CD19 CAR T-cell products" not in liso.names


def test_what_a_review_tells_before_it_comes_to_the_cells_is_background() -> None:
    """Where no sentence says "we", the part about the paper's things begins with the first that names a construct."""
    text = (
        "Survival is below a year and temozolomide is given to all. CAR T cells are new, and fever is common. "
        "Their persistence is short. Trials go on. Here we discuss them."
    )
    found = read(text, "CAR T cells in glioblastoma")
    assert labels(found, Kind.DRUG) == []
    assert labels(found, Kind.ENDPOINT) == ["CAR-T persistence"]
    assert labels(found, Kind.TOXICITY) == ["fever"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GD2-targeted CAR T cells modified to secrete IL-18 (GD2-mIL18) were made. GD2-mIL18 CAR T cells lasted.", "GD2-mIL18"),
        ("FAP-dnRII CAR T cells proliferated more than FAP CAR T cells.", "FAP-dnRII"),
        ("We compared ROR1-CARs with a long and a short hinge.", "ROR1-CARs"),
    ],
)  # fmt: skip
def test_names_of_an_antigen_and_a_code(text: str, name: str) -> None:
    assert named(read(text, title="Better receptors for solid tumours"), Kind.CONSTRUCT, name) is not None


def test_products_of_two_targets_have_two_classes() -> None:
    """Each class holds its own products, and the one of another target is no name of the paper's main product."""
    text = (
        "Anti-CD19 CAR T-cell products (axi-cel, tisa-cel) and anti-BCMA CAR T-cell products such as ide-cel and "
        "cilta-cel are known. We gave liso-cel to thirty adults. Liso-cel worked. Liso-cel was safe. Liso-cel lasted."
    )
    found = read(text, "A drug before lisocabtagene maraleucel")
    (liso,) = [e for e in found.entities if e.label == "lisocabtagene maraleucel"]
    assert not any("BCMA" in name for name in liso.names)
    assert {"BCMA", "CD19"} <= set(labels(found, Kind.ANTIGEN))


def test_deaths_of_any_cause_are_an_endpoint_and_those_of_harms_are_harms() -> None:
    """Counted deaths without a cause are an outcome; a death of sepsis is a harm of the treatment."""
    counted = read("We gave axi-cel to 61 adults. Twenty-eight (46%) died.", "Axi-cel in adults")
    assert "death" in labels(counted, Kind.ENDPOINT)
    caused = read("We gave axi-cel to 61 adults. Two died of sepsis.", "Axi-cel in adults")
    assert "sepsis" in labels(caused, Kind.TOXICITY)
    assert "death" not in labels(caused, Kind.ENDPOINT)


def test_cr_is_complete_response_beside_survival() -> None:
    """An undefined "CR" counts where the paper names another outcome of that family."""
    found = read(
        "Twenty patients received CD7 CAR T cells. CR was achieved in 19 (95%). Two-year PFS was 36.8%.",
        "CD7 CAR T cells in T-cell leukemia",
    )
    assert "complete response" in labels(found, Kind.ENDPOINT)
