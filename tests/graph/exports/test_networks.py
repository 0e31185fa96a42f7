from __future__ import annotations

import io
from typing import TYPE_CHECKING

import networkx as nx
import pytest
import rustworkx
from lxml import etree

from cargraph.graph.exports import exported

if TYPE_CHECKING:
    from pathlib import Path

    from cargraph.graph.api import Graph

GEXF = {"g": "http://www.gexf.net/1.2draft"}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_back_what_it_was_given(wild: Graph, form: str) -> None:
    data = io.BytesIO(exported(wild, form))
    network = nx.read_gexf(data) if form == "gexf" else nx.read_graphml(data, force_multigraph=True)
    assert set(network) == {entity.iri for entity in wild.entities()}
    assert network.number_of_edges() == wild.to_networkx().number_of_edges()


def test_another_library_reads_graphml(kg: Graph, tmp_path: Path) -> None:
    (tmp_path / "graph.graphml").write_bytes(exported(kg, "graphml"))
    (network,) = rustworkx.read_graphml(str(tmp_path / "graph.graphml"))
    assert {node["label"] for node in network.nodes()} == {entity.label for entity in kg.entities()}
    ours = {(data["predicate"], data.get("count")) for _, _, data in kg.to_networkx().edges(data=True)}
    assert {(edge["predicate"], edge["count"]) for edge in network.edges()} == ours


def test_gexf_declares_each_attribute_once_and_has_no_date(wild: Graph) -> None:
    root = etree.fromstring(exported(wild, "gexf"))
    assert "lastmodifieddate" not in root[0].attrib
    for kind in ("node", "edge"):
        declared = root.findall(f".//g:attributes[@class='{kind}']/g:attribute", GEXF)
        titles = [one.get("title") for one in declared]
        assert len(titles) == len(set(titles))
        truth = {one.get("id") for one in declared if one.get("type") == "boolean"}
        told = root.findall(f".//g:{kind}/g:attvalues/g:attvalue", GEXF)
        assert {one.get("value") for one in told if one.get("for") in truth} <= {"true", "false"}
        used = {one.get("for") for one in told}
        assert used <= {one.get("id") for one in declared}
    nodes = {one.get("id"): one.get("label") for one in root.findall(".//g:node", GEXF)}
    edges = root.findall(".//g:edge", GEXF)
    assert {edge.get("label") for edge in edges} >= {"targets", "observed", "compared_with"}
    assert all({edge.get("source"), edge.get("target")} <= set(nodes) for edge in edges)
