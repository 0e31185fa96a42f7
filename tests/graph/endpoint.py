"""A small SPARQL 1.1 endpoint over Oxigraph, in a thread, which can be told to misbehave."""

from __future__ import annotations

import base64
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

N_TRIPLES = "application/n-triples"
JSON = "application/sparql-results+json"


@dataclass
class Behaviour:
    """What an endpoint holds and how it behaves: `failures` are answered before anything else, one a request.

    `most` is the number of rows after which it cuts an answer, `largest` the bytes of an update that it takes, `union`
    tells whether its default graph is the union of the named ones.
    """

    store: ox.Store = field(default_factory=ox.Store)
    failures: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    most: int | None = None
    largest: int | None = None
    union: bool = False
    password: str = ""
    before: Callable[[str, bytes], None] = lambda _, __: None


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[str]:
    """Serve on a free port of loopback, and give the URL: /query, /update and /graphs stand below it."""

    class Handler(_Handler):
        told = behaviour

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    told: Behaviour
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._handle()

    do_POST = do_GET  # noqa: N815 - named by the standard library
    do_PUT = do_GET  # noqa: N815

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urlsplit(self.path).path
        self.told.requests.append(f"{self.command} {path}")
        self.told.before(path, body)
        if self.told.failures:
            status, headers = self.told.failures.pop(0)
            self._answer(status, b"<html><title>no</title><body>not <b>now</b></body></html>", "text/html", headers)
        elif self._refused():
            self._answer(401, b"", "text/plain", {"WWW-Authenticate": 'Basic realm="test"'})
        else:
            try:
                {"/query": self._query, "/update": self._update, "/graphs": self._graph}[path](body)
            except (SyntaxError, ValueError) as error:
                self._answer(400, f"cannot read this: {error}".encode(), "text/plain")
            except KeyError:
                self._answer(404, b"nothing here", "text/plain")

    def _refused(self) -> bool:
        known = "Basic " + base64.b64encode(f"me:{self.told.password}".encode()).decode()
        return bool(self.told.password) and self.headers.get("Authorization") not in {
            known,
            f"Bearer {self.told.password}",
        }

    def _query(self, body: bytes) -> None:
        form = parse_qs(body.decode())
        graphs: dict[str, Any] = {"use_default_graph_as_union": self.told.union}
        if "default-graph-uri" in form:
            named = [ox.NamedNode(iri) for iri in form.get("named-graph-uri", ())]
            graphs = {"default_graph": [ox.NamedNode(iri) for iri in form["default-graph-uri"]], "named_graphs": named}
        found = self.told.store.query(form["query"][0], **graphs)
        if isinstance(found, ox.QueryTriples):
            triples = list(found)
            data = ox.serialize(triples[: self.told.most], format=ox.RdfFormat.N_TRIPLES) or b""
            self._answer(200, data, N_TRIPLES, self._cut(len(triples)))
        elif isinstance(found, ox.QueryBoolean):
            self._answer(200, found.serialize(format=ox.QueryResultsFormat.JSON) or b"", JSON)
        else:
            data = json.loads(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
            rows = data["results"]["bindings"]
            size = len(rows)
            data["results"]["bindings"] = rows[: self.told.most]
            self._answer(200, json.dumps(data).encode(), f"{JSON}; charset=utf-8", self._cut(size))

    def _cut(self, size: int) -> dict[str, str]:
        return {"X-SPARQL-MaxRows": str(self.told.most)} if self.told.most is not None and size > self.told.most else {}

    def _update(self, body: bytes) -> None:
        if self.told.largest is not None and len(body) > self.told.largest:
            self._answer(413, b"too large", "text/plain")
            return
        self.told.store.update(body.decode())
        self._answer(204, b"", "")

    def _graph(self, body: bytes) -> None:
        graph = ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])
        held = list(self.told.store.quads_for_pattern(None, None, None, graph))
        if self.command == "GET" and not held:
            self._answer(404, b"no such graph", "text/plain")
        elif self.command == "GET":
            self._answer(
                200, ox.serialize([quad.triple for quad in held], format=ox.RdfFormat.N_TRIPLES) or b"", N_TRIPLES
            )
        else:
            new = [quad.triple for quad in ox.parse(body, format=ox.RdfFormat.TURTLE)]
            for quad in held:
                self.told.store.remove(quad)
            self.told.store.extend([ox.Quad(one.subject, one.predicate, one.object, graph) for one in new])
            self._answer(204, b"", "")

    def _answer(self, status: int, data: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status == 204:
            self.end_headers()
            return
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
