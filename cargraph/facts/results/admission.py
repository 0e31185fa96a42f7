"""Which numbers of a sentence can be results at all: no windows, ages, labels, causes of death."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.groups.beside import counts_known
from cargraph.facts.results.absence import none_of
from cargraph.facts.results.amid import is_set
from cargraph.facts.results.counts import OCCURRED, equals_grade, weak
from cargraph.facts.results.cures import is_of_a_drug, is_share_of_dose
from cargraph.facts.results.lengths import is_follow_up, is_window
from cargraph.facts.results.limits import (
    CHANGED,
    is_cut_off,
    is_expected,
    is_of_definition,
    is_start,
    is_threshold,
    is_told_change,
)
from cargraph.facts.results.reagents import is_reagent
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import PATIENT, PATIENTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.quantities import Quantity

_UNCOUNTED = frozenset(
    """phase stage version type table figure fig grade level line lines cycle score class part age aged least most
    minimum ecog patient participant subject years over under than × x every per approximately day week month
    supplementary""".split()
)


def is_result(tokens: Sequence[Token], at: int, quantity: Quantity, *, scored: bool = False) -> bool:
    """Refuse numbers that are no results: windows, ages, labels, enumerations, sizes of regimens.

    scored: whether the sentence tells a clinical score, which has no unit.
    """
    return not (
        (_is_empty(quantity) and not (scored and isinstance(quantity.value, float)))
        or _is_label(tokens, at, quantity)
        or _is_phase(tokens, at, quantity)
        or is_follow_up(tokens, at, quantity)
        or _is_of_those_studied(tokens, at, quantity)
        or is_set(tokens, at)
        or _is_age(tokens, at)
        or _is_at_baseline(tokens, quantity)
        or none_of(tokens, at)
        or is_cut_off(tokens, at, quantity)
        or is_threshold(tokens, at)
        or is_start(tokens, at)
        or is_expected(tokens, at, quantity)
        or is_of_definition(tokens, at)
        or _was_at_baseline(tokens, at)
        or is_of_a_drug(tokens, at)
        or _is_of_agreement(tokens, at)
        or _is_of_places(tokens, at, quantity)
        or _is_of_degree(tokens, at)
        or is_told_change(tokens, at)
        or _is_bare_median(tokens, at, quantity)
        or is_reagent(tokens, at, quantity)
        or is_share_of_dose(tokens, at, quantity)
        or _is_of_a_state(tokens, at, quantity)
        or counts_known(tokens, at)
        or is_window(tokens, at, quantity)
    )


def _is_empty(quantity: Quantity) -> bool:
    """Tell whether nothing is said that could be looked up: a lone interval, a ratio, a number without a unit."""
    if quantity.text == "interval" or (
        quantity.value is None and quantity.count is None and quantity.percent is None and quantity.low is None
    ):
        return True
    if quantity.value in {None, "NR"} or quantity.unit is not None:
        return False
    return quantity.interval == "ci95" or (isinstance(quantity.value, float) and quantity.interval is None)


def _is_label(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a bare number labels or numbers something: "phase 2", "cohort 1:", "0-3", "2)"."""
    if quantity.count is None or not quantity.bare:
        return False
    before = tokens[at - 1].text if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if equals_grade(tokens, at) or (before == "to" and CHANGED & {t.text for t in tokens[max(0, at - 6) : at]}):
        return False
    return (
        before in _UNCOUNTED
        or before in {"-", "/", "to", "≥", ">", "<", "≤", "="}
        or after in {"to", "-", "/"}
        or (after == ":" and before != "in")
        or (after == ")" and before not in {"(", "in", ","})
    )


