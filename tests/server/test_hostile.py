"""Queries that mean harm: each is refused or stopped, and the next one is answered."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.server.client import FOREVER, FORM, escaped, serving, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.client import Server

SMALL = "SELECT ?name { ?it rdfs:label ?name } ORDER BY ?name LIMIT 5"


@pytest.fixture
def stranger() -> Iterator[tuple[str, list[str]]]:
    """Listen as a server that must never be called: its address, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815 - as the library calls it

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/", asked
        listening.shutdown()


def test_no_other_server_and_no_file_is_read(server: Server, stranger: tuple[str, list[str]]) -> None:
    address, asked = stranger
    secret = Path(__file__).as_uri()
    for query in (
        f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND (<{address}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND (1 AS ?a) FILTER (?a<#>'''\n 2) SERVICE <{address}> {{ ?s ?p ?o }} #'''\n }}",
        f"SELECT * FROM <{address}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{secret}> {{ ?s ?p ?o }}",
        f"PREFIX f: <{secret}> SELECT * FROM f: {{ ?s ?p ?o }}",
        f"BASE <{secret}> SELECT * FROM <> {{ ?s ?p ?o }}",
        f"LOAD <{address}>",
        f"LOAD <{secret}> INTO GRAPH <x:g>",
    ):
        reply = server.query(query)
        assert (reply.status, reply.media) == (403, "text/plain"), query
        assert "refused" in reply.text
    for name in ("default-graph-uri", "named-graph-uri"):
        assert server.query("SELECT * { ?s ?p ?o }", **{name: secret}).status == 403
        assert server.query("SELECT * { ?s ?p ?o }", **{name: "no iri"}).status == 403
    assert asked == []


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <x:a> <x:b> <x:c> }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP ALL", "CREATE GRAPH <x:g>"],
)
def test_nothing_is_changed_whichever_way_it_is_sent(server: Server, built: Path, update: str) -> None:
    before = {path: path.read_bytes() for path in (built / "papers").iterdir()}
    for reply in (
        server.query(update),
        server.ask("/sparql", escaped(update), Content_Type=FORM),
        server.ask("/sparql", escaped(update).replace("query=", "update="), Content_Type=FORM),
        server.ask("/sparql", update, Content_Type="application/sparql-query"),
        server.ask("/sparql", update, Content_Type="application/sparql-update"),
        server.ask(f"/sparql?{escaped(update).replace('query=', 'update=')}"),
    ):
        assert reply.status == 403, reply.text
    assert server.query("ASK { <x:a> ?p ?o }", "text/csv").text.strip() == "false"
    assert before == {path: path.read_bytes() for path in (built / "papers").iterdir()}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * { " + "{ " * 3_000 + "} " * 3_000 + "}", 400),
        ("SELECT * { FILTER (" + "(" * 10_000 + "1" + ")" * 10_000 + ") }", 400),
        ("SELECT * { FILTER (" + "||".join(["1"] * 10_000) + ") }", 400),
        ("SELECT * {" + "UNION".join(["{}"] * 8_000) + "}", 400),
        ("SELECT * {" + "OPTIONAL{?a ?b ?c}" * 3_000 + "}", 400),
        ("ASK {} #" + "x" * (64 << 10), 413),
        ("ASK {} #" + "é" * (33 << 10), 413),
    ],
    ids=["braces", "brackets", "or", "union", "optional", "long", "long in bytes"],
)
def test_the_size_of_a_query_is_bounded_before_it_is_parsed(server: Server, query: str, status: int) -> None:
    alive = server.health()["workers"]
    for reply in (
        server.query(query),
        server.ask("/sparql", escaped(query), Content_Type=FORM),
        server.ask("/sparql", query.encode(), Content_Type="application/sparql-query"),
    ):
        assert (reply.status, reply.media) == (status, "text/plain")
    assert server.health()["workers"]["idle"] >= alive["idle"] > 0


def test_a_body_without_end_is_not_read_to_it(server: Server) -> None:
    assert server.ask("/sparql", b"query=" + b"a" * (4 << 20), Content_Type=FORM).status == 413


def test_a_query_that_breaks_its_worker_is_told_so_and_the_next_is_answered(built: Path) -> None:
    hungry = (
        'SELECT (GROUP_CONCAT(?x; SEPARATOR="") AS ?y) { '
        + " ".join(f"VALUES ?v{one} {{ {'1 ' * 40} }}" for one in range(4))
        + f' BIND ("{"x" * 4000}" AS ?x) }}'
    )
    with serving(built, "--timeout", 60, "--workers", 1) as server:
        reply = server.query(hungry)
        assert (reply.status, reply.media) == (400, "text/plain")
        assert "memory" in reply.text
        assert server.query("ASK {}", "text/csv").text.strip() == "true"


def test_a_query_without_end_is_stopped_at_its_limit(built: Path) -> None:
    with serving(built, "--timeout", 2, "--workers", 1) as server:
        reply = server.query(FOREVER)
        assert (reply.status, reply.media) == (408, "text/plain")
        assert "stopped after 2 seconds" in reply.text
        assert server.health()["workers"] == {"idle": 0, "busy": 0, "most": 1}
        assert server.query("ASK {}", "text/csv").text.strip() == "true"


def test_eight_clients_are_answered_while_a_query_without_end_runs(built: Path) -> None:
    with serving(built, "--timeout", 300, "--workers", 3) as server, ThreadPoolExecutor(9) as threads:
        endless = threads.submit(server.query, FOREVER)
        until(lambda: server.health()["workers"]["busy"] == 1)
        wanted = server.query(SMALL).bindings()
        found = list(threads.map(lambda _: [server.query(SMALL).bindings() for _ in range(10)], range(8)))
        assert len(wanted) == 5
        assert found == [[wanted] * 10] * 8
        assert not endless.done()
        assert server.stop() == 0
        assert isinstance(endless.exception() or endless.result().status, OSError | int)


def test_where_all_workers_are_busy_one_is_told_to_come_again(built: Path) -> None:
    with serving(built, "--timeout", 3, "--workers", 1) as server, ThreadPoolExecutor(3) as threads:
        replies = [one.result() for one in [threads.submit(server.query, FOREVER) for _ in range(3)]]
        assert {408, 503} >= {reply.status for reply in replies}
        busy = [reply for reply in replies if reply.status == 503]
        assert busy
        assert all(reply.headers["Retry-After"] for reply in busy)


def test_a_client_that_goes_away_frees_its_worker(built: Path) -> None:
    with serving(built, "--timeout", 300, "--workers", 1) as server:
        where = urlsplit(server.address)
        with socket.create_connection((where.hostname, where.port)) as line:
            line.sendall(f"GET /sparql?{escaped(FOREVER)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            until(lambda: server.health()["workers"]["busy"] == 1)
        assert server.query("ASK {}", "text/csv").text.strip() == "true"


def test_huge_results_are_cut_between_two_rows(built: Path) -> None:
    row = "x" * 20_000
    query = f'SELECT ?x {{ VALUES ?v {{ {"1 " * 3000} }} BIND ("{row}" AS ?x) }}'
    with serving(built, "--rows", 1_000_000) as server:
        reply = server.query(query, "text/tab-separated-values")
        lines = reply.text.splitlines()
        assert 30 << 20 < len(reply.body) <= 32 << 20
        assert lines[1:] == [f'"{row}"'] * (len(lines) - 1)
        assert reply.headers["Cargraph-Truncated"] == f"after {len(lines) - 1} rows"
