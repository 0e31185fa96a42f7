"""From a question to its answer over an open store: what is refused, what is run, and in which form it goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cargraph.errors import GraphError, RefusedError
from cargraph.graph.ask import sparql
from cargraph.graph.iris import PREFIXES
from cargraph.server import bounded
from cargraph.server.datasets import dataset, refuse_strangers
from cargraph.server.forms import GRAPHS, ROWS, chosen
from cargraph.server.wire import Answer, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyoxigraph as ox

    from cargraph.server.forms import Form
    from cargraph.server.limits import Limits
    from cargraph.server.wire import Asked


def answered(store: ox.Store, asked: Asked, limits: Limits) -> Answer:
    """Answer a query, or say with the status of HTTP why not: 400 no query, 403 refused, 406 no such form.

    Raises OSError and RuntimeError where the store cannot be read.
    """
    try:
        return _answered(store, asked, limits)
    except SyntaxError as error:
        return text(400, f"the query is not SPARQL: {error.msg}; write it as SPARQL 1.1")
    except RefusedError as error:
        return text(403, str(error))
    except (GraphError, ValueError) as error:
        return text(400, str(error))


def _answered(store: ox.Store, asked: Asked, limits: Limits) -> Answer:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    sparql(asked.query)
    found = store.query(asked.query, prefixes=PREFIXES, **_graphs(store, asked))
    if isinstance(found, ox.QueryTriples):
        form = chosen(asked.accept, GRAPHS)
        return _unacceptable("CONSTRUCT and DESCRIBE", GRAPHS) if form is None else _triples(found, form, limits)
    form = chosen(asked.accept, ROWS)
    if form is None:
        return _unacceptable("SELECT and ASK", ROWS)
    if isinstance(found, ox.QueryBoolean):
        return Answer(200, form.header, bounded.truth(found, form))
    body, cut = bounded.rows(found, form, limits.rows, limits.size)
    return Answer(200, form.header, body, cut)


def _triples(found: ox.QueryTriples, form: Form, limits: Limits) -> Answer:
    body, cut = bounded.triples(found, form, limits.rows, limits.size)
    return Answer(200, form.header, body, cut)


def _graphs(store: ox.Store, asked: Asked) -> dict[str, Any]:
    """Return what a query is asked of: the graphs that the protocol names, or that it names, or the union of all."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    named = dataset(asked.query)
    given = [*(asked.default_graphs or ()), *(asked.named_graphs or ())]
    refuse_strangers(store, [*given, *named])
    if asked.default_graphs is None and asked.named_graphs is None:
        return {"use_default_graph_as_union": not named}
    return {
        "default_graph": [ox.NamedNode(graph) for graph in asked.default_graphs or ()],
        "named_graphs": [ox.NamedNode(graph) for graph in asked.named_graphs or ()],
    }


def _unacceptable(kinds: str, forms: Sequence[Form]) -> Answer:
    return text(406, f"{kinds} are answered as {', '.join(form.media for form in forms)}; accept one of these")
