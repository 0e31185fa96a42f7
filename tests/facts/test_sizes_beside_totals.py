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
