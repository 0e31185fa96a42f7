"""Sizes told side by side: "51 and 58 patients were given A and B, respectively", "4 FL and 2 MZL patients"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.groups.ranks import ENTERED, GIVEN
from cargraph.facts.results.lists import Lists
from cargraph.facts.tokens import Tag
from cargraph.mentions.people import PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token

_Told = dict[int, list[tuple["Group", int, int]]]
_TWO = 2


def beside(inventory: Inventory, tokens: Sequence[Token]) -> _Told:
    """Return for the places of counts told side by side the groups they count, each with its size and rank."""
    readers = (_summed, _in_step, _allotted, _used, _known)
    return next((told for read in readers if (told := read(inventory, tokens))), {})


_ALLOTTING = GIVEN | ENTERED | frozenset({"receive", "undergo", "underwent", "got"})
_SETTLING = GIVEN | {"receive", "undergo", "underwent", "got", "assigned", "allocated", "randomized", "randomised"}
_LEADING = _ALLOTTING | PATIENTS
_LEADING |= frozenset("( ) of whom them which were was had been randomly to the with either in at who matched".split())
_REACH = 10


def _allotted(inventory: Inventory, tokens: Sequence[Token]) -> _Told:
    """Read "374 patients, 186 of whom were assigned to A and 188 to B", "98 were to receive A, and 95 usual care".

    The verb may stand before a colon: "193 were infused: 88 with A, 64 with B and 41 with C".
    """
    units: dict[int, Group] = {}
    verbs: set[str] = set()
    for at, token in enumerate(tokens):
        counted = token.quantity if token.tag is Tag.QUANTITY else None
        if counted is None or not counted.count or counted.total or counted.value is not None:
            continue
        place = at + 1
        last = min(len(tokens), at + _REACH)
        while place < last and (tokens[place].depth > token.depth or tokens[place].text in _LEADING):
            place += 1
        if place < len(tokens) and inventory.is_arm(tokens[place]) and not inventory.is_of_all(tokens[place]):
            units[at] = inventory.group(tokens[place])
            verbs |= {t.text for t in tokens[at:place]} & _ALLOTTING
    first = next(iter(units), 0)
    if first and tokens[first - 1].text == ":":
        verbs |= {t.text for t in tokens[max(0, first - _REACH) : first]} & _ALLOTTING
    if len(set(units.values())) < max(_TWO, len(units)) or not verbs or any(t.tag is Tag.OUTCOME for t in tokens):
        return {}
    rank = 3 if verbs & _SETTLING else 2
    return {at: [(group, q.count or 0, rank)] for at, group in units.items() if (q := tokens[at].quantity)}


def _in_step(inventory: Inventory, tokens: Sequence[Token]) -> _Told:
    """Read "51 and 58 patients were assigned to A and B, respectively", "31 and 93 patients with and without X"."""
    arms = [i for i, t in enumerate(tokens) if t.tag is Tag.ARM]
    if len(arms) < _TWO or any(t.tag is Tag.OUTCOME for t in tokens):
        return {}
    respectively = any(t.text == "respectively" for t in tokens)
    for run in Lists(tokens).runs:
        counts = [q.count for at in run if (q := tokens[at].quantity) and q.count and q.percent is None]
        named = [(i, inventory.group(tokens[i])) for i in arms if i > run[-1] and inventory.is_arm(tokens[i])]
        if not len(run) == len(counts) == len(named) > 1:
            continue
        said = {w for t in tokens[run[-1] : named[0][0]] for w in t.text.split()}
        adjoining = named[0][0] == run[-1] + 1 and named[-1][0] == named[0][0] + _TWO
        if said & (GIVEN | ENTERED | PATIENTS) and (respectively or adjoining):
            return {at: [(group, n, 2)] for at, n, (_, group) in zip(run, counts, named, strict=True)}
    return {}


_USING = frozenset("was were used given chosen administered applied in to for by the".split())


def _used(inventory: Inventory, tokens: Sequence[Token]) -> _Told:
    """Read "A was used in 58 patients, B in 34 and C in 27", of treatments without a CAR."""
    found: _Told = {}
    for at, token in enumerate(tokens):
        if not (token.tag is Tag.ARM and token.mention and token.mention.kind is Kind.DRUG):
            continue
        place = at + 1
        while place < len(tokens) - 1 and tokens[place].text in _USING:
            place += 1
        counted = tokens[place].quantity if place < len(tokens) and tokens[place].tag is Tag.QUANTITY else None
        if counted and counted.count and not counted.total and counted.value is None and place > at + 1:
            found[place] = [(inventory.drug_group(token.label or token.text), counted.count, 3)]
    return found if len(found) >= _TWO else {}


def _known(inventory: Inventory, tokens: Sequence[Token]) -> _Told:
    """Read "between the 14 patients with X and the 26 with Y"."""
    counted = {
        at: [(inventory.group(tokens[at + 1]), q.count, 2)]
        for at in range(len(tokens) - 1)
        if counts_known(tokens, at) and inventory.is_arm(tokens[at + 1]) and (q := tokens[at].quantity) and q.count
    }
    return counted if len(counted) == _TWO else {}


def counts_known(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is the size of a group named right behind it as one known: "the 14 [patients with X]"."""
    counted = tokens[at].quantity
    if (
        counted is None
        or not counted.count
        or counted.total
        or counted.percent is not None
        or counted.value is not None
    ):
        return False
    labelled = at + 1 < len(tokens) and tokens[at + 1].tag is Tag.ARM and tokens[at + 1].label is not None
    return labelled and at > 0 and tokens[at - 1].text in {"the", "other"}


def _summed(inventory: Inventory, tokens: Sequence[Token]) -> _Told:
    """Read "4 FL and 2 MZL patients were enrolled" as 6 patients, of whom 4 and 2 are the groups of these diseases."""
    row = _row(tokens)
    if inventory.whole is None or len(row) < _TWO:
        return {}
    counts = [q.count or 0 for at in row if (q := tokens[at].quantity)]
    found: _Told = {at: [] for at in row}
    for at, n in zip(row, counts, strict=True):
        if tokens[at + 1].label and inventory.is_arm(tokens[at + 1]):
            found[at].append((inventory.group(tokens[at + 1]), n, 2))
    found[row[0]].insert(0, (inventory.whole, sum(counts), 2))
    return found


def _row(tokens: Sequence[Token]) -> list[int]:
    """Return the places of counts of patients that stand before their diseases in one row, nothing where none do."""
    row: list[int] = []
    for at, token in enumerate(tokens[:-2]):
        disease = tokens[at + 1].mention
        counted = token.tag is Tag.QUANTITY and token.quantity is not None and token.quantity.bare
        if not counted or disease is None or disease.kind is not Kind.DISEASE:
            continue
        joined = row and at - row[-1] <= len(("FL", ",", "and")) + 1
        row = [*row, at] if joined else [at]
        if len(row) >= _TWO and tokens[at + 2].text in PATIENTS:
            return row
    return []
