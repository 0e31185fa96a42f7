"""The page for everyone: axe-core finds nothing serious in any view, and the keyboard alone reaches everything."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from tests.views.driving import choose
from tests.views.records import NOBODY, SEVERE, small
from tests.views.test_pages import two_papers

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.views.driving import Opener

AXE = "axe-core-4.10.3"
DIGEST = "0f2b4d7dcdf7d1219df8d1959ad68e565f51d14c3f0d88bb71cd59abeb956292"
VIEWS = {"g": "graph", "t": "table", "m": "map", "f": "forest", "c": "compare", "p": "papers", "a": "audit"}
RULES = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")])"""


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest) -> str:
    """Return the rules of axe-core, as the npm registry gives them; they are fetched once and kept."""
    folder: Path = request.config.cache.mkdir("axe-core")
    packed = folder / f"{AXE}.tgz"
    if not packed.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("no npm on this machine: axe-core was not run")
        asked = [npm, "pack", AXE.replace("core-", "core@"), "--pack-destination", str(folder)]
        if subprocess.run(asked, capture_output=True, check=False, timeout=120).returncode:
            pytest.skip("the npm registry was not reached: axe-core was not run")
    assert sha256(packed.read_bytes()).hexdigest() == DIGEST
    with tarfile.open(packed) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode("utf-8")


def serious(page: Page, axe: str) -> Any:
    page.evaluate(f"{axe}; null")
    return page.evaluate(RULES)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_view(opener: Opener, axe: str, theme: str) -> None:
    page = opener(two_papers(), state=f"theme={theme}")
    for key, view in VIEWS.items():
        page.keyboard.press(key)
        assert page.is_visible(f"#view-{view}")
        assert serious(page, axe) == [], view


def test_axe_finds_nothing_serious_in_the_panels(opener: Opener, axe: str) -> None:
    page = opener(two_papers())
    choose(page, "Kestrel-19")
    assert serious(page, axe) == []
    page.locator("#panel .relation", has_text="cytokine").first.click()
    assert serious(page, axe) == []
    page.keyboard.press("p")
    page.locator(".paper .title").first.click()
    assert serious(page, axe) == []
    page.fill("#find", "crs")
    assert serious(page, axe) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.keyboard.press("Escape")
    page.click("#sieve")
    assert serious(page, axe) == []


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Go on with the tabulator until the wanted element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the tabulator does not reach {selector}")


def test_the_keyboard_reaches_every_view_and_its_parts(opener: Opener) -> None:
    page = opener(small())
    parts = {
        "t": "#view-table tbody tr",
        "m": "#view-map .cell",
        "f": "button.forest-row",
        "c": "#versus-b",
        "p": "#view-papers .title",
        "a": "#view-audit summary",
        "g": "#canvas",
    }
    for key, selector in parts.items():
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press(key)
        tab_to(page, selector)
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", selector


def test_a_result_is_read_without_a_mouse(opener: Opener) -> None:
    page = opener(small())
    page.keyboard.press("f")
    tab_to(page, "button.forest-row")
    page.keyboard.press("Enter")
    assert SEVERE in page.inner_text("#panel")
    assert page.evaluate("document.activeElement.matches('button.forest-row.chosen')")
    page.keyboard.press("p")
    tab_to(page, "#view-papers .title")
    page.keyboard.press("Enter")
    assert NOBODY in page.inner_text("#view-papers")
    assert page.evaluate("document.activeElement !== document.body")


def test_the_neighbours_are_gone_through_with_the_arrow_keys(opener: Opener) -> None:
    page = opener(small())
    choose(page, "Kestrel-19")
    page.focus("#canvas")
    seen = set()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        seen.add(page.inner_text("#panel h2"))
    assert len(seen) > 1
    page.keyboard.press("Enter")
    assert page.is_visible("#focusbar")
