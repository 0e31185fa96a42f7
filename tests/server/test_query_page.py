"""The query page in a real Chromium: it asks nothing of any other server."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from cargraph.graph.ask import shipped
from cargraph.server.pages import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.server.client import Server

REFUSED = "the server responded with a status of 40"


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Open the query page; at the end nothing was asked of another server and nothing was complained of."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.set_default_timeout(10_000)
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(f"{server.address}/query")
    opened.wait_for_selector(".CodeMirror")
    yield opened
    opened.context.close()
    assert [url for url in asked if not url.startswith((server.address, "data:", "blob:"))] == []
    assert [text for text in complaints if REFUSED not in text] == []


def write(page: Page, query: str) -> None:
    page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", query)
    page.click(".yasqe_queryButton")


def test_the_first_query_runs(page: Page) -> None:
    page.click(".yasqe_queryButton")
    assert "TARN-22" in page.locator(".dataTable tbody").inner_text()
    assert not page.is_visible("#notice")


def test_a_shipped_query_is_filled_in_and_run(page: Page) -> None:
    assert page.locator("#name option").count() == len(shipped()) + 1
    page.select_option("#name", "absence")
    page.fill("#parameters input", "ICANS")
    page.click("#shipped button")
    page.wait_for_selector(".dataTable tbody tr")
    assert "CLEF-18" in page.locator(".dataTable tbody").inner_text()
    assert '"icans"' in page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    page.select_option("#name", "papers")
    page.click("#shipped button")
    page.locator(".dataTable tbody", has_text="doi:10.5555/cargraph.example.01").wait_for()


def test_an_answer_that_is_cut_off_says_so_on_the_page(page: Page) -> None:
    write(page, "SELECT * { ?s ?p ?o }")
    page.wait_for_selector("#notice", state="visible")
    assert "after 500 rows" in page.inner_text("#notice")
    write(page, "SELECT * { ?s ?p ?o } LIMIT 3")
    page.wait_for_selector("#notice", state="hidden")


def test_a_refusal_is_shown_in_the_servers_words(page: Page) -> None:
    write(page, "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }")
    page.locator(".errorResult", has_text="SERVICE is refused").wait_for()


def test_graphs_are_shown_and_the_graphs_own_names_lead_to_this_server(page: Page, server: Server) -> None:
    write(page, "CONSTRUCT { ?s rdfs:label ?o } { ?s a cg:Construct ; rdfs:label ?o FILTER (?o = 'TARN-22') }")
    link = page.locator(".dataTable tbody a").first
    link.wait_for()
    with page.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    opened.value.wait_for_selector("h1")
    assert opened.value.url == f"{server.address}/id/construct/tarn-22"
    assert opened.value.inner_text("h1") == "TARN-22"


def test_words_of_the_ontology_are_completed(page: Page) -> None:
    start = "PREFIX cg: <https://w3id.org/cargraph/ontology#>\nSELECT * { ?s a cg:Constr"
    page.evaluate(
        """text => { const editor = document.querySelector('.CodeMirror').CodeMirror;
          editor.setValue(text); editor.focus(); editor.setCursor(editor.lineCount(), 0); }""",
        start,
    )
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints", has_text="cg:Construct").wait_for()


def test_what_is_shipped_is_what_the_notice_says() -> None:
    notice = (PAGE / "yasgui.LICENSES.txt").read_text(encoding="utf-8")
    for name, digest in re.findall(r"sha256 of (\S+): (\w+)", notice):
        assert hashlib.sha256((PAGE / name).read_bytes()).hexdigest() == digest
    assert "sha256 of yasgui.min.js" in notice
