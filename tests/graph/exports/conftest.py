from __future__ import annotations

import pytest

from cargraph.graph.api import Graph
from tests.graph.papers import hostile, trial, two_arms


@pytest.fixture(scope="session")
def wild() -> Graph:
    return Graph.from_readings([trial(), two_arms(), hostile()])
