"""The store at a SPARQL endpoint: the same papers give the same graph as on disk, at each kind of endpoint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from cargraph.errors import GraphError
from cargraph.graph.api import Graph
from cargraph.graph.exports import exported
from cargraph.graph.iris import PREFIXES, SHARED, VOCABULARY
from cargraph.graph.quads import quads
from cargraph.graph.remote import RemoteStore, write
from tests.graph.endpoint import Behaviour, serving
from tests.graph.papers import hostile, renamed, trial, two_arms
from tests.graph.virtuoso import BINARY, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Reading

SUM = """SELECT ?name (SUM(?count) AS ?events) (SUM(?total) AS ?patients) (COUNT(*) AS ?rows) {
  ?construct a cg:Construct ; rdfs:label ?name ; cg:targets ?target .
  ?target rdfs:label "CD19" ; cg:curie "HGNC:1633" .
  ?outcome rdfs:label "cytokine release syndrome" ; a cg:Toxicity .
  ?observation a qb:Observation ; cg:subject ?construct ; cg:outcome ?outcome ; cg:count ?count ; cg:total ?total .
} GROUP BY ?name"""


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if BINARY is None:
        pytest.skip("Virtuoso is not here; apt-get install virtuoso-opensource-7-bin")
    with running(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


KINDS = ["graphs", "updates", "union", "small answers", "virtuoso", "virtuoso by updates"]


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the URL of an empty endpoint of each kind."""
    if request.param.startswith("virtuoso"):
        place = request.getfixturevalue("virtuoso")
        monkeypatch.setenv("CARGRAPH_STORE_USER", "dba")
        monkeypatch.setenv("CARGRAPH_STORE_PASSWORD", "dba")
        query = f"{place}/sparql-auth"
        if request.param == "virtuoso by updates":
            query = f"{place}/sparql"
            monkeypatch.setenv("CARGRAPH_STORE_UPDATE", f"{place}/sparql-auth")
        empty(query)
        yield query
        return
    most = 60 if request.param == "small answers" else None
    with serving(Behaviour(union=request.param == "union", most=most)) as place:
        if request.param == "graphs":
            monkeypatch.setenv("CARGRAPH_STORE_GRAPHS", f"{place}/graphs")
        yield f"{place}/query"


def empty(url: str) -> None:
    with RemoteStore(url) as store:
        for document in store.documents():
            store.remove(document.id)


def put(url: str, *readings: Reading) -> list[str]:
    with RemoteStore(url) as store:
        return [store.put(reading.paper.id, quads(reading)) for reading in readings]


def dump(url: str) -> bytes:
    return exported(Graph(RemoteStore(url, read_only=True)), "nquads")


def same(*readings: Reading) -> bytes:
    return exported(Graph.from_readings(readings), "nquads")


def shared(url: str) -> set[str]:
    """Return the graphs that are derived from papers as they stand at the endpoint, not as they are derived anew."""
    endpoint = RemoteStore(url, read_only=True)._endpoint
    return {str(triple) for graph in {SHARED, VOCABULARY} & set(endpoint.graphs()) for triple in endpoint.graph(graph)}


def derived(*readings: Reading) -> set[str]:
    index = Graph.from_readings(readings).index()
    graphs = map(ox.NamedNode, (SHARED, VOCABULARY))
    return {str(quad.triple) for graph in graphs for quad in index.quads_for_pattern(None, None, None, graph)}


def test_papers_are_added_replaced_and_left(url: str) -> None:
    readings = trial(), two_arms(), hostile()
    assert put(url, *readings) == ["added"] * 3
    assert dump(url) == same(*readings)
    assert shared(url) == derived(*readings)
    less = replace(two_arms(), relations=(), entities=two_arms().entities[:4])
    assert put(url, trial(), less, hostile()) == ["unchanged", "replaced", "unchanged"]
    assert dump(url) == same(trial(), less, hostile())
    assert shared(url) == derived(trial(), less, hostile())


def test_a_paper_is_taken_out_whole(url: str) -> None:
    put(url, trial(), two_arms(), hostile())
    with RemoteStore(url) as store:
        store.remove("doi:10.5555/luma.7")
        with pytest.raises(GraphError, match=r"no paper pmid:99; near are pmid:99000001"):
            store.remove("pmid:99")
    assert dump(url) == same(two_arms(), hostile())
    assert shared(url) == derived(two_arms(), hostile())
    assert put(url, trial()) == ["added"]
    assert shared(url) == derived(trial(), two_arms(), hostile())


def test_queries_are_answered_there(url: str) -> None:
    put(url, trial(), two_arms())
    graph = Graph(RemoteStore(url, read_only=True))
    assert [row.astuple() for row in graph.query(SUM)] == [("LUMA-7", 5, 60, 2), ("coldCAR", 8, 16, 1)]
    assert graph.query("ASK { ?it a cg:Trial }").to_dicts() == [{"answer": False}]
    assert graph.query("ASK { GRAPH ?g { ?it a cg:Document } }")
    built = graph.query("CONSTRUCT { ?c cg:targets ?a } { ?c cg:targets ?a }")
    assert (
        built.to_turtle()
        == Graph.from_readings([trial(), two_arms()])
        .query("CONSTRUCT { ?c cg:targets ?a } { ?c cg:targets ?a }")
        .to_turtle()
    )
    assert len(graph.query("SELECT DISTINCT ?g { GRAPH ?g { ?s a cg:Document } }")) == 2
    with pytest.raises(GraphError, match="refused"):
        graph.query("DROP ALL")
    with pytest.raises(GraphError, match=r"http.*400"):
        graph.query("SELECT * { nonsense }")


def test_the_whole_graph_is_read_once(url: str) -> None:
    put(url, trial(), two_arms())
    there, here = Graph(RemoteStore(url, read_only=True)), Graph.from_readings([trial(), two_arms()])
    assert there.observations() == here.observations()
    assert there.entities() == here.entities()
    assert there.info() == here.info()
    assert len(there.dataset.query("SELECT * { ?it a cg:Document }", initNs=PREFIXES)) == 2


def test_one_writer_at_a_time(url: str) -> None:
    with RemoteStore(url) as store:
        store.put("pmid:1", quads(renamed(trial(), "pmid:1")))
        with pytest.raises(GraphError, match=r"process \d+ on .* is writing to this store; wait until it is done"):
            RemoteStore(url)
        assert len(Graph(RemoteStore(url, read_only=True))) == 0, "papers are sent some at a time"
    assert len(Graph(RemoteStore(url, read_only=True))) == 1


def test_a_writer_killed_at_work_is_followed_by_one_that_mends(url: str) -> None:
    killed = RemoteStore(url)
    killed.put(trial().paper.id, quads(trial()))
    killed._send()
    write.send(killed._endpoint.http, [write.dropped(SHARED)])
    killed._books.leave()
    assert put(url, trial(), two_arms()) == ["unchanged", "added"]
    assert shared(url) == derived(trial(), two_arms())


def test_a_large_paper_is_put_whole(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "LARGEST", 100)
    put(url, trial(), two_arms())
    assert dump(url) == same(trial(), two_arms())
    assert put(url, replace(trial(), doses=())) == ["replaced"]
    assert dump(url) == same(replace(trial(), doses=()), two_arms())
    assert not [graph for graph in named(url) if "aside" in graph]


def named(url: str) -> list[str]:
    rows = RemoteStore(url, read_only=True)._endpoint.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    return [str(row[0]) for row in rows]
