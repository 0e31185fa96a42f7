"""The store on disk: one canonical N-Quads file a paper, which is the truth, and an index that is made from them."""

from __future__ import annotations

import difflib
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from cargraph.errors import GraphError
from cargraph.graph.disk import Lock, sweep, sync_folder, write_whole
from cargraph.graph.index import Index
from cargraph.graph.iris import clean, digest
from cargraph.graph.quads import quads

if TYPE_CHECKING:
    import pyoxigraph as ox

    from cargraph.graph.records import DocumentRecord
    from cargraph.model import Reading

Outcome = Literal["added", "replaced", "unchanged"]

_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


class Store:
    """A store of papers in a folder.

    Opened for writing it holds a lock until it is closed; opened `read_only` it takes none and the folder must be a
    store already. Killed at any moment it is found whole again: as it was, or with whole papers more.
    """

    def __init__(self, folder: str | Path, *, read_only: bool = False) -> None:
        """Open or create a store. Raises GraphError where another writes, or the folder is no store or refuses."""
        self.folder = Path(folder)
        self._papers, self._memos = self.folder / "papers", self.folder / "memos"
        self._lock = None if read_only else self._claim()
        if not self._papers.is_dir():
            raise GraphError(f"{self.folder}: no store is here; make one with build")
        self._index = Index(self._papers, self.folder / "index")
        self._opened: ox.Store | None = None

    def _claim(self) -> Lock:
        try:
            self._papers.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GraphError(f"{self.folder}: cannot be made ({error.strerror}); give another folder") from error
        lock = Lock(self.folder / ".lock")
        sweep(self._papers)
        sweep(self._memos)
        return lock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({str(self.folder)!r})"

    def close(self) -> None:
        """Bring the index up to date and let the next writer in. Closing twice does nothing more."""
        if self._lock is None:
            return
        try:
            self._index.publish()
        finally:
            self._opened = None
            self._lock.release()
            self._lock = None

    def add(self, reading: Reading) -> Outcome:
        """Add one paper's reading, or put it in the place of what the store held of the paper.

        Raises GraphError where the store is not open for writing or the disk refuses.
        """
        return self.put(reading.paper.id, quads(reading))

    def put(self, identifier: str, text: str, memo: str = "") -> Outcome:
        """Add one paper that is written as N-Quads already, as `quads` does, under its identifier.

        With a memo that is not empty, the store keeps it beside the paper.
        """
        path, data = self._writable(identifier), text.encode()
        before = self.held(identifier)
        if before != data:
            write_whole(path, data)
            self._opened = None
        if memo and memo != self.memo(identifier):
            self._memos.mkdir(exist_ok=True)
            write_whole(self._memo(identifier), memo.encode())
        if before is None:
            return "added"
        return "unchanged" if before == data else "replaced"

    def held(self, identifier: str) -> bytes | None:
        """Return what the store holds of a paper as N-Quads, or nothing where it holds none of it."""
        path = self._path(identifier)
        return path.read_bytes() if path.exists() else None

    def content(self, identifier: str) -> str | None:
        """Return the SHA-256 of what the store holds of a paper, or nothing where it holds none of it."""
        held = self.held(identifier)
        return None if held is None else hashlib.sha256(held).hexdigest()

    def memo(self, identifier: str) -> str:
        """Return what was noted of a paper when it was put, empty where nothing was."""
        path = self._memo(identifier)
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def remove(self, identifier: str) -> None:
        """Take a paper out whole. Raises GraphError where the store does not hold it."""
        path = self._writable(identifier)
        if not path.exists():
            known = [document.id for document in self.documents()]
            near = difflib.get_close_matches(identifier, known, n=3, cutoff=0.3)
            raise GraphError(f"{self.folder}: no paper {identifier}; near are {', '.join(near) or 'none'}")
        path.unlink()
        self._memo(identifier).unlink(missing_ok=True)
        sync_folder(self._papers)
        self._opened = None

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return the papers in the store, sorted by identifier."""
        from cargraph.graph.read import documents  # noqa: PLC0415 - imported late

        return documents(self.index())

    def info(self) -> dict[str, int]:
        """Return how much of everything the store holds."""
        from cargraph.graph.read import counts  # noqa: PLC0415 - imported late

        return counts(self.index())

    def index(self) -> ox.Store:
        """Return the index, brought up to date, as an Oxigraph store that is open for reading."""
        if self._opened is None:
            self._opened = self._fresh()
        return self._opened

    def mend(self) -> ox.Store:
        """Return the index made anew from the papers' files, after it was found to be damaged."""
        self._opened = None
        self._opened = self._published(anew=True)
        return self._opened

    def _fresh(self) -> ox.Store:
        if self._lock is None and not self._index.fresh():
            return self._published()
        if self._lock is not None:
            self._index.publish()
        try:
            return self._index.open()
        except GraphError:
            return self._published(anew=True)

    def _published(self, *, anew: bool = False) -> ox.Store:
        """Publish and open the index; a reader that another writer keeps from it reads the papers into memory."""
        if self._lock is not None:
            self._index.publish(anew=anew)
            return self._index.open()
        try:
            lock = Lock(self.folder / ".lock")
        except GraphError:
            return self._index.in_memory()
        try:
            self._index.publish(anew=anew)
            return self._index.open()
        finally:
            lock.release()

    def _writable(self, identifier: str) -> Path:
        if self._lock is None:
            raise GraphError(f"{self.folder}: the store is closed or open for reading only; open it for writing")
        return self._path(identifier)

    def _path(self, identifier: str) -> Path:
        safe = _UNSAFE.sub("_", clean(identifier))[:80].strip(".") or "paper"
        return self._papers / f"{safe}-{digest(identifier)[:8]}.nq"

    def _memo(self, identifier: str) -> Path:
        return self._memos / f"{self._path(identifier).stem}.json"
