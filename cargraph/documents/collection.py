"""Paths given by a user -> open sources, and the records of one source in order."""

from __future__ import annotations

import glob
import gzip
import hashlib
import io
import os
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from cargraph.documents.source import HEAD, Ignored, Skipped, Source
from cargraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.model import Paper

_GZIP = b"\x1f\x8b"
_NO_PAPERS = frozenset(
    ".ipynb .py .r .js .css .sh .csv .tsv .xls .xlsx .png .jpg .jpeg .gif .webp .svg .tif .tiff .bmp .ico .mp4".split()
)


def places(paths: Iterable[str | Path]) -> Iterator[str | Ignored | DocumentError]:
    """Yield each file named by files, folders, globs and "-", once; an error for a name that leads nowhere.

    A file that nobody named and whose ending says that it holds no papers is yielded as Ignored.
    """
    seen: set[str] = set()
    for path in paths:
        for place in _expanded(str(path)):
            key = os.path.realpath(place) if isinstance(place, str) and place != "-" else str(place)
            if key not in seen:
                seen.add(key)
                yield place


def _expanded(path: str) -> Iterator[str | Ignored | DocumentError]:
    if path == "-" or Path(path).is_file():
        yield path
    elif Path(path).is_dir():
        found = _walked(path)
        if not any(isinstance(place, str) for place in found):
            what = "no file that can hold a paper" if found else "no file"
            yield DocumentError(f"{path}: the folder holds {what}; put the papers there")
        yield from found
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207
        matched: list[str | Ignored | DocumentError] = [place for match in matches for place in _matched(match)]
        yield from matched or [DocumentError(f"{path}: no file has such a name; mend the pattern")]
    elif Path(path).exists():
        yield path
    else:
        yield DocumentError(f"{path}: there is no such file; mend the path")


def _matched(match: str) -> Sequence[str | Ignored]:
    return _walked(match) if Path(match).is_dir() else [match]


def _walked(folder: str) -> list[str | Ignored]:
    """Return the files below a folder, sorted, without hidden ones; those of kinds that hold no papers as Ignored."""
    found = []
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [str(Path(above) / name) for name in names if not name.startswith(".")]
    return [_unlikely(place) if Path(place).suffix.lower() in _NO_PAPERS else place for place in sorted(found)]


def _unlikely(place: str) -> Ignored:
    path = Path(place)
    return Ignored(path.name, f"{place}: {path.suffix.lower()} files hold no papers; name the file to have it tried")


def opened(place: str) -> Source:
    """Open one input, seen through gzip; raise DocumentError where it cannot be read or holds nothing."""
    name = "stdin" if place == "-" else Path(place).name
    try:
        raw: IO[bytes] = sys.stdin.buffer if place == "-" else Path(place).open("rb")  # noqa: SIM115
    except OSError as error:
        raise DocumentError(f"{place}: cannot be opened ({error.strerror}); mend its permissions") from error
    stream = whole = _Careful(raw, place)
    if stream.peek().startswith(_GZIP):
        stream = _Careful(gzip.GzipFile(fileobj=io.BufferedReader(stream)), place)
    head = stream.peek()
    if not head.strip():
        stream.close()
        raise DocumentError(f"{place}: empty; give a text with a title and an abstract")
    return Source(name, place, head, stream, whole.digest)


class _Careful(io.RawIOBase):
    """A stream whose first bytes can be looked at, and whose faults are named with their place."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, place: str) -> None:
        super().__init__()
        self._inner, self._place, self._head = inner, place, b""
        self._hash = hashlib.sha256()

    def peek(self) -> bytes:
        """Return the first bytes without taking them."""
        while len(self._head) < HEAD and (more := self._pull(HEAD - len(self._head))):
            self._head += more
        return self._head

    def readable(self) -> bool:
        """Say that the stream can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return that many bytes, fewer only at the end."""
        parts, left = [], sys.maxsize if size < 0 else size
        while left and (more := self._take(min(left, 1 << 20))):
            parts.append(more)
            left -= len(more)
        return b"".join(parts)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as one pull goes."""
        more = self._take(len(buffer))
        buffer[: len(more)] = more
        return len(more)

    def digest(self) -> str:
        """Take all that is left, and return the SHA-256 of all bytes."""
        while self.read(1 << 20):
            pass
        return self._hash.hexdigest()

    def close(self) -> None:
        """Close the file, not the standard input."""
        if self._place != "-":
            self._inner.close()
        super().close()

    def _take(self, size: int) -> bytes:
        if self._head:
            more, self._head = self._head[:size], self._head[size:]
            return more
        return self._pull(size)

    def _pull(self, size: int) -> bytes:
        try:
            data = self._inner.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise DocumentError(f"{self._place}: the gzip file is damaged or breaks off; fetch it again") from error
        except OSError as error:
            raise DocumentError(f"{self._place}: cannot be read ({error.strerror or error}); mend the file") from error
        self._hash.update(data)
        return data


def numbered(name: str, items: Iterable[Paper | Skipped | None]) -> Iterator[Paper | Skipped]:
    """Yield the items with "name#number" as source, a lone one with the name; None counts and is left out."""
    held: Paper | Skipped | None = None
    for number, item in enumerate(items, 1):
        if number == 1:
            held = item
            continue
        if held:
            yield replace(held, source=f"{name}#1")
            held = None
        if item:
            yield replace(item, source=f"{name}#{number}")
    if held:
        yield replace(held, source=name)
