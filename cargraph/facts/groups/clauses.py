"""What is said of a count of patients: the clause behind it, and whom it counts."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag
from cargraph.mentions.people import PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token

_STARTING = frozenset({"to", "received", "were", "assigned", "randomly"})
_OF_THEM = (["of", "whom"], ["of", "them"], ["of", "which"], ["of", "these"])
_FEW = 12
_DESCRIBED = 20
_NO_ADJECTIVE = frozenset(
    """of in with who to for from at by were was had have received treated achieved developed experienced the
    than vs""".split()
)  # fmt: skip
_DESCRIBING = frozenset({Kind.DISEASE, Kind.ANTIGEN, Kind.CONSTRUCT})
_REST = frozenset({"remainder", "others", "rest of the patients", "other patients"})
_OTHER = frozenset(
    """no chemotherapy bridging corticosteroids steroids transplantation transplant support prophylaxis transfusions
    radiotherapy""".split()
)  # fmt: skip
_GETTING = frozenset({"received", "receiving", "underwent", "undergoing", "required", "given"})


def clause(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the tokens behind a count, brackets left out, up to the next group, a semicolon or a contrast."""
    out: list[Token] = []
    resumed = 0
    for place in range(at + 1, len(tokens)):
        token = tokens[place]
        if token.depth > tokens[at].depth or token.text in {"(", ")", "[", "]"}:
            if token.text in {")", "]"} and token.depth < tokens[at].depth:
                break
            continue
        if (
            [t.text for t in tokens[place : place + 2]] in _OF_THEM
            and place + 2 < len(tokens)
            and tokens[place + 2].quantity
        ):
            break
        again = token.text in PATIENTS and [t.text for t in out[-2:]] == [",", "and"]
        if (
            again
            or token.text in {";", "while", "whereas"}
            or _starts_group(tokens, place, out)
            or token.label in _REST
        ):
            break
        if place < resumed:
            continue
        if token.text == "," and _is_aside(tokens, place):
            resumed = next((i for i in range(place + 1, len(tokens)) if tokens[i].text == ","), len(tokens))
        out.append(token)
    return out


def _starts_group(tokens: Sequence[Token], place: int, out: Sequence[Token]) -> bool:
    quantity = tokens[place].quantity
    if tokens[place].tag is not Tag.QUANTITY or quantity is None or not quantity.count:
        return False
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if {t.text for t in tokens[max(0, place - 3) : place]} & {"aged", "range"}:
        return False
    if [t.text for t in tokens[place + 1 : place + 3]] in _OF_THEM:
        return came_to_infusion([t for t in tokens[place + 1 :] if not t.depth and t.text not in {"(", ")"}])
    if out and out[-1].text in {"with", "versus", "vs"} and names_patients(tokens, place):
        return True
    return not quantity.bare or following in _STARTING or bool(out and out[-1].text in {"and", ",", ":"})


def came_to_infusion(after: Sequence[Token]) -> bool:
    """Tell whether a clause behind a count reads "of them went on to be infused", "eventually reached infusion"."""
    way = itertools.takewhile(lambda t: t.text in _ON_THE_WAY, after[:_FEW])
    passed = len([*way])
    return passed > 0 and passed < len(after) and after[passed].text in {"infused", "infusion", "dosed"}


_ON_THE_WAY = frozenset(
    """of them whom who these patients were was had been be went on to proceeded reached came underwent received
    eventually ultimately finally subsequently then actually successfully the an""".split()
)


def _is_aside(tokens: Sequence[Token], comma: int) -> bool:
    """Tell whether a comma opens what is said of a part of the counted: ", 9 of whom had nephritis,"."""
    ahead = [t.text for t in tokens[comma + 2 : comma + 4]]
    return comma + 1 < len(tokens) and tokens[comma + 1].tag is Tag.QUANTITY and ahead in _OF_THEM


_OPENING = frozenset({",", ";", "and", "but", "while", "whereas", "with", ":"})
_WHOSE = PATIENTS | {"patient", "of", "the", "these", "those", "them", "whom", "all", "evaluable", "who", "responders"}
_VERBS = frozenset(
    {"had", "went", "underwent", "got", "lost", "became", "began", "showed", "gave", "left", "kept", "did"}
)
_REACHED = frozenset({"achieved", "attained", "obtained", "reached", "responded"})
_BEING = frozenset({"was", "were", "are", "have", "has", "been"})
_OF_EVENTS = frozenset(
    """severe mild moderate fatal serious reversible transient observed reported seen noted recorded related considered
    resolved manageable life high low only all mostly attributed due""".split()
)  # fmt: skip

_STATES = ("-free", "alive", "-negative", "-independent")


