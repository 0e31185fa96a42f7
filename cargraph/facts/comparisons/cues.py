"""The words that compare: where they stand in a sentence and the way they point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import yaml

from cargraph.facts.tokens import Tag, Token
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from collections.abc import Sequence

AGAINST = frozenset({"than", "compared", "versus", "vs", "relative", "between", "against", "over", "opposed"})
_OPENING = frozenset({"compared", "relative", "versus"})
_CONTRASTS = frozenset({";", "while", "whereas", "although", "but"})
_RANKS = frozenset({"superior", "inferior"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that compares: where it stands (first and last token) and the way it points."""

    start: int
    end: int
    direction: str


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    table = yaml.safe_load((ontologies() / "rules" / "comparisons.yaml").read_text(encoding="utf-8"))
    return {tuple(str(phrase).split()): str(direction) for direction, phrases in table.items() for phrase in phrases}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Return how many words the phrases have that open with a word, the longest first."""
    found: dict[str, set[int]] = {}
    for phrase in _phrases():
        found.setdefault(phrase[0], set()).add(len(phrase))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def cues(tokens: Sequence[Token]) -> list[Cue]:
    """Return the comparing words of a sentence, the longest phrase first at each place."""
    phrases, lengths = _phrases(), _lengths()
    out: list[Cue] = []
    at = 0
    while at < len(tokens):
        possible = lengths.get(tokens[at].text, ())
        found = next((n for n in possible if tuple(t.text for t in tokens[at : at + n]) in phrases), 0)
        if (denied := _denied_difference(tokens, at)) is not None:
            out.append(Cue(at, denied, "similar"))
            found = denied - at + 1
        elif found and all(t.tag is Tag.WORD for t in tokens[at : at + found]) and not _counts(tokens, at, at + found):
            points = phrases[tuple(t.text for t in tokens[at : at + found])]
            out.append(Cue(at, at + found - 1, "similar" if _is_denied(tokens, at, points) else points))
        at += max(found, 1)
    return out


def _denied_difference(tokens: Sequence[Token], at: int) -> int | None:
    """Return the place of "difference" behind a "no" some words before it: "no significant survival differences"."""
    if tokens[at].text != "no":
        return None
    ahead = range(at + 1, min(len(tokens), at + 6))
    return next((i for i in ahead if tokens[i].text in {"difference", "differences"}), None)


def _counts(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Tell whether a word compares with a number only ("more than two lines", "2 or higher") or stands in a bracket."""
    than = tokens[after].text == "than" if after < len(tokens) else False
    behind_than = tokens[after + 1] if after + 1 < len(tokens) else None
    number = behind_than is not None and (behind_than.tag in {Tag.QUANTITY, Tag.TIME} or behind_than.text.isdigit())
    behind = at > 1 and tokens[at - 1].text == "or" and tokens[at - 2].tag in {Tag.QUANTITY, Tag.GRADE}
    return (than and number) or behind or tokens[at].depth > 0


def _is_denied(tokens: Sequence[Token], at: int, points: str) -> bool:
    """Tell whether "no", "not" or "neither" stands before a comparing word: "was not significantly higher"."""
    before = [t.text for t in tokens[max(0, at - 3) : at]]
    if points not in {"lower", "higher", "differs"} or not before:
        return False
    return before[-1] in {"no", "not"} or (before[-1].endswith("ly") and before[-2:-1] in (["not"], ["no"]))


def is_held_against(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word has its "than" or "compared with", behind it or at the head of the sentence."""
    if tokens[0].text in _OPENING:
        return True
    if tokens[cue.end].text in _RANKS and [t.text for t in tokens[cue.end + 1 : cue.end + 2]] == ["to"]:
        return True
    for token in tokens[cue.end + 1 :]:
        if token.text in AGAINST:
            return True
        if token.text in _CONTRASTS:
            return False
    return False


def denies_difference(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word says that groups do not differ."""
    return cue.direction == "similar" and any(t.text.startswith("differ") for t in tokens[cue.start : cue.end + 1])
