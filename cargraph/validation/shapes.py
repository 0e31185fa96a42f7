"""A paper's graph against ontologies/shapes.ttl, with pyshacl. The shapes are read once a process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cargraph.graph.iris import CG, RDF, XSD
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import rdflib

_ENTITY = f"{CG}Entity"
_SHOWN = 60


@cache
def _shapes() -> Any:
    import rdflib  # noqa: PLC0415 - imported late
    from pyshacl.shapes_graph import ShapesGraph  # noqa: PLC0415 - imported late

    return ShapesGraph(rdflib.Graph().parse(ontologies() / "shapes.ttl"))


def violations(quads: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield the nodes (IRIs) of a paper's graph that are not in shape, each with what is wrong, sorted."""
    from pyshacl.graph_abstraction import DataGraph  # noqa: PLC0415 - imported late
    from pyshacl.validator import Validator  # noqa: PLC0415 - imported late
    from rdflib.namespace import SH  # noqa: PLC0415 - imported late

    shapes, graph = _shapes(), _graph(quads)
    validator: Any = Validator(
        DataGraph.from_rdflib(graph), shacl_graph=shapes.graph, options={"inference": "none", "advanced": False}
    )
    validator.shacl_graph = shapes
    conforms, report, _ = validator.run()
    if conforms:
        return
    found = set()
    for result in report.subjects(SH.resultSeverity, None):
        shape, focus = report.value(result, SH.sourceShape), report.value(result, SH.focusNode)
        found |= {(str(node), _message(report, result)) for node in _nodes(graph, shapes.graph, shape, focus)}
    yield from sorted(found)


def _message(report: rdflib.Graph, result: Any) -> str:
    from rdflib.namespace import SH  # noqa: PLC0415 - imported late

    message, value = str(report.value(result, SH.resultMessage)), report.value(result, SH.value)
    told = value is None or report.value(result, SH.sourceConstraintComponent) == SH.ClassConstraintComponent
    return message if told else f"{message} (it has {_short(value)})"


def _nodes(graph: rdflib.Graph, shapes: rdflib.Graph, shape: Any, focus: Any) -> Iterable[Any]:
    """Return the node that is out of shape; of a thing at an end of a relation, the statements that put it there."""
    from rdflib.namespace import RDF, SH  # noqa: PLC0415 - imported late

    for end, target in ((RDF.subject, SH.targetSubjectsOf), (RDF.object, SH.targetObjectsOf)):
        if relation := shapes.value(shape, target):
            return [node for node in graph.subjects(end, focus) if (node, RDF.predicate, relation) in graph]
    return [focus]


def _short(value: object) -> str:
    text = str(value).removeprefix(CG)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _graph(quads: Iterable[Any]) -> rdflib.Graph:
    """Return a paper's triples with what the shared graph says of its things: their classes, and plain triples."""
    import rdflib  # noqa: PLC0415 - imported late

    graph = rdflib.Graph()
    terms: dict[str, Any] = {}
    nodes: dict[str, dict[str, str]] = {}
    for quad in quads:
        subject, predicate = quad.subject.value, quad.predicate.value
        graph.add((_iri(subject, terms), _iri(predicate, terms), _term(quad.object, terms)))
        nodes.setdefault(subject, {})[predicate] = quad.object.value
    for triple in _shared(nodes.values()):
        graph.add(tuple(_iri(term, terms) for term in triple))
    return graph


def _shared(nodes: Iterable[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    for one in nodes:
        about, kind = one.get(f"{CG}about"), one.get(f"{CG}mentionKind")
        if about and kind:
            yield about, f"{RDF}type", kind
            yield about, f"{RDF}type", _ENTITY
        ends = [one.get(f"{RDF}{name}") for name in ("subject", "predicate", "object")]
        if one.get(f"{CG}polarity") == f"{CG}Positive" and one.get(f"{CG}certainty") == f"{CG}Certain" and all(ends):
            yield tuple(ends)  # type: ignore[misc]


def _iri(value: str, terms: dict[str, Any]) -> Any:
    import rdflib  # noqa: PLC0415 - imported late

    found = terms.get(value)
    if found is None:
        found = terms[value] = rdflib.URIRef(value)
    return found


def _term(term: Any, terms: dict[str, Any]) -> Any:
    import rdflib  # noqa: PLC0415 - imported late

    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return _iri(term.value, terms)
    kind = None if datatype.value == f"{XSD}string" else _iri(datatype.value, terms)
    return rdflib.Literal(term.value, lang=term.language, datatype=None if term.language else kind)
