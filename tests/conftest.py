"""What tests of several rooms share: the examples, built once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import cargraph
from tests.views.driving import CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from cargraph.knowledge import KnowledgeGraph

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
settings.register_profile("any machine", deadline=None)  # a slow machine is no failure
settings.load_profile("any machine")
EXAMPLES = Path(__file__).parent.parent / "examples"
TEXT = """A phase 1 trial of ORLO-7 in adults with mantle cell lymphoma

ORLO-7 is a CD19-directed CAR T-cell product with a 4-1BB costimulatory domain. We treated 20 patients with ORLO-7.
Cytokine release syndrome occurred in 12 of 20 patients (60%), of grade 3 or higher in 2 (10%). No patient had ICANS.
"""
SLIP = TEXT.replace("ORLO-7", "PLIN-8").replace("(60%)", "(80%)")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the examples into a folder."""
    folder = tmp_path_factory.mktemp("built") / "out"
    cargraph.build([EXAMPLES], folder, jobs=1)
    return folder


@pytest.fixture(scope="session")
def graph(built: Path) -> KnowledgeGraph:
    return cargraph.open(built)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Write a file with one short paper."""
    path = tmp_path / "paper.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open one Chromium for all tests: a second driver cannot run beside it."""
    sync_api = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the page was not opened")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()
