"""Numbers of a further group in the order of the first: "ORR was 80% and CR 60% in A, against 50% and 20% in B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cargraph.facts.results.lists import Lists
    from cargraph.facts.tokens import Token

_SEVERAL = 2
_TOLD = 5
_NEAR = 8
_MARKS = frozenset({Tag.OUTCOME, Tag.QUANTITY})
_OF_GROUP = frozenset({"in", "for", "with", "among", "of"})
_JOINS = frozenset({",", "and", "/"})
_LEADING = (
    words.VERSUS
    | words.CONTRAST
    | frozenset("as with to and , ; in for among of the those patients respectively group were was".split())
)


def told_again(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield (quantity, outcome, rule) for lists of numbers that name but the group they are of.

    Two or more outcomes must be told before, each with its number right behind it; the numbers of a further group are
    as many and of the same kinds, and its name stands beside them.
    """
    marks = [i for i, t in enumerate(tokens) if t.tag in _MARKS and not t.depth and _is_main(t)]
    told: list[tuple[int, int]] = []
    at = 0
    while at < len(marks):
        place = marks[at]
        if tokens[place].tag is Tag.OUTCOME:
            number = marks[at + 1] if at + 1 < len(marks) else None
            if number is None or tokens[number].tag is Tag.OUTCOME or not _is_of(tokens, place, number):
                told = []
                at += 1
            else:
                told.append((place, number))
                at += 2
            continue
        run = _run(tokens, marks[at:])
        since = max(told[-1][1] if told else 0, marks[at - 1] if at else 0)
        if len(run) == len(told) >= _SEVERAL and _follow(tokens, told, run, since):
            yield from ((number, outcome, "list") for number, (outcome, _) in zip(run, told, strict=True))
        at += max(len(run), 1)


def of_one_group(tokens: Sequence[Token], lists: Lists, outcomes: Mapping[int, int]) -> dict[int, int]:
    """Return the number that tells the group of each number of a list: the last, behind which the group is named.

    outcomes: the places of the outcomes of numbers, by the places of these. A list whose numbers are each of another
    outcome is of one group: "77% and 52% in patients with low volume".
    """
    found: dict[int, int] = {}
    for run in lists.runs:
        named = {tokens[outcomes[at]].entity for at in run if at in outcomes}
        behind = tokens[run[-1] + 1 : run[-1] + _NEAR]
        stop = next((i for i, t in enumerate(behind) if t.tag in _MARKS or t.text in {",", ";", "and"}), len(behind))
        armed = behind[:1] and behind[0].text in _OF_GROUP and any(t.tag is Tag.ARM for t in behind[:stop])
        if len(named) == len(run) >= _SEVERAL and armed and not any(lists.pair(at) for at in run):
            found.update(dict.fromkeys(run, run[-1]))
    return found


def told_singly(tokens: Sequence[Token], wanted: int) -> list[int]:
    """Return the last outcomes, as many as wanted, told each with its own number: "OS was 46% and PFS 26%"."""
    marks = [i for i, t in enumerate(tokens) if t.tag in _MARKS and not t.depth and _is_main(t)]
    last = marks[-2 * wanted :]
    outcomes, numbers = last[::2], last[1::2]
    apart = len({tokens[o].entity for o in outcomes}) == len(numbers) == wanted >= _SEVERAL
    turns = all(tokens[o].tag is Tag.OUTCOME and _is_of(tokens, o, n) for o, n in zip(outcomes, numbers, strict=False))
    return outcomes if apart and turns and all(tokens[n].tag is Tag.QUANTITY for n in numbers) else []


def _is_main(token: Token) -> bool:
    return token.quantity is None or token.quantity.text != "interval"


def _is_of(tokens: Sequence[Token], outcome: int, number: int) -> bool:
    between = tokens[outcome + 1 : number]
    return len(between) <= _TOLD and not any(t.text in _JOINS | {";"} or t.tag is Tag.ARM for t in between)


def _run(tokens: Sequence[Token], marks: Sequence[int]) -> list[int]:
    """Return the first numbers of some places that nothing but commas, brackets and "and" part."""
    run: list[int] = []
    for place in marks:
        if tokens[place].tag is Tag.OUTCOME:
            break
        between = tokens[run[-1] + 1 : place] if run else ()
        if any(t.text not in _JOINS and not t.depth and t.text not in {")", "]"} for t in between):
            break
        run.append(place)
    return run


def _follow(tokens: Sequence[Token], told: Sequence[tuple[int, int]], run: Sequence[int], since: int) -> bool:
    before, behind = tokens[since + 1 : run[0]], tokens[run[-1] + 1 : run[-1] + _NEAR]
    plain = all(t.depth or t.tag in {Tag.ARM, Tag.NAME, Tag.TIME} or t.text in _LEADING | {")", "]"} for t in before)
    stop = next((i for i, t in enumerate(behind) if t.tag in _MARKS), len(behind))
    armed = any(t.tag is Tag.ARM for t in (*before, *behind[:stop]))
    kinds = all(_kind(tokens[n]) == _kind(tokens[r]) for (_, n), r in zip(told, run, strict=True))
    return plain and armed and kinds and len({tokens[o].entity for o, _ in told}) == len(told)


def _kind(token: Token) -> tuple[bool, str]:
    quantity = token.quantity
    unit = (quantity.unit or "").lower().rstrip("s") if quantity else ""
    return quantity is not None and quantity.proportion, unit
