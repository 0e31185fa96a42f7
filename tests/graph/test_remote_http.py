"""What an endpoint that misbehaves, or an address that is wrong, comes to: further tries, or one line that helps."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cargraph.errors import GraphError
from cargraph.graph.api import Graph
from cargraph.graph.quads import quads
from cargraph.graph.remote import RemoteStore
from cargraph.graph.remote.address import Address, address
from cargraph.graph.remote.endpoint import Endpoint
from cargraph.graph.remote.http import WAITS, Http
from tests.graph.endpoint import Behaviour, serving
from tests.graph.killing import ROOT
from tests.graph.papers import renamed, trial, two_arms

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def told() -> Behaviour:
    return Behaviour()


@pytest.fixture
def place(told: Behaviour) -> Iterator[str]:
    with serving(told) as url:
        yield url


def http(place: str, waited: list[float], **more: str | float) -> Http:
    return Http(Address(f"{place}/query", f"{place}/update", f"{place}/graphs", **more), waited.append)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "update", "graphs"),
    [
        ("http://h/sparql", "http://h/sparql", ""),
        ("http://h:8890/sparql-auth", "http://h:8890/sparql-auth", "http://h:8890/sparql-graph-crud-auth"),
        (
            "https://h/repositories/a",
            "https://h/repositories/a/statements",
            "https://h/repositories/a/rdf-graphs/service",
        ),
        ("http://h/data set/query", "http://h/data set/update", ""),
    ],
)
def test_an_address_follows_from_where_queries_go(url: str, update: str, graphs: str) -> None:
    found = address(url, {})
    assert (found.query, found.update, found.graphs) == (url, update, graphs)


def test_the_environment_names_what_differs_and_hides_what_is_secret() -> None:
    given = {"UPDATE": "http://h/u", "GRAPHS": "http://h/g", "USER": "me", "PASSWORD": "secret", "TIMEOUT": "2.5"}
    found = address("http://h/sparql", {f"CARGRAPH_STORE_{name}": value for name, value in given.items()})
    assert (found.update, found.graphs, found.user, found.timeout) == ("http://h/u", "http://h/g", "me", 2.5)
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("url", "environment", "message"),
    [
        ("ftp://h/x", {}, "ftp://h/x: not the URL of a SPARQL endpoint"),
        ("http://", {}, "not the URL"),
        ("http://[h/x", {}, "not the URL"),
        (
            "http://me:secret@h/x",
            {},
            r"^http://h: the URL holds a user or a password; give them as CARGRAPH_STORE_USER",
        ),
        ("http://h/x", {"CARGRAPH_STORE_UPDATE": "nowhere"}, "nowhere: not the URL"),
        ("http://h/x", {"CARGRAPH_STORE_TIMEOUT": "soon"}, "'soon'; give a number of seconds"),
        ("http://h/x", {"CARGRAPH_STORE_TIMEOUT": "-1"}, "give a number of seconds above 0"),
    ],
)
def test_an_address_that_is_wrong_is_told(url: str, environment: dict[str, str], message: str) -> None:
    with pytest.raises(GraphError, match=message):
        address(url, environment)


def test_what_the_server_is_not_ready_for_is_tried_again(place: str, told: Behaviour) -> None:
    waited: list[float] = []
    told.failures = [(503, {}), (429, {"Retry-After": "7"}), (502, {"Retry-After": "9000"})]
    http(place, waited).update("INSERT DATA { GRAPH <http://g> { <http://s> <http://p> 1 } }")
    assert waited == [WAITS[0], 7, 60]
    assert len(told.store) == 1


def test_tries_end(place: str, told: Behaviour) -> None:
    waited: list[float] = []
    told.failures = [(503, {})] * 9
    with pytest.raises(GraphError, match=r"/query: 503 not now$"):
        http(place, waited).select("ASK {}")
    assert waited == list(WAITS)


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    waited: list[float] = []
    with pytest.raises(GraphError, match=r"cannot be reached .*; is the server running\?"):
        http(nobody, waited).select("ASK {}")
    assert waited == list(WAITS)


def test_a_server_that_does_not_answer_is_not_waited_for_again() -> None:
    waited: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        asked = http(f"http://127.0.0.1:{silent.getsockname()[1]}", waited, timeout=0.2)
        with pytest.raises(GraphError, match=r"no answer within 0\.2 s; .*CARGRAPH_STORE_TIMEOUT"):
            asked.select("ASK {}")
    assert waited == []


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (401, {}, "401 not now; set CARGRAPH_STORE_USER and CARGRAPH_STORE_PASSWORD"),
        (403, {}, "403 not now; set CARGRAPH_STORE_USER"),
        (404, {}, "404 not now; name the right URL"),
        (405, {}, "name the right URL"),
        (301, {"Location": "http://elsewhere/"}, "moved to http://elsewhere/; give that URL"),
        (500, {}, "500 not now$"),
        (200, {}, "answered text/html and not application/sparql-results"),
    ],
)
def test_a_refusal_says_what_to_do(
    place: str, told: Behaviour, status: int, headers: dict[str, str], message: str
) -> None:
    told.failures = [(status, headers)]
    with pytest.raises(GraphError, match=message) as error:
        http(place, []).select("ASK {}")
    assert "\n" not in str(error.value)


def test_credentials_are_given_as_they_are_asked_for(place: str, told: Behaviour) -> None:
    told.password = "secret"
    http(place, [], user="me", password="secret").update("INSERT DATA { <http://s> <http://p> 1 }")
    http(place, [], token="secret").update("INSERT DATA { <http://s> <http://p> 2 }")
    assert len(told.store) == 2
    with pytest.raises(GraphError, match="401") as error:
        http(place, [], user="me", password="wrong-one").select("ASK {}")
    assert "wrong-one" not in str(error.value)


def test_an_answer_that_was_cut_is_no_answer(place: str, told: Behaviour) -> None:
    told.most = 2
    http(place, []).put("http://g", b"<http://s> <http://p> 1, 2, 3 .")
    endpoint = Endpoint(http(place, []))
    with pytest.raises(GraphError, match="cut the answer after 2 rows; ask for less with LIMIT"):
        endpoint.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    with pytest.raises(GraphError, match="cut the answer"):
        endpoint.query("CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }")


def test_a_graph_that_is_given_in_part_is_not_taken_for_whole(place: str, told: Behaviour) -> None:
    told.most = 2
    http(place, []).put("http://g", b"<http://s> <http://p> 1, 2, 3 .")
    with pytest.raises(GraphError, match="gives 2 of the 3 triples of http://g"):
        Endpoint(Http(Address(f"{place}/query", f"{place}/update"))).graph("http://g")


def test_an_update_that_is_refused_leaves_the_papers_to_the_next_build(place: str, told: Behaviour) -> None:
    url = f"{place}/query"
    with RemoteStore(url) as store:
        store.put("pmid:1", quads(renamed(trial(), "pmid:1")))
    told.largest = 3_000
    with pytest.raises(GraphError, match="413 too large"), RemoteStore(url) as store:
        store.put("pmid:2", quads(renamed(two_arms(), "pmid:2")))
    assert len(Graph(RemoteStore(url, read_only=True))) == 1
    told.largest = None
    with RemoteStore(url) as store:
        assert store.put("pmid:2", quads(renamed(two_arms(), "pmid:2"))) == "added"
    assert len(Graph(RemoteStore(url, read_only=True))) == 2


WRITER = """
import sys
from cargraph.graph.remote import store as remote
from tests.graph.papers import renamed, trial
from cargraph.graph.quads import quads
remote._BATCH = 2
with remote.RemoteStore(sys.argv[1]) as store:
    for number in range(10):
        store.put(f"pmid:{number}", quads(renamed(trial(), f"pmid:{number}")))
