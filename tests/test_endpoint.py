"""The commands with --store, as a stranger runs them against an endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cargraph
from tests.conftest import EXAMPLES, SLIP
from tests.graph.endpoint import Behaviour, serving
from tests.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(Behaviour()) as place:
        cargraph.build([EXAMPLES], f"{place}/query", jobs=1)
        yield f"{place}/query"


def test_build_says_where_the_graph_is(url: str) -> None:
    done = run("build", EXAMPLES, "--store", url)
    assert done.returncode == 0
    assert done.stderr.strip() == f"0 added, 0 replaced, 10 unchanged, 1 ignored, 0 findings; {url}"


def test_commands_say_the_same_of_an_endpoint_as_of_a_folder(url: str, built: Path, tmp_path: Path) -> None:
    for first, rest in (
        ("info", []),
        ("query", ["severe-crs"]),
        (
            "query",
            ["PREFIX x: <http://a//b/> SELECT ?n { ?d a cg:Document ; dcterms:identifier ?n }", "--format", "csv"],
        ),
        ("show", ["TARN-22"]),
        ("export", ["--format", "nquads"]),
        ("export", ["--format", "csv"]),
    ):
        there, here = run(first, "--store", url, *rest), run(first, built, *rest)
        assert (there.returncode, there.stderr) == (0, "")
        assert there.stdout == here.stdout
    page = tmp_path / "page.html"
    assert run("view", "--store", url, "-o", page).returncode == 0
    assert page.read_bytes() == cargraph.open(built).view(tmp_path / "same.html").read_bytes()


def test_an_endpoint_holds_what_the_audit_found(tmp_path: Path) -> None:
    (tmp_path / "slip.txt").write_text(SLIP, encoding="utf-8")
    with serving(Behaviour()) as place:
        there = cargraph.build(tmp_path / "slip.txt", f"{place}/query").findings()
    assert there == cargraph.build(tmp_path / "slip.txt").findings()
    assert there


def test_remove_takes_a_paper_out_of_an_endpoint() -> None:
    with serving(Behaviour()) as place:
        cargraph.build([EXAMPLES], f"{place}/query", jobs=1)
        done = run("remove", "--store", f"{place}/query", "doi:10.5555/cargraph.example.01")
        assert done.stderr.strip() == "removed doi:10.5555/cargraph.example.01; 9 papers are left"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["query", "--store", "URL", "out", "severe-crs"], 2, "give the folder or --store, not both"),
        (["query", "--store", "URL"], 2, "an argument is missing"),
        (["info"], 2, "an argument is missing; give the folder (or --store URL)"),
        (["info", "--store", "ftp://h"], 1, "ftp://h: not the URL of a SPARQL endpoint"),
        (["query", "--store", "URL", "SELECT * { nonsense"], 1, "400"),
    ],
)
def test_a_slip_is_told(url: str, arguments: list[str], status: int, message: str) -> None:
    done = run(*(url if one == "URL" else one for one in arguments))
    assert done.returncode == status
    assert message in done.stderr
