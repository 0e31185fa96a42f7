"""Rules by the words that they need: of a sentence only those patterns are tried that its words may hold."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cargraph.facts import rules
from cargraph.facts.wording import ByStem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.rules import Pattern, Rule
    from cargraph.model import Kind


class Index:
    """Some rules, and of them those that a masked text may hold."""

    def __init__(self, chosen: Sequence[Rule]) -> None:
        self._rules = tuple(chosen)
        self._by_kinds: dict[frozenset[Kind], ByStem[tuple[Rule, Pattern]]] = {}

    def possible(self, kinds: frozenset[Kind], stems: frozenset[str], section: str) -> list[tuple[Rule, list[Pattern]]]:
        """Return the rules with the patterns to be tried, in order, from what a text names, its words and its place."""
        if kinds not in self._by_kinds:
            self._by_kinds[kinds] = ByStem(self._of_kinds(kinds))
        found: list[tuple[Rule, list[Pattern]]] = []
        for rule, pattern in self._by_kinds[kinds].possible(stems):
            if found and found[-1][0] is rule:
                found[-1][1].append(pattern)
            elif not rule.sections or section in rule.sections:
                found.append((rule, [pattern]))
        return found

    def _of_kinds(self, kinds: frozenset[Kind]) -> Iterator[tuple[tuple[Rule, Pattern], tuple[frozenset[str], ...]]]:
        for rule in self._rules:
            if not rule.object.isdisjoint(kinds):
                for pattern in rule.patterns:
                    if not (pattern.named and rule.subject.isdisjoint(kinds)):
                        yield (rule, pattern), pattern.needs


class Book:
    """All rules, parted by where they are read: in sentences or in names, to find a fact or to keep one out."""

    def __init__(self, chosen: Sequence[Rule]) -> None:
        self._parts = {
            (within, blocks): Index([rule for rule in chosen if rule.within == within and rule.blocks == blocks])
            for within in ("sentence", "name")
            for blocks in (False, True)
        }

    def finding(self, within: str) -> Index:
        """Return the rules that find facts."""
        return self._parts[within, False]

    def blocking(self, within: str) -> Index:
        """Return the rules that keep facts out."""
        return self._parts[within, True]


@cache
def shipped() -> Book:
    """Return the shipped rules, once a process; raise RuleError where one cannot be used."""
    return Book(rules.load())
