"""Names that a sentence equates: "X (Y)", "X, a ... CAR T-cell therapy", "X is an anti-Z CAR", "called X"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cargraph.mentions.coined import name_key
from cargraph.mentions.rules import slot
from cargraph.mentions.spelling import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.mentions.phrases import Phrase, Stretch

_IN_BRACKETS = re.compile(r" ?[(\[]([^()\[\]]{2,60})[)\]]")
_CONTRAST = re.compile(r"\b(?:and|versus|vs|than|plus|or)\b")


@dataclass(frozen=True, slots=True)
class Linked:
    """What one sentence equates: pairs of phrases, and names (surface form) newly given to a phrase."""

    pairs: tuple[tuple[Phrase, Phrase], ...]
    given: tuple[tuple[str, Phrase], ...]


def linked(stretch: Stretch, phrases: Sequence[Phrase]) -> Linked:
    """Return the names that a sentence equates; its phrases must stand in order."""
    pairs = [pair for pair in pairwise(phrases) if _equated(stretch, *pair)]
    limits = (*(phrase.span.start for phrase in phrases[1:]), stretch.end)
    given = [(name, p) for p, limit in zip(phrases, limits, strict=False) for name in _given(stretch, p, limit)]
    return Linked(tuple(pairs), tuple(given))


def _equated(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    between = stretch.text[first.span.end : second.span.start]
    called = bool(_link("called").search(between))
    if between in (" (", "("):
        return not first.bare and not second.bare and _closes(stretch, second)
    if between == " " and _is_named(first) and _is_named(second):
        return True
    if _link("apposed").fullmatch(between):
        if _is_named(first) and _is_named(second):
            return "," not in between or called or _in_one_bracket(stretch, first, second)
        return _is_named(second) and not first.bare and (called or _apposed(stretch, first, second))
    if _is_named(first) and not _is_named(second):
        return bool(_link("is_a").fullmatch(between)) and not _CONTRAST.search(between)
    if _is_named(second) and not first.bare and not _is_named(first):
        filled = between.endswith("(") and _link("filler").fullmatch(between.removesuffix("(").rstrip())
        return bool(filled) or (between == " " and _is_singular(stretch, first))
    return False


def _link(name: str) -> re.Pattern[str]:
    return slot(name, "links")


def _is_named(phrase: Phrase) -> bool:
    return bool(phrase.name or phrase.term)


def _closes(stretch: Stretch, phrase: Phrase) -> bool:
    return stretch.text[phrase.span.end : phrase.span.end + 1] in (")", ",", ";", " ", "]", "/")


def _in_one_bracket(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    before = stretch.text[first.span.start - 1 : first.span.start]
    return before == "(" and stretch.text[second.span.end : second.span.end + 1] == ")" and not first.term


def _is_singular(stretch: Stretch, phrase: Phrase) -> bool:
    return not stretch.text[: phrase.span.end].endswith("ies") and not stretch.text[: phrase.span.end].endswith(
        "products"
    )


def _apposed(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    after = stretch.text[second.span.end : second.span.end + 5]
    return (
        _is_singular(stretch, first) and not re.match(r",? (?:and|or)\b", after) and after[:1] in (",", ".", " ", ")")
    )


def _given(stretch: Stretch, phrase: Phrase, limit: int) -> Iterator[str]:
    if phrase.generic:
        return
    for name in (
        *_bracketed(stretch, phrase, limit),
        *_introduced(stretch, phrase),
        *_called(stretch, phrase),
        *_prefixed(stretch, phrase),
    ):
        if _is_new_name(stretch, name, sure=not phrase.bare):
            yield name


def _bracketed(stretch: Stretch, phrase: Phrase, limit: int) -> Iterator[str]:
    found = _IN_BRACKETS.match(stretch.text, phrase.span.end, stretch.end)
    if not found:
        rest = stretch.text[phrase.span.end : min(limit, phrase.span.end + 160)]
        opening = rest.find(" (")
        if opening < 0 or not _link("filler").fullmatch(rest[:opening]):
            return
        found = _IN_BRACKETS.match(stretch.text, phrase.span.end + opening, stretch.end)
        if not found or not any(c.isdigit() for c in found.group(1)):
            return
    pieces = _link("split").split(found.group(1))
    if len(pieces) > 3:
        return
    yield from (piece.strip(" '\"") for piece in pieces)


def _introduced(stretch: Stretch, phrase: Phrase) -> Iterator[str]:
    lowest = max(stretch.start, phrase.span.start - 200)
    found = _link("name_is_a").search(stretch.text[lowest : phrase.span.start])
    if found:
        yield found.group(1)
        if found.group(2):
            yield from _link("split").split(found.group(2))


def _called(stretch: Stretch, phrase: Phrase) -> Iterator[str]:
    found = _link("then_called").match(stretch.text, phrase.span.end, stretch.end)
    if found:
        yield found.group(1)


def _prefixed(stretch: Stretch, phrase: Phrase) -> Iterator[str]:
    found = _link("before").search(stretch.text, max(stretch.start, phrase.span.start - 30), phrase.span.start)
    if found:
        yield found.group(1)


def _is_new_name(stretch: Stretch, name: str, *, sure: bool) -> bool:
    """Tell whether a token may be a name made up for a construct: code-like, and nothing that the vocabulary knows."""
    if (
        len(name) < 3
        or not _link("name").fullmatch(name)
        or _link("no_code").fullmatch(name)
        or not _link("code").search(name)
    ):
        return False
    if not sure and not any(c.isdigit() for c in name) and not name.endswith("cel"):
        return False
    at = stretch.text.find(name, stretch.start, stretch.end)
    return not any(
        key(hit.name) == key(name) or (hit.start <= at and at + len(name) <= hit.end) for hit in stretch.hits
    )


def registered(given: Sequence[tuple[str, Phrase]]) -> dict[str, str]:
    """Return the surface forms that sentences gave, each with the key that its occurrences go by."""
    return {surface: name_key(surface) for surface, _ in given}


def renamed(phrase: Phrase, name: str) -> Phrase:
    """Return the phrase under a name."""
    return replace(phrase, name=name)
