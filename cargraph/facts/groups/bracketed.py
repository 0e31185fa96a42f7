"""The size of a group in the bracket behind it: "A (n = 47)", "dose level 1, n = 3", "A for leukaemia (n = 37)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag
from cargraph.mentions.people import PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token

_THINGS = frozenset("infusion infusions doses cycles events samples products".split())
_NEAR = 12
_STATES = frozenset("relapsed refractory or and r rr advanced metastatic recurrent previously treated were was".split())


def bracketed(inventory: Inventory, tokens: Sequence[Token], at: int) -> tuple[Group, int, int] | None:
    """Return the group that a bracketed size is of, its size and how good a denominator it makes (its rank)."""
    quantity = tokens[at].quantity
    n = (quantity.total or quantity.count) if quantity else None
    following = tokens[at + 1 : at + 3]
    part = len(following) > 1 and following[0].text in {",", ";", "/"} and _is_share(following[1])
    opening = next((i for i in range(at - 1, -1, -1) if tokens[i].depth < tokens[at].depth), at)
    if any(t.text.startswith("random") for t in tokens[at + 1 : at + 5]) or _THINGS & {
        t.text for t in tokens[opening + 1 : at]
    }:
        return None
    if n and len(following) > 1 and following[0].text == "for" and _is_product(inventory, following[1]):
        return inventory.group(following[1]), n, 4  # "n = 10 for A and n = 7 for B"
    alone = not any(inventory.is_arm(t) for t in tokens[opening:at])
    if opening and alone and tokens[opening].text in {"(", "["} and inventory.is_arm(tokens[opening - 1]):
        own = inventory.group(tokens[opening - 1])
        return (own, n, 4) if n and not (part and own == inventory.whole) else None
    if opening and alone and (given := _before(inventory, tokens, opening)) is not None:
        return (given, n, 4) if n else None
    if n and opening and inventory.whole and _is_cohort(tokens, opening, at):
        return inventory.whole, n, 2
    for place in range(at - 1, max(-1, at - 5), -1):
        token = tokens[place]
        if inventory.is_arm(token):
            own = inventory.group(token)
            return (own, n, 4) if n and not (part and own == inventory.whole) else None
        if token.tag in {Tag.OUTCOME, Tag.QUANTITY} or (token.text in {",", ";"} and place < at - 1):
            return None
    before = tokens[max(0, opening - _NEAR) : opening]
    people = {t.text for t in before} & PATIENTS
    if people and _told_apart(before):
        return None
    return (inventory.whole, n, 2) if n and people and inventory.whole else None


def _before(inventory: Inventory, tokens: Sequence[Token], opening: int) -> Group | None:
    return _given_for(inventory, tokens, opening) or _given_drug(inventory, tokens, opening)


def _given_drug(inventory: Inventory, tokens: Sequence[Token], opening: int) -> Group | None:
    """Return the drug before a bracket, where the sentence counts several so: "A (n = 24; ORR 63%) and B (n = 19)"."""
    sized = [i for i, t in enumerate(tokens) if t.tag is Tag.SIZE and tokens[i - 1].text in {"(", "["}]
    drugs = [i - 2 for i in sized if i > 1 and _is_drug(tokens[i - 2])]
    return inventory.drug_group(tokens[opening - 1].text) if len(drugs) >= _TWO and opening - 1 in drugs else None


def _is_drug(token: Token) -> bool:
    return token.mention is not None and token.mention.kind is Kind.DRUG


_TWO = 2
_STUDIED = frozenset("studied analysed analyzed reviewed included identified treated describe report reported".split())


def _is_cohort(tokens: Sequence[Token], opening: int, at: int) -> bool:
    """Tell whether a bracket that closes a sentence counts its cohort: "we studied a cohort of adults (n = 31)"."""
    said = [t.text for t in tokens[:opening]]
    heads = (i for i, word in enumerate(said) if word in {"cohort", "series"} and said[i + 1 : i + 2] == ["of"])
    place = next(heads, None)
    closes = [t.text for t in tokens[at + 1 : at + 3]] in ([")"], [")", "."])
    return closes and place is not None and bool(_STUDIED & set(said[:place]) and PATIENTS & set(said[place:]))


def _given_for(inventory: Inventory, tokens: Sequence[Token], opening: int) -> Group | None:
    """Return the product in "A for acute leukaemia (n = 37)"."""
    named = tokens[opening - 1].mention
    if named is None or named.kind is not Kind.DISEASE or inventory.is_arm(tokens[opening - 1]):
        return None
    place = next((i for i in range(opening - 2, max(0, opening - 7), -1) if inventory.is_arm(tokens[i])), None)
    if place is None or tokens[place + 1].text not in {"for", "in"}:
        return None
    group = inventory.group(tokens[place])
    return group if group.label is None else None


def _told_apart(before: Sequence[Token]) -> bool:
    """Tell whether those counted in a bracket are a part: "patients with a TP53 mutation (n = 22)"."""
    people = max(i for i, t in enumerate(before) if t.text in PATIENTS)
    place = next((i for i, t in enumerate(before) if i > people and t.text in {"with", "without", "who"}), None)
    told = before[place + 1 :] if place is not None else ()
    if not told or told[0].text in {"received", "given", "receiving"}:
        return False
    return any(
        t.text.isalpha() and t.text not in _STATES and not (t.mention and t.mention.kind is Kind.DISEASE) for t in told
    )


def _is_product(inventory: Inventory, token: Token) -> bool:
    return inventory.is_arm(token) and token.mention is not None and token.mention.kind is Kind.CONSTRUCT


def _is_share(token: Token) -> bool:
    return token.quantity is not None and token.quantity.percent is not None
