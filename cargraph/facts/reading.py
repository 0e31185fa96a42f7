"""Annotation -> Reading: everything one paper says, from its prose and its tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cargraph.facts.comparisons import Comparer, in_its_words
from cargraph.facts.confidence import rated
from cargraph.facts.earlier import only_earlier
from cargraph.facts.groups.arms import Inventory
from cargraph.facts.groups.group import Group
from cargraph.facts.groups.reported import arms
from cargraph.facts.groups.sided import is_open, sided
from cargraph.facts.relations import relations
from cargraph.facts.results.doses import doses
from cargraph.facts.results.gradings import gradings, scaled
from cargraph.facts.results.observations import Reader
from cargraph.facts.tables import TableReader
from cargraph.facts.tokens import Tokens
from cargraph.model import Comparison, Fact, Kind, Observation, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.model import Annotation

_Stated = TypeVar("_Stated", bound=Fact)


def read(annotation: Annotation) -> Reading:
    """Return what a paper says: nothing where it names no CAR construct, or names it only as earlier treatment."""
    if only_earlier(annotation):
        return Reading(annotation.paper, tuple(e for e in annotation.entities if e.kind is not Kind.CONSTRUCT))
    tokens = Tokens(annotation)
    inventory = Inventory(annotation, tokens)
    tabled = list(TableReader(annotation.paper, inventory, annotation.mentions).read())
    told = list(Reader(annotation, tokens, inventory).read())
    graded = gradings(annotation)
    found = scaled(_merged([*told, *(f for f in tabled if isinstance(f, Observation))]), graded)
    compared = Comparer(annotation, tokens, inventory).read([o for o in found if not is_open(o)])
    comparisons = _rated((*compared, *(f for f in tabled if isinstance(f, Comparison))))
    observations = _rated(o for o in sided(found, comparisons, inventory) if not is_open(o))
    observed = {Group(o.subject, o.arm) for o in observations}
    sides = {side for c in comparisons for side in (c.a, c.b) if side}
    return Reading(
        annotation.paper, annotation.entities,
        _rated(relations(annotation, observations, comparisons)), observations, tuple(map(in_its_words, comparisons)),
        _rated(arms(inventory, observed, list(_denominators(inventory, observations)), sides)),
        _rated(doses(annotation, tokens, inventory)), gradings=graded,
    )  # fmt: skip


def _rated(facts: Iterable[_Stated]) -> tuple[_Stated, ...]:
    return tuple(map(rated, facts))


def _merged(found: Sequence[Observation]) -> tuple[Observation, ...]:
    """Merge results that are told twice with the same numbers; their evidence adds up."""
    same: dict[tuple[object, ...], list[Observation]] = {}
    for observation in found:
        same.setdefault(_key(observation), []).append(observation)
    return tuple(map(_together, same.values()))


def _together(told: Sequence[Observation]) -> Observation:
    evidence = dict.fromkeys(piece for one in told for piece in one.evidence)
    return replace(told[0], evidence=tuple(evidence))


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


def _denominators(
    inventory: Inventory, observations: Sequence[Observation]
) -> Iterator[tuple[Group, int, Observation]]:
    for o in observations:
        entity = inventory.entities.get(o.outcome)
        of_patients = o.percent is not None and entity is not None and entity.role != "feasibility"
        if o.total and not o.carried and (o.arm or (o.subject and of_patients and not o.cited)):
            yield Group(o.subject, o.arm), o.total, o
