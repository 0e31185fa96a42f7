"""Names that a sentence equates: "X (Y)", "X, a ... CAR T-cell therapy", "X is an anti-Z CAR", "a CAR T cell called X"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cargraph.mentions.coined import name_key
from cargraph.mentions.spelling import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.mentions.phrases import Phrase, Stretch

_NAME = r"[A-Za-z0-9]{1,22}(?:[-./][A-Za-z0-9]{1,10}){0,4}ζ?|[A-Z][A-Za-z]{1,10} (?:\d{1,4}(?:-\d{1,4})?|[A-Z]{1,3}\d{1,4})"
_NAME = f"(?:{_NAME})"
_CALLED = r"(?:(?:also |hereafter |hereinafter )?(?:referred to as|known as|termed|called|named|designated|dubbed|denoted|denominated|labell?ed)|hereafter|i\.e\.,?)"
_IN_BRACKETS = re.compile(r" ?[(\[]([^()\[\]]{2,60})[)\]]")
_SPLIT = re.compile(rf"\s*(?:[;,]|\bor\b|{_CALLED})\s*")
_FULL_NAME = re.compile(_NAME)
_FILLER = re.compile(r" (?:containing|with|compris|incorporat|bearing|composed|consist|includ|express|based|that|which|using|engineered|derived)[^.;:()]{2,110}$")
_IS_A = re.compile(r"[)\]]?,? (?:(?:which |that )?(?:is|was|are|were|represents) )?(?:an?|the(?: first)?|our|one|another)(?: [^.;:()]{0,90})?[ -]$|[)\]]?, ?$")
_NAME_IS_A = re.compile(
    rf"(?<![A-Za-z0-9-])({_NAME})(?: ?[(\[]([^()\[\]]{{2,40}})[)\]])?(?:,| (?:is|was|are|were|represents),?) (?:an?|the first|our)(?: [^.;:(),]{{1,25}},?){{0,6}}[ -]?$"
)
_THEN_CALLED = re.compile(rf",? ?\(?(?:(?:and |which (?:is |we )?|that we |we )?{_CALLED}) ['\"]?({_NAME})")
_BEFORE = re.compile(r"(?<![A-Za-z0-9-])([A-Za-z]{1,8}(?:-[A-Za-z]{1,6})?-?\d[A-Za-z0-9]{0,8}(?:-[A-Za-z0-9]{1,8}){0,3}|[A-Z]{2,6} \d{1,3}-\d{1,3}|[a-z]{2,9}-cel|[A-Za-z0-9]{1,8}(?:[.-][A-Za-z0-9]{1,8}){0,2}[.-](?:CD)?(?:28|4-?1BB|BB|OX40)(?:\.?(?:3|CD3))?[zζ])[ -]$")
_CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])|.*[a-z][A-Z]|^[A-Z][A-Z-]{2,}$|-cel$|leucel$")
_REFUSED = re.compile(
    r"(?i)(?:n ?=.*|chictr.*|isrctn.*|umin.*|jrct.*|jprn.*|ctri.*|actrn.*|eudract.*|drks.*|\d.*%?|fig.*|table.*|refs?.*|car|cars|car-?t.*|cart|carts|ci|iqr|range.*|median|mean|see.*|nct\d+|grade.*|phase.*|"
    r"p ?[<=>].*|day.*|week.*|cohort.*|arm.*|group.*|dose.*|dl-?\d|il-?\d+|cd\d+|and|the|cells?|nk|t|tcr|act|ict|usa|uk|china|trial.*|"
    r"therapy|product|who|fda|ema|covid-19|i+v?|v|hr|or|vs|crs|icans|her-?2|tils?|tam|tme|nsg|pbmc)"
)


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
    if between in (" (", "("):
        return (_is_named(first) or _is_named(second)) and _closes(stretch, second)
    if re.fullmatch(rf"(?: ?\(|,? ){_CALLED} ['\"]?", between) or re.fullmatch(rf"[,;] (?:or |formerly |previously )?(?:{_CALLED} )?", between):
        if _is_named(first) and _is_named(second):
            return "," not in between or bool(re.search(_CALLED, between)) or _in_one_bracket(stretch, first, second)
        return _is_named(second) and not first.bare and (bool(re.search(_CALLED, between)) or _apposed(stretch, first, second))
    if _is_named(first) and not _is_named(second):
        return bool(_IS_A.fullmatch(between)) and not re.search(r"\b(?:and|versus|vs|than|plus|or)\b", between)
    if _is_named(second) and not first.bare and not _is_named(first):
        filler = between.removesuffix("(").rstrip()
        return bool(between.endswith("(") and _FILLER.fullmatch(filler)) or (between == " " and _is_singular(stretch, first))
    return False


def _is_named(phrase: Phrase) -> bool:
    return bool(phrase.name or phrase.term)


def _closes(stretch: Stretch, phrase: Phrase) -> bool:
    return stretch.text[phrase.span.end : phrase.span.end + 1] in (")", ",", ";", " ", "]", "/")


def _in_one_bracket(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    before = stretch.text[first.span.start - 1 : first.span.start]
    return before == "(" and stretch.text[second.span.end : second.span.end + 1] == ")" and not first.term


def _is_singular(stretch: Stretch, phrase: Phrase) -> bool:
    return not stretch.text[: phrase.span.end].endswith("ies") and not stretch.text[: phrase.span.end].endswith("products")


def _apposed(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    after = stretch.text[second.span.end : second.span.end + 5]
    return _is_singular(stretch, first) and not re.match(r",? (?:and|or)\b", after) and after[:1] in (",", ".", " ", ")")


def _given(stretch: Stretch, phrase: Phrase, limit: int) -> Iterator[str]:
    if phrase.generic:
        return
    for name in (*_bracketed(stretch, phrase, limit), *_introduced(stretch, phrase), *_called(stretch, phrase), *_prefixed(stretch, phrase)):
        if _is_new_name(stretch, name, sure=not phrase.bare):
            yield name


def _bracketed(stretch: Stretch, phrase: Phrase, limit: int) -> Iterator[str]:
    found = _IN_BRACKETS.match(stretch.text, phrase.span.end, stretch.end)
    if not found:
        rest = stretch.text[phrase.span.end : min(limit, phrase.span.end + 160)]
        opening = rest.find(" (")
        if opening < 0 or not _FILLER.fullmatch(rest[:opening]):
            return
        found = _IN_BRACKETS.match(stretch.text, phrase.span.end + opening, stretch.end)
        if not found or not any(c.isdigit() for c in found.group(1)):
            return
    pieces = _SPLIT.split(found.group(1))
    if len(pieces) > 3:
        return
    yield from (piece.strip(" '\"") for piece in pieces)


def _introduced(stretch: Stretch, phrase: Phrase) -> Iterator[str]:
    lowest = max(stretch.start, phrase.span.start - 200)
    found = _NAME_IS_A.search(stretch.text[lowest : phrase.span.start])
    if found:
        yield found.group(1)
        if found.group(2):
            yield from _SPLIT.split(found.group(2))


def _called(stretch: Stretch, phrase: Phrase) -> Iterator[str]:
    found = _THEN_CALLED.match(stretch.text, phrase.span.end, stretch.end)
    if found:
        yield found.group(1)


def _prefixed(stretch: Stretch, phrase: Phrase) -> Iterator[str]:
    found = _BEFORE.search(stretch.text, max(stretch.start, phrase.span.start - 30), phrase.span.start)
    if found:
        yield found.group(1)


def _is_new_name(stretch: Stretch, name: str, *, sure: bool) -> bool:
    """Tell whether a token may be a name made up for a construct: code-like, and nothing that the vocabulary knows."""
    if not _FULL_NAME.fullmatch(name) or _REFUSED.fullmatch(name) or not _CODE.search(name) or len(name) < 3:
        return False
    if not sure and not any(c.isdigit() for c in name) and not name.endswith("cel"):
        return False
    at = stretch.text.find(name, stretch.start, stretch.end)
    return not any(key(hit.name) == key(name) or (hit.start <= at and at + len(name) <= hit.end) for hit in stretch.hits)


def registered(given: Sequence[tuple[str, Phrase]]) -> dict[str, str]:
    """Return the surface forms that sentences gave, each with the key that its occurrences go by."""
    return {surface: name_key(surface) for surface, _ in given}


def renamed(phrase: Phrase, name: str) -> Phrase:
    """Return the phrase under a name."""
    return replace(phrase, name=name)
