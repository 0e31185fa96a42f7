"""SPARQL 1.1 Protocol: what a request asks, from its method, type, parameters and body."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from cargraph.server.wire import Asked

if TYPE_CHECKING:
    from starlette.requests import Request

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 200
_ESCAPED = 3
"""How many times as long a text may become when it is percent-encoded."""


async def asked(request: Request, longest: int) -> Asked | None:
    """Return what a GET or POST asks, or nothing for a GET without a query, which asks what the service is.

    Raises HTTPException: 400 for what is no UTF-8 or has not one query, 403 for an update, 413 for a query longer than
    `longest` bytes, 415 for a body of another type.
    """
    parameters = _parameters(request.scope["query_string"])
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _FORM:
            parameters = [*parameters, *_parameters(await _body(request, _ESCAPED * longest))]
        elif kind == _QUERY:
            parameters = [*parameters, ("query", _text(await _body(request, longest)))]
        elif kind == _UPDATE:
            raise _update()
        else:
            raise HTTPException(415, f"{kind or 'no content type'}: post a query as {_FORM} or {_QUERY}")
    return _asked(parameters, request, longest)


def _asked(parameters: list[tuple[str, str]], request: Request, longest: int) -> Asked | None:
    named = {name for name, _ in parameters}
    if {"update", "using-graph-uri", "using-named-graph-uri"} & named:
        raise _update()
    queries = [value for name, value in parameters if name == "query"]
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise HTTPException(400, f"{len(queries)} queries; give one as the parameter 'query'")
    if len(queries[0].encode()) > longest:
        raise _too_long(longest)
    graphs = {
        name: tuple(value for key, value in parameters if key == f"{name}-graph-uri") for name in ("default", "named")
    }
    accept = ", ".join(request.headers.getlist("accept")) or "*/*"
    if not any(graphs.values()):
        return Asked(queries[0], accept)
    return Asked(queries[0], accept, graphs["default"], graphs["named"])


def _parameters(data: bytes) -> list[tuple[str, str]]:
    try:
        text = data.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the parameters are not UTF-8, percent-encoded") from error
    except ValueError as error:
        raise HTTPException(400, f"over {_MOST_PARAMETERS} parameters; give fewer") from error


async def _body(request: Request, longest: int) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > longest:
            raise _too_long(longest)
        parts.append(part)
    return b"".join(parts)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the query is not UTF-8 at byte {error.start}") from error


def _too_long(longest: int) -> HTTPException:
    return HTTPException(413, f"over {longest} bytes; give a shorter query")


def _update() -> HTTPException:
    return HTTPException(403, "updates are refused: papers are added with build, taken out with remove")
