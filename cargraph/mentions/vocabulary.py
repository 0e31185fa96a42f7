"""The vocabulary: what the field calls its antigens, components, toxicities and so on, and where a text says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from cargraph.mentions.spelling import case_fits, key, spellings
from cargraph.mentions.terms import NOT_NAMES, Name, phrases, read, vocabulary_files
from cargraph.model import Kind, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from cargraph.mentions.terms import Row

PARTS = frozenset({Kind.ANTIGEN, Kind.COMPONENT, Kind.CYTOKINE, Kind.CONSTRUCT})
"""Kinds whose names count inside a longer name of another kind: CD19 in "CD19-negative relapse"."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms and their names. `by_key` finds the names that a spelling may stand for by its `key`.

    `not_names` are phrases that hold a name and mean none: "in response to".
    """

    terms: tuple[Term, ...]
    names: tuple[Name, ...]
    by_label: Mapping[tuple[Kind, str], Term]
    by_key: Mapping[str, tuple[Name, ...]]
    not_names: tuple[str, ...] = ()

    def term(self, kind: Kind, label: str) -> Term:
        """Return the term of a kind with a label; KeyError where there is none."""
        return self.by_label[kind, label]

    def lookup(self, text: str) -> tuple[Name, ...]:
        """Return every name that the text as a whole may stand for, in the order of the kinds.

        >>> [name.term.label for name in load().lookup("CD-19")]
        ['CD19']
        """
        return tuple(name for name in self.by_key.get(key(text), ()) if case_fits(name.text, text))

    def ancestors(self, term: Term) -> tuple[Term, ...]:
        """Return the broader terms of a term, the nearest first."""
        found: list[Term] = []
        while term.broader:
            term = self.by_label[term.kind, term.broader]
            found.append(term)
        return tuple(found)


@cache
def load() -> Vocabulary:
    """Read the shipped vocabulary, once a process. Raises VocabularyError naming file, line and mend."""
    return assemble((row for path in vocabulary_files() for row in read(path)), phrases(NOT_NAMES))


def assemble(rows: Iterable[Row], not_names: tuple[str, ...] = ()) -> Vocabulary:
    """Return the vocabulary that the rows of checked files make up."""
    names: list[Name] = []
    by_key: dict[str, list[Name]] = {}
    by_label: dict[tuple[Kind, str], Term] = {}
    for row in rows:
        by_label[row.term.kind, row.term.label] = row.term
        names += row.names
        for name in row.names:
            by_key.setdefault(key(name.text), []).append(name)
    found = {spelling: tuple(meanings) for spelling, meanings in by_key.items()}
    return Vocabulary(tuple(by_label.values()), tuple(names), by_label, found, not_names)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a text that bears a name of a term. `name` is the vocabulary's spelling of it."""

    start: int
    end: int
    term: Term
    name: str
    ambiguous: bool = False


@dataclass(slots=True)
class _Node:
    """One step of the tree of names: the names that end here (None: no name is meant), and the next words."""

    ends: list[Name | None] = field(default_factory=list)
    next: dict[int, _Node] = field(default_factory=dict)


class Matcher:
    """Find the vocabulary's names in texts, in one walk over the words however many names there are.

    Words are compared by their folded NORM; hyphens and single line ends between the words of a name do not count.
    """

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self._root = _Node()
        for name in vocabulary.names:
            self._grow(vocab, name.text, name)
        for phrase in vocabulary.not_names:
            self._grow(vocab, phrase, None)
        self._blank = {vocab.strings.add(blank) for blank in ("-", "\n", " ")}

    def _grow(self, vocab: Vocab, text: str, name: Name | None) -> None:
        for words in dict.fromkeys(spellings(text)):
            node = self._root
            for word in words:
                node = node.next.setdefault(vocab.strings.add(word), _Node())
            node.ends.append(name)

    def match(self, doc: Doc, text: str = "") -> list[Hit]:
        """Return the names found, sorted; of a kind the longest only, and no mere word of another kind's name.

        `text` is the doc's, given by those who have it at hand: a doc makes it anew each time.
        """
        text = text or doc.text
        found = list(self._walks(doc, text))
        barred = [(start, end) for start, end, name in found if name is None]
        return _longest(
            [
                Hit(start, end, name.term, name.text, name.ambiguous)
                for start, end, name in found
                if name and case_fits(name.text, text[start:end]) and not _within(start, end, barred)
            ]
        )

    def _walks(self, doc: Doc, text: str) -> Iterator[tuple[int, int, Name | None]]:
        words, starts, lengths = doc.to_array(["NORM", "IDX", "LENGTH"]).T.tolist()
        first = self._root.next
        for at, word in enumerate(words):
            if word in first:
                for last, names in self._ends(words, at):
                    start, end = starts[at], starts[last] + lengths[last]
                    if _stands_alone(text, start, end):
                        yield from ((start, end, name) for name in names)

    def _ends(self, words: list[int], at: int) -> Iterator[tuple[int, list[Name | None]]]:
        node = self._root.next[words[at]]
        for place in range(at, len(words)):
            step = node if place == at else node.next.get(words[place])
            if step is None and words[place] not in self._blank:
                return
            if step is not None:
                node = step
                if node.ends:
                    yield place, node.ends


def _within(start: int, end: int, barred: list[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in barred)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and text[start - 1].isalnum():
        return False
    after = text[end : end + 2]
    return not after[:1].isalnum() or (after[0] == "s" and not after[1:].isalnum())


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits of a kind; across kinds only parts survive inside a longer name.

    A growth factor inside the name of its receptor as an antigen is no part.
    """
    taken: dict[Kind, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.ambiguous)):
        part = hit.term.kind in PARTS and hit.term.role != "group" and not hit.ambiguous
        over = (hit.term.kind, Kind.ANTIGEN) if hit.term.kind is Kind.CYTOKINE else (hit.term.kind,)
        rivals = [taken.get(kind, []) for kind in over] if part else taken.values()
        if not any(_beaten(hit, rival) for others in rivals for rival in others):
            taken.setdefault(hit.term.kind, []).append(hit)
    return sorted((hit for kept in taken.values() for hit in kept), key=lambda h: (h.start, -h.end, h.term.kind))


def _beaten(hit: Hit, rival: Hit) -> bool:
    if hit.term.kind is rival.term.kind:
        return hit.start < rival.end and rival.start < hit.end
    return rival.start <= hit.start and hit.end <= rival.end and rival.end - rival.start > hit.end - hit.start
