"""Names of constructs that begin alike, and products that differ in whose cells they are made of."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import of_kind, read


def constructs(text: str) -> list[frozenset[str]]:
    """Return the names of each construct of a text."""
    return [frozenset(e.names) for e in of_kind(read(text), Kind.CONSTRUCT)]


def test_a_code_that_goes_on_from_another_is_a_construct_of_its_own() -> None:
    found = constructs(
        "We made an anti-CD70 CAR (K70z) and K70z with IL-15 (K70z-15). K70z-15 T cells expanded more than K70z T cells."
        " K70z-15 persisted."
    )
    assert any("K70z" in names and "K70z-15" not in names for names in found)
    assert any("K70z-15" in names and "K70z" not in names for names in found)


@pytest.mark.parametrize("kind", ["γδ", "gamma delta", "Vδ2"])
def test_the_kind_of_t_cell_stands_within_the_name(kind: str) -> None:
    (names,) = constructs(f"Six patients received CD20-directed {kind} CAR-T cells.")
    assert f"CD20-directed {kind} CAR-T cells" in names


def test_cells_of_another_origin_are_another_construct() -> None:
    found = constructs(
        "Autologous CD7 CAR T cells were given to 9 patients. Seven received donor-derived CAR T cells."
        " Autologous CD7 CAR T cells expanded less."
    )
    assert not any({"Autologous CD7 CAR T cells", "donor-derived CAR T cells"} <= names for names in found)


def test_names_that_tell_their_parts_are_two_products() -> None:
    found = constructs(
        "We built two anti-CD70 CARs. T cells expressing second-generation H12-CD28-TCRζ killed more tumor cells than"
        " first-generation H12-CD8-TCRζ. H12-CD28-TCRζ CAR T cells cleared tumors."
    )
    assert any("H12-CD28-TCRζ" in names and "H12-CD8-TCRζ" not in names for names in found)
    assert any("H12-CD8-TCRζ" in names and "H12-CD28-TCRζ" not in names for names in found)


def test_a_trial_of_a_product_that_opens_the_title_is_no_product() -> None:
    text = "CARX-12-NL: A Multicenter Trial of QVB-0002 Cell Therapy\n\nWe gave QVB-0002 cells (CD19 CAR T cells) to 9 patients."
    assert not any("CARX-12-NL" in names for names in constructs(text))
    assert any("CARX-12-NL" in e.names for e in of_kind(read(text), Kind.TRIAL))


def test_hypoxia_of_the_tumour_is_no_harm() -> None:
    text = "CAIX is a marker of hypoxia. CAIX CAR T cells killed tumor cells under hypoxia."
    assert not of_kind(read(text), Kind.TOXICITY)


def test_a_registry_named_after_car_t_cells_is_a_trial() -> None:
    text = "Axicabtagene ciloleucel in lymphoma: results from the CART-ITA study\n\nAxi-cel was given to 90 patients."
    assert not any("CART-ITA" in names for names in constructs(text))
    assert any("CART-ITA" in e.names for e in of_kind(read(text), Kind.TRIAL))


def test_relapse_or_refractory_disease_is_no_endpoint() -> None:
    assert not of_kind(read("CD19 CAR T cells were given for relapse/refractory lymphoma."), Kind.ENDPOINT)


def test_two_known_products_are_never_one() -> None:
    found = constructs(
        "Ide-cel and cilta-cel are BCMA-directed CAR T-cell products. Ide-cel was given to 30 patients and cilta-cel to 40."
    )
    assert not any({"Ide-cel", "cilta-cel"} <= names for names in found)
    assert not any("BCMA-directed CAR T-cell products" in names for names in found if names & {"Ide-cel", "cilta-cel"})


def test_a_name_held_against_another_in_a_bracket_is_no_other_name_of_it() -> None:
    found = constructs(
        "We made the CDH3 CARs QX-11 and P3-BBz. Tumours were smaller with P3-BBz CAR T cells (QX-11 vs untreated, p=0.01)."
        " QX-11 CAR T cells persisted."
    )
    assert not any({"QX-11", "P3-BBz"} <= names for names in found)


def test_units_and_statistics_are_no_names() -> None:
    found = constructs(
        "Patients got cyclophosphamide 500 mg/m2 (axi-cel) or 300 mg/m2 (liso-cel). Peak CAR T-cell numbers were higher"
        " after axi-cel (median 612, IQR 148-2310) than after liso-cel (96, IQR 31-402)."
    )
    assert not any("mg/m2" in names or any("IQR" in name for name in names) for names in found)


def test_words_of_a_target_alone_are_no_name_of_one_of_two_products() -> None:
    found = [
        frozenset(e.names)
        for e in of_kind(
            read(
                "We reviewed 90 patients who received tisagenlecleucel (n = 50) or LumiCAR19, a product of our own"
                " (n = 40). CRS occurred in 60 patients. Grade 3 CRS was seen in 25% after tisagenlecleucel and in 13%"
                " after LumiCAR19. CD19 CAR-T cells persisted.",
                title="Severe CRS after CD19 CAR-T cells for B-ALL: a study of two products",
            ),
            Kind.CONSTRUCT,
        )
    ]
    assert not any("CD19 CAR-T cells" in names and names & {"LumiCAR19", "tisagenlecleucel"} for names in found)
    assert any("LumiCAR19" in names for names in found)
