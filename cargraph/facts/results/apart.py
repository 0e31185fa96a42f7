"""A count and its share that a sentence prints apart, the group of both between them: "3 of 8 in cohort A (38%)"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.quantities import Quantity

_LONGEST = 12
_ROUNDED = 1.0


def with_shares(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens with each count of a total completed by the share that stands alone in the next bracket.

    The order may be the other one ("38% of cohort A (3 of 8)"); the two must agree within 1 percent, and no outcome
    and no other number may stand between them. The bracket is left out.
    """
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        out.append(tokens[at])
        at += 1
        quantity = tokens[at - 1].quantity
        bracket = _next_bracket(tokens, at - 1) if quantity is not None and tokens[at - 1].tag is Tag.QUANTITY else None
        if quantity is None or bracket is None or (whole := _completed(quantity, tokens[bracket + 1].quantity)) is None:
            continue
        out[-1] = replace(tokens[at - 1], quantity=whole)
        out += tokens[at:bracket]
        at = bracket + 3
    return out


def _next_bracket(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the bracket opens that holds but the next number of a sentence."""
    for place in range(at + 1, min(len(tokens) - 2, at + _LONGEST)):
        token = tokens[place]
        if token.text in {"(", "["}:
            alone = tokens[place + 1].tag is Tag.QUANTITY and tokens[place + 2].text in {")", "]"}
            return place if alone and place > at + 1 else None
        if token.tag in {Tag.QUANTITY, Tag.OUTCOME} or token.text in {",", ";", "and", "or"}:
            return None
    return None


def _completed(main: Quantity, extra: Quantity | None) -> Quantity | None:
    """Return one number of the count of a total and its share, None where the two are no such pair."""
    if extra is None:
        return None
    counted, share = (main, extra) if main.total is not None else (extra, main)
    if counted.count is None or not counted.total or counted.percent is not None or share.percent is None:
        return None
    if share.count is not None or abs(100 * counted.count / counted.total - share.percent) > _ROUNDED:
        return None
    interval = main if main.interval is not None else extra
    return replace(
        main, count=counted.count, total=counted.total, percent=share.percent, bare=False, low=interval.low,
        high=interval.high, interval=interval.interval,
    )  # fmt: skip
