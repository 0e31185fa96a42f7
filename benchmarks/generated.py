"""Made-up papers, as many as a benchmark wants: the same number gives the same papers, about 1,050 quads each."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from cargraph.model import (
    Arm,
    Comparison,
    Dose,
    Entity,
    Evidence,
    Kind,
    Observation,
    Paper,
    Predicate,
    Reading,
    Relation,
    Span,
    Stat,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

CONSTRUCTS = 400
ANTIGENS = ("CD19", "CD20", "CD22", "BCMA", "GPRC5D", "HER2", "GD2", "mesothelin")
PARTS = ("4-1BB", "CD28", "CD3 zeta", "FMC63", "IgG4 hinge", "CD8 alpha hinge")
DISEASES = ("follicular lymphoma", "mantle cell lymphoma", "multiple myeloma", "glioblastoma")
TOXICITIES = (
    *("cytokine release syndrome", "neurotoxicity", "infection", "neutropenia", "thrombocytopenia", "anaemia"),
    *("fever", "hypotension", "headache", "fatigue", "nausea", "hypogammaglobulinaemia"),
)
DRUGS = ("tocilizumab", "dexamethasone", "anakinra")
ENDPOINTS = ("complete response", "overall response", "progression-free survival", "overall survival")
RESULTS = 20


def readings(papers: int) -> Iterator[Reading]:
    """Yield invented papers, each about one or two constructs, which many papers share."""
    for number in range(papers):
        yield _Paper(number).reading()


class _Paper:
    """One invented paper in the making: every fact adds its sentence to the text."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._chance = Random(number)
        self._lines = [f"Paper {number} of the benchmark\n"]
        self._length = len(self._lines[0])
        self._entities: dict[str, Entity] = {}

    def reading(self) -> Reading:
        """Return the paper's reading."""
        constructs = [f"BENCH-{self._chance.randrange(CONSTRUCTS)}" for _ in range(self._chance.choice((1, 1, 2)))]
        relations = tuple(relation for name in dict.fromkeys(constructs) for relation in self._built(name))
        relations += (self._managed(),)
        observations = tuple(self._observed(self._chance.choice(constructs)) for _ in range(RESULTS))
        observations += tuple(self._median(name) for name in dict.fromkeys(constructs))
        arms = tuple(self._arm(name) for name in dict.fromkeys(constructs))
        comparisons = tuple(self._compared(*constructs) for _ in range(2)) if len(set(constructs)) == 2 else ()
        doses = tuple(self._dose(name) for name in dict.fromkeys(constructs))
        paper = Paper(f"pmid:{self._number}", f"{self._number}.txt", self._lines[0].strip(), "".join(self._lines), ())
        return Reading(paper, tuple(self._entities.values()), relations, observations, comparisons, arms, doses)

    def _entity(self, kind: Kind, name: str) -> str:
        spans = (Span(self._length, self._length + len(name)),)
        self._entities.setdefault(name, Entity(name, kind, name, (name, name.upper()), spans))
        return name

    def _say(self, sentence: str) -> tuple[Evidence, ...]:
        span = Span(self._length, self._length + len(sentence))
        self._lines.append(f"{sentence}\n")
        self._length += len(sentence) + 1
        return (Evidence(span, sentence, "results", "benchmark"),)

    def _built(self, name: str) -> Iterator[Relation]:
        own = Random(name)
        for predicate, kind, other in (
            (Predicate.TARGETS, Kind.ANTIGEN, own.choice(ANTIGENS)),
            (Predicate.HAS_COMPONENT, Kind.COMPONENT, own.choice(PARTS)),
            (Predicate.TREATS, Kind.DISEASE, self._chance.choice(DISEASES)),
        ):
            quote = self._say(f"Sentence {self._number}: {name} {predicate} {other}.")
            subject = self._entity(Kind.CONSTRUCT, name)
            yield Relation(subject=subject, predicate=predicate, object=self._entity(kind, other), evidence=quote)

    def _observed(self, name: str) -> Observation:
        if self._chance.random() < 0.7:
            outcome = self._entity(Kind.TOXICITY, self._chance.choice(TOXICITIES))
        else:
            outcome = self._entity(Kind.ENDPOINT, self._chance.choice(ENDPOINTS))
        total = self._chance.randrange(10, 200)
        count = self._chance.randrange(total)
        grade = self._chance.choice(("any", ">=3", "4"))
        printed = f"{count} of {total} ({100 * count / total:.1f}%)"
        quote = self._say(f"{outcome} of grade {grade} was seen in {printed} patients given {name}.")
        return Observation(
            subject=self._entity(Kind.CONSTRUCT, name),
            outcome=outcome,
            stat=Stat.PROPORTION,
            grade=grade,
            count=count,
            total=total,
            percent=round(100 * count / total, 1),
            printed=printed,
            carried=self._chance.random() < 0.2,
            evidence=quote,
        )

    def _median(self, name: str) -> Observation:
        outcome = self._entity(Kind.ENDPOINT, self._chance.choice(ENDPOINTS[2:]))
        value = round(self._chance.uniform(2, 40), 1)
        quote = self._say(f"Median {outcome} was {value} months with {name}.")
        return Observation(
            subject=self._entity(Kind.CONSTRUCT, name),
            outcome=outcome,
            stat=Stat.MEDIAN,
            value=value,
            unit="months",
            low=value / 2,
            high="NE",
            interval="ci95",
            evidence=quote,
        )

    def _managed(self) -> Relation:
        drug = self._entity(Kind.DRUG, self._chance.choice(DRUGS))
        toxicity = self._entity(Kind.TOXICITY, self._chance.choice(TOXICITIES))
        quote = self._say(f"Sentence {self._number}: {toxicity} was treated with {drug}.")
        return Relation(subject=drug, predicate=Predicate.MANAGES, object=toxicity, evidence=quote)

    def _dose(self, name: str) -> Dose:
        low = 1e6 * self._chance.randrange(1, 9)
        quote = self._say(f"{name} was given at {low:.0f} cells/kg.")
        return Dose(subject=self._entity(Kind.CONSTRUCT, name), low=low, unit="cells/kg", evidence=quote)

    def _compared(self, a: str, b: str) -> Comparison:
        outcome = self._entity(Kind.TOXICITY, self._chance.choice(TOXICITIES))
        p = round(self._chance.uniform(0.001, 0.9), 3)
        quote = self._say(f"{outcome} was less frequent with {a} than with {b} (p = {p}).")
        return Comparison(a=a, b=b, outcome=outcome, direction="lower", p=p, p_operator="=", evidence=quote)

    def _arm(self, name: str) -> Arm:
        n = self._chance.randrange(10, 200)
        subject = self._entity(Kind.CONSTRUCT, name)
        return Arm(subject=subject, n=n, evidence=self._say(f"{n} patients received {name}."))
