"""The server as an ASGI application: its routes, and what stands before them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from cargraph.server import pages
from cargraph.server.answers import GoneError
from cargraph.server.endpoint import sparql
from cargraph.server.limits import Limits
from cargraph.server.pool import Pool
from cargraph.server.things import thing
from cargraph.server.wire import TRUNCATED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from starlette.requests import Request

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
_CLOSED = 499


def application(
    folder: str | Path, limits: Limits | None = None, *, cors: Sequence[str] = (), hosts: Sequence[str] = LOOPBACK
) -> Starlette:
    """Return the application that serves the graph in a folder.

    `cors` are the origins whose pages may ask ("*" for all), `hosts` the names that it answers to in the Host header
    ("*" for all): a page of a stranger whose name was made to lead here is refused.
    """
    bounds = limits or Limits()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with Pool(Path(folder), bounds) as pool:
            app.state.pool = pool
            yield

    app = Starlette(
        routes=_routes(), middleware=_middleware(cors, hosts), lifespan=lifespan, exception_handlers={GoneError: _gone}
    )
    app.state.folder = Path(folder)
    app.state.limits = bounds
    return app


def _routes() -> list[Route | Mount]:
    return [
        Route("/", pages.browser),
        Route("/sparql", sparql, methods=["GET", "POST"], name="sparql"),
        Route("/query", pages.query, name="query"),
        Route("/queries", pages.queries),
        Route("/queries/{name}", pages.filled),
        Route("/terms", pages.terms),
        Route("/ontology", pages.ontology),
        Route("/health", pages.health),
        Route("/id/{path:path}", thing),
        Mount("/page", StaticFiles(directory=pages.PAGE)),
    ]


def _middleware(cors: Sequence[str], hosts: Sequence[str]) -> list[Middleware]:
    known = Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    if not cors:
        return [known]
    allowed = Middleware(
        CORSMiddleware,
        allow_origins=list(cors),
        allow_methods=["GET", "POST"],
        allow_headers=["Accept", "Content-Type"],
        expose_headers=[TRUNCATED],
    )
    return [known, allowed]


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=_CLOSED)
