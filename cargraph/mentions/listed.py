"""Several constructs that one phrase lists by the part each has: "CD28ζ and 41BBζ CARs"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cargraph.model import Span

if TYPE_CHECKING:
    from cargraph.mentions.phrases import Part, Phrase, Stretch

_BETWEEN = re.compile(
    r"(?:-?(?:CD3)?[zζ]|-(?:based|costimulated|containing)?)?(?:,? (?:and|or|versus|vs\.?) |, )(?:the |a )?"
)
"""What stands between two parts of which each is of a construct of its own."""
_TOLD_BY = frozenset({"costimulation", "signalling"})
"""Roles of the parts that constructs of one paper are told apart by."""
_SEVERAL = re.compile(r"(?:CARs|receptors|cells|constructs|products|lymphocytes)(?: constructs)?(?: \([^()]*\))?$")
_RECEPTOR = re.compile(r"CARs?(?![a-z])|[Cc]himeric")


def parted(stretch: Stretch, phrase: Phrase) -> tuple[Phrase, ...]:
    """Return the constructs that a described phrase lists, each from its own part on, or the phrase alone."""
    parts = _alternatives(stretch, phrase)
    if len(parts) < 2 or not _SEVERAL.search(phrase.span.of(stretch.text)):
        return (phrase,)
    rest = tuple(part for part in phrase.parts if part not in parts)
    starts = [phrase.span.start, *(part.start for part in parts[1:])]
    ends = [*(part.end + 1 for part in parts[:-1]), phrase.span.end]
    return tuple(
        replace(phrase, span=Span(start, end), parts=tuple(sorted((*rest, part))), cuts=())
        for start, end, part in zip(starts, ends, parts, strict=True)
    )


def _alternatives(stretch: Stretch, phrase: Phrase) -> list[Part]:
    """Return the signalling parts before the receptor's name where each but the last is followed by "and" or "or"."""
    receptor = _RECEPTOR.search(stretch.text, phrase.span.start, phrase.span.end)
    if phrase.name or phrase.term or receptor is None:
        return []
    told = [part for part in phrase.parts if part.slot == "part" and part.term and part.term.role in _TOLD_BY]
    told = sorted((part for part in told if part.end <= receptor.start()), key=lambda part: part.start)
    listed = all(_BETWEEN.fullmatch(stretch.text, first.end, second.start) for first, second in pairwise(told))
    return told if listed else []
