"""The page in a real Chromium, opened from disk with no network."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.views.driving import at, choose
from tests.views.records import (
    ENDLESS,
    IMAGE,
    NOBODY,
    RIGHT_TO_LEFT,
    SCRIPT,
    SEVERE,
    Records,
    evidence,
    hostile,
    iri,
    proportion,
    small,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.driving import Opener

AGAIN = "Severe CRS was rare with Kestrel-19, at 10%."


def test_the_head_counts_what_there_is(opener: Opener) -> None:
    page = opener(small())
    assert page.inner_text("#counts") == "1 paper, 2 constructs, 4 results"


def test_a_click_on_an_arrow_shows_its_sentence_and_numbers(opener: Opener) -> None:
    page = opener(small())
    start, end = at(page, "Merlin-19"), at(page, "CRS")
    for part in (0.5, 0.4, 0.6, 0.3, 0.7):
        for aside in (0.0, 0.04, 0.06, -0.04, -0.06):
            x = start[0] + (end[0] - start[0]) * part - (end[1] - start[1]) * aside
            y = start[1] + (end[1] - start[1]) * part + (end[0] - start[0]) * aside
            page.mouse.click(x, y)
            if page.locator("#panel .pair").count() and "CRS" in page.inner_text("#panel .pair"):
                break
        else:
            continue
        break
    panel = page.inner_text("#panel")
    assert "Merlin-19" in page.inner_text("#panel .pair")
    assert SEVERE in panel
    assert "12/29" in panel
    assert "12/29 is 41.4%, not 52%" in panel
    assert "3/30" in panel
    assert "12" in page.locator("#panel .sentence mark.mark-number").all_inner_texts()
    assert page.locator("#panel .sentence a").first.get_attribute("href") == "https://doi.org/10.5555/kestrel"


def test_a_click_on_a_node_shows_what_it_is(opener: Opener) -> None:
    page = opener(small())
    page.mouse.click(*at(page, "Kestrel-19"))
    assert page.inner_text("#panel h2") == "Kestrel-19"
    bill = page.inner_text("#panel .bill")
    assert "CD19" in bill
    assert "not reported" in bill
    panel = page.inner_text("#panel")
    assert "30 patients" in panel
    assert "2 × 10⁶ cells/kg" in panel
    assert "70%" in panel
    page.locator("#panel .row", has_text="0/30").first.click()
    assert NOBODY in page.inner_text("#panel")


def test_search_finds_names_synonyms_and_sentences(opener: Opener) -> None:
    page = opener(small())
    choose(page, "kst19")
    assert page.inner_text("#panel h2") == "Kestrel-19"
    page.keyboard.press("Escape")
    page.fill("#find", "signals through")
    assert "signals through" in page.inner_text("#found").replace("\n", "")
    page.fill("#find", "nothing of the kind")
    assert "no sentence holds it" in page.inner_text("#found")


def test_the_address_leads_back_to_the_view(opener: Opener) -> None:
    page = opener(small())
    choose(page, "Merlin-19")
    page.keyboard.press("t")
    address = page.url
    page.go_back()
    page.go_back()
    page.wait_for_function("document.querySelector('#panel h2').textContent === 'What the papers say'")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready=yes]")
    assert page.inner_text("#panel h2") == "Merlin-19"
    assert page.is_visible("#view-table .grid")


def test_filters_hide_and_focus_narrows(opener: Opener) -> None:
    page = opener(small())
    page.keyboard.press("t")
    assert page.locator(".grid tbody tr").count() == 4
    page.uncheck("[data-key='k:endpoint']")
    assert page.locator(".grid tbody tr").count() == 3
    page.get_by_role("button", name="Cited").click()
    assert "No result passes" in page.inner_text("#view-table")
    page.get_by_role("button", name="All", exact=True).click()
    page.keyboard.press("g")
    choose(page, "ICANS")
    page.get_by_role("button", name="Focus here").click()
    assert "Around" in page.inner_text("#focusbar")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not page.is_visible("#focusbar")


def test_the_table_sorts_narrows_and_downloads(opener: Opener, tmp_path: Path) -> None:
    page = opener(small())
    page.keyboard.press("t")
    page.get_by_role("button", name="%").click()
    shares = page.locator("td.column-percent span:first-child").all_inner_texts()
    assert shares[:2] == ["0%", "10%"]
    page.fill("#view-table input", "crs 12/29")
    assert page.locator(".grid tbody tr").count() == 1
    with page.expect_download() as saved:
        page.click("#csv")
    saved.value.save_as(tmp_path / "results.csv")
    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["construct"], row["count"], row["total"], row["quote"]) for row in rows] == [
        ("Merlin-19", "12", "29", SEVERE)
    ]
    page.locator(".grid tbody tr").first.click()
    assert SEVERE in page.inner_text("#panel")


def test_the_map_tells_zero_from_none_from_silence(opener: Opener) -> None:
    page = opener(small())
    page.keyboard.press("m")
    names = {cell.get_attribute("aria-label") for cell in page.locator(".map .cell").element_handles()}
    assert "Kestrel-19, ICANS: 0/30, 0%" in names
    assert "Kestrel-19, treatment-related death: said to be none" in names
    assert "Kestrel-19, infection: named without a share" in names
    assert "Merlin-19, ICANS: not mentioned" in names
    page.get_by_role("button", name="Grade ≥3", exact=True).click()
    assert sorted(page.locator(".map .cell").all_inner_texts()) == ["10%\n3/30", "52%\n12/29"]
    page.locator(".map .cell", has_text="52%").click()
    assert SEVERE in page.inner_text("#panel")


def test_hostile_texts_are_shown_as_text(opener: Opener) -> None:
    page = opener(hostile())
    for view in "gtmg":
        page.keyboard.press(view)
    assert page.title() == "CAR-T knowledge graph"
    choose(page, "document.title")
    assert page.inner_text("#panel h2") in {SCRIPT, IMAGE}
    page.get_by_role("button", name="Close").click()
    choose(page, "91TRAC")
    assert page.evaluate("document.querySelector('#panel h2').textContent") == RIGHT_TO_LEFT
    choose(page, "AAAA")
    assert page.inner_text("#panel h2").startswith(ENDLESS[:300])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("img, iframe, object").count() == 0
    assert {link.split(":")[0] for link in page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)")} <= {
        "https",
        "file",
    }


def test_an_empty_graph_says_so(opener: Opener) -> None:
    page = opener(Records((), ()))
    assert "The graph is empty" in page.inner_text("#panel")
    page.keyboard.press("t")
    assert "no numbers" in page.inner_text("#view-table")
    page.keyboard.press("m")
    assert "No construct" in page.inner_text("#view-map")


def test_a_phone_and_the_dark_are_served(opener: Opener) -> None:
    page = opener(small())
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.set_viewport_size({"width": 390, "height": 844})
    for view in "gtm":
        page.keyboard.press(view)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.is_visible("#side")
    page.click("#sieve")
    assert page.is_visible("#side")


def test_the_picture_is_downloaded(opener: Opener, tmp_path: Path) -> None:
    page = opener(small())
    with page.expect_download() as saved:
        page.click("#png")
    saved.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


def test_the_same_share_is_told_once_with_all_its_sentences(opener: Opener) -> None:
    records = small()
    again = proportion("kestrel", "crs", (3, 30), 10.0, ">=3", evidence(900, AGAIN))
    share = replace(again, iri=iri("obs/share"), count=None, total=None)
    page = opener(replace(records, observed=(*records.observed, share)))
    choose(page, "Kestrel-19")
    block = page.locator("#panel .outcome-block", has_text="CRS")
    assert block.locator(".row").count() == 2
    block.locator(".row", has_text="3/30").click()
    assert block.locator(".sentence").count() == 2
    assert AGAIN in block.inner_text()


def test_the_map_does_not_take_a_part_for_the_whole(opener: Opener) -> None:
    records = small()
    part = replace(proportion("merlin", "icans", (2, 2), 100.0, "any", evidence(950, AGAIN)), arm="third dose level")
    low = proportion("merlin", "infection", (1, 29), None, "1-2", evidence(950, AGAIN))
    page = opener(replace(records, observed=(*records.observed, part, low)))
    page.keyboard.press("m")
    neutral = {cell.get_attribute("aria-label") for cell in page.locator(".map .cell.named").element_handles()}
    assert "Merlin-19, ICANS: third dose level alone, 100% 2/2" in neutral
    assert "Merlin-19, infection: grade 1–2 alone, 3.4% 1/29" in neutral
