"""The views beside the graph, in a real Chromium: forest plots, two constructs, papers, audit, paths, years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from cargraph.audit import Finding, Severity
from cargraph.graph.records import DocumentRecord, EvidenceRecord
from cargraph.model import Evidence, Span
from tests.views.driving import choose
from tests.views.records import BASE, IMAGE, NOBODY, SCRIPT, SEVERE, hostile, iri, proportion, small

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.driving import Opener
    from tests.views.records import Records

OLDER = BASE + "doc/older"
EARLIER = "In the earlier cohort CRS of grade 3 or higher by the Gull scale was seen in 5 of 50 given Kestrel-19."


def two_papers() -> Records:
    """Return the small graph with an older paper that grades on a scale of its own."""
    records = small()
    there = EvidenceRecord(OLDER, 0, len(EARLIER), EARLIER, "results", "by hand")
    early = replace(
        proportion("kestrel", "crs", (5, 50), 10.0, ">=3", (there,)), iri=iri("obs/early"), document=OLDER, scale="Gull"
    )
    return replace(
        records,
        documents=(*records.documents, DocumentRecord(OLDER, "pmid:1", "Kestrel-19, first steps", pmid="1", year=2029)),
        observed=(*records.observed, early),
    )


def test_a_forest_keeps_grades_and_scales_apart(opener: Opener) -> None:
    page = opener(two_papers())
    page.keyboard.press("f")
    titles = page.locator(".forest h3").all_inner_texts()
    assert [title.split("\n")[0] for title in titles] == ["Grade ≥3, scale not stated", "Grade ≥3, graded by Gull"]
    assert "Nothing is pooled. Grades and scales differ: 2 plots, kept apart." in page.inner_text("#view-forest")
    rows = page.locator("button.forest-row")
    assert "3/30\n10% (3.46–25.62)" in rows.nth(0).inner_text()
    assert "5/50\n10% (4.35–21.36)" in rows.nth(2).inner_text()
    rows.nth(2).click()
    assert EARLIER in page.inner_text("#panel")
    page.locator("#forest-outcome").select_option(label="overall survival (1)")
    assert "70% (52–84)" in page.inner_text("button.forest-row")
    assert "outcome=" in page.url


def test_the_forest_is_given_away_as_a_drawing(opener: Opener, tmp_path: Path) -> None:
    page = opener(two_papers(), state="view=forest")
    with page.expect_download() as saved:
        page.click("#forest-svg")
    saved.value.save_as(tmp_path / "forest.svg")
    drawing = "".join(ET.parse(tmp_path / "forest.svg").getroot().itertext())
    assert "3/30" in drawing
    assert "[1] Kestrel-19 or Merlin-19 in B-ALL. 2031. doi:10.5555/kestrel" in drawing
    assert "Nothing is pooled" in drawing


def test_two_constructs_stand_side_by_side(opener: Opener) -> None:
    page = opener(small())
    page.keyboard.press("c")
    assert page.inner_text("#view-compare h2") == "Kestrel-19 and Merlin-19"
    parts = page.locator(".versus tr", has_text="Silenced")
    assert parts.locator("td").all_inner_texts() == ["IL-6", "not reported"]
    assert "lower with Kestrel-19 than with Merlin-19" in page.inner_text("#view-compare")
    shared = page.locator("#view-compare .outcome-block", has_text="CRS").locator(".row")
    assert [row.split("\n")[1] for row in shared.all_inner_texts()] == ["3/30", "12/29"]
    page.get_by_role("button", name="Swap the two constructs").click()
    assert page.inner_text("#view-compare h2") == "Merlin-19 and Kestrel-19"


def test_shares_of_different_papers_are_said_to_be_so(opener: Opener) -> None:
    records = two_papers()
    page = opener(
        replace(records, observed=tuple(one for one in records.observed if one.iri != iri("obs/kestrel-crs")))
    )
    page.keyboard.press("c")
    assert "from different papers, no comparison of arms" in page.inner_text("#view-compare")


def test_a_paper_is_read_from_start_to_end(opener: Opener) -> None:
    page = opener(two_papers())
    page.keyboard.press("p")
    assert [title.strip() for title in page.locator(".paper h3").all_inner_texts()] == [
        "Kestrel-19 or Merlin-19 in B-ALL",
        "Kestrel-19, first steps",
    ]
    page.locator(".paper .title").first.click()
    text = page.inner_text("#view-papers")
    assert text.index("silences IL-6") < text.index(SEVERE) < text.index(NOBODY)
    assert "Kestrel-19: 30 patients" in text
    assert EARLIER not in text
    page.locator(".read-from .part", has_text="targets").click()
    assert "CD19" in page.inner_text("#panel .pair")
    page.get_by_role("button", name="← All papers").click()
    assert page.locator(".paper").count() == 2


def test_years_narrow_every_view(opener: Opener) -> None:
    page = opener(two_papers())
    page.keyboard.press("p")
    page.get_by_role("button", name="2029: 1 paper, 1 result").click()
    assert page.locator(".paper").count() == 1
    page.keyboard.press("t")
    assert page.locator(".grid tbody tr").count() == 1
    page.select_option("#years-since", "2031")
    page.select_option("#years-until", "0")
    assert page.locator(".grid tbody tr").count() == 4
    assert "since=2031" in page.url


def test_findings_are_told_with_their_arithmetic(opener: Opener) -> None:
    where = Evidence(Span(300, 300 + len(SEVERE)), SEVERE, "results")
    wrong = Finding(
        "percent",
        Severity.CONTRADICTION,
        f"52% is not 12 of 29 {IMAGE}",
        "12/29 = 41.4%",
        (where,),
        "doi:10.5555/kestrel",
    )
    page = opener(small(), [wrong])
    page.keyboard.press("a")
    text = page.inner_text("#view-audit")
    assert "1 finding in 1 paper passes the filters." in text
    assert "12/29 = 41.4%" in text
    assert IMAGE in text
    assert SEVERE in text


def test_a_finding_stands_beside_its_number(opener: Opener) -> None:
    where = (Evidence(Span(300, 300 + len(SEVERE)), SEVERE, "results"),)
    share = Finding("percent", Severity.CONTRADICTION, "52% is wrong", "12/29 = 41.4%", where, "doi:10.5555/kestrel")
    chance = Finding("p", Severity.DOUBT, "p = 0.01 is not found", "12/29, Fisher 0.006", where, "doi:10.5555/kestrel")
    page = opener(small(), [share, chance])
    choose(page, "Merlin-19")
    assert page.locator("#panel .row", has_text="12/29").locator(".doubt").all_inner_texts() == [
        "Audit, contradiction: 52% is wrong"
    ]
    assert page.locator("#panel .row", has_text="3/30").locator(".doubt").count() == 0
    assert "Audit, doubt: p = 0.01 is not found" in page.inner_text("#panel .contrast")


def test_no_audit_is_not_a_clean_bill(opener: Opener) -> None:
    page = opener(small(), state="view=audit")
    assert "was not audited" in page.inner_text("#view-audit")
    assert "12/29 is 41.4%, not 52%" in page.inner_text("#view-audit")
    page = opener(small(), [], state="view=audit")
    assert "found nothing to complain of" in page.inner_text("#view-audit")


def test_a_path_joins_two_entities(opener: Opener) -> None:
    page = opener(small())
    choose(page, "CD19")
    page.get_by_role("button", name="Path from here").click()
    choose(page, "Merlin-19")
    steps = page.locator("#panel .way").first.locator("li").all_inner_texts()
    assert [step.split("\n")[0] for step in steps] == ["targeted by Kestrel-19", "compared with Merlin-19"]
    assert "2 steps, the shortest there is" in page.inner_text("#panel")
    page.get_by_role("button", name="End the path").click()
    assert page.locator("#panel .way").count() == 0


def test_hostile_texts_stay_texts_in_every_view(opener: Opener, tmp_path: Path) -> None:
    page = opener(hostile())
    for view in "fcpa":
        page.keyboard.press(view)
        assert page.title() == "CAR-T knowledge graph"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("p")
    page.locator(".paper .title").first.click()
    assert page.locator("img, iframe, object").count() == 0
    assert SCRIPT in page.inner_text("#view-papers")
    page.keyboard.press("f")
    with page.expect_download() as saved:
        page.click("#forest-svg")
    saved.value.save_as(tmp_path / "forest.svg")
    assert {element.tag.split("}")[1] for element in ET.parse(tmp_path / "forest.svg").iter()} <= {
        "svg", "title", "rect", "path", "text",
    }  # fmt: skip
