"""What the server and its workers tell each other, and how it is written on a pipe: a head in JSON, then a body."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from asyncio import StreamReader

TRUNCATED = "Cargraph-Truncated"
"""The header that says that an answer was cut off, and where."""

_SIZES = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it came: its text, the Accept header, and the graphs (IRIs) that the protocol names, if it does."""

    query: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: the HTTP status, the media type, and the body. `truncated` says where it was cut off."""

    status: int
    media: str
    body: bytes = field(repr=False)
    truncated: str = ""


def text(status: int, message: str) -> Answer:
    """Return an answer of one line of plain text."""
    return Answer(status, "text/plain; charset=utf-8", f"{message}\n".encode())


def pack(asked: Asked) -> bytes:
    """Write a question for a worker."""
    return _packed(asdict(asked), b"")


def unpack(pipe: BinaryIO) -> Asked | None:
    """Read a question, or nothing where the pipe was closed."""
    sizes = pipe.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    head = json.loads(pipe.read(_SIZES.unpack(sizes)[0]))
    graphs = {name: None if head[name] is None else tuple(head[name]) for name in ("default_graphs", "named_graphs")}
    return Asked(head["query"], head["accept"], **graphs)


def pack_answer(answer: Answer) -> bytes:
    """Write an answer for the server."""
    head = {"status": answer.status, "media": answer.media, "truncated": answer.truncated}
    return _packed(head, answer.body)


async def unpack_answer(pipe: StreamReader) -> Answer:
    """Read an answer. Raises asyncio.IncompleteReadError where the worker ended before it was whole."""
    head, body = _SIZES.unpack(await pipe.readexactly(_SIZES.size))
    return Answer(**json.loads(await pipe.readexactly(head)), body=await pipe.readexactly(body))


def _packed(head: dict[str, Any], body: bytes) -> bytes:
    data = json.dumps(head).encode()
    return _SIZES.pack(len(data), len(body)) + data + body
