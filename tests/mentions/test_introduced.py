"""Names that a paper introduces: receptors of another name than CAR, shortened words, alternatives in one list."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import labels, named, of_kind, read

RECEPTORS = [
    ("CARs cure some. The T cell antigen recruiter, a chimeric antigen receptor, was set beside CAR T cells.", []),
    (
        "We built a synthetic antigen response receptor (SARR) for HER2. SARR-T cells outdid CAR T cells. CAR T cells fade.",
        ["CAR T cells", "SARR"],
    ),
    (
        "A modular, programmable (MOPRO) CAR system is shown. MOPRO CAR T cells were safe. Conventional CAR T cells were not.",
        ["Conventional CAR T cells", "MOPRO"],
    ),
    (
        "A two-chain receptor, termed QxTR, was built. QxTR-engineered T cells beat CD28-based CAR T cells.",
        ["CD28-based CAR T cells", "QxTR"],
    ),
    ("A chimeric switch receptor (CSWR) was added. CSWR T cells were CAR T cells.", ["CAR T cells"]),
]


@pytest.mark.parametrize(("text", "wanted"), RECEPTORS)
def test_receptors_of_another_name_are_constructs(text: str, wanted: list[str]) -> None:
    found = labels(read(text), Kind.CONSTRUCT)
    assert all(any(name in label for label in found) for name in wanted)
    assert len(found) == max(len(wanted), 1)


SAME = [
    ("Tandem CARs against HER2 and CD70 were built. tCAR T cells outlived HER2 CAR T cells.", "tCAR", "Tandem CARs"),
    ("Universal CD33 CAR T cells lacked TRAC. UCAR T cells were safe.", "UCAR", "Universal CD33 CAR T cells"),
    (
        "Bispecific anti-CD33, anti-CD7 (ZX3.7) CAR T cells were given. ZX3.7 CAR T cells grew.",
        "ZX3.7",
        "anti-CD7 (ZX3.7) CAR T cells",
    ),
]


@pytest.mark.parametrize(("text", "short", "full"), SAME)
def test_a_short_name_is_the_construct_it_shortens(text: str, short: str, full: str) -> None:
    found = read(text)
    one = named(found, Kind.CONSTRUCT, short)
    assert one is not None
    assert any(full in name for name in one.names)


APART = [
    ("CD28ζ and 41BBζ CARs, made into CAR T cells, were compared.", 2),
    ("ICOS- and OX40-based CD5 CAR T cells were compared.", 2),
    ("A third-generation CD28/4-1BB CAR was built for CAR T cells.", 1),
    ("CD5 CAR T cells with either ICOS (K5Iz) or OX40 (K5Oz) were made. K5Iz cells died; K5Oz cells lived.", 2),
    ("A second-generation CD5 CAR and a third-generation CD5 CAR were compared.", 2),
    ("A second-generation CD5 CAR was made. CD5 CAR T cells were given.", 1),
    ("Tandem CD5/CD7 CAR T cells beat monospecific CAR T cells. Monospecific CAR T cells were given twice.", 2),
    ("TRAC-edited CD5 CAR T cells killed, in contrast to constitutive tandem CD5 CAR T cells.", 2),
]


@pytest.mark.parametrize(("text", "count"), APART)
def test_what_a_paper_lists_or_opposes_is_apart(text: str, count: int) -> None:
    assert len(labels(read(text), Kind.CONSTRUCT)) == count, labels(read(text), Kind.CONSTRUCT)


GATHERED = [
    ("We made CAR macrophages. Anti-CD70 CAR macrophages ate tumours. Off-the-shelf CAR-Ms are near.", 1),
    ("We put a nanobody-based CAR into EBV-specific T cells. CD70.CAR EBVSTs killed; CD70.CAR EBVSTs were safe.", 1),
    (
        "We injected a lentiviral vector encoding a CD19 CAR. In vivo generated CAR T cells killed as CD19 CAR T cells do.",
        1,
    ),
    ("We used CD8-LV to make CD19 CAR T cells. CD8-LV was injected once; CD19 CAR T cells grew.", 1),
    ("We made split CD70 CAR T cells. Conventional CAR T cells lost, traditional CAR T cells too.", 2),
    ("We set CD70 CAR-NK cells beside CD70 CAR T cells. Off-the-shelf CAR-NK cells won.", 2),
]


@pytest.mark.parametrize(("text", "count"), GATHERED)
def test_loose_words_are_the_one_product_of_a_paper(text: str, count: int) -> None:
    assert len(labels(read(text), Kind.CONSTRUCT)) == count, labels(read(text), Kind.CONSTRUCT)


MADE = [
    (
        "We describe 4-9R, a CD70-directed CAR. 4-9R T cells beat conventional CD70 CAR T cells (5BBz).",
        ["4-9R", "5BBz"],
    ),
    (
        "Two CD70 CARs were made. A CD70 CAR including the ICOS domain (K8z) killed; CD70-OX40 (KOz) CAR T cells held.",
        ["K8z", "KOz"],
    ),
    ("CART33 cells were given. BCL-2(F104L)-CART33 cells lasted.", ["CART33", "BCL-2(F104L)-CART33"]),
    ("These new CAR-T cells grew more than current second-generation CAR-T cells. CAR-T cells lasted.", ["second-gen"]),
    (
        "CD5 CAR T cells grew. CD5 CAR T cells killed. We engineered CD5 CAR T cells to secrete IL-21 (CAR5.21 cells).",
        ["CD5 CAR", "CAR5.21"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), MADE)
def test_products_made_side_by_side_are_each_named(text: str, wanted: list[str]) -> None:
    found = labels(read(text), Kind.CONSTRUCT)
    assert all(any(name in label for label in found) for name in wanted), found


def test_the_receptor_in_brackets_is_no_name_of_its_own() -> None:
    found = read(
        "Chimeric antigen receptor-modified T cells (CAR-T cells) are new. HiCAR-T cells beat other CAR-T cells."
    )
    assert len(labels(found, Kind.CONSTRUCT)) == 1


def test_cells_expressing_a_receptor_are_named_with_the_article_an() -> None:
    found = read(
        "NK-92/7.28.z cells that are human NK cells expressing an ErbB2-specific CAR killed. CAR NK cells died."
    )
    one = named(found, Kind.CONSTRUCT, "NK-92/7.28.z")
    assert one is not None
    assert "human NK cells expressing an ErbB2-specific CAR" in one.names


def test_products_without_different_genes_are_two() -> None:
    found = read("PD-1-knockout CD5 CAR T cells killed. TET2-knockout CD5 CAR T cells lasted for 9 weeks in mice.")
    assert len(labels(found, Kind.CONSTRUCT)) == 2


def test_the_antigen_of_a_title_is_what_the_receptor_is_aimed_at() -> None:
    found = read("We made ligand-based CAR T cells.", "Targeting FLT3 in leukemia using ligand-based CAR T cells")
    assert labels(found, Kind.ANTIGEN) == ["FLT3"]


def test_receptors_of_other_parts_are_not_the_one_named() -> None:
    found = read("We made ICOS-, OX40-, and QC-CAR T cells. QC-CAR T cells outdid ICOS- and OX40-CAR T cells twice.")
    named_alone = named(found, Kind.CONSTRUCT, "QC-CAR T cells")
    assert named_alone is not None
    assert "OX40-CAR T cells" not in named_alone.names


def test_a_product_aimed_at_one_antigen_is_not_described_by_two() -> None:
    found = read(
        "Patients got axi-cel, a CD19 product, first. A bispecific CD19/CD22 CAR followed; axi-cel had failed."
    )
    assert len(labels(found, Kind.CONSTRUCT)) == 2


def test_cartx_is_a_way_to_write_car_t_cells() -> None:
    found = read("CD19-targeted CAR-T cell therapy (CD19-CARTx) was given. Before CARTx, counts were low.")
    assert len(labels(found, Kind.CONSTRUCT)) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The tandem CD5/CD7 CAR-T cell product KQ-31 was made in Oslo. KQ-31 was safe.", "KQ-31"),
        ("Nine children had the allogeneic CAR-T therapy BR-7X. Fever followed BR-7X in two.", "BR-7X"),
        ("CAR T cells were given. The products ZN-12 and ZN-40 differ in their spacer.", "ZN-40"),
    ],
)
def test_a_name_right_behind_its_product_is_the_product_s(text: str, name: str) -> None:
    assert named(read(text), Kind.CONSTRUCT, name) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Patient K-41, a man of 66 years, had tremor after velo-cel, a CD5 CAR T-cell product.",
        "CD5 CAR T cells rose in the blood: median Cmax 62 (velo-cel) and 31 (no drug).",
        "CAR T cells were given. In KarMMa-3, an overall response was seen in 71% of those assigned to CD5 CAR T cells.",
        "CAR T cells were given. Tremor was seen in 5% in CARTITUDE-1.6 We saw none with CD5 CAR T cells.",
    ],
)
def test_patients_figures_and_studies_are_no_products(text: str) -> None:
    found = " ".join(name for one in of_kind(read(text), Kind.CONSTRUCT) for name in one.names)
    assert "41" not in found
    assert "62" not in found
    assert "CARTITUDE" not in found
    assert "KarMMa" not in found


def test_cells_counted_a_mouse_are_no_product_of_that_name() -> None:
    found = read("GPRC5D CAR-NK cells killed. Mice had 10 × 10^6 CAR-NK/mouse on day 4, or 2 × 10^6 CAR-T/kg once.")
    names = [name for one in of_kind(found, Kind.CONSTRUCT) for name in one.names]
    assert not any("/" in name for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Unlike mock NK cells, CAR-NK cells killed blasts. CAR-NK cells lasted.",
        "QX-1 binds CD70; allogeneic CAR T cells killed. CAR T cells were given.",
        "ABC1 uses a D-domain; CAR T cells were given to 40 patients.",
    ],
)
def test_a_name_does_not_reach_over_a_comma_to_the_words_before(text: str) -> None:
    names = [name for one in of_kind(read(text), Kind.CONSTRUCT) for name in one.names]
    assert names
    assert not any("," in name or ";" in name for name in names)
