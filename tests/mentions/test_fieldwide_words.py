"""Bare words for the field's cells, quoted words, and parts that arm: which names are a paper's construct's."""

from __future__ import annotations

from cargraph.model import Kind
from tests.mentions.papers import of_kind, read


def _names(title: str, abstract: str) -> dict[str, tuple[str, ...]]:
    """Return the names of the constructs of a paper by their labels."""
    return {entity.label: entity.names for entity in of_kind(read(abstract, title), Kind.CONSTRUCT)}


def test_bare_words_that_tell_of_the_field_are_no_names_of_the_paper_s_construct() -> None:
    text = (
        "Chimeric antigen receptor (CAR) T cells have changed care, but many patients relapse. "
        "Here, we built RX-40, a BCMA-directed CAR T-cell product, and gave RX-40 to mice. The CAR-modified cells persisted."
    )
    names = _names("RX-40 in myeloma", text)["RX-40"]
    assert "CAR-modified cells" in names
    assert "Chimeric antigen receptor (CAR) T cells" not in names


def test_quoted_words_and_a_name_behind_or_belong_to_the_construct() -> None:
    text = 'Here we describe an "off-the-shelf" CAR-T (or UNIC22) that targets CD22. UNIC22 killed lymphoma cells.'
    names = _names('An "off-the-shelf" CAR-T for lymphoma', text)
    assert '"off-the-shelf" CAR-T' in names["UNIC22"]


def test_a_receptor_of_homing_before_the_target_arms_the_cells() -> None:
    text = (
        "CD19 CAR T cells enter few tumours. We engineered CD19 CAR T cells to express a second receptor, CXCR5. "
        "We gave CXCR5 CD19 CAR T cells to ten patients. "
        "CXCR5 CD19 CAR T cells led to a complete response in five patients."
    )
    found = _names("CD19 CAR T cells expressing CXCR5 in lymphoma: a phase 1 trial", text)
    assert len(found) == 2
    (armed,) = (names for names in found.values() if "CXCR5 CD19 CAR T cells" in names)
    assert "CD19 CAR T cells expressing CXCR5" in armed


def test_a_line_of_tumour_cells_and_cells_seen_by_a_marker_are_no_constructs() -> None:
    text = (
        "RX-40 CAR T cells lysed glioma cells. They killed less of X9T, a lower expresser of EGFR, than the other three "
        "CARs tested. Mice received CAR T cells that express ffLuc, and CAR T cells that express ffLuc were imaged."
    )
    assert set(_names("RX-40 CAR T cells in glioma", text)) == {"RX-40"}
