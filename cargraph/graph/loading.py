"""Papers' files put into an Oxigraph store, many at a time and in flat memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from cargraph.errors import GraphError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Store

_PORTION = 40_000_000
"""Bytes of N-Quads that are loaded at once: the loader holds about ten times as much while it sorts them."""


def load(store: Store, paths: list[Path]) -> None:
    """Load papers' files. Raises GraphError naming the file and line that is no N-Quads."""
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    try:
        for portion in _portions(paths):
            store.bulk_load(io.BufferedReader(_Joined(portion)), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise _blamed(paths, error) from error


def _portions(paths: list[Path]) -> Iterator[list[Path]]:
    portion: list[Path] = []
    size = 0
    for path in paths:
        portion.append(path)
        size += path.stat().st_size
        if size >= _PORTION:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _blamed(paths: list[Path], error: SyntaxError) -> GraphError:
    import pyoxigraph as ox  # noqa: PLC0415 - imported late

    for path in paths:
        try:
            ox.Store().bulk_load(path.read_bytes(), format=ox.RdfFormat.N_QUADS)
        except SyntaxError as found:
            return GraphError(f"{path}, line {found.lineno}: not N-Quads; delete this file and build its paper again")
    return GraphError(f"the papers' files cannot be read: {error}")


class _Joined(io.RawIOBase):
    """Several files read as one."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__()
        self._paths = iter(paths)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._rest:
            path = next(self._paths, None)
            if path is None:
                return 0
            self._rest = path.read_bytes()
        view = memoryview(buffer).cast("B")
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
