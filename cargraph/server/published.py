"""The graph as the last build left it, also while the next one is running."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cargraph.errors import GraphError
from cargraph.graph.index import Index
from cargraph.graph.store import Store

if TYPE_CHECKING:
    import pyoxigraph as ox


class Published:
    """The index of a store that is in force. It is opened anew as soon as a build has put another in its place."""

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)
        self._index = Index(self._folder / "papers", self._folder / "index")
        self._opened: ox.Store | None = None
        self._mark: tuple[int, int] | None = None

    def store(self) -> ox.Store:
        """Return the index in force, open for reading. Raises GraphError where the folder holds no store."""
        mark = self._index.mark()
        if self._opened is None or mark != self._mark:
            self._opened, self._mark = self._open(), mark
        return self._opened

    def again(self) -> ox.Store:
        """Return the index opened once more, after it could not be read."""
        self._opened = None
        return self.store()

    def _open(self) -> ox.Store:
        try:
            return self._index.open()
        except GraphError:
            return Store(self._folder, read_only=True).index()
