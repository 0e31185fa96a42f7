"""Why a statement is wrong or was missed: the one thing that is amiss, or what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cargraph.evaluation.alignment import names
from cargraph.evaluation.checks import failed
from cargraph.evaluation.gold import SECTIONS
from cargraph.evaluation.scoring import tie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cargraph.evaluation.gold import Row, Tie
    from cargraph.evaluation.scoring import Scored

MISSED, WRONG = "missed", "wrong"
_ENTIRELY = {MISSED: "missed entirely", WRONG: "not in the gold"}
_LEFT_OUT = frozenset({"evidence", "mentions"})
_PARTS = ("subject", "predicate", "object", "negation")
_TELLING = frozenset({"predicate", "negation", "subject"})
_ENDS = {
    "observations": ("outcome", "subject"), "comparisons": ("outcome", "a", "b"), "arms": ("subject",),
    "doses": ("subject",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Error:
    """One row that is wrong or was missed. `found` is the statement as it was read, or the row of the gold."""

    stem: str
    section: str
    side: str
    cause: str
    found: Any


def errors(scored: Iterable[Scored]) -> list[Error]:
    """Return the errors of all documents, section by section, those of one cause together."""
    found = [error for one in scored for error in _of_document(one)]
    order = {section: place for place, section in enumerate(SECTIONS)}
    return sorted(found, key=lambda error: (order[error.section], error.cause, error.side, error.stem))


def _of_document(one: Scored) -> Iterator[Error]:
    for section, verdict in one.verdicts.items():
        for side, rows in ((MISSED, verdict.missed), (WRONG, verdict.wrong)):
            for row in rows:
                yield Error(one.gold.stem, section, side, _cause(one, section, side, row), _bare(row))


def _bare(row: Any) -> Any:
    return {name: value for name, value in row.items() if name not in _LEFT_OUT} if isinstance(row, dict) else row


def _cause(one: Scored, section: str, side: str, row: Any) -> str:
    if section == "entities":
        return _of_entity(one, side, row)
    if section == "relations":
        return _of_relation(one, side, row)
    return _behind(one, section, side, row) or _nearly(one, section, side, row) or _ENTIRELY[side]


def _of_entity(one: Scored, side: str, entity: Row) -> str:
    others = one.record.get("entities", ()) if side == MISSED else one.gold.entities
    sharing = [other for other in others if names(other) & names(entity)]
    if any(other["type"] == entity["type"] for other in sharing):
        return "one thing taken for two, or two for one"
    return "wrong type" if sharing else _ENTIRELY[side]


def _of_relation(one: Scored, side: str, row: Any) -> str:
    if side == MISSED:
        met = set(one.alignment.keys.values())
        lost = [end for end in (row[0], row[2]) if end not in met]
        near = (tie(relation, one.alignment) for relation in one.record.get("relations", ()))
        return f"missed entity: {_type(one, lost[0])}" if lost else _amiss(row, near) or _ENTIRELY[side]
    its = tie(row, one.alignment)
    if its is None:
        end = next(end for end in (row["subject"], row["object"]) if one.alignment.key(end) is None)
        return f"wrong entity: {_found_type(one, end)}"
    return _amiss(its, sorted(one.gold.relations)) or _ENTIRELY[side]


def _amiss(row: Tie, others: Iterable[Tie | None]) -> str | None:
    """Name the one part in which a relation differs from another, if one does and it tells something."""
    for other in filter(None, others):
        differing = [part for part, mine, its in zip(_PARTS, row, other, strict=True) if mine != its]
        if len(differing) == 1 and differing[0] in _TELLING:
            return f"wrong {differing[0]}"
    return None


def _behind(one: Scored, section: str, side: str, row: Row) -> str | None:
    """Name the entity that was missed, or is none, where a statement stands on one."""
    ends = [row[end] for end in _ENDS[section] if row.get(end)]
    if side == MISSED:
        keys = {entity["key"] for entity in one.gold.entities} - set(one.alignment.keys.values())
        return next((f"missed entity: {_type(one, end)}" for end in ends if end in keys), None)
    ids = {entity["id"] for entity in one.record["entities"]} - one.alignment.keys.keys()
    return next((f"wrong entity: {_found_type(one, end)}" for end in ends if end in ids), None)


def _nearly(one: Scored, section: str, side: str, row: Row) -> str | None:
    """Name what differs from the nearest row of the other side, where it is one thing; a free row before a taken."""
    verdict = one.verdicts[section]
    if side == MISSED:
        others: Iterable[Row] = (*verdict.wrong, *verdict.good)
        differing: Callable[[Row], list[str]] = lambda other: failed(section, row, other, one.alignment)  # noqa: E731
    else:
        rest = [gold for gold in one.gold.rows[section] if gold not in verdict.missed]
        others = (*verdict.missed, *rest)
        differing = lambda other: failed(section, other, row, one.alignment)  # noqa: E731
    nearest = next((checks for other in others if len(checks := differing(other)) == 1), None)
    return f"wrong {nearest[0]}" if nearest else None


def _type(one: Scored, key: str) -> str:
    return next((str(entity["type"]) for entity in one.gold.entities if entity["key"] == key), "unknown")


def _found_type(one: Scored, identifier: str) -> str:
    return next((str(entity["type"]) for entity in one.record["entities"] if entity["id"] == identifier), "unknown")
