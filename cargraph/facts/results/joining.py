"""Numbers that are printed apart and belong together, and one number said of several outcomes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.facts.results.counts import weak
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.tokens import Tag, Token
from cargraph.facts.wordlists import GENERIC_CASES
from cargraph.model import Kind
from cargraph.text.shares import is_share_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.group import Group
    from cargraph.mentions.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity with everything that was attached to it, before it becomes an observation."""

    at: int
    quantity: Quantity
    outcome: int
    cost: float
    group: Group | None
    arm_rule: str


def is_bracketed_share(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a share stands alone in the bracket behind another, of what only a heading tells: "67% (38%)"."""
    if (
        at < 2
        or tokens[at - 1].text not in {"(", "["}
        or [t.text for t in tokens[at + 1 : at + 2]] not in ([")"], ["]"])
    ):
        return False
    if any(t.depth and t.tag in {Tag.GRADE, Tag.OUTCOME} for t in tokens[: at - 2]):
        return False
    main, own = tokens[at - 2].quantity, tokens[at].quantity
    shares = [q for q in (main, own) if q is not None and q.percent is not None and q.count is None]
    return len(shares) == 2 and tokens[at - 2].tag is Tag.QUANTITY


def with_intervals(tokens: Sequence[Token]) -> list[Token]:
    """Give an interval that stands apart ("85% CR (95% CI, 79 to 89)") to the quantity before it."""
    out = list(tokens)
    for at, token in enumerate(out):
        quantity = token.quantity
        if quantity is None or quantity.text != "interval":
            continue
        place = next((i for i in range(at - 1, max(-1, at - 9), -1) if out[i].tag is Tag.QUANTITY), None)
        main = None if place is None else out[place].quantity
        if place is None or main is None:
            out[at] = replace(token, quantity=_as_range(token, quantity))
        elif main.interval is None and main.text != "interval" and _lies_in(main, quantity):
            name = quantity.interval or ("ci95" if main.percent is not None else "range")
            whole = replace(main, low=quantity.low, high=quantity.high, interval=name)
            out[place] = replace(out[place], quantity=whole)
    return out


def _as_range(token: Token, interval: Quantity) -> Quantity:
    """Return two shares in a bracket that no number precedes as the range they are: "fibrillation (1.6% to 9.8%)"."""
    if interval.interval is not None or "%" not in token.text or not isinstance(interval.high, float):
        return interval
    return replace(interval, unit="%", interval="range", text="")


def _lies_in(main: Quantity, interval: Quantity) -> bool:
    value = main.percent if main.percent is not None else main.value
    if not isinstance(value, float) or not isinstance(interval.low, float):
        return value == "NR"
    return interval.low <= value and (not isinstance(interval.high, float) or value <= interval.high)


def merged(tokens: Sequence[Token], found: list[Found]) -> list[Found]:
    """Join a count and the percentage printed behind its outcome: "14 patients achieved CR (70%)"."""
    out: list[Found] = []
    for item in found:
        last = out[-1] if out else None
        if last and (_completes(tokens, last, item) or _completes_arm(tokens, last, item)):
            out[-1] = replace(last, quantity=_completed(last.quantity, item.quantity))
        else:
            out.append(item)
    return out


def _completes(tokens: Sequence[Token], last: Found, item: Found) -> bool:
    a, b = last.quantity, item.quantity
    if _in_one_bracket(tokens, last, item):
        return a.percent is None and a.value is None and b.percent is not None and b.count is None
    same = (
        tokens[last.outcome].entity == tokens[item.outcome].entity
        and last.at < last.outcome < item.at
        and _adjoin(tokens, last.outcome, item.at)
    ) and not any(t.tag is Tag.GRADE for t in tokens[last.outcome : item.at])
    if tokens[item.at].depth == 0 or not (same or _elliptic(tokens, last, item)):
        return False
    one = (
        a.count is not None
        and a.percent is None
        and a.interval is None
        and b.percent is not None
        and (b.count is None or b.count == a.count)
        and (not a.total or is_share_of(a.count, b.percent, a.total))
    )
    return one or (a.percent is not None and a.count is None and b.count is not None and b.percent is None)


def _elliptic(tokens: Sequence[Token], last: Found, item: Found) -> bool:
    """Tell whether but a grade and "events" stand between a count and its share: "one grade 3 event (2%)"."""
    between = [t for t in tokens[last.at + 1 : item.at] if t.text not in {"(", "["}]
    graded = [t.tag for t in between[:1]] == [Tag.GRADE] and all(t.text in GENERIC_CASES for t in between[1:])
    return graded and last.outcome == item.outcome < last.at


def _in_one_bracket(tokens: Sequence[Token], last: Found, item: Found) -> bool:
    """Tell whether two numbers stand side by side in the bracket behind one outcome: "headache (n = 11, 79%)"."""
    beside = item.at == last.at + 2 and tokens[last.at + 1].text in {",", ";"}
    return beside and tokens[item.at].depth > 0 and last.outcome == item.outcome < last.at


def _adjoin(tokens: Sequence[Token], outcome: int, at: int) -> bool:
    """Tell whether a number stands right behind an outcome, its short form left aside: "toxicity (DLT; 8%)"."""
    own = tokens[outcome].entity
    return sum(t.entity != own and t.text not in {";", ","} for t in tokens[outcome + 1 : at]) <= 2


_INTO_ARM = frozenset("in with among of for those patients the at ( [".split())


def _completes_arm(tokens: Sequence[Token], last: Found, item: Found) -> bool:
    """Tell whether a bracket behind an arm completes the number before it: "five in group 1 (56%)"."""
    a, b = last.quantity, item.quantity
    between = tokens[last.at + 1 : item.at]
    armed = any(t.tag is Tag.ARM or (t.mention and t.mention.kind is Kind.DISEASE) for t in between)
    if (
        not armed
        or tokens[item.at].depth == 0
        or len(between) > 12
        or tokens[last.outcome].entity != tokens[item.outcome].entity
    ):
        return False
    if not all(t.tag in {Tag.ARM, Tag.NAME} or t.text in _INTO_ARM or t.depth or t.text.isalpha() for t in between):
        return False
    if a.count is not None and a.percent is None and b.percent is not None:
        return b.count is None and (not a.total or is_share_of(a.count, b.percent, a.total))
    if a.percent is None or a.count is not None or not b.total or b.count is None or b.percent is not None:
        return False
    return is_share_of(b.count, a.percent, b.total)


def _completed(a: Quantity, b: Quantity) -> Quantity:
    return replace(
        a, count=a.count if a.count is not None else b.count, total=a.total or b.total,
        percent=a.percent if a.percent is not None else b.percent, low=b.low if b.low is not None else a.low,
        high=b.high if b.high is not None else a.high, interval=b.interval or a.interval,
    )  # fmt: skip


_FEW = 4


def _is_of_each(tokens: Sequence[Token], item: Found) -> bool:
    """Tell whether a number is said of each outcome of a list: "(45% each)", "were both 13%"."""
    ahead = {t.text for t in tokens[item.at + 1 : item.at + _FEW]}
    return "each" in ahead or bool({"both", "each"} & {t.text for t in tokens[item.outcome + 1 : item.at]})


def spread(tokens: Sequence[Token], found: list[Found]) -> Iterator[Found]:
    """Give one number to every outcome of the list it is said of: "DOR, EFS and PFS were not reached"."""
    taken = {item.outcome for item in found}
    measured = {item.outcome for item in found if not item.quantity.proportion}
    for item in found:
        yield item
        run = next((r for r in outcome_runs(tokens) if item.outcome in r), [])
        lasting = item.quantity.value == "NR"
        others = [o for o in run if o not in taken or (lasting and o not in measured)]
        kinds = {tokens[o].mention.kind for o in run if tokens[o].mention}  # type: ignore[union-attr]
        unreached = item.quantity.value == "NR" and kinds == {Kind.ENDPOINT} and run[-1:] == [item.outcome]
        shared = (
            item.at < item.outcome
            and run[:1] == [item.outcome]
            and (weak(item.quantity) or "both" in {t.text for t in tokens[item.at : item.outcome]})
            and "or" not in {t.text for t in tokens[run[0] : run[-1]]}
        )
        each = run[-1:] == [item.outcome] and _is_of_each(tokens, item)
        if each:
            others = run[:-1][-len(others) :] if others == run[:-1][-len(others) :] else []
        if each or (unreached and others == run[:-1]) or (shared and others == run[1:]):
            yield from (replace(item, outcome=o) for o in others)