def _is_phase(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a fraction numbers the phase of a trial: "phase 1/2"."""
    return quantity.total is not None and at > 0 and tokens[at - 1].text in {"phase", "phases"}


_ASSESSED = [
    [be, how] for be in ("was", "were") for how in ("evaluable", "assessable", "analysed", "analyzed", "assessed")
]
_AIMED = frozenset(
    """evaluated assessed investigated examined studied explored analyzed analysed
    based reviewed described characterized characterised""".split()
)


def _is_of_those_studied(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a count is of the patients in whom an outcome was looked for: "we evaluated CRS in 133 patients"."""
    if weak(quantity) and [t.text for t in tokens[at + 1 : at + 3]] in _ASSESSED:
        return True
    if not weak(quantity) or at < 2 or tokens[at - 1].text not in {"in", "of", "among", "for"}:
        return False
    aimed = next((i for i in range(at - 1, -1, -1) if tokens[i].text in _AIMED or _is_study(tokens, i)), None)
    return aimed is not None and not any(
        t.text in OCCURRED or t.tag is Tag.QUANTITY or t.text == ";" for t in tokens[aimed + 1 : at]
    )


_STUDIES = frozenset(
    "profiling analysis analyses sequencing assessment evaluation examination measurement study".split()
)


def _is_study(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word names what was done to look at something: "profiling of circulating cells in 32 patients"."""
    return tokens[place].text in _STUDIES and [t.text for t in tokens[place + 1 : place + 2]] == ["of"]


_ADULT = 18


def _is_age(tokens: Sequence[Token], at: int) -> bool:
    quantity = tokens[at].quantity
    if (
        quantity is not None
        and (quantity.unit or "").lower().startswith("year")
        and (quantity.bound or tokens[at - 1].text in "≥≤<>")
    ):
        return isinstance(quantity.value, float) and quantity.value >= _ADULT
    if [t.text for t in tokens[at + 1 : at + 3]] in (
        ["and", "older"],
        ["or", "older"],
        ["and", "younger"],
        ["or", "younger"],
    ):
        return True
    near = {t.text for t in (*tokens[max(0, at - 3) : at], *tokens[at + 1 : at + 3])}
    return "age" in near or [t.text for t in tokens[at + 1 : at + 2]] == ["old"]


def _is_at_baseline(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Tell whether a share says what the patients were like when they came: "At baseline, 24% had ..."."""
    drawn = {"plot", "plots", "curve", "curves"} & {t.text for t in tokens[:4]}
    return quantity.proportion and (bool(drawn) or [t.text for t in tokens[:2]] == ["at", "baseline"])


def _was_at_baseline(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is of the time before treatment: "16.4 at baseline", "40% before infusion"."""
    following = [t.text for t in tokens[at + 1 : at + 4] if t.text not in {"(", ")", "[", "]", "at", "the"}]
    return following[:1] == ["baseline"] or following[:2] in (["before", "infusion"], ["before", "treatment"])


_WHO = PATIENTS | PATIENT | {"responders"}
_AGREED = frozenset({"agreed", "agreement", "concordance", "concordant", "discordant", "discordance", "disagreed"})


def _is_of_agreement(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a share says how often two readers or scales agreed: "the scales agreed on CRS in 96%"."""
    start = next((i for i in range(at - 1, -1, -1) if tokens[i].text in {";", "while", "whereas"}), 0)
    same = [t.text for t in tokens[at + 1 : at + 8]]
    alike = any(a == "the" and b == "same" for a, b in itertools.pairwise(same))
    return alike or any(t.text in _AGREED for t in tokens[start:at])


_DEGREES = frozenset({"complete", "partial", "minor", "mixed", "none", "minimal", "stable", "progressive"})


def _is_of_degree(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word says of which kind of response a number is, and no term: "Response: complete 24 (73%)"."""
    before = tokens[at - 1]
    return at > 1 and before.tag is Tag.WORD and before.text in _DEGREES and tokens[at - 2].text in {":", ",", ";"}


_PLACES = frozenset({"phase", "trials", "studies", "centers", "centres", "sites", "hospitals", "institutions", "lots"})


def _is_of_places(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a count is of trials or places: "enrolled in 1 of 3 phase 1 trials"."""
    behind = [t.text for t in tokens[at + 1 : at + 3] if t.tag is not Tag.OUTCOME]
    return quantity.count is not None and quantity.percent is None and bool(_PLACES & set(behind[:1]))


def _is_bare_median(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a whole number is a median that tells no unit: "(median, 4 vs 3)"."""
    if not weak(quantity) or not quantity.bare:
        return False
    start = at - 2 if tokens[at - 1].text in words.VERSUS | {"and"} and tokens[at - 2].tag is Tag.QUANTITY else at
    start = start - 1 if tokens[start - 1].text == "." else start
    before = [t.text for t in tokens[max(0, start - 2) : start] if t.text not in {",", "of", ":"}]
    return before[-1:] in (["median"], ["mean"])


def _is_of_a_state(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a count is of patients named by their outcome: "Seven CR patients received no more treatment"."""
    following = tokens[at + 1 : at + 3]
    named = len(following) > 1 and following[0].tag is Tag.OUTCOME and following[1].text in _WHO
    return weak(quantity) and (named or tokens[at - 1].text == "first")
