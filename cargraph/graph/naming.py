"""The names that an entity goes by, and when two spellings are one name."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from cargraph.graph.concepts import vocabulary

if TYPE_CHECKING:
    from cargraph.graph.records import EntityRecord

_SIGNS = str.maketrans({"α": "a", "β": "b", "γ": "g", "δ": "d", "ζ": "z", "κ": "k", "ω": "o"})


def fold(name: str) -> str:
    """Return the form in which two spellings of a name are equal.

    >>> fold("qvCART‐19") == fold("QVCART 19")
    True
    """
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_SIGNS)
    return "".join(letter for letter in plain if letter.isalnum()) or name.strip()


def synonyms(entity: EntityRecord) -> tuple[str, ...]:
    """Return the names that the vocabulary gives an entity and no paper of the graph prints."""
    concept = vocabulary().get(entity.iri)
    printed = {fold(name) for name in (entity.label, *entity.names)}
    return tuple(name for name in concept.names if fold(name) not in printed) if concept else ()


def rank(entity: EntityRecord, name: str) -> int | None:
    """Return how a name fits an entity: 0 its label, 1 a printed name, 2 a synonym or the identifier, else nothing."""
    wanted = fold(name)
    if fold(entity.label) == wanted:
        return 0
    if any(fold(other) == wanted for other in entity.names):
        return 1
    others = (*synonyms(entity), *([entity.curie] if entity.curie else []))
    return 2 if any(fold(other) == wanted for other in others) else None
