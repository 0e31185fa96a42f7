"""Names that no list can hold: graded toxicities, responses named in passing, further wordings; patterns from a rule file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cargraph.mentions.rules import read_rules
from cargraph.mentions.vocabulary import Hit, load
from cargraph.model import Kind, Term

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from cargraph.mentions.phrases import Stretch


@dataclass(frozen=True, slots=True)
class _Open:
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    term: Term


@cache
def _patterns() -> tuple[_Open, ...]:
    return tuple(_Open(rule.compiled, tuple(rule.settings["needs"].split("|")), _term(rule.settings)) for rule in read_rules("wordings"))


def _term(settings: dict[str, str]) -> Term:
    """Return the vocabulary's term of the rule's label, or a term of the rule's own."""
    kind, label = Kind(settings["kind"]), settings["label"]
    known = load().by_label.get((kind, label))
    return known or Term(kind, label, None, settings.get("role", ""), settings.get("broader", ""))


def open_hits(stretch: Stretch) -> Iterator[Hit]:
    """Yield the hits of the open patterns in a stretch; `needs` is a cheap word that must stand in it first."""
    words = stretch.words.lower()
    for rule in _patterns():
        if any(need in words for need in rule.needs):
            for found in rule.pattern.finditer(stretch.text, stretch.start, stretch.end):
                yield Hit(found.start(), found.end(), rule.term, found.group())
