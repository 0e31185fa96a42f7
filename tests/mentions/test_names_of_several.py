"""Constructs that a sentence brings in by name together: behind their parts, in a list of binders, by the gene out."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import labels, named, read

_FOUR = (
    "Four ROR1 CARs with one binder were built with the domain of CD28 (Q-28), 4-1BB (Q-BB), OX40 (Q-OX) or "
    "ICOS (Q-IC). {used} persisted longest."
)


def test_a_bracket_behind_each_part_names_the_construct_that_has_it() -> None:
    found = read(_FOUR.format(used="Q-BB T cells"))
    assert {"Q-28", "Q-BB", "Q-OX", "Q-IC"} <= set(labels(found, Kind.CONSTRUCT))


def test_brackets_behind_parts_name_nothing_that_no_cells_bear() -> None:
    found = read(_FOUR.format(used="The second"))
    assert named(found, Kind.CONSTRUCT, "Q-OX") is None


def test_binders_in_a_list_name_their_cars_where_cells_bear_one() -> None:
    found = read(
        "Three scFvs of one epitope, Tor-H (KD 1 nM), Tor-M (KD 20 nM) and its slower variant Tor-L, were put into a "
        "mesothelin CAR. Tor-M CAR T cells cured mice and Tor-L did not."
    )
    assert {"Tor-H", "Tor-M", "Tor-L"} <= set(labels(found, Kind.CONSTRUCT))


def test_binders_in_a_list_are_no_constructs_where_no_cells_bear_them() -> None:
    found = read("Two scFvs of one epitope, Tor-H and Tor-L, were tried as proteins. Mesothelin CAR T cells were made.")
    assert named(found, Kind.CONSTRUCT, "Tor-H") is None


@pytest.mark.parametrize("name", ["80-ON", "2.4-31β"])
def test_a_name_may_begin_with_figures(name: str) -> None:
    found = read(f"We made a second-generation CD70 CAR with a 4-1BB domain (termed {name}). {name} T cells lived on.")
    entity = named(found, Kind.CONSTRUCT, name)
    assert entity is not None
    assert "second-generation CD70 CAR" in " ".join(entity.names)


def test_a_newly_built_car_is_named_by_what_is_put_to_it() -> None:
    found = read(
        "We built an anti-GPC3 CAR with CD28 and CD3ζ and joined it over T2A to IL-23 (designated GQ-p40 CAR-T); the "
        "same receptor without it (GQ4 CAR-T) was the control. GQ-p40 CAR-T cells grew better than GQ4 CAR-T cells."
    )
    armed, plain = named(found, Kind.CONSTRUCT, "GQ-p40"), named(found, Kind.CONSTRUCT, "GQ4")
    assert armed is not None
    assert plain is not None
    assert armed != plain
    assert "anti-GPC3 CAR" in " ".join(armed.names)


def test_cells_with_a_gene_out_are_the_car_t_cells_without_it() -> None:
    found = read(
        "RASA2-knockout (KO) HER2 CAR T cells and PTPN2-knockout HER2 CAR T cells were made. RASA2 KO cells cleared "
        "tumours in mice, and PTPN2 KO cells did not. The HER2 CAR T cells were potent."
    )
    first, second = named(found, Kind.CONSTRUCT, "RASA2 KO cells"), named(found, Kind.CONSTRUCT, "PTPN2 KO cells")
    assert first is not None
    assert second is not None
    assert first != second
    assert named(found, Kind.CONSTRUCT, "PTPN2-knockout HER2 CAR T cells") == second


def test_target_cells_with_a_gene_out_are_no_construct() -> None:
    found = read("HER2 CAR T cells killed wild-type cells and spared HER2 KO cells.")
    assert named(found, Kind.CONSTRUCT, "HER2 KO cells") is None


def test_cells_transduced_and_cells_that_lack_it_are_named_in_brackets() -> None:
    found = read(
        "NK-92 cells were transduced with a virus encoding a CD33 CAR and membrane-bound IL-15 (NQ-D15). Cells lacking "
        "IL-15 (NQ-D0) were the control. NQ-D15 cells killed more than NQ-D0."
    )
    first, second = named(found, Kind.CONSTRUCT, "NQ-D15"), named(found, Kind.CONSTRUCT, "NQ-D0")
    assert first is not None
    assert second is not None
    assert first != second


def test_what_a_change_made_of_cells_is_another_product() -> None:
    found = read(
        "We disrupted CSF2 and TRAC by base editing in CD33 CAR T cells (termed BQ33). BQ33 cells did not cause fever, "
        "whereas unedited CD33 CAR T cells did."
    )
    made, base = named(found, Kind.CONSTRUCT, "BQ33"), named(found, Kind.CONSTRUCT, "CD33 CAR T cells")
    assert made is not None
    assert base is not None
    assert made != base
