"""The sizes of groups that are told in one sentence with the number of all."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import reading_of


@pytest.mark.parametrize("title", ["Axi-cel and tisa-cel in lymphoma", "Axi-cel in lymphoma: a registry study"])
@pytest.mark.parametrize(
    "sentence",
    [
        "A total of 212 patients were infused, 130 with axi-cel and 82 with tisa-cel.",
        "In all, 212 patients were treated: 130 (61%) received axi-cel and 82 (39%) tisa-cel.",
    ],
)
def test_the_number_of_all_is_not_that_of_the_first_product(title: str, sentence: str) -> None:
    found = reading_of(title, sentence, "The ORR was 80% with axi-cel and 66% with tisa-cel.")
    labels = {e.id: e.label for e in found.entities}
    assert {(labels[a.subject or ""], a.n) for a in found.arms} == {
        ("axicabtagene ciloleucel", 130),
        ("tisagenlecleucel", 82),
    }


def test_sizes_of_those_treated_go_before_those_of_cells_collected() -> None:
    found = reading_of(
        "Axi-cel and tisa-cel in lymphoma",
        "Of 289 patients who underwent leukapheresis (axi-cel, n = 179; tisa-cel, n = 110), 261 were infused.",
        "We analysed 261 patients (axi-cel, n = 164; tisa-cel, n = 97).",
        "The ORR was 80% with axi-cel and 66% with tisa-cel.",
    )
    labels = {e.id: e.label for e in found.entities}
    assert {(labels[a.subject or ""], a.n) for a in found.arms} == {
        ("axicabtagene ciloleucel", 164),
        ("tisagenlecleucel", 97),
    }


def test_two_numbers_with_a_p_value_are_of_the_two_products_told_before() -> None:
    found = reading_of(
        "Axi-cel and tisa-cel in lymphoma",
        "We studied 261 patients (axi-cel, n = 164; tisa-cel, n = 97).",
        "The ORR was 80% with axi-cel and 66% with tisa-cel (p = 0.01).",
        "PFS at 12 months was 46.8% and 33.9% (p = 0.07), and OS 66.1% and 55.4% (p = 0.13).",
        "The median duration of response was 18.6 months (95% CI 12.3-NE) and 11.1 months (95% CI 9.0-NE; p = 0.02).",
    )
    labels = {e.id: e.label for e in found.entities}
    told = {(labels[o.subject or ""], o.percent or o.value) for o in found.observations}
    assert {("axicabtagene ciloleucel", n) for n in (80.0, 46.8, 66.1, 18.6)} <= told
    assert {("tisagenlecleucel", n) for n in (66.0, 33.9, 55.4, 11.1)} <= told
