"""The words that compare: where they stand in a sentence and the way they point."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind
from cargraph.resources import ontologies, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Sort(StrEnum):
    """What a comparing word does: describe an outcome, change one, rank its subject above its object, favor that."""

    DESCRIBES = "describes"
    CHANGES = "changes"
    RANKS = "ranks"
    FAVORS = "favors"


_DIFFERENCE = frozenset({"difference", "differences"})
_OF_DIFFERENCE = _DIFFERENCE | {"no", "without"}
_FAR = 20
_NO_AMOUNT = frozenset(
    {"important", "importantly", "recent", "recently", "heavily", "research", "data", "studies", "work"}
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that compares: where it stands (first and last token), the way it points, and what it is.

    Where it is part of an outcome's own name ("prolonged survival"), both places are the outcome's.
    """

    start: int
    end: int
    direction: str
    sort: Sort = Sort.DESCRIBES


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, Sort]]:
    table = read_yaml(ontologies() / "rules" / "comparisons.yaml")
    changing, ranking, favoring, impacting = (table.pop(k) for k in ("changing", "ranking", "favoring", "impacting"))
    found: dict[tuple[str, ...], tuple[str, Sort]] = {}
    found |= {(form,): (direction, Sort.CHANGES) for direction, verbs in changing.items() for form in _all_forms(verbs)}
    found |= {(form,): (direction, Sort.RANKS) for direction, verbs in ranking.items() for form in _all_forms(verbs)}
    found |= {(form,): (direction, Sort.FAVORS) for direction, verbs in favoring.items() for form in _all_forms(verbs)}
    found |= {tuple(noun.split()): (way, Sort.CHANGES) for way, nouns in impacting.items() for noun in nouns}
    for direction, phrases in table.items():
        for phrase in phrases:
            known = found.get(tuple(str(phrase).split()))
            found[tuple(str(phrase).split())] = known or (str(direction), Sort.DESCRIBES)
    return found


def _all_forms(verbs: Sequence[str]) -> Iterator[str]:
    for verb in verbs:
        yield from words.forms(verb)


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Return how many words the phrases have that open with a word, the longest first."""
    found: dict[str, set[int]] = {}
    for phrase in _phrases():
        found.setdefault(phrase[0], set()).add(len(phrase))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


def cues(tokens: Sequence[Token]) -> list[Cue]:
    """Return the comparing words of a sentence, the longest phrase first at each place."""
    out: list[Cue] = []
    at = 0
    lengths = _lengths()
    while at < len(tokens):
        token, cue = tokens[at], None
        if token.text in lengths or token.mention is not None or token.text in _OF_DIFFERENCE:
            cue = _difference(tokens, at) or _phrase_at(tokens, at) or _within(tokens, at)
        if cue is not None:
            out.append(cue)
        at = cue.end + 1 if cue is not None else at + 1
    return out


def _phrase_at(tokens: Sequence[Token], at: int) -> Cue | None:
    phrases = _phrases()
    for length in _lengths().get(tokens[at].text, ()):
        piece = tokens[at : at + length]
        if (found := phrases.get(tuple(t.text for t in piece))) is not None:
            if any(t.tag is not Tag.WORD for t in piece) or _counts(tokens, at, at + length):
                return None
            if found[1] is Sort.RANKS and any(t.tag is Tag.QUANTITY for t in tokens[at + length : at + length + 1]):
                return None
            return _pointed(tokens, Cue(at, at + length - 1, *found))
    return None


def _pointed(tokens: Sequence[Token], cue: Cue) -> Cue | None:
    """Return a cue as it points where it stands: a change denied is none, and what is only meant is no cue."""
    denied = _is_denied(tokens, cue)
    if cue.direction == "kept":
        kept = cue.start > 0 and tokens[cue.start - 1].text == "while" and tokens[cue.start].text.endswith("ing")
        return Cue(cue.start, cue.end, "similar", cue.sort) if kept else None
    if cue.sort is Sort.CHANGES:
        if cue.direction == "similar":
            return cue if denied else None
        if not denied and _is_meant(tokens, cue.start):
            return None
    if denied and cue.direction != "similar":
        return Cue(cue.start, cue.end, "similar", cue.sort)
    return cue


def _is_meant(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb of change is only meant or possible: "may reduce", "aims to improve"."""
    before = at - 1
    while before > 0 and tokens[before].text.endswith("ly"):
        before -= 1
    if before < 0:
        return False
    if tokens[before].text in {"and", "or"} and not tokens[at].text.endswith(("s", "ed", "ing")):
        return any(t.text in words.UNREAL - {"to"} for t in tokens[max(0, before - _FAR) : before])
    have = tokens[before].text == "have" and before > 0 and tokens[before - 1].text in words.UNREAL
    return tokens[before].text in words.UNREAL or have


