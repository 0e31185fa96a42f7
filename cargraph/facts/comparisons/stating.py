"""Sides, outcome and numbers -> the comparison that states them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.groups.group import Group
from cargraph.facts.tokens import Tag
from cargraph.model import Comparison, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.comparisons.cues import Cue
    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token
    from cargraph.model import Evidence

SIGNIFICANT = 0.05
"""The p-value below which a comparison points somewhere."""
_TURNED = {"lower": "higher", "higher": "lower"}


_HARM = re.compile(r"mortality|death|relapse|progress|failure|antigen loss|escape", re.IGNORECASE)


def is_harm(token: Token) -> bool:
    """Tell whether an outcome is bad in itself: a toxicity, or a death, relapse or progression among the endpoints."""
    kind = token.mention.kind if token.mention else None
    survival = re.search(r"surviv|free", token.text)
    return kind is Kind.TOXICITY or (kind is Kind.ENDPOINT and bool(_HARM.search(token.text)) and not survival)


_SURVIVAL = re.compile(r"surviv|\b(?:pfs|os|efs|dfs|rfs|lfs)\b")


def of_ratio(outcome: Token, stats: Sequence[Token]) -> str | None:
    """Return the way a factor's ratio points: a hazard above 1 is less of a survival, any other ratio more."""
    ratio = next((t.quantity for t in stats if t.tag is Tag.RATIO and t.quantity), None)
    number = as_number(ratio.value) if ratio else None
    if ratio is None or number is None:
        return None
    survives = bool(_SURVIVAL.search(outcome.text)) and ratio.text == "HR"
    return "higher" if (number > 1) is not survives else "lower"


def is_withheld(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what is said up to a place is taken back behind it: "..., though not statistically significant"."""
    for place in range(at + 1, len(tokens) - 1):
        if tokens[place].text in {";", ".", "whereas", "while"} or (
            tokens[place].tag is Tag.OUTCOME and not tokens[place].depth
        ):
            return False
        said = [t.text for t in tokens[place : place + 4]]
        if said[:3] == ["fell", "short", "of"] or said[:2] in (["failed", "to"], ["without", "reaching"]):
            return any(t.startswith("significan") for t in (t.text for t in tokens[place : place + 7]))
        if tokens[place].text == "not" and any(t.text.startswith("significan") for t in tokens[place + 1 : place + 4]):
            return True
    return False


def pointing(inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcome: int) -> str:
    """Return the way a comparing word points in the amount of an outcome: a worse toxicity is more of it."""
    entity = inventory.entities.get(tokens[outcome].entity)
    harm = entity is not None and entity.kind is Kind.TOXICITY
    if harm and tokens[cue.start].text in words.QUALITY:
        return _TURNED.get(cue.direction, cue.direction)
    return "similar" if is_withheld(tokens, max(cue.end, outcome)) else cue.direction


def stated(
    sides: tuple[Group, Group | None],
    outcome: str,
    proof: Evidence,
    *,
    direction: str | None,
    grade: str | None = None,
    p: Token | None = None,
    ratio: Token | None = None,
) -> Comparison:
    """Return the comparison of two groups in one outcome; the second is None where the text names none."""
    r, pq = ratio.quantity if ratio else None, p.quantity if p else None
    return Comparison(
        a=side(sides[0]),
        b=side(sides[1]) if sides[1] else None,
        outcome=outcome,
        direction=direction,
        grade=grade,
        p=as_number(pq.value) if pq else None,
        p_operator=pq.bound if pq else None,
        ratio=r.text if r else None,
        value=as_number(r.value) if r else None,
        low=as_number(r.low) if r else None,
        high=as_number(r.high) if r else None,
        interval=r.interval if r else None,
        evidence=(proof,),
    )


_ARM = re.compile(r"[\s-](?:groups?|arms?|cohorts?)$", re.IGNORECASE)


def whose(one: Group, other: Group) -> Group:
    """Return the side that a group with results is: its product, or its arm where the product does not tell them apart.

    Of two arms that got one product, or of an arm beside another that is no product's, the arm is the side.
    """
    apart = other.subject is None and bool(one.label and _ARM.search(one.label))
    armed = one.subject is None or one.subject == other.subject or apart
    return Group(one.subject, one.label if armed else None)


_TELLING = 6
"""Characters that a label has to have to tell who is meant without its noun: "CNS group" is more than "CNS"."""


def side(group: Group) -> str:
    """Return how a comparison names a group: a construct's id, or the label in the text's words."""
    if not group.label:
        return group.subject or ""
    short = re.sub(r"[\s-](?:groups?|arms?|cohorts?)$", "", group.label)
    telling = len(re.sub(r"\W", "", short)) >= _TELLING and not (short.isalpha() and short.islower())
    return short if telling else group.label  # "older" alone names nobody


def shows_none(p: Token | None) -> bool:
    """Tell whether a p-value shows no difference: 0.05 or more, and not said to be less than it."""
    quantity = p.quantity if p else None
    value = as_number(quantity.value) if quantity else None
    return quantity is not None and value is not None and value >= SIGNIFICANT and quantity.bound != "<"


def as_number(value: float | str | None) -> float | None:
    """Return a number as it is, None for what was not reached or not printed."""
    return value if isinstance(value, float) else None
