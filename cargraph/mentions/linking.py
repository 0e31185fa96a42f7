"""Names that a sentence equates: "X (Y)", "X, a ... CAR T-cell therapy", "X is an anti-Z CAR", "called X"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cargraph.mentions.coined import name_key
from cargraph.mentions.new_names import is_new_name
from cargraph.mentions.rules import sieve, slot
from cargraph.mentions.spelling import key
from cargraph.mentions.trials import told_as_study
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.mentions.phrases import Phrase, Stretch

_IN_BRACKETS = re.compile(r" ?[(\[]([^()\[\]]{2,60})[)\]]")
_HELD_AGAINST = re.compile(r" (?:vs?\b\.?|versus|against|compared|relative to|over|than)\b")
_PLURAL = re.compile(r"\b(?:are|were)\b")
_JOINED = re.compile(r"\b(?:and|or) \Z")
"""What makes a name the last of several of which a sentence says what they are."""
_CONTRAST = re.compile(r"\b(?:and|versus|vs|than|plus|or)\b")


@dataclass(frozen=True, slots=True)
class Linked:
    """What one sentence equates: pairs of phrases, and names (surface form) newly given to a phrase.

    `own` are names in brackets of products made of the phrase before them.
    """

    pairs: tuple[tuple[Phrase, Phrase], ...]
    given: tuple[tuple[str, Phrase], ...]
    own: tuple[str, ...]


def linked(stretch: Stretch, phrases: Sequence[Phrase]) -> Linked:
    """Return the names that a sentence equates; its phrases must stand in order."""
    limits = (*(phrase.span.start for phrase in phrases[1:]), stretch.end)
    lowest = (stretch.start, *(phrase.span.end for phrase in phrases))
    given = [
        (name, phrase)
        for low, phrase, limit in zip(lowest, phrases, limits, strict=False)
        for name in _given(stretch, phrase, low, limit)
    ]
    own = [
        name
        for phrase, limit in zip(phrases, limits, strict=False)
        for name in _bracketed(stretch, phrase, limit)
        if _is_made_of(stretch, name_key(name), phrase) and is_new_name(stretch, name, sure=True)
    ]
    return Linked(pairs(stretch, phrases), tuple(given), tuple(own))


def pairs(stretch: Stretch, phrases: Sequence[Phrase]) -> tuple[tuple[Phrase, Phrase], ...]:
    """Return the neighbours among a sentence's phrases that it equates."""
    return tuple(pair for pair in pairwise(phrases) if _equated(stretch, *pair) and not _one_of_a_list(stretch, *pair))


