"""Papers put on a shelf, on disk or in memory, so that the order of the input does not matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from cargraph.audit import from_lines
from cargraph.documents import Skipped
from cargraph.errors import GraphError
from cargraph.graph.disk import Lock, sweep, write_whole
from cargraph.graph.index import memory
from cargraph.graph.store import Store
from cargraph.report import Read, Repeat, Report

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

    from cargraph.audit import Finding
    from cargraph.pipeline import Made
    from cargraph.report import Outcome


class Shelf(Protocol):
    """Where papers stand, by identifier, as N-Quads, each with what its audit found."""

    def held(self, identifier: str) -> bytes | None:
        """Return what stands there of a paper."""

    def put(self, identifier: str, text: str) -> object:
        """Put a paper in its place."""

    def note(self, identifier: str, findings: str) -> None:
        """Keep what a paper's audit found, as JSON Lines, in the place of what was kept."""


class DiskShelf(Store):
    """A store with the findings of the audit beside it: a file of JSON Lines for each paper that has some."""

    def _claim(self) -> Lock:
        lock = super()._claim()
        sweep(self._noted)
        return lock

    def note(self, identifier: str, findings: str) -> None:
        """Keep what a paper's audit found; where it found nothing no file is left."""
        path, data = self._note(self._writable(identifier)), findings.encode()
        try:
            path.parent.mkdir(exist_ok=True)
            if not data:
                path.unlink(missing_ok=True)
            same = path.exists() and path.read_bytes() == data
        except OSError as error:
            raise GraphError(f"{path}: cannot be written ({error.strerror}); give another folder") from error
        if data and not same:
            write_whole(path, data)

    def remove(self, identifier: str) -> None:
        """Take a paper out whole, with its findings. Raises GraphError where the store does not hold it."""
        super().remove(identifier)
        self._note(self._path(identifier)).unlink(missing_ok=True)

    def findings(self) -> tuple[Finding, ...] | None:
        """Return what the audit found, sorted by paper, the gravest of each first; None where none was run."""
        if not self._noted.is_dir():
            return None
        notes = [path for path in sorted(self._noted.glob("*.jsonl")) if self._paper(path).exists()]
        found = [one for path in notes for one in from_lines(path.read_text(encoding="utf-8"))]
        return tuple(sorted(found, key=lambda one: one.paper))

    @property
    def _noted(self) -> Path:
        return self.folder / "findings"

    def _note(self, paper: Path) -> Path:
        return self._noted / f"{paper.stem}.jsonl"

    def _paper(self, note: Path) -> Path:
        return self._papers / f"{note.stem}.nq"


class MemoryShelf:
    """Papers in memory, and the index over them when it is asked for."""

    def __init__(self) -> None:
        self._papers: dict[str, str] = {}
        self._notes: dict[str, str] = {}
        self._index: ox.Store | None = None

    def held(self, identifier: str) -> bytes | None:
        """Return a paper's N-Quads, None where there is none."""
        text = self._papers.get(identifier)
        return None if text is None else text.encode()

    def put(self, identifier: str, text: str) -> None:
        """Put a paper in its place."""
        self._papers[identifier] = text
        self._index = None

    def note(self, identifier: str, findings: str) -> None:
        """Keep what a paper's audit found."""
        self._notes[identifier] = findings

    def findings(self) -> tuple[Finding, ...]:
        """Return what the audit found, sorted by paper, the gravest of each first."""
        return tuple(one for identifier in sorted(self._notes) for one in from_lines(self._notes[identifier]))

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
            self._shelf.note(item.id, item.findings)
            self._shelf.put(item.id, item.text)
            self._standing[item.id] = _Standing(new, replace(item, text="", findings=""), before)

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
