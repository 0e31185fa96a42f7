"""What papers say of one group against another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cargraph.facts.factors import complement
from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, reading_of

if TYPE_CHECKING:
    from cargraph.model import Comparison


def said(comparison: Comparison, labels: dict[str, str]) -> tuple[object, ...]:
    a, b = (labels.get(side or "", side) for side in (comparison.a, comparison.b))
    return (a, b, labels[comparison.outcome], comparison.direction, comparison.p)


TWO = [
    ("Grade ≥3 CRS occurred in 12% of the QV-19 group and 35% of the KM-19 group (p = 0.01).", [("QV-19", "KM-19", "cytokine release syndrome", "lower", 0.01)]),
    ("Median OS was 31 months for QV-19 and 24 months for KM-19 (p = 0.21).", [("QV-19", "KM-19", "overall survival", "similar", 0.21)]),
    ("The incidence of neutropenia was lower in the QV-19 group than in the KM-19 group (p < 0.05).", [("QV-19", "KM-19", "neutropenia", "lower", 0.05)]),
    ("There was no significant difference in progression-free survival between the two groups (p = 0.6).", [("QV-19", "KM-19", "progression-free survival", "similar", 0.6)]),
    ("Compared with KM-19, QV-19 gave a higher complete remission rate.", [("QV-19", "KM-19", "complete response", "higher", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TWO)
def test_two_products(sentence: str, expected: list[tuple[object, ...]]) -> None:
    reading = reading_of(TWO_PRODUCTS, SIZED_TWO, sentence)
    labels = {e.id: e.label for e in reading.entities}
    assert [said(c, labels) for c in reading.comparisons] == expected


def test_a_risk_factor_with_its_ratio() -> None:
    sentence = "Bulky disease (hazard ratio, 2.10; 95% CI, 1.30 to 3.40; P = .003) was associated with an increased risk of relapse."
    reading = reading_of(ONE_PRODUCT, SIZED, sentence)
    found = [(c.a.lower(), c.direction, c.ratio, c.value, c.low, c.high, c.p) for c in reading.comparisons]
    assert found == [("bulky disease", "higher", "HR", 2.1, 1.3, 3.4, 0.003)]


@pytest.mark.parametrize(
    ("label", "opposite"),
    [("high tumour burden", "low tumour burden"), ("absence of fever", "fever"), ("at least 3 lines", "fewer lines"), ("prior transplant", "no prior transplant")],
)  # fmt: skip
def test_the_plain_opposite(label: str, opposite: str) -> None:
    assert complement(label) == opposite
