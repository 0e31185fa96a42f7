from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cargraph.graph.api import Graph
from cargraph.graph.store import Store
from tests.graph.papers import trial, two_arms

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def kg() -> Graph:
    return Graph.from_readings([trial(), two_arms()])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store(tmp_path / "kg") as store:
        store.add(trial())
        store.add(two_arms())
    return tmp_path / "kg"
