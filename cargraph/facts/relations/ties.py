"""Which of two things that go together foretells the other: what is measured early comes before what follows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.model import Kind

if TYPE_CHECKING:
    from cargraph.model import Entity

_OF_CELLS = frozenset({"kinetics", "persistence", "function"})
_ACUTE = frozenset({"immune", "neurologic"})
_RECOVERS = re.compile(r"\b(?:recovery|reconstitution)\b")
_OUTCOMES = frozenset({Kind.TOXICITY, Kind.ENDPOINT})
_SURVIVAL = frozenset({"survival", "mortality"})
_MEASURED, _CELLS, _HARM, _OUTCOME, _END = range(5)


def ordered(first: Entity, last: Entity) -> tuple[Entity, Entity] | None:
    """Return two associated things with the one that foretells first, or None where neither is an outcome.

    Infections told of together are one and its kind.
    """
    if _follows(first) and _follows(last):
        return None
    turned = _rank(first) > _rank(last) or (_follows(first) and last.role in _ACUTE)
    pair = (last, first) if turned else (first, last)
    return pair if pair[1].kind in _OUTCOMES else None


def _follows(entity: Entity) -> bool:
    """Tell whether a harm is one that others open the way for: an infection."""
    return entity.kind == Kind.TOXICITY and entity.role == "infection"


def _rank(entity: Entity) -> int:
    if entity.kind not in _OUTCOMES:
        return _MEASURED
    if entity.kind == Kind.TOXICITY or not entity.role or _RECOVERS.search(entity.label):
        return _HARM
    if entity.role in _SURVIVAL:
        return _END
    return _CELLS if entity.role in _OF_CELLS else _OUTCOME
