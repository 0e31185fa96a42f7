"""Every form: the same bytes each time, whole files, and errors that tell the mend."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from cargraph.errors import GraphError
from cargraph.graph.api import Graph
from cargraph.graph.exports import EXPORTS, FOLDERS, export, exported, exported_files
from cargraph.graph.store import Store
from cargraph.options import FOLDER_FORMS, GraphForm
from tests.graph.papers import hostile, trial, two_arms

if TYPE_CHECKING:
    from pathlib import Path


def test_the_command_offers_every_form() -> None:
    assert set(GraphForm) == {*EXPORTS, *FOLDERS}
    assert set(FOLDERS) == FOLDER_FORMS


@pytest.mark.parametrize("form", [*EXPORTS, *FOLDERS])
def test_exports_are_the_same_bytes(form: str, tmp_path: Path) -> None:
    one = Graph.from_readings([trial(), two_arms(), hostile()])
    with Store(tmp_path / "kg") as store:
        for reading in (hostile(), two_arms(), trial()):
            store.add(reading)
    export(Graph.open(tmp_path / "kg"), form, tmp_path / "out")
    if form in FOLDERS:
        assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == exported_files(one, form)
    else:
        assert (tmp_path / "out").read_bytes() == exported(one, form)


@pytest.mark.parametrize("form", [*EXPORTS, *FOLDERS])
def test_a_graph_of_nothing_is_exported(form: str, tmp_path: Path) -> None:
    export(Graph.from_readings([]), form, tmp_path / "out")
    assert (tmp_path / "out").exists()


def test_an_unknown_form_and_a_place_that_cannot_be_written_are_told(kg: Graph, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"xlsx: not a form of export; use nquads, trig.* kgx, neo4j"):
        exported(kg, "xlsx")
    with pytest.raises(GraphError, match="not a form of export"):
        exported_files(kg, "csv")
    with pytest.raises(GraphError, match="kgx is a folder of files"):
        exported(kg, "kgx")
    with pytest.raises(GraphError, match="cannot be written"):
        export(kg, "csv", tmp_path / "missing" / "out.csv")
    (tmp_path / "file").touch()
    with pytest.raises(GraphError, match="cannot be made"):
        export(kg, "kgx", tmp_path / "file")


def test_a_missing_library_is_named_with_its_extra(kg: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(GraphError, match=r"pip install 'cargraph\[parquet\]'"):
        exported(kg, "parquet")
