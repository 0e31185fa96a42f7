"""Two groups' results in step with several outcomes: "PFS and OS for A and B were 41% and 33% (p), 51% and 47% (p)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons.runs import told_runs
from cargraph.facts.comparisons.stating import as_number, shows_none, stated
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token
    from cargraph.model import Comparison, Evidence

_TWO = 2


def stepped(inventory: Inventory, tokens: Sequence[Token], proof: Evidence) -> Iterator[Comparison]:
    """Yield a comparison of the two groups of a sentence for each outcome whose two numbers end with a p-value.

    Nothing where the groups are not two, where "respectively" is not said, or where the numbers are not in step.
    """
    ps = [i for i, t in enumerate(tokens) if t.tag is Tag.P]
    if len(ps) < _TWO or not any(t.text == "respectively" for t in tokens):
        return
    groups = inventory.groups(tokens)
    run = next((r for r in told_runs(tokens) if len(r) == len(ps)), None)
    if run is None or len(groups) != _TWO:
        return
    for step, p in enumerate(ps):
        since = ps[step - 1] if step else run[-1]
        numbers = [t.quantity for t in tokens[since:p] if t.tag is Tag.QUANTITY and t.quantity]
        values = [as_number(q.value) if q.percent is None else q.percent for q in numbers]
        if len(values) == _TWO and values[0] is not None and values[1] is not None:
            direction = _pointing(values[0], values[1], tokens[p])
            yield stated((groups[0], groups[1]), tokens[run[step]].entity, proof, direction=direction, p=tokens[p])


def _pointing(a: float, b: float, p: Token) -> str:
    """Return the direction of two numbers: none below significance (0.05)."""
    if a == b or shows_none(p):
        return "similar"
    return "lower" if a < b else "higher"
