"""A graph that is too large to be drawn arrow by arrow, in a real Chromium."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from tests.views.driving import at, choose
from tests.views.records import crowd

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.views.driving import Opener

SETTLE = "new Promise((done) => setTimeout(done, 400))"


def ink(page: Page) -> int:
    """Return how many pixels of the picture are painted."""
    painted: int = page.evaluate(
        """() => {
          const drawing = document.querySelector("#canvas canvas");
          const canvas = document.createElement("canvas");
          Object.assign(canvas, { width: drawing.width, height: drawing.height });
          const context = canvas.getContext("2d", { willReadFrequently: true });
          context.drawImage(drawing, 0, 0);
          const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
          let painted = 0;
          for (let i = 3; i < data.length; i += 4) if (data[i] > 40) painted += 1;
          return painted;
        }"""
    )
    return painted


def test_a_node_and_an_arrow_are_found_under_the_pointer(opener: Opener) -> None:
    page = opener(crowd(400))
    page.evaluate(SETTLE)
    page.mouse.click(*at(page, "Merlin-19"))
    assert page.inner_text("#panel h2") == "Merlin-19"
    page.keyboard.press("Escape")
    start, end = at(page, "Kestrel-19"), at(page, "CD19")
    for part in (0.3, 0.4, 0.5, 0.6, 0.7):
        page.mouse.click(start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
        if page.locator("#panel .pair").count():
            break
    assert "CD19" in page.inner_text("#panel .pair")
    page.keyboard.press("Escape")
    page.mouse.dblclick(*at(page, "Merlin-19"))
    assert "Merlin-19" in page.inner_text("#focusbar")


def test_the_picture_is_whole_at_rest_and_light_while_it_moves(opener: Opener) -> None:
    page = opener(crowd(2500))
    page.evaluate(SETTLE)
    whole = ink(page)
    assert whole > 5000
    page.keyboard.press("-")
    page.evaluate(SETTLE)
    assert 1000 < ink(page) < whole
    choose(page, "harm 17")
    assert page.inner_text("#panel h2").startswith("harm 17")
    assert page.evaluate("document.querySelectorAll('#panel *').length") < 3000


def test_the_picture_says_how_much_of_the_graph_it_holds(opener: Opener) -> None:
    page = opener(crowd(2500))
    page.evaluate(SETTLE)
    assert "In full: 700 entities and 700 arrows of 2,510;" in page.inner_text("#detail")
    for _ in range(9):
        page.keyboard.press("+")
        page.evaluate(SETTLE)
    near = int(page.inner_text("#detail").split("In full: ")[1].split(" ")[0])
    assert 0 < near < 700
    page.fill("#where", "kind!=toxicity")
    page.keyboard.press("Enter")
    page.wait_for_selector("#detail:empty", state="attached")


def test_the_kept_picture_moves_with_the_hand(opener: Opener) -> None:
    page = opener(crowd(900))
    page.evaluate(SETTLE)
    x, y = at(page, "Kestrel-19")
    page.mouse.move(x + 150, y + 90)
    page.mouse.down()
    page.mouse.move(x + 210, y + 130, steps=6)
    held = ink(page)
    page.mouse.up()
    page.evaluate(SETTLE)
    assert held > 3000
    assert abs(at(page, "Kestrel-19")[0] - x - 60) < 25
    page.mouse.click(*at(page, "Kestrel-19"))
    assert page.inner_text("#panel h2") == "Kestrel-19"


def test_a_click_does_not_wait_for_the_size(opener: Opener) -> None:
    page = opener(crowd(3000))
    page.evaluate(SETTLE)
    began = time.perf_counter()
    page.locator("#panel .relation").nth(1).click()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
    assert time.perf_counter() - began < 1.5


def test_the_picture_is_taken_away_as_a_drawing(opener: Opener, tmp_path: Path) -> None:
    for records, labels in ((crowd(0), {"Kestrel-19", "CRS", "Toxicities"}), (crowd(900), {"Kestrel-19"})):
        page = opener(records)
        page.evaluate(SETTLE)
        with page.expect_download() as saved:
            page.click("#svg")
        saved.value.save_as(tmp_path / "picture.svg")
        root = ET.parse(tmp_path / "picture.svg").getroot()
        texts = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
        assert labels <= texts
        shapes = [element for element in root.iter() if element.tag.endswith(("circle", "polygon"))]
        assert len(shapes) > len(records.things)
