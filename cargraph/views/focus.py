"""Cut a graph down to the neighbourhood of one entity."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cargraph.errors import ViewError
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.graph.records import EntityRecord

_SIGNS = str.maketrans({"α": "a", "β": "b", "γ": "g", "δ": "d", "ζ": "z", "κ": "k", "ω": "o"})
_NEAR = 5


def fold(name: str) -> str:
    """Return the form in which two spellings of a name are equal.

    >>> fold("qvCART‐19") == fold("QVCART 19")
    True
    """
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_SIGNS)
    return "".join(letter for letter in plain if letter.isalnum())


def find(name: str, entities: Sequence[EntityRecord], what: str = "entity") -> EntityRecord:
    """Return the entity of that name: a construct before others, its label before its other names.

    Raises ViewError with the nearest names where there is none; `what` is what the entities are called there.
    """
    wanted = fold(name)
    found = [entity for entity in entities if wanted in {fold(known) for known in (entity.label, *entity.names)}]
    if not found:
        raise ViewError(f"no {what} is called {name!r}; {_near(wanted, entities)}")
    return min(found, key=lambda entity: (entity.kind is not Kind.CONSTRUCT, fold(entity.label) != wanted, entity.iri))


def _near(wanted: str, entities: Sequence[EntityRecord]) -> str:
    labels = {fold(known): entity.label for entity in entities for known in (*entity.names, entity.label)}
    close = list(dict.fromkeys(labels[key] for key in get_close_matches(wanted, sorted(labels), n=_NEAR, cutoff=0.5)))
    if close:
        return f"the nearest are {', '.join(close)}"
    constructs = [entity for entity in entities if entity.kind is Kind.CONSTRUCT]
    first = sorted(entity.label for entity in constructs or entities)[:_NEAR]
    return f"the graph holds {', '.join(first)}" if first else "the graph holds none"
