"""Things named by how they are said: degrees of response, ratios of cells, shed proteins, changed genes, trials."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import labels, read

LEAD = "We gave anti-CD19 CAR T cells to twenty patients. "

FOUND = [
    ("Of the remissions, 3 were complete, 2 nodular partial and 4 partial.", Kind.ENDPOINT,
     ["complete response", "nodular partial response", "partial response"]),
    ("Of 9 responses five were complete, one minor.", Kind.ENDPOINT, ["complete response", "minimal response"]),
    ("Deep responses ensued in most recipients.", Kind.ENDPOINT, ["response"]),
    ("Two patients were brought into lasting remission.", Kind.ENDPOINT, ["remission"]),
    ("Median OS was 11 months (95% CI, 4.2-not evaluable).", Kind.ENDPOINT, ["overall survival"]),
    ("Partial response had been the best response in 4 of 20 patients.", Kind.ENDPOINT, ["partial response"]),
    ("The cells reached their maximum after a median of 9 days.", Kind.ENDPOINT, ["Tmax"]),
    ("A short interval between infusion and progression was linked to age.", Kind.ENDPOINT, ["time to relapse"]),
    ("Failure to respond was associated with poor outcome.", Kind.ENDPOINT, ["no response"]),
    ("Sepsis-related mortality at day 90 was 2%.", Kind.ENDPOINT, ["Sepsis-related mortality"]),
    ("Failure of neutrophils to recover by day 30 raised the risk.", Kind.ENDPOINT, ["neutrophil recovery"]),
    ("Of 40 infections, bacterial ones made up 45%.", Kind.TOXICITY, ["bacterial infection", "infection"]),
    ("Heart and lung events occurred in 3 patients.", Kind.TOXICITY, ["cardiopulmonary toxicity"]),
    ("Resistance was explained by a homozygous deletion of CD70.", Kind.BIOMARKER, ["CD70 mutation"]),
    ("Several fatalities were recorded.", Kind.TOXICITY, ["fatal event"]),
    ("Toxicity of grade 4 was rare, and its treatment varied.", Kind.TOXICITY, ["toxicity"]),
    ("The Treg/Th17 ratio was lowered.", Kind.BIOMARKER, ["Treg/Th17 ratio"]),
    ("The share of CD28+CCR7+CD4+ T cells therein predicted outcome.", Kind.BIOMARKER, ["CD28+CCR7+CD4+ T cells"]),
    ("Serum levels of soluble CD38 fell.", Kind.BIOMARKER, ["soluble CD38"]),
    ("Inactivation of both CD70 alleles predicted resistance.", Kind.BIOMARKER, ["CD70 mutation"]),
    ("Levels of SIV DNA in tissue fell.", Kind.BIOMARKER, ["SIV DNA"]),
    ("The CAR T cells carry a truncated CD4 as a marker.", Kind.COMPONENT, ["truncated CD4"]),
    ("Animals received antiretroviral treatment.", Kind.DRUG, ["combination antiretroviral therapy"]),
    ("The trial (BIRCH-3) is registered with ClinicalTrials.gov, NCT01234567.", Kind.TRIAL, ["BIRCH-3"]),
    ("Two binders grip separate epitopes of CD38.", Kind.ANTIGEN, ["CD19", "CD38"]),
    ("Their lymphocytes are redirected to BCMA by way of a chimeric receptor.", Kind.ANTIGEN, ["BCMA", "CD19"]),
    ("Cells engineered to overexpress HER4 left the CAR T cells inactive.", Kind.ANTIGEN, ["CD19", "HER4"]),
    ("Two IL-13 muteins served as binders of the CARs.", Kind.COMPONENT, ["IL-13 mutein"]),
    ("Alkylator-based chemotherapy was used in 12.", Kind.DRUG, ["Alkylator-based chemotherapy"]),
    ("(Funded by a firm; OAK-2 ClinicalTrials.gov number, NCT01234567.)", Kind.TRIAL, ["OAK-2"]),
]  # fmt: skip
NONE = [
    ("All had disease refractory to induction chemotherapy in 9 of 20.", Kind.DRUG),
    ("Fratricide and scarcity of donors are the hurdles.", Kind.TOXICITY),
    ("Carriers of cardiomyopathy variants were looked at.", Kind.TOXICITY),
    ("The T cells were secreting soluble CD38 in culture.", Kind.BIOMARKER),
    ("Blockade of OX40L-OX40 signaling in the CAR T cells abolished this.", Kind.COMPONENT),
    ("A product made from circulating T cells may be short-lived.", Kind.ENDPOINT),
    ("Failure meant death from any cause or stable disease at week 9.", Kind.ENDPOINT),
    ("We evaluated 9 patients for the assessment of response.", Kind.ENDPOINT),
    ("CD38 was found on blasts by flow cytometry.", Kind.DRUG),
    ("Enrolment was complete in 2 years.", Kind.ENDPOINT),
    ("The effector-to-target ratio was 3:1.", Kind.BIOMARKER),
]


@pytest.mark.parametrize(("sentence", "kind", "found"), FOUND)
def test_what_is_named_by_its_wording_is_found(sentence: str, kind: Kind, found: list[str]) -> None:
    assert labels(read(LEAD + sentence), kind) == found


@pytest.mark.parametrize(("sentence", "kind"), NONE)
def test_words_that_only_look_so_name_nothing(sentence: str, kind: Kind) -> None:
    assert labels(read(LEAD + sentence), kind) == []


def test_a_registration_behind_the_funders_is_read() -> None:
    text = "Results: CAR T cells were given. Funding: A firm. This trial (ELM-4) is registered as NCT01234567."
    found = read(text)
    assert labels(found, Kind.TRIAL) in (["ELM-4"], ["NCT01234567"])


def test_a_prefix_with_a_figure_makes_another_name_of_a_known_product() -> None:
    found = read(
        "We built a chimeric antigen receptor on the CD4 ectodomain (P34-CD4CAR). P34-CD4CAR T cells were given to macaques."
    )
    assert labels(found, Kind.CONSTRUCT) == ["P34-CD4CAR"]


def test_cells_that_bear_a_named_switch_receptor_are_a_construct() -> None:
    told = "We built QXSw, a CD155-binding switch receptor that ends in 4-1BB. GD2 CAR T cells did better with QXSw T cells."
    found = read(told, "GD2 CAR T cells and a switch receptor")
    assert labels(found, Kind.CONSTRUCT) == ["GD2 CAR T cells", "QXSw"]
    assert labels(found, Kind.ANTIGEN) == ["CD155", "GD2"]


def test_the_word_for_a_kind_of_drug_is_the_drug_named_behind_it() -> None:
    found = read("CD19 CAR T cells were grown with the PI3K inhibitor duvelisib. Without the PI3K inhibitor they aged.")
    assert labels(found, Kind.DRUG) == ["duvelisib"]


def test_a_code_that_goes_on_from_a_known_product_is_another() -> None:
    told = "We compared 19BBz with a variant without PD-1 (19BBz-PDKO). 19BBz-PDKO T cells outlived 19BBz T cells."
    assert labels(read(told, "CD19 CAR T cells made better"), Kind.CONSTRUCT)[:2] == ["19BBz", "19BBz-PDKO"]


def test_receptors_named_by_a_part_we_do_not_know_are_told_apart() -> None:
    told = (
        "T cells with a KIR-based CAR (meso-KIR) and T cells with a CAR incorporating 4-1BB (meso-BBz) were compared."
    )
    assert labels(read(told, "Receptors"), Kind.CONSTRUCT) == ["meso-BBz", "meso-KIR"]


def test_two_targets_of_one_receptor_are_read_behind_an_adverb() -> None:
    told = "CAR T cells simultaneously aimed at CD19 and CD22 (hereafter DUO22) were given to 12 patients."
    found = read(told, "Two targets")
    assert (labels(found, Kind.CONSTRUCT), labels(found, Kind.ANTIGEN)) == (["DUO22"], ["CD19", "CD22"])


def test_cancers_listed_as_treated_are_no_harms() -> None:
    told = "Recipients of CAR T cells for LBCL, follicular lymphoma or CLL may have second malignancies; melanoma arose in 2."
    found = read(told, "Second cancers after CAR T cells")
    assert "chronic lymphocytic leukemia" in labels(found, Kind.DISEASE)
    assert "melanoma" in labels(found, Kind.TOXICITY)
