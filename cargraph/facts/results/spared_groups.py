"""Groups that had none of what another had: "severe CRS in 4 with A and in none with B", "no such event after B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cargraph.facts.tokens import Token

_FAR = 12
_NONE = frozenset({"none", "nobody"})
_EVENTS = frozenset("events event cases case episodes episode instances instance occurrences".split())
_SEEN = frozenset("occur happen develop seen observed reported noted recorded documented detected found".split())
_PEOPLE = words.PEOPLE | {"recipient"}
_TO_GROUP = _PEOPLE | frozenset(
    """such one was were is are has been have seen observed reported noted recorded documented detected found occurred
    developed arose in with after following among for on by given who got had received receiving treated assigned to
    taking and at ( ) - infusion out them participants arm group""".split()
)  # fmt: skip
_CLOSING = frozenset({"did", "was", "were", "had", "developed", "experienced", "so", "it", "this", "either", "them"})
_ENDS = words.VERSUS | {",", ";", ".", ")", "]", "and", "but", "while", "whereas"}


def groups_spared(tokens: Sequence[Token], is_arm: Callable[[Token], bool]) -> Iterator[tuple[int, int]]:
    """Yield (place of the denial, place of the group) where none of what was told before befell a group.

    Nothing but the group is named behind the denial: what it had none of is the outcome of the number before.
    """
    for at in range(len(tokens)):
        if (fronted := _fronted(tokens, at, is_arm)) is not None:
            yield at, fronted
        start = _denial(tokens, at)
        if start is None:
            continue
        place = next((i for i in range(start, min(len(tokens), at + _FAR)) if is_arm(tokens[i])), None)
        if place is None or not all(_leads(tokens, i) for i in range(start, place)):
            continue
        if _closes(tokens, place):
            yield at, place


def _fronted(tokens: Sequence[Token], at: int, is_arm: Callable[[Token], bool]) -> int | None:
    """Return the group that opens the clause in which none had it: "and of those given B, none did"."""
    nobody = tokens[at].text in _NONE or (tokens[at].text == "one" and tokens[at - 1].text == "no")
    told = [t.text for t in tokens[at + 1 : at + 3]]
    closed = not told or told[0] in {".", ";"}
    if not nobody or not (closed or (told[0] in _CLOSING and (not told[1:] or told[1] in _ENDS | {"so"}))):
        return None
    for place in range(at - 1, -1, -1):
        if is_arm(tokens[place]):
            return place if tokens[place + 1].text in _AFTER_GROUP and _opens(tokens, place) else None
        if tokens[place].text not in _AFTER_GROUP:
            return None
    return None


_AFTER_GROUP = frozenset({",", "patients", "group", "arm", "recipients", "cells", "none", "no", "nobody"})
_OPENING = frozenset({"of", "in", "among", "with", "after", "at", "for"})


def _opens(tokens: Sequence[Token], group: int) -> bool:
    """Tell whether a phrase with a group opens its clause: "; of those who received B, "."""
    for place in range(group - 1, -1, -1):
        if tokens[place].text in {",", ";", "and", "but", "while", "whereas"}:
            return tokens[place + 1].text in _OPENING
        if tokens[place].text not in _TO_GROUP and tokens[place].tag not in {Tag.TIME, Tag.SIZE, Tag.QUANTITY}:
            return False
    return False


_ON = frozenset({"and", ",", "versus", "vs", "compared", "with", "against"})


def told_with(tokens: Sequence[Token], at: int, group: int, counted: Sequence[int]) -> list[int]:
    """Return the counts whose outcome a denied group shares: those told last, or the next: "none of A and 4 of B had".

    at, group: the denial and the group it is of. counted: the places of the sentence's counts and shares.
    """
    before = [number for number in counted if number < at]
    ahead = next((number for number in counted if number > group), None)
    goes_on = ahead is not None and all(t.text in _ON for t in tokens[group + 1 : ahead])
    return before[-1:] or ([ahead] if ahead is not None and goes_on else [])


def _denial(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the words behind a denial of any event begin, None where none stands at a place."""
    following = [t.text for t in tokens[at + 1 : at + 3]]
    said = tokens[at].text
    if tokens[at].tag is not Tag.WORD or not following:
        return None
    if said in _NONE or (said == "no" and following[0] == "one"):
        return at + 1
    if said == "no" and (following[0] in _PEOPLE | _EVENTS or tokens[at + 1].tag is Tag.ARM):
        return at + 1
    if said == "no" and following[0] == "such" and following[1:] and following[1] in _EVENTS:
        return at + 3
    if said == "not" and following in (["in", "any"], ["in", "a"]):
        return at + 3
    if said == "not" and following[0] in _SEEN and not _names_subject(tokens, at):
        return at + 2
    return None


def _names_subject(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb has a subject of its own: "... with A, and B did not occur"."""
    before = [t for t in tokens[max(0, at - 3) : at] if t.text not in {"did", "was", "were", "has", "been", "have"}]
    return not before or before[-1].text not in {"and", "but", "it", "which", "that", "they", "this", "these"}


def _leads(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.tag is Tag.QUANTITY:
        return tokens[place - 1].text in {"of", "the", "other", "remaining"} and token.quantity is not None
    return token.tag in {Tag.TIME, Tag.SIZE} or token.text in _TO_GROUP or token.text in _EVENTS


def _closes(tokens: Sequence[Token], group: int) -> bool:
    """Tell whether a clause tells nothing but the group: "none of those who got B did", "no patient given B"."""
    place = group + 1
    while place < len(tokens):
        token = tokens[place]
        if token.text in _ENDS:
            return _is_over(tokens, place)
        plain = token.tag in {Tag.TIME, Tag.SIZE, Tag.P} or token.depth > 0 or token.text in {"(", "["}
        if not plain and token.text not in _CLOSING | _PEOPLE | {"group", "arm", "cells", "recipients"}:
            return False
        place += 1
    return True


def _is_over(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether no outcome goes on behind a join: "none with A and B had CRS" speaks of what follows."""
    if tokens[place].text != "and":
        return True
    ahead = tokens[place + 1 : place + 4]
    return not any(t.tag in {Tag.OUTCOME, Tag.ARM} for t in ahead[:2])
