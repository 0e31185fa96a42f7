from __future__ import annotations

import os
import shutil
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cargraph.errors import GraphError
from cargraph.graph.api import Graph
from cargraph.graph.exports import exported
from cargraph.graph.quads import quads
from cargraph.graph.store import Store
from tests.graph.killing import killed, prepare, whole_papers
from tests.graph.papers import hostile, renamed, trial, two_arms

if TYPE_CHECKING:
    from pathlib import Path

TWICE = "SELECT ?s ?p ?o { GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?s ?p ?o } FILTER (?a != ?b) }"


def nquads(folder: Path) -> bytes:
    return exported(Graph.open(folder), "nquads")


def test_a_paper_is_added_replaced_or_left(tmp_path: Path) -> None:
    reading = trial()
    with Store(tmp_path) as store:
        assert store.add(reading) == "added"
        assert store.add(reading) == "unchanged"
        assert store.add(replace(reading, doses=())) == "replaced"
        assert store.info()["doses"] == 0
        assert store.add(reading) == "replaced"
        assert store.info()["doses"] == 1
        assert [document.id for document in store.documents()] == ["doi:10.5555/luma.7"]
        assert store.held("doi:10.5555/luma.7") == quads(reading).encode()
        assert store.held("doi:10.5555/LUMA.7") is None


def test_the_file_of_a_paper_is_its_quads(folder: Path) -> None:
    texts = {path.read_text() for path in (folder / "papers").iterdir()}
    assert texts == {quads(trial()), quads(two_arms())}


def test_no_triple_stands_in_two_graphs(folder: Path) -> None:
    graph = Graph.open(folder)
    assert len(graph.query(TWICE)) == 0
    assert len(graph.query("SELECT * { ?s cg:targets ?o }")) == 2
    said = graph.query("SELECT ?d { ?s rdf:predicate cg:targets ; cg:document ?d ; rdf:subject/rdfs:label 'LUMA-7' }")
    assert len(said) == 2


SUMS = """SELECT ?name (SUM(?count) AS ?events) (SUM(?total) AS ?patients) (COUNT(*) AS ?rows) {
  ?construct a cg:Construct ; rdfs:label ?name ; cg:targets ?target .
  ?target rdfs:label "CD19" ; cg:curie "HGNC:1633" .
  ?outcome rdfs:label "cytokine release syndrome" ; a cg:Toxicity .
  ?observation a qb:Observation ; cg:subject ?construct ; cg:outcome ?outcome ; cg:count ?count ; cg:total ?total .
} GROUP BY ?name ORDER BY ?name"""


def test_sums_over_two_papers_are_right(folder: Path) -> None:
    """Both papers share the construct, its target, its name and the outcome: a doubled triple would double the sum."""
    right = [("LUMA-7", 5, 60, 2), ("coldCAR", 8, 16, 1)]
    assert [row.astuple() for row in Graph.open(folder).query(SUMS)] == right
    through_rdflib: Any = Graph.open(folder).dataset.query(SUMS)
    assert [tuple(term.toPython() for term in row) for row in through_rdflib] == right


def test_a_thing_has_one_label_however_many_papers_name_it(folder: Path) -> None:
    rows = Graph.open(folder).query("SELECT ?x (COUNT(?l) AS ?n) { ?x rdfs:label ?l } GROUP BY ?x HAVING (?n > 1)")
    assert len(rows) == 0
    assert Graph.open(folder).constructs["luma 7"].names == ("LUMA-7", "Luma‐7")


def test_removing_takes_out_what_no_other_paper_says(folder: Path) -> None:
    with Store(folder) as store:
        store.remove("doi:10.5555/luma.7")
    graph = Graph.open(folder)
    assert [document.id for document in graph.documents] == ["pmid:99000001"]
    assert len(graph.query("SELECT * { ?s cg:targets ?o }")) == 2
    assert len(graph.query("SELECT * { ?s cg:silences ?o }")) == 0
    assert "IL-6" not in {entity.label for entity in graph.entities()}
    with Store(folder) as store, pytest.raises(GraphError, match=r"no paper pmid:99.*near are pmid:99000001"):
        store.remove("pmid:99")


READINGS = (trial(), two_arms(), hostile(), renamed(trial(), "pmid:5"), renamed(two_arms(), "pmid:6"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["add", "less", "remove", "look"])), max_size=8))
def test_an_index_kept_up_equals_one_made_anew(tmp_path: Path, steps: list[tuple[int, str]]) -> None:
    """Enough other papers are held that small changes amend the index and do not rebuild it."""
    folder = tmp_path / "kg"
    shutil.rmtree(folder, ignore_errors=True)
    others = [renamed(two_arms(), f"pmid:{number}") for number in range(100, 120)]
    held = {reading.paper.id: reading for reading in others}
    with Store(folder) as store:
        for reading in others:
            store.add(reading)
        for which, step in steps:
            reading = READINGS[which]
            if step == "remove" and reading.paper.id in held:
                store.remove(reading.paper.id)
                del held[reading.paper.id]
            elif step in {"add", "less"}:
                held[reading.paper.id] = replace(reading, relations=()) if step == "less" else reading
                store.add(held[reading.paper.id])
            elif step == "look":
                store.info()
    assert nquads(folder) == exported(Graph.from_readings(held.values()), "nquads")


def test_the_order_of_papers_does_not_matter(tmp_path: Path) -> None:
    for name, order in (("a", (trial(), two_arms(), hostile())), ("b", (hostile(), two_arms(), trial()))):
        with Store(tmp_path / name) as store:
            for reading in order:
                store.add(reading)
                store.index()
    assert nquads(tmp_path / "a") == nquads(tmp_path / "b")


