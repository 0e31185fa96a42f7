"""The denominators of results: the printed one, or the size of the set that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.groups.fronted import fronted, opens_with_part
from cargraph.facts.groups.group import Group
from cargraph.facts.groups.labels import counts_groups
from cargraph.facts.results.absence import none_of
from cargraph.facts.results.amid import set_behind
from cargraph.facts.results.counts import counts_events, events_shared, parts_events
from cargraph.facts.tokens import Tag
from cargraph.facts.wordlists import CONTRAST, VERSUS
from cargraph.model import Kind
from cargraph.text.shares import is_share_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.results.fitting import Fitting
    from cargraph.facts.results.joining import Found
    from cargraph.facts.tokens import Token
    from cargraph.mentions.quantities import Quantity
    from cargraph.model import Sentence

_RESPONSE_ROLES = frozenset({"response", "mrd"})
_LASTING = 3
_REACH = 12
_MOST = 0.6


class Totals:
    """Finds the denominators of one paper's results; a printed one holds for the next sentences."""

    def __init__(self, inventory: Inventory, fitting: Fitting) -> None:
        self.inventory = inventory
        self.fitting = fitting
        self._totals: dict[Group, tuple[int, int]] = {}

    def of(self, sentence: Sentence, tokens: Sequence[Token], item: Found) -> tuple[int | None, bool]:
        """Return the denominator: the printed one, or the analysed set's where the arithmetic agrees."""
        quantity, group = item.quantity, item.group
        if quantity.total is not None:
            told = quantity.percent is not None or any(c.isalpha() for c in tokens[item.at].text.replace("of", ""))
            open_set = told and _is_open(tokens, item.at)
            analysed = open_set and self.fitting.role(tokens[item.outcome]) != "feasibility"
            if (
                group is not None
                and analysed
                and not _is_rival(tokens, item.at)
                and quantity.total >= _MOST * (self.inventory.size(group) or 0)
            ):
                self._totals[group] = (quantity.total, sentence.index)
            return quantity.total, False
        if quantity.count is not None and quantity.percent is None and item.at and tokens[item.at - 1].text == "all":
            return quantity.count, True
        of_cells = quantity.count is None and self.fitting.role(tokens[item.outcome]) == "function"
        if (quantity.count is None and quantity.percent is None) or quantity.unit or of_cells:
            return None, False
        if (events := events_shared(tokens, item.at)) is not None:
            return events, False
        if _is_of_events_or_part(tokens, item.at):
            return None, False
        if (among := self._among(tokens, item)) is not None:
            return among, False
        if group is None or self._is_of_no_set(sentence, tokens, item, group):
            return None, False
        if self.fitting.role(tokens[item.outcome]) in _RESPONSE_ROLES and (
            fit := self.inventory.denominators.assessed(group)
        ):
            return (fit, True) if _agrees(quantity, fit) else (None, False)
        mention = tokens[item.outcome].mention
        harm = mention is not None and mention.kind is Kind.TOXICITY
        n = self._carried(sentence, quantity, group, harm=harm)
        return n, n is not None

    def _among(self, tokens: Sequence[Token], item: Found) -> int | None:
        """Return how many patients the sentence itself sets a number among, where the arithmetic agrees."""
        behind = set_behind(tokens, _last_told(tokens, item.at))
        if behind is not None and (whole := tokens[behind].quantity) and _agrees(item.quantity, whole.count or 0):
            return whole.count
        opening = fronted(tokens, self.inventory.annotation.paper.text)
        goes_on = opening is not None and not any(t.text in CONTRAST for t in tokens[opening.end : item.at])
        if opening is not None and goes_on and item.at > opening.end and not tokens[item.at].depth:
            n: int | None = opening.n
            if n is not None and _agrees(item.quantity, n):
                return n
        n = _among(tokens, item.at)
        return n if n is not None and _agrees(item.quantity, n) else None

    def _carried(self, sentence: Sentence, quantity: Quantity, group: Group, *, harm: bool) -> int | None:
        """Return the size of the set a number is of, as an earlier sentence tells it: of a harm those treated."""
        last, told = self._totals.get(group, (None, -9))
        if last is not None and sentence.index - told <= _LASTING and _agrees(quantity, last):
            return last
        treated = self.inventory.denominators.treated(group) if harm else None
        n = (
            (treated.n if treated else None)
            or self.inventory.size(group)
            or (
                self.inventory.size(Group(group.subject))
                if group.subject and group.label and _whole(group.label)
                else None
            )
        )
        if n is not None and not _agrees(quantity, n):
            n = self._set_that_agrees(quantity)
        return n if n is not None and _agrees(quantity, n) else None

    def _set_that_agrees(self, quantity: Quantity) -> int | None:
        """Return the one size told in the paper of which a count is the printed share."""
        if quantity.count is None or quantity.percent is None:
            return None
        sizes = {s.n for s in self.inventory.sizes if quantity.count and _agrees(quantity, s.n)}
        return sizes.pop() if len(sizes) == 1 else None

    def _is_of_no_set(self, sentence: Sentence, tokens: Sequence[Token], item: Found, group: Group) -> bool:
        """Tell whether a number is of events, of a part that is not counted, or of products given together."""
        if opens_with_part(tokens, item.at):
            return True
        if item.arm_rule == "arm.only" and self.inventory.is_pooled:
            return True
        said = sentence.span.of(self.inventory.annotation.paper.text)  # "3 risk groups": none of them is all patients
        if "landmark" in said.lower():
            return True
        return not group.label and self.inventory.pair is None and counts_groups(said)


