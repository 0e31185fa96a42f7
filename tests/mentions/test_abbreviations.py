"""Short forms and what they stand for."""

from __future__ import annotations

import pytest

from cargraph.mentions.abbreviations import definitions

DEFINED = [
    ("Patients had cytokine release syndrome (CRS) early.", "CRS", "cytokine release syndrome"),
    ("Relapsed/refractory (R/R) disease was treated.", "R/R", "Relapsed/refractory"),
    ("Second primary malignancies (SPMs) were rare.", "SPMs", "Second primary malignancies"),
    ("The objective response rate (ORR, primary endpoint) was met.", "ORR", "objective response rate"),
    ("CRR (complete response rate) was 50%.", "CRR", "complete response rate"),
    ("The peak (Cmax) and the last day positive (LDP) were derived.", "LDP", "last day positive"),
    ("Abbreviations: DOR, duration of response; TTR, time to response.", "DOR", "duration of response"),
    ("Abbreviations: DOR, duration of response; TTR, time to response.", "TTR", "time to response"),
]


@pytest.mark.parametrize(("text", "short", "long"), DEFINED)
def test_a_definition_is_found(text: str, short: str, long: str) -> None:
    found = {item.short: item.meaning.of(text) for item in definitions(text, 0, len(text))}
    assert found.get(short) == long


@pytest.mark.parametrize(
    "text",
    ["Response was seen (Figure 2).", "Grade 3 events (n = 12) were rare.", "It was higher (P = 0.03) here.", "()"],
)
def test_a_bracket_without_a_short_form_is_none(text: str) -> None:
    assert list(definitions(text, 0, len(text))) == []


def test_a_short_form_does_not_reach_over_the_item_before_in_a_list() -> None:
    text = "From a peak (Cmax) read monthly, the highest level (Cmax), the time to it (Tmax) and the area were derived."
    assert "Tmax" not in {item.short for item in definitions(text, 0, len(text))}


def test_a_short_form_does_not_reach_over_a_bracket() -> None:
    text = "Cells were given at 0.5 × 106/kg (DL1), 1 × 106/kg (DL2) or 3 × 106/kg (DL3)."
    assert not definitions(text, 0, len(text))
