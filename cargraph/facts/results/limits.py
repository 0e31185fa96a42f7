"""Numbers that are the limit, the definition or the beginning of something, and no results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.results.events import CHANGES
from cargraph.facts.tokens import TIME_UNITS, Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.quantities import Quantity


CHANGED = frozenset(
    """fell decreased declined dropped reduced increased rose improved changed went extended prolonged lengthened
    shortened extending prolonging improving increasing decreasing declining falling rising dropping normalized
    normalised""".split()
)
_REACH = 7
_MIDDLE = frozenset({"a", "the", "median", "mean", "average", "of", "about", "approximately", "baseline"})
_LONGER = frozenset({"shorter", "longer", "earlier", "later", "older", "younger", "sooner"})
_CELLS = frozenset({"cells", "blasts", "lymphocytes", "leukocytes"})
_THRESHOLD = frozenset(
    {"above", "below", "exceeding", "exceeded", "over", "under", "sensitivity", "specificity", "accuracy", "auc"}
)


def is_cut_off(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a bounded number is a size of change or a limit: "≥50% reduction", ">500 pg/mL"."""
    if [t.text for t in tokens[at + 1 : at + 3]] in (
        ["or", "more"],
        ["or", "less"],
        ["or", "greater"],
        ["or", "higher"],
    ):
        return True
    if not quantity.bound:
        return False
    if tokens[at - 1].text in {"lasting", "persisting", "beyond"} and _is_counted_after(tokens, at):
        return True
    if _has_a_number_of_its_own(tokens, at) or (quantity.percent is not None and tokens[at - 1].tag is Tag.NAME):
        return True
    if quantity.percent is not None and (quantity.interval == "range" or tokens[at - 1].text in _CELLS):
        return True
    if quantity.percent is not None:
        following = [t.text for t in tokens[at + 1 : at + 5]]
        of_cells = following[:1] == ["of"] and bool(_CELLS & set(following))
        of_cells = of_cells or bool({"marrow", "blasts"} & set(following[:2]))
        return of_cells or (following[:1] != [] and following[0] in CHANGES)
    return quantity.value is not None and not (quantity.unit or "").lower().startswith(TIME_UNITS)


def _is_counted_after(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether those with a length above a limit are counted: "neutropenia lasting more than 14 days in 49%"."""
    following = next((t.quantity for t in tokens[at + 1 : at + 8] if t.quantity is not None), None)
    return following is not None and following.proportion


def _has_a_number_of_its_own(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a bounded length names a group by a number in brackets: "<2 months [1.9 months]"."""
    opening, inside = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
    bracketed = bool(opening and inside) and opening[0].text in {"[", "("} and inside[0].tag is Tag.QUANTITY
    return bracketed and inside[0].quantity is not None and inside[0].quantity.value is not None


def is_threshold(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is a cut-off or how well a test did: "above 1,343 pg/mL", "a sensitivity of 95%"."""
    before = [t.text for t in tokens[max(0, at - 2) : at]]
    quantity = tokens[at].quantity
    if before[-1:] == ["than"] and before[0] in _LONGER and quantity is not None and quantity.value is not None:
        return True
    named = tokens[at - 2].tag is Tag.OUTCOME and tokens[at - 2].text not in _THRESHOLD
    if before[-1:] == ["="] and quantity is not None and quantity.percent is not None and not named:
        return True
    return bool(before) and (before[-1] in _THRESHOLD or (before[-1] in {"of", "the", "a"} and before[0] in _THRESHOLD))


def is_of_definition(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number belongs to what an outcome was defined as: "(defined as a score <2.3)"."""
    quantity = tokens[at].quantity
    if tokens[at - 1].text in {"<", ">", "≤", "≥"} and quantity is not None and not quantity.unit:
        return True
    place = next((i for i in range(at - 1, 0, -1) if tokens[i].text == "as" and tokens[i - 1].text == "defined"), None)
    if place is None:
        return False
    return not any(t.depth < tokens[place].depth or t.text in {";", "was", "were"} for t in tokens[place:at])


_EXPECTED = frozenset({"null", "reference", "benchmark", "target", "expected", "assumed", "prespecified"})
_EXPECTATION = frozenset({"rate", "response", "hypothesis", "value", "benchmark", "orr", "threshold", "proportion"})


def is_expected(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a share is what a trial is held against: "(P = .01 against the null rate of 60%)"."""
    if quantity.percent is None or quantity.count is not None or tokens[at - 1].text not in {"of", "was", "at", "="}:
        return False
    before = [t.text for t in tokens[max(0, at - _REACH) : at - 1]]
    place = next((i for i in range(len(before) - 1, -1, -1) if before[i] in _EXPECTED), None)
    return place is not None and bool(before[place + 1 :]) and bool(_EXPECTATION & set(before[place + 1 :][-2:]))


def is_start(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is only where a change began: the first of "fell from 16 to 0"."""
    told = [t.text for t in tokens[max(0, at - _REACH) : at] if t.text not in _MIDDLE]
    if told[-1:] != ["from"] or not any(t.text in CHANGED for t in tokens[max(0, at - _REACH) : at]):
        return False
    end = next((i for i in range(at + 1, min(len(tokens), at + 8)) if tokens[i].text == "to"), None)
    return end is not None and end < at + _REACH and not any(t.tag is Tag.ARM for t in tokens[at + 1 : end])


def is_told_change(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a share is by how much something changed: "(mean change, 1.2%)"."""
    quantity = tokens[at].quantity
    before = [t.text for t in tokens[max(0, at - 3) : at] if t.text not in {",", "-", "of", ":", "was", "+"}]
    return quantity is not None and quantity.percent is not None and before[-1:] in (["change"], ["changes"])
