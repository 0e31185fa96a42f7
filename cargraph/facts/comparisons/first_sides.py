"""The first side of a comparison: the subject, who did it, whose the outcome is, or what a preposition brings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.clauses import clause
from cargraph.facts.comparisons.cues import Cue, Sort
from cargraph.facts.comparisons.phrases import group_of, groups_of, is_people, label_of, phrase
from cargraph.facts.comparisons.subjects import describes, is_verb, subject_of
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group

Found: TypeAlias = "tuple[Group, tuple[int, int]]"
_LED = frozenset({"led", "leads", "resulted", "results", "translated"})
_TIMES = frozenset({"after", "following", "before", "during", "upon"})


def first_side(
    inventory: Inventory,
    tokens: Sequence[Token],
    cue: Cue,
    outcomes: Sequence[int],
    within: tuple[int, int],
    *,
    people: bool = False,
) -> Found | None:
    """Return the first side and its span: the subject, or what a preposition brings in before the second side.

    A product or an arm behind a preposition goes before a subject that is neither: "withdrawal led to less rebound in
    A than in B" is of A. people: whether the second side is told as patients, as the subject then is.
    """
    low, stop = within
    subject = _subject(inventory, tokens, cue, low) if outcomes[0] >= cue.start else None
    if outcomes[0] < cue.start and (is_verb(tokens, outcomes[0]) or _has(tokens, outcomes[0], low)):
        subject = _doer(inventory, tokens, outcomes[0], low)
    brought = _brought_in(inventory, tokens, cue, outcomes[0], stop)
    if (
        subject
        and brought
        and subject[0].label
        and not is_verbal(tokens, cue)
        and (is_people(tokens, subject[1]) or tokens[brought[1][0] - 1].text not in _TIMES)
        and (brought[0].subject not in {None, subject[0].subject} or brought[0].label in _known(inventory))
    ):
        if people and is_people(tokens, subject[1]):
            return subject
        return brought
    if subject or (brought and is_people(tokens, brought[1])):
        return subject or brought
    return _owner(inventory, tokens, outcomes) or brought


def _has(tokens: Sequence[Token], outcome: int, low: int) -> bool:
    """Tell whether an outcome is what a subject has: "A had a PFS similar to that of B"."""
    near = range(outcome - 1, max(low, outcome - 5), -1)
    place = next((i for i in near if tokens[i].text in {"had", "has", "have", "showed"} | words.PREPOSITIONS), None)
    return place is not None and tokens[place].text not in words.PREPOSITIONS


def _doer(inventory: Inventory, tokens: Sequence[Token], outcome: int, low: int) -> Found | None:
    """Return who did what an outcome tells by its verb: "A expanded more and persisted longer than B"."""
    for verb in (i for i in range(outcome, low, -1) if is_verb(tokens, i)):
        span = subject_of(tokens, low, verb)
        if doers := groups_of(inventory, tokens, span):
            return doers[0], span
    return None


def _owner(inventory: Inventory, tokens: Sequence[Token], outcomes: Sequence[int]) -> Found | None:
    """Return the arm an outcome is of: "axi-cel PFS was longer", "the persistence of A cells was greater"."""
    span = phrase(tokens, outcomes[-1] + 2, len(tokens))
    if tokens[outcomes[-1] + 1 : outcomes[-1] + 2] and tokens[outcomes[-1] + 1].text == "of":
        piece = tokens[slice(*span)]
        single = any(map(inventory.is_arm, piece)) and not any(t.text in {"and", "or", "of"} for t in piece)
        group = group_of(inventory, tokens, *span) if single else None
        return (group, span) if group else None
    before = outcomes[0] - 1
    if before >= 0 and inventory.is_arm(tokens[before]):
        return inventory.group(tokens[before]), (before, before + 1)
    return None


def _subject(inventory: Inventory, tokens: Sequence[Token], cue: Cue, low: int) -> Found | None:
    """Return the subject of the verb before a comparing word; "A grew faster and had more X" looks past the "and"."""
    verbs = [i for i in range(low + 1, cue.start) if is_verb(tokens, i)]
    if is_verbal(tokens, cue):
        verbs.append(cue.start)
    for verb in reversed(verbs):
        span = subject_of(tokens, low, verb)
        told = tokens[span[0] : span[1]]
        if not told:
            continue
        if any(t.text in words.STUDIES for t in told):
            return None
        groups = groups_of(inventory, tokens, span)
        group = groups[0] if groups else None
        causal = tokens[verb].text in _LED
        if group is None and (causal or cue.sort is not Sort.DESCRIBES) and not any(_is_harm(t) for t in told):
            group = label_of(inventory, tokens, span)
        if group is not None:
            return group, span
    return None


def is_verbal(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word is the verb of its clause: "A reduced X", not "A had reduced X"."""
    if cue.sort in {Sort.DESCRIBES, Sort.FAVORS} or tokens[cue.start].text.endswith("ing"):
        return False
    place = cue.start - 1
    while place > 0 and tokens[place].text.endswith("ly"):
        place -= 1
    before = tokens[place].text if cue.start else ""
    return not describes(tokens, cue.start) and before not in {"was", "were", "is", "are", "been", "be", "being"}


def is_of_factor(tokens: Sequence[Token], cue: Cue, outcome: int) -> bool:
    """Tell whether a comparing word and its outcome are a factor linked to another: "higher X was associated with"."""
    low, high = clause(tokens, cue)
    if outcome < cue.start or any(is_verb(tokens, i) for i in range(low, cue.start)):
        return False
    return any(t.text in words.LINKED | words.PREDICTING for t in tokens[outcome:high])


def _is_harm(token: Token) -> bool:
    return (
        token.tag is Tag.OUTCOME and token.mention is not None and token.mention.kind in {Kind.TOXICITY, Kind.ENDPOINT}
    )


def _brought_in(inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcome: int, stop: int) -> Found | None:
    behind = max(cue.end, outcome if outcome < stop else cue.end)
    for since in dict.fromkeys((behind, cue.end, min(outcome, cue.end))):
        for place in range(since + 1, stop):
            if tokens[place].text in words.PREPOSITIONS and not tokens[place].depth and not _measures(tokens, place):
                span = phrase(tokens, place + 1, cue.start if place < cue.start else stop)
                group = group_of(inventory, tokens, *span) if span[1] > span[0] else None
                if group:
                    return group, span
    return None


_MEANS = frozenset({"by", "using", "with", "on"})
_METHODS = re.compile(
    r"(?:\w*pcr|flow|cytometry|elisa|luminex|immunoassay|sequencing|ngs|pet|ct|mri|imaging|ihc|mass|western)$"
)


def _measures(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a preposition brings in how an outcome was measured: "persistence, by qPCR, was shorter"."""
    return tokens[at].text in _MEANS and any(_METHODS.match(t.text) for t in tokens[at + 1 : at + 4])


def _known(inventory: Inventory) -> frozenset[str | None]:
    return frozenset(group.label for group in inventory.labelled)
