"""Factors told one after the other behind what they do: "X was likelier with A, in patients with B and after C"."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.clauses import clause, marker_of
from cargraph.facts.comparisons.compared import outcomes_of
from cargraph.facts.comparisons.complement import is_graded
from cargraph.facts.comparisons.factor_sides import linked
from cargraph.facts.comparisons.fared import endpoints_behind
from cargraph.facts.comparisons.phrases import is_people, label_of, phrase
from cargraph.facts.comparisons.stating import pointing
from cargraph.facts.comparisons.when import of_clause, of_phrase, without_numbers
from cargraph.facts.groups.group import Group
from cargraph.facts.tokens import Tag
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.comparisons.cues import Cue
    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token
    from cargraph.model import Evidence

_CLAUSE = frozenset({"when", "if", "where", "once"})
_LEADS = _CLAUSE | {"with", "to", "without", "in", "among", "for", "after", "following", "by"}
_ALONE = _CLAUSE | {"with", "without", "after", "following", "by"}
_JOINTS = frozenset({",", "and", "or", "as", "well", "likewise", "also", "similarly", "again", "too"})
_OPEN, _SHUT = frozenset({"(", "["}), frozenset({")", "]"})
_ANY = frozenset({"outcome", "outcomes", "prognosis"})
_BE = frozenset({"was", "were", "is", "are", "be", "been", "became", "remained", "occurred", "proved"})
_BEFORE = frozenset({"prior", "previous", "earlier", "each", "every"})
_TIMED = frozenset({"the", "first", "last", "of", "to", "and", "infusion", "day", "days", "within"})
_EARLIER = re.compile(r"\b(?:prior|previous|earlier|history|before)\b", re.IGNORECASE)
_RATIOS = frozenset({"hr", "or", "rr"})
_SAID = frozenset({"likely", "common", "frequent", "often", "pronounced", "severe", "marked", "evident", "probable"})
_FOUND = frozenset("conferred seen observed found noted recorded associated linked brought caused produced".split())
_NEAR, _FAR = 4, 8


@dataclass(frozen=True, slots=True)
class _Condition:
    """A phrase behind a comparing word: the word that leads to it, where it stands, the numbers in its bracket."""

    lead: str
    span: tuple[int, int]
    stats: tuple[Token, ...]


def conditions(inventory: Inventory, tokens: Sequence[Token], found: Sequence[Cue], proof: Evidence) -> Iterator[Claim]:
    """Yield a claim for every factor of a list behind a comparing word, or for a single one that tells its degree.

    found: the comparing words of the sentence. proof: the sentence.
    """
    last: list[int] = []
    for number, cue in enumerate(found):
        limit = found[number + 1].start if number + 1 < len(found) else len(tokens)
        outcomes = _outcomes(tokens, cue, limit) if cue.direction in {"lower", "higher"} else []
        outcomes = outcomes or (last if _goes_on(tokens, cue) else [])
        if not outcomes:
            continue
        last = outcomes
        low, high = clause(tokens, cue)
        high = min([high, *(after.start for after in found[number + 1 :] if _goes_on(tokens, after))])
        if words.EXPECTED & {t.text for t in tokens[low : cue.start]}:
            continue
        high = next((i for i in range(cue.end + 1, high) if tokens[i].text == ":" and not tokens[i].depth), high)
        if marker_of(tokens, cue, cue.end, low, high) is not None:
            continue
        start = max(cue.end, outcomes[-1] if outcomes[-1] < high else 0) + 1
        told = list(_listed(tokens, _behind_verb(tokens, start), high))
        if start < _behind_verb(tokens, start) and not all(one.stats for one in told):
            continue
        sides = [None if _is_tied_outcome(tokens, one) else _sides(inventory, tokens, one) for one in told]
        if not all(sides) or (len(told) == 1 and not _stands_alone(tokens, told[0], (sides[0] or ("",))[0])):
            continue
        others = _held_behind(inventory, tokens, high)
        for one, (label, against) in zip(told, filter(None, sides), strict=True):
            for outcome, held in itertools.product(outcomes, others or (against,)):
                if tokens[outcome].text not in label.lower() or _EARLIER.search(label):
                    way = pointing(inventory, tokens, cue, outcome)
                    other = Group(None, held) if held else None
                    made = linked(tokens, outcome, label, other, way, list(one.stats), proof)
                    yield Claim(made, outcome, cue.start, Weight.LINKED)


def _goes_on(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word says more of the same outcome: "shorter with A (HR 2), and longer with B"."""
    behind = tokens[cue.end + 1].text if cue.end + 1 < len(tokens) else ""
    joined = cue.start > 1 and tokens[cue.start - 1].text in {"and", "but"} and not tokens[cue.start - 1].depth
    rated = any(t.tag is Tag.RATIO for t in tokens[: cue.start]) and any(t.tag is Tag.RATIO for t in tokens[cue.end :])
    return joined and behind in {"with", "in", "after"} and cue.direction in {"lower", "higher"} and rated


