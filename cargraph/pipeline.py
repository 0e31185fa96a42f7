"""The road, joined: a paper goes in at one end and what it says comes out at the other."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from cargraph import documents, parallel
from cargraph.audit import audit, to_lines
from cargraph.collecting import uncollected
from cargraph.documents import Skipped
from cargraph.errors import CargraphError, DocumentError, TextError
from cargraph.facts.reading import read
from cargraph.facts.record import to_record
from cargraph.graph.findings import audited_quads
from cargraph.graph.quads import quads
from cargraph.mentions.annotate import annotate
from cargraph.mentions.plugged import load_pipeline
from cargraph.mentions.rows import with_row_labels
from cargraph.resuming import Memo
from cargraph.text.prepare import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from cargraph.audit import Finding
    from cargraph.model import Paper, Reading

OnError = Literal["skip", "raise"]

_HALF = re.compile("[\ud800-\udfff]")


@uncollected()
def read_paper(paper: Paper, model: str | None = None) -> Reading:
    """Return everything one paper says. Raises TextError where its text cannot be divided.

    `model` names a spaCy pipeline whose entities are added; ModelError where there is none.
    """
    return read(with_row_labels(annotate(prepare(encodable(paper)), model)))


def encodable(paper: Paper) -> Paper:
    """Return the paper with its half characters (lone surrogates, as JSON and file names can hold) marked as lost."""
    journal = paper.journal and _whole(paper.journal)
    source, title, text = map(_whole, (paper.source, paper.title, paper.text))
    return replace(paper, source=source, title=title, text=text, journal=journal)


def _whole(text: str) -> str:
    return _HALF.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Made:
    """One paper's reading, written down. `length` counts the characters of the text it was read from.

    `found` counts what the paper says, and the findings where it was audited. `content` is the SHA-256 of the text,
    which is empty where it is known to stand in the graph already; `memo` is kept beside the text, to know it again.
    """

    id: str
    source: str
    title: str
    found: dict[str, int]
    length: int
    text: str
    content: str = ""
    memo: str = ""


def made(
    paths: Iterable[str | Path],
    form: str,
    *,
    jobs: int | None = None,
    on_error: OnError = "skip",
    model: str | None = None,
    known: Callable[[Paper], Made | None] = lambda _: None,
) -> Iterator[Made | Skipped]:
    """Yield what the papers of files, folders, globs and "-" say, written in a form, in the order of the input.

    `form` is one of `FORMS`; "findings" and "graph" (the N-Quads with the findings) have the paper audited. With
    `on_error="raise"` the first input that cannot be read raises DocumentError. `model` names a spaCy pipeline whose
    entities are added; ModelError where there is none. A paper that is `known` is not read again: what that gives
    stands for it.
    """
    if form not in FORMS:
        raise CargraphError(f"{form}: not a form of reading; use {', '.join(FORMS)}")
    if model is not None:
        load_pipeline(model)
    items = documents.read(paths, on_error=on_error)
    new = (item if isinstance(item, Skipped) else known(item) or item for item in items)
    yield from parallel.ordered(partial(_make, form, on_error, model), new, jobs)


@uncollected()
def _make(form: str, on_error: OnError, model: str | None, item: Paper | Made | Skipped) -> Made | Skipped:
    if isinstance(item, Made | Skipped):
        return item
    try:
        with _Named(item):
            reading = read_paper(item, model)
    except (DocumentError, TextError) as error:
        if on_error == "raise":
            raise
        return Skipped(item.source, f"{item.source}: {error}")
    paper = reading.paper
    found = audit(reading) if form in _AUDITED else ()
    counts = _counts(reading) | ({"findings": len(found)} if form in _AUDITED else {})
    text = FORMS[form](reading, found)
    memo = Memo.of(item, text, counts)
    noted = memo.to_json() if model is None else ""
    return Made(paper.id, paper.source, paper.title, counts, memo.length, text, memo.content, noted)


class _Named:
    """Adds to any error in the block which paper was being read."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> None:
        if error is not None:
            error.add_note(f"while reading {self._paper.source} ({self._paper.id})")


def _counts(reading: Reading) -> dict[str, int]:
    names = ("entities", "relations", "observations", "comparisons", "arms", "doses")
    return {name: len(getattr(reading, name)) for name in names}


def _line(reading: Reading, _: Sequence[Finding]) -> str:
    return json.dumps(to_record(reading), ensure_ascii=False) + "\n"


def _nquads(reading: Reading, _: Sequence[Finding]) -> str:
    return quads(reading)


def _findings(_: Reading, found: Sequence[Finding]) -> str:
    return to_lines(found)


FORMS: dict[str, Callable[[Reading, Sequence[Finding]], str]] = {
    "jsonl": _line,
    "nquads": _nquads,
    "findings": _findings,
    "graph": audited_quads,
}
_AUDITED = frozenset({"findings", "graph"})
