"""The papers of a store, each held against the shapes and the checks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cargraph import parallel
from cargraph.graph.store import Store
from cargraph.validation.faults import Fault
from cargraph.validation.paper import faults, graph_of

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Validation:
    """What was looked at, and what is wrong with it."""

    papers: int
    faults: tuple[Fault, ...]

    @property
    def conforms(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults

    def to_text(self) -> str:
        """Return the faults, one a line."""
        return "".join(f"{fault}\n" for fault in self.faults)

    def summary(self) -> str:
        """Return the outcome in a few words."""
        wrong = len({fault.file for fault in self.faults})
        return f"{self.papers} papers conform" if not wrong else f"{wrong} of {self.papers} papers do not conform"


def validated(
    folder: str | Path, *, jobs: int | None = None, watch: Callable[[object], None] | None = None
) -> Validation:
    """Hold every paper of the store in a folder against the shapes and the checks, in several processes if many.

    `watch` is called after each paper. Raises GraphError where the folder holds no store.
    """
    with Store(folder, read_only=True):
        paths = sorted((Path(folder) / "papers").glob("*.nq"))
    found: list[Fault] = []
    owners: dict[str, str] = {}
    for name, graph, wrong in parallel.ordered(_looked_at, paths, jobs):
        owner = owners.setdefault(graph, name) if graph else name
        if owner != name:
            twice = f"its paper stands in {owner} too"
            found.append(Fault(name, "", -1, -1, "", twice, "delete one of the two files"))
        found += wrong
        if watch:
            watch(name)
    return Validation(len(paths), tuple(found))


def _looked_at(path: Path) -> tuple[str, str, tuple[Fault, ...]]:
    data = path.read_bytes()
    return path.name, graph_of(data), faults(path.name, data)
