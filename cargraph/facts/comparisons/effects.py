"""What changes an outcome, the other side unsaid: "disruption of A enhanced killing", "B had improved survival"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.arms import Group
from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.compared import outcomes_of, stats_of
from cargraph.facts.comparisons.cues import Cue, cues
from cargraph.facts.comparisons.phrases import is_name, subject_of
from cargraph.facts.comparisons.rivals import rivals
from cargraph.facts.comparisons.sides import clause
from cargraph.facts.comparisons.stating import stated
from cargraph.facts.tokens import Tag
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.arms import Inventory
    from cargraph.facts.tokens import Token
    from cargraph.model import Comparison, Evidence

_NEAR = 5


def effects(inventory: Inventory, tokens: Sequence[Token], proof: Evidence) -> Iterator[Comparison]:
    """Yield a comparison for every outcome that a subject is said to change, or to have more or less of."""
    found = cues(tokens)
    last: Group | None = None
    for number, cue in enumerate(found):
        limit = found[number + 1].start if number + 1 < len(found) else len(tokens)
        outcomes = [at for at in outcomes_of(tokens, cue, limit) if at > cue.end]
        if not outcomes or outcomes[0] - cue.end > _NEAR or cue.direction not in {"lower", "higher"}:
            last = None
            continue
        last = _subject(inventory, tokens, cue, last)
        if last is None:
            continue
        other = _other(inventory, tokens, last, outcomes[-1])
        for at, (p, ratio) in zip(outcomes, stats_of(tokens, cue, outcomes, limit), strict=True):
            yield stated((last, other), tokens[at].entity, proof, direction=cue.direction, p=p, ratio=ratio)


def _other(inventory: Inventory, tokens: Sequence[Token], changed: Group, outcome: int) -> Group | None:
    """Return what is changed: the product whose outcome it is ("the efficacy of B"), or the other one of two."""
    behind = tokens[outcome + 1 : outcome + _NEAR]
    within = tokens[outcome].text.rpartition(" of ")[2]
    if changed.label and (own := _called(inventory, within)) is not None:
        return own
    if behind and behind[0].text in {"of", "by"} and changed.label:
        owner = next((t for t in behind if t.mention and t.mention.kind is Kind.CONSTRUCT), None)
        return Group(owner.entity) if owner else None
    others = [p for p in rivals(inventory) if p != changed.subject] if changed.subject else []
    return Group(others[0]) if len(others) == 1 else None


def _called(inventory: Inventory, name: str) -> Group | None:
    """Return the construct that has a name, which an outcome may hold: "persistence of CAR T cells"."""
    constructs = (e for e in inventory.entities.values() if e.kind is Kind.CONSTRUCT)
    return next((Group(e.id) for e in constructs if name in map(str.lower, e.names)), None)


def _subject(inventory: Inventory, tokens: Sequence[Token], cue: Cue, last: Group | None) -> Group | None:
    """Return who changes, or has, the outcome behind a comparing word; behind "and" it is the one before."""
    low, _ = clause(tokens, cue)
    before = cue.start - 1
    while before > low and tokens[before].text.endswith("ly"):
        before -= 1
    if before < low:
        return None
    if tokens[before].text in {"and", ","}:
        return last
    having = tokens[before].text in words.HAVING
    if not having and (tokens[cue.start].text not in words.EFFECTS or tokens[before].text in words.UNREAL):
        return None
    start, end = subject_of(tokens, low, before if having else cue.start)
    return _named(inventory, tokens[start:end], having=having)


def _named(inventory: Inventory, piece: Sequence[Token], *, having: bool) -> Group | None:
    """Return what a subject names: a product that has something, or whatever changes something, as a label."""
    if not piece or any(t.text in words.VERBS | words.STUDIES | words.PEOPLE for t in piece):
        return None
    products = {inventory.group(t) for t in piece if inventory.is_arm(t) and not t.label}
    if having:
        return products.pop() if len(products) == 1 else None
    alone = all(t.tag is Tag.ARM or t.text in words.PLAIN for t in piece)
    label = inventory.annotation.paper.text[piece[0].span.start : piece[-1].span.end]
    return Group(None, label) if not alone and piece[0].text not in words.OF_NONE and is_name(label) else None
