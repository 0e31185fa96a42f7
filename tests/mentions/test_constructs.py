"""What counts as a construct, and which names are one."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import labels, named, of_kind, read

ONE = [
    ("Twelve adults received anti-CD19 CAR T cells.", ["anti-CD19 CAR T cells"]),
    ("We made humanized BCMA-directed CAR-T cells with a 4-1BB domain.", ["BCMA-directed CAR-T cells"]),
    (
        "QX-207, an autologous GPC3-targeted CAR T-cell product, was infused.",
        ["QX-207", "GPC3-targeted CAR T-cell product"],
    ),
    (
        "We built a CD7-specific chimeric antigen receptor (huCAR7) and tested huCAR7 T cells.",
        ["huCAR7", "huCAR7 T cells"],
    ),
    (
        "Axicabtagene ciloleucel (axi-cel) is an anti-CD19 CAR T-cell therapy.",
        ["axi-cel", "anti-CD19 CAR T-cell therapy"],
    ),
    ("Zevorcabtagene autoleucel, also called CT053, was given.", ["CT053", "Zevorcabtagene autoleucel"]),
    (
        "T cells transduced with an anti-mesothelin chimeric antigen receptor were given.",
        ["anti-mesothelin chimeric antigen receptor"],
    ),
    ("Natural killer cells engineered to express a CD33 CAR killed blasts.", ["CD33 CAR"]),
    ("CAR macrophages targeting HER2 entered tumours.", ["CAR macrophages targeting HER2"]),
    (
        "UCAR22 cells were gene-edited allogeneic CD22 CAR T cells called UCAR22.",
        ["UCAR22", "gene-edited allogeneic CD22 CAR T cells"],
    ),
    ("CD19/CD22 bispecific CAR-T cells were infused once.", ["CD19/CD22 bispecific CAR-T cells"]),
    ("GD2.CAR-T cells expressing IL-15 controlled neuroblastoma.", ["GD2.CAR-T cells expressing IL-15"]),
    ("CART-CLL1 cells were infused; CART-CLL1 expanded.", ["CART-CLL1", "CART-CLL1 cells"]),
    (
        "In vivo CAR T cells made by lipid nanoparticles that carry an anti-CD20 CAR depleted B cells.",
        ["anti-CD20 CAR"],
    ),
    ("We describe an RNA-engineered anti-BCMA CAR T-cell therapy (rCAR-8).", ["rCAR-8"]),
    ("Marocabtagene, a CD19-directed, 4-1BB-costimulated product, led to CR in 20 of 40 patients.", ["Marocabtagene"]),
    (
        "Relotacabtagene autoleucel (relo-cel) was infused in 33 adults. Relo-cel recipients had CRS in 80%.",
        ["relo-cel", "Relotacabtagene autoleucel"],
    ),
    (
        "QX-77, a T-cell product bearing an anti-GPC3 single chain, was given as CAR+ T cells. QX-77 caused CRS.",
        ["QX-77", "CAR+ T cells"],
    ),
    (
        "Mesothelin-redirected autologous T cells were infused. Six patients received 3 x 10^7 CAR+ T cells.",
        ["Mesothelin-redirected autologous T cells"],
    ),
    ("IL13Rα2-CAR T cells killed glioma. IL13Rα2-CARs held CD28.", ["IL13Rα2-CAR T cells"]),
    ("CD8+ CD5 CAR T cells outgrew CD4+ CD5 CAR T cells after infusion of CD5 CAR T cells.", ["CD5 CAR T cells"]),
    ("We infused CD5 CAR T cells. In vivo, CD5 CAR T cells grew; scFv-based CD5 CARs bind well.", ["CD5 CAR T cells"]),
    ("CAR T cells made with mRNA CARs were given. CAR T cells were well tolerated. mRNA CARs fade.", ["mRNA CARs"]),
    ("CAR-CD7 T cells were infused. CD7 CAR T cells grew.", ["CAR-CD7 T cells", "CD7 CAR T cells"]),
    ("CAR T-cell therapy (velo-cel) was given to a man. CAR T cells grew. CAR T-cell therapy cured him.", ["velo-cel"]),
    ("ACAR5 cells, anti-CD5 CAR T cells called ACAR5, were given. At day 28 post-ACAR5 B cells were few.", ["ACAR5"]),
    ("CD19/CD20 Dual-Targeted CAR T cells were given to 12 patients. Bispecific CD19/CD20 CAR T cells grew.", []),
    (
        "Of 30 patients given commercial anti-CD19 CAR T cells, ten had CRS. CAR T-cell therapy is costly.",
        ["CAR T-cell therapy"],
    ),
    ("PD-1-deficient CD19 CAR T cells killed targets. Cas9-edited CAR T cells persisted.", ["Cas9-edited CAR T cells"]),
    (
        "ZX-11 is a bicistronic vector-based product in which each T cell carries separate CARs for CD19 and CD22.",
        ["ZX-11", "CARs for CD19 and CD22"],
    ),
    ("We report on FT-CD33, off-the-shelf iPSC-derived NK cells expressing a CD33 CAR.", ["FT-CD33"]),
    (
        "IM9 cells, T cells transduced with a second-generation CAR recognising CEA, were infused. IM9 cells expanded.",
        ["IM9"],
    ),
    ("Fourth-generation GD2 CAR T cells (4SGD2) were infused to 10 children.", ["4SGD2"]),
    ("NKX-7 (anti-CD19 CAR-NK cells with membrane-bound IL-15) was given.", ["NKX-7"]),
    ("Off-the-shelf CD70 CAR T cells for sarcoma. LQX7, an allogeneic CD70-directed CAR T-cell product.", ["LQX7"]),
    ("CD20 CAR γδ T cells. MVD-20 consists of healthy-donor Vδ1+ T cells with an anti-CD20 CAR.", ["MVD-20"]),
    ("T cells with a tandem CAR of two antibodies (TPQ-CAR2) were infused. TPQ-CAR2 was safe.", ["TPQ-CAR2"]),
    ("A vector with a B7-H3-specific CAR and a switch was built, yielding BH3.15 T cells.", ["BH3.15"]),
]


@pytest.mark.parametrize(("text", "names"), ONE)
def test_one_construct_with_its_names(text: str, names: list[str]) -> None:
    found = read(text)
    assert len(of_kind(found, Kind.CONSTRUCT)) == 1
    for name in names:
        assert named(found, Kind.CONSTRUCT, name), (name, of_kind(found, Kind.CONSTRUCT))


TWO = [
    ("Axi-cel was compared with tisa-cel.", 2),
    ("Murine CD19 CAR T cells and humanized CD19 CAR T cells were compared.", 2),
    ("4-1BB-based GD2 CAR T cells outlived CD28-based GD2 CAR T cells.", 2),
    ("IL-12-secreting CEA CAR T cells outdid conventional CEA CAR T cells.", 2),
    ("BCMA CAR T cells and GPRC5D CAR T cells differ in toxicity.", 2),
    ("CD70 CAR-NK cells were safer than CD70 CAR T cells.", 2),
    ("KR-2, an anti-CD19 CAR T-cell product silencing IL-6, versus common anti-CD19 CAR T cells (KR-1).", 2),
    ("CD70 CAR T cells lacking the cytokine (CD70 T cells) outlived CD70.21 T cells, which secrete IL-21.", 2),
    ("CD70 CAR T cells that secrete IL-21 were compared with CD70 CAR T cells without IL-21.", 2),
    ("TRAC-CAR TET2KO T cells were compared with TRAC-CAR T cells.", 2),
    ("A man previously treated with tisagenlecleucel received CD22 CAR T cells. CD22 CAR T cells expanded.", 2),
    ("BBz-8 (4-1BB) and 28z-8 (CD28) were built. BBz-8 CAR T cells lasted longer than 28z-8 CAR T cells.", 2),
    ("Trogocabtagene (trogo-cel; formerly ABX101) and axi-cel, CAR T-cell products, were compared.", 2),
    ("CD30.28z, CD30.BBz and CD30.28BBz CAR T cells were compared.", 3),
    ("Donor-derived CD19 CAR T cells were compared with autologous CD19 CAR T cells.", 2),
    ("The 4-1BB-based CAR T-cell product, LX-5, and the CD28-based CAR T-cell product, LX-7, were given.", 2),
    ("SELO-28, an anti-CD22 CAR with CD28, was compared with SELO-BB, built on 4-1BB. SELO-BB was safer.", 2),
    ("We tested QRX40, an anti-CD5 CAR T-cell product. A version that also lacks TGFBR2 (QRX41) follows.", 2),
    ("CAR Tregs held CD28 (K9-28z Tregs) or 4-1BB (K9-BBz Tregs); K9-28z Tregs lasted longer.", 2),
    ("GPC3 CAR T cells (GQX5) outdid IL-15-only and IL-21-only T cells.", 3),
    (
        "The CEA-directed CAR (CEA-28z) was given a switch, yielding T cells that release IL-12 (XTR-2). XTR-2 cells won.",
        2,
    ),
    ("CCR2-expressing CD30 CAR T cells (CD30.CAR-CCR2 T cells) outdid CD30.CAR T cells.", 2),
    ("A fully human CLL1-directed CAR (KZ5) followed prior murine CLL1 CAR T cells. KZ5 expanded.", 2),
    ("CD28- or 4-1BB-based CD7 CAR-T cells were made; CD28 CAR-T cells were weaker than 4-1BB CAR-T cells.", 2),
    ("Two variants, E4 and H7, were built. E4 CAR T cells and H7 CAR T cells spared lung.", 2),
    ("CAR22 (velo-cel or relo-cel) was given; CAR22 expanded, velo-cel faster.", 3),
    ("NK cells engineered to express IL-21 and a CD5 CAR won. CAR T cells cause GVHD. CAR T cells are dear.", 2),
    ("K1-28z and K1-28BBz CAR T cells killed CD5+ blasts.", 2),
    ("BCMA-directed CAR T cells (ide-cel, n=20; cilta-cel, n=30) were given. BCMA-directed CAR T cells caused CRS.", 3),
]


@pytest.mark.parametrize(("text", "count"), TWO)
def test_constructs_that_differ_are_apart(text: str, count: int) -> None:
    assert len(of_kind(read(text), Kind.CONSTRUCT)) == count


NONE = [
    "Patients on combined antiretroviral therapy (CART) were followed; CART adherence was high.",
    "Cocaine- and amphetamine-regulated transcript (CART) rose in plasma.",
    "The car arrived late, and CAR (clinic attendance rate) did not differ.",
    "CARD11 and SCARB1 variants were typed in OVCAR-3 cells.",
    "Lifileucel, a tumour-infiltrating lymphocyte product, was infused after lymphodepletion.",
    "Blinatumomab binds CD19 and CD3.",
    "The OSCAR trial of cardiac care enrolled 40 patients.",
    "Lete-cel and afamitresgene autoleucel, TCR products, were infused.",
    "AB-12, an autologous T-cell product, was infused in 12 patients.",
    "CD3-directed T cells and HER2-targeted products were given.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_construct_without_a_chimeric_receptor(text: str) -> None:
    found = read(text)
    assert of_kind(found, Kind.CONSTRUCT) == []
    assert of_kind(found, Kind.ANTIGEN) == []


def test_plain_words_name_the_one_construct_of_a_paper() -> None:
    found = read("ABX-19, an anti-CD19 CAR T-cell therapy, was given to ten patients. CAR T cells expanded in all.")
    construct = named(found, Kind.CONSTRUCT, "ABX-19")
    assert construct
    assert "CAR T cells" in construct.names
    assert construct.label == "ABX-19"


def test_plain_words_are_a_class_of_their_own_beside_two_products() -> None:
    found = read("CAR T-cell therapy is changing. CAR T-cell therapy with axi-cel or tisa-cel was given.")
    assert len(of_kind(found, Kind.CONSTRUCT)) == 3


def test_the_product_is_a_generic_mention_and_no_name() -> None:
    found = read("ABX-19, an anti-CD19 CAR T-cell therapy, was given to ten patients. The product was well tolerated.")
    generic = [mention.span.of(found.paper.text) for mention in found.mentions if mention.generic]
    assert generic == ["The product"]
    assert named(found, Kind.CONSTRUCT, "The product") is None


def test_a_registry_is_no_construct() -> None:
    assert labels(read("Axi-cel outcomes were taken from the DESCAR-T registry."), Kind.CONSTRUCT) == [
        "axicabtagene ciloleucel"
    ]


def test_a_study_named_in_brackets_is_a_trial() -> None:
    found = read("In 21 centers (CART-ESP) patients received axi-cel, an anti-CD19 CAR T-cell product.")
    assert labels(found, Kind.TRIAL) == ["CART-ESP"]
    assert labels(found, Kind.CONSTRUCT) == ["axicabtagene ciloleucel"]


def test_a_class_named_once_in_a_review_does_not_take_the_plain_words() -> None:
    plain = "CAR T-cell therapy is new. CAR T-cell therapy is costly. CAR T cells persist. CAR T cells expand. "
    found = read(plain + "This review covers CAR T-cell therapy. BCMA CAR T cells cause cytopenia.")
    assert len(of_kind(found, Kind.CONSTRUCT)) == 2


@pytest.mark.parametrize(("title", "count"), [("A study", 1), ("CAR T cells in lymphoma", 2)])
def test_plain_words_in_the_title_are_the_class_unless_the_product_is_named_often(title: str, count: int) -> None:
    text = "CAR T cells are new. CAR T cells were given to 9 men. CAR T cells grew. PD-1-deficient CD5 CAR T cells won."
    assert len(of_kind(read(text, title), Kind.CONSTRUCT)) == count


def test_a_class_is_labelled_by_its_plain_words_where_they_are_most() -> None:
    many = "CAR T cells are new. CAR T cells persist. CAR T cells expand. CAR T cells were compared in 4 trials. "
    found = read(many + "Velo-cel and relo-cel, CD19 CAR T-cell therapies, won. Velo-cel and relo-cel were safe.")
    assert "CAR T cells" in labels(found, Kind.CONSTRUCT)


def test_the_gene_is_not_the_cells() -> None:
    found = read("ABX-19, an anti-CD19 CAR T-cell therapy, was given. The CAR transgene was found in blood.")
    spans = [mention.span.of(found.paper.text) for mention in found.mentions if mention.kind is Kind.CONSTRUCT]
    assert "CAR" not in spans


def test_wordings_of_one_origin_are_one_construct() -> None:
    found = read(
        "Allogeneic anti-CD20 CAR T cells were infused. The anti-CD20 CAR was found in blood. "
        "Donor-derived allogeneic anti-CD20 CAR T cells caused no GVHD.",
        "Donor-derived CD20-targeted CAR T cells",
    )
    assert len(of_kind(found, Kind.CONSTRUCT)) == 1


def test_two_origins_are_two_constructs() -> None:
    found = read("Allogeneic anti-CD20 CAR T cells were compared with autologous anti-CD20 CAR T cells.")
    assert len(of_kind(found, Kind.CONSTRUCT)) == 2


def test_an_antigen_of_a_sort_is_the_one_named_after_it() -> None:
    found = read("Twelve adults got T cells with a chimeric antigen receptor (CAR) targeting the B-cell antigen CD22.")
    assert labels(found, Kind.ANTIGEN) == ["CD22"]


def test_cells_made_to_overexpress_a_factor_are_named_with_it() -> None:
    found = read("We found that engineering CAR T cells to overexpress IL-15 improved killing.")
    assert named(found, Kind.CONSTRUCT, "CAR T cells to overexpress IL-15")


def test_words_of_two_constructs_said_once_are_no_third() -> None:
    found = read(
        "CD28- and 4-1BB-based CAR T cells both cleared tumours. CD28 CAR T cells were lost early. "
        "4-1BB CAR T cells stayed, and CD28 CAR T cells and 4-1BB CAR T cells differed."
    )
    assert len(of_kind(found, Kind.CONSTRUCT)) == 2


VARIANTS = [
    (
        "CART33 cells were made. We then made IL-6-deficient CART33 cells. The IL-6-deficient CART33 cells outgrew CART33.",
        ["CART33", "IL-6-deficient CART33 cells"],
    ),
    (
        "CART33 cells were grown. Unmodified CART33 cells faded, whereas CART33 cells lasted.",
        ["CART33", "Unmodified CART33 cells"],
    ),
    ("IL-15-secreting CART33 cells were made. CART33 cells lasted.", ["CART33"]),
    (
        "ROR1 CAR T cells were made. IL-7-secreting ROR1 CAR T cells grew better than ROR1 CAR T cells.",
        ["IL-7-secreting ROR1 CAR T cells", "ROR1 CAR T cells"],
    ),
    (
        "Both ICOS- and OX40-based CAR T cells killed. OX40 CAR T cells lasted, but ICOS CAR T cells did not.",
        ["ICOS CAR T cells", "OX40 CAR T cells"],
    ),
    (
        "We built a receptor (8 × 22 CAR-T). The 8 × 22 CAR-T cells beat conventional CAR-T cells.",
        ["8 × 22", "conventional CAR-T cells"],
    ),
    (
        "We built K4-28z CAR T cells. K4-28z/IL-7 CAR T cells beat K4-28z; IL-7-secreting CAR T cells lasted.",
        ["K4-28z", "K4-28z/IL-7"],
    ),
    (
        "We built CD5-specific CARs (A28z and ABBz) and deleted TET2 in ABBz cells (tABBz). The tABBz cells won over A28z.",
        ["A28z", "ABBz", "tABBz"],
    ),
    (
        "CARs against CD19 cure. CD5 CARs with ICOS (designated K5RICOS7) or OX40 (designated K5ROX8) killed. CAR T grew.",
        ["K5RICOS7", "K5ROX8", "CD19"],
    ),
    (
        "From CD5 CARs came an IL-7 modified CAR (4K5m28mz/mIL7). 4K5m28mz/mIL7 T cells outlived 4K5m28mz T cells.",
        ["4K5m28mz", "4K5m28mz/mIL7"],
    ),
    (
        "A 1928z CAR went to TRAC (TRAC-1928z), then CBLB out (TRAC-1928z ΔCBLB). TRAC-1928z ΔCBLB T cells won. GD2 CAR T too.",
        ["TRAC-1928z", "TRAC-1928z ΔCBLB", "1928z", "GD2 CAR"],
    ),
    (
        "A split receptor, CD5-GATE, that needs a drug, was made. CD5-GATE CAR T cells killed OVCAR-3 cells.",
        ["CD5-GATE"],
    ),
    (
        "CD5 CAR T cells incorporating an OX40 domain outlast those with ICOS. CD5 CAR T cells kill.",
        ["CD5 CAR T cells", "OX40", "those with ICOS"],
    ),
    ("CAR T cells were made. Conventionally generated CAR T cells lost. CAR T cells won.", ["CAR T", "onventionally"]),
    (
        "Particles made GD2 CAR macrophages in vivo. LNP-GD2 CAR was safe. GD2 CAR macrophages ate tumours.",
        ["GD2 CAR"],
    ),
    ("CAR macrophages were made. The GD2 CAR binds. GD2 CAR macrophages ate tumours.", ["GD2 CAR"]),
    (
        "A tandem CD5/CD7 CAR (TANK-5.7) was set against CAR5 and CAR7. The tandem CAR T cells beat CAR5 T cells.",
        ["TANK-5.7", "CAR5", "CAR7"],
    ),
    (
        "CAR T cells faded. CAR T cells engineered with inducible IL-15 release won. CAR T cells did not.",
        ["CAR T cells", "IL-15"],
    ),
]


@pytest.mark.parametrize(("abstract", "wanted"), VARIANTS)
def test_tells_a_product_from_the_one_it_was_made_of(abstract: str, wanted: list[str]) -> None:
    found = labels(read(abstract), Kind.CONSTRUCT)
    assert len(found) == len(wanted)
    assert all(any(name in label for label in found) for name in wanted)


def test_gives_each_construct_of_one_name_its_own_words() -> None:
    found = read("Both ICOS- and OX40-based CAR T cells killed. OX40 CAR T cells lasted, but ICOS CAR T cells did not.")
    assert named(found, Kind.CONSTRUCT, "OX40-based CAR T cells") == named(found, Kind.CONSTRUCT, "OX40 CAR T cells")


HARMS = [
    ("CAR Tregs prevented xenogeneic GVHD in mice.", Kind.DISEASE, "graft versus host disease"),
    ("CAR T cells were given in a mouse model of heart failure.", Kind.DISEASE, "heart failure"),
    (
        "CAR T cells were given. Xenogeneic GVHD was prevented by loss of TRAC.",
        Kind.TOXICITY,
        "graft versus host disease",
    ),
]


@pytest.mark.parametrize(("abstract", "kind", "label"), HARMS)
def test_takes_a_harm_that_is_treated_for_a_disease(abstract: str, kind: Kind, label: str) -> None:
    assert label in labels(read(abstract), kind)
