"""One thing under all its names: label, printed name, synonym, identifier, in any spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cargraph
from cargraph.errors import CargraphError

if TYPE_CHECKING:
    from cargraph.knowledge import KnowledgeGraph

TEXT = """Severe CRS after CAR T cells
Axicabtagene ciloleucel was given to 20 patients. Cytokine release syndrome (CRS) was seen in 12 of 20 patients given
axicabtagene ciloleucel. It targets CD19."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    path = tmp_path_factory.mktemp("names") / "paper.txt"
    path.write_text(TEXT, encoding="utf-8")
    return cargraph.build(path)


@pytest.mark.parametrize("name", ["CRS", "cytokine‐release syndrome", "NCIT:C143394", "ncit_c143394"])
def test_an_outcome_is_found_by_any_of_its_names(graph: KnowledgeGraph, name: str) -> None:
    assert graph.named(name)[0].label == "cytokine release syndrome"


@pytest.mark.parametrize("name", ["axi-cel", "Yescarta", "KTE-C19", "NCIT:C120309", "axicabtagene ciloleucel"])
def test_a_product_is_found_by_names_that_no_paper_prints(graph: KnowledgeGraph, name: str) -> None:
    assert graph.constructs[name].name == "axicabtagene ciloleucel"
    assert name in graph.constructs
    assert "ciloleucel" in graph.view(focus=name).html


def test_a_name_that_nothing_has_is_told(graph: KnowledgeGraph) -> None:
    with pytest.raises(CargraphError, match="Yescartum"):
        graph.named("Yescartum")
    with pytest.raises(CargraphError, match="no entity is called"):
        graph.view(focus="Yescartum")
