"""A folder of pages with its contents, and the page inside a notebook."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cargraph.errors import ViewError
from cargraph.views import inline, view_model, write_pages
from cargraph.views.folder import file_name
from cargraph.views.parts import Parts
from tests.views.records import IMAGE, SCRIPT, SEVERE, Records, hostile, iri, small
from tests.views.test_pages import EARLIER, OLDER, two_papers

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_every_construct_has_a_page_and_a_line_in_the_contents(tmp_path: Path) -> None:
    contents = write_pages(small(), tmp_path / "pages")
    names = sorted(path.name for path in (tmp_path / "pages").iterdir())
    assert [re.sub(r"-[0-9a-f]{8}", "", name) for name in names] == [
        "index.html",
        "kestrel-19.html",
        "merlin-19.html",
        "page.css",
        "page.js",
    ]
    text = contents.read_text(encoding="utf-8")
    assert "1 paper, 2 constructs." in text
    assert all(name in text for name in names[1:3])
    assert "CD19" in text


def test_the_pages_are_the_same_for_any_order(tmp_path: Path) -> None:
    records = small()
    turned = replace(records, things=records.things[::-1], stated=records.stated[::-1], observed=records.observed[::-1])
    for folder, graph in (("a", records), ("b", turned)):
        write_pages(graph, tmp_path / folder)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_a_part_holds_its_papers_alone() -> None:
    part = Parts(two_papers()).around(iri("merlin"), 1)
    assert {entity.label for entity in part.entities()} == {"Merlin-19", "Kestrel-19", "cytokine release syndrome"}
    assert {fact.object for fact in part.statements()} == {iri("crs")}
    lone = replace(two_papers(), stated=(), compared=())
    assert [one.iri for one in Parts(lone).around(iri("merlin"), 1).documents] == [lone.documents[0].iri]
    assert OLDER in {one.iri for one in part.documents}
    assert EARLIER in {quote.text for quote in view_model(two_papers(), focus="Merlin-19").quotes}


def test_namesakes_have_pages_of_their_own() -> None:
    first, second = small().things[:2]
    assert file_name(first) != file_name(replace(second, label=first.label))
    assert re.fullmatch(r"construct-[0-9a-f]{8}\.html", file_name(replace(first, label="“” »/..")))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ViewError, match="cannot be written"):
        write_pages(small(), tmp_path / "file")


def test_the_contents_of_nothing(tmp_path: Path) -> None:
    assert "0 papers, 0 constructs." in write_pages(Records((), ()), tmp_path).read_text(encoding="utf-8")


def test_the_pages_open_from_disk_and_lead_to_one_another(browser: Browser, tmp_path: Path) -> None:
    contents = write_pages(small(), tmp_path)
    context = browser.new_context(offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(contents.as_uri())
    page.fill("#narrow", "kst")
    assert page.locator("tbody tr:visible").count() == 1
    assert page.inner_text("#left") == "1 of 2"
    page.click("tbody tr:visible a")
    page.wait_for_selector("html[data-ready=yes]")
    assert "around Kestrel-19" in page.inner_text("#counts")
    page.keyboard.press("f")
    assert "3/30" in page.inner_text("#view-forest")
    page.click("#counts a")
    page.wait_for_selector("#narrow")
    assert complaints == []
    context.close()


def test_hostile_names_stay_texts_in_the_contents(browser: Browser, tmp_path: Path) -> None:
    contents = write_pages(hostile(), tmp_path)
    page = browser.new_page()
    page.goto(contents.as_uri())
    assert page.title() == "CAR-T knowledge graph: contents"
    assert SCRIPT in page.inner_text("tbody")
    assert IMAGE in page.inner_text("tbody")
    assert page.locator("img").count() == 0
    page.close()


def test_a_notebook_shows_the_page_in_a_frame(browser: Browser, tmp_path: Path) -> None:
    shown = inline(small(), height=500)._repr_html_()
    assert shown.startswith("<iframe ")
    assert " src=" not in shown.split("srcdoc=")[0]
    (tmp_path / "cell.html").write_text(f"<!doctype html><meta charset=utf-8><body>{shown}</body>", encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((tmp_path / "cell.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=yes]").wait_for()
    frame.get_by_role("button", name="Results", exact=True).click()
    frame.locator("tr", has_text="12/29").click()
    assert SEVERE in frame.locator("#panel").inner_text()
    assert complaints == []
    context.close()
