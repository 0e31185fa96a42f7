"""Names of constructs that begin alike, and products that differ in whose cells they are made of."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import of_kind, read


def constructs(text: str) -> list[frozenset[str]]:
    """Return the names of each construct of a text."""
    return [frozenset(e.names) for e in of_kind(read(text), Kind.CONSTRUCT)]


def test_a_code_that_goes_on_from_another_is_a_construct_of_its_own() -> None:
    found = constructs(
        "We made an anti-CD70 CAR (K70z) and K70z with IL-15 (K70z-15). K70z-15 T cells expanded more than K70z T cells."
        " K70z-15 persisted."
    )
    assert any("K70z" in names and "K70z-15" not in names for names in found)
    assert any("K70z-15" in names and "K70z" not in names for names in found)


@pytest.mark.parametrize("kind", ["γδ", "gamma delta", "Vδ2"])
def test_the_kind_of_t_cell_stands_within_the_name(kind: str) -> None:
    (names,) = constructs(f"Six patients received CD20-directed {kind} CAR-T cells.")
    assert f"CD20-directed {kind} CAR-T cells" in names


def test_cells_of_another_origin_are_another_construct() -> None:
    found = constructs(
        "Autologous CD7 CAR T cells were given to 9 patients. Seven received donor-derived CAR T cells."
        " Autologous CD7 CAR T cells expanded less."
    )
    assert not any({"Autologous CD7 CAR T cells", "donor-derived CAR T cells"} <= names for names in found)
