"""What did not happen to anybody: findings without a printed number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.grades import degree, grade, grade_within
from cargraph.facts.results.lists import outcome_runs
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NO_FINDING = frozenset(
    """significant significantly difference differences association associations correlation correlations effect effects impact
    statistically increase increased decrease change clear relationship evidence prior previous history longer further such
    consensus data standard approved information need other""".split()
)  # fmt: skip
_BETWEEN = (
    words.PEOPLE | words.ACHIEVED | words.DETERMINERS
    | frozenset("one cases case of episodes instances occurrences or and , nor any cell unexpected apparent sign signs symptom symptoms - ( ) fatal car t were there new on at study".split())
)  # fmt: skip
_ASIDE = frozenset({Tag.ARM, Tag.NAME, Tag.TIME, Tag.P})
_NOT_SEEN = frozenset(
    "observed reported seen noted recorded documented detected encountered occur experienced identified evident".split()
)


_DENYING = frozenset({"no", "none", "neither", "not", "without"})


def absences(tokens: Sequence[Token]) -> Iterator[tuple[int, str | None]]:
    """Yield (place of outcome, grade) for every outcome said to have occurred in nobody."""
    seen: set[int] = set()
    for at, token in enumerate(tokens):
        for place, found in _absent(tokens, at) if token.text in _DENYING and token.tag is Tag.WORD else ():
            if place not in seen:
                seen.add(place)
                yield place, found


def _absent(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, str | None]]:
    said, before = tokens[at].text, tokens[at - 1].text if at else ""
    had = said == "no" and before in {"had", "have", "showed", "experienced", "developed"}
    if had and (_of_others(tokens, at) or _of_some(tokens, at)):
        return
    behind = said == "none" and before == "in" and _closes(tokens, at)
    if said in {"no", "none", "neither"} and not behind and not _is_unreached(tokens, at):
        yield from _denied(tokens, at)
    if said == "not" and _is_of_all_patients(tokens, at):
        yield from _denied(tokens, at + 1)
    if said == "none" and before == "in" and (spared := _developed_in(tokens, at)) is not None:
        yield spared, grade_within(tokens[spared].text)
    elif said == "none" and before == "in" and (graded := _graded_in(tokens, at)) is not None:
        yield graded, grade(tokens[at - 2].text)
    if said == "none" and before == ":":
        yield from ((place, None) for place in _headed(tokens, at))
    if said == "without" and before not in _WHO and not _counts_people(tokens, at):
        yield from ((place, found) for place, found in _denied(tokens, at) if _toxic(tokens[place]))
    if said == "not" and (unseen := _not_seen(tokens, at)) is not None:
        run = next((r for r in outcome_runs(tokens) if r[-1] == unseen), [unseen])
        yield from (
            (o, grade_within(tokens[o].text) or grade_behind(tokens, o)) for o in run if not _has_number(tokens, o)
        )


def _is_unreached(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a denial is of medians that were not reached yet: "neither PFS nor OS was reached"."""
    return any(t.quantity is not None and t.quantity.value == "NR" for t in tokens[at:])


_UNDERGO = frozenset({"experience", "develop", "exhibit"})


