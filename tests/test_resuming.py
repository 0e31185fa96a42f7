"""A second build reads only what is missing, and what would not become the same again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import cargraph
from cargraph import pipeline, resuming
from tests.conftest import SLIP, TEXT
from tests.graph.endpoint import Behaviour, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cargraph.model import Paper, Reading


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the titles of the papers that are read, as they are."""
    titles: list[str] = []
    original = pipeline.read_paper

    def watched(paper: Paper, model: str | None = None) -> Reading:
        titles.append(paper.title)
        return original(paper, model)

    monkeypatch.setattr(pipeline, "read_paper", watched)
    return titles


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(SLIP, encoding="utf-8")
    return folder


@pytest.fixture(params=["folder", "endpoint"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "folder":
        yield str(tmp_path / "out")
        return
    with serving(Behaviour()) as url:
        yield f"{url}/query"


def test_the_same_papers_are_not_read_again(place: str, papers: Path, read: list[str]) -> None:
    first = cargraph.build(papers, place, jobs=1, page=False).report
    assert len(read) == 2
    second = cargraph.build(papers, place, jobs=1, page=False).report
    assert len(read) == 2
    assert second.summary() == "0 added, 0 replaced, 2 unchanged, 1 finding"
    before, after = first.to_dict(), second.to_dict()
    assert before["found"] == after["found"]
    for one in before["read"]:
        one["outcome"] = "unchanged"
    assert before["read"] == after["read"]


def test_what_is_missing_or_changed_is_read(place: str, papers: Path, read: list[str]) -> None:
    cargraph.build(papers / "a.txt", place, jobs=1)
    read.clear()
    (papers / "a.txt").write_text(TEXT.replace("20 patients", "25 patients"), encoding="utf-8")
    assert cargraph.build(papers, place, jobs=1).report.summary().startswith("1 added, 1 replaced")
    assert len(read) == 2


def test_another_reader_reads_all_again(
    place: str, papers: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cargraph.build(papers, place, jobs=1)
    monkeypatch.setattr(resuming, "reader", lambda: "another version, other rules")
    read.clear()
    assert "2 unchanged" in cargraph.build(papers, place, jobs=1).report.summary()
    assert len(read) == 2


def test_of_two_inputs_of_one_paper_the_longer_stands_again(place: str, papers: Path, read: list[str]) -> None:
    for name, more in (("a.json", ""), ("b.json", " One more sentence.")):
        record = {"pmid": "4", "title": "ORLO-7", "abstract": TEXT + more}
        (papers / name).write_text(json.dumps(record), encoding="utf-8")
    pair = [papers / "a.json", papers / "b.json"]
    for inputs in (pair, pair, pair[::-1]):
        report = cargraph.build(inputs, place, jobs=1).report
        assert [one.source for one in report.repeats] == ["a.json"]
    assert report.summary() == "0 added, 0 replaced, 1 unchanged, 1 repeated, 0 findings"
    assert len(read) == 5, "only the longer one, given first, is known again"


def test_a_paper_damaged_by_hand_is_read_again(papers: Path, tmp_path: Path, read: list[str]) -> None:
    cargraph.build(papers, tmp_path / "out", jobs=1)
    whole = {path: path.read_bytes() for path in (tmp_path / "out" / "papers").iterdir()}
    first, second = sorted(whole)
    first.write_bytes(whole[first] + b"<http://s> <http://p> <http://o> .\n")
    second.unlink()
    memo = next((tmp_path / "out" / "memos").glob(f"{second.stem}*"))
    memo.write_text("{}")
    read.clear()
    assert cargraph.build(papers, tmp_path / "out", jobs=1).report.summary().startswith("1 added, 1 replaced")
    assert {path: path.read_bytes() for path in (tmp_path / "out" / "papers").iterdir()} == whole
    assert len(read) == 2


def test_a_paper_taken_out_leaves_no_memo(papers: Path, tmp_path: Path) -> None:
    graph = cargraph.build(papers, tmp_path / "out", jobs=1)
    for document in graph.documents:
        cargraph.remove(tmp_path / "out", document.id)
    assert list((tmp_path / "out" / "memos").iterdir()) == []
