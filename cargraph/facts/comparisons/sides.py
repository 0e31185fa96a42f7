"""Who is held against whom, where the sentence says it in its own words: "older patients had more than younger ones".

A comparing word has two sides. The second stands behind "than" or "compared with"; the first is the clause's subject
where the outcome follows the comparing word ("A had a higher rate of X than B"), else it stands behind a preposition
("X was more frequent in A than in B").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.clauses import clause, marker_of
from cargraph.facts.comparisons.cues import Cue, Sort
from cargraph.facts.comparisons.first_sides import Found, first_side
from cargraph.facts.comparisons.phrases import LONGEST, group_of, groups_of, is_people, label_of, phrase
from cargraph.facts.comparisons.rivals import rival_of
from cargraph.facts.comparisons.subjects import is_verb, subject_of
from cargraph.facts.groups.group import Group
from cargraph.facts.listed_ratios import VERSUS
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory

Sides: TypeAlias = "tuple[tuple[Group, Group | None], ...]"
_NEAR = 12


def told_sides(inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int], limit: int) -> Sides:
    """Return the sides that a clause names in its own words: nothing where it does not name both.

    The first is held against each of the second: "A more than B or C" gives two. outcomes: the places of the outcomes.
    limit: where the next comparing word stands, or the end.
    """
    low, high = clause(tokens, cue)
    if cue.sort is Sort.FAVORS:
        favored = groups_of(inventory, tokens, phrase(tokens, cue.end + 1, high))
        return tuple((a, rival) for a in favored[:1] if (rival := rival_of(inventory, a)) is not None)
    if cue.sort is Sort.RANKS:
        first = first_side(inventory, tokens, cue, outcomes, (low, cue.start))
        return _paired(inventory, tokens, first, phrase(tokens, cue.end + 1, _before(tokens, outcomes[0], cue, high)))
    if cue.direction in {"similar", "differs"}:
        both = _between(inventory, tokens, cue, high) or _jointly(inventory, tokens, cue, outcomes, low)
        if both is not None:
            return (both,)
    if (refused := _refused(inventory, tokens, cue, low)) is not None:
        return (refused,)
    marker = marker_of(tokens, cue, outcomes[-1], low, high)
    if marker is None:
        return _from_to(inventory, tokens, cue, high)
    if marker[0] < cue.start and tokens[marker[0]].text in VERSUS:
        span = subject_of(tokens, low, marker[0])
        named = [(group, span) for group in groups_of(inventory, tokens, span)]
        return _paired(inventory, tokens, named[0] if named else None, phrase(tokens, marker[1], cue.start))
    second = phrase(tokens, marker[1], limit if marker[1] < limit < high else high)
    stop = marker[0]
    if marker[0] <= low + 1 or marker[1] <= cue.start:  # "Compared with B, A had ..."
        low = next(
            (i + 1 for i in range(second[1], cue.start) if tokens[i].text == "," and not tokens[i].depth), second[1]
        )
        stop = high
    first = _in_parallel(inventory, tokens, cue, marker, stop) or first_side(
        inventory, tokens, cue, outcomes, (low, stop), people=is_people(tokens, second)
    )
    if first and marker[1] < high and tokens[marker[1]].tag is Tag.QUANTITY:
        return _measured(inventory, tokens, first, (marker[1], high))
    return _paired(inventory, tokens, first, second)


def _refused(inventory: Inventory, tokens: Sequence[Token], cue: Cue, low: int) -> tuple[Group, Group] | None:
    """Read "A, but not B, enhanced X"."""
    at = next((i for i in range(low, cue.start) if [t.text for t in tokens[i : i + 3]] == [",", "but", "not"]), None)
    end = next((i for i in range(at + 3, cue.start) if tokens[i].text == ","), None) if at else None
    if at is None or end is None:
        return None
    first, second = subject_of(tokens, low, at), phrase(tokens, at + 3, end)
    a = next(iter(groups_of(inventory, tokens, first)), None) or label_of(inventory, tokens, first)
    b = next(iter(groups_of(inventory, tokens, second)), None) or label_of(inventory, tokens, second)
    return (a, b) if a and b and a != b else None


def _from_to(inventory: Inventory, tokens: Sequence[Token], cue: Cue, high: int) -> Sides:
    """Read "was reduced from 27% in B to 8% in A": the change is told of what comes last."""
    places = [
        i
        for i in range(cue.end + 1, high - 1)
        if tokens[i].text in {"from", "to"} and not tokens[i].depth and tokens[i + 1].tag is Tag.QUANTITY
    ]
    if [tokens[i].text for i in places] != ["from", "to"]:
        return ()
    leads = [_lead(tokens, place, stop) for place, stop in zip(places, (places[1], high), strict=True)]
    if None in leads:
        return ()
    spans = [phrase(tokens, lead + 1, stop) for lead, stop in zip(leads, (places[1], high), strict=True) if lead]
    b, a = (group_of(inventory, tokens, *span) for span in spans)
    return ((a, b),) if a and b and a != b else ()


def _lead(tokens: Sequence[Token], place: int, stop: int) -> int | None:
    """Return the preposition that says whose a number is, right behind it."""
    behind = (i for i in range(place + 2, stop) if not tokens[i].depth and tokens[i].text not in {"(", ")"})
    first = next(behind, None)
    return first if first is not None and tokens[first].text in {"in", "for", "among", "with"} else None


def _in_parallel(
    inventory: Inventory, tokens: Sequence[Token], cue: Cue, marker: tuple[int, int], stop: int
) -> Found | None:
    """Return the group that the same word brings in on this side of "than": "more X in A than in B" is of A."""
    lead = tokens[marker[1]].text if marker[0] > cue.end and marker[1] < len(tokens) else ""
    if lead not in words.PREPOSITIONS:
        return None
    places = (i for i in range(marker[0] - 1, cue.end, -1) if tokens[i].text == lead and not tokens[i].depth)
    for place in places:
        span = phrase(tokens, place + 1, stop)
        group = group_of(inventory, tokens, *span)
        if group and any(map(inventory.is_arm, tokens[slice(*span)])):
            return group, span
    return None


def _before(tokens: Sequence[Token], outcome: int, cue: Cue, high: int) -> int:
    """Return where the side behind a ranking verb ends: before the words that lead to an outcome behind it."""
    leads = (i for i in range(cue.end + 2, outcome) if tokens[i].text in {"in", "for", "regarding", "with"})
    return next(leads, outcome) if cue.end < outcome < high else high


def _measured(inventory: Inventory, tokens: Sequence[Token], first: Found, within: tuple[int, int]) -> Sides:
    """Read the sides told beside their numbers: "to 61 days compared with 38 days for B and 40 days for C"."""
    low, high = within
    places = (i for i in range(low, high) if tokens[i].text in {"for", "in", "with"} and not tokens[i].depth)
    seconds = [
        g
        for i in places
        if tokens[i - 1].tag is Tag.QUANTITY
        for g in groups_of(inventory, tokens, phrase(tokens, i + 1, high))
    ]
    seconds += [
        inventory.group(tokens[i])
        for i in range(low + 1, high)
        if inventory.is_arm(tokens[i]) and tokens[i - 1].tag is Tag.QUANTITY
    ]
    return tuple((first[0], other) for other in dict.fromkeys(seconds) if other != first[0])


def _paired(inventory: Inventory, tokens: Sequence[Token], first: Found | None, second: tuple[int, int]) -> Sides:
    seconds = groups_of(inventory, tokens, _listed(tokens, second)) or _class_in(inventory, tokens[slice(*second)])
    seconds += _behind_bracket(inventory, tokens, second[1]) if seconds else []
    if first is None:
        return tuple((a, b) for b in seconds if (a := rival_of(inventory, b)) is not None)
    firsts = groups_of(inventory, tokens, first[1]) or [first[0]]
    if firsts == seconds:  # two of one name: "a second-generation CAR had more than a third-generation CAR"
        firsts = [g for g in [label_of(inventory, tokens, first[1])] if g]
        seconds = [g for g in [label_of(inventory, tokens, second)] if g]
        if not seconds and firsts:
            firsts, seconds = [first[0]], [Group(None, _text(inventory, tokens, second))]
    return tuple((a, b) for a in firsts for b in seconds if a != b)


def _behind_bracket(inventory: Inventory, tokens: Sequence[Token], end: int) -> list[Group]:
    """Return the further group of "than A (74%) or B (88%)"."""
    if end >= len(tokens) or tokens[end].text != "(":
        return []
    shut = next((i for i in range(end + 1, len(tokens)) if tokens[i].text == ")" and not tokens[i].depth), len(tokens))
    if [t.text for t in tokens[shut + 1 : shut + 2]] not in (["or"], ["and"]):
        return []
    span = phrase(tokens, shut + 2, len(tokens))
    told = (
        span[1] < len(tokens)
        and tokens[span[1]].text == "("
        and not any(t.tag is Tag.OUTCOME for t in tokens[slice(*span)])
    )
    group = group_of(inventory, tokens, *span) if told else None
    return [group] if group else []


def _class_in(inventory: Inventory, piece: Sequence[Token]) -> list[Group]:
    """Return the class of all CAR products, where a phrase names nothing else: "compared with CAR T cells"."""
    named = [t.entity for t in piece if t.mention and t.mention.kind is Kind.CONSTRUCT]
    plain = all(t.text in words.PLAIN or t.entity in named for t in piece)
    return [Group(named[0])] if plain and len(set(named)) == 1 and inventory.is_class(named[0]) else []


def _text(inventory: Inventory, tokens: Sequence[Token], span: tuple[int, int]) -> str:
    start, end = span
    while end > start + 1 and tokens[end - 1].text in {"and", "or", ","}:
        end -= 1
    return inventory.annotation.paper.text[tokens[start].span.start : tokens[end - 1].span.end]


def _listed(tokens: Sequence[Token], span: tuple[int, int]) -> tuple[int, int]:
    """Return a phrase with the list that it opens: "B cells, C cells, or D cells"."""
    start, end = span
    joint = next((i for i in range(end, min(len(tokens), end + _NEAR)) if tokens[i].text in {"or", "and"}), None)
    if joint is None or end >= len(tokens) or tokens[end].text != ",":
        return span
    pieces = [i for i in range(end, joint) if tokens[i].text == ","]
    parted = words.CONTRASTS & {t.text for t in tokens[end : joint + 1]}
    if parted or any(
        tokens[i].depth or is_verb(tokens, i) or tokens[i].tag is Tag.OUTCOME for i in range(end, joint + 1)
    ):
        return span
    return (start, phrase(tokens, joint + 1, len(tokens))[1]) if pieces else span


def _between(inventory: Inventory, tokens: Sequence[Token], cue: Cue, high: int) -> tuple[Group, Group] | None:
    """Read "did not differ between A and B", "was similar in A and B"."""
    leads = ("between",), ("in", "for", "among", "across", "with")
    places = [i for lead in leads for i in range(cue.end + 1, high) if tokens[i].text in lead and not tokens[i].depth]
    for at in places:
        ends = [i for i in range(at + 1, min(high, at + LONGEST)) if not _bracketed(tokens[i])]
        joint = next((i for i in ends if tokens[i].text == "and" or tokens[i].text in words.BREAKS), None)
        if (
            joint is None
            or tokens[joint].text != "and"
            or {t.text for t in tokens[at + 1 : joint]} & {"between", "nor"}
        ):
            continue
        a = group_of(inventory, tokens, *phrase(tokens, at + 1, joint))
        b = group_of(inventory, tokens, *phrase(tokens, joint + 1, high))
        if a and b and a != b:
            return _of_one_bound(a, b)
    return None


_BOUND = re.compile(r"\b(older|younger|lower|higher|more|less|fewer|greater|above|below)$", re.IGNORECASE)


def _of_one_bound(a: Group, b: Group) -> tuple[Group, Group]:
    """Give the first of "patients older and younger than 65 years" the bound behind the second."""
    than = (b.label or "").partition(" than ")
    return (Group(a.subject, f"{a.label} than {than[2]}"), b) if than[2] and _BOUND.search(a.label or "") else (a, b)


def _bracketed(token: Token) -> bool:
    return bool(token.depth) or token.text in {"(", ")", "[", "]"}


def _jointly(
    inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int], low: int
) -> tuple[Group, Group] | None:
    """Read "A and B had similar X", where the subject names two groups."""
    if outcomes[0] < cue.start or _has_second(tokens, cue):
        return None
    for verb in reversed([i for i in range(low + 1, cue.start) if is_verb(tokens, i)]):
        named = groups_of(inventory, tokens, subject_of(tokens, low, verb))
        if len(named) == len({"a", "b"}) and (named[0].subject or named[1].subject):
            return named[0], named[1]
    return None


def _has_second(tokens: Sequence[Token], cue: Cue) -> bool:
    _, high = clause(tokens, cue)
    return any(t.text in words.COMPARED | words.MARKERS for t in tokens[cue.end + 1 : high] if not t.depth)
