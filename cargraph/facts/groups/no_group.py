"""Counts that are no groups of patients: labels, ages, times, papers, measures, shares of a group, those told last."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.groups.clauses import names_patients
from cargraph.facts.groups.ranks import GIVEN, NEAR
from cargraph.facts.tokens import Tag
from cargraph.mentions.people import PATIENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token

_COUNTED_THINGS = frozenset(
    """infusion infusions dose doses cycle cycles course courses injection injections weekly daily monthly times lines
    hospitals centers centres sites studies trials donors cohorts groups arms levels""".split()
)
_LABELS = frozenset("phase stage grade day level cohort part version least most line lines".split())
_OF_THEM = (["of", "whom"], ["of", "them"], ["of", "which"])
_AGED = frozenset({"over", "under", "above", "below", "aged", "age", "older", "than"})
_BOUNDS = frozenset({">", "<", "≥", "≤", "~"})
_TIMES = ("days", "weeks", "months", "years")
_INFUSED = frozenset({"infused", "treated", "dosed", "infusion"})
_PAPERS = frozenset(
    "records articles citations titles publications abstracts studies reports papers analyses meta".split()
)
_SELECTED = frozenset("screened met eligible included identified retrieved selected assessed eligibility".split())
_MEASURES = frozenset(
    """measures measurements parameters variables features genes proteins sites loci markers samples analytes cytokines
    laboratory biomarkers factors""".split()
)
_FOUND = frozenset("found seen observed occurred noted".split())
_VERBS = frozenset("was were had received in of with who from for to ( ) , . ;".split())


def is_no_group(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is no group of patients: "phase 2", "9 of whom", "3 of 10 given B"."""
    quantity, before = tokens[at].quantity, tokens[at - 1].text if at else ""
    after = [t.text for t in tokens[at + 1 : at + 3]]
    if before == "in" and at > 1 and _had_it(tokens, at):
        return True
    if after[:1] in (["and"], ["or"], ["to"]) and after[1:] and after[1].endswith(_TIMES):
        return True  # "21 and 28 days after infusion"
    numbers_item = before == "(" and after[:1] == [")"] and quantity is not None and quantity.bare
    if numbers_item or _counts_papers(tokens, at) or _counts_measures(tokens, at) or _is_share_of_group(tokens, at):
        return True
    if before in _BOUNDS or "+" in {before, *after[:1]} or after[:1] in (["min"], ["h"], ["each"]):
        return True
    if before in _LABELS | _AGED or _COUNTED_THINGS & set(after):
        return True
    if after in _OF_THEM:  # "27 were enrolled, 24 of whom were infused"
        said = [t.text for t in tokens[at + 3 : at + NEAR] if t.depth <= tokens[at].depth]
        return not _INFUSED & {*itertools.takewhile(lambda word: word not in {",", ";", "."}, said)}
    anew = before in {"and", ","} and bool(PATIENTS & set(tokens[at].text.split()))
    if not anew and {t.text for t in tokens[max(0, at - 4) : at]} & {"aged", "range", "ranging", "ages"}:
        return True
    given_to = at > 1 and tokens[at - 1].text in {"to", "in"} and tokens[at - 2].text in GIVEN
    if quantity is None or quantity.total is None or given_to:
        return False
    later = {t.text for t in tokens[at + 1 : at + 12]}
    people = bool(PATIENTS & set(tokens[at].text.split())) or names_patients(tokens, at)
    return not ({"received", "were"} & set(after) or (people and "were" in later and later & GIVEN))


def _had_it(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of those in whom something was: "91% in 11 given B", "ICANS was found in 3 given B"."""
    said = tokens[at - 2]
    if said.text in _FOUND:
        return any(t.tag is Tag.OUTCOME for t in tokens[max(0, at - 6) : at])
    return said.quantity is not None and said.quantity.percent is not None and said.quantity.count is None


def _counts_papers(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of papers found: "Of 842 records that were screened, 15 met our criteria"."""
    if PATIENTS & set(tokens[at].text.split()) or names_patients(tokens, at):
        return False
    near = {t.text for t in tokens[at + 1 : at + 4]}
    told = {t.text for t in tokens[max(0, at - 10) : at]} & _PAPERS
    return bool(near & _PAPERS) or bool(told and near & _SELECTED)


def _counts_measures(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of what was measured: "14 pre-infusion laboratory and cytokine measures"."""
    near = [t.text for t in tokens[at + 1 : at + 10]]
    head = next((i for i, word in enumerate(near) if word in _MEASURES), len(near))
    return head < len(near) and not any(word in PATIENTS or word in _VERBS for word in near[:head])


def group_behind(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the labelled group whose patients a count is of: "8 (5.6%) patients in group A"."""
    near = [t for t in tokens[at + 1 : at + 6] if t.text not in {")", "patients", "the", "in", "of"}][:1]
    return near[0] if near and near[0].tag is Tag.ARM and near[0].label else None


def _is_share_of_group(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count with its share is of a group's patients, and no group by itself."""
    quantity = tokens[at].quantity
    return quantity is not None and quantity.percent is not None and group_behind(tokens, at) is not None