"""


@pytest.mark.parametrize("graphs", [True, False])
@pytest.mark.parametrize("last", [3, 5, 8, 11, 14])
def test_a_writer_killed_at_any_request_leaves_whole_papers(
    place: str, told: Behaviour, monkeypatch: pytest.MonkeyPatch, last: int, *, graphs: bool
) -> None:
    """The server kills the writer as it is asked for the last time, before it does what it is asked."""
    if graphs:
        monkeypatch.setenv("CARGRAPH_STORE_GRAPHS", f"{place}/graphs")
    writer = subprocess.Popen([sys.executable, "-c", WRITER, f"{place}/query"], cwd=ROOT, env=os.environ)
    writes = 0

    def kill(path: str, _: bytes) -> None:
        nonlocal writes
        writes += path != "/query"
        if writes == last:
            writer.kill()
            told.failures = [(500, {})]

    told.before = kill
    writer.wait()
    told.before, told.failures = lambda _, __: None, []
    whole = [quads(renamed(trial(), f"pmid:{number}")) for number in range(10)]
    found = {document.id for document in RemoteStore(f"{place}/query", read_only=True).documents()}
    sizes = {f"pmid:{number}": text.count("\n") for number, text in enumerate(whole)}
    endpoint = RemoteStore(f"{place}/query", read_only=True)._endpoint
    for name in found:
        assert endpoint.size(f"https://w3id.org/cargraph/id/document/{name}") == sizes[name]
    with RemoteStore(f"{place}/query") as store:
        done = [store.put(f"pmid:{number}", text) for number, text in enumerate(whole)]
    assert done.count("added") + done.count("unchanged") == 10
    assert len(Graph(RemoteStore(f"{place}/query", read_only=True))) == 10