def _is_of_all_patients(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "not" denies any event to all patients: "patients given A did not experience any CRS"."""
    told = [t.text for t in tokens[at + 1 : at + 3]]
    start = next((i for i in range(at - 1, -1, -1) if tokens[i].text in {";", ":"}), 0)
    some = any(t.tag is Tag.QUANTITY and not t.depth for t in tokens[start:at]) or "who" in {
        t.text for t in tokens[at - 2 : at]
    }
    return tokens[at - 1].text == "did" and told[:1] != [] and told[0] in _UNDERGO and told[1:] == ["any"] and not some


_BEFORE_NONE = frozenset(
    "in developed occurred was were observed seen found reported noted after following infusion the of".split()
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
    return next((i for i in range(at - 2, -1, -1) if tokens[i].tag is Tag.OUTCOME and _toxic(tokens[i])), None)


_GRADED_IN = 2


def _of_others(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether only the rest is spoken of: "the other three had no CRS"."""
    said = [t.text for t in tokens[max(0, at - 5) : at - 1]]
    return any(word in {"other", "others", "remaining", "rest"} for word in said)


def _of_some(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count of some of the patients is what had none: "six of nine patients had no toxicity"."""
    who = next((i for i in range(at - 2, -1, -1) if not _tells_whom(tokens[i])), None)
    counted = tokens[who].quantity if who is not None and tokens[who].tag is Tag.QUANTITY else None
    if who is None or counted is None or not counted.proportion:
        return False
    return counted.count != counted.total and counted.percent != _ALL


def _tells_whom(token: Token) -> bool:
    return token.tag is Tag.ARM or token.text in words.PEOPLE or token.text in _GIVEN


_GIVEN = frozenset({"(", ")", "given", "with", "receiving", "received"})
_ALL = 100.0
_WHO = words.PEOPLE | {"or", "and", "with", "without"}


def _counts_people(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether some patients are counted before a word: "six patients without CRS", "two had CRS without ICANS"."""
    counted = tokens[at - 1].quantity if at else None
    if counted is not None and counted.count is not None and counted.percent is None:
        return True
    start = next((i for i in range(at - 1, -1, -1) if tokens[i].text in {";", ","}), 0)
    told = next((i for i in range(start, at) if tokens[i].tag is Tag.QUANTITY), None)
    return told is not None and any(t.tag is Tag.OUTCOME for t in tokens[told:at])


def _toxic(token: Token) -> bool:
    specific = token.text not in {"toxicity", "toxicities"}
    return specific and token.mention is not None and token.mention.kind is Kind.TOXICITY


def _headed(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the outcomes of the list that a colon and "none" close: "GVHD and DLTs: none"."""
    return next((r for r in outcome_runs(tokens) if r[-1] == at - 2), [])


def _denied(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, str | None]]:
    following = tokens[at + 1 : at + 3]
    evident = [t.text for t in following] == ["evidence", "of"] and tokens[at].text == "without"
    if any(t.text in _NO_FINDING for t in following) and not evident:
        return
    found: str | None = None
    outcomes = 0
    for place in range(at + 1, min(len(tokens), at + 24)):
        token = tokens[place]
        if (own := _degree_denied(token, found)) and not outcomes:
            found = own
            if _is_all_denied(tokens, at, place):
                yield from _before(tokens, at, found)
                return
        elif token.tag is Tag.GRADE:
            found = grade(token.text) or degree(token.text)
        elif token.tag is Tag.OUTCOME and (_is_state(tokens, place) or _is_of_cause(tokens, place)):
            continue
        elif token.tag is Tag.OUTCOME and not (outcomes and _has_number(tokens, place)):
            outcomes += 1
            found = grade_within(token.text) or found
            yield place, found or grade_behind(tokens, place)
        elif (
            (token.tag in _ASIDE and (not outcomes or _tells_relation(tokens, place)))
            or none_of(tokens, place)
            or _of_grade(tokens, place)
        ):
            continue
        elif _tells_cause(tokens, place) or not _goes_on(token, after_outcome=outcomes > 0):
            return


def _has_number(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a number stands right behind an outcome: it is not denied with those before it."""
    behind = tokens[place + 1 : place + 3]
    return bool(behind) and behind[behind[0].text in {"(", "["} and len(behind) > 1].tag is Tag.QUANTITY


def _degree_denied(token: Token, before: str | None) -> str | None:
    """Return the grade that a denial speaks of."""
    if token.tag is Tag.GRADE:
        return grade(token.text) or degree(token.text)
    return (before or "severe") if token.text in {"severe", "serious"} else None


def _is_all_denied(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Tell whether a grade is all that is denied, of what was named before: "(no grade 5)", "none of them severe"."""
    graded = tokens[place].tag is Tag.GRADE and tokens[place].depth == tokens[at].depth
    return (graded or tokens[at].text == "none") and _closes(tokens, place)


def _tells_relation(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a name says what events were due to: "no DLTs or cases of A-related CRS"."""
    return [t.text for t in tokens[place + 1 : place + 3]] == ["-", "related"]


def none_of(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number counts those of whom nobody had it: "none of the 12 patients"."""
    before = [t.text for t in tokens[max(0, at - 3) : at] if t.text not in {"the", "these", "all"}]
    return tokens[at].tag is Tag.QUANTITY and before[-2:] in (["none", "of"], ["any", "of"])


def grade_behind(tokens: Sequence[Token], place: int) -> str | None:
    """Return the grade behind an outcome or its list: "no ICANS of grade 3 or above", "no CRS or ICANS above grade 2"."""
    run = next((r for r in outcome_runs(tokens) if place in r), [place])
    following = tokens[run[-1] + 1 : run[-1] + 3]
    grades = [t for t in following if t.tag is Tag.GRADE]
    return grade(grades[0].text) if grades and following[0].text in {"of", grades[0].text} else None


def _of_grade(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].text == "of" and [t.tag for t in tokens[place + 1 : place + 2]] == [Tag.GRADE]


def _is_state(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether an outcome says who the patients are: "no patient in CR relapsed"."""
    return place > 1 and tokens[place - 1].text == "in" and tokens[place - 2].text in words.PEOPLE


_CAUSED = frozenset("related attributed attributable ascribed due considered deemed caused".split())


def _is_of_cause(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether only the cause is denied: "no deaths were related to treatment"."""
    following = [t.text for t in tokens[place + 1 : place + 3]]
    return len(following) > 1 and following[0] in {"was", "were"} and following[1] in _CAUSED


_DYING = frozenset({"die", "died", "death", "deaths", "mortality"})


def _tells_cause(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether what a death would have been of follows: "no patient died of CRS" denies no CRS."""
    return tokens[place].text in {"of", "from"} and not _DYING.isdisjoint(tokens[place - 1].text.split())


def _goes_on(token: Token, *, after_outcome: bool) -> bool:
    if token.tag is not Tag.WORD:
        return False
    return token.text in (
        {",", "or", "nor", "and", "(", ")", "grade", "severe", "any", "-", "cases", "of", "related"}
        if after_outcome
        else _BETWEEN
    )


def _closes(tokens: Sequence[Token], place: int) -> bool:
    return place + 1 >= len(tokens) or tokens[place + 1].text in {")", "]", ";", ".", ",", "cases", "events", "or"}


_FAR = 18


def _before(tokens: Sequence[Token], at: int, found: str | None) -> Iterator[tuple[int, str | None]]:
    """Read "no grade 5" in the bracket behind an outcome."""
    behind_share = tokens[at - 1].text == "with" and any(t.tag is Tag.QUANTITY for t in tokens[max(0, at - 8) : at])
    if (
        behind_share
        and (own := next((i for i in range(at - 1, -1, -1) if tokens[i].tag is Tag.OUTCOME), None)) is not None
    ):
        run = next((r for r in outcome_runs(tokens) if r[-1] == own), [own])
        yield from ((outcome, found) for outcome in run)
    shallower = tokens[at].depth - 1 if tokens[at].depth else 0
    if tokens[at].depth or tokens[at].text == "none":
        for place in range(at - 1, max(-1, at - _FAR), -1):
            if tokens[place].tag is Tag.OUTCOME and tokens[place].depth <= shallower:
                run = next((r for r in outcome_runs(tokens) if r[-1] == place), [place])
                yield from ((outcome, found) for outcome in run)
                return


def _not_seen(tokens: Sequence[Token], at: int) -> int | None:
    """Read "neurotoxicity was not observed", "GVHD did not occur"."""
    if not any(t.text in _NOT_SEEN for t in tokens[at + 1 : at + 3]):
        return None
    for place in range(at - 1, max(-1, at - 5), -1):
        token = tokens[place]
        if token.tag is Tag.OUTCOME and token.mention and token.mention.kind.value in {"toxicity", "endpoint"}:
            return place
        graded = token.tag is Tag.GRADE or (token.text == "of" and tokens[place + 1].tag is Tag.GRADE)
        if not graded and token.text not in {"was", "were", "did", "has", "been", "have", "and"}:
            return None
    return None
