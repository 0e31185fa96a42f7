"""One paper's file -> its faults: of syntax, of terms not declared, of shape, and of numbers that do not fit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cargraph.graph.iris import AUDIT, CG, RDF
from cargraph.resources import ontologies
from cargraph.validation.checks import failed
from cargraph.validation.faults import Fault, Teller
from cargraph.validation.shapes import violations

if TYPE_CHECKING:
    from collections.abc import Iterator


_TYPE = f"{RDF}type"
_DELETE = "delete this file and build its paper again"


def faults(file: str, data: bytes) -> tuple[Fault, ...]:
    """Return what is wrong with a paper that is given as the bytes of its N-Quads file, sorted by place."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    try:
        everything = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        return (Fault(file, "", -1, -1, "", f"line {error.lineno} is no N-Quads", _DELETE),)
    quads = [quad for quad in everything if not isinstance(quad.object, ox.Triple)]
    store = ox.Store()
    store.bulk_extend(quads)
    teller = Teller(store, file)
    found = {teller.of_paper(message) for message in _as_a_whole(data, quads)}
    if len(quads) < len(everything):
        found.add(teller.of_paper("it speaks of triples as RDF 1.2 does, which no paper of a store needs"))
    found |= {teller.of_node(node, message) for node, message in (*violations(quads), *failed(store))}
    return tuple(sorted(found))


def graph_of(data: bytes) -> str:
    """Return the IRI of the paper that a file is of, by its first line; empty where that is no N-Quads.

    >>> graph_of(b'<urn:s> <urn:p> <urn:o> <urn:paper/audit> .')
    'urn:paper'
    """
    first = data.partition(b"\n")[0].rpartition(b" <")[2]
    return first.removesuffix(b"> .").decode(errors="replace").removesuffix(AUDIT)


def _as_a_whole(data: bytes, quads: list[Any]) -> Iterator[str]:
    lines = data.splitlines()
    if lines != sorted(set(lines)):
        yield "its lines are out of order or stand twice"
    graphs = {str(getattr(quad.graph_name, "value", "")).removesuffix(AUDIT) for quad in quads}
    if len(graphs) != 1:
        yield f"its file holds the graphs of {len(graphs)} papers" if graphs else "its file is empty"
    papers = {q.subject.value for q in quads if q.predicate.value == _TYPE and q.object.value == f"{CG}Document"}
    if papers != graphs and len(graphs) == 1:
        yield "its file does not say which document it is of"
    for term in sorted(_used(quads) - _declared()):
        yield f"it uses cg:{term.removeprefix(CG)}, which the ontology does not declare"


def _used(quads: list[Any]) -> set[str]:
    values = {getattr(term, "value", "") for quad in quads for term in (quad.predicate, quad.object)}
    return {value for value in values if value.startswith(CG)}


@cache
def _declared() -> frozenset[str]:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    found = set()
    for name in ("cargraph.ttl", "structure.ttl"):
        found |= {getattr(quad.subject, "value", "") for quad in ox.parse(path=str(ontologies() / name))}
    return frozenset(found)
