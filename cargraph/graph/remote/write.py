"""What is sent to an endpoint to change it: updates in as few requests as its limits allow, each safe to send twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.graph.iris import digest
from cargraph.graph.remote.endpoint import BOOKS
from cargraph.graph.terms import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.graph.remote.http import Http

LARGEST = 2_000
"""Triples in one request: Virtuoso's compiler gives up at about twice as many, and others hold them all in memory."""


@dataclass(frozen=True, slots=True)
class Step:
    """Updates that belong together. After an `alone` one nothing else may be sent in the same request."""

    text: str
    size: int = 1
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Put:
    """A named graph (IRI) and the N-Triples lines that shall be all it holds."""

    graph: str
    lines: Sequence[str]


def send(http: Http, steps: Iterable[Step | Put]) -> None:
    """Send steps in their order. A graph is put in one request of the Graph Store protocol where there is one."""
    waiting: list[Step] = []
    for step in _told(steps, graphs=http.takes_graphs):
        if isinstance(step, Put) or sum(one.size for one in waiting) + step.size > LARGEST:
            _flush(http, waiting)
        if isinstance(step, Put):
            http.put(step.graph, "".join(step.lines).encode())
            continue
        waiting.append(step)
        if step.alone:
            _flush(http, waiting)
    _flush(http, waiting)


def inserted(graph: str, lines: Sequence[str]) -> Iterator[Step]:
    """Yield steps that add triples to a named graph."""
    yield from _data("INSERT", graph, lines)


def deleted(graph: str, lines: Sequence[str]) -> Iterator[Step]:
    """Yield steps that take triples out of a named graph."""
    yield from _data("DELETE", graph, lines)


def dropped(graph: str) -> Step:
    """Return the step that takes out a named graph."""
    return Step(f"DROP SILENT GRAPH {iri(graph)}")


def forgotten(node: str, name: str) -> Step:
    """Return the step that takes out what the books say of one property (both N-Triples terms) of a node."""
    return Step(f"DELETE WHERE {{ GRAPH {iri(BOOKS)} {{ {node} {name} ?old }} }}")


def _flush(http: Http, waiting: list[Step]) -> None:
    if waiting:
        http.update(" ;\n".join(step.text for step in waiting))
        waiting.clear()


def _told(steps: Iterable[Step | Put], *, graphs: bool) -> Iterator[Step | Put]:
    for step in steps:
        if isinstance(step, Step) or graphs:
            yield step
        else:
            yield from _replaced(step)


def _replaced(put: Put) -> Iterator[Step]:
    """Yield updates that put a graph: in one request, or written aside first where it is too large for one."""
    if len(put.lines) < LARGEST:
        yield Step(f"{dropped(put.graph).text} ;\n{_block('INSERT', put.graph, put.lines)}", len(put.lines) + 1)
        return
    aside = f"{BOOKS}/aside-{digest(put.graph)}"
    yield dropped(aside)
    yield from inserted(aside, put.lines)
    yield Step(f"COPY GRAPH {iri(aside)} TO GRAPH {iri(put.graph)}", LARGEST, alone=True)
    yield dropped(aside)


def _data(verb: str, graph: str, lines: Sequence[str]) -> Iterator[Step]:
    for start in range(0, len(lines), LARGEST // 2):
        part = lines[start : start + LARGEST // 2]
        yield Step(_block(verb, graph, part), len(part))


def _block(verb: str, graph: str, lines: Sequence[str]) -> str:
    return f"{verb} DATA {{ GRAPH {iri(graph)} {{\n{''.join(lines)}}} }}"
