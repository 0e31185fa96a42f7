"""Whom a result is of: the arm behind the number, the pair it stands in, the nearest arm, or the paper's only one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import attach
from cargraph.facts.arms import Group, Inventory
from cargraph.facts.lists import outcome_runs
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.lists import Lists
    from cargraph.facts.tokens import Token

_CARRYING = frozenset({"additionally", "of", "among", "they", "these", "furthermore", "moreover", "in"})


class Owners:
    """Finds the groups of one paper's results, sentence by sentence: a group may be carried into the next."""

    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory
        self._carried: Group | None = None

    def of(self, tokens: Sequence[Token], at: int, lists: Lists) -> tuple[Group | None, str]:
        """Return the group of a quantity and the name of the rule that found it; None where the text leaves it open."""
        is_arm = self.inventory.is_arm
        named = [i for i, t in enumerate(tokens) if is_arm(t)]
        groups = list(dict.fromkeys(self.inventory.group(tokens[i]) for i in named))
        if (disease := self._disease(tokens, at)) is not None:
            return disease, "arm.disease"
        if (listed := self._listed(tokens, at, lists)) is not None:
            return listed, "arm.respectively"
        pair = lists.pair(at)
        if (own := attach.behind(tokens, at, is_arm, paired=pair is not None)) is not None:
            return self._settled(self.inventory.group(tokens[own]), "arm.behind")
        if pair is not None and (chosen := self._of_pair(tokens, pair, at, groups)) is not None:
            return chosen, "arm.pair"
        choice = attach.arm_of(tokens, at, is_arm)
        if choice is not None:
            return self._settled(self.inventory.group(tokens[choice.at]), "arm.nearest")
        both, (step, steps) = self.inventory.pair, lists.step(at)
        alone = not groups and _two_of_one(lists, at)
        if both and steps == 2 and (alone or any(t.text == "respectively" for t in tokens)):
            return both[step], "arm.pair"
        quantity = tokens[at].quantity
        held = self.inventory.of_total(quantity.total) if both and quantity and quantity.total else None
        if held is not None:
            return held, "arm.total"
        whole = self.inventory.whole
        vague = whole is None or (whole.subject is not None and self.inventory.is_class(whole.subject))
        if vague and len(groups) == 1:
            return self._settled(groups[0], "arm.only")
        return self._unnamed(tokens)

    def _disease(self, tokens: Sequence[Token], at: int) -> Group | None:
        """Return the subgroup of one disease: "10% in mantle cell lymphoma, 8% in multiple myeloma"."""
        named = {i: _disease_behind(tokens, i) for i, t in enumerate(tokens) if t.tag is Tag.QUANTITY}
        told = {d.entity for d in named.values() if d is not None}
        own = named.get(at)
        return Group(self.inventory.main, own.text) if own is not None and len(told) > 1 else None

    def _listed(self, tokens: Sequence[Token], at: int, lists: Lists) -> Group | None:
        """Return the arm in step with a number: "84% and 80% in the A and B groups, respectively"."""
        step, steps = lists.step(at)
        if steps < 2 or not any(t.text == "respectively" for t in tokens):
            return None
        runs = [r for r in outcome_runs(tokens) if len(r) == steps]
        named = list(dict.fromkeys(self.inventory.group(t) for t in tokens if self.inventory.is_arm(t)))
        return named[step] if len(named) == steps and not runs and lists.pair(at) is None else None

    def _settled(self, group: Group, rule: str) -> tuple[Group | None, str]:
        self._carried = group
        return group, rule

    def _of_pair(self, tokens: Sequence[Token], pair: tuple[int, int], at: int, groups: list[Group]) -> Group | None:
        is_arm = self.inventory.is_arm
        if any(attach.behind(tokens, i, is_arm, paired=True) is not None for i in pair):
            other = attach.behind(tokens, pair[0] if at == pair[1] else pair[1], is_arm, paired=True)
            both = self.inventory.pair
            if other is not None and both and (taken := self.inventory.group(tokens[other])) in both:
                return both[1] if taken == both[0] else both[0]
            return None
        if len(groups) >= 2:
            first, second = groups[0], groups[1]
            if _inverted(tokens):
                first, second = second, first
            return first if at == pair[0] else second
        both = self.inventory.pair
        if both is None:
            return None
        if len(groups) == 1 and groups[0] == (both[0] if _inverted(tokens) else both[1]):
            both = (both[1], both[0])
        return both[0] if at == pair[0] else both[1]

    def _unnamed(self, tokens: Sequence[Token]) -> tuple[Group | None, str]:
        if (whole := self.inventory.whole) is not None:
            return whole, "arm.only"
        if tokens and tokens[0].text in _CARRYING and self._carried:
            return self._carried, "arm.carried"
        return None, "arm.open"

    def whole(self, tokens: Sequence[Token], outcome: int) -> Group | None:
        """Return the group a finding without a number of its own is of."""
        choice = attach.arm_of(tokens, outcome, self.inventory.is_arm)
        return self.inventory.group(tokens[choice.at]) if choice else self._unnamed(tokens)[0]

    def class_named(self, tokens: Sequence[Token]) -> Group | None:
        """Return the class of all CAR products where a sentence that cites others speaks of it."""
        named = next(
            (t for t in tokens if t.mention and t.mention.kind is Kind.CONSTRUCT and self.inventory.is_class(t.entity)),
            None,
        )
        return Group(named.entity) if named else None


def _two_of_one(lists: Lists, at: int) -> bool:
    """Tell whether a sentence gives nothing but two numbers side by side: "in 9 (45%) and 11 (55%)"."""
    run = next((r for r in lists.runs if at in r), [])
    return len(run) == 2 and len(lists.quantities) == 2


_INTO = frozenset({"in", "for", "with", "among", "those", "patients", "the", "of", ")", "]"})


def _disease_behind(tokens: Sequence[Token], at: int) -> Token | None:
    for token in tokens[at + 1 : at + 6]:
        if token.mention is not None and token.mention.kind is Kind.DISEASE:
            return token
        if token.text not in _INTO:
            return None
    return None


def _inverted(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and (tokens[0].text in {"compared", "relative", "versus", "unlike"})
