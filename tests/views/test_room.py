"""How the page uses its room: beside tables, on a phone, on paper, and around the names of the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.views.build import short_name
from tests.views.driving import choose
from tests.views.records import SEVERE, crowd, small

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.driving import Opener

SETTLE = "new Promise((done) => setTimeout(done, 500))"
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll("text")].map((one) => [one.textContent, one.getBBox()]);
  return boxes.flatMap(([text, a], i) => boxes.slice(i + 1).filter(([, b]) =>
    a.x + 2 < b.x + b.width && b.x + 2 < a.x + a.width && a.y + 4 < b.y + b.height && b.y + 4 < a.y + a.height)
    .map(([other]) => `${text} / ${other}`));
}"""


def test_the_panel_makes_room_until_something_is_chosen(opener: Opener) -> None:
    page = opener(small())
    assert page.is_visible("#panel")
    for key in "tmfcpa":
        page.keyboard.press(key)
        assert not page.is_visible("#panel")
    page.keyboard.press("t")
    page.locator(".grid tbody tr", has_text="12/29").click()
    assert SEVERE in page.inner_text("#panel")
    page.keyboard.press("Escape")
    assert not page.is_visible("#panel")


def test_the_table_needs_no_scrolling_sideways(opener: Opener) -> None:
    page = opener(small(), state="view=table")
    wide = "document.querySelector('#view-table').scrollWidth <= document.querySelector('#view-table').clientWidth"
    assert page.evaluate(wide)
    page.locator(".grid tbody tr").first.click()
    assert page.evaluate(wide)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(wide)
    assert page.is_visible(".column-paper bdi")


def test_what_is_chosen_on_a_phone_comes_to_sight(opener: Opener) -> None:
    page = opener(crowd(60), state="view=table")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    page.locator(".grid tbody tr").first.click()
    page.evaluate(SETTLE)
    assert 0 <= page.evaluate("document.getElementById('panel').getBoundingClientRect().top") < 844 - 160
    choose(page, "Merlin-19")
    page.evaluate(SETTLE)
    assert page.evaluate("document.getElementById('panel').getBoundingClientRect().top") < 844 - 160
    assert page.input_value("#find") == ""


def test_paper_is_light_and_holds_the_whole_table(opener: Opener) -> None:
    page = opener(small(), state="theme=dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.keyboard.press("t")
    page.emulate_media(media="print")
    assert not page.is_visible("#side")
    assert not page.is_visible("#csv")
    assert page.locator(".grid tbody tr:visible").count() == 4


def test_no_name_of_the_picture_lies_on_another(opener: Opener, tmp_path: Path) -> None:
    for records in (small(), crowd(120), crowd(900)):
        page = opener(records)
        page.evaluate(SETTLE)
        with page.expect_download() as saved:
            page.click("#svg")
        saved.value.save_as(tmp_path / "picture.svg")
        drawing = page.context.new_page()
        drawing.goto((tmp_path / "picture.svg").as_uri())
        assert drawing.locator("text").count() > 5
        assert drawing.evaluate(OVERLAPS) == []


def test_nothing_lies_on_the_picture(opener: Opener) -> None:
    page = opener(small())
    picture = page.locator("#canvas").bounding_box()
    buttons = [page.locator(".zoom button").nth(i).bounding_box() for i in range(5)]
    assert picture is not None
    assert all(box is not None and box["y"] >= picture["y"] + picture["height"] for box in buttons)


def test_products_have_their_clinical_short_names() -> None:
    assert short_name("axicabtagene ciloleucel", ("axi-cel", "KTE-C19", "Yescarta")) == "axi-cel"
    assert short_name("idecabtagene vicleucel", ("bb2121", "ide-cel")) == "ide-cel"
    assert short_name("tisagenlecleucel", ("tisa-cel",)) == "tisagenlecleucel"
