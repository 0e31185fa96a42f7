"""What a paper says of one construct and means of all that it studied: the disease treated, the one antigen bound."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.aims import known_targets
from cargraph.model import Predicate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cargraph.facts.relations.found import Found
    from cargraph.model import Entity

_MOST = {Predicate.TREATS: 3, Predicate.TARGETS: 1}
_MOST_IN_ALL = {Predicate.TARGETS: 2}
"""How many things a paper may name in all, of the givers and of others, where one is taken to be meant of the rest."""
_LESS_SURE = 0.8
_DEALT = re.compile(r"\(n\s?=\s?\d+\s?[;,]\s[A-Za-z-]+\)[^.]*\(n\s?=\s?\d+\s?[;,]\s[A-Za-z-]+\)")
"""A sentence that tells of each product in a bracket what it was given for: "X (n = 40; LBCL) and Y (n = 33; MM)"."""
_NOT_OF_THE_STUDY = frozenset({"background", "introduction"})


def shared(
    found: Sequence[Found], predicate: Predicate, givers: Collection[str], takers: Sequence[str]
) -> Iterator[Found]:
    """Give for each taker, where the paper says nothing of it, what it says of the givers.

    A paper that names more things than a study has in common says nothing of all.
    """
    stated = [one for one in found if one.predicate == predicate and one.subject in givers and _plain(one)]
    things = {one.object for one in found if one.predicate == predicate and _plain(one)}
    most = _MOST_IN_ALL.get(predicate, len(things))
    if not stated or len({one.object for one in stated}) > _MOST[predicate] or len(things) > most:
        return
    told = {one.subject for one in found if one.predicate == predicate}
    dealt = predicate == Predicate.TREATS and any(
        _DEALT.search(piece.quote) for one in stated for piece in one.evidence
    )
    for construct in () if dealt else dict.fromkeys(takers):
        if construct not in told:
            yield from (replace(one, subject=construct, confidence=one.confidence * _LESS_SURE) for one in stated)


def is_aimed_elsewhere(one: Found, entities: Mapping[str, Entity]) -> bool:
    """Tell whether a statement gives a product a target that it is known not to have."""
    aims = known_targets().get(entities[one.subject].label, frozenset())
    return one.predicate == Predicate.TARGETS and bool(aims) and entities[one.object].label not in aims


def _plain(one: Found) -> bool:
    told = not (one.negated or one.hedged or one.cited)
    return told and all(piece.section not in _NOT_OF_THE_STUDY for piece in one.evidence)
