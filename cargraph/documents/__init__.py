"""From bytes to papers: one reader a format, chosen by looking at the content."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Literal, cast

from cargraph.documents import plain, records
from cargraph.documents.collection import numbered, opened, places
from cargraph.documents.detect import detect
from cargraph.documents.source import HEAD, LIMIT, Ignored, Skipped, Source
from cargraph.errors import DocumentError
from cargraph.model import Paper

__all__ = ["LIMIT", "READERS", "Ignored", "Reader", "Skipped", "Source", "read", "read_text"]

Reader = Callable[[Source], Iterator[Paper | Skipped | None]]


def _late(name: str) -> Reader:
    """Return a reader whose module is imported when it is first used, since it needs lxml."""

    def reader(source: Source) -> Iterator[Paper | Skipped | None]:
        return cast("Reader", import_module(f"cargraph.documents.{name}").read)(source)

    return reader


READERS: dict[str, Reader] = {
    "text": plain.read,
    "json": records.read,
    "pubmed": _late("pubmed"),
    "jats": _late("jats"),
}


def read(paths: Iterable[str | Path], *, on_error: Literal["skip", "raise"] = "skip") -> Iterator[Paper | Skipped]:
    """Yield the papers of files, folders, globs and "-" (standard input), in the order given, folders sorted.

    What cannot be read is yielded as Skipped with one line that names the file and the mend, and the batch goes on;
    with `on_error="raise"` that line is raised as DocumentError. Files of a folder whose ending says that they hold no
    papers are yielded as Ignored.
    """
    for place in places([paths] if isinstance(paths, str | Path) else paths):
        for item in _items(place):
            if on_error == "raise" and isinstance(item, Skipped) and not isinstance(item, Ignored):
                raise DocumentError(item.reason)
            yield item


def read_text(text: str, source: str = "text") -> Paper:
    """Return the paper of a text that is in memory already, of any format that a file may have.

    `source` names it in the paper and in messages. Raise DocumentError where it is no paper, or holds several.
    """
    data = text.encode("utf-8", "replace")
    if not data.strip():
        raise DocumentError(f"{source}: empty; give a text with a title and an abstract")
    found = list(_read(Source(source, source, data[:HEAD], io.BytesIO(data))))
    papers = [item for item in found if isinstance(item, Paper)]
    if len(papers) == 1:
        return papers[0]
    if papers:
        raise DocumentError(f"{source}: {len(papers)} papers in one text; write it to a file and read that")
    raise DocumentError(next((item.reason for item in found if isinstance(item, Skipped)), f"{source}: no paper in it"))


def _items(place: str | Ignored | DocumentError) -> Iterator[Paper | Skipped]:
    if isinstance(place, Ignored):
        yield place
        return
    if isinstance(place, DocumentError):
        yield Skipped(str(place).partition(":")[0], str(place))
        return
    try:
        source = opened(place)
    except DocumentError as error:
        yield Skipped("stdin" if place == "-" else Path(place).name, str(error))
        return
    try:
        yield from (_alone(item, source) for item in numbered(source.name, _guarded(source)))
    finally:
        source.stream.close()


def _alone(item: Paper | Skipped, source: Source) -> Paper | Skipped:
    """Return a paper that its file holds alone with the file's digest; `numbered` leaves only that the file's name."""
    if isinstance(item, Paper) and item.source == source.name:
        return replace(item, digest=source.digest())
    return item


def _guarded(source: Source) -> Iterator[Paper | Skipped | None]:
    """Yield what a reader yields, and the error that stops it as the last item."""
    try:
        yield from _read(source)
    except DocumentError as error:
        yield Skipped(source.name, str(error))


def _read(source: Source) -> Iterator[Paper | Skipped | None]:
    yield from READERS[detect(source)](source)