def _is_tied_outcome(tokens: Sequence[Token], one: _Condition) -> bool:
    """Tell whether a phrase names what a marker is tied to: "higher ferritin was linked with severe CRS"."""
    start, end = one.span
    tied = start > 1 and tokens[start - 2].text in _TIED
    return tied and any(t.mention is not None and t.mention.kind in _ENDS for t in tokens[start:end])


_TIED = frozenset({"associated", "linked"})
_ENDS = frozenset({Kind.TOXICITY, Kind.ENDPOINT})


def _held_behind(inventory: Inventory, tokens: Sequence[Token], colon: int) -> list[str]:
    """Return the groups behind "as against" in the numbers that a colon opens: those the factor is held against."""
    if colon >= len(tokens) or tokens[colon].text != ":":
        return []
    against = next((i for i in range(colon, len(tokens)) if tokens[i].text in words.AGAINST), len(tokens))
    return [group.label for group in inventory.groups(tokens[against:]) if group.label]


def _outcomes(tokens: Sequence[Token], cue: Cue, limit: int) -> list[int]:
    """Return the outcomes that a comparing word is said of, or those behind a colon where it is said of "outcomes"."""
    free = tokens[cue.start].text in words.MOVED or any(
        t.text in _FOUND for t in tokens[cue.end + 1 : cue.end + _FAR] if not t.depth
    )
    if not free and not {t.text for t in tokens[max(0, cue.start - _NEAR) : cue.start]} & _BE:
        return []
    own = outcomes_of(tokens, cue, limit)
    likely = any(t.text == "likely" for t in tokens[cue.start : cue.end + 2])
    if own and (own[-1] < cue.start or likely or _behind_verb(tokens, own[-1] + 1) > own[-1] + 1):
        return own
    colon = next((i for i in range(cue.end + 1, len(tokens)) if tokens[i].text == ":" and not tokens[i].depth), None)
    if own or colon is None or not {t.text for t in tokens[max(0, cue.start - _NEAR) : cue.start]} & _ANY:
        return []
    return endpoints_behind(tokens, colon)


def _behind_verb(tokens: Sequence[Token], at: int) -> int:
    """Return the place behind "was conferred", "was seen" and the like, the place itself where none stands there."""
    said = [t.text for t in tokens[at : at + 2]]
    return at + 2 if len(said) > 1 and said[0] in _BE and said[1] in _FOUND else at


def _listed(tokens: Sequence[Token], start: int, high: int) -> Iterator[_Condition]:
    """Yield the phrases with which a clause goes on behind a comparing word, each with its bracket."""
    at = start
    while at < high and not (tokens[at].text in _LEADS or tokens[at].depth or at - start >= len("ab")):
        if not (tokens[at].text.endswith("ly") or tokens[at].text in _SAID):
            return
        at += 1
    lead = ""
    stats: tuple[Token, ...] = ()
    while at < high and (tokens[at].text in _LEADS or lead in _CLAUSE or stats):
        own = tokens[at].text in _LEADS
        if own:
            lead, at = tokens[at].text, at + 1
        span = _clause(tokens, at, high) if lead in _CLAUSE else phrase(tokens, at, high)
        closed = _closing(tokens, span[1], high)
        stats = tuple(_stats(tokens[span[1] : closed]))
        if span[0] >= span[1] or not (own or stats or lead in _CLAUSE):
            return
        yield _Condition(lead, span, stats)
        at = closed
        while at < high and tokens[at].text in _JOINTS:
            at += 1
        if at == closed:
            return


