"""A plain client of the server, and a server in a process of its own."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message
    from pathlib import Path

FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?a != ?l) }"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message
    body: bytes

    @property
    def media(self) -> str:
        return self.headers.get_content_type()

    @property
    def text(self) -> str:
        return self.body.decode()

    def bindings(self) -> list[dict[str, str]]:
        found = json.loads(self.body)["results"]["bindings"]
        return [{name: value["value"] for name, value in row.items()} for row in found]


@dataclass(frozen=True)
class Server:
    """A server that runs: its address without the last slash, and its process."""

    address: str
    process: subprocess.Popen[str]

    def ask(self, path: str, data: str | bytes | None = None, method: str | None = None, **headers: str) -> Reply:
        """Send a request. Names of headers are written with underscores."""
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method or ("GET" if data is None else "POST"), path, data, sent)
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def query(self, query: str, accept: str = "*/*", **parameters: str) -> Reply:
        return self.ask(f"/sparql?{urlencode({'query': query, **parameters})}", Accept=accept)

    def health(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("/health").body)
        return found

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


@contextmanager
def serving(folder: Path, *options: object) -> Iterator[Server]:
    """Run `cargraph serve` on a free port."""
    command = [sys.executable, "-m", "cargraph", "serve", str(folder), "--port", "0", *map(str, options)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stderr.readline() if process.stderr else ""
            found = re.match(r"(http://[\d.:]+)/ ", line)
            assert found, line
            yield Server(found[1], process)
        finally:
            process.terminate()


def escaped(query: str) -> str:
    return f"query={quote(query, safe='')}"


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true, and fail where it does not become so."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError
