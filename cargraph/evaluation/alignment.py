"""Which entity that was found is which entity of the gold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.evaluation.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cargraph.evaluation.gold import Row


@dataclass(frozen=True, slots=True)
class Alignment:
    """The entities found that are in the gold: id -> key, one to one."""

    keys: Mapping[str, str]

    def key(self, found: object) -> str | None:
        """Return the gold key of what was found, None for what the gold does not have."""
        return self.keys.get(found) if isinstance(found, str) else None


def names(entity: Row) -> frozenset[str]:
    """Return the folded names of an entity, its label among them."""
    given: Iterable[object] = [*(entity.get("names") or ()), *filter(None, [entity.get("label")])]
    return frozenset(fold(str(name)) for name in given) - {""}


def align(gold: Sequence[Row], found: Sequence[Row]) -> Alignment:
    """Pair entities of one type that share names, those that share most first."""
    ours = [(entity, names(entity)) for entity in found]
    theirs = [(entity, names(entity)) for entity in gold]
    pairs = sorted(
        (-len(shared), mine["id"], its["key"])
        for mine, my_names in ours
        for its, its_names in theirs
        if mine.get("type") == its["type"] and (shared := my_names & its_names)
    )
    keys: dict[str, str] = {}
    for _, mine, its in pairs:
        if mine not in keys and its not in keys.values():
            keys[mine] = its
    return Alignment(keys)
