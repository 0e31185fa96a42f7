"""Cut a graph down to the neighbourhood of one entity."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from cargraph.errors import ViewError
from cargraph.graph.naming import fold, rank
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.graph.records import EntityRecord

_NEAR = 5


def find(name: str, entities: Sequence[EntityRecord], what: str = "entity") -> EntityRecord:
    """Return the entity of that name: a construct before others, its label before printed names, then synonyms.

    Raises ViewError with the nearest names where there is none; `what` is what the entities are called there.
    """
    found = [(entity, fits) for entity in entities if (fits := rank(entity, name)) is not None]
    if not found:
        raise ViewError(f"no {what} is called {name!r}; {_near(fold(name), entities)}")
    return min(found, key=lambda pair: (pair[0].kind is not Kind.CONSTRUCT, pair[1], pair[0].iri))[0]


def _near(wanted: str, entities: Sequence[EntityRecord]) -> str:
    labels = {fold(known): entity.label for entity in entities for known in (*entity.names, entity.label)}
    close = list(dict.fromkeys(labels[key] for key in get_close_matches(wanted, sorted(labels), n=_NEAR, cutoff=0.5)))
    if close:
        return f"the nearest are {', '.join(close)}"
    constructs = [entity for entity in entities if entity.kind is Kind.CONSTRUCT]
    first = sorted(entity.label for entity in constructs or entities)[:_NEAR]
    return f"the graph holds {', '.join(first)}" if first else "the graph holds none"
