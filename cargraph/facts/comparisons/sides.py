"""Who is held against whom, where the sentence says it in its own words: "older patients had more than younger ones".

A comparing word has two sides. The second stands behind "than" or "compared with"; the first is the clause's subject
where the outcome follows the comparing word ("A had a higher rate of X than B"), else it stands behind a preposition
("X was more frequent in A than in B").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from cargraph.facts.arms import Group
from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.complement import complement
from cargraph.facts.comparisons.phrases import LONGEST, group_of, is_label, is_people, is_verb, phrase, subject_of
from cargraph.facts.comparisons.rivals import rivals
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.arms import Inventory
    from cargraph.facts.comparisons.cues import Cue

Sides: TypeAlias = "tuple[tuple[Group, Group | None], ...]"


def clause(tokens: Sequence[Token], cue: Cue) -> tuple[int, int]:
    """Return the first token of the clause a comparing word stands in, and the one behind its last."""
    low = next((i + 1 for i in range(cue.start - 1, -1, -1) if _parts(tokens[i])), 0)
    high = next((i for i in range(cue.end + 1, len(tokens)) if _parts(tokens[i])), len(tokens))
    return low, high


def _parts(token: Token) -> bool:
    return token.depth == 0 and (token.text == ";" or token.text in words.CONTRASTS)


def worded_sides(inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcome: int) -> Sides:
    """Return the sides that a clause names in its own words: nothing where it does not name both.

    The first is held against each of the second: "A more than B or C" gives two. outcome: the place of the outcome.
    """
    low, high = clause(tokens, cue)
    if cue.direction in {"similar", "differs"} and (both := _between(inventory, tokens, cue, high)) is not None:
        return (both,)
    marker = _marker(tokens, cue, low, high)
    if marker is None:
        return ()
    second = phrase(tokens, marker[1], high)
    stop = marker[0]
    if marker[0] <= low + 1:  # "Compared with B, A had ..."
        low = next((i + 1 for i in range(second[1], cue.start) if tokens[i].text == ","), second[1])
        stop = high
    first = _first(inventory, tokens, cue, outcome, low, stop)
    return tuple(
        (a, b)
        for a in (_each(inventory, tokens, *first[1]) if first else ())
        for b in _each(inventory, tokens, *second)
        if a != b
    )


def one_sided(inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcome: int) -> Sides:
    """Return a group that a clause sets apart without naming the others: "IL-6 was higher in non-responders".

    Of two products the other is the second side.
    """
    low, high = clause(tokens, cue)
    first = _first(inventory, tokens, cue, outcome, low, high) if cue.direction in {"lower", "higher"} else None
    if first is None:
        return ()
    group, span = first
    if {t.text for t in tokens[span[0] : span[1]]} & words.STUDIES:
        return ()
    if group.label is None:
        products = [p for p in rivals(inventory) if p != group.subject]
        return (
            ((group, Group(products[0]) if len(products) == 1 else None),) if products and outcome < cue.start else ()
        )
    if any(t.mention and t.mention.kind is Kind.DISEASE for t in tokens[span[0] : span[1]]):
        return ((group, _other_disease(inventory, tokens[span[0] : span[1]])),)
    named = is_people(tokens, span) or is_label(inventory, tokens, span)
    others = complement(group.label)
    return ((group, Group(None, others) if others else None),) if named else ()


def _other_disease(inventory: Inventory, piece: Sequence[Token]) -> Group | None:
    """Return the other of the two diseases that a paper speaks of, None where it speaks of more."""
    own = {t.entity for t in piece}
    others = [e for e in inventory.entities.values() if e.kind is Kind.DISEASE and e.id not in own]
    return Group(None, others[0].names[0]) if len(others) == 1 else None


def _each(inventory: Inventory, tokens: Sequence[Token], start: int, end: int) -> list[Group]:
    """Return the groups of a side: one, or those that "or" or "and" joins where each is one by itself."""
    joint = next((i for i in range(start + 1, end) if tokens[i].text in {"or", "and"}), None)
    if joint is not None and any(inventory.is_arm(t) for t in tokens[start:end]):
        spans = ((start, joint), phrase(tokens, joint + 1, end))
        parts = [group_of(inventory, tokens, *span) for span in spans]
        if all(parts):
            return [part for part in parts if part]
    whole = group_of(inventory, tokens, start, end)
    return [whole] if whole else []


def _marker(tokens: Sequence[Token], cue: Cue, low: int, high: int) -> tuple[int, int] | None:
    """Return where the word stands that brings the second side in, and the place behind it."""
    for place in [*range(cue.end + 1, high), low, low + 1]:
        if place >= high or tokens[place].depth:
            continue
        text, after = tokens[place].text, tokens[place + 1].text if place + 1 < high else ""
        if text in words.MARKERS and place > cue.end:
            return place, place + 1
        if text in words.COMPARED and after in words.WITH:
            return place, place + 2
        if text in words.WITH and place == cue.end + 1 and tokens[cue.end].text in words.RANKED:
            return place, place + 1
    return None


def _first(
    inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcome: int, low: int, stop: int
) -> tuple[Group, tuple[int, int]] | None:
    """Return the first side and its span: the subject, or what a preposition brings in before the second side.

    A product or an arm behind a preposition goes before a subject that is neither: "withdrawal led to less rebound in
    A than in B" is of A.
    """
    subject = _as_subject(inventory, tokens, cue, outcome, low)
    brought = _brought_in(inventory, tokens, cue, outcome, stop)
    if subject and brought and subject[0].label and brought[0].subject:
        return brought
    return subject or brought


def _as_subject(
    inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcome: int, low: int
) -> tuple[Group, tuple[int, int]] | None:
    """Return the subject of the verb before a comparing word; "A grew faster and had more X" looks past the "and"."""
    if outcome <= cue.end:
        return None
    verbs = [i for i in range(low + 1, cue.end + 1) if is_verb(tokens, i)]
    for verb in reversed(verbs):
        span = subject_of(tokens, low, verb)
        told = tokens[span[0] : span[1]]
        if (
            not told
            or any(is_verb(tokens, i) for i in range(*span))
            or (any(t.tag is Tag.OUTCOME and t.mention for t in told) and not is_people(tokens, span))
        ):
            continue
        if any(t.text in words.STUDIES for t in told):
            return None
        if (group := group_of(inventory, tokens, *span)) is not None:
            return group, span
    return None


def _brought_in(
    inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcome: int, stop: int
) -> tuple[Group, tuple[int, int]] | None:
    behind = max(cue.end, outcome if outcome < stop else cue.end)
    for since in dict.fromkeys((behind, cue.end, min(outcome, cue.end))):
        for place in range(since + 1, stop):
            if tokens[place].text in words.PREPOSITIONS and not tokens[place].depth:
                span = phrase(tokens, place + 1, stop)
                group = group_of(inventory, tokens, *span) if span[1] > span[0] else None
                if group:
                    return group, span
    return None


def _between(inventory: Inventory, tokens: Sequence[Token], cue: Cue, high: int) -> tuple[Group, Group] | None:
    """Read "did not differ between A and B", "was similar in A and B"."""
    at = next(
        (
            i
            for i in range(cue.end + 1, min(high, cue.end + 12))
            if not tokens[i].depth and tokens[i].text in {"between", "in", "for", "among", "across", "with"}
        ),
        None,
    )
    if at is None:
        return None
    joint = next(
        (
            i
            for i in range(at + 1, min(high, at + LONGEST))
            if tokens[i].text == "and" or tokens[i].text in words.BREAKS
        ),
        None,
    )
    if joint is None or tokens[joint].text != "and":
        return None
    a = group_of(inventory, tokens, *phrase(tokens, at + 1, joint))
    b = group_of(inventory, tokens, *phrase(tokens, joint + 1, high))
    return (a, b) if a and b and a != b else None
