"""The page of the examples, and of the seeds where they are here, in a real Chromium."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cargraph
from tests.conftest import EXAMPLES
from tests.views.driving import choose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
FOLDERS = [
    pytest.param(EXAMPLES, id="examples"),
    pytest.param(SEEDS, id="seeds", marks=pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not here")),
]
MOST_BYTES = 3_000_000


@pytest.fixture(scope="module", params=FOLDERS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = cargraph.build(request.param).view(tmp_path_factory.mktemp("real") / "index.html")
    assert isinstance(path, Path)
    return path


@pytest.fixture
def page(browser: Browser, made: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True, accept_downloads=True)
    asked: list[str] = []
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(made.as_uri())
    opened.wait_for_selector("html[data-ready=yes]")
    yield opened
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    assert complaints == []


def test_the_file_is_small(made: Path) -> None:
    assert made.stat().st_size < MOST_BYTES


def test_an_outcome_leads_to_its_marked_sentences(page: Page) -> None:
    choose(page, "CRS")
    assert page.inner_text("#panel h2") == "cytokine release syndrome"
    page.locator("#panel .row").first.click()
    assert page.locator("#panel .sentence mark").count() > 0
    page.locator("#panel .relation").first.click()
    assert page.locator("#panel .sentence").count() > 0
    page.go_back()
    assert page.inner_text("#panel h2") == "cytokine release syndrome"


def test_filters_focus_and_the_table_agree(page: Page, tmp_path: Path) -> None:
    page.fill("#where", "outcome=CRS")
    page.keyboard.press("Enter")
    page.wait_for_selector(".clear")
    page.locator("#tabs [data-view=table]").click()
    rows = page.locator(".grid tbody tr").count()
    assert rows > 0
    with page.expect_download() as saved:
        page.click("#csv")
    saved.value.save_as(tmp_path / "results.csv")
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        outcomes = [row["outcome"] for row in csv.DictReader(file)]
    assert outcomes == ["cytokine release syndrome"] * rows
    page.get_by_role("button", name="Clear all filters").click()
    choose(page, "CRS")
    page.get_by_role("button", name="Focus here").click()
    assert "CRS" in page.inner_text("#focusbar")


def test_every_view_has_something_to_say_and_fits(page: Page) -> None:
    for key, view in zip("gtmfcpa", ("graph", "table", "map", "forest", "compare", "papers", "audit"), strict=True):
        page.keyboard.press(key)
        assert len(page.inner_text(f"#view-{view}")) > 40
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 390, "height": 844})
    for key in "gtmfcpa":
        page.keyboard.press(key)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), key
