"""Names that a text makes up for its constructs: which tokens may be one, and the key they go by."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from cargraph.mentions.coined import name_key
from cargraph.mentions.following import SLASHED
from cargraph.mentions.rules import slot
from cargraph.mentions.spelling import key
from cargraph.mentions.trials import trial_name
from cargraph.mentions.vocabulary import load
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.phrases import Phrase, Stretch
    from cargraph.mentions.vocabulary import Hit

_HYPHENED = re.compile(r"[A-Z]{1,4}-[A-Z]?[a-z]{2,5}|[A-Z][A-Za-z0-9]{1,6}-[a-z]{1,2}[A-Z][A-Za-z0-9]+")
_NEAR = 24
_RECEPTOR = re.compile(r"(?i)CARs?(?:[- ]?(?:T|NK))?|CARTs?")


def is_new_name(stretch: Stretch, name: str, *, sure: bool) -> bool:
    """Tell whether a token may be a name made up for a construct: code-like, and nothing that the vocabulary knows."""
    with_cells = slot("celled", "links").fullmatch(name)
    if with_cells and with_cells.group(2):
        return not _RECEPTOR.fullmatch(with_cells.group(1))
    if trial_name(name) or not (_is_code(name) or _is_repeated_code(stretch, name)):
        return False
    if not sure and not (any(c.isdigit() for c in name) or name.endswith("cel") or _HYPHENED.fullmatch(name)):
        return False
    at = stretch.text.find(name, stretch.start, stretch.end)
    return not (_is_of_a_person(stretch, at) or any(_is_known(hit, name, at) for hit in stretch.hits))


def _is_of_a_person(stretch: Stretch, at: int) -> bool:
    """Tell whether a code is that of one of the people treated: "Patient C-41"."""
    words = stretch.text[max(stretch.start, at - _NEAR) : at].rstrip().rpartition(" ")
    before = slot("numbered_person", "links")
    return bool(before.fullmatch(words[2]) or before.fullmatch(f"{words[0].rpartition(' ')[2]} {words[2]}"))


def _is_known(hit: Hit, name: str, at: int) -> bool:
    """Tell whether a token is a term, is in one, or is one with a number: "Cmax 62", a study and a reference."""
    begins = hit.start == at and (key(hit.name) == key(name.partition(" ")[0]) or hit.term.kind is Kind.TRIAL)
    return key(hit.name) == key(name) or begins or (hit.start <= at and at + len(name) <= hit.end)


def _is_repeated_code(stretch: Stretch, name: str) -> bool:
    """Tell whether a capital and a figure ("C4") stand before "CAR" as they do elsewhere: no day or dose level."""
    if not slot("short_code", "links").fullmatch(name) or f"{name} CAR" not in stretch.words:
        return False
    places = re.finditer(rf"(?<![\w-]){name}(?![\w-])", stretch.text)
    return len(list(islice(places, 2))) > 1


def _is_code(name: str) -> bool:
    return (
        len(name) > 2
        and bool(slot("name", "links").fullmatch(name))
        and not slot("no_code", "links").fullmatch(name)
        and bool(slot("code", "links").search(name))
    )


def registered(given: Sequence[tuple[str, Phrase]]) -> dict[str, str]:
    """Return the surface forms that sentences gave, each with the key that its occurrences go by."""
    return {(name := stem_of(surface)[0]): name_key(name) for surface, _ in given}


def stem_of(surface: str) -> tuple[str, tuple[str, ...]]:
    """Return the name without the cytokine added after a slash, and the variant that the addition makes.

    >>> stem_of("K5-28z/IL-12"), stem_of("K5-28z")
    (('K5-28z', ('payload:IL-12',)), ('K5-28z', ()))
    """
    stem, _, rest = surface.partition("/")
    found = SLASHED.fullmatch(f"/{rest}")
    known = [name.term.label for name in load().lookup(found.group(1))] if found else []
    return (stem, (f"payload:{known[0]}",)) if known and any(c.isdigit() for c in stem) else (surface, ())


def renamed(phrase: Phrase, surface: str) -> Phrase:
    """Return the phrase under a name that a sentence gives it."""
    stem, variant = stem_of(surface)
    return replace(phrase, name=name_key(stem), term=None if variant else phrase.term, variant=variant)
