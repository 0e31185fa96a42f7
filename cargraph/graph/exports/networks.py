"""The graph as a network for Gephi, Cytoscape, yEd and igraph: GraphML and GEXF."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from cargraph.graph.exports.rdf import ILLEGAL

if TYPE_CHECKING:
    import networkx as nx

    from cargraph.graph.api import Graph

_NUMBERS = ("percent", "value", "low", "high", "p", "confidence")
_MADE = re.compile(rb' lastmodifieddate="[^"]*"')


def graphml(graph: Graph) -> bytes:
    """Return entities as nodes and what papers say of them as edges, in GraphML."""
    import networkx as nx  # noqa: PLC0415 - imported late

    out = io.BytesIO()
    nx.write_graphml_xml(_legal(graph.to_networkx()), out, named_key_ids=True)
    return _with_lower_truth(out.getvalue())


def _with_lower_truth(data: bytes) -> bytes:
    """Return GraphML whose truth values are those of XML: networkx writes True and False, which others refuse."""
    from lxml import etree  # noqa: PLC0415 - imported late

    root = etree.fromstring(data)
    truth = {key.get("id") for key in root.iterfind("{*}key") if key.get("attr.type") == "boolean"}
    for told in root.iterfind(".//{*}data"):
        if told.get("key") in truth:
            told.text = (told.text or "").lower()
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8")) + b"\n"


def gexf(graph: Graph) -> bytes:
    """Return the same network in GEXF 1.2, without the date that would make each writing another."""
    import networkx as nx  # noqa: PLC0415 - imported late

    network = _legal(graph.to_networkx())
    for _, _, told in network.edges(data=True):
        told["label"] = told["predicate"]
    out = io.BytesIO()
    nx.write_gexf(network, out, version="1.2draft")
    return _MADE.sub(b"", out.getvalue())


def _legal(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the network with what XML can hold, and one type an attribute.

    A character that XML cannot hold becomes U+FFFD; "NR" and "NE" stand in an attribute beside that of the numbers.
    """
    told = [attributes for _, attributes in network.nodes(data=True)]
    for attributes in (*told, *(attributes for _, _, attributes in network.edges(data=True))):
        words = {name: attributes.pop(name) for name in _NUMBERS if isinstance(attributes.get(name), str)}
        numbers = {name: float(attributes[name]) for name in _NUMBERS if name in attributes}
        attributes.update(numbers, **{f"{name}_text": word for name, word in words.items()})
        attributes.update({name: _value(value) for name, value in attributes.items()})
    return network


def _value(value: object) -> object:
    return ILLEGAL.sub("\ufffd", value) if isinstance(value, str) else value
