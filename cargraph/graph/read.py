"""From the graph back to records, in a few queries that each read one kind of node whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from cargraph.graph.iris import CG, DCTERMS, PREFIXES, RDF, RDFS, SHARED, SKOS, predicate_iri
from cargraph.graph.records import (
    ArmRecord,
    ComparisonRecord,
    DocumentRecord,
    DoseRecord,
    EntityRecord,
    EvidenceRecord,
    FactRecord,
    ObservationRecord,
    StatementRecord,
)
from cargraph.graph.rows import Value, python
from cargraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Store

_Record = TypeVar("_Record", bound=FactRecord)

Properties = dict[str, list[Value]]
"""What is said of one node: the local names of its properties, each with its values."""

_SUBJECT = "{node} cg:subject {about} ."
_ABOUT = {
    "Statement": "{node} rdf:subject {about} .",
    "Comparison": "{{ {node} cg:a {about} }} UNION {{ {node} cg:b {about} }}",
}
_NAMES = (CG, RDF, RDFS, SKOS, DCTERMS)
_PREDICATES = {predicate_iri(predicate): predicate for predicate in Predicate}
_KINDS = {kind.capitalize(): kind for kind in Kind}
_FACTS = ("Statement", "Observation", "Comparison", "Arm", "Dose")


def documents(store: Store) -> tuple[DocumentRecord, ...]:
    """Return the papers of the graph, sorted by identifier."""
    found = _nodes(store, "?node a cg:Document .")
    return tuple(sorted((_document(iri, one) for iri, one in found.items()), key=lambda record: record.id))


def _document(iri: str, one: Properties) -> DocumentRecord:
    names = ("title", "source", "doi", "pmid", "pmcid", "journal", "year", "language")
    return DocumentRecord(iri, _text(one, "identifier"), digest=_text(one, "textDigest"), **_fields(one, names))


def entities(store: Store) -> tuple[EntityRecord, ...]:
    """Return the things the papers speak of, sorted by kind and label."""
    spoken: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in _select(store, _SPOKEN):
        spoken[row[0].value][row[1].value] += int(row[2].value)
    found = _nodes(store, "?node rdfs:label ?label", SHARED)
    records = (_entity(iri, one, spoken[iri]) for iri, one in found.items())
    return tuple(sorted(records, key=lambda record: (record.kind, record.label, record.iri)))


_SPOKEN = """SELECT ?thing ?document ?count WHERE {
  ?mention cg:about ?thing ; cg:document ?document ; cg:mentionCount ?count }"""


def _entity(iri: str, one: Properties, spoken: dict[str, int]) -> EntityRecord:
    kinds = sorted(_KINDS[local] for value in one["type"] if (local := str(value).removeprefix(CG)) in _KINDS)
    return EntityRecord(
        iri,
        kinds[0],
        _text(one, "label"),
        names=tuple(sorted(str(name) for name in one.get("altLabel", ()))),
        curie=_text(one, "curie") or None,
        role=_text(one, "role"),
        broader=_text(one, "broader"),
        documents=tuple(sorted(spoken)),
        mentions=sum(spoken.values()),
    )


def evidence(store: Store, about: str | None = None) -> dict[str, EvidenceRecord]:
    """Return every piece of evidence, or that of the facts about one thing, by IRI."""
    if about is None:
        found = _nodes(store, "?node a cg:Evidence .")
    else:
        found = {}
        for name in _FACTS:
            found |= _nodes(store, f"{_pattern(name, about, '?fact')} ?fact cg:evidence ?node .")
    return {iri: _evidence(iri, one) for iri, one in sorted(found.items())}


def _evidence(iri: str, one: Properties) -> EvidenceRecord:
    return EvidenceRecord(iri=iri, **_fields(one, ("document", "start", "end", "quote", "section", "rule", "table")))


def statements(
    store: Store, quotes: Mapping[str, EvidenceRecord], about: str | None = None
) -> tuple[StatementRecord, ...]:
    """Return the relations as the papers state them, of the whole graph or of one subject."""
    return _sorted(
        StatementRecord(
            subject=_text(one, "subject"),
            predicate=_PREDICATES[_text(one, "predicate")],
            object=_text(one, "object"),
            negated=_text(one, "polarity") == f"{CG}Negative",
            **_fact(iri, one, quotes),
        )
        for iri, one in _nodes(store, _pattern("Statement", about)).items()
    )


_OBSERVED = (
    *("subject", "outcome", "stat", "arm", "grade", "grade_min", "grade_max", "scale", "measure", "count", "total"),
    *("percent", "unit", "interval", "time", "bound", "carried", "printed", "table"),
)


def observations(
    store: Store, quotes: Mapping[str, EvidenceRecord], about: str | None = None
) -> tuple[ObservationRecord, ...]:
    """Return the number-bearing results, of the whole graph or of one construct."""
    return _sorted(
        ObservationRecord(
            **{"subject": None} | _fields(one, _OBSERVED),
            value="NR" if one.get("notReached") else _measured(one, "value"),
            low=_measured(one, "low"),
            high=_measured(one, "high"),
            **_fact(iri, one, quotes),
        )
        for iri, one in _nodes(store, _pattern("Observation", about)).items()
    )


_COMPARED = (
    *(
        "a",
        "b",
        "outcome",
        "direction",
        "grade",
        "p",
        "p_operator",
        "ratio",
        "value",
        "low",
        "high",
        "interval",
        "table",
    ),
)


def comparisons(
    store: Store, quotes: Mapping[str, EvidenceRecord], about: str | None = None
) -> tuple[ComparisonRecord, ...]:
    """Return the comparisons, of the whole graph or those that one construct takes part in."""
    labels = {str(row[0].value): str(row[1].value) for row in _select(store, _LABELS)}
    return _sorted(
        ComparisonRecord(
            **{"a": None, "b": None} | _fields(one, _COMPARED),
            a_label=labels.get(_text(one, "a"), _text(one, "aLabel")),
            b_label=labels.get(_text(one, "b"), _text(one, "bLabel")) or None,
            **_fact(iri, one, quotes),
        )
        for iri, one in _nodes(store, _pattern("Comparison", about)).items()
    )


_LABELS = """SELECT DISTINCT ?side ?label WHERE {
  { ?comparison cg:a ?side } UNION { ?comparison cg:b ?side } ?side rdfs:label ?label }"""


def arms(store: Store, quotes: Mapping[str, EvidenceRecord], about: str | None = None) -> tuple[ArmRecord, ...]:
    """Return how many patients the results rest on, for the whole graph or one construct."""
    return _sorted(
        ArmRecord(
            **{"subject": None} | _fields(one, ("subject", "n")),
            label=_text(one, "arm") or None,
            **_fact(iri, one, quotes),
        )
        for iri, one in _nodes(store, _pattern("Arm", about)).items()
    )


def doses(store: Store, quotes: Mapping[str, EvidenceRecord], about: str | None = None) -> tuple[DoseRecord, ...]:
    """Return the doses, of the whole graph or of one construct."""
    return _sorted(
        DoseRecord(**_fields(one, ("subject", "low", "high", "unit")), **_fact(iri, one, quotes))
        for iri, one in _nodes(store, _pattern("Dose", about)).items()
    )


def counts(store: Store) -> dict[str, int]:
    """Return how many nodes of each class the graph holds, and how many quads."""
    rows = _select(store, "SELECT ?class (COUNT(DISTINCT ?node) AS ?count) WHERE { ?node a ?class } GROUP BY ?class")
    found = {str(row[0].value).removeprefix(CG): int(row[1].value) for row in rows}
    classes = ("Document", *_KINDS, *_FACTS, "Evidence")
    return {_plural(name): found.get(name, 0) for name in classes} | {"quads": len(store)}


def _plural(name: str) -> str:
    return "evidence" if name == "Evidence" else f"{name.lower().removesuffix('y')}{'ies' if name[-1] == 'y' else 's'}"


def _pattern(name: str, about: str | None, node: str = "?node") -> str:
    own = f"{node} a cg:{name} ."
    if about is None:
        return own
    return f"{own} {_ABOUT.get(name, _SUBJECT).format(node=node, about=f'<{about}>')}"


def _nodes(store: Store, pattern: str, graph: str = "") -> dict[str, Properties]:
    """Return what is said of each node that the pattern finds, in one graph (IRI) or in all of them."""
    found: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    where = f"{{ SELECT DISTINCT ?node WHERE {{ {pattern} }} }} ?node ?name ?value"
    query = f"SELECT ?node ?name ?value WHERE {{ {f'GRAPH <{graph}> {{ {where} }}' if graph else where} }}"
    names: dict[str, str] = {}
    for row in _select(store, query):
        name = row[1].value
        local = names.get(name) or names.setdefault(name, _local(name))
        found[row[0].value][local].append(python(row[2]))
    return dict(sorted(found.items()))


def _local(name: str) -> str:
    return next((name.removeprefix(namespace) for namespace in _NAMES if name.startswith(namespace)), name)


def _select(store: Store, query: str) -> Iterable[Any]:
    return store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)  # type: ignore[return-value]


def _text(one: Properties, name: str) -> str:
    values = one.get(name)
    return "" if not values else str(min(str(value) for value in values))


def _fields(one: Properties, names: Iterable[str]) -> dict[str, Any]:
    """Return the keyword arguments of a record: those properties that the node has."""
    found = ((name, one.get(_property(name))) for name in names)
    return {name: values[0] for name, values in found if values}


def _property(name: str) -> str:
    head, _, tail = name.partition("_")
    return head + tail.capitalize()


def _measured(one: Properties, name: str) -> Any:
    return next(iter(one.get(name, ()) or one.get(f"{name}Text", ())), None)


def _fact(iri: str, one: Properties, quotes: Mapping[str, EvidenceRecord]) -> dict[str, Any]:
    return {
        "iri": iri,
        "document": _text(one, "document"),
        "evidence": tuple(sorted((quotes[str(node)] for node in one.get("evidence", ())), key=_place)),
        "confidence": next(iter(one.get("confidence", ())), 0.0),
        "hedged": _text(one, "certainty") == f"{CG}Hedged",
        "cited": bool(one.get("cited", [False])[0]),
    }


def _place(evidence: EvidenceRecord) -> tuple[int, int, str]:
    return evidence.start, evidence.end, evidence.iri


def _order(record: FactRecord) -> tuple[str, int, str]:
    return record.document, record.evidence[0].start if record.evidence else -1, record.iri


def _sorted(records: Iterable[_Record]) -> tuple[_Record, ...]:
    return tuple(sorted(records, key=_order))
