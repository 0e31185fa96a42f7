"""What happened to everybody: findings in words, such as "all patients had X", "both had X", "X occurred in all"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.grades import grade, grade_within
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.results.qualifiers import modifier
from cargraph.facts.results.spared import grade_behind, has_number
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import PATIENT, PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOT_QUITE = frozenset({"almost", "nearly", "not", "virtually", "practically", "for"})


def universals(tokens: Sequence[Token]) -> Iterator[tuple[int, int | None, str | None]]:
    """Yield (place of outcome, count or None for everybody, grade) for "all patients had X", "both patients had X"."""
    for at, token in enumerate(tokens):
        if (
            token.text not in {"all", "both", "every"}
            or token.tag is not Tag.WORD
            or (at and tokens[at - 1].text in _NOT_QUITE)
        ):
            continue
        end, count = _everybody(tokens, at)
        if end is None or _tells_which(tokens, end) or _is_measured(tokens, at, end):
            continue
        yield from _shared_by(tokens, at, end, count)


def _tells_which(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether a clause says which patients are meant: "all patients who developed fever were assessed"."""
    said = [t.text for t in tokens[end + 1 : end + 3]]
    return (
        said[:1] in (["who"], ["that"])
        and said[1:] != []
        and said[1] in words.ACHIEVED - {"received", "were", "underwent"}
    )


_DEAD = frozenset({"died", "deaths", "death", "succumbed"})


def of_one(tokens: Sequence[Token]) -> Iterator[tuple[int, int | None, str | None]]:
    """Yield (place of outcome, 1, grade) for what one patient is said to have had: "one patient, who had X and Y"."""
    for at, token in enumerate(tokens):
        counted = token.quantity
        if token.text in _DEAD:
            return
        if counted is None or counted.count != 1 or counted.total is not None or counted.percent is not None:
            continue
        who = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == ",")
        verb = [t.text for t in tokens[who : who + 2]]
        if verb[:1] == ["who"] and verb[1:] in (["had"], ["developed"], ["experienced"]):
            yield from _shared_by(tokens, at, at, 1)


def _is_measured(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether a number of all patients follows: "the rates in all patients were 57%"."""
    following = tokens[end + 1 : end + 3]
    told = len(following) > 1 and following[0].text in {"was", "were"} and following[1].tag is Tag.QUANTITY
    return at > 0 and told and tokens[at - 1].text in {"in", "for", "of", "among"}


def _everybody(tokens: Sequence[Token], at: int) -> tuple[int | None, int | None]:
    """Return where "all [n] patients" ends and how many they are; (None, None) where it is something else."""
    count = 2 if tokens[at].text == "both" else None
    if tokens[at].text == "all" and (not at or tokens[at - 1].text in {",", ";"}) and _verb_follows(tokens, at):
        return at, None
    if at and tokens[at].text == "all" and tokens[at - 1].text == "in" and _ends_there(tokens, at):
        return at, None
    for place in range(at + 1, min(len(tokens), at + 4)):
        token = tokens[place]
        if (
            token.tag is Tag.QUANTITY
            and token.quantity
            and token.quantity.percent is None
            and token.quantity.count is not None
        ):
            count = token.quantity.count
            if not token.quantity.bare:
                return place, count
        elif token.text in _PEOPLE:
            return place, count
        elif token.text not in {"the", "of", "treated", "infused", "evaluable"}:
            break
    return None, None


_PEOPLE = PATIENTS | PATIENT


def _ends_there(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 >= len(tokens) or tokens[at + 1].text in {"(", ",", ";", "."}


def _verb_follows(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].text in {"had", "achieved", "experienced", "developed"}


def _shared_by(
    tokens: Sequence[Token], at: int, end: int, count: int | None
) -> Iterator[tuple[int, int | None, str | None]]:
    """Yield the outcomes of "all patients <had> X, Y and Z", or the one before "in all patients"."""
    found: str | None = None
    verb = outcomes = 0
    for place in range(end + 1, min(len(tokens), end + 22)):
        token = tokens[place]
        if token.tag is Tag.GRADE:
            found = grade(token.text)
        elif token.tag is Tag.OUTCOME and verb:
            outcomes += 1
            if not (outcomes > 1 and has_number(tokens, place)):
                yield place, count, grade_within(token.text) or found or grade_behind(tokens, place)
        elif token.text in words.ACHIEVED and token.text not in {"in", "with", "were", "was", "received"}:
            verb += 1
        elif (
            (outcomes and token.text in {"consistent", "with", "including", "such", "as"})
            or (outcomes and token.text == "," and tokens[place + 1].tag is Tag.OUTCOME)
            or token.tag in {Tag.ARM, Tag.TIME}
            or (token.tag is Tag.QUANTITY and outcomes == 0)
        ):
            continue
        elif not (
            token.text in words.DETERMINERS
            or (verb and token.text in _OF_REMISSION)
            or (verb and not outcomes and token.text in {"events", "episodes", "of"})
            or (
                token.text in {"treated", "on", "the", "≥", "1", "who", ",", "at", "level", "dose", "with"}
                and not outcomes
            )
        ):
            break
    if not verb and at and tokens[at - 1].text in {"in", "by"}:
        told = list(_before_all(tokens, at, count))
        yield from told
        yield from _so_did(tokens, end, count) if told else ()


_OF_REMISSION = frozenset(
    "bone marrow morphologic morphological hematologic haematological molecular metabolic".split()
)
_HAPPENED = frozenset(
    """) ( was were observed occurred seen reported achieved noted detected recorded found
    developed arose present documented emerged""".split()
)


def _before_all(tokens: Sequence[Token], at: int, count: int | None) -> Iterator[tuple[int, int | None, str | None]]:
    place = next((i for i in range(at - 2, max(-1, at - 6), -1) if tokens[i].text not in _HAPPENED), at)
    if place == at or tokens[place].tag is not Tag.OUTCOME:
        return
    harm = _is_harm(tokens[place])
    if harm or any(t.text not in {"(", ")"} for t in tokens[place + 1 : at - 1]):
        yield place, count, modifier(tokens, place) or grade_behind(tokens, place)
        run = next((r for r in outcome_runs(tokens) if r[-1] == place), [])
        yield from ((o, count, modifier(tokens, o)) for o in run[:-1] if _is_harm(tokens[o]))


def _is_harm(token: Token) -> bool:
    return token.mention is not None and token.mention.kind is Kind.TOXICITY


_SO_DID = (["as", "did"], ["as", "was"], ["as", "were"], ["so", "did"])


def _so_did(tokens: Sequence[Token], end: int, count: int | None) -> Iterator[tuple[int, int | None, str | None]]:
    """Yield what is added to what all patients had: "CRS developed in both patients, as did neutropenia"."""
    for place in range(end + 1, min(len(tokens) - 2, end + 8)):
        if tokens[place].tag is Tag.QUANTITY or tokens[place].text == ";":
            return
        if [t.text for t in tokens[place : place + 2]] in _SO_DID:
            run = next((r for r in outcome_runs(tokens) if r[0] > place and r[0] <= place + 4), [])
            yield from ((o, count, modifier(tokens, o)) for o in run)
            return
