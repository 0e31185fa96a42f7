"""Denials that stand behind what did not happen: "GVHD did not occur", "grade 4 in none", "never exceeded grade 2"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.results.grades import grade, grade_within
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.results.qualifiers import modifier
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOT_SEEN = frozenset(
    """observed reported seen noted recorded documented detected encountered occur
    experienced identified evident found present apparent""".split()
)


def denied_behind(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, str | None]]:
    """Yield (place of outcome, grade) for what the denying word at a place says of the outcomes before it."""
    said, before = tokens[at].text, tokens[at - 1].text if at else ""
    if said in {"never", "not"} and (exceeded := _exceeded(tokens, at)) is not None:
        yield exceeded
    in_none = before in {"in", "by"} and (said == "none" or (said in {"no", "neither"} and _names_people(tokens, at)))
    if in_none and (spared := _developed_in(tokens, at)) is not None:
        yield spared, modifier(tokens, spared)
    elif said == "none" and before == "in" and (graded := _graded_in(tokens, at)) is not None:
        yield graded, grade(tokens[at - 2].text)
    if said == "none" and before == ":":
        yield from ((place, None) for place in _headed(tokens, at))
    if said in {"not", "never"} and (unseen := _not_seen(tokens, at)) is not None:
        run = next((r for r in outcome_runs(tokens) if r[-1] == unseen), [unseen])
        alone = [place for place in run if not has_number(tokens, place)]
        yield from ((place, grade_within(tokens[place].text) or grade_behind(tokens, place)) for place in alone)


def has_number(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a number stands right behind an outcome: it is not denied with those before it."""
    behind = tokens[place + 1 : place + 3]
    return bool(behind) and behind[behind[0].text in {"(", "["} and len(behind) > 1].tag is Tag.QUANTITY


def grade_behind(tokens: Sequence[Token], place: int) -> str | None:
    """Return the grade behind an outcome or its list: "no ICANS of grade 3", "no CRS or ICANS above grade 2"."""
    run = next((r for r in outcome_runs(tokens) if place in r), [place])
    following = tokens[run[-1] + 1 : run[-1] + 3]
    grades = [t for t in following if t.tag is Tag.GRADE]
    return grade(grades[0].text) if grades and following[0].text in {"of", grades[0].text} else None


def is_named_harm(token: Token) -> bool:
    """Tell whether a token names a toxicity, and not toxicity as such."""
    specific = token.text not in {"toxicity", "toxicities"}
    return specific and token.mention is not None and token.mention.kind is Kind.TOXICITY


def _headed(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the outcomes of the list that a colon and "none" close: "GVHD and DLTs: none"."""
    return next((r for r in outcome_runs(tokens) if r[-1] == at - 2), [])


_PEOPLE = frozenset("patient patients participant subject recipient child case group arm cohort".split())


def _names_people(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a denial names but patients or groups: "in no patient", "in neither group of the study"."""
    behind = tokens[at + 1 : at + 3]
    named = bool(behind) and behind[0].text in _PEOPLE
    return named and (len(behind) == 1 or behind[1].text in {",", ".", ";", ")", "and", "in", "of", "at", "after"})


_BEFORE_NONE = frozenset(
    """in developed occurred was were observed seen found detected identified recorded reported noted after following
    infusion the of""".split()
)


def _developed_in(tokens: Sequence[Token], at: int) -> int | None:
    """Return the outcome in "GVHD after the infusion developed in none of the patients"."""
    for place in range(at - 1, max(-1, at - 10), -1):
        if tokens[place].tag is Tag.OUTCOME:
            return place
        if tokens[place].text not in _BEFORE_NONE and tokens[place].tag is not Tag.ARM:
            return None
    return None


def _graded_in(tokens: Sequence[Token], at: int) -> int | None:
    """Return the outcome of whose grade there was nobody: "CRS in 9 (grade 3 in one and grade 4 in none)"."""
    if at < _GRADED_IN or tokens[at - 2].tag is not Tag.GRADE:
        return None
    return next((i for i in range(at - 2, -1, -1) if tokens[i].tag is Tag.OUTCOME and is_named_harm(tokens[i])), None)


_GRADED_IN = 2
_EXCEED = frozenset({"exceeded", "exceed", "exceeding", "surpassed"})


def _exceeded(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Return the outcome and the grades that it did not reach: "CRS never exceeded grade 2"."""
    behind = tokens[at + 1 : at + 3]
    if len(behind) < _GRADED_IN or behind[0].text not in _EXCEED or behind[1].tag is not Tag.GRADE:
        return None
    place = next((i for i in range(at - 1, max(-1, at - 4), -1) if tokens[i].tag is Tag.OUTCOME), None)
    above = grade(f"above {behind[1].text}")
    return (place, above) if place is not None and above else None


def _not_seen(tokens: Sequence[Token], at: int) -> int | None:
    """Read "neurotoxicity was not observed", "GVHD did not occur"."""
    if not any(t.text in _NOT_SEEN for t in tokens[at + 1 : at + 3]):
        return None
    for place in range(at - 1, max(-1, at - 5), -1):
        token = tokens[place]
        if token.tag is Tag.OUTCOME:
            return place
        graded = token.tag is Tag.GRADE or (token.text == "of" and tokens[place + 1].tag is Tag.GRADE)
        if not graded and token.text not in {"was", "were", "did", "has", "been", "have", "and"}:
            return None
    return None
