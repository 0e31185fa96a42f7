"""Which outcome or arm a number belongs to: every candidate costed by named features, the cheapest taken."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from cargraph.errors import RuleError
from cargraph.facts import wordlists as words
from cargraph.facts.groups.clauses import begins_clause, names_other
from cargraph.facts.results.describing import describes, stands_aside
from cargraph.facts.results.rightward import MODIFIERS, either, is_share, modifies, right_features
from cargraph.facts.tokens import Tag, Token
from cargraph.resources import ontologies, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Feature = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """The token chosen (by its place), its cost and the features that made it."""

    at: int
    cost: float
    reasons: tuple[Feature, ...]


@cache
def weights(kind: str) -> dict[str, float]:
    """Return the costs of one kind of attachment ("outcome" or "arm") from ontologies/rules/attachment.yaml."""
    path = ontologies() / "rules" / "attachment.yaml"
    table = read_yaml(path)
    if kind not in table:
        raise RuleError(f"{path.name}: no section {kind!r}; add it with its costs")
    return {str(name): float(cost) for name, cost in table[kind].items()}


def cheapest(costs: dict[str, float], candidates: Iterator[tuple[int, Iterable[str]]]) -> Choice | None:
    """Return the candidate whose features cost least, None where none is within the limit.

    candidates: places with the names of the features that hold, a name as often as it holds; those that lower the cost
    first, so that no more of them are looked for once the cost is above the limit. The first wins a tie.
    """
    best: Choice | None = None
    for at, names in candidates:
        reasons = _within(costs, names)
        cost = None if reasons is None else sum(cost for _, cost in reasons)
        if reasons is not None and cost is not None and (best is None or cost < best.cost):
            best = Choice(at, cost, reasons)
    return best


def _within(costs: dict[str, float], names: Iterable[str]) -> tuple[Feature, ...] | None:
    reasons: list[Feature] = []
    total = 0.0
    for name in names:
        reasons.append((name, costs[name]))
        total += costs[name]
        if total > costs["limit"]:
            return None
    return tuple(reasons)


def outcome_of(
    tokens: Sequence[Token],
    at: int,
    partners: frozenset[int],
    *,
    fits: Callable[[Token], bool],
    generic: Callable[[Token], bool],
) -> Choice | None:
    """Choose the outcome a quantity belongs to.

    tokens: of one sentence. at: the quantity's place. partners: places of quantities in the same pair or list, which
    do not separate it from its outcome. fits: whether the quantity's unit suits an outcome. generic: whether an
    outcome is a class ("adverse events") that gives way to a specific one.
    """

    def candidates() -> Iterator[tuple[int, Iterable[str]]]:
        for place, token in enumerate(tokens):
            if token.tag is Tag.OUTCOME and not (describes(tokens, place) or stands_aside(tokens, place, at)):
                names = (
                    _left(tokens, place, at, partners) if place < at else right_features(tokens, at, place, partners)
                )
                own = [*([] if fits(token) else ["wrong_unit"]), *(["generic"] if generic(token) else [])]
                yield place, chain(names, own)

    return cheapest(weights("outcome"), candidates())


def _left(tokens: Sequence[Token], place: int, at: int, partners: frozenset[int]) -> Iterator[str]:
    yield from _left_of_clause(tokens, place, at)
    outcome, quantity = tokens[place], tokens[at]
    if _told_by_grade(tokens[place + 1 : at]):
        yield "left_link"
        return
    listed = () if has_its_verb(tokens, at) or _has_its_noun(tokens, at) else partners
    gap = range(place + 1, min([at, *(p for p in listed if place < p)]))
    apposed = quantity.depth > outcome.depth and opens(tokens, place, outcome, quantity)
    apposed = apposed and not (_has_its_noun(tokens, at) and tokens[at].depth == tokens[at + 1].depth)
    if quantity.depth > outcome.depth:
        yield "apposed" if apposed else "left_bracket"
    elif outcome.depth > quantity.depth and not _named_before(tokens, place):
        yield "left_out_of_bracket"
    ahead = at + 1 < len(tokens) and tokens[at + 1].tag is Tag.OUTCOME
    for i in gap:
        token = tokens[i]
        alone = token.depth and len(gap) == 1 and not ahead
        if token.depth > quantity.depth or ((apposed or alone) and token.tag is not Tag.OUTCOME):
            continue
        if _is_passed_over(tokens, i, outcome, quantity):
            continue
        yield from _left_feature(token, outcome, partner=i in partners or _of_other_kind(quantity, token))


def _left_of_clause(tokens: Sequence[Token], place: int, at: int) -> Iterator[str]:
    """Yield what the clause of a number says for or against an outcome before it."""
    if _speaks_of_before(tokens, at):
        yield "anaphor"
    elif begins_clause(tokens, at) or names_other(tokens, place, at) or _is_part_with(tokens, at):
        yield "other_clause"
    if any(t.text == ":" for t in tokens[place:at]) and _counts_its_noun(tokens, at):
        yield "left_quantity"


def _is_passed_over(tokens: Sequence[Token], place: int, outcome: Token, quantity: Token) -> bool:
    """Tell whether a token between an outcome and a number costs nothing: a row's ";", or who the counted are."""
    token = tokens[place]
    if token.text == ";" and token.depth == quantity.depth > outcome.depth and is_share(quantity):
        return True
    return token.tag is Tag.OUTCOME and token.entity != outcome.entity and describes(tokens, place)


