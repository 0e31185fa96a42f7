"""The picture's data: networkx graph -> pyvis network -> plain nodes, edges and options."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING, Any

from cargraph.model import Kind
from cargraph.views.layout import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from cargraph.views.model import Arrow, Node, PageModel

SHAPES = {
    Kind.CONSTRUCT: "dot",
    Kind.ANTIGEN: "diamond",
    Kind.COMPONENT: "square",
    Kind.CYTOKINE: "triangle",
    Kind.BIOMARKER: "triangle",
    Kind.TOXICITY: "hexagon",
    Kind.ENDPOINT: "star",
    Kind.DISEASE: "square",
    Kind.DRUG: "triangleDown",
    Kind.TRIAL: "dot",
}
_LABEL = 60
_MANY_ARROWS = 2500
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": False, "tooltipDelay": 300, "keyboard": False},
}


@dataclass(frozen=True, slots=True)
class Network:
    """What the drawing script takes."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def graph_of(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> nx.DiGraph[int]:
    """Return the arrows as a directed graph over the nodes' indexes."""
    import networkx as nx  # noqa: PLC0415 - imported late

    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(nodes)))
    graph.add_edges_from((arrow.start, arrow.end) for arrow in arrows)
    return graph


def placed(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> tuple[Node, ...]:
    """Return the nodes with their places in the picture."""
    where = places(nodes, graph_of(nodes, arrows))
    return tuple(replace(node, x=x, y=y) for node, (x, y) in zip(nodes, where, strict=True))


def network(model: PageModel) -> Network:
    """Return the picture of a page: physics off, every node where the model puts it.

    Of a picture with very many arrows they are left out: the page draws them itself from the model.
    """
    from pyvis.network import Network as Pyvis  # noqa: PLC0415 - imported late

    drawing = Pyvis(directed=True)
    for index, node in enumerate(model.nodes):
        drawing.add_node(
            index,
            label=_cut(node.short),
            shape=SHAPES[node.kind],
            color=None,
            x=node.x,
            y=node.y,
            size=_size(node),
        )
    for index, arrow in enumerate(model.arrows if len(model.arrows) <= _MANY_ARROWS else ()):
        drawing.add_edge(arrow.start, arrow.end, id=index, dashes=not arrow.plain, width=_stroke(arrow))
    smooth = {"type": "curvedCW", "roundness": 0.12} if len(model.arrows) <= _MANY_ARROWS else False
    drawing.set_options(json.dumps({**_OPTIONS, "edges": {"smooth": smooth}}))
    nodes, edges, _, _, _, options = drawing.get_network_data()
    return Network([_bare(node) for node in nodes], [_bare(edge) for edge in edges], json.loads(options))


def _size(node: Node) -> float:
    base = 15 if node.kind is Kind.CONSTRUCT else 10
    return round(min(base + 1.9 * sqrt(node.weight), 2.2 * base), 1)


def _stroke(arrow: Arrow) -> float:
    said = len(arrow.claims) + len(arrow.results) + len(arrow.contrasts)
    return round(min(0.8 + 0.45 * sqrt(said), 4.0), 1)


def _cut(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"


def _bare(item: dict[str, Any]) -> dict[str, Any]:
    """Leave out what pyvis adds and the page decides by itself."""
    return {key: item[key] for key in sorted(item) if key not in {"color", "font", "arrows"}}