def begins_clause(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number begins a clause that says what its patients did: "..., and 35% (7/20) proceeded to"."""
    ahead = tokens[at + 1 : at + _FEW]
    if any(a.text == "who" and b.text in _REACHED for a, b in itertools.pairwise(ahead[:4])):
        return True
    closes = tokens[at].depth > 0 and [t.text for t in ahead[:1]] in ([")"], ["]"])
    if closes or (at and tokens[at - 1].text not in _OPENING):
        return False
    behind = [t for t in ahead if t.depth <= tokens[at].depth and t.text not in {"(", ")", "[", "]"}]
    while behind and behind[0].text in _WHOSE:
        behind = behind[1:]
    if not behind or behind[0].tag is not Tag.WORD:
        return False
    if behind[0].text in _BEING:
        if behind[1:] and behind[1].tag is Tag.OUTCOME:
            return behind[1].text.endswith(_STATES)
        return len(behind) > 1 and behind[1].tag is Tag.WORD and behind[1].text not in _OF_EVENTS
    return _is_past(behind[0]) or behind[0].text in _VERBS


_COURSES = frozenset("proceeded underwent bridged withdrew discontinued transplanted enrolled screened went".split())


def took_other_course(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number counts those who went on to something else: "11 (28%) proceeded to transplantation"."""
    ahead = [
        t.text for t in tokens[at + 1 : at + _FEW // 2] if t.depth <= tokens[at].depth and t.text not in {")", "("}
    ]
    while ahead and ahead[0] in _WHOSE | _BEING:
        ahead = ahead[1:]
    given = ahead[:1] == ["received"] and any(_is_other_cure(t) for t in tokens[at + 1 : at + _FEW])
    return given or (ahead[:1] != [] and ahead[0] in _COURSES)


def _is_other_cure(token: Token) -> bool:
    return token.text.startswith("transplant") or (token.mention is not None and token.mention.kind is Kind.DRUG)


def _is_past(token: Token) -> bool:
    verb = len(token.text) > _LONG and token.text.endswith("ed")
    return token.tag is Tag.WORD and verb and token.text not in _ADJECTIVES


_LONG = 4
_ADJECTIVES = frozenset(
    {"related", "infused", "treated", "delayed", "prolonged", "confirmed", "occurred", "resolved", "compared"}
)


_SAYING_HOW = PATIENTS | frozenset(
    """mild moderate severe transient reversible only each respectively overall ongoing total grade higher worse patient
    events event cases case episodes infusion treatment therapy all both was were of
    in at level dose levels year month day follow up line lines cells""".split()
)  # fmt: skip


def names_other(tokens: Sequence[Token], outcome: int, at: int) -> bool:
    """Tell whether a number alone in its bracket is of the noun before it: 4% in "CRS (9%), dry mouth (4%)"."""
    if (
        at - outcome < _FEW // 3
        or tokens[at - 1].text not in {"(", "["}
        or not tokens[at].depth > tokens[outcome].depth
    ):
        return False
    noun = tokens[at - 2]
    if noun.tag is not Tag.WORD or not noun.text.isalpha() or noun.text in _SAYING_HOW:
        return False
    told = next((i for i in range(at - 2, outcome, -1) if tokens[i].tag is Tag.QUANTITY), None)
    joined = tokens[told + 2 : told + 4] if told is not None else ()
    return any(t.text in {",", "and", ";"} for t in joined) and not any(
        t.tag is Tag.GRADE for t in tokens[told or 0 : at]
    )


def names_patients(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of patients, with adjectives alone between: "34 relapsed (r/r) paediatric patients"."""
    for token in tokens[at + 1 : at + _DESCRIBED]:
        if token.text in PATIENTS:
            return True
        plain = token.depth or token.text in {"(", ")", "-", "/", ",", "[", "]"} or token.text.isalnum()
        if token.text in _NO_ADJECTIVE or not (plain or (token.mention and token.mention.kind in _DESCRIBING)):
            return False
    return False


def other_treatment(after: Sequence[Token]) -> Sequence[Token]:
    """Return the words that say what patients got, where that is not the product: "received corticosteroids"."""
    place = next((i for i, t in enumerate(after) if t.text in _GETTING), None)
    if place is None or _tells_infusion(after[place : place + 14]):
        return ()
    if any(t.tag is Tag.ARM and (t.label is None or t.mention is None) for t in after[:place]):
        return ()
    given = list(itertools.takewhile(lambda t: t.text not in _BEFORE_ALL, after[place + 1 : place + 6]))
    if not any(
        t.text in _OTHER or _is_drug(t) or "transplant" in t.text or t.text.endswith("sct") for t in given
    ) or any(t.tag is Tag.ARM for t in given):
        return ()
    if any(
        a.text in _THEN and b.tag is Tag.ARM for a, b in itertools.pairwise(t for t in after[place:] if t.text != "the")
    ):
        return ()
    phrase = after[place : place + _FEW]
    end = next((i for i, t in enumerate(phrase) if t.text in _PHRASE_ENDS), len(phrase))
    return phrase[: end - 1 if end == len(phrase) and phrase[-1].text in _LEADING_ON else end]


def _tells_infusion(phrase: Sequence[Token]) -> bool:
    told = [t for t in phrase if t.tag is not Tag.ARM and t.text not in {"cell", "the", "t"}]
    return any(
        (b.text == "cells" or b.text.startswith("infus")) and a.text not in {"after", "before", "following", "to", "-"}
        for a, b in itertools.pairwise(told)
    )


def _is_drug(token: Token) -> bool:
    return token.mention is not None and token.mention.kind is Kind.DRUG


_BEFORE_ALL = frozenset({"prior", "before"})
_LEADING_ON = frozenset({"with", "and", "to"})
_THEN = frozenset({"by", "and", "then", "with", "received", "plus"})
_PHRASE_ENDS = frozenset(
    ", ; . : and for because due after before during safely from were was had have compared versus".split()
)
