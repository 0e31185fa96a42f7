"""Bytes: where they come from, how many are allowed, and how they become characters."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cargraph.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 50_000_000
HEAD = 65_536
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


class Stream(Protocol):
    """What can be read as bytes, piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """Return that many bytes, fewer only at the end."""
        ...

    def close(self) -> None:
        """Let go of the file."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input, or one record of it, that was not read as a paper, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ignored(Skipped):
    """A file of a folder whose kind holds no papers: an image, a notebook, a table. Named by itself it is skipped."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input that is open: its name, its place for messages, its first bytes, and all of its bytes as a stream.

    `digest` returns the SHA-256 of the file as it lies on the disk, packed or not, once the stream has been read.
    """

    name: str
    place: str
    head: bytes
    stream: Stream
    digest: Callable[[], str] = str

    def bytes(self) -> bytes:
        """Return all bytes; raise DocumentError where there are more than one document may have."""
        data = self.stream.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise DocumentError(
                f"{self.place}: one document may have {LIMIT // 1_000_000} MB and this one has more; "
                "split it, or give records as JSON Lines or PubMed XML, which are read as a stream"
            )
        return data

    def text(self) -> tuple[str, str]:
        """Return all characters, and a note on their encoding where it had to be guessed."""
        return decode(self.bytes(), self.place)


def decode(data: bytes, place: str) -> tuple[str, str]:
    """Return the characters of a text file and a note, empty where the encoding was plain.

    UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, else Windows-1252, which the note says.
    `place` names the file in the DocumentError that bytes of no text raise.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _newlines(_strict(data, encoding, place)), ""
    if data[:HEAD].translate(None, _CONTROL) != data[:HEAD]:
        raise DocumentError(f"{place}: these bytes are no text; give plain text, Markdown, JSON or XML")
    try:
        return _newlines(data.decode("utf-8")), ""
    except UnicodeDecodeError as error:
        where = error.start
    text = _strict(data, "cp1252", place)
    return _newlines(text), f"byte {where} is no UTF-8; read as Windows-1252"


def _strict(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{place}: byte {error.start} fits neither UTF-8 nor {encoding}; save the file as UTF-8"
        ) from error


def _newlines(text: str) -> str:
    return text if "\n" in text else text.replace("\r", "\n")
