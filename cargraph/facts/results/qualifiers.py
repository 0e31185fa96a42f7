"""What stands around a result and narrows it: its grade."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.results.graded_lists import of_absolute, of_all_listed, of_ellipsis, of_header, of_trailer
from cargraph.facts.results.graded_near import (
    alone_behind,
    before_outcome,
    bracketed_before,
    in_bracket,
    modifier,
    near_number,
    right_behind,
)
from cargraph.facts.results.grades import grade, grade_within, listed
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["grade_of", "modifier"]


def grade_of(tokens: Sequence[Token], at: int, outcome: int, step: tuple[int, int] = (0, 1)) -> str | None:
    """Return the grade of a result, from the nearest place that can carry one.

    In this order: right about a count ("3 with grade 2", "severe in 15"),
    its own bracket ("(grade 3, 1.1%)"), between outcome and number or right behind the number ("4 had
    grade 3 cases"), before the outcome or the head of its list, the head of the sentence's list ("the most common
    grade 3 events were ..."), or its tail ("... were the most common grade 3 events").
    step: the place of the number in its list and the list's length, for "grade 1, 2 and 3 arose in six, three and one".
    """
    if own := right_behind(tokens, at):
        return own
    if _is_severe(tokens, at):
        return "severe"
    for token in tokens if step[1] > 1 else ():
        if token.tag is Tag.GRADE and len(grades := listed(token.text)) == step[1]:
            return grades[step[0]]
    if both := _pair_of_grades(tokens, at, step):
        return both
    named = grade_within(tokens[outcome].text)
    return (
        in_bracket(tokens, at)
        or bracketed_before(tokens, at)
        or (named == "severe" and alone_behind(tokens, outcome))
        or named
        or near_number(tokens, at, outcome)
        or before_outcome(tokens, outcome)
        or of_header(tokens, outcome)
        or of_trailer(tokens, outcome)
        or of_absolute(tokens, outcome)
        or of_ellipsis(tokens, outcome)
        or of_all_listed(tokens, at, outcome)
    )


_ABOUT = frozenset({"only", "just", "about", "approximately", "nearly", "as", "many", "few"})


def _is_severe(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a predicate says that the counted cases were severe: "severe in only 4%", "in 7 it was severe"."""
    before = [t.text for t in tokens[max(0, at - 5) : at] if t.text not in _ABOUT]
    behind = [t.text for t in tokens[at + 1 : at + 7] if t.tag is not Tag.OUTCOME and t.text not in _WHOSE]
    alone = behind[:2] in (["was", "severe"], ["were", "severe"]) and {*behind[2:3]} <= _STOPS
    return before[-2:] == ["severe", "in"] or (tokens[at - 1].text == "in" and alone)


_STOPS = frozenset({".", ",", ";", ")", "and"})
_WHOSE = frozenset({"of", "whom", "them", "it", "they", "these", "which", "patients"})
_PAIR = 2
_BETWEEN_GRADES = frozenset({"of", "severe", "("})


_FIGURES = frozenset({"figures", "rates", "values", "numbers", "proportions", "incidences"})


def _as_before(tokens: Sequence[Token], at: int) -> tuple[str, str] | None:
    """Return the two grades told of another outcome that its figures go on with: "; for ICANS the figures were"."""
    start = next((i for i in range(at - 1, -1, -1) if tokens[i].text in _FIGURES), None)
    if start is None or any(t.tag in {Tag.GRADE, Tag.QUANTITY} for t in tokens[start : at - 1][:2]):
        return None
    told = [grade(t.text) for t in tokens[:start] if t.tag is Tag.GRADE]
    counted = sum(t.tag is Tag.QUANTITY for t in tokens[:start])
    first, second = told if len(told) == counted == _PAIR else (None, None)
    return (first, second) if first and second and first != second else None


def _pair_of_grades(tokens: Sequence[Token], at: int, step: tuple[int, int]) -> str | None:
    """Return which of two grades told together a number has: "any-grade/grade ≥3 CRS in 90%/8%" or "90% (8%)"."""
    near = {t.text for t in (*tokens[at - 1 : at], *tokens[at + 1 : at + 2])}
    if step[1] == _PAIR:
        joint, which = {"/"} if "/" in near else {"and", ","}, step[0]
    elif tokens[at].depth or [t.text for t in tokens[at + 1 : at + 2]] == ["("]:
        joint, which = {"("}, int(tokens[at].depth > 0)
    else:
        return None
    if step[1] == _PAIR and (told := _as_before(tokens, at)):
        return told[which]
    graded = [i for i in range(at) if tokens[i].tag is Tag.GRADE]
    for low, high in reversed(list(itertools.pairwise(graded))):
        gap = [t.text for t in tokens[low + 1 : high] if t.text not in _BETWEEN_GRADES]
        if len(gap) == 1 and gap[0] in joint:
            first, second = grade(tokens[low].text), grade(tokens[high].text)
            return (first, second)[which] if first and second and first != second else None
    return None
