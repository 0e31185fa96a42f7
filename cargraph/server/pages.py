"""Pages and files: the browser of the build, the query page with the shipped queries, and what they are made of."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from cargraph.errors import GraphError
from cargraph.graph import ask
from cargraph.graph.iris import CG, PREFIXES
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from starlette.requests import Request

PAGE = Path(__file__).parent / "page"
"""The folder of the files that the pages are made of."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of our own pages: nothing is asked of any other server."""

_LONGEST = 2_000
_KINDS = {
    "classes": "http://www.w3.org/2002/07/owl#Class",
    "properties": "http://www.w3.org/2002/07/owl#ObjectProperty",
}
_VALUES = "http://www.w3.org/2002/07/owl#DatatypeProperty"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@cache
def shipped_text(name: str) -> str:
    """Return the text of one of the files that the pages are made of."""
    return (PAGE / name).read_text(encoding="utf-8")


async def browser(request: Request) -> Response:
    """Serve the page that the build has drawn, or say how to draw it."""
    drawn = request.app.state.folder / "index.html"
    if drawn.is_file():
        return FileResponse(drawn, headers={"Cache-Control": "no-cache"})
    return _page("undrawn.html", 404)


async def query(_request: Request) -> Response:
    """Serve the page on which queries are written."""
    return _page("query.html")


async def queries(_request: Request) -> Response:
    """List the shipped queries: their names, what they answer, and their parameters."""
    found = [{"name": one.name, "answers": one.answers, "parameters": one.parameters} for one in ask.shipped()]
    return JSONResponse(found)


async def filled(request: Request) -> Response:
    """Return a shipped query with its parameters filled in and the prefixes that it uses declared."""
    name = request.path_params["name"]
    if len(request.url.query) > _LONGEST:
        raise HTTPException(413, f"over {_LONGEST} bytes of parameters; give shorter ones")
    if name not in {one.name for one in ask.shipped()}:
        raise HTTPException(404, f"{name}: no query of this name is shipped; /queries lists them")
    try:
        text = ask.question(name, dict(request.query_params)).text
    except GraphError as error:
        raise HTTPException(400, str(error)) from error
    used = [name for name in PREFIXES if re.search(rf"(?<![\w?$]){name}:", text)]
    return Response("".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used) + text, media_type="text/plain")


async def terms(_request: Request) -> Response:
    """Return what the query page completes: prefixes, classes and properties of the ontology."""
    return JSONResponse(_terms())


async def ontology(_request: Request) -> Response:
    """Serve the ontology as Turtle."""
    return FileResponse(ontologies() / "cargraph.ttl", media_type="text/turtle")


async def health(request: Request) -> Response:
    """Tell that the server is up, and how many workers are idle and busy."""
    return JSONResponse({"status": "ok", "version": version("cargraph"), "workers": request.app.state.pool.counts})


def _page(name: str, status: int = 200) -> Response:
    return HTMLResponse(shipped_text(name), status, {"Content-Security-Policy": POLICY})


@cache
def _terms() -> dict[str, object]:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    found: dict[str, list[str]] = {"classes": [], "properties": []}
    kinds = {iri: name for name, iri in _KINDS.items()} | {_VALUES: "properties"}
    for quad in ox.parse(path=str(ontologies() / "cargraph.ttl"), format=ox.RdfFormat.TURTLE):
        kind = kinds.get(getattr(quad.object, "value", "")) if quad.predicate.value == _TYPE else None
        subject = str(getattr(quad.subject, "value", ""))
        if kind and subject.startswith(CG):
            found[kind].append(subject)
    return {"prefixes": PREFIXES} | {name: sorted(set(iris)) for name, iris in found.items()}
