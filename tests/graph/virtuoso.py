"""A Virtuoso of one's own: an empty database in a folder, on free ports of loopback, ended by its process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BINARY = shutil.which("virtuoso-t")
PATIENCE = 60.0
SETTINGS = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 8
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 8
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Start a server, give its URL, and end it. Its keeper is `dba`, of the same password."""
    assert BINARY is not None
    folder.mkdir(parents=True, exist_ok=True)
    http = _free()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=_free(), http=http))
    with (folder / "out.log").open("wb") as log:
        command = [BINARY, "+configfile", "virtuoso.ini", "+foreground"]
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{http}"
        _await(f"{url}/sparql?query=ASK%7B%7D", server)
        yield url
    finally:
        server.kill()
        server.wait()


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _await(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, "Virtuoso ended; see its log"
            assert time.monotonic() < end, "Virtuoso does not answer"
            time.sleep(0.1)
