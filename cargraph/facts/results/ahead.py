"""Numbers that stand before their own outcomes: "5 days for CRS and 10 for ICANS", "(16, bacterial, and 14, viral)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.results.lists import Lists
    from cargraph.facts.tokens import Token

_SEVERAL = 2
_PASSED = frozenset({",", "and", ";", "with", "had"})


def numbers_ahead(tokens: Sequence[Token], lists: Lists) -> Iterator[tuple[int, int, str]]:
    """Yield (quantity, outcome, rule) where the words show that each number comes before its own outcome."""
    yield from _each_for(tokens, lists)
    yield from _shared_behind(tokens, lists)
    for quantity in lists.quantities:
        if tokens[quantity - 1].text in {"(", "["}:
            yield from _each_in_bracket(tokens, quantity)


def _each_for(tokens: Sequence[Token], lists: Lists) -> Iterator[tuple[int, int, str]]:
    """Yield (quantity, outcome) where each number is told for its own: "5 days for CRS and 10 days for ICANS"."""
    found = [(q, named) for q in lists.quantities if (named := _own_behind(tokens, q)) is not None]
    alone = bool(found) and not _names_outcome(tokens, found[0][0])
    if alone and len(found) > 1 and len({tokens[named].entity for _, named in found}) == len(found):
        yield from ((q, named, "for") for q, named in found)


def _shared_behind(tokens: Sequence[Token], lists: Lists) -> Iterator[tuple[int, int, str]]:
    """Yield a list's numbers with the one outcome that its verb brings: "4/8 and 1/8 mice, respectively, were X"."""
    for run in (r for r in lists.runs if len(r) > 1):
        at = run[-1] + 1
        while at < len(tokens) and (tokens[at].text in _WHO or tokens[at].tag in {Tag.ARM, Tag.SIZE}):
            at += 1
        verb, behind = [t.text for t in tokens[at : at + 1]], tokens[at + 1 : at + 3]
        behind = behind[1:] if behind and behind[0].text in {"a", "an"} else behind
        said = any(t.text == "respectively" for t in tokens[run[-1] : at])
        told = said and verb[:1] and verb[0] in _HAD and bool(behind) and behind[0].tag is Tag.OUTCOME
        if told:
            outcome = at + (1 if tokens[at + 1].tag is Tag.OUTCOME else 2)
            if not (tokens[outcome + 1 : outcome + 2] and tokens[outcome + 1].text in {",", "and"}):
                yield from ((quantity, outcome, "list") for quantity in run)


_WHO = frozenset(
    """) ] , respectively mice patients animals recipients of the treated with given receiving received who in and or
    infused cells group groups""".split()
)
_HAD = frozenset({"were", "was", "had", "remained", "became", "developed", "achieved", "showed", "experienced"})


def _names_outcome(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the clause of a number names an outcome before it: "relapse was 29% for CR and 61% for PR"."""
    start = next((i for i in range(at - 1, -1, -1) if tokens[i].text in {",", ";"} and not tokens[i].depth), -1)
    return any(t.tag is Tag.OUTCOME for t in tokens[start + 1 : at])


def _own_behind(tokens: Sequence[Token], at: int) -> int | None:
    following = [i for i in range(at + 1, min(len(tokens), at + 5)) if tokens[i].text not in {")", "]", "the", "days"}]
    told = len(following) > 1 and tokens[following[0]].text == "for" and tokens[following[1]].tag is Tag.OUTCOME
    return following[1] if told else None


def _each_in_bracket(tokens: Sequence[Token], first: int) -> Iterator[tuple[int, int, str]]:
    """Yield the pairs of a bracket that opens with a number and closes with an outcome, all in turns."""
    told: list[int] = []
    for at in range(first, len(tokens)):
        token = tokens[at]
        if token.tag in {Tag.QUANTITY, Tag.OUTCOME}:
            if (token.tag is Tag.QUANTITY) == (len(told) % 2 == 1):
                return
            told.append(at)
        elif token.text in {")", "]"}:
            break
        elif token.text not in _PASSED:
            return
    pairs = list(zip(told[::2], told[1::2], strict=False))
    if len(told) % 2 == 0 and len(pairs) >= _SEVERAL:
        yield from ((quantity, outcome, "list") for quantity, outcome in pairs)
