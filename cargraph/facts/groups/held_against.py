"""Two numbers held against each other: which of the two groups each is of, and when nothing says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.groups.places import Place, contradicted, inverted, says_two
from cargraph.facts.results import attach_arms
from cargraph.facts.tokens import Tag
from cargraph.mentions.people import PATIENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token

_PAIR = 2
_OTHERS = PATIENTS | {"those", "without", "not"}
_TYING = frozenset(
    "associated correlated predicted predictive predictor predictors linked related influence influenced effect affect "
    "affected impact impacted".split()
)


def paired(place: Place, inventory: Inventory) -> Group | None:
    """Return whose one of two numbers is that are held against each other: "28% with A versus 9% with B"."""
    tokens, at, groups, pair, is_arm = place.tokens, place.at, place.groups, place.pair, inventory.is_arm
    if pair is None:
        return _changed(place, inventory)
    if (second := _named_between(place, inventory)) is not None:
        return second if at == pair[1] else _other(place, second, inventory)
    if any(attach_arms.behind(tokens, i, is_arm, paired=True) is not None for i in pair):
        other = attach_arms.behind(tokens, pair[0] if at == pair[1] else pair[1], is_arm, paired=True)
        return _rival(inventory, inventory.group(tokens[other])) if other is not None else None
    later = since_last_pair(place, inventory)
    if later is not None and len(later) < _PAIR:
        return None
    groups = _set_against(place, inventory) or later or _sides(place, inventory) or groups
    if _names_second_alone(place, inventory):
        return place.groups[0] if at == pair[1] else None
    if len(groups) >= 2:
        first, second = groups[0], groups[1]
        if inverted(tokens) != contradicted(tokens, pair):
            first, second = second, first
        return first if at == pair[0] else second
    if not groups and tells_factor(tokens[: pair[0]]):
        return None
    return _of_known_two(place, inventory, pair, groups)


def _rival(inventory: Inventory, group: Group) -> Group | None:
    """Return the other of the paper's two groups, or those whom a group's label leaves out."""
    both = next((two for two in (inventory.pair, inventory.halves) if two and group in two), None)
    return both[both[0] == group] if both else inventory.rest(group)


def _named_between(place: Place, inventory: Inventory) -> Group | None:
    """Return the group named before the second of two numbers alone: "12% vs A's 30%", "12%, against A with 30%"."""
    if place.pair is None:
        return None
    first, second = place.pair
    named = [i for i in range(first + 1, second) if inventory.is_arm(place.tokens[i])]
    if len(named) != 1 or place.tokens[second].depth > place.tokens[named[0]].depth:
        return None
    before = {t.text for t in place.tokens[first + 1 : named[0]]}
    leading = all(t.text in _OF_SECOND for t in place.tokens[named[0] + 1 : second])
    followed = attach_arms.behind(place.tokens, second, inventory.is_arm, paired=True) is not None
    return inventory.group(place.tokens[named[0]]) if before & words.VERSUS and leading and not followed else None


_OF_SECOND = frozenset("' s with at : , ( in the of patients group arm recipients".split())


def _other(place: Place, second: Group, inventory: Inventory) -> Group | None:
    """Return what a group is held against: the other of two, or the last that the sentence names before the numbers."""
    both, first = inventory.pair, place.pair[0] if place.pair else place.at
    if both and second in both:
        return both[both[0] == second]
    before = (inventory.group(t) for t in reversed(place.tokens[:first]) if inventory.is_arm(t))
    return next((group for group in before if group != second), None)


def _changed(place: Place, inventory: Inventory) -> Group | None:
    """Return whose the second number of a change between two groups is: "fell from 74% with A to 29%"."""
    start = started_from(place.tokens, place.at, inventory.is_arm)
    return _other(place, inventory.group(place.tokens[start]), inventory) if start is not None else None


def started_from(tokens: Sequence[Token], at: int, is_arm: Callable[[Token], bool]) -> int | None:
    """Return the group whose number a change began with, seen from the number it ended with, named alone."""
    if at < _PAIR or tokens[at - 1].text not in {"to", "only", "just"}:
        return None
    start = next((i for i in range(at - 1, max(-1, at - _CLAUSE), -1) if tokens[i].text == "from"), None)
    if start is None or attach_arms.behind(tokens, at, is_arm) is not None:
        return None
    named = [i for i in range(start, at) if is_arm(tokens[i])]
    begun = any(t.tag is Tag.QUANTITY for t in tokens[start : start + 3])
    return named[0] if begun and len(named) == 1 else None


_CLAUSE = 14


def is_unsure(place: Place, inventory: Inventory) -> bool:
    """Tell whether two numbers are held against each other and nothing says which group is which."""
    if place.pair is not None and not place.groups and tells_factor(place.tokens[: place.pair[0]]):
        return True
    if place.pair is None:
        return started_from(place.tokens, place.at, inventory.is_arm) is not None
    if (second := _named_between(place, inventory)) is not None:
        return place.at == place.pair[0] and _other(place, second, inventory) is None
    if inventory.pair:
        return False
    if inventory.halves and says_two(place.tokens):
        return False
    if _names_second_alone(place, inventory):
        return place.at == place.pair[0]
    if not place.groups:
        return bool(inventory.halves) or inventory.has_comparator
    than = next((i for i, t in enumerate(place.tokens[: place.pair[0]]) if t.text == "than"), None)
    others = than is not None and place.tokens[than + 1].text in _OTHERS
    labelled = place.groups[0].label is not None and inventory.halves is None
    return len(place.groups) == 1 and (others or labelled) and place.at == place.pair[1]


def since_last_pair(place: Place, inventory: Inventory) -> list[Group] | None:
    """Return the groups named between the pair before and a pair, where these are set against each other anew."""
    before = [p for p in place.lists.pairs if place.pair and p[1] < place.pair[0]]
    if not before or place.pair is None:
        return None
    gap = place.tokens[before[-1][1] + 1 : place.pair[0]]
    if not any(t.text in words.VERSUS for t in gap):
        return None
    anew = list(dict.fromkeys(inventory.group(t) for t in gap if inventory.is_arm(t)))
    goes_on = len(anew) == 1 and anew[0] != place.groups[0] and anew[0] != inventory.whole
    return [place.groups[0], *anew] if goes_on else anew


def tells_factor(before: Sequence[Token]) -> bool:
    """Tell whether two numbers stand behind what a factor goes with: "X was associated with more CRS (50% vs 15%)"."""
    return any(t.text in _TYING for t in before)


def _of_known_two(place: Place, inventory: Inventory, pair: tuple[int, int], groups: list[Group]) -> Group | None:
    """Return whose a number of a pair is where the sentence names at most one of the two groups."""
    tokens, at = place.tokens, place.at
    if (chosen := inventory.pointed_pair(tokens)) is not None:
        return chosen[0] if at == pair[0] else chosen[1]
    known = (inventory.pair, inventory.halves if groups or says_two(tokens) else None)
    both = next((two for two in known if two and groups and groups[0] in two), known[0] or known[1])
    if len(groups) == 1 and (both is None or groups[0] not in both) and (rest := inventory.rest(groups[0])):
        later = inverted(tokens) != _stands_against(place, inventory)
        both = (rest, groups[0]) if later else (groups[0], rest)
        return both[0] if at == pair[0] else both[1]
    if both is None or (groups and groups[0] not in both):
        return None
    second_named = not inverted(tokens) and _stands_against(place, inventory)
    if _is_told_before(place, inventory):
        return both[0] if at == pair[0] else both[1]
    if len(groups) == 1 and groups[0] == (both[0] if inverted(tokens) or second_named else both[1]):
        both = (both[1], both[0])
    return both[0] if at == pair[0] else both[1]


def _is_told_before(place: Place, inventory: Inventory) -> bool:
    """Tell whether the group named belongs to an earlier pair: "45%, against 29% with B, and OS was alike (a v b)"."""
    before = (second for _, second in place.lists.pairs if place.pair and second < place.pair[0])
    return any(attach_arms.behind(place.tokens, second, inventory.is_arm) is not None for second in before)


def _stands_against(place: Place, inventory: Inventory) -> bool:
    """Tell whether the one group a sentence names is what another is held against: "exceeded that of B (a vs b)"."""
    arm = next((i for i, t in enumerate(place.tokens) if inventory.is_arm(t)), 0)
    before = [t.text for t in place.tokens[max(0, arm - 5) : arm]]
    told = "than" in before or (
        {"that", "those"} & set(before[-3:]) and {"of", "with", "in", "after"} & set(before[-2:])
    )
    return bool(told) and place.pair is not None and arm < place.pair[0]


def _names_second_alone(place: Place, inventory: Inventory) -> bool:
    """Tell whether but the second side of a pair is named: "OS was shorter than for fit patients (a vs b)"."""
    if place.pair is None or len(place.groups) != 1 or place.groups[0].label is None:
        return False
    arm = next(i for i, t in enumerate(place.tokens) if inventory.is_arm(t))
    than = [t.text for t in place.tokens[max(0, arm - 3) : arm]]
    known = inventory.pair is not None or inventory.halves is not None
    told = inventory.rest(place.groups[0]) is not None or known
    return arm < place.pair[0] and "than" in than and not told


_OVER = words.VERSUS | {"over", "to"}
_THE_OTHER = frozenset(
    {"with", "to", "the", "those", "patients", "given", "receiving", "treated", "in", "for", "after", "of"}
)


def _sides(place: Place, inventory: Inventory) -> list[Group] | None:
    """Return the two sides of a pair in a sentence of more groups: "in the cohort, A had more X (a vs b) than B"."""
    tokens = place.tokens
    if len(place.groups) <= _PAIR or place.pair is None:
        return None
    for at, token in enumerate(tokens):
        if token.text not in _OVER or token.depth:
            continue
        other = next((i for i in range(at + 1, len(tokens)) if tokens[i].text not in _THE_OTHER), None)
        before = [i for i in range(at) if inventory.is_arm(tokens[i]) and not tokens[i].depth]
        if other is None or not before or not inventory.is_arm(tokens[other]) or other in place.pair:
            continue
        first = [i for i in before if tokens[i - 1].text not in _WITHIN and tokens[i].text.split()[0] not in _WITHIN]
        return [inventory.group(tokens[(first or before)[-1]]), inventory.group(tokens[other])]
    return None


_WITHIN = frozenset({"within", "among", "across"})


def _set_against(place: Place, inventory: Inventory) -> list[Group] | None:
    """Return the two arms that stand against each other last before a pair: "(A vs. B, CR: 53% vs. 76%)"."""
    tokens, end = place.tokens, place.pair[0] if place.pair else 0
    for at in range(end - 2, 0, -1):
        if tokens[at].text in {"vs", "versus"} and inventory.is_arm(tokens[at - 1]):
            other = next((t for t in tokens[at + 1 : min(end, at + 4)] if t.text not in {".", "the"}), None)
            if other is not None and inventory.is_arm(other):
                return [inventory.group(tokens[at - 1]), inventory.group(other)]
    return None
