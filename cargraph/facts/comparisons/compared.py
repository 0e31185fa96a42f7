"""What a comparing word compares: its outcomes, and the p-value and ratio that each of them has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.lists import outcome_runs
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.comparisons.cues import Cue

_STOPS = frozenset({"than", "compared", "versus", "vs", "relative", ";", "while", "whereas"})
_PATIENTS = frozenset({"patients", "subjects", "participants", "individuals", "mice", "animals"})
_REACHED = frozenset({"had", "achieved", "experienced", "developed", "reached", "attained", "showed", "obtained"})


def outcomes_of(tokens: Sequence[Token], cue: Cue, limit: int) -> list[int]:
    """Return the outcomes a comparing word speaks of: those it stands before, else those it follows.

    limit: where the next comparing word stands, or the end.
    """
    runs = _told_runs(tokens)
    ps = sum(t.tag is Tag.P for t in tokens[cue.start :]) or sum(t.tag is Tag.P for t in tokens)
    if tokens[cue.end + 1 : cue.end + 2] and tokens[cue.end + 1].text in _PATIENTS:
        verb = next((i for i in range(cue.end + 1, len(tokens)) if tokens[i].text in _REACHED), len(tokens))
        return next((r for r in runs if r[0] > verb), [])
    for run in ([at for at in whole if cue.end < at < limit] for whole in runs):
        gap = tokens[cue.end + 1 : run[0]] if run else ()
        if (
            run
            and len(gap) <= 9
            and not any(
                t.text in _STOPS or t.text == "," or t.tag is Tag.ARM or (t.text == "in" and cue.direction != "similar")
                for t in gap
            )
        ):
            return _of(tokens, runs, run)
    within = [r for r in runs if cue.start < r[0] and r[-1] < cue.end]
    if within:
        return within[0]
    before = [r for r in runs if r[-1] < cue.start and not tokens[r[-1]].depth]
    if not _is_said(tokens, cue):
        return []
    if ps > 1 and (step := [r for r in before if len(r) == ps]):
        return step[-1]
    if len(before) > 1 and any(t.text == "both" for t in tokens[max(0, cue.start - 3) : cue.start]):
        return [o for run in before[-2:] for o in run]
    if before and sum(t.text in words.AUXILIARY for t in tokens[before[-1][-1] : cue.start]) > 1:
        return []
    if before and not any(
        t.text in {";", "while", "whereas"} and not t.depth for t in tokens[before[-1][-1] : cue.start]
    ):
        return before[-1]
    return []


def _of(tokens: Sequence[Token], runs: list[list[int]], run: list[int]) -> list[int]:
    """Return what a measure is of: in "peak levels of IL-6 and IL-2" the cytokines."""
    following = next((r for r in runs if r[0] == run[-1] + 2 and tokens[run[-1] + 1].text == "of"), None)
    return following or run


_BEFORE = 6


def _is_said(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word says something of what stands before it: a verb leads to it, no noun follows it."""
    near = tokens[max(0, cue.start - _BEFORE) : cue.end + 1]
    return any(t.text in words.SAYING or t.text.endswith("ed") for t in near)


def _told_runs(tokens: Sequence[Token]) -> list[list[int]]:
    """Return the lists of outcomes; one whose members have their numbers in brackets is a list too."""
    runs: list[list[int]] = []
    for found in outcome_runs(tokens):
        run = [at for at in found if not tokens[at].depth] or found
        last = runs[-1][-1] if runs else None
        if last is not None and tokens[last].entity == tokens[run[0]].entity and tokens[run[0]].depth:
            continue  # a short form in the bracket behind the name
        gap = tokens[last + 1 : run[0]] if last is not None else ()
        open_gap = [t for t in gap if not t.depth and t.text not in {"(", ")", "[", "]"}]
        if gap and len(gap) > len(open_gap) and [t.text for t in open_gap] in (["and"], [","], [",", "and"]):
            runs[-1] += run
        else:
            runs.append(list(run))
    return runs


def stats_of(
    tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int], limit: int
) -> list[tuple[Token | None, Token | None]]:
    """Return each outcome's p-value and ratio: its own where each has one, those in step, or the one of them all."""
    since = min(cue.start, outcomes[0])
    until = max(limit, outcomes[-1] + 1)
    each = [_found(tokens[at : (*outcomes, until)[step + 1]]) for step, at in enumerate(outcomes)]
    if len(outcomes) > 1 and all(p or ratio for p, ratio in each):
        return each
    ps = [t for t in tokens[since:until] if t.tag is Tag.P] or [t for t in tokens[cue.start :] if t.tag is Tag.P]
    if len(ps) == len(outcomes):
        return [(p, None if len(ps) > 1 else _found(tokens[since:])[1]) for p in ps]
    shared = (ps[0] if ps else None, _found(tokens[cue.start :])[1])
    return [shared for _ in outcomes]


def _found(tokens: Sequence[Token]) -> tuple[Token | None, Token | None]:
    p = next((t for t in tokens if t.tag is Tag.P), None)
    return p, next((t for t in tokens if t.tag is Tag.RATIO), None)
