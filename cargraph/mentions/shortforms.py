"""What a paper's own abbreviations mean, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.abbreviations import definitions
from cargraph.mentions.vocabulary import Hit
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cargraph.mentions.abbreviations import Definition
    from cargraph.mentions.phrases import Stretch

_NOT_SHORT = re.compile(r"CARs?|CAR-?Ts?|CI|CIs|IQR|HR|OR|SD|SEM|AND|N")


@dataclass(frozen=True, slots=True)
class ShortForms:
    """`meaning` holds the short forms that stand for a hit; `other` those that stand for something unknown to us."""

    meaning: Mapping[str, Hit]
    other: frozenset[str]


def short_forms(stretches: Sequence[Stretch], more: Mapping[int, Sequence[Hit]]) -> ShortForms:
    """Return what the paper's abbreviations stand for; `more` holds hits of open patterns by sentence."""
    meaning: dict[str, Hit] = {}
    other: set[str] = set()
    for stretch in stretches:
        if "(" not in stretch.words and "Abbrev" not in stretch.words:
            continue
        for found in definitions(stretch.text, stretch.start, stretch.end):
            if _NOT_SHORT.fullmatch(found.short):
                continue
            hit = _meant(found, (*stretch.hits, *more.get(stretch.index, ())))
            if hit:
                meaning.setdefault(found.short, hit)
            else:
                other.add(found.short)
    return ShortForms(meaning, frozenset(other - set(meaning)))


def _meant(found: Definition, hits: Iterable[Hit]) -> Hit | None:
    """Return the longest hit that ends with the long form and fills most of it."""
    place = found.meaning
    ending = [h for h in hits if place.end - 2 <= h.end <= place.end + 1 and h.term.kind is not Kind.CONSTRUCT]
    best = max(ending, key=lambda h: (not h.ambiguous, h.end - h.start, h.term.kind), default=None)
    if best and (best.end - best.start) * 2 >= place.end - place.start:
        return best
    return None


def occurrences(stretch: Stretch, forms: ShortForms) -> Iterator[Hit]:
    """Yield the places where a defined short form stands, as hits of what it means."""
    words = stretch.words
    for short, hit in sorted(forms.meaning.items()):
        if short in words:
            for found in _pattern(short).finditer(stretch.text, stretch.start, stretch.end):
                yield Hit(found.start(), found.end(), hit.term, short)


@lru_cache(maxsize=2048)
def _pattern(short: str) -> re.Pattern[str]:
    return re.compile(r"(?<![A-Za-z0-9])" + re.escape(short) + r"(?:s(?![a-z]))?(?![A-Za-z0-9])(?!-\d)")


def is_other(hit: Hit, text: str, forms: ShortForms) -> bool:
    """Tell whether a hit is only a short form of something else in this paper.

    An antigen's own symbol never is, nor one that the words about it make a molecule measured.
    """
    surface = text[hit.start : hit.end]
    measured = hit.term.kind is Kind.BIOMARKER and hit.term.role == "expression"
    if not hit.ambiguous and (hit.term.kind is Kind.ANTIGEN or measured):
        return False
    return surface in forms.other or surface.removesuffix("s") in forms.other
