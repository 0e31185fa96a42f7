"""Groups named in a row, and the one that a number of a row is in step with: "84% and 80% in the A and B groups"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.results.printed_times import are_timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.groups.places import Place
    from cargraph.facts.results.lists import Lists
    from cargraph.facts.tokens import Token

_SEVERAL = 3
_PAIR = 2
_LEAD = frozenset(
    "for in with among after the of those patients given treated receiving who received recipients ( )".split()
)
_ROW = frozenset({",", "and", "the", "or", "&"})
_ASSESSED = frozenset({"evaluable", "assessable", "evaluated", "assessed"})


def listed(inventory: Inventory, place: Place) -> Group | None:
    """Return the arm in step with a number: "84% and 80% in the A and B groups, respectively"."""
    tokens, at, lists = place.tokens, place.at, place.lists
    if place.pair and _ends_run(lists, place.pair):
        row = _arms_behind(inventory, tokens, lists, place.pair[1])
        if len(row) == len(place.pair):
            return row[place.pair.index(at)]
    step, steps = place.step
    if place.pair and not _ends_run(lists, place.pair):
        own = next((r for r in lists.runs if at in r), [at])
        step, steps = own.index(at), len(own)
    if steps < 2:
        return None
    apart = [inventory.group(t) for t in tokens if t.scope and inventory.is_arm(t)]
    if steps == len(set(apart)) == _PAIR and any(t.text == "respectively" for t in tokens):
        return apart[step]
    if (behind := _arms_behind(inventory, tokens, lists, at)) and len(behind) == steps:
        return behind[step]
    if not any(t.text == "respectively" for t in tokens) and not _in_a_row(inventory, place):
        return None
    in_grid = place.row is not None or lists.cell(at) is not None
    runs = [r for r in outcome_runs(tokens) if len(r) == steps and not in_grid]
    named = list(dict.fromkeys(inventory.group(t) for t in tokens if inventory.is_arm(t)))
    return named[step] if len(named) == steps and not runs and lists.pair(at) is None else None


def stepped(inventory: Inventory, place: Place) -> Group | None:
    """Return the arm in step with one of three numbers or more: those the sentence names, or all of the paper's."""
    step, steps = place.step
    if steps < (_SEVERAL if place.row is None else 2) or (
        place.row is None and any(len(r) == steps for r in outcome_runs(place.tokens))
    ):
        return None
    rows = (place.groups, *inventory.part_rows, inventory.labelled, inventory.in_turn)
    return next((row[step] for row in rows if len(row) == steps), None)


def last_of_row(inventory: Inventory, place: Place) -> int:
    """Return the last number of a run that gives one arm's outcomes or times: "PFS and OS were 46%/63% with A"."""
    run = place.run
    in_turn = len(run) > 1 and (
        any(len(r) == len(run) and r[-1] < run[0] for r in outcome_runs(place.tokens)) or are_timed(place.tokens, run)
    )
    in_turn = in_turn or _are_rows(inventory, place)
    one_arm = in_turn and len(_arms_behind(inventory, place.tokens, place.lists, place.at)) == 1
    return run[-1] if one_arm else place.at


def _in_a_row(inventory: Inventory, place: Place) -> bool:
    """Tell whether a sentence names its arms in one row and gives one run of numbers: "In A and B, CRS was ..."."""
    arms = [i for i, t in enumerate(place.tokens) if inventory.is_arm(t)]
    between = place.tokens[arms[0] : arms[-1]] if arms else ()
    row = all(inventory.is_arm(t) or t.text in _ROW for t in between)
    return row and len(arms) == len(place.run) and place.run == list(place.lists.quantities)


def _ends_run(lists: Lists, pair: tuple[int, int]) -> bool:
    """Tell whether no further number is listed with the second of a pair: "9 with A against 21 and 18 with B and C"."""
    run = next((r for r in lists.runs if pair[1] in r), ())
    return all(number in pair for number in run)


def _arms_behind(inventory: Inventory, tokens: Sequence[Token], lists: Lists, at: int) -> list[Group]:
    """Return the arms that stand in a row behind a list of numbers: "7.4 and 5.6 months for ICT and ICV"."""
    run = next((r for r in lists.runs if at in r), [at])
    found: list[Group] = []
    for place, token in enumerate(tokens[run[-1] + 1 : run[-1] + 12], run[-1] + 1):
        if _is_assessed(token) and [t.text for t in tokens[place + 1 : place + 2]] == ["of"]:
            continue
        if inventory.is_arm(token):
            found.append(inventory.group(token))
        elif token.text not in (_ROW if found else _LEAD):
            break
    return found


def _are_rows(inventory: Inventory, place: Place) -> bool:
    """Tell whether each of several rows has an arm behind it: "74% and 55% with A, 88% and 68% with B"."""
    rows = [run for run in place.lists.runs if len(run) == len(place.run)]
    owners = [tuple(_arms_behind(inventory, place.tokens, place.lists, run[-1])) for run in rows]
    return len(place.run) > 1 and len(set(owners)) == len(rows) > 1 and all(len(own) == 1 for own in owners)


def _is_assessed(token: Token) -> bool:
    """Tell whether a label only says that the groups behind were assessed: "of the evaluable patients of A"."""
    return token.mention is None and bool(token.label) and bool(_ASSESSED.intersection((token.label or "").split()))
