"""One document held against its gold: what is right, what is wrong and what was missed, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cargraph.evaluation.alignment import Alignment, align
from cargraph.evaluation.checks import agrees
from cargraph.evaluation.gold import STATED, Tie
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cargraph.evaluation.gold import Gold, Row

_KINDS = frozenset(Kind)
_OF_OUTCOMES = frozenset({"observations", "comparisons"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one section of one document.

    `right` counts what the gold asks for and was found. `good` are the statements that are in the gold, repeats too;
    `wrong` those that are not; those that the gold leaves open are in neither. `missed` are rows of the gold.
    """

    right: int
    good: tuple[Row, ...]
    wrong: tuple[Row, ...]
    missed: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """One document's verdicts, with all that is needed to tell their causes."""

    gold: Gold
    record: Row
    alignment: Alignment
    verdicts: Mapping[str, Verdict]


def score(gold: Gold, record: Row) -> Scored:
    """Hold what was read from a text (a record, as `extract` gives it) against its gold."""
    found = [entity for entity in record.get("entities", ()) if entity.get("type") in _KINDS]
    alignment = align(gold.entities, found)
    verdicts = {
        "entities": _entities(gold, found, alignment),
        "relations": _relations(gold, record.get("relations", ()), alignment),
    }
    for section in STATED:
        verdicts[section] = _rows(gold, section, record.get(section, ()), alignment)
    return Scored(gold, record, alignment, verdicts)


def _entities(gold: Gold, found: Sequence[Row], alignment: Alignment) -> Verdict:
    met = set(alignment.keys.values())
    return Verdict(
        right=len(met - gold.optional),
        good=tuple(entity for entity in found if entity["id"] in alignment.keys),
        wrong=tuple(entity for entity in found if entity["id"] not in alignment.keys),
        missed=tuple(entity for entity in gold.entities if entity["key"] not in met | gold.optional),
    )


def tie(relation: Row, alignment: Alignment) -> Tie | None:
    """Return a relation in the gold's keys, None where the gold lacks an end."""
    subject, object_ = alignment.key(relation["subject"]), alignment.key(relation["object"])
    if subject is None or object_ is None:
        return None
    return subject, str(relation["predicate"]), object_, bool(relation.get("negated"))


def _relations(gold: Gold, found: Sequence[Row], alignment: Alignment) -> Verdict:
    met: set[Tie] = set()
    good: list[Row] = []
    wrong: dict[Tie | int, Row] = {}
    for place, relation in enumerate(found):
        its = tie(relation, alignment)
        if its in gold.relations:
            met.add(its)
            good.append(relation)
        elif its is None:
            wrong[place] = relation
        elif its not in gold.optional_relations and not gold.optional & {its[0], its[2]}:
            wrong[its] = relation
    return Verdict(len(met), tuple(good), tuple(wrong.values()), tuple(sorted(gold.relations - met)))


def _rows(gold: Gold, section: str, found: Sequence[Row], alignment: Alignment) -> Verdict:
    """Give each statement the first gold row that is free and agrees, what must be found before what may be."""
    rows = gold.rows[section]
    free = sorted(range(len(rows)), key=lambda place: bool(rows[place].get("optional")))
    right, good, wrong = 0, [], []
    for statement in found:
        fitting = [place for place, row in enumerate(rows) if agrees(section, row, statement, alignment)]
        place = next((place for place in free if place in fitting), None)
        if place is not None:
            free.remove(place)
            right += not rows[place].get("optional")
        if fitting:
            good.append(statement)
        elif not _spared(gold, section, statement, alignment):
            wrong.append(statement)
    missed = sorted(place for place in free if not rows[place].get("optional"))
    return Verdict(right, tuple(good), tuple(wrong), tuple(rows[place] for place in missed))


def _spared(gold: Gold, section: str, statement: Row, alignment: Alignment) -> bool:
    return section in _OF_OUTCOMES and alignment.key(statement.get("outcome")) in gold.optional
