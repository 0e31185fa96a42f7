"""Answers of the workers as responses of HTTP."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import Response

from cargraph.server.wire import TRUNCATED

if TYPE_CHECKING:
    from starlette.requests import Request

    from cargraph.server.pool import Pool
    from cargraph.server.wire import Answer, Asked

_RETRY = "10"
_POLICY = "default-src 'none'; sandbox"
"""What a browser that shows an answer may do: an answer holds whatever a query says."""


class GoneError(Exception):
    """The client has gone away before its answer came."""


async def ask(request: Request, asked: Asked) -> Answer:
    """Ask the workers. Raises GoneError, and has the query stopped, where the client goes away first."""
    pool: Pool = request.app.state.pool
    work = asyncio.ensure_future(pool.ask(asked))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise GoneError
        return work.result()
    finally:
        for one in (work, gone):
            one.cancel()
        await asyncio.gather(work, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def response(answer: Answer) -> Response:
    """Return an answer as a response; where it was cut off a header says so."""
    headers = {"Vary": "Accept", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": _POLICY}
    if answer.truncated:
        headers[TRUNCATED] = answer.truncated
    if answer.status == 503:
        headers["Retry-After"] = _RETRY
    return Response(answer.body, answer.status, headers, answer.media)
