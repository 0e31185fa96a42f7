"""Papers put on a shelf, on disk or in memory, so that the order of the input does not matter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cargraph.documents import Ignored, Skipped
from cargraph.documents.collection import places
from cargraph.graph.index import memory
from cargraph.pipeline import Made, encodable, made
from cargraph.report import Read, Repeat, Report
from cargraph.resuming import Memo, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyoxigraph as ox

    from cargraph.graph.records import DocumentRecord
    from cargraph.model import Paper
    from cargraph.pipeline import OnError
    from cargraph.report import Outcome


class Shelf(Protocol):
    """Where papers stand, by identifier, as N-Quads."""

    def content(self, identifier: str) -> str | None:
        """Return the SHA-256 of what stands there of a paper, None where nothing does."""

    def memo(self, identifier: str) -> str:
        """Return what was noted of a paper when it was put, empty where nothing was."""

    def put(self, identifier: str, text: str, memo: str = "") -> object:
        """Put a paper in its place."""


class Lasting(Shelf, Protocol):
    """A shelf that outlasts a build."""

    def remove(self, identifier: str) -> None:
        """Take a paper out."""

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return the papers that stand there."""


class MemoryShelf:
    """Papers in memory, and the index over them when it is asked for."""

    def __init__(self) -> None:
        self._papers: dict[str, str] = {}
        self._index: ox.Store | None = None

    def content(self, identifier: str) -> str | None:
        """Return the SHA-256 of a paper's N-Quads, None where there is none."""
        text = self._papers.get(identifier)
        return None if text is None else sha256(text.encode()).hexdigest()

    def memo(self, identifier: str) -> str:  # noqa: ARG002 - as on any shelf
        """Return nothing: a memory ends before its papers are asked for again."""
        return ""

    def put(self, identifier: str, text: str, memo: str = "") -> None:  # noqa: ARG002 - as on any shelf
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

    rank: tuple[int, str]
    made: Made
    before: str | None


class Run:
    """One build onto a shelf. Where two inputs hold one paper the longer text stands, whichever comes first."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._standing: dict[str, _Standing] = {}
        self._repeats: list[tuple[str, str]] = []
        self._skipped: list[Skipped] = []
        self._ignored: list[Ignored] = []
        self._changed: set[str] = set()
        self._asked: set[str] = set()

    def known(self, paper: Paper) -> Made | None:
        """Return what was made of a paper by an earlier build, where it stands on the shelf and would be made again.

        It is not known a second time: of two inputs of one paper it is the reading that tells which one stands.
        """
        first = paper.id not in self._asked
        self._asked.add(paper.id)
        memo = Memo.read(self._shelf.memo(paper.id)) if first else None
        if memo is None or memo.content != self._shelf.content(paper.id) or memo.input != fingerprint(paper):
            return None
        paper = encodable(paper)
        return Made(paper.id, paper.source, paper.title, memo.found, memo.length, "", memo.content)

    def take(self, item: Made | Skipped) -> None:
        """Take in what one input became."""
        if isinstance(item, Ignored):
            self._ignored.append(item)
            return
        if isinstance(item, Skipped):
            self._skipped.append(item)
            return
        new = (item.length, item.content)
        known = self._standing.get(item.id)
        if known:
            lesser = item if new <= known.rank else known.made
            self._repeats.append((item.id, lesser.source))
        if known is None or new > known.rank:
            before = known.before if known else self._shelf.content(item.id)
            if item.text:
                self._shelf.put(item.id, item.text, item.memo)
            self._standing[item.id] = _Standing(new, replace(item, text="", memo=""), before)

    def succeed(self, store: Lasting) -> None:
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
        return Report(read, tuple(repeats), tuple(self._skipped), tuple(self._ignored))

    def _outcome(self, name: str) -> Outcome:
        one = self._standing[name]
        if name in self._changed:
            return "replaced"
        if one.before is None:
            return "added"
        return "unchanged" if one.before == one.rank[1] else "replaced"


def _bare(identifier: str) -> bool:
    return identifier.startswith("sha256:")


def _handle(source: str, title: str) -> tuple[str, str]:
    return source.partition("#")[0], title


def filled(
    shelf: Shelf,
    paths: Iterable[str | Path],
    jobs: int | None,
    on_error: OnError,
    watch: Callable[[Made | Skipped], None] | None,
    model: str | None,
) -> Run:
    """Put the papers of files, folders, globs and "-" on a shelf; those that stand there already are not read again.

    With a spaCy `model` all are read, since it may have changed.
    """
    run = Run(shelf)
    known = run.known if model is None else lambda _: None
    for item in made(paths, "graph", jobs=jobs, on_error=on_error, model=model, known=known):
        run.take(item)
        if watch:
            watch(item)
    return run


def outside(paths: Iterable[str | Path], output: Path) -> Iterator[str | Path]:
    """Yield the paths; of a folder that holds the output, each file that is no part of the output."""
    within = output.resolve()
    for path in paths:
        if str(path) != "-" and Path(path).is_dir() and within.is_relative_to(Path(path).resolve()):
            found = [place for place in places([path]) if isinstance(place, str)]
            yield from (place for place in found if not Path(place).resolve().is_relative_to(within))
        else:
            yield path