def _is_rival(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is held against one of another total: "6/8 [75%] versus 34/35 [97%]"."""
    total = next((q.total for t in tokens[at : at + 1] if (q := t.quantity)), None)
    numbers = [i for i, t in enumerate(tokens) if t.quantity is not None and t.quantity.total]
    beside = [i for i in numbers if i != at and (q := tokens[i].quantity) and q.total != total]
    return any(t.text in VERSUS for i in beside for t in tokens[min(i, at) : max(i, at)])


def _last_told(tokens: Sequence[Token], at: int) -> int:
    """Return the last of the counts told in one breath: 9 in "19 complete and 9 partial responses among 35"."""
    for place in range(at + 1, min(len(tokens), at + _REACH)):
        if tokens[place].tag is Tag.QUANTITY and tokens[place - 1].text in {"and", ","}:
            return _last_told(tokens, place)
        if tokens[place].tag is not Tag.OUTCOME and tokens[place].text not in {"and", ","}:
            return at
    return at


def _is_open(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a total counts all of a group, not only "9 of 12 patients with baseline seizures"."""
    rest = [t for t in tokens[at + 1 :] if t.text not in {")", "]", "the"}][:2]
    if not rest or rest[0].text not in {"with", "who", "whom", "without", "whose"}:
        return True
    return len(rest) == 2 and rest[0].text == "with" and rest[1].tag is Tag.ARM


def _among(tokens: Sequence[Token], at: int) -> int | None:
    """Return the number that opens a count's clause: 10 in "Of 10 evaluable patients, 8 had a complete response"."""
    if tokens[at].depth:
        return None
    start = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i].text == ";"), 0)
    opener = tokens[start : start + 4]
    if not opener or opener[0].text not in {"of", "among"}:
        return None
    counted = next((t.quantity for t in opener[1:] if t.tag is Tag.QUANTITY and t.quantity), None)
    if counted is None or counted.count is None or counted.percent is not None or counted is tokens[at].quantity:
        return None
    between = tokens[start + 1 : at]
    if any(t.text in {"had", "were", "was"} for t in between[: _first_comma(between)]):
        return None
    return counted.total or counted.count


def set_of_denial(tokens: Sequence[Token], outcome: int) -> int | None:
    """Return the number of patients of whom none had an outcome: "no deaths occurred among 20 patients"."""
    said = next((i for i in range(outcome, max(-1, outcome - 6), -1) if tokens[i].text in {"no", "neither"}), None)
    while said is not None:
        if (behind := set_behind(tokens, said)) is not None and (quantity := tokens[behind].quantity):
            return quantity.count
        said = _next_denial(tokens, said)
    clause = _clause(tokens, outcome)
    counted = next((i for i in clause if none_of(tokens, i) and (q := tokens[i].quantity) and q.percent is None), None)
    quantity = None if counted is None else tokens[counted].quantity
    return (quantity.total or quantity.count) if quantity else None


def _next_denial(tokens: Sequence[Token], at: int) -> int | None:
    """Return the "no" that goes on with a denial: "no cases of CRS and no deaths occurred among 20 patients"."""
    for place in range(at + 1, min(len(tokens), at + _REACH)):
        if tokens[place].text == "no" and tokens[place - 1].text in {"and", "or", ","}:
            return place
        if tokens[place].tag is Tag.QUANTITY or tokens[place].text in {";", "was", "were", "but"}:
            return None
    return None


def _clause(tokens: Sequence[Token], at: int) -> range:
    """Return the places of the clause in which a token stands, as semicolons and contrasts part them."""
    ends = [i for i, t in enumerate(tokens) if t.text == ";" or t.text in CONTRAST]
    return range(
        max((i for i in ends if i < at), default=-1) + 1, min((i for i in ends if i > at), default=len(tokens))
    )


def _of_part(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of those just counted: "Eleven had a transplant, and 8 of them were in remission"."""
    behind = [t.text for t in tokens[at + 1 : at + 3]]
    return behind in (["of", "them"], ["of", "whom"], ["of", "these"], ["of", "which"])


def _is_of_events_or_part(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number counts events, or a part of the patients just counted: neither is of all patients."""
    quantity = tokens[at].quantity
    among_events = quantity is not None and quantity.percent is None and parts_events(tokens, at)
    return counts_events(tokens, at) or among_events or _of_part(tokens, at)


def _first_comma(tokens: Sequence[Token]) -> int:
    return next((i for i, t in enumerate(tokens) if t.text == "," and not t.depth), len(tokens))


def _whole(label: str) -> bool:
    return any(w in label.lower() for w in ("infused", "treated", "all ", "overall"))


def _agrees(quantity: Quantity, n: int) -> bool:
    if quantity.count is not None and quantity.count > n:
        return False
    return is_share_of(quantity.count, quantity.percent, n)
