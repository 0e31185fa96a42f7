"""Patients told apart by their disease or by their response: "52%, 88% and 61% in DLBCL, FL and MCL", "71% for CR"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.groups.group import Group
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.places import Place

_PAIR = 2
_SHORT = 4
_INTO = frozenset({"in", "for", "with", "among", "those", "patients", "the", "of", ")", "]"})


def disease_behind(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the disease a share is of: behind it, or before the bracket it stands in alone."""
    before = tokens[max(0, at - 2) : at]
    alone = [t.text for t in tokens[at + 1 : at + 2]] in ([")"], ["]"])
    if len(before) == 2 and before[1].text in {"(", "["} and alone and before[0].mention is not None:
        return before[0] if before[0].mention.kind is Kind.DISEASE else None
    for token in tokens[at + 1 : at + 6]:
        if token.mention is not None and token.mention.kind is Kind.DISEASE:
            return token
        if token.text not in _INTO:
            return None
    return None


_PEOPLE = frozenset({"patients", "those", "responders", "achieving", "attaining"})
_LED = _INTO | _PEOPLE | frozenset({"a", "who", "had", "achieved", "attained", "best", "response"})


def response_behind(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the outcome behind a number that only tells whose it is: "PFS was 71% for CR, 38% for PR"."""
    following = list(enumerate(tokens[at + 1 : at + 9], at + 1))
    named = next((i for i, t in following if t.tag is Tag.OUTCOME or t.text not in _LED), None)
    if named is None or tokens[named].tag is not Tag.OUTCOME or not any(t.tag is Tag.OUTCOME for t in tokens[:at]):
        return None
    between = {t.text for t in tokens[at + 1 : named]} | {t.text for t in tokens[named + 1 : named + 2]}
    return tokens[named] if "for" in between or between & _PEOPLE else None


_BETWEEN = frozenset({",", "and", "or", "the", "&", "/"})


def disease_row(tokens: Sequence[Token], size: int) -> list[Token]:
    """Return the only row of so many diseases that a sentence names, a second name in a bracket left aside."""
    rows: list[list[Token]] = []
    for token in tokens:
        named = token.mention is not None and token.mention.kind is Kind.DISEASE and not token.depth
        if named and rows:
            rows[-1].append(token)
        elif named:
            rows.append([token])
        elif rows and rows[-1] and not token.depth and token.text not in _BETWEEN | {")", "("}:
            rows.append([])
    fitting = [row for row in rows if len({t.entity for t in row}) == len(row) == size]
    return fitting[0] if len(fitting) == 1 and len([r for r in rows if len(r) > 1]) == 1 else []


def of_disease(place: Place, inventory: Inventory) -> Group | None:
    """Return the subgroup of one disease: "10% in MCL, 8% in multiple myeloma", "6 of 10 in CLL" of more."""
    tokens = place.tokens
    if (row := _in_step(place, inventory)) is not None:
        return row
    named = {i: disease_behind(tokens, i) for i, t in enumerate(tokens) if t.tag is Tag.QUANTITY}
    told = {d.entity for d in named.values() if d is not None}
    own = named.get(place.at)
    if own is None or (len(told) < _PAIR and not _is_part(tokens[place.at], inventory)):
        return None
    return _named(own, inventory)


def _named(disease: Token, inventory: Inventory) -> Group:
    return inventory.group(disease) if inventory.is_arm(disease) else Group(inventory.main, disease.text)


def _in_step(place: Place, inventory: Inventory) -> Group | None:
    """Return the disease in step with a number: "52%, 88% and 61% in DLBCL, FL and MCL"."""
    size = len(place.run)
    if size < _PAIR or place.pair or any(len(r) == size for r in outcome_runs(place.tokens)):
        return None
    row = disease_row(place.tokens, size)
    return _named(row[place.run.index(place.at)], inventory) if row else None


def _is_part(token: Token, inventory: Inventory) -> bool:
    """Tell whether a number is of fewer patients than all: "43% (12/28) overall and 55% (11/20) in X"."""
    total = token.quantity.total if token.quantity else None
    whole = inventory.size(inventory.whole) if inventory.whole else None
    return total is not None and whole is not None and total < whole


def of_response(place: Place, inventory: Inventory) -> Group | None:
    """Return the response whose patients alone a number is of, in a row of them: "71% for CR, 38% for PR"."""
    named = {q: response_behind(place.tokens, q) for q in place.lists.quantities}
    told = {t.entity for t in named.values() if t is not None}
    own = named.get(place.at)
    if own is None or len(told) < _PAIR or inventory.role(own) != "response":
        return None
    return Group(inventory.main, own.text.upper() if len(own.text) <= _SHORT else own.text)
