"""The vocabulary: what the field calls its antigens, components, toxicities and so on, and where a text says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from spacy.attrs import NORM

from cargraph.mentions.spelling import case_fits, key, spellings
from cargraph.mentions.terms import Name, read, vocabulary_files
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
    """All terms and their names. `by_key` finds the names that a spelling may stand for by its `key`."""

    terms: tuple[Term, ...]
    names: tuple[Name, ...]
    by_label: Mapping[tuple[Kind, str], Term]
    by_key: Mapping[str, tuple[Name, ...]]

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
    return assemble(row for path in vocabulary_files() for row in read(path))


def assemble(rows: Iterable[Row]) -> Vocabulary:
    """Return the vocabulary that rows of checked files make up."""
    names: list[Name] = []
    by_key: dict[str, list[Name]] = {}
    by_label: dict[tuple[Kind, str], Term] = {}
    for row in rows:
        by_label[row.term.kind, row.term.label] = row.term
        names += row.names
        for name in row.names:
            by_key.setdefault(key(name.text), []).append(name)
    return Vocabulary(
        tuple(by_label.values()), tuple(names), by_label, {k: tuple(found) for k, found in by_key.items()}
    )


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
    """One step of the tree of names: the names that end here, and the next words."""

    ends: list[Name] = field(default_factory=list)
    next: dict[int, _Node] = field(default_factory=dict)


class Matcher:
    """Find the vocabulary's names in texts, in one walk over the words however many names there are.

    Words are compared by their folded NORM; hyphens and single line ends between the words of a name do not count.
    """

    def __init__(self, vocab: Vocab, vocabulary: Vocabulary) -> None:
        self._root = _Node()
        for name in vocabulary.names:
            for words in dict.fromkeys(spellings(name.text)):
                node = self._root
                for word in words:
                    node = node.next.setdefault(vocab.strings.add(word), _Node())
                node.ends.append(name)
        self._blank = {vocab.strings.add(blank) for blank in ("-", "\n", " ")}

    def match(self, doc: Doc) -> list[Hit]:
        """Return the names found, sorted; within a kind the longest only, and no mere word of another kind's name."""
        words = doc.to_array([NORM]).tolist()
        first = self._root.next
        found: list[Hit] = []
        for at, word in enumerate(words):
            if word in first:
                found += self._from(doc, words, at)
        return _longest(found)

    def _from(self, doc: Doc, words: list[int], at: int) -> Iterator[Hit]:
        node, start, text = self._root, doc[at].idx, doc.text
        for place in range(at, len(words)):
            word = words[place]
            step = node.next.get(word)
            if step is None:
                if word in self._blank and place > at:
                    continue
                return
            node = step
            if node.ends:
                end = doc[place].idx + len(doc[place])
                if _stands_alone(text, start, end):
                    yield from _hits(node.ends, text, start, end)


def _hits(names: list[Name], text: str, start: int, end: int) -> Iterator[Hit]:
    for name in names:
        if case_fits(name.text, text[start:end]):
            yield Hit(start, end, name.term, name.text, name.ambiguous)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and text[start - 1].isalnum():
        return False
    after = text[end : end + 2]
    return not after[:1].isalnum() or (after[0] == "s" and not after[1:].isalnum())


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep the longest of overlapping hits of a kind; across kinds only parts survive inside a longer name."""
    taken: dict[Kind, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.ambiguous)):
        rivals = taken.values() if hit.term.kind not in PARTS else [taken.get(hit.term.kind, [])]
        if not any(_beaten(hit, rival) for others in rivals for rival in others):
            taken.setdefault(hit.term.kind, []).append(hit)
    return sorted((hit for kept in taken.values() for hit in kept), key=lambda hit: (hit.start, -hit.end, hit.term.kind))


def _beaten(hit: Hit, rival: Hit) -> bool:
    if hit.term.kind is rival.term.kind:
        return hit.start < rival.end and rival.start < hit.end
    return rival.start <= hit.start and hit.end <= rival.end and rival.end - rival.start > hit.end - hit.start
