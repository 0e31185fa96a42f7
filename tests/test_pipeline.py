"""From paths to a graph: the functions behind the commands."""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import subprocess
import sys
import time
from itertools import islice
from typing import TYPE_CHECKING

import pytest

import cargraph
from cargraph import documents
from cargraph.collecting import uncollected
from cargraph.errors import CargraphError, DocumentError, GraphError
from cargraph.graph.store import Store
from cargraph.parallel import ordered
from cargraph.pipeline import read_paper
from cargraph.views import Inline, view_model
from tests.conftest import EXAMPLES, SLIP, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from cargraph.knowledge import KnowledgeGraph


def nquads(graph: KnowledgeGraph) -> bytes:
    return graph.export("nquads")


def double(number: int) -> int:
    return 2 * number


def drop_dead(number: int) -> int:
    if number > 3:
        os._exit(9)
    return number


@pytest.mark.parametrize("jobs", [None, 1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int | None) -> None:
    assert list(ordered(double, iter(range(60)), jobs)) == [2 * number for number in range(60)]
    assert list(ordered(double, [], jobs)) == []


def test_items_are_taken_only_as_fast_as_results_are() -> None:
    items = iter(range(5000))
    results = ordered(double, items, 2)
    assert list(islice(results, 100))[-1] == 198
    assert next(items) < 300
    results.close()  # type: ignore[attr-defined]


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(CargraphError, match="process died"):
        list(ordered(drop_dead, range(60), 2))
    with pytest.raises(CargraphError, match="--jobs 1"):
        list(ordered(double, [1], 0))


def test_a_graph_in_memory_is_the_graph_on_disk(graph: KnowledgeGraph) -> None:
    assert nquads(cargraph.build(EXAMPLES)) == nquads(graph)


def test_any_order_of_input_and_any_number_of_processes_give_the_same_bytes(graph: KnowledgeGraph) -> None:
    files = sorted(EXAMPLES.iterdir())
    random.Random(7).shuffle(files)
    assert nquads(cargraph.build(files, jobs=2)) == nquads(graph)


def test_any_hash_seed_gives_the_same_bytes(graph: KnowledgeGraph) -> None:
    code = f"import sys, cargraph; sys.stdout.buffer.write(cargraph.build({str(EXAMPLES)!r}, jobs=1).export('nquads'))"
    environment = os.environ | {"PYTHONHASHSEED": "4242"}
    assert subprocess.check_output([sys.executable, "-c", code], env=environment) == nquads(graph)


def test_of_two_inputs_with_one_paper_the_longer_stands_in_any_order(tmp_path: Path) -> None:
    doi = "\nhttps://doi.org/10.5555/twice\n"
    more = "ORLO-7 was made with a lentiviral vector.\n"
    long, short = tmp_path / "long.txt", tmp_path / "short.txt"
    long.write_text(TEXT + more + doi, encoding="utf-8")
    short.write_text(TEXT + doi, encoding="utf-8")
    first, second = cargraph.build([long, short]), cargraph.build([short, long])
    assert nquads(first) == nquads(second)
    assert first.constructs["ORLO-7"].bill_of_materials()["vector"] == ("lentiviral vector",)
    assert [(one.source, one.stands) for one in second.report.repeats] == [("short.txt", "long.txt")]
    out = tmp_path / "out"
    cargraph.build([short, long], out)
    assert [one.outcome for one in cargraph.build([short, long], out).report.read] == ["unchanged"]


def test_two_papers_of_one_title_and_file_name_both_stay(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "paper.txt").write_text(f"{TEXT}\nThis is {name}.\n", encoding="utf-8")
    graph = cargraph.build([tmp_path / "a", tmp_path / "b"], tmp_path / "out")
    assert graph.report.summary() == "2 added, 0 replaced, 0 unchanged, 0 findings"
    assert len(graph) == 2


def test_a_folder_that_holds_its_own_output_is_read_without_it(tmp_path: Path, paper: Path) -> None:
    assert paper.parent == tmp_path
    assert len(cargraph.build(tmp_path, tmp_path / "out")) == 1
    again = cargraph.build(tmp_path, tmp_path / "out").report
    assert again.summary() == "0 added, 0 replaced, 1 unchanged, 0 findings"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_build_leaves_whole_papers(tmp_path: Path, jobs: int) -> None:
    out = tmp_path / "out"
    whole = {path.name: path.read_bytes() for path in _papers(tmp_path / "whole")}
    for delay in (0.6, 0.9, 1.2, 1.6):
        command = [sys.executable, "-m", "cargraph", "build", str(EXAMPLES), "-o", str(out), "--jobs", str(jobs)]
        build = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        build.send_signal(signal.SIGKILL)
        build.wait()
        time.sleep(0.3)  # the other processes notice and let go of the store
        if (out / "papers").is_dir():
            found = {path.name: path.read_bytes() for path in (out / "papers").glob("*.nq")}
            assert found.items() <= whole.items()
            assert len(cargraph.open(out)) == len(found)
    assert len(cargraph.build(EXAMPLES, out)) == len(whole)
    assert {path.name: path.read_bytes() for path in (out / "papers").iterdir()} == whole


def _papers(folder: Path) -> list[Path]:
    cargraph.build(EXAMPLES, folder, page=False)
    return sorted((folder / "papers").glob("*.nq"))


@pytest.mark.parametrize("collects", [True, False])
def test_a_reading_leaves_the_garbage_collector_as_it_was(paper: Path, *, collects: bool) -> None:
    (gc.enable if collects else gc.disable)()
    try:
        assert len(list(cargraph.extract(paper))) == 1
        assert gc.isenabled() == collects
        with pytest.raises(ValueError, match="halfway"), uncollected():
            int("halfway")
        assert gc.isenabled() == collects
    finally:
        gc.enable()


def test_extract_takes_a_text_or_paths(paper: Path) -> None:
    record = cargraph.extract(TEXT)
    assert record["title"] == "A phase 1 trial of ORLO-7 in adults with mantle cell lymphoma"
    found = cargraph.extract([paper, "nowhere.txt"])
    assert [one["id"] for one in found] == [record["id"]]
    assert [item.source for item in found.skipped] == ["nowhere.txt"]
    assert json.loads(next(cargraph.extract(paper).lines())) == {**record, "source": "paper.txt"}


def test_extract_says_when_a_file_is_given_as_a_text(paper: Path) -> None:
    with pytest.raises(DocumentError, match="a text is wanted here"):
        cargraph.extract(str(paper))
    with pytest.raises(DocumentError, match=r"nowhere\.txt"):
        list(cargraph.extract(["nowhere.txt"], on_error="raise"))


def test_a_graph_is_asked_in_python(graph: KnowledgeGraph) -> None:
    rows = graph.query("SELECT ?label { ?it a cg:Construct ; rdfs:label ?label }")
    assert "TARN-22" in set(rows.to_pandas()["label"])
    assert graph.constructs["tarn 22"].targets == ("CD22",)
    assert graph.constructs["NORD-BC"].observations(outcome="CRS", grade=">=3")[0].count == 6
    assert graph.to_networkx().number_of_edges() > 100
    assert len(graph.dataset.query("SELECT * { ?it a cg:Document }")) == 10


def test_the_page_is_written_whole_or_focused(graph: KnowledgeGraph, tmp_path: Path) -> None:
    whole = graph.view(tmp_path / "sub" / "page.html")
    part = graph.view(tmp_path / "part.html", focus="TARN-22")
    assert whole.stat().st_size > part.stat().st_size > 10_000


def test_every_quote_is_the_text_at_its_place() -> None:
    for record in cargraph.extract(EXAMPLES):
        lists = ("relations", "observations", "comparisons", "arms", "doses")
        quotes = [one for name in lists for fact in record[name] for one in fact["evidence"]]
        assert quotes
        assert all(record["text"][one["start"] : one["end"]] == one["quote"] for one in quotes)


def kinds(graph: KnowledgeGraph) -> list[str] | None:
    found = graph.findings()
    return None if found is None else [one.kind for one in found]


def test_the_page_marks_the_number_that_the_audit_doubts(tmp_path: Path) -> None:
    (tmp_path / "slip.txt").write_text(SLIP, encoding="utf-8")
    built = cargraph.build(tmp_path / "slip.txt", tmp_path / "out")
    assert kinds(built) == kinds(cargraph.build(tmp_path / "slip.txt")) == ["percent"]
    model = view_model(built)
    (note,) = model.notes
    assert model.audited
    assert note.severity == "contradiction"
    assert "12/20" in note.arithmetic + note.message
    assert (12, 20) in [(one.count, one.total) for one in model.results if {*one.quotes} & {*note.quotes}]
    assert json.dumps(note.message, ensure_ascii=False)[1:-1] in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_findings_follow_their_paper(tmp_path: Path, paper: Path) -> None:
    slip, out = tmp_path / "slip.txt", tmp_path / "out"
    slip.write_text(SLIP, encoding="utf-8")
    assert kinds(cargraph.build([paper, slip], out)) == ["percent"]
    before = {path: path.read_bytes() for path in (out / "papers").iterdir()}
    assert kinds(cargraph.build([slip, paper], out, jobs=2)) == ["percent"]
    assert before == {path: path.read_bytes() for path in (out / "papers").iterdir()}
    paper.write_text(TEXT.replace("(60%)", "(70%)"), encoding="utf-8")
    graph = cargraph.build(paper, out)
    assert kinds(graph) == ["percent", "percent"]
    assert [one.paper for one in graph.findings() or ()] == [document.id for document in graph.documents]
    paper.write_text(TEXT, encoding="utf-8")
    assert kinds(cargraph.build(paper, out)) == ["percent"]
    assert kinds(cargraph.remove(out, (cargraph.open(out).findings() or ())[0].paper)) == []
    assert not cargraph.open(out).query("ASK { ?finding a cg:Finding }")


def test_a_graph_that_was_not_audited_does_not_say_that_it_was(tmp_path: Path, built: Path) -> None:
    assert kinds(cargraph.open(built)) == []
    with Store(tmp_path / "old") as store:
        store.add(read_paper(documents.read_text(SLIP)))
    assert kinds(cargraph.open(tmp_path / "old")) is None
    assert not view_model(cargraph.open(tmp_path / "old")).audited
    with pytest.raises(GraphError, match="were not audited"):
        cargraph.audit_papers(tmp_path / "old")


def test_a_notebook_is_given_the_page_itself(graph: KnowledgeGraph, built: Path, tmp_path: Path) -> None:
    shown = graph.view(focus="TARN-22")
    assert isinstance(shown, Inline)
    assert shown.html == graph.view(tmp_path / "page.html", "TARN-22").read_text(encoding="utf-8")
    assert cargraph.view(built, focus="TARN-22") == shown
