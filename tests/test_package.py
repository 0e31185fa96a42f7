"""The wheel, installed elsewhere, has all it needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("hatchling")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, folder], cwd=EXAMPLES.parent, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_package_the_ontologies_and_nothing_of_the_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "cargraph/py.typed",
        "cargraph/ontologies/cargraph.ttl",
        "cargraph/views/page/index.html",
        "cargraph/server/page/query.html",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "examples/"))]
    assert not [name for name in names if ".mypy_cache" in name or "__pycache__" in name]


def test_the_wheel_runs_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    where = [sys.executable, "-c", "import cargraph.resources as r; print(r.ontologies())"]
    assert str(tmp_path) in subprocess.check_output(where, cwd=tmp_path, env=environment, text=True)
    given, out = str(EXAMPLES / "01-phase-1-trial.txt"), str(tmp_path / "out")
    command = [sys.executable, "-m", "cargraph", "build", given, "-o", out]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "1 added" in done.stderr
    assert (tmp_path / "out" / "index.html").stat().st_size > 100_000
