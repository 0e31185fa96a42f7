"""Starting, stopping, who may ask, and a build into the folder that is served."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

import cargraph
from cargraph.errors import GraphError, ServeError
from cargraph.graph.store import Store
from tests.conftest import TEXT
from tests.server.client import FOREVER, serving, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.client import Server

COUNT = "SELECT (COUNT(*) AS ?n) { ?it a cg:Document }"


def papers(server: Server) -> int:
    return int(server.query(COUNT).bindings()[0]["n"])


def workers(server: Server) -> list[psutil.Process]:
    return psutil.Process(server.process.pid).children(recursive=True)


def test_the_page_of_the_build_stands_at_the_root(server: Server, built: Path) -> None:
    reply = server.ask("/")
    assert (reply.media, reply.body) == ("text/html", (built / "index.html").read_bytes())


def test_a_graph_without_a_page_says_how_to_draw_it(tmp_path: Path, paper: Path) -> None:
    cargraph.build(paper, tmp_path / "out", page=False)
    with serving(tmp_path / "out") as server:
        reply = server.ask("/")
        assert (reply.status, reply.media) == (404, "text/html")
        assert "cargraph view" in reply.text


def test_control_c_ends_the_server_and_its_workers(built: Path) -> None:
    with serving(built) as server:
        assert papers(server) == 10
        living = workers(server)
        assert living
        assert server.stop() == 0
        assert server.process.stderr is not None
        assert server.process.stderr.read() == ""
        assert not any(one.is_running() for one in living)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_workers_end_with_a_server_that_is_killed(built: Path) -> None:
    with serving(built) as server:
        line = socket.create_connection(("127.0.0.1", int(server.address.rpartition(":")[2])))
        line.sendall(f"GET /sparql?query={FOREVER.replace(' ', '+')} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        until(lambda: server.health()["workers"]["busy"] == 1)
        living = workers(server)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        gone, alive = psutil.wait_procs(living, timeout=20)
        assert (bool(gone), alive) == (True, [])
        line.close()


def test_a_worker_that_dies_is_replaced(built: Path) -> None:
    with serving(built) as server:
        for one in workers(server):
            one.kill()
            one.wait()
        until(lambda: server.query("ASK {}").status == 200)
        assert papers(server) == 10


def test_a_port_that_is_taken_is_told_in_one_line(built: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for wrong, told in (
            ([built, "--port", port], f"127.0.0.1, port {port}: cannot be served on"),
            ([built, "--host", "no.such.host.invalid"], "no.such.host.invalid"),
            ([tmp_path / "none"], "no store is here"),
        ):
            command = [sys.executable, "-m", "cargraph", "serve", *map(str, wrong)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
            assert told in done.stderr
        with pytest.raises(ServeError, match="cannot be served on"):
            cargraph.serve(built, port=int(port))
    with pytest.raises(GraphError, match="no store is here"):
        cargraph.serve(tmp_path / "none")


def test_it_listens_to_this_machine_alone_unless_asked(server: Server) -> None:
    listening = [one for one in psutil.Process(server.process.pid).net_connections() if one.status == "LISTEN"]
    assert {one.laddr[0] for one in listening} == {"127.0.0.1"}


def test_pages_of_others_may_not_ask_unless_their_origin_is_named(server: Server, built: Path) -> None:
    asked = "/sparql?query=ASK%7B%7D"
    assert server.ask(asked, Origin="https://stranger.example").headers["Access-Control-Allow-Origin"] is None
    friend = server.ask(asked, Origin="https://friend.example")
    assert friend.headers["Access-Control-Allow-Origin"] == "https://friend.example"
    assert friend.headers["Access-Control-Expose-Headers"] == "Cargraph-Truncated"
    assert friend.headers["Access-Control-Allow-Credentials"] is None
    with serving(built) as closed:
        reply = closed.ask(asked, Origin="https://friend.example")
        assert not [name for name in reply.headers if name.lower().startswith("access-control")]


def test_a_strangers_name_for_this_machine_is_refused(server: Server) -> None:
    assert server.ask("/sparql?query=ASK%7B%7D", Host="stranger.example").status == 400
    for name in ("localhost", "127.0.0.1:1"):
        assert server.ask("/sparql?query=ASK%7B%7D", Host=name).status == 200


def test_a_build_may_run_and_is_served_once_it_is_done(tmp_path: Path, paper: Path) -> None:
    out = tmp_path / "out"
    cargraph.build(paper, out)
    with serving(out, "--workers", 2) as server:
        assert papers(server) == 1
        nquads = [path.read_text(encoding="utf-8") for path in (out / "papers").iterdir()]
        with Store(out) as building:
            for number in range(3):
                building.put(f"doi:10.5555/more.{number}", nquads[0].replace("sha256:", f"sha256:{number}"))
                assert papers(server) == 1
        assert papers(server) == 4
        for number in range(4):
            (tmp_path / "next.txt").write_text(TEXT.replace("ORLO-7", f"ORLO-{number}0"), encoding="utf-8")
            cargraph.build(tmp_path / "next.txt", out, page=False)
            assert server.query(f'ASK {{ ?it rdfs:label "ORLO-{number}0" }}', "text/csv").text.strip() == "true"
        shutil.rmtree(out / "index")
        assert papers(server) == 8


def test_a_store_may_be_served_while_its_first_build_runs(tmp_path: Path) -> None:
    with Store(tmp_path / "out") as building:
        building.put("doi:10.5555/a", "<x:a> <x:b> <x:c> <x:g> .\n")
        with serving(tmp_path / "out") as server:
            assert server.query("ASK { <x:a> ?p ?o }", "text/csv").text.strip() == "true"
