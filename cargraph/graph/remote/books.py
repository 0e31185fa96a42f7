"""What an endpoint keeps for cargraph alone, in one small graph: who writes, and what is held of each paper."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cargraph.errors import GraphError
from cargraph.graph.remote.endpoint import BOOKS, Endpoint
from cargraph.graph.remote.write import Step, forgotten, inserted, send
from cargraph.graph.terms import iri, string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TAKE_OVER = "CARGRAPH_STORE_TAKE_OVER"
"""The variable of the environment that lets a writer in where another, which was killed elsewhere, never left."""

_WRITER = iri(f"{BOOKS}#writer")
_ENTRY = iri(f"{BOOKS}#entry")
_OPEN: set[tuple[str, str]] = set()
"""The URLs that this process writes to, each with its name in the books."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is held of one paper: its identifier, the SHA-256 of its N-Quads, and a memo of how they were made."""

    id: str
    content: str
    memo: str = ""


class Books:
    """The books of one endpoint. A paper is entered after it is whole, and struck out before it is touched."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._writer = f"process {os.getpid()} on {socket.gethostname()}"
        self._here = (endpoint.http.url, self._writer)

    def open(self) -> bool:
        """Enter this process as the one that writes; tell whether one before it was killed at work.

        Raises GraphError naming the other where another writes.
        """
        before = self._writers()
        for writer in before:
            if (self._here in _OPEN if writer == self._writer else _alive(writer)) and not os.environ.get(TAKE_OVER):
                raise self._taken(writer)
        send(self._endpoint.http, [forgotten(iri(BOOKS), _WRITER), *inserted(BOOKS, [self._line()])])
        others = self._writers() - {self._writer}
        if others:
            self.close()
            raise self._taken(min(others))
        _OPEN.add(self._here)
        return bool(before)

    def close(self) -> None:
        """Strike this process out."""
        send(self._endpoint.http, [Step(f"DELETE DATA {{ GRAPH {iri(BOOKS)} {{ {self._line()} }} }}")])

    def leave(self) -> None:
        """Write no more, and leave it to the next writer to see what is missing."""
        _OPEN.discard(self._here)

    def entries(self) -> dict[str, Entry]:
        """Return what is entered, by the paper's identifier."""
        rows = self._endpoint.pages("?entry", f"GRAPH {iri(BOOKS)} {{ ?key {_ENTRY} ?entry }}")
        entries = (Entry(**json.loads(entry)) for _, entry in rows)
        return {entry.id: entry for entry in entries}

    def struck(self, documents: Iterable[str]) -> Iterator[Step]:
        """Yield the steps that strike documents (IRIs) out."""
        for document in documents:
            yield forgotten(iri(document), _ENTRY)

    def entered(self, entries: dict[str, Entry]) -> Iterator[Step]:
        """Yield the steps that enter documents (IRIs)."""
        lines = (
            f"{iri(document)} {_ENTRY} {string(json.dumps(asdict(entry)))} .\n" for document, entry in entries.items()
        )
        yield from inserted(BOOKS, list(lines))

    def _writers(self) -> set[str]:
        rows = self._endpoint.rows(f"SELECT ?who WHERE {{ GRAPH {iri(BOOKS)} {{ {iri(BOOKS)} {_WRITER} ?who }} }}")
        return {str(getattr(row[0], "value", "")) for row in rows}

    def _line(self) -> str:
        return f"{iri(BOOKS)} {_WRITER} {string(self._writer)} .\n"

    def _taken(self, writer: str) -> GraphError:
        return GraphError(
            f"{self._endpoint.http.url}: {writer} is writing to this store; wait until it is done, or, where it was "
            f"killed, set {TAKE_OVER}=1"
        )


def _alive(writer: str) -> bool:
    """Tell whether a writer may still be at work: one of this machine is where its process is, others may be."""
    words = writer.split()
    if len(words) != 4 or not words[1].isdecimal() or words[3] != socket.gethostname():
        return True
    number = int(words[1])
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
