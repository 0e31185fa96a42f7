"""A graph and conditions -> the part of the graph that they hold for."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cargraph.errors import ViewError
from cargraph.graph.naming import fold
from cargraph.graph.records import ComparisonRecord, ObservationRecord, StatementRecord
from cargraph.model import Kind
from cargraph.views.focus import find
from cargraph.views.model import COMPARED, REPORTED
from cargraph.views.parts import Part
from cargraph.views.where import NUMBERS, OF_CONSTRUCTS, OF_FACTS, OUTCOMES, clauses

if TYPE_CHECKING:
    from collections.abc import Callable

    from cargraph.graph.records import ArmRecord, DocumentRecord, DoseRecord, EntityRecord, FactRecord
    from cargraph.views.readable import Readable
    from cargraph.views.where import Clause, Conditions

    Test = Callable[[FactRecord], bool]


def cut(graph: Readable, where: Conditions) -> Readable:
    """Return what the conditions leave of a graph: facts, the things they name and the papers that say them.

    Conditions on outcomes and relations do not touch the numbers of patients and the doses of the constructs left.
    Raises ViewError for a condition that is none, a name that nothing has, or where nothing is left.
    """
    wanted = clauses(where)
    return _Cutter(graph).part(wanted) if wanted else graph


class _Cutter:
    """Knows the names of a graph while its facts are sieved."""

    def __init__(self, graph: Readable) -> None:
        self.graph = graph
        self.entities = {entity.iri: entity for entity in graph.entities()}
        self.papers = {paper.iri: paper for paper in graph.documents}

    def part(self, wanted: tuple[Clause, ...]) -> Part:
        tests = [(clause, self.test(clause)) for clause in wanted]
        every = [test for _, test in tests]
        around = [test for clause, test in tests if clause.field not in {*OF_FACTS, "relation"}]
        stated = [fact for fact in self.graph.statements() if all(test(fact) for test in every)]
        observed = [fact for fact in self.graph.observations() if all(test(fact) for test in every)]
        compared = [fact for fact in self.graph.comparisons() if all(test(fact) for test in every)]
        named = {iri for fact in chain(stated, observed, compared) for iri in named_by(fact)}
        if not named:
            raise ViewError(f"nothing of the graph is where {'; '.join(map(str, wanted))}; loosen the conditions")
        counted = [fact for fact in self.graph.arms() if fact.subject in named and all(test(fact) for test in around)]
        dosed = [fact for fact in self.graph.doses() if fact.subject in named and all(test(fact) for test in around)]
        told = {fact.document for fact in chain(stated, observed, compared, counted, dosed)}
        return Part(
            [self.papers[iri] for iri in sorted(told) if iri in self.papers],
            [self.entities[iri] for iri in sorted(named) if iri in self.entities],
            stated, observed, compared, counted, dosed,
        )  # fmt: skip

    def test(self, clause: Clause) -> Test:
        """Return the test that a fact must pass."""
        passes = self.positive(clause)
        if clause.sign == "!=" and clause.field not in {*NUMBERS, "kind"}:
            return lambda fact: not passes(fact)
        return passes

    def positive(self, clause: Clause) -> Test:
        if clause.field in OF_CONSTRUCTS:
            chosen = self.constructs(clause)
            return lambda fact: bool(named_by(fact) & chosen)
        if clause.field in OF_FACTS:
            meant = {self.named(clause, value).iri for value in clause.values}
            return lambda fact: bool(named_by(fact) & meant)
        if clause.field == "confidence":
            return lambda fact: clause.compares(fact.confidence)
        if clause.field == "relation":
            return lambda fact: relation_of(fact) in clause.values
        if clause.field == "findings":
            return lambda fact: ("cited" if fact.cited else "own") in clause.values
        return {"paper": self.of_papers, "year": self.of_years, "kind": self.of_kinds}[clause.field](clause)

    def constructs(self, clause: Clause) -> set[str]:
        """Return the constructs that are named, or linked to what is named by a relation that is not denied."""
        meant = {self.named(clause, value).iri for value in clause.values}
        if clause.field == "construct":
            return meant
        linked = {(fact.subject, fact.object) for fact in self.graph.statements() if not fact.negated}
        pairs = linked | {(right, left) for left, right in linked}
        return {left for left, right in pairs if right in meant and self.kind(left) is Kind.CONSTRUCT}

    def named(self, clause: Clause, value: str) -> EntityRecord:
        """Return the entity that a condition names, of the field's kind."""
        kinds = OUTCOMES if clause.field == "outcome" else (clause.field,)
        fitting = [entity for entity in self.entities.values() if entity.kind in kinds]
        try:
            return find(value, fitting, clause.field)
        except ViewError as error:
            raise ViewError(f"where {str(clause)!r}: {error}") from error

    def kind(self, iri: str) -> Kind | None:
        return self.entities[iri].kind if iri in self.entities else None

    def of_papers(self, clause: Clause) -> Test:
        chosen: set[str] = set()
        for value in clause.values:
            found = {iri for iri, paper in self.papers.items() if is_called(paper, value)}
            if not found:
                raise ViewError(f"where {str(clause)!r}: no paper has that identifier or these words in its title")
            chosen |= found
        return lambda fact: fact.document in chosen

    def of_years(self, clause: Clause) -> Test:
        chosen = {iri for iri, paper in self.papers.items() if clause.compares(paper.year)}
        return lambda fact: fact.document in chosen

    def of_kinds(self, clause: Clause) -> Test:
        kinds = set(clause.values) if clause.sign == "=" else {str(kind) for kind in Kind} - set(clause.values)
        return lambda fact: all(self.kind(iri) in kinds for iri in named_by(fact))


def is_called(paper: DocumentRecord, value: str) -> bool:
    """Tell whether a value is a paper's identifier, or part of its title."""
    wanted = fold(value)
    return wanted == fold(paper.id) or wanted == fold(paper.id.partition(":")[2]) or wanted in fold(paper.title)


def named_by(fact: FactRecord | ArmRecord | DoseRecord) -> set[str]:
    """Return the IRIs of the things that a fact names."""
    if isinstance(fact, StatementRecord):
        return {fact.subject, fact.object}
    if isinstance(fact, ObservationRecord):
        return {fact.outcome, *([fact.subject] if fact.subject else [])}
    if isinstance(fact, ComparisonRecord):
        return {iri for iri in (fact.a, fact.b, fact.outcome) if iri}
    subject = getattr(fact, "subject", None)
    return {subject} if subject else set()


def relation_of(fact: FactRecord) -> str:
    """Return the name under which the page's filters know what a fact says."""
    if isinstance(fact, StatementRecord):
        return str(fact.predicate)
    return COMPARED if isinstance(fact, ComparisonRecord) else REPORTED
