"""Annotation -> Reading: everything one paper says, from its prose and its tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.arms import Group, Inventory, arms
from cargraph.facts.comparisons import Comparer
from cargraph.facts.doses import doses
from cargraph.facts.observations import Reader
from cargraph.facts.relations import relations
from cargraph.facts.tables import TableReader
from cargraph.facts.tokens import Tokens
from cargraph.model import Comparison, Kind, Observation, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.model import Annotation


def read(annotation: Annotation) -> Reading:
    """Return what a paper says. A paper that names no CAR construct says nothing that is read here."""
    if not any(e.kind is Kind.CONSTRUCT for e in annotation.entities):
        return Reading(annotation.paper, annotation.entities)
    tokens = Tokens(annotation)
    inventory = Inventory(annotation, tokens)
    tabled = list(TableReader(annotation.paper, inventory, annotation.mentions).read())
    told = list(Reader(annotation, tokens, inventory).read())
    observations = _merged([*told, *(f for f in tabled if isinstance(f, Observation))])
    comparisons = (
        *Comparer(annotation, tokens, inventory).read(observations),
        *(f for f in tabled if isinstance(f, Comparison)),
    )
    return Reading(
        annotation.paper, annotation.entities, relations(annotation, observations, comparisons), observations,
        comparisons,
        arms(inventory, list(_denominators(observations))), doses(annotation, tokens, inventory),
    )  # fmt: skip


def _merged(found: Sequence[Observation]) -> tuple[Observation, ...]:
    """Merge results that are told twice with the same numbers; their evidence adds up."""
    same: dict[tuple[object, ...], list[Observation]] = {}
    for observation in found:
        same.setdefault(_key(observation), []).append(observation)
    return tuple(map(_together, same.values()))


def _together(told: Sequence[Observation]) -> Observation:
    evidence = dict.fromkeys(piece for one in told for piece in one.evidence)
    return replace(told[0], evidence=tuple(evidence), confidence=max(one.confidence for one in told))


def _key(o: Observation) -> tuple[object, ...]:
    return (
        o.subject,
        o.arm,
        o.outcome,
        o.stat,
        o.grade,
        o.measure,
        o.count,
        o.total,
        o.percent,
        o.value,
        o.unit,
        o.low,
        o.high,
        o.time,
        o.bound,
        o.table,
    )


def _denominators(observations: Sequence[Observation]) -> Iterator[tuple[Group, int, Observation]]:
    for o in observations:
        if o.arm and o.total and not o.carried:
            yield Group(o.subject, o.arm), o.total, o