def _of_other_kind(quantity: Token, token: Token) -> bool:
    """Tell whether two numbers cannot be rivals: a length of time and a share."""
    a, b = quantity.quantity, token.quantity
    return a is not None and b is not None and a.value is not None and not a.proportion and b.proportion


_COUNTED_MORE = frozenset({")", "]", "additional", "other", "more", "further", "patients"})


def has_its_verb(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number begins a clause of its own: "..., and 22 had a complete response"."""
    following = next((t for t in tokens[at + 1 :] if t.text not in _COUNTED_MORE), None)
    return (
        following is not None
        and following.text in words.ACHIEVED
        and following.text not in {"in", "with", "was", "were"}
    )


def _has_its_noun(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an outcome stands right behind a number: "12 (40%) complete responses", "9 a partial response"."""
    following = next((t for t in tokens[at + 1 :] if t.text not in {")", "]", "a", "an"}), None)
    return following is not None and following.tag is Tag.OUTCOME


_BY_GRADE = frozenset({",", ";", ":", "in", "(", ")", "=", "and"})


def _told_by_grade(gap: Sequence[Token]) -> bool:
    """Tell whether but counts by grade stand between an outcome and a number: "CRS: grade 1, n=6; grade 2, n=5"."""
    graded = any(t.tag is Tag.GRADE for t in gap) and any(t.text == ";" for t in gap)
    return graded and all(t.tag in {Tag.GRADE, Tag.QUANTITY} or t.text in _BY_GRADE for t in gap)


def _is_part_with(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is of the part that had the next outcome: "20 of them MRD-negative"."""
    behind = [t for t in tokens[at + 1 : at + 6] if t.text not in {")", "]", "was", "were", "a", "an"}]
    of_them = [t.text for t in behind[:2]] in (["of", "them"], ["of", "whom"], ["of", "these"])
    return of_them and [t.tag for t in behind[2:3]] == [Tag.OUTCOME]


def _counts_its_noun(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the next outcome is what a count counts, with but adjectives between: "six events of bacteremia"."""
    named = next((i for i in range(at + 1, min(len(tokens), at + MODIFIERS + 2)) if tokens[i].tag is Tag.OUTCOME), None)
    return named is not None and modifies([t for t in tokens[at + 1 : named] if t.text not in {")", "]"}])


def _left_feature(token: Token, outcome: Token, *, partner: bool) -> list[str]:
    if token.tag is Tag.OUTCOME:
        return ["left_outcome"] if token.entity != outcome.entity else []
    if token.tag is Tag.QUANTITY:
        return [] if partner else ["left_quantity"]
    if token.tag is not Tag.WORD:
        return []
    if token.text == ",":
        return ["left_comma"]
    if token.text == "and":
        return ["left_and"]
    return either(token) or (
        ["left_link"]
        if token.text in words.LINKS
        else ["left_word"]
        if token.text.isalnum() and not token.text.isdigit()
        else []
    )


def opens(tokens: Sequence[Token], place: int, outcome: Token, quantity: Token) -> bool:
    """Tell whether a quantity stands right behind an outcome or an arm, or in the bracket that opens there."""
    following = tokens[place + 1] if place + 1 < len(tokens) else outcome
    if following.text in {")", "]"} and outcome.depth and place + 2 < len(tokens):
        following, place = tokens[place + 2], place + 1
    opened = following.text in {"(", "["} and quantity in _within_bracket(tokens, place + 1)
    return opened or following is quantity


def _within_bracket(tokens: Sequence[Token], opening: int) -> Iterator[Token]:
    """Yield the tokens of the bracket that opens at a place."""
    for token in tokens[opening + 1 :]:
        if token.depth <= tokens[opening].depth:
            return
        yield token


def _named_before(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a bracketed outcome only repeats the one before the bracket: overall survival (OS)."""
    return place >= 2 and tokens[place - 1].text in {"(", "["} and tokens[place - 2].entity == tokens[place].entity


def _speaks_of_before(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].depth and tokens[at - 1].text in {",", ":"} and tokens[at - 2].tag is Tag.GRADE:
        return True
    following = [t for t in tokens[at + 1 : at + 7] if t.text not in {")", "]"}]
    while following and following[0].text in {"of", "whom"} | words.PEOPLE and not _graded(following):
        following = following[1:]
    if following and following[0].tag is Tag.GRADE and _is_share_or_count(tokens[at]):
        return len(following) == 1 or following[1].tag is Tag.WORD
    if not following or following[0].text not in words.ACHIEVED | {"of"}:
        return False
    rest = following[1:3]
    if not rest or rest[0].tag is not Tag.GRADE:
        return False
    return len(rest) == 1 or rest[1].tag is Tag.WORD or rest[1].text in words.GENERIC_CASES


def _graded(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens begin with "of grade 2"."""
    return [t.tag for t in tokens[1:2]] == [Tag.GRADE]


def _is_share_or_count(token: Token) -> bool:
    return token.quantity is not None and (token.quantity.proportion or token.quantity.count is not None)
