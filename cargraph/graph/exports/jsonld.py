"""The graph as JSON-LD with the context that is shipped, so that it reads as plain JSON: short names, plain numbers."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from cargraph.graph.exports.quads import sorted_quads
from cargraph.graph.iris import CG, RDF, XSD
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

    from cargraph.graph.api import Graph

_TYPE = f"{RDF}type"
_WHOLE = re.compile("0|-?[1-9][0-9]*")
_PLAIN_INTEGER = 2**53


class Context:
    """The shipped context: which name stands for an IRI, and which values of a name need no type beside them."""

    def __init__(self) -> None:
        """Read the context that is shipped."""
        self.terms: dict[str, Any] = json.loads((ontologies() / "context.jsonld").read_bytes())["@context"]
        plain = {name: iri for name, iri in self.terms.items() if name[0] != "@" and isinstance(iri, str)}
        self._prefixes = {name: iri for name, iri in plain.items() if iri[-1] in "/#"}
        shorts = {name: term["@id"] for name, term in self.terms.items() if isinstance(term, dict)} | plain
        self._names = {self._whole(short): name for name, short in shorts.items() if name not in self._prefixes}

    def name(self, iri: str) -> str:
        """Return the name of a property or class.

        >>> Context().name("https://w3id.org/cargraph/ontology#targets")
        'targets'
        """
        if iri in self._names:
            return str(self._names[iri])
        local = iri.removeprefix(CG)
        return self.short(iri) if local == iri or local in self.terms else local

    def short(self, iri: str) -> str:
        """Return an IRI by its prefix, where it has one.

        >>> Context().short("https://w3id.org/cargraph/id/antigen/HGNC:1633")
        'id:antigen/HGNC:1633'
        """
        for prefix, namespace in self._prefixes.items():
            rest = iri.removeprefix(namespace)
            if rest != iri and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri

    def coercion(self, name: str) -> str | None:
        """Return the type that the values of a name have where none stands beside them: an IRI, @id, @vocab or None."""
        term = self.terms.get(name)
        kind = term.get("@type") if isinstance(term, dict) else None
        return None if kind is None else self._whole(kind)

    def _whole(self, short: str) -> str:
        prefix, _, rest = short.partition(":")
        return self._prefixes[prefix] + rest if prefix in self._prefixes else short


def jsonld(graph: Graph) -> bytes:
    """Return the graph as JSON-LD: the context itself, then a node a line within its named graph."""
    return document(sorted_quads(graph))


def document(quads: Iterable[ox.Quad]) -> bytes:
    """Return quads, sorted by subject, as JSON-LD: the context itself, then a node a line within its named graph."""
    context = Context()
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        graphs[str(getattr(quad.graph_name, "value", ""))].append(quad)
    head = json.dumps(context.terms, ensure_ascii=False, indent=1)
    told = ",\n".join(_graph(context, name, quads) for name, quads in sorted(graphs.items()))
    return f'{{"@context": {head},\n"@graph": [\n{told}\n]}}\n'.encode()


def _graph(context: Context, name: str, quads: Iterable[ox.Quad]) -> str:
    nodes: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        nodes[_reference(context, quad.subject)].append(quad)
    lines = ",\n".join(json.dumps(_node(context, iri, told), ensure_ascii=False) for iri, told in nodes.items())
    return lines if not name else f'{{"@id": {json.dumps(context.short(name))}, "@graph": [\n{lines}\n]}}'


def _node(context: Context, iri: str, quads: Iterable[ox.Quad]) -> dict[str, Any]:
    values: dict[str, list[Any]] = defaultdict(list)
    for quad in quads:
        if quad.predicate.value == _TYPE:
            values["@type"].append(context.name(quad.object.value))  # type: ignore[union-attr]
        else:
            name = context.name(quad.predicate.value)
            values[name].append(_value(context, name, quad.object))
    return {"@id": iri} | {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def _value(context: Context, name: str, term: Any) -> Any:
    coercion = context.coercion(name)
    if not hasattr(term, "datatype"):
        if coercion == "@vocab" and hasattr(term, "value"):
            return context.name(term.value)
        reference = _reference(context, term)
        return reference if coercion == "@id" else {"@id": reference}
    kind = term.datatype.value
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if kind == coercion or (coercion is None and kind == f"{XSD}string"):
        return term.value
    if coercion is None and _plain(kind, term.value):
        return json.loads(term.value)
    return {"@value": term.value, "@type": context.short(kind)}


def _plain(kind: str, text: str) -> bool:
    """Tell whether a whole number or truth value reads back from JSON as it is written in RDF."""
    if kind == f"{XSD}boolean":
        return text in {"true", "false"}
    return kind == f"{XSD}integer" and _WHOLE.fullmatch(text) is not None and abs(int(text)) < _PLAIN_INTEGER


def _reference(context: Context, term: Any) -> str:
    return context.short(term.value) if str(term).startswith("<") else str(term)
