"""Reading <-> the JSON record that `cargraph extract` prints."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from cargraph.model import (
    Arm,
    Comparison,
    Dose,
    Entity,
    Evidence,
    Fact,
    Grading,
    Kind,
    Observation,
    Predicate,
    Reading,
    Relation,
    Span,
    Stat,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cargraph.model import Paper, Section

Record = dict[str, Any]


def to_record(reading: Reading) -> Record:
    """Return a reading as the JSON object of one document; what the text does not state is null."""
    paper = reading.paper
    return {
        "id": paper.id, "source": paper.source, "title": paper.title, "doi": paper.doi,
        "pmid": paper.pmid, "pmcid": paper.pmcid,
        "journal": paper.journal, "year": paper.year, "text": paper.text,
        "sections": [_section(s) for s in paper.sections],
        "entities": [_entity(e) for e in reading.entities],
        "relations": [_fact(f) for f in reading.relations],
        "observations": [_fact(f) for f in reading.observations],
        "comparisons": [_fact(f) for f in reading.comparisons],
        "arms": [_fact(f) for f in reading.arms],
        "doses": [_fact(f) for f in reading.doses],
        "gradings": [_fact(f) for f in reading.gradings],
    }  # fmt: skip


def _section(section: Section) -> Record:
    return {"name": section.name, "start": section.span.start, "end": section.span.end, "heading": section.heading}


def _entity(entity: Entity) -> Record:
    return {
        "id": entity.id, "type": str(entity.kind), "label": entity.label, "curie": entity.curie,
        "role": entity.role or None,
        "broader": entity.broader or None, "names": list(entity.names),
        "mentions": [{"start": s.start, "end": s.end} for s in entity.mentions],
    }  # fmt: skip


def _fact(fact: Fact) -> Record:
    record: Record = {f.name: _plain(getattr(fact, f.name)) for f in fields(fact) if f.name != "evidence"}
    record["evidence"] = [_evidence(e) for e in fact.evidence]
    return record


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, (Predicate, Stat)) else value


def _evidence(evidence: Evidence) -> Record:
    record: Record = {"start": evidence.span.start, "end": evidence.span.end, "quote": evidence.quote}
    return record | {k: v for k in ("section", "rule", "table") if (v := getattr(evidence, k))}


def from_record(record: Record, paper: Paper) -> Reading:
    """Return the reading a record was made of. `paper` is the paper it speaks of (a record keeps no tables)."""

    def facts(name: str, make: Callable[..., Any]) -> tuple[Any, ...]:
        return tuple(_made(make, row) for row in record.get(name, ()))

    return Reading(
        paper, tuple(_entity_of(e) for e in record["entities"]), facts("relations", Relation),
        facts("observations", Observation),
        facts("comparisons", Comparison), facts("arms", Arm), facts("doses", Dose),
        gradings=facts("gradings", Grading),
    )  # fmt: skip


def _made(make: Callable[..., Any], row: Record) -> object:
    values = dict(row)
    values["evidence"] = tuple(
        Evidence(Span(e["start"], e["end"]), e["quote"], e.get("section", ""), e.get("rule", ""), e.get("table"))
        for e in row["evidence"]
    )
    if "predicate" in values:
        values["predicate"] = Predicate(values["predicate"])
    if "outcomes" in values:
        values["outcomes"] = tuple(values["outcomes"])
    if "stat" in values:
        values["stat"] = Stat(values["stat"])
    return make(**values)


def _entity_of(row: Record) -> Entity:
    return Entity(
        row["id"], Kind(row["type"]), row["label"], tuple(row["names"]),
        tuple(Span(m["start"], m["end"]) for m in row["mentions"]),
        row["curie"], row.get("role") or "", row.get("broader") or "",
    )  # fmt: skip
