"""Lists of numbers in step with lists of outcomes: "CRS and ICANS in 7% and 31%, respectively"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.itemised import itemised
from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.results.lists import Lists

_NEAR = 12


def aligned(tokens: Sequence[Token], lists: Lists) -> Iterator[tuple[int, int, str]]:
    """Yield (quantity, outcome) for lists in step: "CRS and ICANS in 7% and 31%, respectively"."""
    said = any(t.text == "respectively" for t in tokens)
    rule = "respectively" if said else "list"
    last: tuple[list[int], list[int]] = ([], [])
    for run in (r for r in lists.runs if len(r) > 1):
        if columns := columned(tokens, run, lists):
            yield from ((q, columns[cell.column], "grid") for q in run if (cell := lists.cell(q)))
            continue
        if rows := _rows(tokens, run, lists):
            yield from ((q, rows[cell.row], "grid") for q in run if (cell := lists.cell(q)))
            continue
        outcomes = _parallel(tokens, run, said=said) or _goes_on(tokens, *last, run)
        outcomes = outcomes or (_behind(tokens, run, lists) if said or _have(tokens, run) else [])
        if not outcomes and (named := itemised(tokens, run, said=said)):
            yield from ((q, o, rule) for q, o in zip(run, named, strict=True) if o is not None)
        last = (run, outcomes)
        yield from ((q, o, rule) for q, o in zip(run, outcomes, strict=False))


def columned(tokens: Sequence[Token], run: list[int], lists: Lists) -> list[int]:
    """Return the list of outcomes of which the columns of a grid are: "ORR/CRR were 82%/61%, 67%/42% and 79%/58%"."""
    cell = lists.cell(run[0])
    ahead = [r for r in outcome_runs(tokens) if r[-1] < run[0]]
    if cell is None or not ahead or len(ahead[-1]) != cell.columns:
        return []
    slashed = all(any(t.text == "/" for t in tokens[a:b]) for a, b in (run[:2], ahead[-1][:2]))
    last, first = run[cell.columns - 1], run[cell.columns]
    opposed = any(t.text in words.VERSUS for t in tokens[last:first])
    return ahead[-1] if slashed or opposed or cell.rows != cell.columns else []


def _rows(tokens: Sequence[Token], run: list[int], lists: Lists) -> list[int]:
    """Return the list of outcomes of which the rows of a grid are, one each, or nothing."""
    cell = lists.cell(run[0])
    ahead = [r for r in outcome_runs(tokens) if r[-1] < run[0]]
    return ahead[-1] if cell is not None and ahead and len(ahead[-1]) == cell.rows else []


def _goes_on(tokens: Sequence[Token], last: list[int], outcomes: list[int], run: list[int]) -> list[int]:
    """Return the outcomes of the run before, where a run is of another arm: "46%/63% for A, 30%/45% for B"."""
    if not outcomes or len(run) != len(last):
        return []
    gap = tokens[last[-1] + 1 : run[0]]
    armed = any(t.tag is Tag.ARM for t in gap) and not any(t.tag is Tag.OUTCOME or t.text == ";" for t in gap)
    return outcomes if armed and len(gap) <= _NEAR else []


def _parallel(tokens: Sequence[Token], run: list[int], *, said: bool) -> list[int]:
    """Return the nearest list of as many outcomes to the left of a run of quantities, or nothing."""
    before = [r for r in outcome_runs(tokens) if r[-1] < run[0]]
    candidates = [r for r in before if len(r) == len(run)]
    candidates = candidates or [r[-len(run) :] for r in before if _tells_first(tokens, r, len(run))]
    if said and not candidates:
        candidates = [r for r in (_first_of_slashed(tokens, r) for r in before) if len(r) == len(run)]
    if not candidates:
        return []
    best = candidates[-1]
    if not said and any(t.quantity is not None and t.quantity.proportion for t in tokens[best[0] : best[-1]]):
        return []  # each has its own numbers: "CRS (83%) and anaemia (63%, 10% grade 3)"
    between = tokens[best[-1] + 1 : run[0]]
    limit = 26 if said else 12
    if len(between) > limit or any(t.text == ";" or (t.tag is Tag.OUTCOME and not said) for t in between):
        return []
    pairs = any(p[0] in run and p[1] in run for p in _pairs(tokens, run))
    return [] if pairs else best


def _tells_first(tokens: Sequence[Token], outcomes: Sequence[int], wanted: int) -> bool:
    """Tell whether the first of a run has its number before it: "70% responded, and PFS and OS were 66% and 88%"."""
    first = outcomes[-wanted] if len(outcomes) == wanted + 1 else 0
    joined = [t.text for t in tokens[first - 2 : first]] == [",", "and"] if first > 1 else False
    return joined and any(t.quantity is not None for t in tokens[max(0, outcomes[0] - 4) : outcomes[0]])


def _have(tokens: Sequence[Token], run: Sequence[int]) -> bool:
    """Tell whether two numbers share the verb behind them: "23% and 15% had CRS and ICANS"."""
    behind = next((t.text for t in tokens[run[-1] + 1 :] if t.text not in {")", "]", "who", "patients"}), "")
    return behind in words.ACHIEVED - {"in", "with", "were", "was", "are"}


def _behind(tokens: Sequence[Token], run: list[int], lists: Lists) -> list[int]:
    """Return the list of as many outcomes that follows a run: "9% and 6% developed bleeding and thrombosis"."""
    behind = next((r for r in outcome_runs(tokens) if r[0] > run[-1]), [])
    gap = tokens[run[-1] + 1 : behind[0]] if len(behind) == len(run) else ()
    plain = gap and len(gap) <= _NEAR and not any(t.text == ";" or t.tag in {Tag.QUANTITY, Tag.ARM} for t in gap)
    return behind if plain and lists.pair(run[0]) is None else []


def _first_of_slashed(tokens: Sequence[Token], run: list[int]) -> list[int]:
    """Return a run of outcomes with those that a slash makes one told by the first: "relapse/progression and NRM"."""
    return [o for o in run if tokens[o - 1].text != "/"]


def _pairs(tokens: Sequence[Token], run: list[int]) -> list[tuple[int, int]]:
    """Return neighbours of a run that stand against each other ("a versus b")."""
    return [(a, b) for a, b in itertools.pairwise(run) if any(t.text in words.VERSUS for t in tokens[a + 1 : b])]
