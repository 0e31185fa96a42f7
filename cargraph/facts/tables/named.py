"""Words of a table's caption, heads and labels -> the construct or the outcome that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.mentions.rows import key
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cargraph.facts.groups.arms import Inventory
    from cargraph.model import Entity

OUTCOMES = frozenset({Kind.TOXICITY, Kind.ENDPOINT, Kind.CYTOKINE, Kind.BIOMARKER})


class Named:
    """Finds a paper's constructs and outcomes by their names in words that are no prose."""

    def __init__(self, inventory: Inventory) -> None:
        entities = tuple(inventory.entities.values())
        products = (e for e in entities if e.kind is Kind.CONSTRUCT and not inventory.is_class(e.id))
        self._constructs = _listed(products)
        self._outcomes = _listed(e for e in entities if e.kind in OUTCOMES)

    def construct(self, words: str) -> str | None:
        """Return the product whose name, the longest first, stands in some words."""
        return next(_within(words, self._constructs), None)

    def constructs(self, words: str) -> tuple[str, ...]:
        """Return the products that some words name, in the order of the words."""
        folded, found = f" {key(words)} ", set(_within(words, self._constructs))
        places = ((folded.find(f" {name} "), entity) for name, entity in self._constructs if entity in found)
        return tuple(dict.fromkeys(entity for place, entity in sorted(places) if place >= 0))

    def only_construct(self, words: str) -> str | None:
        """Return the one product that some words name; None where they name several, or none."""
        found = self.constructs(words)
        return found[0] if len(found) == 1 else None

    def outcome(self, words: str) -> str | None:
        """Return the one outcome that some words name; None where they name several, or none."""
        found = set(_within(words, self._outcomes))
        return found.pop() if len(found) == 1 else None


def _listed(entities: Iterable[Entity]) -> list[tuple[str, str]]:
    """Return the folded names with their entities, the longest first."""
    named = {(key(name), e.id) for e in entities for name in (*e.names, e.label) if key(name)}
    return sorted(named, key=lambda one: (-len(one[0]), one))


def _within(words: str, names: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the entities named in some words; a name within a longer one that is named counts nothing."""
    folded = f" {key(words)} "
    for name, entity in names:
        if f" {name} " in folded:
            yield entity
            folded = folded.replace(f" {name} ", " | ")
