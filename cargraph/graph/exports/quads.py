"""The quads of a graph in an order that depends on nothing but the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cargraph.graph.api import Graph


def lines(graph: Graph) -> list[bytes]:
    """Return the graph's quads as lines of canonical N-Quads, sorted."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    dump = graph.with_index(lambda store: store.dump(format=ox.RdfFormat.N_QUADS)) or b""
    return sorted(dump.splitlines(keepends=True))


def sorted_quads(graph: Graph) -> list[ox.Quad]:
    """Return the graph's quads, sorted by subject, predicate, object and graph."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    return list(ox.parse(b"".join(lines(graph)), format=ox.RdfFormat.N_QUADS))