def heads_list(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    """Tell whether words for several products head their names: "the anti-CD19 CAR T-cell products X and Y"."""
    between = stretch.text[first.span.end : second.span.start]
    several = not (_is_named(first) or first.bare or _is_singular(stretch, first))
    return several and bool(second.term) and between in _HEADING


_HEADING = frozenset({" ", ", ", ": ", " (", " such as ", ", such as ", " including ", ", including ", " like "})


def _one_of_a_list(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    """Tell whether the second is but one of several products in a bracket after the first."""
    if stretch.text[first.span.end : second.span.start] not in (" (", "("):
        return False
    close = stretch.text.find(")", second.span.end, stretch.end)
    rest = stretch.text[second.span.end : max(close, second.span.end)]
    named = [hit for hit in stretch.hits if hit.term.kind is Kind.CONSTRUCT and second.span.end <= hit.start < close]
    others = second.term is not None and any(hit.term != second.term for hit in named)
    return others or bool(_link("counted").fullmatch(rest) or _link("alternatives").fullmatch(rest))


def _equated(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    between = stretch.text[first.span.end : second.span.start]
    called = bool(_link("called").search(between))
    if called and _changed_into(stretch, second):
        return False
    if between in (" (", "("):
        told = not first.bare and not second.bare and _closes(stretch, second)
        return told and not (_changed_into(stretch, second) or _is_made_of(stretch, second.name, first))
    if between == " " and _is_named(first) and _is_named(second):
        return _is_singular(stretch, first)
    if _link("apposed").fullmatch(between):
        if _is_named(first) and _is_named(second):
            return "," not in between or called or _in_one_bracket(stretch, first, second)
        return _is_named(second) and not first.bare and (called or _apposed(stretch, first, second))
    if _is_named(first) and not _is_named(second):
        several = _PLURAL.search(between) and _JOINED.search(stretch.text, 0, first.span.start)
        return bool(_link("is_a").fullmatch(between)) and not (_CONTRAST.search(between) or several)
    if _is_named(second) and not first.bare and not _is_named(first):
        filled = between.endswith("(") and _link("filler").fullmatch(between.removesuffix("(").rstrip())
        if filled:
            return not (_is_one_of_two(stretch, first, second.span.end) or _is_handled(stretch, first))
        return between == " " and _is_singular(stretch, first)
    return False


def _link(name: str) -> re.Pattern[str]:
    return slot(name, "links")


def _is_named(phrase: Phrase) -> bool:
    return bool(phrase.name or phrase.term)


def _changed_into(stretch: Stretch, phrase: Phrase) -> bool:
    """Tell whether a name in brackets is of what a change made of the cells before it: "deleted X in A cells (B)"."""
    end = min(phrase.span.end + 1, stretch.end)
    found = _link("cells_changed").finditer(stretch.text, stretch.start, end)
    return any(change.start(1) == phrase.span.start for change in found)


def changed_cells(stretch: Stretch, phrases: Sequence[Phrase]) -> Iterator[tuple[Phrase, Phrase]]:
    """Yield the cells that a change was made to, and those it gave: "disrupted X in A CAR T cells (termed B)"."""
    for before, after in pairwise(phrases):
        if _changed_into(stretch, after) and not before.bare:
            yield before, after


def _is_of_changed(stretch: Stretch, name: str) -> bool:
    """Tell whether a name is of what a change made of the cells before it: "disrupted X in A cells (termed B)"."""
    return any(
        found.group(1) == name for found in _link("cells_changed").finditer(stretch.text, stretch.start, stretch.end)
    )


_SHORT = 3
_HANDLING = re.compile(
    r"(?:treat|cultur|incubat|prim|condition|stimulat|expos|puls|polari[sz])(?:ed|ing|e) (?:the |our )?$"
)


def _is_handled(stretch: Stretch, phrase: Phrase) -> bool:
    """Tell whether a sentence says what is done to the cells of a phrase, after which they are another product."""
    return _HANDLING.search(stretch.text, max(stretch.start, phrase.span.start - 30), phrase.span.start) is not None


def _is_made_of(stretch: Stretch, name: str, phrase: Phrase) -> bool:
    """Tell whether a name is that of a phrase with letters put to it: "switched 9CAR (SW9CAR)", "X-28z (X-28z-D)"."""
    if not phrase.name or name == phrase.name or name_key(phrase.span.of(stretch.text)) not in _spelled(phrase.name):
        return False
    rest = name.removeprefix(phrase.name.removesuffix("car"))
    return name.endswith(phrase.name) or (rest != name and not rest.isdigit() and len(phrase.name) > _SHORT)


def _spelled(name: str) -> tuple[str, ...]:
    return tuple(f"{name}{cells}" for cells in ("", "car", "tcell", "tcells", "cartcells"))


def _closes(stretch: Stretch, phrase: Phrase) -> bool:
    closed = stretch.text[phrase.span.end : phrase.span.end + 1] in (")", ",", ";", " ", "]", "/")
    return closed and not _HELD_AGAINST.match(stretch.text, phrase.span.end, stretch.end)


def _in_one_bracket(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    before = stretch.text[first.span.start - 1 : first.span.start]
    return before == "(" and stretch.text[second.span.end : second.span.end + 1] == ")" and not first.term


def _is_singular(stretch: Stretch, phrase: Phrase) -> bool:
    return not stretch.text.endswith(("ies", "products"), stretch.start, phrase.span.end)


def _apposed(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    after = stretch.text[second.span.end : second.span.end + 5]
    return (
        _is_singular(stretch, first) and not re.match(r",? (?:and|or)\b", after) and after[:1] in (",", ".", " ", ")")
    )


def _given(stretch: Stretch, phrase: Phrase, lowest: int, limit: int) -> Iterator[str]:
    """Yield the names that the words about a phrase give it; those before it stand after `lowest`."""
    if phrase.generic:
        return
    yield from _initials(stretch, phrase)
    yield from _receptor(stretch, phrase, limit)
    for name in (
        *_bracketed(stretch, phrase, limit),
        *_introduced(stretch, phrase, lowest),
        *_opening(stretch, phrase, lowest),
        *_designated(stretch, phrase, limit),
        *_called(stretch, phrase),
        *_yielded(stretch, phrase, limit),
        *_prefixed(stretch, phrase),
    ):
        other = _is_made_of(stretch, name_key(name), phrase) or told_as_study(stretch.text, name)
        other = other or _is_of_changed(stretch, name)
        if not other and is_new_name(stretch, name, sure=not phrase.bare):
            yield name


def _initials(stretch: Stretch, phrase: Phrase) -> Iterator[str]:
    """Yield the first letters of a product's name in the bracket after it: "velocabtagene autoleucel (VA)"."""
    found = _IN_BRACKETS.match(stretch.text, phrase.span.end, stretch.end) if phrase.name or phrase.term else None
    first = "".join(word[0] for word in phrase.span.of(stretch.text).split()).upper()
    if found and len(first) > 1 and _link("split").split(found.group(1))[0].strip() == first:
        yield first


def _receptor(stretch: Stretch, phrase: Phrase, limit: int) -> Iterator[str]:
    """Yield the receptor's name in the bracket after what it is made of: "CARs with X as their binder (XYZ CAR)"."""
    found = _CAR_BRACKET.search(stretch.text, phrase.span.end, min(stretch.end, phrase.span.end + 160))
    if not found or found.start(1) > limit:
        return
    between = stretch.text[phrase.span.end : found.start()]
    if (not between or _link("filler").fullmatch(between)) and is_new_name(stretch, found.group(1), sure=True):
        yield found.group(1)


_CAR_BRACKET = re.compile(r" \(([A-Z][A-Za-z0-9-]{2,9})[- ]CARs?(?:[- ]T(?:[- ]cells)?)?\)")
_OWN_BRACKET = re.compile(r" \(([^()\[\]]{2,40})\)(?:$| (?=CARs?|chimeric))")


def _bracketed(stretch: Stretch, phrase: Phrase, limit: int) -> Iterator[str]:
    if (own := _OWN_BRACKET.search(phrase.span.of(stretch.text))) is not None:
        yield own.group(1)
    found = _IN_BRACKETS.match(stretch.text, phrase.span.end, stretch.end)
    if not found:
        rest = stretch.text[phrase.span.end : min(limit, phrase.span.end + 160)]
        opening = rest.find(" (")
        if opening < 0 or not _link("filler").fullmatch(rest[:opening]):
            return
        found = _IN_BRACKETS.match(stretch.text, phrase.span.end + opening, stretch.end)
        if not found or not any(c.isdigit() for c in found.group(1)) or _is_one_of_two(stretch, phrase, found.end()):
            return
    pieces = _link("split").split(found.group(1))
    if len(pieces) > 3 or sum(piece.endswith(("-cel", "leucel")) for piece in pieces) > 1:
        return
    yield from (_without_cells(stretch, piece.strip(" '\"")) for piece in pieces)


def _is_one_of_two(stretch: Stretch, phrase: Phrase, end: int) -> bool:
    """Tell whether a bracket that ends there names one of the receptors that a phrase heads ("with X (A) or Y (B)")."""
    found = _link("of_alternatives").search(stretch.text, phrase.span.end, stretch.end)
    return found is not None and found.start(1) < end < found.end()


def _without_cells(stretch: Stretch, name: str) -> str:
    """Return "ABC.12" of "ABC.12 T cells" and of "ABC.12 with a switch"; "CD70 T cells" whole, CD70 being no name."""
    found = _link("celled").fullmatch(name)
    if not found:
        return name
    known = any(key(hit.name) == key(found.group(1)) for hit in stretch.hits)
    return name if known and found.group(2) else found.group(1)


def _opening(stretch: Stretch, phrase: Phrase, lowest: int) -> Iterator[str]:
    """Yield the name put just before a phrase: "ABC12 (anti-X CAR T cells", "ABC12, T cells with an anti-X CAR,"."""
    if phrase.bare:
        return
    found = _link("name_opens").search(stretch.text[max(lowest, phrase.span.start - 40) : phrase.span.start])
    if not found or (phrase.name and name_key(found.group(1) or found.group(2)) in phrase.name):
        return
    if found.group(1) or stretch.text[phrase.span.end : phrase.span.end + 1] in (",", ".", ""):
        yield found.group(1) or found.group(2)


def _designated(stretch: Stretch, phrase: Phrase, limit: int) -> Iterator[str]:
    """Yield the name that a bracket gives a receptor just built: "a CAR with X, which was linked to Y (termed Z)"."""
    if _is_named(phrase) or phrase.bare or not _NEWLY.search(stretch.text, stretch.start, phrase.span.start):
        return
    found = sieve("designated", "links").search(stretch.text, phrase.span.end, stretch.end)
    if found and found.start(1) <= limit:
        yield found.group(1)


_NEWLY = re.compile(r"\b(?:[Aa]n?|[Oo]ur|[Nn]ovel|[Nn]ew) \Z")


def _yielded(stretch: Stretch, phrase: Phrase, limit: int) -> Iterator[str]:
    found = _link("yields").match(stretch.text, phrase.span.end, stretch.end)
    if found and found.start(1) <= limit:
        yield found.group(1)


def _introduced(stretch: Stretch, phrase: Phrase, lowest: int) -> Iterator[str]:
    lowest = max(lowest, phrase.span.start - 240)
    before = stretch.text[lowest : phrase.span.start]
    found = _link("name_is_a").search(before) or _link("name_of_cells").search(before)
    if found:
        yield found.group(1)
        if found.re.groups > 1 and found.group(2):
            yield from _link("split").split(found.group(2))


def _called(stretch: Stretch, phrase: Phrase) -> Iterator[str]:
    found = _link("then_called").match(stretch.text, phrase.span.end, stretch.end)
    if found and (found.group(1) or (not phrase.bare and any(c.isdigit() for c in found.group(2)))):
        yield found.group(1) or found.group(2)


def _prefixed(stretch: Stretch, phrase: Phrase) -> Iterator[str]:
    found = _link("before").search(stretch.text, max(stretch.start, phrase.span.start - 30), phrase.span.start)
    if found:
        yield found.group(1)
