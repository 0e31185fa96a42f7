"""What is read back from the graph: plain records, frozen, whose entities and documents are named by IRI.

The lists that hold them are sorted, so that two runs over one graph show the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.model import Kind, Predicate


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One paper of the graph. `id` is the paper's own (doi:, pmid:, ...), `iri` its IRI and that of its named graph."""

    iri: str
    id: str
    title: str
    source: str = ""
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    journal: str | None = None
    year: int | None = None
    language: str = "en"
    digest: str = ""


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """One thing that the papers speak of. `documents` are IRIs of documents; `mentions` counts over all of them."""

    iri: str
    kind: Kind
    label: str
    names: tuple[str, ...] = ()
    curie: str | None = None
    role: str = ""
    broader: str = ""
    documents: tuple[str, ...] = ()
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """Where a statement stands: the characters start to end of the document's reading text are the quote."""

    document: str
    start: int
    end: int
    quote: str
    section: str = ""
    rule: str = ""
    table: int | None = None
    iri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRecord:
    """What every statement read back carries. `document` is the IRI of the paper that says it."""

    iri: str
    document: str
    evidence: tuple[EvidenceRecord, ...] = field(default=())
    confidence: float = 0.0
    hedged: bool = False
    cited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRecord(FactRecord):
    """A relation between two entities (IRIs) as one paper states it."""

    subject: str
    predicate: Predicate
    object: str
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationRecord(FactRecord):
    """One number-bearing result; the fields mean what they mean in `model.Observation`, entities are IRIs.

    `grade_min` and `grade_max` are the printed grade as numbers (">=3" is 3 to 5), `None` where any grade is meant.
    """

    subject: str | None
    outcome: str
    stat: str
    arm: str | None = None
    grade: str | None = None
    grade_min: int | None = None
    grade_max: int | None = None
    scale: str | None = None
    measure: str | None = None
    count: int | None = None
    total: int | None = None
    percent: float | None = None
    value: float | str | None = None
    unit: str | None = None
    low: float | str | None = None
    high: float | str | None = None
    interval: str | None = None
    time: str | None = None
    bound: str | None = None
    carried: bool = False
    printed: str = ""
    table: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRecord(FactRecord):
    """What a paper says of a against b: each side is an entity's IRI or, where it has none, a label."""

    a: str | None
    a_label: str
    b: str | None
    b_label: str | None
    outcome: str
    direction: str | None = None
    grade: str | None = None
    p: float | None = None
    p_operator: str | None = None
    ratio: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    interval: str | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmRecord(FactRecord):
    """How many patients the results of a construct (IRI) or of a subgroup (label) rest on."""

    subject: str | None
    n: int
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseRecord(FactRecord):
    """A dose of a construct (IRI); `low` alone for a single one."""

    subject: str
    low: float
    unit: str
    high: float | None = None
