"""The SPARQL endpoint: a query is answered, and without one the service is described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from cargraph.server import bounded
from cargraph.server.answers import ask, response
from cargraph.server.forms import GRAPHS, HTML, chosen
from cargraph.server.pages import shipped_text
from cargraph.server.protocol import asked

if TYPE_CHECKING:
    from starlette.requests import Request


async def sparql(request: Request) -> Response:
    """Answer a query by SPARQL 1.1 Protocol; a GET without one is answered with the service description."""
    question = await asked(request, request.app.state.limits.query)
    if question is not None:
        return response(await ask(request, question))
    accept = request.headers.get("accept", "*/*")
    form = chosen(accept, (*GRAPHS, HTML))
    if form is None:
        raise HTTPException(406, f"the service is described as {', '.join(one.media for one in GRAPHS)}")
    if form is HTML:
        return RedirectResponse(request.url_for("query"), 303)
    body = bounded.graph(_description(str(request.url_for("sparql"))), form)
    return Response(body, 200, {"Vary": "Accept"}, form.header)


def _description(address: str) -> bytes:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    try:
        triples = ox.parse(shipped_text("service.ttl").encode(), format=ox.RdfFormat.TURTLE, base_iri=address)
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    except (ValueError, SyntaxError) as error:
        raise HTTPException(400, "the Host header gives no address") from error
