"""Which numbers of a sentence can be results at all: no windows, ages, labels, causes of death."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import TIME_UNITS, Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.attach import Choice
    from cargraph.mentions.quantities import Quantity

_UNCOUNTED = frozenset(
    """phase stage version type table figure fig grade level line lines cycle score class part age aged least
    most minimum ecog years over under than × x every per approximately day week month supplementary"""
    .split()
)  # fmt: skip


def is_result(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Refuse numbers that are no results: windows, ages, labels, enumerations, sizes of regimens."""
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if quantity.text == "interval" or (quantity.count is not None and quantity.bare and before in _UNCOUNTED):
        return False
    if (
        quantity.count is not None
        and quantity.bare
        and (after in {"to", "-", "/", ".", ":"} or before in {"-", "/", "to"} or (after == ")" and before != "("))
    ):
        return False
    if quantity.value is None and quantity.count is None and quantity.percent is None and quantity.low is None:
        return False
    if isinstance(quantity.value, float) and quantity.unit is None and quantity.interval is None:
        return False
    if (
        "age" in {t.text for t in tokens[max(0, at - 3) : at]}
        or "age" in {t.text for t in tokens[at + 1 : at + 3]}
        or after == "old"
    ):
        return False
    if quantity.bare and quantity.count is not None and before in {"≥", ">", "<", "≤", "="}:
        return False
    return not is_window(tokens, at, quantity)


_BEFORE_WINDOW = frozenset(
    "at within by after until through every over for last past first next before beyond to up during".split()
)


def is_window(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a time is only the window of an observation ("within 28 days")."""
    if quantity.value is None or quantity.interval or not (quantity.unit or "").lower().startswith(TIME_UNITS):
        return False
    before = [t.text for t in tokens[max(0, at - 3) : at] if t.text not in {"the", "a", "approximately", "about"}]
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if after in {"after", "post", "following", "postinfusion", "prior", "before", "from"} or [
        t.text for t in tokens[at + 1 : at + 3]
    ] == ["of", "median"]:
        return True
    return (
        bool(before)
        and (before[-1] in _BEFORE_WINDOW)
        and not (
            "for" in before[-1:] and any(t.text.startswith(("last", "persist")) for t in tokens[max(0, at - 4) : at])
        )
    )


def weak(quantity: Quantity) -> bool:
    """Tell whether a quantity is a mere count, without a share or a total."""
    return quantity.count is not None and quantity.total is None and quantity.percent is None and quantity.value is None


def strong(tokens: Sequence[Token], at: int, choice: Choice, quantity: Quantity) -> bool:
    """Tell whether a count without a share is bound tightly enough to be a result."""
    names = {name for name, _ in choice.reasons}
    if [t.text for t in tokens[at + 1 : at + 2]] == ["who"]:
        return False
    if names & {"right_modified", "right_achieved", "apposed"}:
        return choice.cost < 1.5
    linked = names <= {"left_link", "anaphor"} and not any(t.tag in {Tag.ARM, Tag.NAME} for t in tokens[choice.at : at])
    return not quantity.bare and choice.cost < 1.2 and choice.at < at and linked


def cause_of_death(tokens: Sequence[Token], at: int, outcome: int) -> bool:
    """Tell whether an outcome is named as what a patient died of."""
    low, high = sorted((at, outcome))
    between = [t.text for t in tokens[low + 1 : high]]
    return any(w in between for w in ("died", "death", "deaths", "succumbed")) and bool(
        {"of", "from", "due", "to"} & set(between)
    )
