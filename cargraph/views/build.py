"""Graph -> page model: records become lists that refer to one another by place."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict, TypeVar

from cargraph.graph.naming import synonyms
from cargraph.views.addresses import of_curie, of_document
from cargraph.views.arrows import arrows
from cargraph.views.bills import bills
from cargraph.views.cut import cut
from cargraph.views.focus import find
from cargraph.views.intervals import doubt, wilson
from cargraph.views.model import Claim, Cohort, Contrast, Dosing, Node, PageModel, Quote, Result, Source
from cargraph.views.network import placed
from cargraph.views.notes import found, notes
from cargraph.views.parts import Parts
from cargraph.views.where import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cargraph.audit.findings import Finding
    from cargraph.graph.records import (
        ComparisonRecord,
        DocumentRecord,
        EntityRecord,
        EvidenceRecord,
        FactRecord,
        ObservationRecord,
    )
    from cargraph.views.readable import Readable
    from cargraph.views.where import Conditions

_LABEL = 48
_SHORT = 20
_ABBREVIATION = 10
_Fact = TypeVar("_Fact", bound="FactRecord")


class _Firm(TypedDict):
    quotes: tuple[int, ...]
    confidence: float
    hedged: bool
    cited: bool


def view_model(
    graph: Readable,
    focus: str | None = None,
    steps: int = 1,
    findings: Iterable[Finding] | None = None,
    where: Conditions = (),
) -> PageModel:
    """Return what the page of a graph shows.

    `focus` is the name of an entity, spelled in any known way; the page then shows only what lies at most `steps`
    arrows away from it. `findings` are those of the audit, by default what the graph's own `findings()` returns; where
    there is neither the page says that nothing was audited. `where` are conditions as in `where.clauses`, by which
    the graph is cut first. Raises ViewError where no entity has that name, or a condition cannot be met.
    """
    noted, told = found(graph, findings), "; ".join(map(str, clauses(where)))
    left = cut(graph, where)
    if focus is None:
        return replace(_Builder(left).model("", noted), where=told)
    centre = find(focus, left.entities())
    return replace(_Builder(Parts(left).around(centre.iri, steps)).model(centre.label, noted), where=told)


def part_model(part: Readable, label: str, findings: Sequence[Finding] | None, home: str = "") -> PageModel:
    """Return what the page of one part of a graph shows.

    label: the entity that it was cut around. home: the address of the pages' contents, from this page on.
    """
    return replace(_Builder(part).model(label, findings), home=home)


class _Builder:
    """Holds the places of documents, entities and quotes while the lists are made."""

    def __init__(self, graph: Readable) -> None:
        self.graph = graph
        self.entities = sorted(graph.entities(), key=lambda entity: (entity.kind, entity.label, entity.iri))
        self.documents = sorted(graph.documents, key=lambda record: (record.id, record.iri))
        self.source_at = {record.iri: index for index, record in enumerate(self.documents)}
        self.node_at = {entity.iri: index for index, entity in enumerate(self.entities)}
        self.quote_at: dict[Quote, int] = {}

    def model(self, focus: str, findings: Sequence[Finding] | None) -> PageModel:
        claims, results, contrasts = self.claims(), self.results(), self.contrasts()
        said = arrows(claims, results, contrasts)
        nodes = placed(_weighed([self.node(entity) for entity in self.entities], claims, results, contrasts), said)
        noted = notes(findings or (), {record.id: at for at, record in enumerate(self.documents)}, self.kept)
        return PageModel(
            focus=focus,
            sources=tuple(_source(record) for record in self.documents),
            nodes=nodes,
            claims=claims,
            results=results,
            contrasts=contrasts,
            cohorts=self.cohorts(),
            doses=self.doses(),
            bills=bills(nodes, claims),
            arrows=said,
            quotes=tuple(self.quote_at),
            notes=noted,
            audited=findings is not None,
        )

    def node(self, entity: EntityRecord) -> Node:
        others = synonyms(entity)
        return Node(
            id=entity.iri,
            kind=entity.kind,
            label=entity.label,
            short=short_name(entity.label, (*entity.names, *others)),
            names=tuple(sorted({*entity.names} - {entity.label})),
            curie=entity.curie or "",
            url=of_curie(entity.curie, entity.label),
            role=entity.role,
            sources=tuple(sorted(self.source_at[iri] for iri in entity.documents if iri in self.source_at)),
            synonyms=others,
        )

    def firm(self, fact: FactRecord) -> _Firm:
        return _Firm(
            quotes=tuple(dict.fromkeys(self.quote(evidence) for evidence in fact.evidence)),
            confidence=round(fact.confidence, 3),
            hedged=fact.hedged,
            cited=fact.cited,
        )

    def quote(self, evidence: EvidenceRecord) -> int:
        made = Quote(
            self.source_at[evidence.document],
            evidence.section,
            evidence.quote,
            evidence.start,
            evidence.end,
            evidence.table,
        )
        return self.kept(made)

    def kept(self, quote: Quote) -> int:
        return self.quote_at.setdefault(quote, len(self.quote_at))

    def claims(self) -> tuple[Claim, ...]:
        return tuple(
            Claim(
                subject=self.node_at[fact.subject],
                predicate=fact.predicate.value,
                object=self.node_at[fact.object],
                negated=fact.negated,
                **self.firm(fact),
            )
            for fact in _sorted(self.graph.statements())
            if fact.subject in self.node_at and fact.object in self.node_at
        )

    def results(self) -> tuple[Result, ...]:
        return tuple(
            self.result(fact)
            for fact in _sorted(self.graph.observations())
            if fact.outcome in self.node_at and (fact.subject is None or fact.subject in self.node_at)
        )

    def result(self, fact: ObservationRecord) -> Result:
        return Result(
            subject=None if fact.subject is None else self.node_at[fact.subject],
            arm=fact.arm or "",
            outcome=self.node_at[fact.outcome],
            stat=str(fact.stat),
            grade=fact.grade or "",
            scale=fact.scale or "",
            measure=fact.measure or "",
            count=fact.count,
            total=fact.total,
            percent=fact.percent,
            value=fact.value,
            unit=fact.unit or "",
            low=fact.low,
            high=fact.high,
            interval=fact.interval or "",
            time=fact.time or "",
            bound=fact.bound or "",
            carried=fact.carried,
            wilson=wilson(fact.count, fact.total),
            doubt=doubt(fact.count, fact.total, fact.percent),
            **self.firm(fact),
        )

    def contrasts(self) -> tuple[Contrast, ...]:
        return tuple(self.contrast(fact) for fact in _sorted(self.graph.comparisons()) if fact.outcome in self.node_at)

    def contrast(self, fact: ComparisonRecord) -> Contrast:
        return Contrast(
            a=self.node_at.get(fact.a or "", -1),
            a_label=fact.a_label,
            b=self.node_at.get(fact.b or "", -1),
            b_label=fact.b_label or "",
            outcome=self.node_at[fact.outcome],
            direction=fact.direction or "",
            grade=fact.grade or "",
            p=fact.p,
            p_operator=fact.p_operator or "",
            ratio=fact.ratio or "",
            value=fact.value,
            low=fact.low,
            high=fact.high,
            interval=fact.interval or "",
            **self.firm(fact),
        )

    def cohorts(self) -> tuple[Cohort, ...]:
        return tuple(
            Cohort(construct=self.node_at[fact.subject], label=fact.label or "", n=fact.n, **self.firm(fact))
            for fact in _sorted(self.graph.arms())
            if fact.subject in self.node_at
        )

    def doses(self) -> tuple[Dosing, ...]:
        return tuple(
            Dosing(
                construct=self.node_at[fact.subject], low=fact.low, high=fact.high, unit=fact.unit, **self.firm(fact)
            )
            for fact in _sorted(self.graph.doses())
            if fact.subject in self.node_at
        )


def short_name(label: str, names: Iterable[str]) -> str:
    """Return the abbreviation among the names that stands for a long label, or the label.

    >>> short_name("cytokine release syndrome", ("CRS", "cytokine storm"))
    'CRS'
    """
    if len(label) <= _SHORT:
        return label
    fitting = [
        name
        for name in names
        if 2 <= len(name) <= _ABBREVIATION
        and (sum(letter.isupper() for letter in name) >= len(name) / 2 or name.endswith(("-cel", " cel")))
        and _within(name.casefold(), label.casefold())
    ]
    return min(fitting, key=lambda name: (len(name), name), default=label).replace(" cel", "-cel")


def _within(name: str, label: str) -> bool:
    rest = iter(label)
    return name[0] == label[0] and all(letter in rest for letter in name if letter.isalnum())


def _sorted(facts: Iterable[_Fact]) -> list[_Fact]:
    """Put facts in the order in which the papers say them."""
    return sorted(facts, key=lambda fact: (fact.document, [(one.start, one.end) for one in fact.evidence], fact.iri))


def _source(record: DocumentRecord) -> Source:
    title = record.title or record.source or record.id
    short = title if len(title) <= _LABEL else title[: _LABEL - 1].rstrip() + "…"
    return Source(record.id, short, title, record.journal or "", record.year, of_document(record))


def _weighed(
    nodes: Sequence[Node], claims: Sequence[Claim], results: Sequence[Result], contrasts: Sequence[Contrast]
) -> list[Node]:
    weights: Counter[int | None] = Counter()
    for claim in claims:
        weights.update({claim.subject, claim.object})
    for result in results:
        weights.update({result.subject, result.outcome})
    for contrast in contrasts:
        weights.update({contrast.a, contrast.b, contrast.outcome})
    return [replace(node, weight=weights[index]) for index, node in enumerate(nodes)]
