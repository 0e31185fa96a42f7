"""The records of papers, as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cargraph.documents import Ignored, Skipped
from cargraph.files import stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from cargraph.pipeline import Made


PAGE = "index.html"
REPORT = "report.json"


class Extraction(Iterator[dict[str, Any]]):
    """The records of papers, made as they are asked for, in the order of the input.

    `skipped` fills with what could not be read. `lines` gives the same as text, in the form that was asked for.
    """

    def __init__(self, items: Iterator[Made | Skipped]) -> None:
        self._items = items
        self.skipped: list[Skipped] = []
        self.read = 0

    def __next__(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(next(self._texts()))
        return record

    def lines(self) -> Iterator[str]:
        """Yield each paper's text in turn."""
        yield from self._texts()

    def write(self, path: str | Path, watch: Callable[[str], None] | None = None) -> None:
        """Write all that is left to a file, whole or not at all; `watch` is called with each paper's text."""
        stream(Path(path), self._watched(watch) if watch else self._texts())

    def _watched(self, watch: Callable[[str], None]) -> Iterator[str]:
        for text in self._texts():
            watch(text)
            yield text

    def _texts(self) -> Iterator[str]:
        for item in self._items:
            if isinstance(item, Skipped):
                self.skipped += [] if isinstance(item, Ignored) else [item]
            else:
                self.read += 1
                yield item.text
