"""A count and its share that a sentence prints apart, the group of both between them: "3 of 8 in cohort A (38%)"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag, Token
from cargraph.model import Span
from cargraph.text.shares import is_share_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.quantities import Quantity

_LONGEST = 12


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


def with_slashed(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens with both of two numbers that have one sign: "ORR/CR: 84/62%", of two outcomes with a slash.

    Where no two outcomes stand before, the second is left out: nothing says what it is of.
    """
    out = list(tokens)
    for at in range(2, len(tokens)):
        quantity = tokens[at].quantity
        start = _number_before(tokens, at - 1) if tokens[at - 1].text == "/" else None
        if quantity is None or start is None or quantity.count is not None or quantity.interval is not None:
            continue
        if quantity.percent is None and quantity.unit is None:
            continue
        if not _is_of_two(tokens, start):
            out[at] = replace(tokens[at], tag=Tag.WORD, quantity=None)
            continue
        number = float("".join(t.text for t in tokens[start : at - 1]))
        span = Span(tokens[start].span.start, tokens[at - 2].span.end)
        shared = quantity.percent is not None
        first = replace(quantity, span=span, percent=number if shared else None, value=None if shared else number)
        told = replace(tokens[start], tag=Tag.QUANTITY, span=span, text=f"{number:g}", quantity=first)
        return [*out[:start], told, *out[at - 1 :]]
    return out


def _number_before(tokens: Sequence[Token], slash: int) -> int | None:
    """Return where a plain number that ends before a slash begins: its parts are words yet."""
    start = slash
    while start > 0 and (tokens[start - 1].text.isdigit() or tokens[start - 1].text == "."):
        start -= 1
    said = "".join(t.text for t in tokens[start:slash])
    return start if said.replace(".", "", 1).isdigit() and said[:1] != "." else None


def _is_of_two(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether two outcomes with a slash are what is told: "ORR / CR was "."""
    last = next((i for i in range(start - 1, max(-1, start - _FEW), -1) if tokens[i].tag is Tag.OUTCOME), 0)
    named = last > 1 and tokens[last - 1].text == "/" and tokens[last - 2].tag is Tag.OUTCOME
    return named and all(t.tag is Tag.WORD and t.text not in {",", ";"} for t in tokens[last + 1 : start])


_FEW = 6


def with_rates(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens with the unit of each rate that is printed behind its outcome: "0.71 infections per 100 days"."""
    out = list(tokens)
    for at in range(len(out) - 3):
        quantity = out[at].quantity
        number = None if quantity is None else quantity.value if quantity.value is not None else quantity.count
        end = _end_of_rate(out, at + 1) if out[at].tag is Tag.QUANTITY and isinstance(number, float | int) else None
        if quantity is None or quantity.unit is not None or end is None or isinstance(number, str) or number is None:
            continue
        unit = " ".join(t.text for t in out[at + 2 : end]).replace(" - ", "-")
        if out[at].depth and any(_ends_alike(t, out[at + 1]) for t in out[:at]):
            unit = f"{out[at + 1].text} {unit}"
            out[at + 1] = replace(out[at + 1], tag=Tag.WORD, mention=None)
        out[at] = replace(out[at], quantity=replace(quantity, count=None, value=float(number), unit=unit))
        out[at + 3 : end] = [replace(t, tag=Tag.WORD, quantity=None) for t in out[at + 3 : end]]
    return out


def _end_of_rate(tokens: Sequence[Token], outcome: int) -> int | None:
    """Return where "infections per 100 person-days at risk" ends, None where no such words stand at a place."""
    if tokens[outcome].tag is not Tag.OUTCOME or tokens[outcome + 1].text != "per":
        return None
    start = outcome + 2
    end = next((i for i in range(start, len(tokens)) if not _is_of_rate(tokens[i])), len(tokens))
    people = any(t.text in {"person", "patient"} or t.tag is Tag.QUANTITY for t in tokens[start:end])
    return end if people else None


def _ends_alike(named: Token, again: Token) -> bool:
    """Tell whether an outcome is named again by its last word: "viral infections were rare (0.9 infections per"."""
    return named.tag is Tag.OUTCOME and not named.depth and named.text.endswith(f" {again.text}")


_PER = frozenset("person patient - days day years year months month weeks at risk".split())


def _is_of_rate(token: Token) -> bool:
    return token.text in _PER or (token.tag is Tag.QUANTITY and token.text.split()[0] in {"100", "1000", "1,000"})


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
    if share.count is not None or not is_share_of(counted.count, share.percent, counted.total):
        return None
    interval = main if main.interval is not None else extra
    return replace(
        main, count=counted.count, total=counted.total, percent=share.percent, bare=False, low=interval.low,
        high=interval.high, interval=interval.interval,
    )  # fmt: skip
