"""Factors in lists with their ratios, outcomes in lists with theirs, and ratios that a list does not name again."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, reading_of

Row = tuple[str, str, str | None, float | None]


def _read(*sentences: str) -> list[Row]:
    reading = reading_of(ONE_PRODUCT, SIZED, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return sorted((c.a, labels[c.outcome], c.direction, c.value) for c in reading.comparisons)


PFS, INFECTION = "progression-free survival", "infection"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (("In multivariable analysis elevated LDH (HR 1.7; 95% CI, 1.3-2.2), ferritin >800 ng/mL (HR 1.4; 95% CI, 1.1-1.9)"
         " and progressive disease after bridging predicted shorter PFS."),
         [("elevated LDH", PFS, "lower", 1.7), ("ferritin >800 ng/mL", PFS, "lower", 1.4),
          ("progressive disease after bridging", PFS, "lower", None)]),
        ("TMTV >90 mL (HR 1.9, P=.001) and bulky disease ≥8 cm (HR 1.5, P=.04) remained adverse for PFS.",
         [("TMTV >90 mL", PFS, "lower", 1.9), ("bulky disease ≥8 cm", PFS, "lower", 1.5)]),
        (("By multivariate Cox analysis, high TMTV (HR 3.1; 95% CI, 1.6-6.0) and elevated ferritin (HR 2.1; 95% CI, 1.1-4.0)"
         " were independently associated with PFS."),
         [("elevated ferritin", PFS, "lower", 2.1), ("high TMTV", PFS, "lower", 3.1)]),
        (("A high score (subdistribution HR 2.2; 95% CI 1.3-3.8; p = 0.006), steroids for more than 3 days (2.6; 1.5-4.7;"
         " p = 0.001) and ICANS of any grade (1.8; 1.1-3.3; p = 0.04) were independent predictors of infection."),
         [("ICANS of any grade", INFECTION, "higher", 1.8), ("high score", INFECTION, "higher", 2.2),
          ("steroids for more than 3 days", INFECTION, "higher", 2.6)]),
        ("Bulky disease (HR 2.9, p=0.01) and Cmax above the median (HR 0.4, p=0.04) were significant for PFS.",
         [("Bulky disease", PFS, "lower", 2.9), ("Cmax above the median", PFS, "higher", 0.4)]),
    ],
)  # fmt: skip
def test_each_factor_of_a_list_has_its_ratio(sentence: str, expected: list[Row]) -> None:
    assert _read(sentence) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (("Higher Cmax was associated with response (OR 2.1), with grade ≥2 ICANS for older patients (OR 2.9) and with CRS"
         " (OR 1.8)."),
         [("cytokine release syndrome", 1.8), ("immune effector cell-associated neurotoxicity syndrome", 2.9),
          ("response", 2.1)]),
        ("Prior transplantation was associated with better PFS (HR 0.6), but with more infections (HR 1.8).",
         [("infection", 1.8), ("progression-free survival", 0.6)]),
    ],
)  # fmt: skip
def test_a_link_goes_on_to_further_outcomes(sentence: str, expected: list[tuple[str, float]]) -> None:
    assert [(outcome, value) for _, outcome, _, value in _read(sentence)] == expected


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        ("HR 0.59; 0.37-0.94", (0.59, 0.37, 0.94)),
        ("OR 2.1 per log10, 95% CI 1.3-3.4", (2.1, 1.3, 3.4)),
        ("incidence rate ratio [IRR] 0.49, 95% CI 0.29-0.84", (0.49, 0.29, 0.84)),
        ("IRR 0.49, 0.29-0.84", (0.49, 0.29, 0.84)),
    ],
)
def test_a_ratio_with_its_interval(ratio: str, expected: tuple[float, float, float]) -> None:
    reading = reading_of(ONE_PRODUCT, SIZED, f"High LDH was associated with shorter PFS ({ratio}).")
    assert [(c.value, c.low, c.high) for c in reading.comparisons] == [expected]


def test_what_an_association_holds_for_is_no_factor() -> None:
    said = (
        "High LDH was associated with shorter OS.",
        "The association persisted for OS (HR 1.6) but not for PFS (HR 1.3).",
    )
    assert {a for a, *_ in _read(*said)} == {"High LDH"}


def test_how_an_outcome_was_measured_is_no_side() -> None:
    said = "Persistence, by qPCR, was shorter at dose level 1 than at dose level 2 (median 84 v 211 days)."
    reading = reading_of(ONE_PRODUCT, SIZED, said)
    assert [(c.a, c.b) for c in reading.comparisons] == [("dose level 1", "dose level 2")]
    assert [o.arm for o in reading.observations] == ["dose level 1", "dose level 2"]
