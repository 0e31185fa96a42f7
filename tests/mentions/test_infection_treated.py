"""The infection that a product treats is no harm of it."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import of_kind, read


@pytest.mark.parametrize(
    ("title", "abstract", "harms"),
    [
        (
            "HVX-4 CAR T cells in HIV infection",
            "We gave HVX-4 CAR T cells to six animals with HIV infection. Viral load fell in 4 of 6 animals during infection.",
            [],
        ),
        (
            "LYX-4 CAR T cells in lymphoma",
            "We gave LYX-4 CAR T cells to six patients with lymphoma. Infection occurred in 4 of 6 patients.",
            ["infection"],
        ),
    ],
)
def test_bare_infection_is_the_disease_where_an_infection_is_treated(
    title: str, abstract: str, harms: list[str]
) -> None:
    assert [entity.label for entity in of_kind(read(abstract, title), Kind.TOXICITY)] == harms
