"""The parts of a paper that entities are looked for in: sentences, and the labels of table rows and columns."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.harms import made
from cargraph.mentions.numerals import WORD
from cargraph.mentions.phrases import Stretch
from cargraph.mentions.rows import goes_on
from cargraph.mentions.turned import turned
from cargraph.mentions.vocabulary import Hit, Matcher, Vocabulary, load
from cargraph.model import Kind
from cargraph.text.nlp import make_nlp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cargraph.model import Paper, Sentence

IN_TABLE = -1
"""The sentence number of a mention that stands in a table."""
_LENDING = frozenset({Kind.ENDPOINT, Kind.TOXICITY, Kind.DISEASE})
_WORD = 40
_SHARE = rf"(?:(?:\d+|{WORD})(?:\s\(\d[\d.]*\s?%\))?|\d[\d.]*\s?%(?:\s\([^()]{{1,12}}\))?)"
_BEFORE = re.compile(rf"(?<![\w-])(?P<word>[A-Za-z][\w-]*)(?:\s\([^()]{{1,14}}\))?(?:,? and|,? or|,)\s(?:{_SHARE}\s)?$")
"""A word that shares its noun with a later one: "bacterial and", "bacterial (38%), ", "bacterial, 15 (25%) "."""


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
        gone_on = (row.group for row in table.rows if row.group and goes_on(row.label.of(paper.text)))
        yield from dict.fromkeys((span.start, span.end) for span in gone_on)


def _stretch(text: str, start: int, end: int, index: int) -> Stretch:
    piece = text[start:end]
    plain = tuple(_matcher().match(make_nlp().make_doc(piece), piece))
    put = (*turned(piece, plain), *made(piece, plain))
    plain = (*(hit for hit in plain if not any(_holds(one, hit) for one in put)), *put)
    hits = tuple(_moved(hit, start) for hit in sorted((*plain, *_elliptic(piece, plain)), key=_place))
    starting: dict[int, list[Hit]] = {}
    ending: dict[int, list[Hit]] = {}
    for hit in hits:
        starting.setdefault(hit.start, []).append(hit)
        ending.setdefault(hit.end, []).append(hit)
    return Stretch(text, start, end, index, hits, starting, ending)


def _holds(longer: Hit, hit: Hit) -> bool:
    return longer.term.kind is hit.term.kind and longer.start <= hit.start and hit.end <= longer.end


def _place(hit: Hit) -> tuple[int, int]:
    return (hit.start, hit.end)


def _elliptic(words: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the terms whose last words another term lends them: "complete" in "complete and partial responses"."""
    for hit in hits:
        head = words[hit.start : hit.end].partition(" ")[2]
        if not head or hit.term.kind not in _LENDING:
            continue
        at = hit.start
        while (found := _BEFORE.search(words, max(0, at - _WORD), at)) is not None:
            at = found.start("word")
            known = _whole(f"{found['word']} {head}")
            alone = _whole(found["word"])
            named = alone is not None and not (known and alone.ambiguous and alone.term is known.term)
            if known is None or known.term.kind is not hit.term.kind or known.term is hit.term or named:
                break
            yield Hit(at, found.end("word"), known.term, known.name, known.ambiguous)


@lru_cache(maxsize=4096)
def _whole(name: str) -> Hit | None:
    """Return the term that a name as a whole is of, or None."""
    hits = _matcher().match(make_nlp().make_doc(name))
    return next((hit for hit in hits if (hit.start, hit.end) == (0, len(name))), None)


def _moved(hit: Hit, by: int) -> Hit:
    return Hit(hit.start + by, hit.end + by, hit.term, hit.name, hit.ambiguous)
