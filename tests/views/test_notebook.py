"""The notebook of worked analyses runs from its first cell to its last."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "examples" / "analyses.ipynb"


def cells() -> list[str]:
    read: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in read["cells"] if cell["cell_type"] == "code"]


def test_the_notebook_carries_no_outputs_to_go_stale() -> None:
    read = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert [cell["outputs"] for cell in read["cells"] if cell["cell_type"] == "code"] == [[]] * len(cells())


def test_every_analysis_finds_something(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(NOTEBOOK.parents[1])
    names: dict[str, Any] = {}
    told = []
    for source in cells():
        exec(compile(source, str(NOTEBOOK), "exec"), names)
        told.append(capsys.readouterr().out)
    assert " and " in told[1]
    assert "/" in told[2]
    assert "95% interval" in told[2]
    assert " <- " in told[3]


def test_jupyter_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("ipykernel")
    monkeypatch.chdir(NOTEBOOK.parent)
    done = nbclient.NotebookClient(nbformat.read(NOTEBOOK, 4), timeout=120, kernel_name="python3").execute()
    last = done.cells[-1].outputs[0]["data"]
    assert last["text/html"].startswith("<iframe ")
