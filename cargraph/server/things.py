"""Permalinks: what the graph holds of one IRI, as RDF or as a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from cargraph.graph.exports.jsonld import document
from cargraph.graph.iris import ID
from cargraph.server.answers import ask, response
from cargraph.server.forms import HTML, JSON, JSONLD, NTRIPLES, RDFXML, TURTLE, chosen
from cargraph.server.pages import POLICY
from cargraph.server.thing_page import FACTS, MOST, POINTING, SAID, thing_page
from cargraph.server.wire import Asked

if TYPE_CHECKING:
    from starlette.requests import Request

    from cargraph.server.forms import Form
    from cargraph.server.thing_page import Binding

_FORMS = (TURTLE, HTML, JSONLD, NTRIPLES, RDFXML)
_SUFFIX = re.compile(rf"\.({'|'.join(form.suffix for form in _FORMS)})$")
_ILLEGAL = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_HELD = """SELECT ?it {
  VALUES ?it { %s }
  FILTER (EXISTS { ?it ?p ?o } || EXISTS { GRAPH ?it { ?s ?p ?o } } || EXISTS { ?s ?p ?it })
}"""
_TOLD = """CONSTRUCT { ?s ?p ?o . <%(iri)s> ?says ?what . ?who ?of <%(iri)s> } {
  { GRAPH <%(iri)s> { ?s ?p ?o } } UNION { <%(iri)s> ?says ?what } UNION { ?who ?of <%(iri)s> }
}"""


async def thing(request: Request) -> Response:
    """Tell what the graph holds of an IRI: by the suffix of the path, or by Accept.

    Raises HTTPException: 404 where it holds nothing, 406 for another form.
    """
    path = _path(request)
    suffix = _SUFFIX.search(path)
    form = next(one for one in _FORMS if one.suffix == suffix[1]) if suffix else _accepted(request)
    iri = await _held(request, path[: suffix.start()] if suffix else path)
    answer = await _page(request, iri) if form is HTML else await _rdf(request, iri, form)
    answer.headers["Vary"] = "Accept"
    return answer


def _path(request: Request) -> str:
    """Return the path below /id/ as it was sent, since what an IRI escapes stays escaped."""
    raw = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    return str(raw.decode("ascii", "replace").partition("?")[0].partition("/id/")[2])


def _accepted(request: Request) -> Form:
    form = chosen(request.headers.get("accept", "*/*"), _FORMS)
    if form is None:
        raise HTTPException(406, f"told as {', '.join(one.media for one in _FORMS)}; accept one of these")
    return form


async def _held(request: Request, path: str) -> str:
    """Return the IRI of a path, as sent or as it would have been minted, whichever the graph holds."""
    kind, _, name = path.partition("/")
    minted = f"{ID}{kind}/{quote(unquote(name), safe=':')}"
    tried = [iri for iri in dict.fromkeys((ID + path, minted)) if not _ILLEGAL.search(iri)]
    found = await _select(request, _HELD % " ".join(f"<{iri}>" for iri in tried)) if tried else []
    if not found:
        raise HTTPException(404, f"{ID}{path}: this graph holds nothing of it")
    return found[0]["it"]["value"]


async def _rdf(request: Request, iri: str, form: Form) -> Response:
    query = _TOLD % {"iri": iri}
    if form is not JSONLD:
        return response(await ask(request, Asked(query, form.media)))
    answer = await ask(request, Asked(query, NTRIPLES.media))
    if answer.status == 200:
        answer = replace(answer, media=JSONLD.media, body=await run_in_threadpool(_readable, answer.body))
    return response(answer)


def _readable(ntriples: bytes) -> bytes:
    """Return N-Triples as JSON-LD with the context that is shipped."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    return document(ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))


async def _page(request: Request, iri: str) -> Response:
    said, pointing, facts = [await _select(request, text % {"iri": iri}) for text in (SAID, POINTING, FACTS)]
    headers = {"Content-Security-Policy": POLICY}
    return HTMLResponse(thing_page(iri, said, pointing, facts[:MOST], more=len(facts) > MOST), 200, headers)


async def _select(request: Request, query: str) -> list[Binding]:
    answer = await ask(request, Asked(query, JSON.media))
    if answer.status != 200:
        raise HTTPException(answer.status, answer.body.decode())
    bindings: list[Binding] = json.loads(answer.body)["results"]["bindings"]
    return bindings
