"""Receptors that a paper brings in under a short form of their own, and the cells that bear them ("QAC-T cells")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.mentions.abbreviations import definitions
from cargraph.mentions.new_names import is_new_name
from cargraph.mentions.rules import sieve, slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.mentions.phrases import Phrase, Stretch

_MARK = "™®"
"""Signs that may stand after a name."""
_PREFIXED = re.compile(r"(U|[A-Z]?[a-z]{1,5})CAR")
"""A name that shortens a word before "CAR" to its first letters: "tCAR", "UCAR", "PedCAR"."""
_CAPITALS = re.compile(r"[A-Z].*[A-Z]")
_LETTERS_MORE = 3


def receptor_names(stretches: Sequence[Stretch]) -> frozenset[str]:
    """Return the short forms that stand for a receptor where they are told and name cells (or a CAR) elsewhere."""
    used = {name for stretch in stretches for name in _used(stretch) if "CAR" not in name}
    return frozenset(name for stretch in stretches for name in _told(stretch)) & used if used else frozenset()


def _used(stretch: Stretch) -> Iterator[str]:
    for found in sieve("receptor_cells", "links").finditer(stretch.text, stretch.start, stretch.end):
        hits = stretch.starting.get(found.start(1), ())
        known = any(hit.term.role == "architecture" for hit in hits)
        coined = not hits and _CAPITALS.search(found.group(1)) is not None
        if known or coined or is_new_name(stretch, found.group(1), sure=True):
            yield found.group(1)


def _told(stretch: Stretch) -> Iterator[str]:
    for cue in ("receptor_named", "receptor_is"):
        for found in sieve(cue, "links").finditer(stretch.text, stretch.start, stretch.end):
            yield next(filter(None, found.groups()))
    if "(" not in stretch.words:
        return
    for short in definitions(stretch.text, stretch.start, stretch.end):
        words = short.meaning.of(stretch.text)
        if _link_matches("receptor_told", words) and not _link_matches("receptor_other", words):
            yield short.short.removesuffix("s").rstrip(_MARK)


def _link_matches(name: str, words: str) -> bool:
    return slot(name, "links").fullmatch(words) is not None


def spelled_out(text: str, phrases: Sequence[Phrase]) -> list[tuple[Phrase, Phrase]]:
    """Return the names that shorten the one word before CAR that begins so, with the phrases that have it in full.

    Of several names that shorten it alike, only those that say the phrase's target.
    """
    described = [phrase for phrase in phrases if phrase.traits and not (phrase.name or phrase.term)]
    names: dict[str, dict[str, Phrase]] = {}
    for phrase in phrases:
        short = _PREFIXED.match(text, (phrase.cuts or (phrase.span,))[-1].start) if phrase.name or phrase.term else None
        if short:
            names.setdefault(short.group(1), {})[phrase.name] = phrase
    return [
        (named, phrase)
        for short, alike in names.items()
        for named in alike.values()
        for phrase in _in_full(short.lower(), described)
        if not named.term
        and (len(alike) == 1 or named.targets & phrase.targets)
        and (short == "U" or short.islower() or any(slot("arrangement").fullmatch(trait) for trait in phrase.traits))
    ]


def _in_full(short: str, described: Sequence[Phrase]) -> list[Phrase]:
    found = [
        (trait, phrase)
        for phrase in described
        for trait in sorted(phrase.traits)
        if trait.rpartition(":")[2].startswith(short)
        and len(trait) >= len(short) + _LETTERS_MORE
        and not slot("contrast").fullmatch(trait)
    ]
    targets = {phrase.targets for _, phrase in found if phrase.targets}
    return [phrase for _, phrase in found] if len({trait for trait, _ in found}) == 1 and len(targets) < 2 else []
