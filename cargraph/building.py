"""Papers put on a shelf, on disk or in memory, so that the order of the input does not matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from cargraph.documents import Skipped
from cargraph.graph.index import memory
from cargraph.report import Read, Repeat, Report

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cargraph.graph.store import Store
    from cargraph.pipeline import Made
    from cargraph.report import Outcome


class Shelf(Protocol):
    """Where papers stand, by identifier, as N-Quads."""

    def held(self, identifier: str) -> bytes | None:
        """Return what stands there of a paper."""

    def put(self, identifier: str, text: str) -> object:
        """Put a paper in its place."""


class MemoryShelf:
    """Papers in memory, and the index over them when it is asked for."""

    def __init__(self) -> None:
        self._papers: dict[str, str] = {}
        self._index: ox.Store | None = None

    def held(self, identifier: str) -> bytes | None:
        """Return a paper's N-Quads, None where there is none."""
        text = self._papers.get(identifier)
        return None if text is None else text.encode()

    def put(self, identifier: str, text: str) -> None:
        """Put a paper in its place."""
        self._papers[identifier] = text
        self._index = None

    def index(self) -> ox.Store:
        """Return the index over the papers."""
        return self._index or self.mend()

    def mend(self) -> ox.Store:
        """Return the index made anew."""
        self._index = memory(text.encode() for text in self._papers.values())
        return self._index


@dataclass(frozen=True, slots=True)
class _Standing:
    """The input that stands for a paper in this run, and the digest of what stood there before the run."""

    rank: tuple[int, bytes]
    made: Made
    before: bytes | None


class Run:
    """One build onto a shelf. Where two inputs hold one paper the longer text stands, whichever comes first."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._standing: dict[str, _Standing] = {}
        self._repeats: list[tuple[str, str]] = []
        self._skipped: list[Skipped] = []
        self._changed: set[str] = set()

    def take(self, item: Made | Skipped) -> None:
        """Take in what one input became."""
        if isinstance(item, Skipped):
            self._skipped.append(item)
            return
        new = (item.length, sha256(item.text.encode()).digest())
        known = self._standing.get(item.id)
        if known:
            lesser = item if new <= known.rank else known.made
            self._repeats.append((item.id, lesser.source))
        if known is None or new > known.rank:
            before = known.before if known else _digest(self._shelf.held(item.id))
            self._shelf.put(item.id, item.text)
            self._standing[item.id] = _Standing(new, replace(item, text=""), before)

    def succeed(self, store: Store) -> None:
        """Take out of the store the earlier forms of papers whose only identifier is the digest of their text.

        A paper without an identifier that was changed has a new one; it is known by its file's name and its title.
        """
        new = {_handle(one.made.source, one.made.title): name for name, one in self._standing.items() if _bare(name)}
        if not any(self._outcome(name) == "added" for name in new.values()):
            return
        for old in store.documents():
            heir = new.get(_handle(old.source, old.title))
            if heir and _bare(old.id) and old.id not in self._standing:
                store.remove(old.id)
                self._changed.add(heir)

    def report(self) -> Report:
        """Return what became of every input."""
        read = tuple(
            Read(name, one.made.source, one.made.title, self._outcome(name), one.made.found)
            for name, one in self._standing.items()
        )
        repeats = (Repeat(name, source, self._standing[name].made.source) for name, source in self._repeats)
        return Report(read, tuple(repeats), tuple(self._skipped))

    def _outcome(self, name: str) -> Outcome:
        one = self._standing[name]
        if name in self._changed:
            return "replaced"
        if one.before is None:
            return "added"
        return "unchanged" if one.before == one.rank[1] else "replaced"


def _digest(data: bytes | None) -> bytes | None:
    return None if data is None else sha256(data).digest()


def _bare(identifier: str) -> bool:
    return identifier.startswith("sha256:")


def _handle(source: str, title: str) -> tuple[str, str]:
    return source.partition("#")[0], title
