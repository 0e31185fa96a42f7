"""Doses in every notation, and how many patients a group holds."""

from __future__ import annotations

import pytest

from cargraph.facts.results.grades import grade
from tests.facts.reading_of import ONE_PRODUCT, SIZED_TWO, TWO_PRODUCTS, reading_of


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Patients received QV-19 at 150 to 450 × 10^6 CAR T cells.", [(1.5e8, 4.5e8, "cells")]),
        ("QV-19 was infused at 2 × 10(6)/kg.", [(2e6, None, "cells/kg")]),
        ("A single dose of 0.1 × 106 or 0.2 × 106 CAR T cells per kg was given.", [(1e5, 2e5, "cells/kg")]),
        ("Three dose levels were tested: 0.5 × 10⁶, 1 × 10⁶ and 3 × 10⁶ cells/kg.", [(5e5, None, "cells/kg"), (1e6, None, "cells/kg"), (3e6, None, "cells/kg")]),
        ("Doses of 1 × 10^7 (level 1), 5 × 10^7 (level 2) or 2 × 10^8 (level 3) CAR+ T cells were given.", [(1e7, None, "cells"), (5e7, None, "cells"), (2e8, None, "cells")]),
        ("They were infused with 100 million CAR-positive T cells.", [(1e8, None, "cells")]),
        ("Cohorts received 20 (N = 7), 40 (N = 24), or 80 (N = 11)x 106 CAR+ T cells.", [(2e7, None, "cells"), (4e7, None, "cells"), (8e7, None, "cells")]),
        ("Administration of 0.2M-50M CAR T cells/kg was safe.", [(2e5, 5e7, "cells/kg")]),
        ("Dose levels were 3 × 10⁶ (n=3) and 1 × 10⁷ (n=3) CAR+ cells/m².", [(3e6, None, "cells/m2"), (1e7, None, "cells/m2")]),
        ("Three dose levels of cells were given (DL1: 10 million, DL2: 25 million, DL3: 50 million cells).", [(1e7, None, "cells"), (2.5e7, None, "cells"), (5e7, None, "cells")]),
        ("Patients received 2.2±0.4×10^6 cells/kg.", [(2.2e6, None, "cells/kg")]),
        ("Dose level 4, 3 × 10^6 CAR T cells/kg, was given to two patients.", [(3e6, None, "cells/kg")]),
        ("CAR T cells were infused at 50 million (n = 3), 150 million (n = 6) and 300 million (n = 9).", [(5e7, None, "cells"), (1.5e8, None, "cells"), (3e8, None, "cells")]),
        ("In cohorts B and C, bendamustine was followed by 2-6 x 10^6 and 2-6 x 10^7 anti-CD19 CART, respectively.", [(2e6, 6e6, "cells"), (2e7, 6e7, "cells")]),
        ("Higher infused doses (> 5 × 10^6 cells/kg) gave more CRS.", []),
        ("Peak expansion was 2 × 10^5 copies per μg DNA.", []),
        ("Mice were inoculated with 1 × 10^6 tumor cells.", []),
        ("The dose of 5 × 10^6 cells/kg was split into 1 × 10^6 and 4 × 10^6 cells/kg on days 0 and 1.", [(5e6, None, "cells/kg")]),
    ],
)  # fmt: skip
def test_doses(sentence: str, expected: list[tuple[float, float | None, str]]) -> None:
    reading = reading_of(ONE_PRODUCT, sentence)
    assert [(d.low, d.high, d.unit) for d in reading.doses] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In all, 40 patients received QV-19.", {40}),
        ("Of 52 patients enrolled, 47 were infused with QV-19.", {47}),
        ("QV-19 was administered to 74 patients.", {74}),
        ("Sixty-one patients were screened and 58 underwent leukapheresis.", set()),
        ("In this phase 2 trial, 18 patients were treated.", {18}),
        (
            "We studied a cohort of adults with lymphoma who received bendamustine before QV-19 at one centre (n = 31).",
            {31},
        ),
        ("Of 70 patients enrolled, 62 were treated and 60 were evaluable for response.", {62}),
    ],
)
def test_size_of_one_group(sentence: str, expected: set[int]) -> None:
    assert {a.n for a in reading_of(ONE_PRODUCT, sentence).arms} == expected


def test_sizes_of_two_groups() -> None:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO)
    labels = {e.id: e.label for e in reading.entities}
    assert {(labels[a.subject or ""], a.n) for a in reading.arms} == {("QV-19", 50), ("KM-19", 40)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grade 3 or higher", ">=3"), ("grade ≥ 3", ">=3"), ("≥grade 3", ">=3"), ("grade 3 and above", ">=3"), ("Grade 3+", ">=3"),
        ("grade 3 or 4", "3-4"), ("grade 3/4", "3-4"), ("Grades I-II", "1-2"), ("grade 2", "2"), ("any-grade", "any"),
        ("above grade 2", ">=3"), ("grade ≤2", "1-2"), ("high-grade", None),
    ],
)  # fmt: skip
def test_grades(text: str, expected: str | None) -> None:
    assert grade(text) == expected
