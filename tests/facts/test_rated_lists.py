"""Factors with their ratios in brackets, told in a list behind what they go with, or behind what they bring about."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, reading_of

_MEASURED = "Progression-free survival (PFS) and overall survival (OS) were assessed."
_Rated = tuple[str, str | None, str, str | None, str | None, float | None]


def rated(sentence: str) -> set[_Rated]:
    reading = reading_of(ONE_PRODUCT, SIZED, _MEASURED, sentence)
    labels = {e.id: e.label for e in reading.entities}
    return {(c.a, c.b, labels[c.outcome], c.direction, c.grade, c.value) for c in reading.comparisons}


PFS, CRS = "progression-free survival", "cytokine release syndrome"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (("In univariable analysis, PFS was shorter with bulky disease (HR 2.5, 95% CI 1.2-5.3; P = 0.01), and longer with"
         " a Cmax above the median (HR 0.4, 95% CI 0.2-0.9; P = 0.03)."),
         {("bulky disease", "no bulky disease", PFS, "lower", None, 2.5),
          ("Cmax above the median", "Cmax below the median", PFS, "higher", None, 0.4)}),
        (("PFS was shorter with mutated TP53 (HR 2.5, 95% CI 1.2-5.3; P = 0.01) and with raised ferritin (HR 1.8, 95% CI"
         " 1.1-3.0; P = 0.02)."),
         {("mutated TP53", "no mutated TP53", PFS, "lower", None, 2.5),
          ("raised ferritin", "normal ferritin", PFS, "lower", None, 1.8)}),
        (("Neither prior transplant (HR 1.3, 95% CI 0.7-2.5; P = 0.42) nor high-risk cytogenetics (HR 1.1, 95% CI 0.5-2.4;"
         " P = 0.77) had a significant influence on PFS."),
         {("prior transplant", "no prior transplant", PFS, "similar", None, 1.3),
          ("high-risk cytogenetics", "no high-risk cytogenetics", PFS, "similar", None, 1.1)}),
        (("In the multivariable model only bulky disease kept its association with shorter PFS (HR 2.6, 95% CI 1.1-6.2;"
         " P = 0.04)."), {("bulky disease", "no bulky disease", PFS, "lower", None, 2.6)}),
        (("CRS of grade 2 or higher was predicted independently by a high dose (OR 4.1, 95% CI 1.2-14; P = 0.02) and by"
         " marrow blasts ≥40% (OR 3.8, 95% CI 1.1-13; P = 0.03)."),
         {("high dose", "low dose", CRS, "higher", ">=2", 4.1),
          ("marrow blasts ≥40%", "marrow blasts <40%", CRS, "higher", ">=2", 3.8)}),
        ("Relapse was predicted by loss of B-cell aplasia (HR 4.3, 95% CI 2.1-8.9; p < 0.001), but not by severe CRS.",
         {("loss of B-cell aplasia", "no loss of B-cell aplasia", "relapse", "higher", None, 4.3)}),
    ],
)  # fmt: skip
def test_factors_are_read_with_their_ratios(sentence: str, expected: set[_Rated]) -> None:
    assert rated(sentence) == expected
