"""Products told side by side in a sentence: by affinity, by costimulation, by what one of them is armed with."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import of_kind, read
from tests.mentions.test_names_kept_apart import constructs
from tests.mentions.test_products_by_make import apart


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Low-affinity HER3 CAR T cells spared skin. High-affinity HER3 CAR T cells killed all cells.",
            "Low-affinity HER3 CAR T cells",
            "High-affinity HER3 CAR T cells",
        ),
        (
            "Short-spacer CD5 CAR T cells killed slowly. Long-spacer CD5 CAR T cells did not kill.",
            "Short-spacer CD5 CAR T cells",
            "Long-spacer CD5 CAR T cells",
        ),
        (
            "CART5-65-short cured more mice than CART5-65-long. Both were CD5 CAR T cells.",
            "CART5-65-short",
            "CART5-65-long",
        ),
        (
            "Twelve children had GPC3 CAR T cells and 11 received GPC3 CAR T cells that coexpress IL-15.",
            "GPC3 CAR T cells",
            "GPC3 CAR T cells that coexpress IL-15",
        ),
        (
            "We gave CD28-costimulated and 4-1BB-costimulated CD5 CAR T cells. CD28-based CAR T cells grew faster.",
            "CD28-based CAR T cells",
            "4-1BB-costimulated CD5 CAR T cells",
        ),
        (
            "In vivo CD5 CAR T cells lasted a week. Ex vivo CAR T cells lasted a year.",
            "In vivo CD5 CAR T cells",
            "Ex vivo CAR T cells",
        ),
    ],
)
def test_two_products_of_one_target(text: str, first: str, second: str) -> None:
    assert apart(text, first, second)


def test_a_gene_that_no_list_holds_arms_a_named_product() -> None:
    text = "CART5 cells died early. BCL11-overexpressing CART5 cells lived on. CART5 cells are CAR T cells."
    assert apart(text, "CART5 cells", "BCL11-overexpressing CART5 cells")


def test_cells_said_to_lack_the_payload_are_the_plain_ones() -> None:
    found = constructs(
        "GPC3 CAR T cells and IL-21-secreting GPC3 CAR T cells were made. IL-21-secreting GPC3 CAR T cells cleared tumors"
        " better than unarmored GPC3 CAR T cells."
    )
    assert any({"GPC3 CAR T cells", "unarmored GPC3 CAR T cells"} <= names for names in found)


def test_infusions_that_are_counted_are_no_products() -> None:
    found = constructs(
        "Fifty patients had a second infusion of CAR T cells (CART2) after a first infusion (CART1). CRS was rare after"
        " CART2."
    )
    assert not any(names & {"CART1", "CART2"} for names in found)


def test_what_is_given_with_the_cells_is_no_part_of_their_name() -> None:
    found = constructs(
        "ASCT with CD19 CAR T cells (ASCT+CAR-T) was given to 30 patients, CD19 CAR T cells alone to 30."
    )
    assert len(found) == 1
    assert not any("ASCT+CAR" in name for name in found[0])


def test_a_sign_behind_the_antigen_is_let_pass() -> None:
    (names,) = constructs("CD19+-targeted CAR T-cells deplete B cells. CD19-targeted CAR T-cells persist.")
    assert {"CD19+-targeted CAR T-cells", "CD19-targeted CAR T-cells"} <= names


def test_a_gene_before_a_longer_name_of_the_vocabulary_is_not_read_alone() -> None:
    found = constructs(
        "PD-1 knockout anti-CD19 CAR T cells were made. PD-1-KO CAR T cells were given to 21 patients and persisted."
    )
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Point-of-care CD5 CAR T cells were given. Others got commercial CAR T cells, and commercial CAR T cells cost.",
            "Point-of-care CD5 CAR T cells",
            "commercial CAR T cells",
        ),
        (
            "We made CAR(XAP) T cells that secrete XAP. CAR(XAP) T cells did better than conventional CAR T cells.",
            "CAR(XAP) T cells",
            "conventional CAR T cells",
        ),
        (
            "Dimmed K5-28z CAR T cells (K5-28z-DIM) outlived K5-28z CAR T cells.",
            "K5-28z CAR T cells",
            "K5-28z-DIM",
        ),
        (
            "CD5 CAR T cells with a safety net spared skin, whereas constitutive CD5 CAR T cells did not.",
            "CD5 CAR T cells",
            "constitutive CD5 CAR T cells",
        ),
    ],
)
def test_makers_and_what_is_put_to_a_name(text: str, first: str, second: str) -> None:
    assert apart(text, first, second)


def test_what_cells_did_in_vivo_tells_of_no_other_cells() -> None:
    found = constructs(
        "In vivo CAR T-cell expansion was measured after axi-cel. In vivo CAR T-cell expansion was high, and ex vivo CAR"
        " T-cell killing was not. Ex vivo CAR T-cell killing fell."
    )
    assert len(found) == 1


def test_commercial_is_no_other_product_where_no_other_maker_is_told() -> None:
    found = constructs("Commercial CD19 CAR T cells were given to 20 patients. CD19 CAR T cells expanded in 18.")
    assert len(found) == 1


def test_cells_of_other_kinds_are_apart_from_car_t_cells() -> None:
    text = (
        "CAR T cells are approved. CAR NK cells cause less CRS than CAR T cells. CAR macrophages enter tumours."
        " CAR NK cells are kept frozen."
    )
    assert apart(text, "CAR T cells", "CAR NK cells")
    assert apart(text, "CAR T cells", "CAR macrophages")


def test_bispecific_cells_of_a_review_are_apart_from_the_class() -> None:
    text = (
        "CAR T cells are used in leukemia. CR was 55% with CD5 CAR T cells, 48% with CD7 CAR T cells and 62% with bispecific"
        " CAR T cells. CAR T cells were safe."
    )
    assert apart(text, "CAR T cells", "bispecific CAR T cells")


def test_a_figure_that_is_no_antigen_makes_another_product() -> None:
    text = (
        "EGFRvIII CAR T cells (EvqCAR) and EGFRvIII CAR T cells with IL-12 (EvqCAR-12) were compared. EvqCAR-12 T cells"
        " cured 8 of 10 mice, EvqCAR T cells 2 of 10."
    )
    assert apart(text, "EvqCAR", "EvqCAR-12")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Three CARs from one binder: K28 with CD28; KBB with 4-1BB; and KBBd, in which KBB has IL-15. CAR T cells died.",
            {"K28", "KBB", "KBBd"},
        ),
        (
            "Two constructs were made: (i) PQ7, carrying a short hinge, and (ii) PQ9, with a long hinge. CAR T cells differ.",
            {"PQ7", "PQ9"},
        ),
        ("CAR T cells were used. Two products were compared: one with CD28 and one with 4-1BB.", set()),
    ],
)
def test_products_that_a_list_says_the_make_of(text: str, names: set[str]) -> None:
    found = {name for one in of_kind(read(text), Kind.CONSTRUCT) for name in one.names}
    assert names <= found
    assert names or not found & {"one", "CD28", "4-1BB"}
