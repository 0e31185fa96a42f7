"""The set told behind what was counted in it: "four partial responses were seen among 20 patients"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import PATIENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.quantities import Quantity

_SEEN = frozenset("was were occurred arose developed observed seen reported recorded noted documented".split())
_CASES = PATIENTS | {"cases", "events", "(", ")"}
_ZERO = frozenset({"no", "neither", "nor"})


def set_behind(tokens: Sequence[Token], at: int) -> int | None:
    """Return the place of the number of patients among whom a count, or the "no" of a denial, was counted."""
    if at >= len(tokens) or (tokens[at].tag is not Tag.QUANTITY and tokens[at].text not in _ZERO):
        return None
    end = next((i for i in range(at + 1, min(len(tokens), at + 15)) if _is_set(tokens, i, tokens[at].depth)), None)
    if end is None:
        return None
    into = next((i for i in range(end - 1, at, -1) if tokens[i].text not in words.DETERMINERS), at)
    between = tokens[at + 1 : into]
    if tokens[into].text not in {"in", "among"} or any(_breaks(t) for t in between):
        return None
    cases = tokens[into].text == "among" or any(t.text in {"cases", "events"} for t in between)
    plainly = cases and all(t.text in _CASES or t.depth for t in between)
    named = next((i for i, t in enumerate(between) if t.tag is Tag.OUTCOME), None)
    seen = named is not None and bool(between[named + 1 :]) and all(t.text in _SEEN for t in between[named + 1 :])
    last = named is not None and named == len(between) - 1
    return end if (plainly or seen or last) and _holds(tokens[end].quantity, tokens[at].quantity) else None


def is_set(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is the set in which the number before it was counted."""
    return any(set_behind(tokens, i) == at for i in range(max(0, at - 14), at))


def _is_set(tokens: Sequence[Token], at: int, depth: int) -> bool:
    return tokens[at].tag is Tag.QUANTITY and tokens[at].depth == depth


def _breaks(token: Token) -> bool:
    return token.tag is Tag.ARM or (not token.depth and token.text in {",", ";", "and", "or", "with", "who", "had"})


def _holds(whole: Quantity | None, part: Quantity | None) -> bool:
    """Tell whether a number is a mere count larger than the count that is part of it."""
    if whole is None or whole.count is None or whole.percent is not None or whole.total is not None:
        return False
    if part is None:
        return whole.count > 1
    return part.count is not None and part.total is None and part.count < whole.count