def _stats(bracket: Sequence[Token]) -> Iterator[Token]:
    """Yield the ratio and the p-value of a bracket: "(HR per 1-year increase, 1.04; P = .02)" has both."""
    yield from (t for t in bracket if t.tag in {Tag.P, Tag.RATIO})
    named = next((t.text for t in bracket if t.text in _RATIOS), None)
    if named and not any(t.tag is Tag.RATIO for t in bracket):
        number = next((t for t in bracket if t.tag is Tag.QUANTITY and t.quantity and t.quantity.interval), None)
        if number is not None and number.quantity is not None:
            yield replace(number, tag=Tag.RATIO, quantity=replace(number.quantity, text=named.upper()))


def _clause(tokens: Sequence[Token], start: int, high: int) -> tuple[int, int]:
    """Return the span of a clause of condition: up to a bracket, a comma or what joins a further clause."""
    end = start
    while end < high and not (tokens[end].depth or tokens[end].text in _OPEN | {",", ";", ".", ":"}):
        ahead = {t.text for t in tokens[end + 1 : end + 5]}
        if tokens[end].text in {"or", "and"} and ahead & (_BE | _CLAUSE):
            break
        end += 1
    return start, end


def _closing(tokens: Sequence[Token], at: int, high: int) -> int:
    """Return the place behind a bracket that opens at a place, the place itself where none does."""
    if at >= high or tokens[at].text not in _OPEN:
        return at
    shut = (i for i in range(at + 1, high) if tokens[i].text in _SHUT and not tokens[i].depth)
    return next(shut, at - 1) + 1


def _sides(inventory: Inventory, tokens: Sequence[Token], one: _Condition) -> tuple[str, str] | None:
    """Return a condition in its words and what it is held against, where it names patients or tells a degree."""
    piece = tokens[slice(*one.span)]
    if one.lead in _CLAUSE and piece:
        said = inventory.annotation.paper.text[piece[0].span.start : piece[-1].span.end]
        return of_clause(said) if any(t.text in _BE | {"had", "has", "did"} for t in piece) else None
    label = _label(inventory, tokens, one.span, rated=any(t.tag is Tag.RATIO for t in one.stats))
    if label is None:
        return None
    _, against = of_phrase(label)
    return label, against if one.stats else without_numbers(against)


def _label(inventory: Inventory, tokens: Sequence[Token], span: tuple[int, int], *, rated: bool) -> str | None:
    """Return a phrase, where it names patients, tells a degree or has a ratio (`rated`), and no product or time."""
    piece = tokens[slice(*span)]
    before = bool(piece) and piece[0].text in _BEFORE
    group = label_of(inventory, tokens, (span[0] + before, span[1]))
    people = is_people(tokens, span)
    named = (t for t in piece if t.mention and t.mention.kind is Kind.CONSTRUCT)
    product = any(t.text not in words.GIVING for t in named)
    timed = all(t.tag is Tag.TIME or t.text in _TIMED for t in piece)
    if group is None or group.label is None or timed or (product and not people):
        return None
    label = f"{piece[0].text} {group.label}" if before else group.label
    return label if people or rated or is_graded(label) else None


def _stands_alone(tokens: Sequence[Token], one: _Condition, label: str) -> bool:
    """Tell whether a single condition is a factor and not the place or time of what was measured."""
    if one.lead in _CLAUSE or (one.lead == "by" and not one.stats):
        return one.lead in _CLAUSE
    return one.lead in _ALONE and is_graded(label) and not is_people(tokens, one.span)
