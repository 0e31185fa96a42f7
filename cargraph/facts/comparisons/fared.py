"""Who did better or worse: "those with bulky disease fared worse: their PFS was 26% and their OS 46%"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.choosing import Claim, Weight
from cargraph.facts.comparisons.clauses import clause, marker_of
from cargraph.facts.comparisons.factor_sides import held_against
from cargraph.facts.comparisons.phrases import group_of, label_of, phrase
from cargraph.facts.comparisons.runs import told_runs
from cargraph.facts.comparisons.stating import stated
from cargraph.facts.comparisons.subjects import subject_of
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.comparisons.cues import Cue
    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token
    from cargraph.model import Evidence

_FARED = frozenset({"fare", "fared", "fares", "did", "do", "does"})


def fared(inventory: Inventory, tokens: Sequence[Token], found: Sequence[Cue], proof: Evidence) -> Iterator[Claim]:
    """Yield a claim for each endpoint told behind "fared worse" and the like: of it there was less, or more.

    found: the comparing words of the sentence. proof: the sentence.
    """
    for cue in found:
        place = cue.start - 1
        while place > 0 and tokens[place].text.endswith("ly"):
            place -= 1
        worded = cue.direction in {"lower", "higher"} and tokens[cue.start].text in words.QUALITY
        if not worded or place < 1 or tokens[place].text not in _FARED:
            continue
        low, high = clause(tokens, cue)
        if words.EXPECTED & {t.text for t in tokens[low:place]}:
            continue
        sides = _sides(inventory, tokens, subject_of(tokens, low, place), marker_of(tokens, cue, cue.end, low, high))
        for outcome in endpoints_behind(tokens, cue.end) if sides else ():
            if sides:
                made = stated(sides, tokens[outcome].entity, proof, direction=cue.direction)
                yield Claim(made, outcome, outcome, Weight.TOLD)


def _sides(
    inventory: Inventory, tokens: Sequence[Token], span: tuple[int, int], marker: tuple[int, int] | None
) -> tuple[Group, Group | None] | None:
    """Return who fared so, and whom they are held against: those told behind "than", else the plain opposite."""
    first = group_of(inventory, tokens, *span) or label_of(inventory, tokens, span)
    if first is None:
        return None
    if marker is not None:
        second = group_of(inventory, tokens, *phrase(tokens, marker[1], len(tokens)))
        return (first, second) if second else None
    return first, held_against(inventory, first.label, None) if first.label else None


def endpoints_behind(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the endpoints named behind a place, each where it is first named."""
    found: dict[str, int] = {}
    for place in (o for run in told_runs(tokens) for o in run if o > at):
        mention = tokens[place].mention
        if mention is not None and mention.kind is Kind.ENDPOINT:
            found.setdefault(tokens[place].entity, place)
    return list(found.values())
