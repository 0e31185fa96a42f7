"""Entities of the other kinds, and what holds for every annotation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cargraph.mentions.named import Named
from cargraph.mentions.overlaps import settled
from cargraph.model import Kind, Span, Term
from tests.mentions.papers import labels, named, of_kind, read

LEAD = "We gave anti-CD19 CAR T cells to twenty patients. "

FOUND = [
    (
        "Cytokine release syndrome (CRS) occurred in 5 (25%); CRS was grade 1.",
        Kind.TOXICITY,
        ["cytokine release syndrome"],
    ),
    ("Severe CRS and cytokine release syndrome of any grade were seen.", Kind.TOXICITY, ["cytokine release syndrome"]),
    (
        "Neutropaenia, anaemia and thrombocytopenia were common.",
        Kind.TOXICITY,
        ["anemia", "neutropenia", "thrombocytopenia"],
    ),
    ("Fludarabine and cyclophosphamide were given first.", Kind.DRUG, ["cyclophosphamide", "fludarabine"]),
    ("Tocilizumab was given for fever.", Kind.DRUG, ["tocilizumab"]),
    ("All had lenalidomide-refractory disease.", Kind.DRUG, []),
    ("Interleukin-6 receptor blockade with tocilizumab was used.", Kind.CYTOKINE, ["IL-6 receptor"]),
    ("An IL-6 receptor antagonist was used.", Kind.CYTOKINE, []),
    (
        "Steroids or interleukin-6 receptor blockade were needed.",
        Kind.DRUG,
        ["IL-6 receptor antagonist", "corticosteroids"],
    ),
    ("G-CSF was administered to 12 patients.", Kind.DRUG, ["G-CSF"]),
    ("Platelets were counted before lymphodepletion.", Kind.DRUG, []),
    ("Twelve had three lines of chemotherapy.", Kind.DRUG, []),
    ("Efficacy did not differ between the groups.", Kind.ENDPOINT, ["efficacy"]),
    ("We assessed safety and efficacy.", Kind.ENDPOINT, []),
    ("The switch may improve the efficacy in mice.", Kind.ENDPOINT, []),
    ("Blocking PD-1 enhanced CAR T-cell function.", Kind.ENDPOINT, ["effector function"]),
    ("In the dose-expansion part, six were treated at dose level 2.", Kind.ENDPOINT, []),
    ("Of these, 9 patients were enrolled in the expansion cohort.", Kind.ENDPOINT, []),
    ("Higher Tregs were associated with relapse.", Kind.BIOMARKER, ["regulatory T cells"]),
    ("A proportion of central memory T cells predicted survival.", Kind.BIOMARKER, ["central memory T cells"]),
    (
        "Infections were bacterial (n = 9) or viral (n = 4).",
        Kind.TOXICITY,
        ["bacterial infection", "infection", "viral infection"],
    ),
    ("Two patients had bacterial infections or non-relapse mortality rose.", Kind.TOXICITY, ["bacterial infection"]),
    ("Infections or non-relapse mortality did not differ.", Kind.TOXICITY, ["infection"]),
    ("Cytokine production was greater with CD28.", Kind.CYTOKINE, ["cytokines"]),
    ("IL-2 secretion rose twofold.", Kind.CYTOKINE, ["IL-2"]),
    ("TPO agonists were used in 9 (40%).", Kind.CYTOKINE, []),
    ("G-CSF was given to 12; the need for G-CSF was greater later.", Kind.CYTOKINE, []),
    ("To overcome antigen escape we made a tandem receptor.", Kind.ENDPOINT, []),
    ("Five second primary malignancies arose, including two cases of T-cell lymphoma.", Kind.DISEASE, []),
    ("The incidence of adverse events was similar in both.", Kind.TOXICITY, ["adverse event"]),
    ("Adding the receptor prevented T-cell exhaustion in mice.", Kind.ENDPOINT, ["exhaustion"]),
    ("Markers of exhaustion are debated.", Kind.ENDPOINT, []),
    ("One product gives durable remissions in some adults.", Kind.ENDPOINT, ["durable response"]),
    ("At one year, progression/relapse was 21%.", Kind.ENDPOINT, ["relapse or progression"]),
    ("Two had regressions of their lymphomas.", Kind.ENDPOINT, ["tumour regression"]),
    ("Both had a malignancy that persisted after transplantation.", Kind.ENDPOINT, []),
    ("The duration was 9 months in responders (PR or better) and longer in some.", Kind.ENDPOINT, []),
    (
        "Neurologic events included immune-effector cell-associated neurologic syndrome.",
        Kind.TOXICITY,
        ["immune effector cell-associated neurotoxicity syndrome", "neurologic events"],
    ),
    ("Hematotoxicity, that is ICAHT, was shorter in adults.", Kind.TOXICITY, ["haematological toxicity"]),
    ("Mantle cell lymphoma is the second most common lymphoma here.", Kind.TOXICITY, []),
    ("Adjusting for age and ferritin, dose was associated with relapse.", Kind.BIOMARKER, []),
    ("A similar lymphodepletion was used in both.", Kind.DRUG, []),
    ("The best response was stable disease in 5 of 9.", Kind.ENDPOINT, ["stable disease"]),
    ("We treated chronic lymphocytic leukemia. His leukemia shrank.", Kind.DISEASE, ["chronic lymphocytic leukemia"]),
    ("We treated glioma and other solid tumors.", Kind.DISEASE, ["glioma", "solid tumour"]),
    ("It was given to MRD-positive ALL patients.", Kind.ENDPOINT, []),
    (
        "We built a CAR derived from a rabbit antibody to mesothelin.",
        Kind.ANTIGEN,
        ["CD19", "mesothelin"],
    ),
    ("CARs hold CD28.ζ, 41BB.ζ and CD3.ζ endodomains.", Kind.COMPONENT, ["4-1BB", "CD28", "CD3 zeta"]),
    (
        "The orphan receptor class C group 5 member D (GPRC5D) was chosen; GPRC5D CAR T cells grew.",
        Kind.ANTIGEN,
        ["CD19", "GPRC5D"],
    ),
    ("Eight of 19 patients were in remission at infusion.", Kind.ENDPOINT, []),
    ("They killed CD19-negative cells in a CD19-loss lymphoma model in 3 of 5 mice.", Kind.ENDPOINT, ["cytotoxicity"]),
    ("Killing was dependent on high antigen density.", Kind.BIOMARKER, ["antigen expression"]),
    (
        "Myelosuppression was seen in 4; marrow aplasia in 2.",
        Kind.TOXICITY,
        ["bone marrow hypocellular", "myelosuppression"],
    ),
    ("Hematologic toxicity was seen in 9, severe myelosuppression in 4.", Kind.TOXICITY, ["haematological toxicity"]),
    ("Two patients relapsed after 9 months.", Kind.ENDPOINT, ["relapse"]),
    ("Two patients had relapsed lymphoma.", Kind.ENDPOINT, []),
    ("CAR T cells were detected in blood for > 60 days.", Kind.ENDPOINT, ["CAR-T persistence"]),
    ("Five of twelve patients remained in remission at one year.", Kind.ENDPOINT, ["remission"]),
    ("They were infused while in remission.", Kind.ENDPOINT, []),
    ("A high tumor burden was associated with CRS.", Kind.BIOMARKER, ["tumour burden"]),
    ("Children with Philadelphia chromosome-positive leukemia had inferior survival.", Kind.BIOMARKER, []),
    ("Serum IL-6 and IFN-γ rose.", Kind.CYTOKINE, ["IFN-gamma", "IL-6"]),
    ("Higher ferritin was associated with severe CRS.", Kind.BIOMARKER, ["ferritin"]),
    ("Elevated LDH predicted inferior survival.", Kind.BIOMARKER, ["LDH"]),
    (
        "Median progression-free survival (PFS) was 8 months; PFS was longer later.",
        Kind.ENDPOINT,
        ["progression-free survival"],
    ),
    (
        "The complete and overall response rates were 50% and 75%.",
        Kind.ENDPOINT,
        ["complete response", "objective response rate"],
    ),
    (
        "Complete and partial responses were seen in 9 and 4 patients.",
        Kind.ENDPOINT,
        ["complete response", "partial response"],
    ),
    ("Event-free survival was the time to relapse or death.", Kind.TOXICITY, []),
    ("Exhaustion is a challenge.", Kind.ENDPOINT, []),
    ("The study assessed safety.", Kind.ENDPOINT, []),
    ("The overall response rate was 80%.", Kind.ENDPOINT, ["objective response rate"]),
    ("Cells positive for CD3 and CD8 were counted.", Kind.ANTIGEN, ["CD19"]),
]


@pytest.mark.parametrize(("text", "kind", "expected"), FOUND)
def test_entities_of_a_kind(text: str, kind: Kind, expected: list[str]) -> None:
    assert labels(read(LEAD + text), kind) == expected


def test_parts_of_a_construct() -> None:
    found = read("The CAR contains the FMC63 scFv, a CD28 costimulatory domain and CD3 zeta; CAR T cells were infused.")
    assert labels(found, Kind.COMPONENT) == ["CD28", "CD3 zeta", "FMC63"]


def test_a_marker_is_no_part() -> None:
    assert "CD28" not in labels(read(LEAD + "Memory T lymphocytes positive for CD28 were rare."), Kind.COMPONENT)


def test_a_short_form_means_what_the_paper_says() -> None:
    found = read(LEAD + "Overall survival (OS) was 80%. OS was longer in adults.")
    survival = named(found, Kind.ENDPOINT, "OS")
    assert survival
    assert survival.label == "overall survival"


def test_a_short_form_that_the_paper_uses_otherwise_is_dropped() -> None:
    assert named(read(LEAD + "Caloric restriction (CR) was advised. CR was hard."), Kind.ENDPOINT, "CR") is None


def test_second_cancers_are_toxicities() -> None:
    found = read("CAR T-cell therapy may cause second cancers. Acute myeloid leukemia was one second malignancy.")
    assert "acute myeloid leukemia" in labels(found, Kind.TOXICITY)


def test_a_cancer_told_of_only_after_the_treatment_is_a_toxicity_and_the_treated_one_a_disease() -> None:
    found = read(
        "We describe a T-cell lymphoma (TCL) diagnosed 7 months after commercial CAR T cells for follicular lymphoma. "
        "The TCL was found in the skin. The risk of TCL was low."
    )
    assert labels(found, Kind.DISEASE) == ["follicular lymphoma"]
    assert labels(found, Kind.TOXICITY) == ["T-cell lymphoma"]


@pytest.mark.parametrize(
    "told", ["One adult developed acute myeloid leukemia.", "There was no acute myeloid leukemia."]
)
def test_a_cancer_that_developed_or_did_not_is_a_toxicity(told: str) -> None:
    found = read(f"Nine adults with follicular lymphoma got axi-cel. {told}")
    assert labels(found, Kind.DISEASE) == ["follicular lymphoma"]
    assert labels(found, Kind.TOXICITY) == ["acute myeloid leukemia"]


def test_a_treated_cancer_that_relapses_after_the_treatment_stays_a_disease() -> None:
    found = read(
        "Adults with mantle cell lymphoma got CD19 CAR T cells. A lymphoma seen after CAR T cells was biopsied."
    )
    assert "mantle cell lymphoma" in labels(found, Kind.DISEASE)


TRIALS = [
    ("In ZUMA-1 (NCT02348216) axi-cel was given.", 1),
    ("The CARTITUDE-4 trial (ClinicalTrials.gov number, NCT04181827) is open.", 1),
    ("Trials NCT01234567 and NCT07654321 were pooled.", 2),
    ("It is registered as ChiCTR2000012345 and ISRCTN12345678.", 2),
    ("The study is registered (EudraCT 2018-001234-56).", 1),
    ("QUASAR-7 (NCT01234567) is a phase 1 trial.", 1),
    ("We ran the phase 1b ARBOR-LM trial in six patients.", 1),
    ("We ran the phase 1b dose-escalation trial in six patients.", 0),
    ("Axi-cel was given in ZUMA-1. Events were as in the ZUMA-1 population. It is registered as NCT02348216.", 1),
]


@pytest.mark.parametrize(("text", "count"), TRIALS)
def test_trials(text: str, count: int) -> None:
    assert len(of_kind(read(text), Kind.TRIAL)) == count


def test_a_tumour_word_names_the_exact_disease() -> None:
    found = read(LEAD + "Patients had diffuse large B-cell lymphoma. The lymphoma regressed.")
    assert labels(found, Kind.DISEASE) == ["diffuse large B-cell lymphoma"]


PIECES = st.sampled_from(
    ["anti-CD19", "CAR", "T cells", "(CRS)", "cytokine release syndrome", "ABX-19", ",", ". ", "a", "NCT01234567",
     "IL-6", "axi-cel", "CAR-T", "chimeric antigen receptor", "with", "4-1BB", "/", "(", ")", "was", "12%", "(MM)",
     "multiple myeloma", "MM", "\n"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_every_mention_stands_in_the_text_and_has_its_entity(pieces: list[str]) -> None:
    found = read(" ".join(pieces))
    ids = {entity.id: entity for entity in found.entities}
    assert list(found.mentions) == sorted(found.mentions)
    for mention in found.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(found.paper.text)
        assert ids[mention.entity].kind is mention.kind
    assert list(ids) == [f"e{number}" for number in range(1, len(ids) + 1)]
    assert all(entity.names and entity.label for entity in found.entities)


def test_the_same_paper_gives_the_same_annotation() -> None:
    text = LEAD + "CRS and ICANS occurred. Axi-cel and tisa-cel were compared in NCT01234567."
    assert read(text) == read(text)


BESIDE = [
    ("Two patients died without relapse.", Kind.ENDPOINT, ["non-relapse mortality"]),
    ("A man in third relapse was treated.", Kind.ENDPOINT, []),
    ("Grade 3 neutropenia persisted in 4 of 20 patients.", Kind.ENDPOINT, []),
    ("CAR T cells persisted for 12 months.", Kind.ENDPOINT, ["CAR-T persistence"]),
    ("CAR T cells expanded and peaked at a median of 9 days.", Kind.ENDPOINT, ["CAR-T expansion", "Tmax"]),
    ("Peak concentrations of IL-6 were higher in severe CRS.", Kind.ENDPOINT, []),
    ("The model predicted CRS (AUC 0.86).", Kind.ENDPOINT, []),
    ("It was given without lymphodepletion.", Kind.DRUG, []),
    ("We used CRISPR to disrupt TRAC, CD52 and B2M in the CAR T cells.", Kind.COMPONENT, ["B2M", "CD52", "CRISPR-Cas9", "TRAC"]),
    ("Elevations of alanine aminotransferase were seen in 3 patients.", Kind.TOXICITY, ["ALT increased"]),
    (
        "Grade 3 events were decreases in lymphocytes (86 [98%]), white cells (68 [77%]) and neutrophils (58 [66%]).",
        Kind.TOXICITY,
        ["leukopenia", "lymphopenia", "neutropenia"],
    ),
    ("Severe ICANS was rarer than ICANS of any grade.", Kind.TOXICITY, ["immune effector cell-associated neurotoxicity syndrome"]),
    ("Tocilizumab, an IL-6 receptor antagonist, was given.", Kind.CYTOKINE, ["IL-6 receptor"]),
    ("Median SLEDAI-2K fell from 16 to 0.", Kind.ENDPOINT, ["SLEDAI-2K"]),
    ("Median PFS was 8 months; OS was similar.", Kind.ENDPOINT, ["overall survival", "progression-free survival"]),
    ("The operating system (OS) was updated.", Kind.ENDPOINT, []),
    ("T-cell lymphoma arising from the CAR product was seen once.", Kind.TOXICITY, ["T-cell lymphoma"]),
    ("They were second-line large B-cell lymphoma patients.", Kind.TOXICITY, []),
    ("CD19 CAR T cells expressing c-Jun did better.", Kind.COMPONENT, ["c-Jun"]),
    ("CAR-HT-high patients had more infections (P = 0.01).", Kind.BIOMARKER, ["CAR-HEMATOTOX score"]),
    ("One patient had movement and neurocognitive symptoms (grade 1). Fever of grade 1 was common.", Kind.BIOMARKER, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "expected"), BESIDE)
def test_the_words_beside_a_name_decide_what_it_is(text: str, kind: Kind, expected: list[str]) -> None:
    assert labels(read(LEAD + text), kind) == expected


def test_grades_are_no_short_forms() -> None:
    found = read(LEAD + "Two had movement and neurocognitive symptoms (grade 1). Rash was grade 1.")
    assert "grade 1" not in [name for entity in found.entities for name in entity.names]


def test_a_trial_named_in_the_title_has_the_one_number_that_is_registered() -> None:
    found = read(LEAD + "Registration: EudraCT 2016-004680-39; NCT03289455.", title="CAR T cells in the VELORA trial")
    assert [set(e.names) for e in of_kind(found, Kind.TRIAL)] == [{"VELORA", "2016-004680-39", "NCT03289455"}]


@pytest.mark.parametrize(
    ("name", "antigen"),
    [("CD19-28z", "CD19"), ("BCMA-BBz", "BCMA"), ("HER2.28z", "HER2"), ("QX-28z", None)],
)
def test_a_coined_name_spells_its_antigen(name: str, antigen: str | None) -> None:
    found = labels(read(f"{name} CAR T cells were made.", title=f"{name} CAR T cells"), Kind.ANTIGEN)
    assert found == ([antigen] if antigen else [])


def test_of_two_meanings_of_one_place_the_first_counts() -> None:
    for number in range(20):
        found = [
            Named(Span(0, 4), Kind.BIOMARKER, f"BT{number}", 0, f"BT{number}", Term(Kind.BIOMARKER, "", None, role))
            for role in ("phenotype", "expression")
        ]
        assert settled(found) == found[:1]
        assert settled(found[::-1]) == found[1:]


def test_mentions_in_a_range_of_the_text() -> None:
    found = read(LEAD + "Fever, anaemia and CRS occurred. Rash was rare.")
    for sentence in found.sentences:
        assert found.within(sentence.span) == [m for m in found.mentions if sentence.span.holds(m.span)]
    assert found.within(Span(0, 0)) == []
