"""Static figures: what they draw, what their captions say, and that they do not change."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from cargraph.errors import ViewError
from cargraph.graph.records import ObservationRecord
from cargraph.views import view_model
from cargraph.views.shares import forest_rows, heat_cells, lanes
from tests.views.records import PAPER, SURVIVAL, Records, evidence, iri, small
from tests.views.test_pages import two_papers

if TYPE_CHECKING:
    from pathlib import Path


def with_times() -> Records:
    """Return the small graph with a survival that was reached and one that was not."""
    records = small()
    reached = ObservationRecord(
        iri=iri("obs/months"), document=PAPER, subject=iri("kestrel"), outcome=iri("os"), stat="median", value=24.0,
        unit="months", low=20.0, high="NE", interval="ci95", evidence=evidence(900, SURVIVAL),
    )  # fmt: skip
    never = replace(reached, iri=iri("obs/never"), subject=iri("merlin"), value="NR", low=None, high=None)
    days = replace(reached, iri=iri("obs/days"), outcome=iri("crs"), value=7.6, unit="days", measure="onset")
    return replace(records, observed=(*records.observed, reached, never, days))


def test_the_forest_has_a_line_for_each_grade_scale_and_paper() -> None:
    model = view_model(two_papers())
    crs = next(index for index, node in enumerate(model.nodes) if node.short == "CRS")
    rows = forest_rows(model, crs)
    assert [(row.name, row.counts, row.low, row.high) for row in rows] == [
        ("Kestrel-19, grade ≥3", "3/30", 3.46, 25.62),
        ("Merlin-19, grade ≥3", "12/29", 25.51, 59.26),
        ("Kestrel-19, grade ≥3, Gull", "5/50", 4.35, 21.36),
    ]
    assert forest_rows(model, crs, "any") == []


def test_a_printed_interval_goes_before_wilsons() -> None:
    model = view_model(small())
    survival = next(index for index, node in enumerate(model.nodes) if node.short == "overall survival")
    (row,) = forest_rows(model, survival)
    assert (row.percent, row.low, row.high, row.printed) == (70.0, 52.0, 84.0, True)


def test_a_heatmap_tells_zero_from_silence() -> None:
    model = view_model(small())
    names = [node.short for node in model.nodes]
    cells = {(names[row], names[column]): share.counts for (row, column), share in heat_cells(model, "any").items()}
    assert cells == {("Kestrel-19", "ICANS"): "0/30"}
    assert len(heat_cells(model, ">=3")) == 2


def test_lanes_are_months() -> None:
    found = lanes(view_model(with_times()))
    assert [(lane.name, lane.value, lane.reached) for lane in found] == [
        ("Kestrel-19: overall survival", 24.0, True),
        ("Kestrel-19: CRS onset", pytest.approx(0.25), True),
        ("Merlin-19: overall survival", None, False),
    ]
    assert found[0].words == "median 24 (20–NE) months"


def texts(path: Path) -> str:
    return " ".join(" ".join(ET.parse(path).getroot().itertext()).split())


def test_figures_state_their_sources_and_do_not_change(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from cargraph.views.figures import forest, heatmap, swimmer  # noqa: PLC0415

    for name in ("a", "b"):
        forest(two_papers(), "CRS", tmp_path / f"forest-{name}.svg")
        heatmap(small(), tmp_path / f"heatmap-{name}.svg", grade=">=3")
        swimmer(with_times(), tmp_path / f"swimmer-{name}.svg")
    for figure in ("forest", "heatmap", "swimmer"):
        told = texts(tmp_path / f"{figure}-a.svg")
        assert "[1] Kestrel-19 or Merlin-19 in B-ALL. 2031. doi:10.5555/kestrel" in told
        assert (tmp_path / f"{figure}-a.svg").read_bytes() == (tmp_path / f"{figure}-b.svg").read_bytes()
    assert "nothing is pooled" in texts(tmp_path / "forest-a.svg")
    assert "3/30 10% (3.46–25.6)" in texts(tmp_path / "forest-a.svg")
    assert "which is not none" in texts(tmp_path / "heatmap-a.svg")


def test_what_cannot_be_drawn_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    from cargraph.views.figures import forest, heatmap, swimmer  # noqa: PLC0415

    with pytest.raises(ViewError, match=r"no outcome is called 'CRX'; the graph holds CRS"):
        forest(small(), "CRX", tmp_path / "a.svg")
    with pytest.raises(ViewError, match="for grade 5; choose another outcome"):
        forest(small(), "CRS", tmp_path / "a.svg", grade="5")
    with pytest.raises(ViewError, match="no time is reported"):
        swimmer(small(), tmp_path / "a.svg")
    with pytest.raises(ViewError, match="choose another grade"):
        heatmap(Records((), ()), tmp_path / "a.svg")
    with pytest.raises(ViewError, match=r"is written as \.pdf, \.png, \.svg"):
        forest(small(), "CRS", tmp_path / "a.gif")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ViewError, match=r"install cargraph\[plot\]"):
        forest(small(), "CRS", tmp_path / "a.svg")
