"""The table of results, as statistics programs read it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pytest

from cargraph.graph.exports import exported
from cargraph.graph.exports.observations import COLUMNS
from tests.graph.papers import trial

if TYPE_CHECKING:
    from pathlib import Path

    from cargraph.graph.api import Graph

KINDS = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}
FIT = """
results <- read.csv("results.csv", na.strings = "")
two <- subset(results, outcome == "cytokine release syndrome" & grade == ">=3" & is.na(arm) & is.na(time) & !cited)
fit <- metafor::rma(measure = "PLO", xi = events, ni = n, data = two)
cat(nrow(results), sum(two$events), sum(two$n), fit$k, is.numeric(results$low))
"""


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_one_row_an_observation_with_typed_columns(wild: Graph, form: str, tmp_path: Path) -> None:
    (tmp_path / f"results.{form}").write_bytes(exported(wild, form))
    with duckdb.connect() as tables:
        tables.execute(f"CREATE VIEW results AS SELECT * FROM read_{form}('{tmp_path}/results.{form}')")
        columns = {name: kind for name, kind, *_ in tables.execute("DESCRIBE results").fetchall()}
        assert list(columns) == list(COLUMNS)
        if form == "parquet":
            assert columns == {name: KINDS[kind] for name, kind in COLUMNS.items()}
        assert tables.execute("SELECT count(*) FROM results").fetchall() == [(len(wild.observations()),)]
        crs = "SELECT sum(events), sum(n) FROM results WHERE outcome = 'cytokine release syndrome'"
        assert tables.execute(crs).fetchall() == [(14, 79)]


def test_a_row_leads_to_its_sentence(kg: Graph, tmp_path: Path) -> None:
    (tmp_path / "results.csv").write_bytes(exported(kg, "csv"))
    table = pd.read_csv(tmp_path / "results.csv")
    assert table["value"].dtype.kind == table["low"].dtype.kind == table["percent"].dtype.kind == "f"
    (row,) = table[table["events"] == 3].to_dict("records")
    assert (row["study"], row["doi"], row["year"]) == ("doi:10.5555/luma.7", "10.5555/luma.7", 2023)
    assert (row["construct"], row["outcome"], row["outcome_kind"]) == (
        "LUMA-7",
        "cytokine release syndrome",
        "toxicity",
    )
    assert (row["grade"], row["grade_min"], row["n"], row["n_from"], row["percent"]) == (">=3", 3, 40, "stated", 7.5)
    assert trial().paper.text[row["start"] : row["end"]] == row["quote"]
    assert (row["hedged"], row["cited"]) == (False, False)
    (median,) = table[table["stat"] == "median"].to_dict("records")
    assert (median["value_text"], median["low"], median["high_text"]) == ("NR", 4.2, "NE")
    assert set(table["arm"].dropna()) == {"over 65"}


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_metafor_fits_the_table(kg: Graph, tmp_path: Path) -> None:
    if subprocess.run(["Rscript", "-e", "library(metafor)"], capture_output=True, check=False).returncode:
        pytest.skip("R has no metafor")
    (tmp_path / "results.csv").write_bytes(exported(kg, "csv"))
    (tmp_path / "fit.R").write_text(FIT, encoding="utf-8")
    done = subprocess.run(["Rscript", "fit.R"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["6", "13", "76", "3", "TRUE"]
