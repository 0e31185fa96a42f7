"""Products that differ in how their cells were handled, in whose binder they have or in what the binder is."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import named, of_kind, read
from tests.mentions.test_names_kept_apart import constructs


def apart(text: str, first: str, second: str) -> bool:
    """Tell whether both are names of constructs and of none together."""
    found = constructs(text)
    both = any(first in names for names in found) and any(second in names for names in found)
    return both and not any({first, second} <= names for names in found)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Ponatinib-pretreated CD5 CAR T cells outlived untreated CAR T cells. Untreated CAR T cells died first.",
            "Ponatinib-pretreated CD5 CAR T cells",
            "untreated CAR T cells",
        ),
        (
            "We made CAR macrophages against MUC1. M1-polarised CAR-Ms took up more tumour cells than unpolarised CAR-Ms.",
            "M1-polarised CAR-Ms",
            "CAR macrophages",
        ),
        (
            "Short-culture CD5 CAR T cells were set beside long-culture CD5 CAR T cells, and lived longer in mice.",
            "Short-culture CD5 CAR T cells",
            "long-culture CD5 CAR T cells",
        ),
        (
            "CAR T cells tire early. CAR T cells may be lost. QX-7 pretreated CAR T cells showed improved killing in mice.",
            "CAR T cells",
            "QX-7 pretreated CAR T cells",
        ),
        (
            "CAR T cells can be rejected. CARs with a humanised scFv against CD5 killed blasts as well as those bearing a murine scFv.",
            "CARs with a humanised scFv",
            "those bearing a murine scFv",
        ),
        (
            "APRIL-based CAR T cells bind three receptors. APRIL CAR T cells lived longer than BCMA CAR T cells.",
            "APRIL CAR T cells",
            "BCMA CAR T cells",
        ),
        (
            "CD5-specific CAR/IL-15 T cells killed faster. Plain CD5 CAR T cells were slower than CAR/IL-15 T cells.",
            "CAR/IL-15 T cells",
            "CD5 CAR T cells",
        ),
    ],
)
def test_products_of_another_make_are_apart(text: str, first: str, second: str) -> None:
    assert apart(text, first, second)


def test_the_ligand_it_is_based_on_is_one_product() -> None:
    found = constructs(
        "We built a APRIL-based CAR. APRIL CAR T cells bind three receptors. APRIL CAR T cells outlived BCMA CAR T cells."
    )
    assert any({"APRIL-based CAR", "APRIL CAR T cells"} <= names for names in found)


@pytest.mark.parametrize(
    "text",
    [
        "Nine patients received IL-7-expanded CD5 CAR T cells. The CD5 CAR T cells persisted for a year.",
        "We cultured CD5 CAR T cells for a week. CD5 CAR T cells persisted for a year.",
        "Heavily-pretreated patients received CD5 CAR T cells. CD5 CAR T cells persisted for a year.",
    ],
)
def test_a_manner_that_nothing_is_held_against_makes_no_product(text: str) -> None:
    assert len(constructs(text)) == 1


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("T cells with the K5-28-CD3zeta CAR were made. K5-28z CAR T cells expanded.", "K5-28-CD3zeta", "K5-28z"),
        (
            "Velocabtagene autoleucel (VA) is a CD5 CAR T product. Relapse after VA was rare.",
            "Velocabtagene autoleucel",
            "VA",
        ),
        (
            "A CD5-OR-CD7 CAR stops escape. The bispecific CD5/CD7 CAR was safe.",
            "CD5-OR-CD7 CAR",
            "bispecific CD5/CD7 CAR",
        ),
        ("Axi-cel was given to 20 patients. After axicel 12 had a response.", "Axi-cel", "axicel"),
    ],
)
def test_spellings_of_one_product_are_one(text: str, first: str, second: str) -> None:
    assert any({first, second} <= names for names in constructs(text))


def test_names_that_end_in_a_colon_and_the_chain_are_two_products() -> None:
    found = constructs(
        "Eight patients received a first-generation CD5 CAR with CD3ζ only (KD5R:ζ) and nine a second-generation CD5 CAR"
        " with the CD28 domain (KD5R:28ζ). KD5R:28ζ T cells expanded more than KD5R:ζ T cells."
    )
    assert any("KD5R:28ζ" in names and "KD5R:ζ" not in names for names in found)


def test_a_response_to_a_murine_receptor_is_no_product() -> None:
    assert not any(
        "anti-murine CAR" in names for names in constructs("CD5 CAR T cells gave rise to anti-murine CAR responses.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "In the SENIOR-cel trial, axi-cel was given to 60 patients. SENIOR-cel is a phase 2 trial.",
        "Two studies of CD5 CAR T cells, HXL1 and HXL2, are reported. In HXL2, 8 patients received CD5 CAR T cells (HXL2).",
    ],
)
def test_a_name_told_as_a_study_is_no_product(text: str) -> None:
    found = read(text)
    assert not any({"SENIOR-cel", "HXL2"} & set(entity.names) for entity in of_kind(found, Kind.CONSTRUCT))


def test_a_zetakine_is_a_receptor() -> None:
    found = read("T cells expressing an IL13-zetakine that targets IL13Rα2 were given to 3 patients.")
    assert named(found, Kind.CONSTRUCT, "IL13-zetakine")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("7CAR T cells kill one another. We made switched 7CAR (SW7CAR) T cells.", "7CAR", "SW7CAR"),
        (
            "Dual CAR T cells for CD5 and CD7 cleared mixed leukemia better than their single-target counterparts.",
            "Dual CAR T cells for CD5 and CD7",
            "single-target counterparts",
        ),
        (
            "TCR-sufficient CD5 CAR T cells caused no GVHD. CD5 CAR T cells without a TCR were lost, and CD5 CAR T cells fell.",
            "TCR-sufficient CD5 CAR T cells",
            "CD5 CAR T cells",
        ),
        (
            "CAR T cells fail in tumours. CAR T cells tire. scFv-secreting CAR T cells blocked PD-1 where they were.",
            "scFv-secreting CAR T cells",
            "CAR T cells",
        ),
        (
            "CD5 CAR T cells enter few tumours. CD5 CAR T cells tire. IL-18-secreting CD5 CAR T cells enter more.",
            "IL-18-secreting CD5 CAR T cells",
            "CD5 CAR T cells",
        ),
        (
            "We gave a humanised CAR20 product to 10 patients and a murine CAR20 product to 12. CAR20 T cells expanded.",
            "humanised CAR20 product",
            "murine CAR20 product",
        ),
        (
            "In our CAR, venetoclax joins the chains. xON-CAR T cells need it, and xONØ-CAR T cells are stopped by it.",
            "xON-CAR T cells",
            "xONØ-CAR T cells",
        ),
        (
            "We aimed a CAR at PSCA. The second-generation CAR was better than the third-generation CAR.",
            "second-generation CAR",
            "third-generation CAR",
        ),
    ],
)
def test_versions_and_counterparts_are_apart(text: str, first: str, second: str) -> None:
    assert apart(text, first, second)


def test_names_listed_over_a_hyphen_are_dealt_out() -> None:
    found = constructs(
        "We made CD5- and CD7-CAR T cells. CD5-CAR T cells were given to 30 patients and CD7-CAR T cells to 10."
    )
    assert len(found) == 2
    (given,) = constructs("We gave sequential CD5- and CD7-CAR T cells to 30 patients.")
    assert "sequential CD5- and CD7-CAR T cells" in given


def test_cells_without_the_drug_are_the_same_product() -> None:
    found = constructs(
        "CR was more frequent with CD5 CAR T cells plus ibrutinib than with CAR T cells alone. CD5 CAR T cells expanded."
    )
    assert len(found) == 1


def test_an_older_product_of_the_field_keeps_no_description_from_a_new_name() -> None:
    found = constructs(
        "Relapse is common after CD19 CAR T cells. In this study we built a CAR against CD5. QX5500 CAR T cells killed"
        " blasts. QX5500 CAR T cells lived long, and our CD5 CAR T cells were safe."
    )
    assert any({"CD5 CAR T cells", "QX5500 CAR T cells"} <= names for names in found)


@pytest.mark.parametrize(
    ("text", "no_name"),
    [
        ("Axi-cel held fewer CAR+CD8+ T cells than tisa-cel.", "CAR+CD8"),
        ("We designed a 28BBz ddPCR assay (28BBz) for CD5 CAR T cells.", "28BBz"),
    ],
)
def test_subsets_and_tests_are_no_products(text: str, no_name: str) -> None:
    assert not any(no_name in names for names in constructs(text))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "We bathed CD5 CAR T cells in sorafenib. Sorafenib-primed CAR T cells (sCAR T cells) outlived unprimed ones.",
            "sCAR T cells",
            "CD5 CAR T cells",
        ),
        (
            "CD19 CAR T-cell therapy was given. Most were treated with axi-cel (69%). CD19 CAR T-cell therapy led to CR.",
            "CD19 CAR T-cell therapy",
            "axi-cel",
        ),
        (
            "CD19-targeted CAR T-cell therapies led to CR in most studies. Axi-cel caused more ICANS than other products.",
            "CD19-targeted CAR T-cell therapies",
            "Axi-cel",
        ),
        (
            "Tandem CD5/CD7 CAR T cells were given to 9 patients. Bicistronic CD5/CD7 CAR T cells were given to 8.",
            "Tandem CD5/CD7 CAR T cells",
            "Bicistronic CD5/CD7 CAR T cells",
        ),
    ],
)
def test_treated_cells_shares_and_arrangements_are_apart(text: str, first: str, second: str) -> None:
    assert apart(text, first, second)


def test_a_receptor_named_in_the_bracket_is_the_one_described() -> None:
    found = constructs(
        "We made CARs that carry IL-3 as their binding domain (XYR CAR). XYR CAR T cells killed AML cells."
        " Wild-type XYR CAR T cells did so less."
    )
    assert any("XYR CAR T cells" in names and "Wild-type XYR CAR T cells" not in names for names in found)
    assert any("CD27ζ" in names for names in constructs("CD27ζ CAR T cells killed blasts."))
    assert not any("CD28ζ" in names for names in constructs("CD28ζ CAR T cells killed blasts."))


def test_edited_cells_of_one_donor_are_one_product() -> None:
    found = constructs(
        "We made donor-derived CD7 CAR T cells. CD7 was deleted by base editing. Base-edited CD7 CAR T cells did not"
        " kill one another, and lentiviral CD7 CAR T cells persisted."
    )
    assert len(found) == 1
