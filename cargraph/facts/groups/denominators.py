"""On how many patients the results of a group rest, of all the sizes that a paper tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.facts.groups.arm_names import same_label

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from cargraph.facts.groups.group import Group
    from cargraph.facts.groups.sizes import Size

_PRINTED = 4
_ASSIGNED_TO = re.compile(r"\b(?:assigned|allocated|randomi[sz]|to\sreceive\b)")
_GIVEN = re.compile(r"\b(?:safety|infused|infusion|treated|dosed)\b")


@dataclass(frozen=True, slots=True)
class Denominators:
    """The sizes that a paper's text tells; `titled` are the constructs of its title."""

    sizes: tuple[Size, ...]
    titled: AbstractSet[str]
    text: str

    def of_total(self, total: int) -> Group | None:
        """Return the one group whose size is a printed denominator, None where none or several are."""
        fitting = {s.group for s in self.sizes if s.n == total and self.size(s.group) == total}
        return fitting.pop() if len(fitting) == 1 else None

    def size(self, group: Group) -> int | None:
        """Return how many patients a group's results rest on, None where the text leaves it open."""
        own = [s for s in self.sizes if s.group == group]
        if not own and group.label and group.subject is None:
            own = [
                s
                for s in self.sizes
                if s.group.subject is None and s.group.label and same_label(s.group.label, group.label)
            ]
        if not own and group.label is None:
            own = [s for s in self.sizes if s.group.subject == group.subject and s.group.label is None]
        if not own:
            return self._summed(group)
        best = max(s.rank for s in own)
        told = max((s for s in own if s.rank == best), key=lambda s: s.n)
        beside = sum(s.n for s in self.sizes if s.sentence == told.sentence and s.rank == best and s is not told)
        titled = group.label is None and len(self.titled) == 1 and group.subject in self.titled
        whole = (s.n for s in own if beside and titled and s.n == told.n + beside)
        return next(whole, told.n)

    def _summed(self, group: Group) -> int | None:
        """Return the sum of the groups that one sentence divides all into: "(group 1, n = 9) or (group 2, n = 5)"."""
        if group.label is not None or group.subject is None:
            return None
        parts = [s for s in self.sizes if s.rank == _PRINTED and s.group.label and s.group.subject == group.subject]
        one = [s for s in parts if s.sentence == parts[0].sentence]
        return sum(s.n for s in one) if len(one) > 1 and len({s.group for s in one}) == len(one) else None

    def treated(self, group: Group) -> Size | None:
        """Return the size of the set that got a product, of those assigned to it; None where none is counted."""
        text, n = self.text, self.size(group)
        own = [(s, s.sentence.span.of(text)) for s in self.sizes if s.group == group]
        if n is None or not any(s.n == n and _ASSIGNED_TO.search(said) for s, said in own):
            return None
        return next((s for s, said in own if s.n < n and _GIVEN.search(said) and not _ASSIGNED_TO.search(said)), None)

    def assessed(self, group: Group) -> int | None:
        """Return how many patients of a group were fit to be assessed for a response, None where that is not told."""
        return next((s.n for s in self.sizes if s.group == group and s.of_response), None)
