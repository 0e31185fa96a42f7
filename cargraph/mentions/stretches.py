"""The parts of a paper that entities are looked for in: sentences, and the labels of table rows and columns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cargraph.mentions.phrases import Stretch
from cargraph.mentions.vocabulary import Hit, Matcher, Vocabulary, load
from cargraph.text.nlp import make_nlp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.model import Paper, Sentence

IN_TABLE = -1
"""The sentence number of a mention that stands in a table."""


@cache
def _matcher() -> Matcher:
    return Matcher(make_nlp().vocab, load())


def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary."""
    return load()


def stretches(paper: Paper, sentences: tuple[Sentence, ...]) -> tuple[Stretch, ...]:
    """Return the paper's sentences and table labels with the vocabulary's hits in each."""
    prose = (_stretch(paper.text, s.span.start, s.span.end, s.index) for s in sentences)
    return (*prose, *(_stretch(paper.text, start, end, IN_TABLE) for start, end in _labels(paper)))


def _labels(paper: Paper) -> Iterator[tuple[int, int]]:
    for table in paper.tables:
        for row in table.rows:
            if row.label.end > row.label.start:
                yield row.label.start, row.label.end


def _stretch(text: str, start: int, end: int, index: int) -> Stretch:
    doc = make_nlp().make_doc(text[start:end])
    hits = tuple(_moved(hit, start) for hit in _matcher().match(doc))
    starting: dict[int, list[Hit]] = {}
    ending: dict[int, list[Hit]] = {}
    for hit in hits:
        starting.setdefault(hit.start, []).append(hit)
        ending.setdefault(hit.end, []).append(hit)
    return Stretch(text, start, end, index, hits, starting, ending)


def _moved(hit: Hit, by: int) -> Hit:
    return Hit(hit.start + by, hit.end + by, hit.term, hit.name, hit.ambiguous)
