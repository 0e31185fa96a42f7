"""The grade that stands near a number or right before an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.grades import degree, grade, grade_within
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence


def right_behind(tokens: Sequence[Token], at: int) -> str | None:
    """Return the grade told right behind a count: "6 cases in grade 1", "3 with grade 2"."""
    quantity, following = tokens[at].quantity, tokens[at + 1 : at + 3]
    counted = quantity is not None and quantity.count is not None and quantity.percent is None
    said = len(following) > 1 and following[0].text in {"in", "with", "of"} and following[1].tag is Tag.GRADE
    return grade(following[1].text) if counted and said else None


def grade_at(tokens: Sequence[Token], place: int) -> str | None:
    """Return the grade that a token says, None where it is of all or of none."""
    token = tokens[place]
    before = [t.text for t in tokens[max(0, place - 2) : place]]
    if token.tag is not Tag.GRADE or before[-1:] in (["all"], ["no"]) or before in (["all", "of"], ["all", "were"]):
        return None
    return grade(token.text)


def in_bracket(tokens: Sequence[Token], at: int) -> str | None:
    """Return the grade of a number's own bracket: "(grade 3, 1.1%)"."""
    if tokens[at].depth == 0:
        return None
    told = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in {"of", "were", "was"})
    if tokens[at - 1].tag is not Tag.GRADE and told < len(tokens) and (found := grade_at(tokens, told)):
        return found
    for place in range(at - 1, max(-1, at - 6), -1):
        if tokens[place].text in {";", "(", "["} or tokens[place].tag is Tag.OUTCOME:
            break
        if found := grade_at(tokens, place):
            return found
    for place in range(at + 1, min(len(tokens), at + 4)):
        if tokens[place].text in {";", ")", "]", ","} or tokens[place].tag in {Tag.OUTCOME, Tag.QUANTITY}:
            break
        if found := grade_at(tokens, place):
            return found
    return None


def near_number(tokens: Sequence[Token], at: int, outcome: int) -> str | None:
    """Return the grade between an outcome and its number, or right behind the number: "4 had grade 3 cases"."""
    low, high = sorted((at, outcome))
    between = range(low + 1, high)
    if outcome < at and (said := alone_behind(tokens, at) or _said_behind(tokens, at)):
        return said
    for place in reversed(between):
        if (
            tokens[place].depth <= tokens[at].depth
            and not (place + 1 < high and tokens[place + 1].tag is Tag.OUTCOME)
            and (found := grade_at(tokens, place))
            and not _other_outcome(tokens, place, high, outcome)
        ):
            return found
    return None


def bracketed_before(tokens: Sequence[Token], at: int) -> str | None:
    """Return the grade of the bracket before a number's preposition: "mild (grade ≤2) in 18"."""
    before = tokens[max(0, at - 4) : at]
    if [before[i].text for i in (0, 2, 3)] != ["(", ")", "in"] if len(before) == 4 else True:
        return None
    return grade_at(tokens, at - 3)


def alone_behind(tokens: Sequence[Token], at: int) -> str | None:
    """Return the grade that stands alone in the bracket behind a number: "ICANS in 1/24 (grade 1)"."""
    opened, closing = tokens[at + 1 : at + 2], tokens[at + 3 : at + 4]
    if [t.text for t in opened] not in (["("], ["["]) or [t.text for t in closing] not in ([")"], ["]"]):
        return None
    return grade_at(tokens, at + 2)


def _said_behind(tokens: Sequence[Token], at: int) -> str | None:
    """Return the grade told right behind a number: "four (5%) had grade 3 events"."""
    for place in range(at + 1, min(len(tokens), at + 7)):
        if tokens[place].tag in {Tag.OUTCOME, Tag.QUANTITY} or tokens[place].text in {";", ",", "(", "and", "or"}:
            break
        behind = tokens[place + 1 : place + 3]
        generic = bool(behind) and behind[0].text in words.GENERIC_CASES
        named = bool(behind) and behind[0].tag is Tag.OUTCOME and not generic
        if generic and (found := degree(tokens[place].text)):
            return found
        counted = [t.text for t in behind[:1]] == ["in"] and behind[-1].tag is Tag.QUANTITY
        if not (named or counted) and (found := grade_at(tokens, place)):
            return found
    return None


def _other_outcome(tokens: Sequence[Token], low: int, high: int, outcome: int) -> bool:
    return any(t.tag is Tag.OUTCOME and t.entity != tokens[outcome].entity for t in tokens[low + 1 : high])


_MODIFIERS = words.DETERMINERS | frozenset(
    {"treatment", "related", "-", "emergent", "adverse", "of", "by", "events", ",", "non", "cytokine", "rates"}
)


def before_outcome(tokens: Sequence[Token], outcome: int) -> str | None:
    """Return the grade before an outcome or the outcomes it is listed with, or behind it: "fever of grade 2"."""
    run = next((r for r in outcome_runs(tokens) if outcome in r), [outcome])
    for place in (outcome, *[o for o in reversed(run) if o < outcome]):
        if found := modifier(tokens, place):
            return found
    if found := alone_behind(tokens, outcome):
        return found
    behind = tokens[outcome + 1 : outcome + 4]
    behind = behind[1:] if behind and behind[0].text in {"was", "were"} else behind[:2]
    if len(behind) == 2 and behind[0].text == "of" and behind[1].tag is Tag.GRADE:
        return grade(behind[1].text)
    return None


def modifier(tokens: Sequence[Token], outcome: int) -> str | None:
    """Return the grade that stands before an outcome, other modifiers between them left aside."""
    if own := grade_within(tokens[outcome].text):
        return own
    for place in range(outcome - 1, max(-1, outcome - 5), -1):
        token = tokens[place]
        if token.tag is Tag.GRADE and (_is_of_the_one_before(tokens, place) or _is_said(tokens, place)):
            return None
        if token.tag is Tag.GRADE:
            return grade_at(tokens, place) or degree(token.text)
        if token.text == "severe" and place == outcome - 1:
            return alone_behind(tokens, outcome) or "severe"
        if token.text == ")" and tokens[place - 1].tag is Tag.GRADE and tokens[place - 2].text == "(":
            return grade_at(tokens, place - 1)
        if token.text not in _MODIFIERS:
            return None
    return None


def _is_said(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a grade is what was said of an outcome before it: "two were grade 3, and neurotoxicity in nine"."""
    return tokens[place - 1].text in {"was", "were"} and [t.text for t in tokens[place + 1 : place + 2]] == [","]


def _is_of_the_one_before(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a grade follows its outcome: "cytopenia of any grade, and headache"."""
    behind = tokens[place + 1 : place + 2]
    follows = place > 1 and tokens[place - 1].text == "of" and tokens[place - 2].tag is Tag.OUTCOME
    return follows and bool(behind) and behind[0].tag is Tag.WORD
