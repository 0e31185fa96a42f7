"""The graph written for other tools: RDF in four syntaxes, GraphML, and a table of results for meta-analysis."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from cargraph.errors import GraphError
from cargraph.graph.disk import write_whole
from cargraph.graph.iris import PREFIXES
from cargraph.graph.rows import plain, tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx
    import pyoxigraph as ox

    from cargraph.graph.api import Graph
    from cargraph.graph.records import DocumentRecord, ObservationRecord

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def exported(graph: Graph, form: str) -> bytes:
    """Return the whole graph in a form: nquads, trig, turtle, jsonld, graphml or csv. The same graph, the same bytes.

    Raises GraphError for another form.
    """
    try:
        write = EXPORTS[form]
    except KeyError:
        raise GraphError(f"{form}: not a form of export; use {', '.join(EXPORTS)}") from None
    return write(graph)


def export(graph: Graph, form: str, path: str | Path) -> None:
    """Write the whole graph to a file, whole or not at all. Raises GraphError for an unknown form or a full disk."""
    write_whole(Path(path), exported(graph, form))


def _nquads(graph: Graph) -> bytes:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    dump = graph.with_index(lambda store: store.dump(format=ox.RdfFormat.N_QUADS)) or b""
    return b"".join(sorted(dump.splitlines(keepends=True)))


def _sorted_quads(graph: Graph) -> list[ox.Quad]:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    return list(ox.parse(_nquads(graph), format=ox.RdfFormat.N_QUADS))


def _trig(graph: Graph) -> bytes:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    quads = sorted(_sorted_quads(graph), key=lambda quad: str(quad.graph_name))
    return tidy(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES))


def _jsonld(graph: Graph) -> bytes:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    quads = sorted(_sorted_quads(graph), key=lambda quad: str(quad.graph_name))
    return ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b""


def _turtle(graph: Graph) -> bytes:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    triples = sorted({quad.triple for quad in _sorted_quads(graph)}, key=str)
    return tidy(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))


def _graphml(graph: Graph) -> bytes:
    import networkx as nx  # noqa: PLC0415 - imported late

    network = graph.to_networkx()
    out = io.BytesIO()
    nx.write_graphml_xml(_legal(network), out, named_key_ids=True)
    return out.getvalue()


def _legal(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the network with what XML can hold: no control characters, and one type an attribute."""
    for _, attributes in network.nodes(data=True):
        attributes.update({name: _value(value) for name, value in attributes.items()})
    for _, _, attributes in network.edges(data=True):
        attributes.update({name: _value(value) for name, value in attributes.items()})
    return network


def _value(value: object) -> object:
    return _ILLEGAL.sub("\ufffd", value) if isinstance(value, str) else value


_PAPER = ("document", "doi", "year")
_NAMED = ("construct", "arm", "outcome")
_NUMBERS = ("grade", "stat", "count", "total", "percent", "value", "unit", "low", "high", "interval", "time")
_SOURCE = ("carried", "table", "quote", "start", "end")
_MORE = ("measure", "scale", "bound", "printed", "hedged", "cited", "confidence")


def _csv(graph: Graph) -> bytes:
    labels = {entity.iri: entity.label for entity in graph.entities()}
    papers = {document.iri: document for document in graph.documents}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_PAPER, *_NAMED, *_NUMBERS, *_SOURCE, *_MORE))
    writer.writerows(_line(one, papers[one.document], labels) for one in graph.observations())
    return out.getvalue().encode()


def _line(one: ObservationRecord, paper: DocumentRecord, labels: dict[str, str]) -> list[str]:
    first = one.evidence[0] if one.evidence else None
    named = (labels.get(one.subject or ""), one.arm, labels[one.outcome])
    place = (None, None, None) if first is None else (first.quote, first.start, first.end)
    numbers = (getattr(one, name) for name in _NUMBERS)
    more = (getattr(one, name) for name in _MORE)
    table = one.table if one.table is not None or first is None else first.table
    return [
        plain(value) for value in (paper.id, paper.doi, paper.year, *named, *numbers, one.carried, table, *place, *more)
    ]


EXPORTS: dict[str, Callable[[Graph], bytes]] = {
    "nquads": _nquads,
    "trig": _trig,
    "turtle": _turtle,
    "jsonld": _jsonld,
    "graphml": _graphml,
    "csv": _csv,
}
