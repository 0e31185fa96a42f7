"""Serving until one is told to stop."""

from __future__ import annotations

import ipaddress
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from cargraph.errors import ServeError
from cargraph.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cargraph.server.limits import Limits

_CONNECTIONS = 200
_PATIENCE = 3
_HEADERS = 16 << 10


def run(
    folder: str | Path,
    host: str,
    port: int,
    limits: Limits,
    *,
    cors: Sequence[str] = (),
    watch: Callable[[str], None] | None = None,
) -> None:
    """Serve the graph in a folder until SIGINT or SIGTERM; `watch` is called with the address once it is bound.

    Raises GraphError where the folder holds no graph, and ServeError where the address cannot be had.
    """
    import uvicorn  # noqa: PLC0415 - imported late

    from cargraph.server.app import LOOPBACK, application  # noqa: PLC0415 - imports starlette

    Store(folder, read_only=True).index()
    hosts = (*LOOPBACK, host) if _loopback(host) else ("*",)
    config = uvicorn.Config(
        application(folder, limits, cors=cors, hosts=hosts),
        http="h11",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_PATIENCE,
        h11_max_incomplete_event_size=3 * limits.query + _HEADERS,
    )
    with _bound(host, port) as listening:
        if watch:
            watch(_address(listening))
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that is bound. It is told to be TCP, so that asyncio sends short answers without waiting."""
    listening = None
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except (OSError, OverflowError) as error:
        if listening:
            listening.close()
        raise ServeError(
            f"{host}, port {port}: cannot be served on ({_why(error)}); give another --port (0 takes a free one)"
        ) from error
    return listening


def _why(error: OSError | OverflowError) -> str:
    return getattr(error, "strerror", None) or str(error)


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
