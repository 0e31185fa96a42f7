"""What stands around a result and narrows it: its grade."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.grades import degree, grade, grade_within, listed
from cargraph.facts.results.lists import outcome_runs
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence


def grade_of(tokens: Sequence[Token], at: int, outcome: int, step: tuple[int, int] = (0, 1)) -> str | None:
    """Return the grade of a result, from the nearest place that can carry one.

    In this order: right about a count ("3 with grade 2", "severe in 15"),
    its own bracket ("(grade 3, 1.1%)"), between outcome and number or right behind the number ("4 had
    grade 3 cases"), before the outcome or the head of its list, the head of the sentence's list ("the most common
    grade 3 events were ..."), or its tail ("... were the most common grade 3 events").
    step: the place of the number in its list and the list's length, for "grade 1, 2 and 3 arose in six, three and one".
    """
    if own := _right_behind(tokens, at):
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
        _in_bracket(tokens, at)
        or _bracketed_before(tokens, at)
        or (named == "severe" and _alone_behind(tokens, outcome))
        or named
        or _near_number(tokens, at, outcome)
        or _before_outcome(tokens, outcome)
        or _of_header(tokens, outcome)
        or _of_trailer(tokens, outcome)
        or _of_absolute(tokens, outcome)
        or _of_ellipsis(tokens, outcome)
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


def _pair_of_grades(tokens: Sequence[Token], at: int, step: tuple[int, int]) -> str | None:
    """Return which of two grades told together a number has: "any-grade/grade ≥3 CRS in 90%/8%" or "90% (8%)"."""
    near = {t.text for t in (*tokens[at - 1 : at], *tokens[at + 1 : at + 2])}
    if step[1] == _PAIR:
        joint, which = {"/"} if "/" in near else {"and", ","}, step[0]
    elif tokens[at].depth or [t.text for t in tokens[at + 1 : at + 2]] == ["("]:
        joint, which = {"("}, int(tokens[at].depth > 0)
    else:
        return None
    graded = [i for i in range(at) if tokens[i].tag is Tag.GRADE]
    for low, high in reversed(list(itertools.pairwise(graded))):
        gap = [t.text for t in tokens[low + 1 : high] if t.text not in _BETWEEN_GRADES]
        if len(gap) == 1 and gap[0] in joint:
            first, second = grade(tokens[low].text), grade(tokens[high].text)
            return (first, second)[which] if first and second and first != second else None
    return None


def _right_behind(tokens: Sequence[Token], at: int) -> str | None:
    """Return the grade told right behind a count: "6 cases in grade 1", "3 with grade 2"."""
    quantity, following = tokens[at].quantity, tokens[at + 1 : at + 3]
    counted = quantity is not None and quantity.count is not None and quantity.percent is None
    said = len(following) > 1 and following[0].text in {"in", "with", "of"} and following[1].tag is Tag.GRADE
    return grade(following[1].text) if counted and said else None


def _grade_at(tokens: Sequence[Token], place: int) -> str | None:
    token = tokens[place]
    before = [t.text for t in tokens[max(0, place - 2) : place]]
    if token.tag is not Tag.GRADE or before[-1:] in (["all"], ["no"]) or before in (["all", "of"], ["all", "were"]):
        return None
    return grade(token.text)


def _in_bracket(tokens: Sequence[Token], at: int) -> str | None:
    if tokens[at].depth == 0:
        return None
    told = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in {"of", "were", "was"})
    if tokens[at - 1].tag is not Tag.GRADE and told < len(tokens) and (found := _grade_at(tokens, told)):
        return found
    for place in range(at - 1, max(-1, at - 6), -1):
        if tokens[place].text in {";", "(", "["} or tokens[place].tag is Tag.OUTCOME:
            break
        if found := _grade_at(tokens, place):
            return found
    for place in range(at + 1, min(len(tokens), at + 4)):
        if tokens[place].text in {";", ")", "]", ","} or tokens[place].tag in {Tag.OUTCOME, Tag.QUANTITY}:
            break
        if found := _grade_at(tokens, place):
            return found
    return None


def _near_number(tokens: Sequence[Token], at: int, outcome: int) -> str | None:
    low, high = sorted((at, outcome))
    between = range(low + 1, high)
    if outcome < at and (said := _alone_behind(tokens, at) or _said_behind(tokens, at)):
        return said
    for place in reversed(between):
        if (
            tokens[place].depth <= tokens[at].depth
            and not (place + 1 < high and tokens[place + 1].tag is Tag.OUTCOME)
            and (found := _grade_at(tokens, place))
            and not _other_outcome(tokens, place, high, outcome)
        ):
            return found
    return None


def _bracketed_before(tokens: Sequence[Token], at: int) -> str | None:
    """Return the grade of the bracket before a number's preposition: "mild (grade ≤2) in 18"."""
    before = tokens[max(0, at - 4) : at]
    if [before[i].text for i in (0, 2, 3)] != ["(", ")", "in"] if len(before) == 4 else True:
        return None
    return _grade_at(tokens, at - 3)


def _alone_behind(tokens: Sequence[Token], at: int) -> str | None:
    """Return the grade that stands alone in the bracket behind a number: "ICANS in 1/24 (grade 1)"."""
    opened, closing = tokens[at + 1 : at + 2], tokens[at + 3 : at + 4]
    if [t.text for t in opened] not in (["("], ["["]) or [t.text for t in closing] not in ([")"], ["]"]):
        return None
    return _grade_at(tokens, at + 2)


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
        if not (named or counted) and (found := _grade_at(tokens, place)):
            return found
    return None


def _other_outcome(tokens: Sequence[Token], low: int, high: int, outcome: int) -> bool:
    return any(t.tag is Tag.OUTCOME and t.entity != tokens[outcome].entity for t in tokens[low + 1 : high])


_MODIFIERS = words.DETERMINERS | frozenset(
    {"treatment", "related", "-", "emergent", "adverse", "of", "by", "events", ",", "non", "cytokine", "rates"}
)


def _before_outcome(tokens: Sequence[Token], outcome: int) -> str | None:
    run = next((r for r in outcome_runs(tokens) if outcome in r), [outcome])
    for place in (outcome, *[o for o in reversed(run) if o < outcome]):
        if found := modifier(tokens, place):
            return found
    if found := _alone_behind(tokens, outcome):
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
            return _grade_at(tokens, place) or degree(token.text)
        if token.text == "severe" and place == outcome - 1:
            return _alone_behind(tokens, outcome) or "severe"
        if token.text == ")" and tokens[place - 1].tag is Tag.GRADE and tokens[place - 2].text == "(":
            return _grade_at(tokens, place - 1)
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


_NAMELY = ("mainly", "chiefly", "namely", "mostly", "principally", "predominantly", "primarily")
_LISTING = "being were was included including include : are as consisted comprised followed"
_HEADS = frozenset((*_LISTING.split(), *_NAMELY))


def _of_header(tokens: Sequence[Token], outcome: int) -> str | None:
    """Return the grade of a list's head: "grade 3 or 4 adverse events were neutropenia (48%), anaemia (12%)"."""
    for place in range(outcome - 1, -1, -1):
        token = tokens[place]
        if (
            token.text == ";"
            and not any(t.text in _HEADS for t in tokens[place:outcome])
            and not _ranks(tokens, outcome)
        ):
            return None
        if token.tag is Tag.GRADE and token.depth == 0:
            between = tokens[place + 1 : outcome]
            ahead = [*between[:6], *tokens[max(0, place - 4) : place]]
            generic = any(t.text in words.GENERIC_CASES or t.tag is Tag.OUTCOME for t in ahead)
            listed = any(t.text in _HEADS for t in between)
            return _grade_at(tokens, place) if generic and listed and not _new_clause(between) else None
        if token.tag is Tag.OUTCOME and (found := grade_within(token.text)):
            between = tokens[place + 1 : outcome]
            return found if any(t.text in _HEADS for t in between) and not _new_clause(between) else None
    return None


_FREQUENT = frozenset({"most", "commonest", "common", "frequent", "main", "leading", "chief", "predominant"})


def _of_absolute(tokens: Sequence[Token], outcome: int) -> str | None:
    """Return the grade of what a list is part of: "grade 3 events in 71%, anemia (29%) being the most common"."""
    being = next((i for i in range(outcome + 1, len(tokens)) if tokens[i].text == "being"), None)
    if being is None or not _FREQUENT & {t.text for t in tokens[being + 1 : being + 4]}:
        return None
    listed = tokens[outcome + 1 : being]
    if not all(t.depth or t.tag is Tag.OUTCOME or t.text in {",", "and", "(", ")", "[", "]"} for t in listed):
        return None
    head = next((i for i in range(outcome - 1, -1, -1) if tokens[i].tag is Tag.GRADE and not tokens[i].depth), None)
    return None if head is None else _grade_at(tokens, head)


_NEXT = frozenset({"next", "second", "followed", "third"})


def _ranks(tokens: Sequence[Token], outcome: int) -> bool:
    """Tell whether a clause only goes on with the list before it: "; anemia (59%) and fever (54%) came next"."""
    end = next((i for i in range(outcome, len(tokens)) if tokens[i].text == ";"), len(tokens))
    return any(t.text in _NEXT for t in tokens[outcome:end]) or tokens[outcome - 1].text in {"by", "next", "then"}


def _of_ellipsis(tokens: Sequence[Token], outcome: int) -> str | None:
    """Return the grade of the list's first: "grade 3 lymphopenia occurred in 12, neutropenia in 9 and fever in 2"."""
    if [t.text for t in tokens[outcome + 1 : outcome + 2]] != ["in"] or not tokens[outcome].mention:
        return None
    before = next((i for i in range(outcome - 1, -1, -1) if tokens[i].tag is Tag.OUTCOME), None)
    behind = 0 if before is None else 2 * _is_graded_behind(tokens, before)
    if before is None or any(_breaks_list(t) for t in tokens[before + behind + 1 : outcome]):
        return None
    if len({t.text for t in tokens[:outcome] if t.tag is Tag.GRADE}) > 1:
        return None
    own = grade(tokens[before + behind].text) if behind else modifier(tokens, before)
    return own or _of_ellipsis(tokens, before)


def _is_graded_behind(tokens: Sequence[Token], outcome: int) -> bool:
    behind = tokens[outcome + 1 : outcome + 3]
    return len(behind) > 1 and behind[0].text == "of" and behind[1].tag is Tag.GRADE


def _breaks_list(token: Token) -> bool:
    return token.tag is Tag.GRADE or (token.tag is Tag.WORD and token.text not in _ELLIPTIC)


_ELLIPTIC = frozenset(
    "in occurred , and ( ) [ ] all patients of was were observed seen reported recorded the noted % raised".split()
)


def _of_trailer(tokens: Sequence[Token], outcome: int) -> str | None:
    """Return the grade behind a list: "neutropenia (48%) and fever (12%) were the most common grade 3 events"."""
    verb = next((i for i in range(outcome + 1, len(tokens)) if tokens[i].text in {"were", "was"}), None)
    if verb is None or any(t.text in {";", "while", "whereas", "had"} for t in tokens[outcome:verb]):
        return None
    ahead = tokens[verb + 1 : verb + 8]
    if not {"most", "common", "frequent", "main", "principal", "frequently"} & {t.text for t in ahead}:
        return None
    place = next(
        (verb + 1 + i for i, t in enumerate(ahead) if t.tag is Tag.GRADE and t.depth <= tokens[verb].depth), None
    )
    named = next((grade_within(t.text) for t in ahead if t.tag is Tag.OUTCOME), None)
    return _grade_at(tokens, place) if place is not None else named


def _new_clause(between: Sequence[Token]) -> bool:
    texts = [t.text for t in between]
    if any(w in texts for w in ("commonest", "most", "including", *_NAMELY)):
        return False
    return any(w in texts for w in ("while", "whereas", "but", "occurred", "any", "there", "lasted"))
