"""What is known of one relation at one place, and how the places of a paper become its relations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.model import Evidence, Predicate, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.model import Span

_MOST_EVIDENCE = 8
_HEDGED, _CITED, _SPREAD = 0.5, 0.85, 0.95
BY_DESIGN = frozenset(
    {Predicate.TARGETS, Predicate.HAS_COMPONENT, Predicate.EXPRESSES, Predicate.SILENCES, Predicate.TESTED_IN}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A relation as one place states it.

    `understood` says that the subject was not named there; `counted` that a number of the paper shows it.
    """

    subject: str
    predicate: Predicate
    object: str
    evidence: tuple[Evidence, ...]
    confidence: float
    negated: bool = False
    hedged: bool = False
    cited: bool = False
    understood: bool = False
    counted: bool = False

    @property
    def weight(self) -> tuple[bool, bool, bool, float]:
        """Order places by how much they tell: the paper's own numbers first, its plain statements next."""
        return self.counted, not self.hedged, not self.cited, self.certainty

    @property
    def certainty(self) -> float:
        """The rule's confidence, less where the statement is hedged, of others, or its subject is understood."""
        factor = (_HEDGED if self.hedged else 1) * (_CITED if self.cited else 1) * (_SPREAD if self.understood else 1)
        return round(self.confidence * factor, 3)


def merge(found: Iterable[Found], order: Sequence[str]) -> tuple[Relation, ...]:
    """Merge what the places say into one relation a statement, sorted by entities in the given order."""
    rank = {entity: place for place, entity in enumerate(order)}
    groups: dict[tuple[str, Predicate, str], list[Found]] = defaultdict(list)
    for one in _settled(list(found)):
        groups[one.subject, one.predicate, one.object].append(one)
    predicates = list(Predicate)
    keys = sorted(groups, key=lambda key: (rank[key[0]], predicates.index(key[1]), rank[key[2]]))
    return tuple(_relation(groups[key]) for key in keys)


def _settled(found: list[Found]) -> list[Found]:
    """Leave out what a sentence without a subject spread too far: another place names the one construct built so.

    Left out is, too, what a sentence denies in the same words.
    """
    named = {(one.predicate, one.object) for one in found if one.predicate in BY_DESIGN and not one.understood}
    failed = {place for one in found if one.negated and not one.counted for place in _places(one)}
    return [
        one
        for one in found
        if not (one.understood and (one.predicate, one.object) in named)
        and (one.negated or failed.isdisjoint(_places(one)))
    ]


def _places(one: Found) -> Iterator[tuple[str, str, Span]]:
    """Give the sentences that tell of what a drug does to a harm; of two readings of one the denial holds."""
    if one.predicate == Predicate.MANAGES:
        yield from ((one.subject, one.object, piece.span) for piece in one.evidence)


def _relation(group: list[Found]) -> Relation:
    best = max(group, key=lambda one: (*one.weight, not one.negated))
    agreed = [one for one in group if one.negated == best.negated]
    pieces = {(piece.span, piece.table): piece for one in agreed for piece in one.evidence}
    evidence = sorted(pieces.values(), key=lambda piece: (piece.span, piece.table or 0))
    return Relation(
        subject=best.subject,
        predicate=best.predicate,
        object=best.object,
        negated=best.negated,
        evidence=tuple(evidence[:_MOST_EVIDENCE]),
        confidence=max(one.certainty for one in agreed if one.hedged == best.hedged),
        hedged=best.hedged,
        cited=all(one.cited for one in agreed),
    )
