"""Harms named by their parts: a place and what befell it ("damage to the liver"), what fell ("low platelets")."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from cargraph.errors import RuleError
from cargraph.mentions.vocabulary import Hit, load
from cargraph.model import Kind, Term
from cargraph.resources import ontologies, read_yaml
from cargraph.text.nlp import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

_KEYS = {"sites": {"name", "words", "of"}, "harms": {"name", "words"}, "falls": {"harm", "of"}}
_LOW = r"(?:abnormally |very |too )?(?:low|lowered|reduced|decreased|diminished|depressed)"
_FALL = r"(?:drops?|falls?|decreases?|declines?|reductions?) (?:in|of)(?: the)?(?: absolute)?"
_OPTIONAL = {"sites"}


@cache
def _rows(part: str) -> tuple[Mapping[str, Any], ...]:
    path = ontologies() / "rules" / "harms.yaml"
    rows = read_yaml(path)[part]
    for number, row in enumerate(rows, start=1):
        if not _KEYS[part] <= set(row) <= _KEYS[part] | _OPTIONAL:
            raise RuleError(f"{path.name}, {part}, row {number}: write {', '.join(sorted(_KEYS[part]))}")
    return tuple(rows)


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _falls() -> re.Pattern[str]:
    fallen = _choice(_plurals(word for row in _rows("falls") for word in row["of"]))
    return re.compile(rf"(?<![\w-])(?:{_LOW}|{_FALL}) (?P<of>{fallen})(?![\w-])", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    before = _choice(word for site in _rows("sites") for word in site["words"])
    after = _choice(word for site in _rows("sites") for word in site["of"])
    harms = _choice(_plurals(word for harm in _rows("harms") for word in harm["words"]))
    return re.compile(
        rf"(?<![\w-])(?:(?P<site>{before})[ -](?P<harm>{harms})"
        rf"|(?P<told>{harms}) (?:of|to|in|from|at|affecting) (?:the )?(?P<of>{after}))(?![\w-])",
        re.IGNORECASE,
    )


_FALLING = ("low", "reduc", "decreas", "diminish", "depress", "drop", "fall", "declin")
"""What words that tell of a fall hold."""


@cache
def _said_of_harms() -> tuple[str, ...]:
    """Return what words that name a harm hold, without the endings of plurals."""
    return tuple(sorted({word.lower().removesuffix("y") for harm in _rows("harms") for word in harm["words"]}))


def _plurals(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from (word, f"{word[:-1]}ies" if word.endswith("y") else f"{word}s")


def made(words: str, known: Collection[Hit]) -> Iterator[Hit]:
    """Yield the harms in a sentence that are made of a place and what befell it, or of what fell.

    known: the hits of the vocabulary; a harm that one of them holds, or reaches beyond, is left to it.
    """
    folded = words.lower()
    told = any(word in folded for word in _said_of_harms())
    for found in _pattern().finditer(words) if told else ():
        term = _term(folded_words(found["site"] or found["of"]), folded_words(found["harm"] or found["told"]))
        if term is not None and not any(_has(hit, *found.span()) for hit in known):
            yield Hit(*found.span(), term, found.group())
    for found in _falls().finditer(words) if any(word in folded for word in _FALLING) else ():
        if not any(_has(hit, *found.span()) for hit in known):
            yield Hit(*found.span(), _fallen(folded_words(found["of"])), found.group())


def folded_words(words: str) -> str:
    """Return words folded one by one, so that plurals and spellings are alike."""
    return " ".join(fold(word) for word in re.split(r"[ -]", words))


def _has(hit: Hit, start: int, end: int) -> bool:
    return hit.term.kind is Kind.TOXICITY and hit.start <= start and end <= hit.end


@lru_cache(maxsize=256)
def _fallen(what: str) -> Term:
    row = next(row for row in _rows("falls") if any(folded_words(word) == what for word in row["of"]))
    return load().term(Kind.TOXICITY, row["harm"])


@lru_cache(maxsize=1024)
def _term(place: str, harm: str) -> Term | None:
    """Return the vocabulary's term of a harm at a place, or a new one; None where that harm is not of the place."""
    site = next(row for row in _rows("sites") if any(folded_words(w) == place for w in (*row["words"], *row["of"])))
    kind = next(row for row in _rows("harms") if any(folded_words(word) == harm for word in row["words"]))
    if site["name"] not in kind.get("sites", (site["name"],)):
        return None
    for word in kind["words"]:
        for where in site["words"]:
            for name in load().lookup(f"{where} {word}"):
                if name.term.kind is Kind.TOXICITY and not name.ambiguous:
                    return name.term
    return Term(Kind.TOXICITY, f"{site['name']} {kind['name']}", None, "general")
