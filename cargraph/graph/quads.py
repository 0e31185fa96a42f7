"""One paper's reading as canonical N-Quads: one named graph, sorted lines, the same bytes for any order of facts.

Nothing in a paper's graph is about a thing itself: names, classes and plain triples that two papers may both state
live in one shared graph that is derived from the papers' graphs (see `shared`), so that no triple stands twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from cargraph.errors import GraphError
from cargraph.graph.grades import reach
from cargraph.graph.iris import (
    CG,
    DCTERMS,
    QB,
    RDF,
    clean,
    document_iri,
    entity_iri,
    key,
    kind_iri,
    part_iri,
    predicate_iri,
)
from cargraph.graph.printed import printed_forms
from cargraph.graph.provenance import provenance, text_digest
from cargraph.graph.scales import known_scale
from cargraph.graph.selectors import evidence_iri, evidence_pairs
from cargraph.graph.terms import Pair, boolean, cg, iri, measured, number, string, typed
from cargraph.model import (
    Arm,
    Comparison,
    Dose,
    Entity,
    Fact,
    Grading,
    Observation,
    Paper,
    Reading,
    Relation,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TYPE = iri(f"{RDF}type")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reading is written: its document, and the IRIs of its entities by their ids."""

    document: str
    entities: dict[str, str]
    paper: str

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """Return the place of a reading. Raises GraphError where two of its entities have one id."""
        names = {entity.id: entity_iri(entity) for entity in reading.entities}
        if len(names) < len(reading.entities):
            raise GraphError(f"{reading.paper.id}: two entities of the reading have one id; give each its own")
        return cls(document_iri(reading.paper.id), names, reading.paper.id)

    def entity(self, identifier: str) -> str:
        """Write the IRI of an entity. Raises GraphError for an id that the reading does not list."""
        try:
            return iri(self.entities[identifier])
        except KeyError:
            raise GraphError(
                f"{self.paper}: a fact names the entity {identifier!r}, which the reading does not list; "
                "give the reading all of its entities"
            ) from None

    def optional(self, name: str, identifier: str | None) -> list[Pair]:
        """Write one property whose value is an entity, or none where there is no entity."""
        return [] if identifier is None else [(cg(name), self.entity(identifier))]


def quads(reading: Reading) -> str:
    """Write one paper's reading as canonical N-Quads: sorted, each line once, for any order of its facts.

    Raises GraphError where a fact names an entity that the reading does not list, two entities have one id, or a value
    is no number.
    """
    place = Place.of(reading)
    return written(_nodes(reading, place), place.document)


def written(nodes: Iterable[tuple[str, list[Pair]]], graph: str) -> str:
    """Write nodes (IRIs), each with its properties, as canonical N-Quads of one named graph (IRI)."""
    lines = {f"<{subject}> {predicate} {value} <{graph}> .\n" for subject, pairs in nodes for predicate, value in pairs}
    return "".join(sorted(lines))


def fact_iri(fact: Fact, place: Place) -> str:
    """Return the IRI of the node that a fact is written as."""
    part, identity = _identity(fact, place)
    return _node_iri(part, identity, place)


def _node_iri(part: str, identity: list[Pair], place: Place) -> str:
    return part_iri(place.document, part, *sorted(f"{name} {value}" for name, value in identity))


def _nodes(reading: Reading, place: Place) -> Iterator[tuple[str, list[Pair]]]:
    yield place.document, _document(reading.paper, place)
    yield from provenance(reading.paper, place.document)
    yield from _mentions(reading.entities, place)
    facts: dict[str, list[Fact]] = defaultdict(list)
    identities: dict[str, list[Pair]] = {}
    for fact in _facts(reading):
        part, identity = _identity(fact, place)
        node = _node_iri(part, identity, place)
        facts[node].append(fact)
        identities[node] = identity
    for node, equals in facts.items():
        yield node, identities[node] + _support(equals, place)
    for evidence in {evidence for fact in _facts(reading) for evidence in fact.evidence}:
        yield evidence_iri(evidence, place.document), evidence_pairs(evidence, place.document)


def _facts(reading: Reading) -> Iterator[Fact]:
    yield from reading.relations
    yield from reading.observations
    yield from reading.comparisons
    yield from reading.arms
    yield from reading.doses
    yield from reading.gradings


def _document(paper: Paper, place: Place) -> list[Pair]:
    return [
        (_TYPE, cg("Document")),
        (iri(f"{DCTERMS}identifier"), string(paper.id)),
        (iri(f"{DCTERMS}title"), string(paper.title)),
        (iri(f"{DCTERMS}language"), string(paper.language)),
        *typed("source", paper.source),
        *typed("doi", paper.doi),
        *typed("pmid", paper.pmid),
        *typed("pmcid", paper.pmcid),
        *typed("journal", paper.journal),
        *typed("year", paper.year),
        *typed("textLength", len(clean(paper.text))),
        *typed("textDigest", text_digest(paper)),
        *((cg("mentions"), iri(entity)) for entity in place.entities.values()),
    ]


def _mentions(entities: Iterable[Entity], place: Place) -> Iterator[tuple[str, list[Pair]]]:
    """Write how the paper speaks of each thing; two entities of one IRI and kind are one thing."""
    groups: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in entities:
        groups[place.entities[entity.id], kind_iri(entity.kind)].append(entity)
    for (about, kind), group in groups.items():
        node = part_iri(place.document, "mention", about, kind)
        fixed = [(_TYPE, cg("Mention")), (cg("about"), iri(about)), (cg("mentionKind"), iri(kind))]
        yield node, [*fixed, (cg("document"), iri(place.document)), *_naming(group)]


