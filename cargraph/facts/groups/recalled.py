"""Two groups told with their numbers, and told again without their names: "71% versus 42%"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token

_PAIR = 2
_LASTING = 2
_UNNAMED = frozenset({"arm.only", "arm.open", "arm.carried", "arm.total", "arm.unsure", "arm.recalled"})


class Recalled:
    """Remembers the two groups whose numbers a sentence gave in turn, for the sentences that follow it."""

    def __init__(self) -> None:
        self._sentence: Sequence[Token] = ()
        self._told: list[Group] = []
        self._two: list[Group] = []
        self._since = 0

    def enter(self, tokens: Sequence[Token]) -> None:
        """Begin a sentence; the same one may be entered many times."""
        if tokens is self._sentence:
            return
        told = list(dict.fromkeys(self._told))
        if told:
            self._two, self._since = told if len(told) == _PAIR else [], 0
        else:
            self._since += 1
        self._sentence, self._told = tokens, []

    def tell(self, group: Group | None, rule: str) -> None:
        """Take in whose a number of the sentence is, and the rule that found it."""
        if group is not None and rule not in _UNNAMED:
            self._told.append(group)

    def recall(self, named: Sequence[Group], step: int) -> Group | None:
        """Return the group in step with one of two numbers, where their sentence names no group of its own."""
        return self._two[step] if len(self._two) == _PAIR and self._since <= _LASTING and not named else None
