"""Names of the vocabulary turned around a preposition: "injury of the kidney", "release of interleukin-6"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cargraph.mentions.vocabulary import Hit, load
from cargraph.model import Kind
from cargraph.text.nlp import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cargraph.mentions.terms import Name

_TURNABLE = frozenset({Kind.TOXICITY, Kind.CYTOKINE})
_RECOVERED = frozenset({"persistence"})
"""Roles of endpoints that are told of cells: "recovery of neutrophils", "depletion of plasma cells"."""
_JOINT = re.compile(
    r"(?<![\w-])([A-Za-z]{4,}) (?:of|to|in|for|with|by) (?:(?:the|an?|their|his|her|its|both|circulating|new) )?"
    r"(?=\w)(?![Gg]rade)"
)
_ENDS = re.compile(
    r"(?:[.;:)\]]|,? ?[(,]|$|,? (?:and|or|in|at|on|by|with|after|during|within|between|for|from|to|of|than|despite|"
    r"without|was|were|is|are|has|had|have|that|which|who|may|can|could|did|does|occurred|developed|arose|\d)(?![a-z-]))"
)
"""What follows a name that is whole."""
_WORDS = re.compile(r"\w[\w/+-]*(?: \w[\w/+-]*){0,3}")


def turned(words: str, known: Collection[Hit]) -> Iterator[Hit]:
    """Yield the places in a sentence where the last word of a term's name stands first, and the rest after it.

    known: the hits of the names as they are; where one of the same kind holds the words, it is left to it.
    """
    for joint in _JOINT.finditer(words):
        if fold(joint[1]) not in _tails():
            continue
        rest = _WORDS.match(words, joint.end())
        found = _longest(joint[1], rest.group()) if rest else None
        if rest is None or found is None or not _ENDS.match(words, rest.start() + found[1]):
            continue
        name, size = found
        hit = Hit(joint.start(), rest.start() + size, name.term, name.text)
        if not any(o.term.kind is name.term.kind and o.start <= hit.start and hit.end <= o.end for o in known):
            yield hit


def _longest(tail: str, rest: str) -> tuple[Name, int] | None:
    """Return the name that the most of the words make with the tail behind them, and how many letters they are."""
    at = len(rest)
    while at > 0:
        for name in load().lookup(f"{rest[:at]} {tail}"):
            if _is_turnable(name):
                return name, at
        at = rest.rfind(" ", 0, at)
    return None


def _is_turnable(name: Name) -> bool:
    term = name.term
    return not name.ambiguous and term.role != "malignancy" and (term.kind in _TURNABLE or term.role in _RECOVERED)


@cache
def _tails() -> frozenset[str]:
    """Return the folded last words of the names of two words or more."""
    names = (name.text for name in load().names if _is_turnable(name))
    return frozenset(fold(text.rpartition(" ")[2]) for text in names if " " in text)
