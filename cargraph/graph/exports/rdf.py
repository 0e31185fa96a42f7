"""The graph in the syntaxes of RDF: N-Quads and TriG with the named graphs, Turtle and RDF/XML without them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.graph.exports.quads import lines, sorted_quads
from cargraph.graph.iris import PREFIXES
from cargraph.graph.rows import tidy

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cargraph.graph.api import Graph

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 cannot hold."""

_ROOT = re.compile(rb"<rdf:RDF([^>]*)>")


def nquads(graph: Graph) -> bytes:
    """Return the graph as canonical N-Quads, sorted."""
    return b"".join(lines(graph))


def trig(graph: Graph) -> bytes:
    """Return the graph as TriG, a named graph after the other."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    quads = sorted(sorted_quads(graph), key=lambda quad: str(quad.graph_name))
    return tidy(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=PREFIXES))


def turtle(graph: Graph) -> bytes:
    """Return the union of the named graphs as Turtle."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    return tidy(ox.serialize(_triples(graph), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))


def rdfxml(graph: Graph) -> bytes:
    """Return the union of the named graphs as RDF/XML; a character that XML cannot hold becomes U+FFFD."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    triples = [_legal(triple) for triple in _triples(graph)]
    written = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b""
    return _ROOT.sub(_in_order, written, count=1)


def _triples(graph: Graph) -> list[ox.Triple]:
    return sorted({quad.triple for quad in sorted_quads(graph)}, key=str)


def _legal(triple: ox.Triple) -> ox.Triple:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    told = triple.object
    if not isinstance(told, ox.Literal) or not ILLEGAL.search(told.value):
        return triple
    text = ILLEGAL.sub("\ufffd", told.value)
    legal = ox.Literal(text, language=told.language) if told.language else ox.Literal(text, datatype=told.datatype)
    return ox.Triple(triple.subject, triple.predicate, legal)


def _in_order(root: re.Match[bytes]) -> bytes:
    """Return the root with its prefixes in order: the serializer writes them in any."""
    return b"<rdf:RDF " + b" ".join(sorted(root[1].split())) + b">"
