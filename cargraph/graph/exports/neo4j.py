"""The graph as CSV files for `neo4j-admin database import full`, whose headers tell it the types of the columns.

Entities, papers, results, comparisons, arms and doses are nodes; relations between entities are relationships that
carry their sentence. A denied relation has the type of the relation and `negated` true.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from cargraph.graph.rows import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cargraph.graph.api import Graph
    from cargraph.graph.records import FactRecord

_SURE = "hedged:boolean cited:boolean confidence:double quote start:int end:int"
_GRADED = "grade low:double low_text high:double high_text interval"
_OBSERVED = (
    "stat arm grade_min:int grade_max:int scale measure bound count:int total:int carried:boolean percent:double "
    "value:double value_text unit time printed"
)
_FILES = {
    "entities": "curie label names:string[] role broader",
    "documents": "id title doi pmid pmcid journal year:int source",
    "observations": f"{_OBSERVED} {_GRADED} {_SURE}",
    "comparisons": f"a_label b_label direction p:double p_operator ratio value:double {_GRADED} {_SURE}",
    "arms": f"label n:int {_SURE}",
    "doses": f"low:double high:double unit {_SURE}",
}
_RELATION = f"iri document negated:boolean {_SURE}"
_NUMBERS = frozenset({"value", "low", "high"})
_ENDS = {"subject": "SUBJECT", "outcome": "OUTCOME", "a": "A", "b": "B", "document": "STATED_IN"}


def neo4j(graph: Graph) -> dict[str, bytes]:
    """Return a CSV a kind of node, relations.csv with what papers state and links.csv with what facts are about."""
    nodes: dict[str, Iterable[Any]] = {
        "entities": graph.entities(),
        "documents": graph.documents,
        "observations": graph.observations(),
        "comparisons": graph.comparisons(),
        "arms": graph.arms(),
        "doses": graph.doses(),
    }
    files = {f"{name}.csv": _nodes(records, _FILES[name], name) for name, records in nodes.items()}
    facts = (*graph.observations(), *graph.comparisons(), *graph.arms(), *graph.doses())
    links = ((one.iri, getattr(one, end), type_) for one in facts for end, type_ in _ENDS.items() if hasattr(one, end))
    files["links.csv"] = _csv([":START_ID", ":END_ID", ":TYPE"], (link for link in links if link[1]))
    files["relations.csv"] = _relations(graph)
    return files


def _nodes(records: Iterable[Any], columns: str, name: str) -> bytes:
    label = {"entities": "Entity"}.get(name, name.removesuffix("s").capitalize())
    rows = ([one.iri, _labels(one, label), *_cells(_told(one), columns)] for one in records)
    return _csv(["iri:ID", ":LABEL", *columns.split()], rows)


def _labels(one: Any, label: str) -> str:
    return f"Entity;{one.kind.capitalize()}" if label == "Entity" else label


def _relations(graph: Graph) -> bytes:
    rows = (
        [one.subject, one.object, str(one.predicate).upper(), *_cells(_told(one), _RELATION)]
        for one in graph.statements()
    )
    return _csv([":START_ID", ":END_ID", ":TYPE", *_RELATION.split()], rows)


def _told(one: Any) -> dict[str, object]:
    """Return a record's values by the names of the columns; of its evidence the first stretch."""
    told = {name: getattr(one, name) for name in one.__dataclass_fields__ if name != "evidence"}
    words = {f"{name}_text": value for name, value in told.items() if name in _NUMBERS and isinstance(value, str)}
    told = {name: value for name, value in told.items() if f"{name}_text" not in words}
    return told | words | dict(_place(one))


def _place(one: FactRecord) -> Iterator[tuple[str, object]]:
    for evidence in getattr(one, "evidence", ())[:1]:
        yield from (("quote", evidence.quote), ("start", evidence.start), ("end", evidence.end))


def _cells(told: Mapping[str, Any], columns: str) -> Iterator[str]:
    for column in columns.split():
        value = told.get(column.partition(":")[0])
        yield ";".join(one.replace(";", ",") for one in value) if isinstance(value, tuple) else plain(value)


def _csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()
