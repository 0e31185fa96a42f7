"""How the tests use the page: its search, and the places of the picture."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

    from cargraph.audit import Finding
    from tests.views.records import Records

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Opener(Protocol):
    """Opens the page of a graph."""

    def __call__(self, records: Records, findings: Iterable[Finding] | None = None, state: str = "") -> Page: ...


def choose(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.wait_for_selector("#found [role=option]")
    page.keyboard.press("Enter")


def at(page: Page, label: str) -> tuple[float, float]:
    """Return where on the screen the picture shows a node."""
    place = page.evaluate(
        """label => {
          const model = JSON.parse(document.getElementById("model").textContent);
          const node = model.nodes.find((one) => one.short === label);
          const view = document.getElementById("canvas").dataset.frame.split(" ").map(Number);
          const box = document.getElementById("canvas").getBoundingClientRect();
          const middle = [box.x + box.width / 2, box.y + box.height / 2];
          return [middle[0] + (node.x - view[0]) * view[2], middle[1] + (node.y - view[1]) * view[2]];
        }""",
        label,
    )
    return place[0], place[1]
