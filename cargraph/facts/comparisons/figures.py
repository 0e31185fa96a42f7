"""The p-value and the ratio that each outcome of a comparing word has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.quantities import Sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.comparisons.cues import Cue


def with_all_p(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the further numbers of "(P = .01 and .05, respectively)" as p-values too."""
    out = list(tokens)
    for at, token in enumerate(tokens):
        quantity = token.quantity
        if token.tag is not Tag.QUANTITY or quantity is None or at == 0 or out[at - 1].text not in {"and", ","}:
            continue
        before = [t for t in out[max(0, at - 3) : at] if t.text not in {"and", ","}]
        number = quantity.value if isinstance(quantity.value, float) else None
        if number is not None and number < 1 and quantity.unit is None and before and before[-1].tag is Tag.P:
            own = before[-1].quantity
            bound = quantity.bound or (own.bound if own else None)
            out[at] = replace(token, tag=Tag.P, quantity=replace(quantity, sign=Sign.P, bound=bound))
    return out


def stats_of(
    tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int], limit: int
) -> list[tuple[Token | None, Token | None]]:
    """Return each outcome's p-value and ratio: its own where each has one, those in step, or the one of them all."""
    since = min(cue.start, outcomes[0])
    until = max(limit, outcomes[-1] + 1)
    each = [_found(tokens[at : (*outcomes, until)[step + 1]]) for step, at in enumerate(outcomes)]
    if len(outcomes) > 1 and (all(p or ratio for p, ratio in each) or _in_brackets(tokens, outcomes)):
        return each
    end = _next(tokens, max(cue.end, outcomes[-1]), frozenset(tokens[at].entity for at in outcomes))
    spans = ((cue.start, min(until, end)), (since, min(until, end)), (since, end))
    ps = next((found for a, b in spans if (found := [t for t in tokens[a:b] if t.tag is Tag.P])), [])
    bound = min(_closing(tokens, ps[0], until), end) if ps else end
    ratio = _found(tokens[cue.start : bound])[1] or _found(tokens[since:bound])[1]
    if len(ps) == len(outcomes):
        return [(p, None if len(ps) > 1 else ratio) for p in ps]
    return [(ps[0] if ps else None, _found(tokens[cue.start : bound])[1]) for _ in outcomes]


def _in_brackets(tokens: Sequence[Token], outcomes: Sequence[int]) -> bool:
    """Tell whether an outcome before the last of a list has a p-value of its own, in the bracket right behind it."""
    for at in outcomes[:-1]:
        end = next((i for i in range(at + 2, len(tokens)) if not tokens[i].depth), len(tokens))
        if tokens[at + 1].text in {"(", "["} and any(t.tag is Tag.P for t in tokens[at + 2 : end]):
            return True
    return False


def _closing(tokens: Sequence[Token], p: Token, until: int) -> int:
    """Return where a p-value's ratio has to end: at the next statement, or behind the p-value's bracket."""
    place = next(i for i, t in enumerate(tokens) if t is p)
    closed = next((i for i in range(place, len(tokens)) if not tokens[i].depth), len(tokens))
    return max(until, closed)


def _next(tokens: Sequence[Token], at: int, own: frozenset[str]) -> int:
    """Return where the next statement begins: another outcome behind a comma, brackets left out, or the end."""
    open_ = [i for i in range(at + 1, len(tokens)) if not tokens[i].depth]
    comma = next((i for i in open_ if tokens[i].text in {",", ";"}), len(tokens))
    return next(
        (i for i in open_ if i > comma and tokens[i].tag is Tag.OUTCOME and tokens[i].entity not in own), len(tokens)
    )


def _found(tokens: Sequence[Token]) -> tuple[Token | None, Token | None]:
    p = next((t for t in tokens if t.tag is Tag.P), None)
    return p, next((t for t in tokens if t.tag is Tag.RATIO), None)


_BEHIND = 16


def in_bracket(tokens: Sequence[Token], outcome: int) -> list[Token]:
    """Return the ratio and the p-value in the bracket behind an outcome, before the next outcome."""
    behind = tokens[outcome + 1 : outcome + _BEHIND]
    stop = next((i for i, t in enumerate(behind) if t.tag is Tag.OUTCOME and not t.depth), len(behind))
    return [t for t in behind[:stop] if t.tag in {Tag.RATIO, Tag.P} and t.depth]