def damage_nothing(index: Path) -> None:
    assert index.is_dir()


def damage_manifest(index: Path) -> None:
    (index / "manifest.json").write_text("{")


def damage_older(index: Path) -> None:
    path = index / "manifest.json"
    text = path.read_text()
    assert '"version": "' in text
    path.write_text(text.replace('"version": "', '"version": "0'))


def damage_all(index: Path) -> None:
    shutil.rmtree(index)


def damage_truncated(index: Path) -> None:
    for path in index.glob("*/*.sst"):
        path.write_bytes(path.read_bytes()[:100])


def damage_flipped(index: Path) -> None:
    for path in index.glob("*/*.sst"):
        data = path.read_bytes()
        path.write_bytes(bytes(byte ^ 0x55 for byte in data[: len(data) // 2]) + data[len(data) // 2 :])


def damage_current(index: Path) -> None:
    for path in index.glob("*/CURRENT"):
        path.write_bytes(b"nonsense-00000\n\n"[: path.stat().st_size])


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "damage",
    [damage_nothing, damage_manifest, damage_older, damage_all, damage_truncated, damage_flipped, damage_current],
)
def test_a_damaged_index_is_made_anew(folder: Path, damage: object, *, read_only: bool) -> None:
    before = nquads(folder)
    assert callable(damage)
    damage(folder / "index")
    if not read_only:
        with Store(folder) as store:
            assert Graph(store).info()["documents"] == 2
            assert exported(Graph(store), "nquads") == before
    assert nquads(folder) == before


def test_a_folder_that_was_copied_is_not_indexed_again(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    manifest = (tmp_path / "copy" / "index" / "manifest.json").read_bytes()
    assert nquads(tmp_path / "copy") == nquads(folder)
    assert (tmp_path / "copy" / "index" / "manifest.json").read_bytes() == manifest


def test_a_damaged_paper_is_named(folder: Path) -> None:
    path = min((folder / "papers").iterdir())
    path.write_text(path.read_text() + "<http://x> nonsense\n")
    with pytest.raises(GraphError, match=f"{path.name}.*line .*build its paper again"):
        Graph.open(folder).info()


def test_one_writer_at_a_time(folder: Path) -> None:
    with Store(folder) as store:
        with pytest.raises(GraphError, match=f"process {os.getpid()} is writing.*wait until it is done"):
            Store(folder)
        store.add(renamed(trial(), "pmid:7"))
        assert len(Graph.open(folder)) == 3
    with Store(folder) as again:
        assert len(again.documents()) == 3


def test_readers_need_a_store_and_may_not_write(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(GraphError, match="no store is here; make one with build"):
        Graph.open(tmp_path / "nowhere")
    with pytest.raises(GraphError, match="open it for writing"):
        Store(folder, read_only=True).add(trial())
    (tmp_path / "file").write_text("")
    with pytest.raises(GraphError, match="give another folder"):
        Store(tmp_path / "file")


def test_a_reader_keeps_what_it_opened(folder: Path) -> None:
    graph = Graph.open(folder)
    assert len(graph) == 2
    for number in range(4):
        with Store(folder) as store:
            store.add(renamed(trial(), f"pmid:{number}"))
    assert graph.query("ASK { ?d dcterms:identifier 'pmid:99000001' }")
    assert len(Graph.open(folder)) == 6
    assert sum(1 for path in (folder / "index").iterdir() if path.is_dir()) == 2


def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    """Each writer goes on where the one before was killed, and leaves alone what that one had added."""
    folder, source, chance = tmp_path / "kg", tmp_path / "source", Random(5)
    readings = {
        f"pmid:{number}": renamed(trial() if number % 2 else two_arms(), f"pmid:{number}") for number in range(900)
    }
    prepare(source, {name: quads(reading) for name, reading in readings.items()})
    held: set[str] = set()
    interrupted = 0
    for _ in range(50):
        added, unchanged = killed(folder, source, chance.uniform(0.1, 0.35), every=10)
        assert not added & held
        assert unchanged <= held
        found = whole_papers(folder, source)
        assert found >= held | added
        assert len(found) <= len(held | added) + 1
        interrupted += bool(added) and len(found) < len(readings)
        held = found
        if held:
            assert {document.id for document in Graph.open(folder).documents} == {f"pmid:{name}" for name in held}
    with Store(folder) as store:
        assert store.add(hostile()) == "added"
    there = [readings[f"pmid:{name}"] for name in held]
    assert interrupted > 10, "the kills came too late or too early to try anything"
    assert nquads(folder) == exported(Graph.from_readings([*there, hostile()]), "nquads")


def test_papers_changed_by_hand_are_seen(folder: Path) -> None:
    nquads(folder)
    first, second = sorted((folder / "papers").iterdir())
    first.touch()
    before = nquads(folder)
    second.write_text(quads(replace(two_arms(), relations=())))
    (folder / "papers" / "mine.nq").write_text(quads(renamed(trial(), "pmid:77")))
    readings = [trial(), renamed(trial(), "pmid:77"), replace(two_arms(), relations=())]
    assert nquads(folder) == exported(Graph.from_readings(readings), "nquads") != before
    shutil.copy(folder / "papers" / "mine.nq", folder / "papers" / "copy.nq")
    assert len(Graph.open(folder)) == 3
    (folder / "papers" / "mine.nq").unlink()
    assert nquads(folder) == exported(Graph.from_readings(readings), "nquads")
