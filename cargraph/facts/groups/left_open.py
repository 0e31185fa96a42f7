"""Numbers dealt out to more, fewer or other groups than a paper is known to have: whose they are is left open."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.results.outcome_runs import outcome_runs
from cargraph.facts.results.printed_times import are_timed
from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from cargraph.facts.groups.places import Place

_SEVERAL = 3
_PAIR = 2
_NEAR = 12


def is_end_of_change(place: Place) -> bool:
    """Tell whether a number is what another came to, and no group is named: "shortened from 6 to 4 days"."""
    if place.groups or place.tokens[place.at - 1].text != "to":
        return False
    before = place.tokens[max(0, place.at - _NEAR) : place.at]
    return any(a.text == "from" and b.tag is Tag.QUANTITY for a, b in itertools.pairwise(before))


def is_of_several_unnamed(place: Place) -> bool:
    """Tell whether two numbers or more are dealt out to things that are no outcomes, times, grades or known groups."""
    dealt = any(t.text == "respectively" for t in place.tokens[place.run[-1] : place.run[-1] + _NEAR])
    if len(place.run) < _PAIR or not dealt or place.groups or are_timed(place.tokens, place.run):
        return False
    if any(t.tag is Tag.GRADE for t in place.tokens):
        return False
    number = place.tokens[place.at].quantity
    named = {t.entity for t in place.tokens if t.tag is Tag.OUTCOME}
    return number is not None and number.proportion and len(named) == 1


def is_out_of_step(place: Place) -> bool:
    """Tell whether a list of numbers is dealt out to more or fewer groups than are known: one has no name here."""
    steps = len(place.run)
    if steps < _SEVERAL or place.row or not 1 < len(place.groups) != steps:
        return False
    dealt = any(t.text == "respectively" for t in place.tokens[place.run[-1] :])
    return (
        dealt
        and not any(len(r) == steps for r in outcome_runs(place.tokens))
        and not are_timed(place.tokens, place.run)
    )
