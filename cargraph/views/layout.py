"""A fixed place for every node: constructs in the middle, the other kinds in regions around them.

The places of a region are worked out beforehand, far enough apart for a label, and each node takes the free one that is
nearest to where networkx would draw it among its neighbours. The same graph always looks the same.
"""

from __future__ import annotations

from collections import defaultdict
from math import asin, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from cargraph.views.model import Node

Point = tuple[float, float]

AROUND = (
    Kind.TOXICITY,
    Kind.CYTOKINE,
    Kind.BIOMARKER,
    Kind.DRUG,
    Kind.TRIAL,
    Kind.DISEASE,
    Kind.ANTIGEN,
    Kind.COMPONENT,
    Kind.ENDPOINT,
)
_STEP = 64.0
_WIDE = 1.45
_ROOMY = 1.8
_GAP = 64.0
_TURN = pi * (3 - sqrt(5))
_SPRING_LIMIT = 400
_SETTLE_LIMIT = 500
_TURNS = 24
_PICTURE = 1.2


def places(nodes: Sequence[Node], graph: nx.DiGraph[int]) -> tuple[tuple[int, int], ...]:
    """Return the place of every node, in the order of the nodes; `graph` joins their indexes."""
    members: dict[Kind, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        members[node.kind].append(index)
    slots = _slots(members)
    start = {index: slot for kind in members for index, slot in zip(members[kind], slots[kind], strict=True)}
    wished = _wishes(graph, start)
    placed: dict[int, Point] = {}
    for kind, indexes in members.items():
        ranked = sorted(indexes, key=lambda index: (-nodes[index].weight, nodes[index].id))
        placed.update(_settle(ranked, slots[kind], wished))
    return tuple((round(placed[index][0] * _WIDE), round(placed[index][1])) for index in range(len(nodes)))


def _slots(members: Mapping[Kind, Sequence[int]]) -> dict[Kind, list[Point]]:
    middle = len(members.get(Kind.CONSTRUCT, ()))
    around = [kind for kind in AROUND if kind in members]
    centres = _centres(_radius(middle, _ROOMY), [_radius(len(members[kind])) for kind in around])
    slots = {kind: _sunflower(len(members[kind]), centre) for kind, centre in zip(around, centres, strict=True)}
    slots[Kind.CONSTRUCT] = _sunflower(middle, (0.0, 0.0), _ROOMY)
    return slots


def _radius(count: int, step: float = 1.0) -> float:
    return _STEP * step * max(0.8, 0.62 * sqrt(count) + 0.2)


def _sunflower(count: int, centre: Point, step: float = 1.0) -> list[Point]:
    reach = _STEP * step * 0.62
    first = 0.0 if count == 1 else 0.7
    return [
        (
            centre[0] + reach * sqrt(index + first) * cos(index * _TURN),
            centre[1] + reach * sqrt(index + first) * sin(index * _TURN),
        )
        for index in range(count)
    ]


def _centres(middle: float, radii: Sequence[float]) -> list[Point]:
    """Put one disc for each radius around the middle, so that none touches another."""
    turned = (_turned(middle, radii, 2 * pi * turn / _TURNS) for turn in range(_TURNS))
    return min(turned, key=lambda centres: round(_room(middle, radii, centres), 1))


def _room(middle: float, radii: Sequence[float], centres: Sequence[Point]) -> float:
    """Return how large a picture of the usual shape must be to hold the discs."""
    discs = [*zip(radii, centres, strict=True), (middle, (0.0, 0.0))]
    wide = max(x + radius for radius, (x, _) in discs) - min(x - radius for radius, (x, _) in discs)
    high = max(y + radius for radius, (_, y) in discs) - min(y - radius for radius, (_, y) in discs)
    return max(wide * _WIDE / _PICTURE, high)


def _turned(middle: float, radii: Sequence[float], angle: float) -> list[Point]:
    ring = 1.0
    while sum(_width(radius, middle, ring) for radius in radii) > 2 * pi:
        ring *= 1.03
    widths = [_width(radius, middle, ring) for radius in radii]
    slack = (2 * pi - sum(widths)) / max(1, len(widths))
    centres = []
    for radius, width in zip(radii, widths, strict=True):
        angle += width / 2
        distance = (middle + radius + _GAP) * ring
        centres.append((distance * cos(angle), distance * sin(angle)))
        angle += width / 2 + slack
    return centres


def _width(radius: float, middle: float, ring: float) -> float:
    return 2 * asin(min(1.0, (radius + _GAP / 3) / ((middle + radius + _GAP) * ring)))


def _wishes(graph: nx.DiGraph[int], start: Mapping[int, Point]) -> dict[int, Point]:
    """Return where each node would stand beside its neighbours."""
    if 1 < len(start) <= _SPRING_LIMIT:
        import networkx as nx  # noqa: PLC0415 - imported late

        scale = max(1.0, *(hypot(*point) for point in start.values()))
        unit = {index: (point[0] / scale, point[1] / scale) for index, point in start.items()}
        drawn = nx.spring_layout(graph.to_undirected(), pos=unit, k=0.12, iterations=25, seed=7, scale=None)
        return {index: (float(point[0]) * scale, float(point[1]) * scale) for index, point in drawn.items()}
    return {index: _between(graph, index, start) for index in start}


def _between(graph: nx.DiGraph[int], index: int, start: Mapping[int, Point]) -> Point:
    beside = [start[other] for other in sorted({*graph.successors(index), *graph.predecessors(index)})]
    if not beside:
        return start[index]
    return sum(point[0] for point in beside) / len(beside), sum(point[1] for point in beside) / len(beside)


def _settle(ranked: Sequence[int], slots: Sequence[Point], wished: Mapping[int, Point]) -> dict[int, Point]:
    """Give each node, the weightiest first, the free slot that is nearest to its wish."""
    if len(ranked) > _SETTLE_LIMIT:
        return dict(zip(ranked, slots, strict=True))
    free = list(slots)
    settled = {}
    for index in ranked:
        x, y = wished[index]
        nearest = min(free, key=lambda slot: (round(hypot(slot[0] - x, slot[1] - y), 3), slot))
        free.remove(nearest)
        settled[index] = nearest
    return settled
