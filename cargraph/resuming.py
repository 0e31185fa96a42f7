"""What was made of a paper before, and whether the same would be made of it again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Self

from cargraph.resources import VERSION, reading_digest

if TYPE_CHECKING:
    from cargraph.model import Paper


@dataclass(frozen=True, slots=True)
class Memo:
    """How a paper's text came to be. `input` is a digest of the paper and its reader, `content` one of the text.

    `found` counts what the paper says, `length` the characters of the text it was read from.
    """

    input: str
    content: str
    found: dict[str, int]
    length: int

    @classmethod
    def of(cls, paper: Paper, text: str, found: dict[str, int]) -> Self:
        """Return the memo of a paper that became a text."""
        return cls(fingerprint(paper), hashlib.sha256(text.encode()).hexdigest(), found, len(paper.text))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the memo that a text holds, or nothing where it holds none."""
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError):
            return None

    def to_json(self) -> str:
        """Return the memo as a line of JSON."""
        return json.dumps(asdict(self))


def fingerprint(paper: Paper) -> str:
    """Return a digest of a paper and of all that makes something of it: equal ones come out equal."""
    return hashlib.sha256(f"{reader()}{paper!r}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def reader() -> str:
    """Return a digest of what reads papers: this version and its code, the rules and the vocabulary, and spaCy's."""
    found = hashlib.sha256(f"{VERSION} {reading_digest()} {version('spacy')}".encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
