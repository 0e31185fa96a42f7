"""A real Chromium that opens pages from disk with no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cargraph.views import view_model, write_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from cargraph.audit import Finding
    from tests.views.driving import Opener
    from tests.views.records import Records


@pytest.fixture
def opener(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open the page of a graph; at the end nothing was asked of a network and nothing was complained of."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True, accept_downloads=True)
    asked: list[str] = []
    complaints: list[str] = []

    def opened(records: Records, findings: Iterable[Finding] | None = None, state: str = "") -> Page:
        path = write_page(view_model(records, findings=findings), tmp_path / "index.html")
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.goto(f"{path.as_uri()}#{state}")
        page.wait_for_selector("html[data-ready=yes]")
        return page

    yield opened
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    assert complaints == []
