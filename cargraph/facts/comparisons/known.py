"""Who is held against whom among the groups that the paper has named before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.clauses import clause, marker_of
from cargraph.facts.comparisons.cues import Cue, Sort, denies_difference, is_held_against
from cargraph.facts.comparisons.phrases import group_of, phrase
from cargraph.facts.comparisons.rivals import pair_of
from cargraph.facts.groups.arm_names import is_comparator
from cargraph.facts.groups.group import Group
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.comparisons.sides import Sides
    from cargraph.facts.groups.arms import Inventory

_NEAR, _BRACKET = 16, 7
_BOTH = frozenset("groups arms cohorts treatments therapies products populations cars constructs regimens".split())
_CLOSING = frozenset({".", ",", ";", "(", "[", "and", "but", "as", "significantly"})
_BE = frozenset({"was", "were", "remained"})
_SEVERAL = frozenset({"three", "four", "five", "six"})


def known_sides(inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int]) -> Sides:
    """Return the groups of the paper that a comparing word holds against each other, or nothing.

    outcomes: the places of what it compares.
    """
    elliptic = is_elliptic(tokens, cue, outcomes)
    low, high = clause(tokens, cue)
    tokens, cue = tokens[low:high], replace(cue, start=cue.start - low, end=cue.end - low)
    texts = [t.text for t in tokens]
    if _SEVERAL & set(texts) and _BOTH & set(texts):
        return ()
    marker = marker_of(tokens, cue, cue.end, 0, len(tokens))
    if marker and {t.text for t in tokens[marker[1] : marker[1] + 8]} & words.STUDIES:
        return ()
    groups = inventory.groups(tokens)
    against = is_held_against(tokens, cue) or cue.direction == "similar"
    if len(groups) > len({"a", "b"}) and cue.direction == "similar" and not marker:
        return ()
    if len(groups) >= 2 and against:
        first, second = groups[0], groups[1]
        return ((second, first),) if texts[0] in words.OPENING else ((first, second),)
    of_both = any(t in _BOTH for t in texts)
    pair = pair_of(inventory) or (inventory.halves if groups or of_both or _two_numbers(tokens, cue) else None)
    if pair and (len(groups) == 1 and groups[0] in pair) and (against or "group" in texts or _two_numbers(tokens, cue)):
        other = pair[1] if groups[0] == pair[0] else pair[0]
        return ((other, groups[0]),) if _is_second(inventory, tokens) else ((groups[0], other),)
    if pair and not groups and (of_both or elliptic or denies_difference(tokens, cue)):
        return (pair,)
    if texts[0] in words.OPENING and texts[1:2] in (["with"], ["to"]) and len(inventory.products) == 1 and not groups:
        control = group_of(inventory, tokens, *phrase(tokens, len(("compared", "with")), cue.start))
        return ((Group(inventory.products[0]), control),) if control and is_comparator(control.label or "") else ()
    alone = groups[0].label if len(groups) == 1 and groups[0].subject is None else None
    if alone and against and is_comparator(alone) and inventory.main:
        return ((Group(inventory.main), groups[0]),)
    return ()


def says_both(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a word says that the two groups spoken of before are alike: "comparable between these groups"."""
    low, high = clause(tokens, cue)
    texts = [t.text for t in tokens[low:high]]
    return cue.direction in {"similar", "differs"} and bool(_BOTH & set(texts)) and not _SEVERAL & set(texts)


def is_elliptic(tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int]) -> bool:
    """Tell whether a clause says how an outcome was, not in whom: "OS was similar", "PFS was longer (9 v 4)"."""
    low, high = clause(tokens, cue)
    behind = tokens[cue.end + 1 : cue.end + 2]
    if denies_difference(tokens, cue) and cue.end < outcomes[0] < high:
        named = (t for t in tokens[low:high] if not t.depth)
        return not any(t.tag is Tag.ARM or t.text in words.AGAINST | words.PEOPLE for t in named)
    if cue.sort is not Sort.DESCRIBES or outcomes[-1] > cue.start or (behind and behind[0].text not in _CLOSING):
        return False
    if not denies_difference(tokens, cue) and not {t.text for t in tokens[outcomes[-1] : cue.start]} & _BE:
        return False
    open_ = [t for t in tokens[low:high] if not t.depth]
    if any(t.tag is Tag.ARM or t.text in words.AGAINST | words.PEOPLE | words.STUDIES for t in open_):
        return False
    return cue.direction == "similar" or _two_numbers(tokens, cue)


def _two_numbers(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether two numbers stand against each other in the bracket behind a comparing word."""
    behind = tokens[cue.end + 1 : cue.end + _NEAR]
    opened = next((i for i, t in enumerate(behind) if t.text == "("), 0)
    versus = (t.text in {"vs", "versus", "v"} for t in behind[opened : opened + _BRACKET])
    return sum(t.tag is Tag.QUANTITY for t in behind[opened : opened + _BRACKET]) == len({"a", "b"}) and any(versus)


def _is_second(inventory: Inventory, tokens: Sequence[Token]) -> bool:
    """Tell whether the only group named is the one compared with: "relative to controls, ..."."""
    at = next(i for i, t in enumerate(tokens) if inventory.is_arm(t))
    return bool({t.text for t in tokens[max(0, at - 4) : at]} & (words.AGAINST - {"between"}))
