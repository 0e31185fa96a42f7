"""The outcomes that a comparing sentence names side by side."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token
_TAIL = 4
_PLAINLY = (
    words.VERBS
    | words.MORE
    | words.LESS
    | words.PREPOSITIONS
    | words.MARKERS
    | words.CONTRASTS
    | {";", "to", "that", "which", "who", "at"}
)
_ACTS = frozenset("assessment charges costs detection management monitoring prediction prevention prophylaxis".split())


def told_runs(tokens: Sequence[Token]) -> list[list[int]]:
    """Return the lists of outcomes; one whose members have their numbers in brackets is a list too."""
    runs: list[list[int]] = []
    for found in outcome_runs(tokens):
        if tokens[found[-1] + 1 : found[-1] + 2] and tokens[found[-1] + 1].text in _ACTS:
            continue  # "improves relapse detection" says nothing of relapse
        run = [at for at in found if not tokens[at].depth] or found
        last = runs[-1][-1] if runs else None
        if last is not None and tokens[last].entity == tokens[run[0]].entity and tokens[run[0]].depth:
            continue  # a short form in the bracket behind the name
        if last is not None and _goes_on(tokens, last, run[0]):
            runs[-1] += run
        else:
            runs.append(list(run))
    return runs


def _goes_on(tokens: Sequence[Token], last: int, following: int) -> bool:
    """Tell whether a list goes on over brackets and nouns beside its members: "IL-2 release, and specific lysis"."""
    if tokens[last].depth != tokens[following].depth or tokens[following].text.split()[0] in words.LESS | words.MORE:
        return False
    gap = [
        t for t in tokens[last + 1 : following] if t.depth <= tokens[last].depth and t.text not in {"(", ")", "[", "]"}
    ]
    joints = [i for i, t in enumerate(gap) if t.text in {"and", ",", "or"}]
    if not joints or any(t.tag not in {Tag.WORD, Tag.GRADE, Tag.TIME} for t in gap):
        return False
    nouns = [t for t in gap if t.text not in {"and", ",", "or"}]
    together = all(b - a == 1 for a, b in itertools.pairwise(joints))
    return together and len(nouns) <= _TAIL and not any(t.text in _PLAINLY or t.text.endswith("ly") for t in nouns)