def _naming(group: list[Entity]) -> list[Pair]:
    names = {name for entity in group for name in (entity.label, *entity.names)}
    spans = sorted({span for entity in group for span in entity.mentions})
    return [
        *typed("mentionLabel", min(entity.label for entity in group)),
        *(pair for name in names for pair in typed("mentionName", name)),
        *(pair for name in names for pair in typed("mentionKey", key(name))),
        *typed("mentionCurie", group[0].curie),
        *typed("mentionRole", max(entity.role for entity in group)),
        *typed("mentionBroader", max(entity.broader for entity in group)),
        *typed("mentionCount", len(spans)),
        *typed("mentionSpans", " ".join(f"{span.start}-{span.end}" for span in spans)),
    ]


def _identity(fact: Fact, place: Place) -> tuple[str, list[Pair]]:
    """Return what a fact is, without where it stands or how sure its reader was: equal content is one node."""
    match fact:
        case Relation():
            part, own = "statement", _relation(fact, place)
        case Observation():
            part, own = "observation", _observation(fact, place)
        case Comparison():
            part, own = "comparison", _comparison(fact, place)
        case Arm():
            own = [*place.optional("subject", fact.subject), *typed("arm", fact.label), *typed("n", fact.n)]
            part = "arm"
        case Dose():
            part, own = "dose", _dose(fact, place)
        case Grading():
            own = [*((cg("outcome"), place.entity(one)) for one in fact.outcomes), *_scale(fact.scale)]
            part = "grading"
        case _:
            raise GraphError(f"{place.paper}: {type(fact).__name__} is not a kind of fact the graph knows")
    return part, [
        (_TYPE, cg(part.capitalize())),
        (cg("document"), iri(place.document)),
        (cg("certainty"), cg("Hedged" if fact.hedged else "Certain")),
        (cg("cited"), boolean(fact.cited)),
        *own,
    ]


def _relation(fact: Relation, place: Place) -> list[Pair]:
    return [
        (iri(f"{RDF}subject"), place.entity(fact.subject)),
        (iri(f"{RDF}predicate"), iri(predicate_iri(fact.predicate))),
        (iri(f"{RDF}object"), place.entity(fact.object)),
        (cg("polarity"), cg("Negative" if fact.negated else "Positive")),
    ]


def _observation(fact: Observation, place: Place) -> list[Pair]:
    reached: list[Pair] = measured("value", fact.value)
    if fact.value == "NR":
        reached = [(cg("notReached"), boolean(True))]  # noqa: FBT003 - the term for true
    return [
        (_TYPE, iri(f"{QB}Observation")),
        (iri(f"{QB}dataSet"), cg("Results")),
        *place.optional("subject", fact.subject),
        (cg("outcome"), place.entity(fact.outcome)),
        *_grade(fact.grade),
        *_scale(fact.scale),
        *reached,
        *(pair for name in ("percent", "low", "high") for pair in measured(name, getattr(fact, name))),
        *(pair for name in _OBSERVED for pair in typed(name, getattr(fact, name))),
    ]


_OBSERVED = ("stat", "arm", "measure", "count", "total", "unit", "interval", "time", "bound")


def _grade(grade: str | None) -> list[Pair]:
    reached = reach(grade)
    numbers = [] if reached is None else [*typed("gradeMin", reached[0]), *typed("gradeMax", reached[1])]
    return [*typed("grade", grade), *numbers]


def _scale(scale: str | None) -> list[Pair]:
    known = known_scale(scale)
    return [*typed("scale", scale), *([(cg("gradingScale"), iri(CG + known))] if known else [])]


def _comparison(fact: Comparison, place: Place) -> list[Pair]:
    return [
        *_side("a", fact.a, place),
        *_side("b", fact.b, place),
        (cg("outcome"), place.entity(fact.outcome)),
        *_grade(fact.grade),
        *typed("direction", fact.direction),
        *typed("pOperator", fact.p_operator),
        *typed("ratio", fact.ratio),
        *typed("interval", fact.interval),
        *(pair for name in ("p", "value", "low", "high") for pair in measured(name, getattr(fact, name))),
    ]


def _side(name: str, side: str | None, place: Place) -> list[Pair]:
    if side in place.entities:
        return place.optional(name, side)
    return typed(f"{name}Label", side)


def _dose(fact: Dose, place: Place) -> list[Pair]:
    low_to_high = [*measured("low", fact.low), *measured("high", fact.high)]
    return [(cg("subject"), place.entity(fact.subject)), *low_to_high, *typed("unit", fact.unit)]


def _support(equals: list[Fact], place: Place) -> list[Pair]:
    """Return what equal facts of one paper rest on: all their evidence, and one value of everything else."""
    best = min(equals, key=_plainest)
    evidence = {evidence for fact in equals for evidence in fact.evidence}
    pairs = [(cg("evidence"), iri(evidence_iri(item, place.document))) for item in evidence]
    pairs.append((cg("confidence"), number(max(fact.confidence for fact in equals))))
    pairs += typed("table", getattr(best, "table", None))
    if isinstance(best, Observation):
        pairs += [*typed("printed", best.printed), (cg("carried"), boolean(best.carried))]
    if isinstance(best, Observation | Comparison):
        pairs += printed_forms(best, (getattr(best, "printed", ""), *(item.quote for item in evidence)))
    return pairs


def _plainest(fact: Fact) -> tuple[bool, int, str]:
    table = getattr(fact, "table", None)
    return (getattr(fact, "carried", False), -1 if table is None else table, getattr(fact, "printed", ""))
