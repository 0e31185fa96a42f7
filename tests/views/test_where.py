"""Filters in words: what they leave of a graph, on the command line and in the page alike."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from cargraph.errors import ViewError
from cargraph.views import inline, view_model, write_pages
from cargraph.views.cut import cut
from cargraph.views.where import FIELDS, clauses
from tests.views.records import SEVERE, iri, small
from tests.views.test_pages import OLDER, two_papers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.views.driving import Opener

LEFT = [
    ("construct=Merlin-19", {"Kestrel-19", "Merlin-19"}),
    ("construct = merlin 19|kst19", {"Kestrel-19", "Merlin-19"}),
    ("antigen=CD19", {"Kestrel-19", "Merlin-19"}),
    ("antigen!=CD19", {"Merlin-19"}),
    ("construct=Merlin-19; endpoint=OS", set()),
    ("outcome=CRS", {"Kestrel-19", "Merlin-19"}),
    ("outcome=ICANS", {"Kestrel-19"}),
    ("toxicity=CRS; construct=Merlin-19", {"Merlin-19", "Kestrel-19"}),
    ("cytokine=IL-6", {"Kestrel-19"}),
    ("year>=2031", {"Kestrel-19", "Merlin-19"}),
    ("year<2031", {"Kestrel-19"}),
    ("year=2029|2031", {"Kestrel-19", "Merlin-19"}),
    ("paper=first steps", {"Kestrel-19"}),
    ("paper!=pmid:1", {"Kestrel-19", "Merlin-19"}),
    ("relation=causes|reported; year=2029", {"Kestrel-19"}),
    ("relation!=reported", {"Kestrel-19", "Merlin-19"}),
    ("kind=construct|antigen", {"Kestrel-19"}),
    ("kind!=toxicity", {"Kestrel-19"}),
    ("findings=own; confidence>=0.5", {"Kestrel-19", "Merlin-19"}),
]


@pytest.mark.parametrize(("where", "constructs"), LEFT)
def test_the_page_and_the_command_line_leave_the_same(opener: Opener, where: str, constructs: set[str]) -> None:
    graph = two_papers()
    if not constructs:
        with pytest.raises(ViewError, match="nothing of the graph"):
            cut(graph, where)
        assert "Nothing of the graph" in opener(graph, state=f"where={quote(where)}").inner_text("#where-told")
        return
    model = view_model(graph, where=where)
    assert {node.label for node in model.nodes if node.kind == "construct"} == constructs
    page = opener(graph, state=f"where={quote(where)}")
    assert page.locator("#where-told.fault").count() == 0
    counted = [int(word) for word in re.findall(r"\d+", page.get_attribute("#canvas", "aria-label") or "")]
    assert counted == [len(model.nodes), len(model.arrows)]
    tiles = [int(text) for text in page.locator(".tile b").all_inner_texts()]
    assert tiles == [len(model.nodes), len(model.claims), len(model.results)]


FAULTS = [
    ("outcome", "no condition"),
    ("=CRS", "no field"),
    ("otcome=CRS", "did you mean outcome"),
    ("outcome>CRS", "= or != alone"),
    ("outcome=CRSX", "no outcome is called 'CRSX'; the nearest are cytokine release syndrome"),
    ("drug=CRS", "no drug is called"),
    ("year>=soon", "is no number"),
    ("year>=2020|2021", "one number"),
    ("relation=hates", "is no relation; use targets"),
    ("paper=nothing of the kind", "no paper has"),
    ("year>2090", "nothing of the graph"),
]


@pytest.mark.parametrize(("where", "told"), FAULTS)
def test_what_is_no_filter_is_told_in_one_line(opener: Opener, where: str, told: str) -> None:
    with pytest.raises(ViewError, match=re.escape(told)) as raised:
        view_model(two_papers(), where=where)
    assert "\n" not in str(raised.value)
    page = opener(two_papers(), state=f"where={quote(where)}")
    assert page.inner_text("#where-told.fault")
    assert page.locator("#panel .relation").count() > 0 or told == "nothing of the graph"


def test_several_conditions_are_given_in_one_text_or_many() -> None:
    one = clauses("outcome = CRS | ICANS ;year>=2020;")
    assert one == clauses(["outcome=CRS|ICANS", "year>=2020"])
    assert clauses(" ; ") == ()
    assert view_model(two_papers(), where=["year<2031", "outcome=CRS"]).where == "year<2031; outcome=CRS"


def test_patients_and_doses_stay_beside_the_results_of_an_outcome() -> None:
    model = view_model(small(), where="outcome=ICANS")
    assert len(model.cohorts) == 1
    assert len(model.doses) == 1
    assert view_model(replace(two_papers()), where="year=2029").cohorts == ()


def test_a_denied_relation_links_no_construct() -> None:
    records = small()
    denied = replace(records.stated[0], iri=iri("st/denied"), subject=iri("merlin"), object=iri("cd19"), negated=True)
    only = replace(records, stated=(denied, records.stated[0]), compared=())
    left = {fact.subject for fact in cut(only, "antigen=CD19").observations()}
    assert iri("merlin") not in left


def test_pages_and_notebooks_are_cut_too(tmp_path: Path) -> None:
    contents = write_pages(two_papers(), tmp_path, where="year=2029").read_text(encoding="utf-8")
    assert "1 paper, 1 construct." in contents
    assert SEVERE not in inline(two_papers(), where="year=2029").html
    assert [one.iri for one in cut(two_papers(), "year=2029").documents] == [OLDER]


def test_a_filter_is_written_cleared_and_sent_in_the_page(opener: Opener) -> None:
    page = opener(two_papers())
    page.fill("#where", "outcome=ICANS")
    page.keyboard.press("Enter")
    page.wait_for_selector(".clear")
    page.keyboard.press("Escape")
    page.locator("#tabs [data-view=table]").click()
    assert page.locator(".grid tbody tr").count() == 1
    page.get_by_role("button", name="Clear all filters").click()
    assert page.locator(".grid tbody tr").count() == 5
    assert "where" not in page.url


def test_every_field_of_the_language_is_in_the_help() -> None:
    from cargraph.commands.showing import view  # noqa: PLC0415 - the help alone

    assert view.__doc__ is not None
    assert all(field in view.__doc__ for field in FIELDS)
