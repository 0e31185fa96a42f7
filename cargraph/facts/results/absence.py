"""What did not happen to anybody: findings without a printed number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.grades import degree, grade, grade_within
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.results.spared import denied_behind, grade_behind, has_number, is_named_harm
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import PATIENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NO_FINDING = frozenset(
    """significant significantly difference differences association associations correlation correlations effect effects impact
    statistically increase increased decrease change clear relationship evidence prior previous history longer further such
    consensus data standard approved information need other""".split()
)  # fmt: skip
_BETWEEN = (
    words.PEOPLE | words.ACHIEVED | words.DETERMINERS
    | frozenset("one single cases case of episodes instances occurrences or and , nor any cell unexpected apparent sign signs symptom symptoms - ( ) fatal car t were there new on at study group arm level levels form forms".split())
)  # fmt: skip
_ASIDE = frozenset({Tag.ARM, Tag.NAME, Tag.TIME, Tag.P})


_DENYING = frozenset({"no", "none", "neither", "not", "without", "nobody", "never"})


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
    if said == "no" and before == "with" and _tells_who(tokens, at):
        return
    if said == "neither" and any(t.text.startswith(_RELATING) for t in tokens[at:]):
        return
    behind = said == "none" and before == "in" and _closes(tokens, at)
    if said in {"no", "none", "neither", "nobody"} and not behind and not _is_unreached(tokens, at):
        yield from _denied(tokens, at)
    if said == "not" and _is_of_all_patients(tokens, at):
        yield from _denied(tokens, at + 1)
    if said == "not" and [t.text for t in tokens[at + 1 : at + 3]] in (["a", "single"], ["one", "patient"]):
        yield from _denied(tokens, at)
    if said == "without" and before not in _WHO and not _counts_people(tokens, at):
        yield from ((place, found) for place, found in _denied(tokens, at) if is_named_harm(tokens[place]))
    yield from denied_behind(tokens, at)


_RELATING = ("differ", "associat", "predict", "correlat", "influenc", "affect", "impact")
"""The verbs of a difference or a tie, which "neither" denies and no event: "neither PFS nor OS differed"."""


def _tells_who(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what patients had none of says which they are: "excluding patients in remission with no MRD"."""
    start = next((i for i in range(at - 2, -1, -1) if tokens[i].text in {",", ";", "and", "or"}), -1) + 1
    phrase = tokens[start : at - 1]
    if not any(t.text in _COUNTED for t in phrase):
        return False
    return not any(t.tag is Tag.QUANTITY or t.text in _VERBS for t in phrase)


_COUNTED = PATIENTS | {"those", "responders"}
_VERBS = (words.ACHIEVED - {"with", "in"}) | {"received", "tolerated", "treated", "completed", "recovered", "survived"}


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


def _denied(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, str | None]]:
    following = tokens[at + 1 : at + 3]
    evident = [t.text for t in following] == ["evidence", "of"] and _is_of_event(tokens, at)
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
        elif token.tag is Tag.OUTCOME and not (outcomes and has_number(tokens, place)):
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


def _is_of_event(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether it is an event of which there was no evidence: "no evidence of GVHD was seen"."""
    named = next((t for t in tokens[at + 3 : at + 6] if t.text not in words.DETERMINERS), None)
    return tokens[at].text == "without" or (named is not None and named.tag in {Tag.OUTCOME, Tag.GRADE})


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
