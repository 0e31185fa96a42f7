"""The grade that a list of outcomes has from its head, its first, or what is said behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.graded_near import grade_at, modifier
from cargraph.facts.results.grades import grade, grade_within
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence


_NAMELY = ("mainly", "chiefly", "namely", "mostly", "principally", "predominantly", "primarily")
_LISTING = "being were was included including include : are as consisted comprised followed"
_HEADS = frozenset((*_LISTING.split(), *_NAMELY))


def of_header(tokens: Sequence[Token], outcome: int) -> str | None:
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
            listed = any(t.text in _HEADS and not _has_share(between, i) for i, t in enumerate(between))
            return grade_at(tokens, place) if generic and listed and not _new_clause(between) else None
        if token.tag is Tag.OUTCOME and (found := grade_within(token.text)):
            between = tokens[place + 1 : outcome]
            listed = any(t.text in _HEADS for t in between) and not any(t.text in _VERBS for t in between)
            return found if listed and not _new_clause(between) else None
    return None


def _has_share(between: Sequence[Token], verb: int) -> bool:
    """Tell whether what was just named has a share of its own, and is no head: "grade 2-4 X was 34%, and Y 29%"."""
    quantity = between[verb + 1].quantity if verb + 1 < len(between) else None
    share = quantity is not None and quantity.percent is not None and quantity.count is None
    return share and not any(t.text in words.GENERIC_CASES or t.text in _EVENTS for t in between[:verb])


_EVENTS = frozenset({"ae", "aes", "adverse event", "adverse events", "toxicities", "toxicity", "teaes", "saes"})
_VERBS = frozenset({"had", "developed", "experienced", "achieved", "seen", "observed"})
_FREQUENT = frozenset({"most", "commonest", "common", "frequent", "main", "leading", "chief", "predominant"})


def of_absolute(tokens: Sequence[Token], outcome: int) -> str | None:
    """Return the grade of what a list is part of: "grade 3 events in 71%, anemia (29%) being the most common"."""
    being = next((i for i in range(outcome + 1, len(tokens)) if tokens[i].text == "being"), None)
    if being is None or not _FREQUENT & {t.text for t in tokens[being + 1 : being + 4]}:
        return None
    listed = tokens[outcome + 1 : being]
    if not all(t.depth or t.tag is Tag.OUTCOME or t.text in {",", "and", "(", ")", "[", "]"} for t in listed):
        return None
    head = next((i for i in range(outcome - 1, -1, -1) if tokens[i].tag is Tag.GRADE and not tokens[i].depth), None)
    return None if head is None else grade_at(tokens, head)


_NEXT = frozenset({"next", "second", "followed", "third"})


def _ranks(tokens: Sequence[Token], outcome: int) -> bool:
    """Tell whether a clause only goes on with the list before it: "; anemia (59%) and fever (54%) came next"."""
    end = next((i for i in range(outcome, len(tokens)) if tokens[i].text == ";"), len(tokens))
    return any(t.text in _NEXT for t in tokens[outcome:end]) or tokens[outcome - 1].text in {"by", "next", "then"}


def of_ellipsis(tokens: Sequence[Token], outcome: int) -> str | None:
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
    return own or of_ellipsis(tokens, before)


def _is_graded_behind(tokens: Sequence[Token], outcome: int) -> bool:
    behind = tokens[outcome + 1 : outcome + 3]
    return len(behind) > 1 and behind[0].text == "of" and behind[1].tag is Tag.GRADE


def _breaks_list(token: Token) -> bool:
    return token.tag is Tag.GRADE or (token.tag is Tag.WORD and token.text not in _ELLIPTIC)


_ELLIPTIC = frozenset(
    "in occurred , and ( ) [ ] all patients of was were observed seen reported recorded the noted % raised".split()
)


def of_trailer(tokens: Sequence[Token], outcome: int) -> str | None:
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
    return grade_at(tokens, place) if place is not None else named


def of_all_listed(tokens: Sequence[Token], at: int, outcome: int) -> str | None:
    """Return the grade that all of a list had: "fever in 9 (29%) and rash in 6 (19%), all of grade 1 or 2"."""
    every = next((i for i in range(at + 1, len(tokens)) if tokens[i].text in {"all", ";"}), len(tokens))
    said = [t for t in tokens[every + 1 : every + 6] if t.text not in _ALL_WERE]
    if tokens[every - 1].text not in {",", "-", ":"} or not said or said[0].tag is not Tag.GRADE:
        return None
    if not all(_goes_on(t) for t in tokens[min(at, outcome) : every]):
        return None
    start = next((i for i in range(outcome, -1, -1) if tokens[i].text in _CLAUSE), 0)
    listed = {t.entity for t in tokens[start:every] if t.tag is Tag.OUTCOME}
    closed = not said[1:] or said[1].text in {";", ".", ",", ")"}
    return grade(said[0].text) if len(listed) >= _LISTED and closed else None


_ALL_WERE = frozenset({"of", "were", "being", "which", "them"})
_CLAUSE = frozenset({";", ":", "."})
_LISTED = 2


def _goes_on(token: Token) -> bool:
    """Tell whether a token goes on with a list of counted outcomes."""
    return token.tag in {Tag.OUTCOME, Tag.QUANTITY} or (
        token.tag is Tag.WORD and token.text in _ELLIPTIC | {"followed", "by"}
    )


def _new_clause(between: Sequence[Token]) -> bool:
    texts = [t.text for t in between]
    if any(w in texts for w in ("commonest", "most", "including", *_NAMELY)):
        return False
    return any(w in texts for w in ("while", "whereas", "but", "occurred", "any", "there", "lasted"))
