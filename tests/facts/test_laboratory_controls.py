"""Cells and fluids without a CAR own their results; one dose of a product is the product."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import numbers, reading_of

TITLE = "CD70 CAR T cells for renal cell carcinoma"


def _whose(*sentences: str) -> list[tuple[str | None, str]]:
    return [(o.arm, numbers(o)) for o in reading_of(TITLE, *sentences).observations]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["CD70 CAR T cells lysed 78% of tumour cells versus 9% with UTD."], [(None, "78%"), ("UTD", "9%")]),
        (["Median survival was 88 days with CD70 CAR T cells, versus 57 days with UTD and 52 days with PBS."],
         [(None, "88 days"), ("UTD", "57 days"), ("PBS", "52 days")]),
        (["Median survival was 88 days with CD70 CAR T cells and 52 days with vehicle."],
         [(None, "88 days"), ("vehicle", "52 days")]),
        (["Non-transduced T cells (NT) served as controls.",
          "Median survival was 88 days with CD70 CAR T cells versus 57 days with NT."],
         [(None, "88 days"), ("Non-transduced T cells", "57 days")]),
        (["Complete regression was seen in 7/8 mice given CD70 CAR T cells and in 1/8 given mock T cells."],
         [(None, "7/8"), ("mock T cells", "1/8")]),
    ],
)  # fmt: skip
def test_whose_the_number_of_a_control_is(sentences: list[str], expected: list[tuple[str | None, str]]) -> None:
    assert _whose(*sentences) == expected


def test_controls_are_no_part_of_those_who_got_the_product() -> None:
    reading = reading_of(TITLE, "Median survival was 88 days with CD70 CAR T cells versus 57 days with UTD (p<0.001).")
    assert [o.subject is None for o in reading.observations] == [False, True]
    assert [(c.b, c.direction) for c in reading.comparisons] == [("UTD", "higher")]


@pytest.mark.parametrize(
    "dose",
    ["A single intravenous injection of", "A single dose of 5 × 10^6", "One intraperitoneal infusion of 8 million"],
)
def test_one_dose_of_a_product_is_the_product(dose: str) -> None:
    reading = reading_of(TITLE, f"{dose} CD70 CAR T cells prolonged survival compared with mock-transduced T cells.")
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels.get(c.a), c.b) for c in reading.comparisons] == [("CD70 CAR T cells", "mock-transduced T cells")]


def test_what_another_is_held_against_owns_no_number_of_an_earlier_clause() -> None:
    reading = reading_of(
        TITLE, "CAR expression was 71%; fold expansion did not differ from that of untransduced T cells."
    )
    assert [o.arm for o in reading.observations] == [None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tumours shrank after CD70 CAR T cells but not after UTD, and 4/8 and 1/8 mice, respectively, were tumour free.",
        "4/8 and 1/8 mice treated with CD70 CAR T cells or UTD, respectively, were tumour free.",
    ],
)
def test_numbers_told_respectively_share_the_outcome_behind_them(sentence: str) -> None:
    reading = reading_of(TITLE, sentence)
    labels = {e.id: e.label for e in reading.entities}
    told = [(o.arm, labels[o.outcome], numbers(o)) for o in reading.observations]
    assert told == [(None, "tumour-free", "4/8"), ("UTD", "tumour-free", "1/8")]


TWO = "CD70-28z and CD70-BBz CAR T cells for renal cell carcinoma"


@pytest.mark.parametrize(
    "sentence",
    [
        "NSG mice were infused with 2 × 10^6 CAR T cells.",
        "A single dose of 2 × 10^6 CAR+ cells of either construct induced remissions.",
        "In mice, one dose of thawed cells (2 × 10^6) shrank tumours more with CD70-BBz than with CD70-28z.",
        "CD70-28z and CD70-BBz (2e6 CAR+ cells each) were equally potent.",
    ],
)
def test_a_dose_of_two_products_that_are_compared(sentence: str) -> None:
    reading = reading_of(TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels[d.subject], d.low) for d in reading.doses} == {("CD70-28z", 2e6), ("CD70-BBz", 2e6)}


def test_a_dose_beside_a_product_is_its_own() -> None:
    reading = reading_of(TWO, "Mice received CD70-28z at 2 × 10^6 cells or CD70-BBz at 4 × 10^6 cells.")
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels[d.subject], d.low) for d in reading.doses} == {("CD70-28z", 2e6), ("CD70-BBz", 4e6)}


def test_a_number_with_its_deviation_is_a_mean() -> None:
    reading = reading_of(TITLE, "CD70 CAR T cells secreted IL-2 at 1,240 ± 185 pg/mL.")
    assert [o.stat.value for o in reading.observations] == ["mean"]


def test_unedited_cells_are_the_product_that_is_called_unedited() -> None:
    reading = reading_of(
        "Deleted TGFBR2 in GPC3 CAR T cells",
        "We made GLX-3, a GPC3 CAR T-cell product without TGFBR2.",
        "GLX-3 cells lived longer than unedited GPC3 CAR T cells and cleared tumours in 9 of 10 mice, against 2 of 10 with the"
        " unedited cells.",
    )
    names = {e.id: e.label for e in reading.entities}
    assert {names.get(o.subject or ""): o.count for o in reading.observations} == {
        "GLX-3": 9,
        "unedited GPC3 CAR T cells": 2,
    }
