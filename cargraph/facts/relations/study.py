"""What a paper says of one construct and means of all that it studied: the disease treated, the one antigen bound."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.model import Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.relations.found import Found

_MOST = {Predicate.TREATS: 3, Predicate.TARGETS: 1}
_LESS_SURE = 0.8
_NOT_OF_THE_STUDY = frozenset({"background", "introduction"})


def shared(found: Sequence[Found], constructs: Sequence[str], titled: Sequence[str]) -> Iterator[Found]:
    """Give for each construct studied, where the paper says nothing of it, what it says of the others.

    What a construct binds is taken from those studied and those in the title. A paper that names more things than a
    study has in common says nothing of all.
    """
    others = {*constructs, *titled}
    for predicate, most in _MOST.items():
        stated = [
            one
            for one in found
            if one.predicate == predicate and _plain(one) and (one.subject in others or predicate == Predicate.TREATS)
        ]
        if not stated or len({one.object for one in stated}) > most:
            continue
        told = {one.subject for one in found if one.predicate == predicate}
        for construct in constructs:
            if construct not in told:
                yield from (replace(one, subject=construct, confidence=one.confidence * _LESS_SURE) for one in stated)


def _plain(one: Found) -> bool:
    told = not (one.negated or one.hedged or one.cited)
    return told and all(piece.section not in _NOT_OF_THE_STUDY for piece in one.evidence)
