"""Comparing words that go on with the sides or the outcomes of the one before them in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.clauses import clause
from cargraph.facts.comparisons.cues import Cue, Sort
from cargraph.facts.comparisons.subjects import is_verb, subject_of
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_BETWEEN = frozenset({"thereby", "thus", "a", "an", "any", "also", "no"})
_LEADING = frozenset({",", "while", "without", "and"})


def shared(tokens: Sequence[Token], before: Sequence[Cue], told: list[int], cue: Cue) -> list[int]:
    """Return the outcomes of the comparing word before, where one goes on: "was higher for A (...) and lower for B"."""
    after = tokens[cue.end + 1].text if cue.end + 1 < len(tokens) else ""
    goes_on = cue.start > 0 and tokens[cue.start - 1].text in {"and", "but"} and after in {"for", "in", "with", "after"}
    return told if goes_on and before and told and told[-1] < before[-1].start else []


def goes_along(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a word goes along with the one before: "A increased X, enhancing Y", "without more Z"."""
    at = cue.start - 1
    while at > 0 and (tokens[at].text.endswith("ly") or tokens[at].text in _BETWEEN):
        at -= 1
    if cue.sort is Sort.CHANGES and tokens[cue.start].text.endswith("ing"):
        return tokens[at].text in _LEADING
    if _is_listed(tokens, cue.start - 1):
        return True
    if at > 2 and tokens[at].text in {"to", "in", "with", "by", "of"} and _is_joined(tokens, at - 1):
        return True
    if tokens[at].text not in {"with", "without"} or at == 0:
        return False
    return not {t.text for t in tokens[at - 1 : at]} & (words.PEOPLE | words.LINKED | words.COMPARED)


def _is_listed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a place joins two members of a list behind a bracket: "more X than B (9 v 4), more Y"."""
    while at > 1 and tokens[at].text in {"and", ",", "a", "as", "well"}:
        at -= 1
        if tokens[at].text in {")", "]"}:
            return True
    return False


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a list goes on behind a bracket: "more X than B (9 v 4), as well as to", "(9 v 4) and to"."""
    said = [t.text for t in tokens[max(0, at - 4) : at + 1]]
    lead = 3 if said[-3:] == ["as", "well", "as"] else 1 if said[-1:] == ["and"] else 0
    rest = said[:-lead] if lead else []
    return bool(rest) and (rest[-1] in {")", "]"} or rest[-2:] == [")", ","] or lead > 1)


def is_of_outcome(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a clause behind "whereas" has an outcome for its subject and names no group."""
    low, high = clause(tokens, cue)
    first = next((t for t in tokens[low:high] if t.text not in {"the", "their", "its"}), None)
    named = any(t.tag is Tag.ARM or t.text in words.PEOPLE | words.AGAINST for t in tokens[low:high])
    return low > 0 and first is not None and first.tag is Tag.OUTCOME and not named


def follows_on(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a clause goes on with the groups named before it: "..., yet released less IL-6"."""
    low, _ = clause(tokens, cue)
    if any(t.tag is Tag.ARM for t in tokens[cue.end + 1 :]):
        return False
    verb = next((i for i in range(cue.start, low, -1) if is_verb(tokens, i)), cue.start)
    start, end = subject_of(tokens, low, verb)
    named = (t for t in tokens[start:end] if t.tag not in {Tag.OUTCOME, Tag.TIME} and not t.depth)
    own = [t for t in named if t.text not in {"(", ")", "and", "also"}]
    return not own or tokens[start].text in {"it", "they"}