def _within(tokens: Sequence[Token], at: int) -> Cue | None:
    """Return the cue that an outcome's own name begins with: "prolonged survival", "inhibited tumor growth"."""
    mention, (first, _, rest) = tokens[at].mention, tokens[at].text.partition(" ")
    if mention is None or mention.kind is not Kind.ENDPOINT or not rest:
        return None
    found = _phrases().get((first,))
    return _pointed(tokens, Cue(at, at, *found)) if found and found[1] is Sort.CHANGES else None


def _difference(tokens: Sequence[Token], at: int) -> Cue | None:
    """Return the cue that "difference" makes: with a "no" some words before it, with "not significant" behind it.

    "no significant survival differences", "differences in OS were not significant", "showed differences in X".
    """
    if tokens[at].text in {"no", "without"}:
        ahead = range(at + 1, min(len(tokens), at + 6))
        end = next((i for i in ahead if tokens[i].text in _DIFFERENCE), None)
        return None if end is None else Cue(at, end, "similar")
    if tokens[at].text not in _DIFFERENCE or tokens[at].depth or [t.text for t in tokens[at + 1 : at + 2]] != ["in"]:
        return None
    behind = [t.text for t in tokens[at + 1 : at + _FAR] if not t.depth]
    denied = any(a == "not" and "significant" in behind[i + 1 : i + 3] for i, a in enumerate(behind))
    return Cue(at, at, "similar" if denied else "differs")


def _counts(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Tell whether a word compares with a number only ("more than two lines", "2 or higher") or stands in a bracket.

    "More important", "more data" say nothing of an outcome's amount.
    """
    if tokens[at].text in {"more", "less"} and after < len(tokens) and tokens[after].text in _NO_AMOUNT:
        return True
    than = tokens[after].text == "than" if after < len(tokens) else False
    behind_than = tokens[after + 1] if after + 1 < len(tokens) else None
    sizes = {Tag.QUANTITY, Tag.TIME} | ({Tag.OUTCOME} if tokens[at].text in {"more", "less"} else set())
    number = behind_than is not None and (behind_than.tag in sizes or behind_than.text.isdigit())
    behind = at > 1 and tokens[at - 1].text == "or" and tokens[at - 2].tag in {Tag.QUANTITY, Tag.GRADE}
    return (than and number) or behind or tokens[at].depth > 0


_UNTIL_DENIED = frozenset("seem appear to any more confirm detect demonstrate find observe show".split())


def _is_of_neither(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the subject before a comparing word is denied as a whole: "neither A nor B had an impact on"."""
    before = [t.text for t in tokens[max(0, at - _FAR) : at] if not t.depth]
    low = max((i for i, text in enumerate(before) if text == "neither"), default=None)
    return low is not None and "nor" in before[low:] and not {",", ";", "but"} & set(before[before.index("nor", low) :])


def _is_denied(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether "no", "not" or "without" stands before a comparing word: "was not significantly higher"."""
    if _is_of_neither(tokens, cue.start):
        return True
    before = [t.text for t in tokens[max(0, cue.start - 4) : cue.start]]
    while before and before[-1] != "only" and (before[-1].endswith("ly") or before[-1] in _UNTIL_DENIED):
        before.pop()
    return before[-1:] in (["no"], ["not"], ["without"], ["nor"], ["failed"])


def is_held_against(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word has its "than" or "compared with", behind it or at the head of the sentence."""
    if tokens[0].text in words.OPENING:
        return True
    if tokens[cue.end].text in words.RANKED and [t.text for t in tokens[cue.end + 1 : cue.end + 2]] == ["to"]:
        return True
    for token in (t for t in tokens[cue.end + 1 :] if not t.depth):
        if token.text in words.AGAINST:
            return True
        if token.text in words.CONTRASTS or token.text == ";":
            return False
    return False


def denies_difference(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word says that groups do not differ."""
    return cue.direction == "similar" and any(t.text.startswith("differ") for t in tokens[cue.start : cue.end + 1])
