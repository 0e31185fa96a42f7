"""The graph in the format of KGX: Biolink nodes and edges as two tables with tabs, lists joined by "|"."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from cargraph.graph.iris import ID, camel
from cargraph.graph.rows import plain
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cargraph.graph.api import Graph
    from cargraph.graph.records import DocumentRecord, EntityRecord, FactRecord, ObservationRecord, StatementRecord

_NODE = ("id", "category", "name", "synonym", "iri")
_QUALIFIERS = ("qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier")
_NUMBERS = ("has_count", "has_total", "has_percentage")
_OWN = ("grade", "arm", "stat", "value", "unit", "low", "high", "time", "hedged", "cited", "confidence")
_EDGE = (
    *("id", "subject", "predicate", "object", "category", "original_predicate", *_QUALIFIERS, "negated", *_NUMBERS),
    *("publications", "supporting_text", "primary_knowledge_source", "knowledge_level", "agent_type", *_OWN),
)


@cache
def biolink() -> dict[str, dict[str, Any]]:
    """Read how Biolink says what our graph says."""
    told: dict[str, dict[str, Any]] = yaml.safe_load((ontologies() / "biolink.yaml").read_text(encoding="utf-8"))
    return told


def kgx(graph: Graph) -> dict[str, bytes]:
    """Return nodes.tsv and edges.tsv: statements, and results of a construct. Comparisons have no two ends and stay.

    A denied statement and a result of 0 are negated edges. Tabs, line ends and bars in texts become spaces.
    """
    entities = {entity.iri: _identifier(entity) for entity in graph.entities()}
    kinds = {entity.iri: str(entity.kind) for entity in graph.entities()}
    papers = {document.iri: _publication(document) for document in graph.documents}
    edges = [
        *(_stated(one, entities, papers) for one in graph.statements()),
        *(_observed(one, entities, papers, kinds) for one in graph.observations() if one.subject),
    ]
    return {"nodes.tsv": _table(_NODE, _nodes(graph.entities())), "edges.tsv": _table(_EDGE, edges)}


def _identifier(entity: EntityRecord) -> str:
    """Return the public identifier that names the entity, else its own name under the prefix cargraph.

    The identifier of a component is that of the gene it comes from, and names no component (see `iris.entity_iri`).
    """
    own = entity.curie and entity.iri.endswith(f"/{entity.curie}")
    return str(entity.curie) if own else f"cargraph:{entity.iri.removeprefix(ID)}"


def _publication(document: DocumentRecord) -> str:
    for name in ("pmid", "doi", "pmcid"):
        if told := getattr(document, name):
            return f"{biolink()['publications'][name]}:{told.removeprefix('PMC')}"
    prefix, _, rest = document.id.partition(":")
    known = biolink()["publications"].get(prefix)
    return f"{known}:{rest}" if known else f"cargraph:{document.iri.removeprefix(ID)}"


def _nodes(entities: Iterable[EntityRecord]) -> Iterator[dict[str, object]]:
    """Yield a node an identifier; the same gene as an antigen and as a biomarker is one node."""
    found: dict[str, list[EntityRecord]] = defaultdict(list)
    for entity in entities:
        found[_identifier(entity)].append(entity)
    for identifier, same in sorted(found.items()):
        yield {
            "id": identifier,
            "category": sorted({_category(entity, identifier) for entity in same}),
            "name": same[0].label,
            "synonym": sorted({name for entity in same for name in entity.names} - {same[0].label}),
            "iri": [entity.iri for entity in same],
        }


def _category(entity: EntityRecord, identifier: str) -> str:
    kind = "gene" if identifier.startswith("HGNC:") else str(entity.kind)
    return str(biolink()["categories"][kind])


def _stated(one: StatementRecord, entities: Mapping[str, str], papers: Mapping[str, str]) -> dict[str, object]:
    return {
        **_edge(one, papers),
        **biolink()["predicates"][str(one.predicate)],
        "subject": entities[one.subject],
        "object": entities[one.object],
        "original_predicate": f"cargraph:{camel(one.predicate)}",
        "negated": one.negated,
    }


def _observed(
    one: ObservationRecord, entities: Mapping[str, str], papers: Mapping[str, str], kinds: Mapping[str, str]
) -> dict[str, object]:
    said = biolink()["results"]
    return {
        **_edge(one, papers),
        **{name: getattr(one, name) for name in _OWN},
        "predicate": said.get(kinds[one.outcome], said["other"]),
        "subject": entities[str(one.subject)],
        "object": entities[one.outcome],
        "original_predicate": "cargraph:outcome",
        "negated": 0 in (one.count, one.percent),
        "has_count": one.count,
        "has_total": one.total,
        "has_percentage": one.percent,
    }


def _edge(one: FactRecord, papers: Mapping[str, str]) -> dict[str, object]:
    return {
        **biolink()["provenance"],
        "id": one.iri.replace(ID, "cargraph:"),
        "publications": papers[one.document],
        "supporting_text": [evidence.quote for evidence in one.evidence],
        **{name: getattr(one, name) for name in ("hedged", "cited", "confidence")},
    }


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    lines = ["\t".join(_cell(row.get(column)) for column in columns) for row in rows]
    return "".join(f"{line}\n" for line in ("\t".join(columns), *lines)).encode()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(_cell(one) for one in value)
    return " ".join(plain(value).replace("|", " ").split())
