"""Which numbers of a sentence can be results at all: no windows, ages, labels, causes of death."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts import wordlists as words
from cargraph.facts.results.absence import none_of
from cargraph.facts.results.amid import is_set
from cargraph.facts.results.counts import OCCURRED, equals_grade, weak
from cargraph.facts.results.events import CHANGES
from cargraph.facts.results.measures import is_middle
from cargraph.facts.results.reagents import is_reagent
from cargraph.facts.tokens import TIME_UNITS, Tag, Token
from cargraph.mentions.people import PATIENT, PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.mentions.quantities import Quantity

_UNCOUNTED = frozenset(
    """phase stage version type table figure fig grade level line lines cycle score class part age aged least
    most minimum ecog patient participant subject years over under than × x every per approximately day week month supplementary"""
    .split()
)  # fmt: skip


def is_result(tokens: Sequence[Token], at: int, quantity: Quantity, *, scored: bool = False) -> bool:
    """Refuse numbers that are no results: windows, ages, labels, enumerations, sizes of regimens.

    scored: whether the sentence tells a clinical score, which has no unit.
    """
    return not (
        (_is_empty(quantity) and not (scored and isinstance(quantity.value, float)))
        or _is_label(tokens, at, quantity)
        or _is_phase(tokens, at, quantity)
        or _is_follow_up(tokens, at, quantity)
        or _is_of_those_studied(tokens, at, quantity)
        or is_set(tokens, at)
        or _is_age(tokens, at)
        or _is_at_baseline(tokens, quantity)
        or none_of(tokens, at)
        or _is_cut_off(tokens, at, quantity)
        or _is_threshold(tokens, at)
        or _is_start(tokens, at)
        or _is_of_definition(tokens, at)
        or _was_at_baseline(tokens, at)
        or _is_of_a_drug(tokens, at)
        or _is_of_agreement(tokens, at)
        or _is_of_places(tokens, at, quantity)
        or _is_told_change(tokens, at)
        or _is_bare_median(tokens, at, quantity)
        or is_reagent(tokens, at, quantity)
        or _is_share_of_dose(tokens, at, quantity)
        or _is_of_a_state(tokens, at, quantity)
        or is_window(tokens, at, quantity)
    )


def _is_share_of_dose(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a percentage is a part of a split dose: "in 3 fractions (10%, 30% and 60%)"."""
    if quantity.percent is None or not tokens[at].depth:
        return False
    opening = next((i for i in range(at - 1, 0, -1) if tokens[i].depth < tokens[at].depth), 0)
    return opening > 0 and tokens[opening - 1].text in {"fractions", "doses", "portions"}


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
    if equals_grade(tokens, at) or (before == "to" and _CHANGED & {t.text for t in tokens[max(0, at - 6) : at]}):
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


_FOLLOWED = (["median", "follow"], ["of", "follow"], ["follow", "-"])


def _is_follow_up(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a length of time is how long patients were followed: "at 22 months (range, 7-36) median follow-up"."""
    if quantity.value is None or quantity.proportion:
        return False
    following = [t.text for t in tokens[at + 1 : at + 8] if t.depth <= tokens[at].depth and t.text not in {")", "]"}]
    before = [t.text for t in tokens[max(0, at - 4) : at]]
    if _goes_on_following(tokens, at) or _were_followed(tokens, at):
        return True
    elapsed = before in (["after", "a", "median", "of"], ["after", "a", "mean", "of"]) and following[:1] == [","]
    return elapsed or following[:2] in _FOLLOWED


def _were_followed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is how long patients were followed: "they were followed for a median of 17.4 months"."""
    said = [t.text for t in tokens[max(0, at - 7) : at] if t.text not in {"up", "a", "median", "mean", "of", "the"}]
    return said[-2:] in (["followed", "for"], ["observed", "for"], ["monitored", "for"], ["median", "observation"])


def _goes_on_following(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is how long the next group was followed: "follow-up of 24 months for A and 60 for B"."""
    last = next((i for i in range(at - 1, -1, -1) if tokens[i].tag is Tag.TIME), None)
    if last is None or "follow" not in tokens[last].text or tokens[at - 1].text not in {"and", ","}:
        return False
    return all(t.tag is Tag.ARM or t.text in _FOR_GROUP for t in tokens[last + 1 : at])


_FOR_GROUP = frozenset({"for", "in", "with", "and", ",", "the", "patients", "group", "receiving", "cohort"})
_ASSESSED = [
    [be, how] for be in ("was", "were") for how in ("evaluable", "assessable", "analysed", "analyzed", "assessed")
]
_AIMED = frozenset("evaluated assessed investigated examined studied explored analyzed analysed based".split())


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


def _is_cut_off(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a bounded number is a size of change or a limit: "≥50% reduction", ">500 pg/mL"."""
    if [t.text for t in tokens[at + 1 : at + 3]] in (
        ["or", "more"],
        ["or", "less"],
        ["or", "greater"],
        ["or", "higher"],
    ):
        return True
    if not quantity.bound:
        return False
    if _has_a_number_of_its_own(tokens, at) or (quantity.percent is not None and tokens[at - 1].tag is Tag.NAME):
        return True
    if quantity.percent is not None and quantity.interval == "range":
        return True
    if quantity.percent is not None:
        following = [t.text for t in tokens[at + 1 : at + 5]]
        of_cells = following[:1] == ["of"] and bool(_CELLS & set(following))
        of_cells = of_cells or bool({"marrow", "blasts"} & set(following[:2]))
        return of_cells or (following[:1] != [] and following[0] in CHANGES)
    return quantity.value is not None and not (quantity.unit or "").lower().startswith(TIME_UNITS)


def _has_a_number_of_its_own(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a bounded length names a group by a number in brackets: "<2 months [1.9 months]"."""
    opening, inside = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
    bracketed = bool(opening and inside) and opening[0].text in {"[", "("} and inside[0].tag is Tag.QUANTITY
    return bracketed and inside[0].quantity is not None and inside[0].quantity.value is not None


_CELLS = frozenset({"cells", "blasts", "lymphocytes", "leukocytes"})
_BEFORE_WINDOW = frozenset(
    "at within by after until through every over for last past first next before beyond to up during".split()
)


_BEFORE_RANGE = frozenset({"at", "within", "during", "over"})
_THRESHOLD = frozenset(
    {"above", "below", "exceeding", "exceeded", "over", "under", "sensitivity", "specificity", "accuracy", "auc"}
)


def _is_threshold(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is a cut-off or how well a test did: "above 1,343 pg/mL", "a sensitivity of 95%"."""
    before = [t.text for t in tokens[max(0, at - 2) : at]]
    quantity = tokens[at].quantity
    named = tokens[at - 2].tag is Tag.OUTCOME and tokens[at - 2].text not in _THRESHOLD
    if before[-1:] == ["="] and quantity is not None and quantity.percent is not None and not named:
        return True
    return bool(before) and (before[-1] in _THRESHOLD or (before[-1] in {"of", "the", "a"} and before[0] in _THRESHOLD))


def _was_at_baseline(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is of the time before treatment: "16.4 at baseline", "40% before infusion"."""
    following = [t.text for t in tokens[at + 1 : at + 4] if t.text not in {"(", ")", "[", "]", "at", "the"}]
    return following[:1] == ["baseline"] or following[:2] in (["before", "infusion"], ["before", "treatment"])


def _is_of_definition(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number belongs to what an outcome was defined as: "(defined as a score <2.3)"."""
    quantity = tokens[at].quantity
    if tokens[at - 1].text in {"<", ">", "≤", "≥"} and quantity is not None and not quantity.unit:
        return True
    place = next((i for i in range(at - 1, 0, -1) if tokens[i].text == "as" and tokens[i - 1].text == "defined"), None)
    if place is None:
        return False
    return not any(t.depth < tokens[place].depth or t.text in {";", "was", "were"} for t in tokens[place:at])


def _is_start(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number is only where a change began: the first of "fell from 16 to 0"."""
    if not at or tokens[at - 1].text != "from" or not any(t.text in _CHANGED for t in tokens[max(0, at - 6) : at]):
        return False
    end = next((i for i in range(at + 1, min(len(tokens), at + 8)) if tokens[i].text == "to"), None)
    return end is not None and end < at + 5 and not any(t.tag is Tag.ARM for t in tokens[at + 1 : end])


_CHANGED = frozenset(
    """fell decreased declined dropped reduced increased rose improved changed went extended prolonged lengthened shortened
    extending prolonging improving increasing decreasing declining falling rising dropping normalized normalised""".split()
)
_GIVEN = frozenset({"administered", "given", "dispensed"})
_GOT = frozenset({"received", "receiving"})
_USED = frozenset("used given administered required needed received".split())


def _is_of_a_drug(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a share is of those who were given a drug: "tocilizumab was used in 59% and steroids in 35%"."""
    if tokens[at - 1].text == "to" and any(t.text in _GIVEN for t in tokens[:at]):
        return True
    given = next((i for i in range(at + 1, min(len(tokens), at + 5)) if tokens[i].text in _GOT), None)
    if given is not None and any(t.mention and t.mention.kind is Kind.DRUG for t in tokens[given + 1 : given + 4]):
        return True
    if _is_of_cure(tokens, at):
        return True
    behind = [t.text for t in tokens[at + 1 : at + 7]]
    if ("use", "of") in itertools.pairwise(behind):
        return True
    for place in range(at - 1, max(-1, at - 9), -1):
        token = tokens[place]
        if token.tag is Tag.NAME and token.mention and token.mention.kind is Kind.DRUG:
            gap = {t.text for t in tokens[place + 1 : at]}
            return bool(gap & _USED) or gap <= {"in", "was", "were", "and"}
        if token.tag in {Tag.OUTCOME, Tag.QUANTITY, Tag.ARM} or token.text in {";", ","}:
            return False
    return False


_WHO = PATIENTS | PATIENT | {"responders"}


_AGREED = frozenset({"agreed", "agreement", "concordance", "concordant", "discordant", "discordance", "disagreed"})


def _is_of_agreement(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a share says how often two readers or scales agreed: "the scales agreed on CRS in 96%"."""
    start = next((i for i in range(at - 1, -1, -1) if tokens[i].text in {";", "while", "whereas"}), 0)
    same = [t.text for t in tokens[at + 1 : at + 8]]
    alike = any(a == "the" and b == "same" for a, b in itertools.pairwise(same))
    return alike or any(t.text in _AGREED for t in tokens[start:at])


_PLACES = frozenset({"phase", "trials", "studies", "centers", "centres", "sites", "hospitals", "institutions", "lots"})


def _is_of_places(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a count is of trials or places: "enrolled in 1 of 3 phase 1 trials"."""
    behind = [t.text for t in tokens[at + 1 : at + 3] if t.tag is not Tag.OUTCOME]
    return quantity.count is not None and quantity.percent is None and bool(_PLACES & set(behind[:1]))


def _is_told_change(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a share is by how much something changed: "(mean change, 1.2%)"."""
    quantity = tokens[at].quantity
    before = [t.text for t in tokens[max(0, at - 3) : at] if t.text not in {",", "-", "of", ":", "was", "+"}]
    return quantity is not None and quantity.percent is not None and before[-1:] in (["change"], ["changes"])


def _is_bare_median(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a whole number is a median that tells no unit: "(median, 4 vs 3)"."""
    if not weak(quantity) or not quantity.bare:
        return False
    start = at - 2 if tokens[at - 1].text in words.VERSUS | {"and"} and tokens[at - 2].tag is Tag.QUANTITY else at
    start = start - 1 if tokens[start - 1].text == "." else start
    before = [t.text for t in tokens[max(0, start - 2) : start] if t.text not in {",", "of", ":"}]
    return before[-1:] in (["median"], ["mean"])


_STARTING = frozenset(
    {"initiation", "start", "use", "need", "requirement", "escalation", "administration", "intensification"}
)
_CURE = frozenset({"treatment", "therapy", "prophylaxis", "support", "medication"})


def _is_of_cure(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of those whose cure was begun: "leading to initiation of antiviral treatment in 6"."""
    if tokens[at - 1].text not in {"in", "for"} or tokens[at - 2].text not in _CURE:
        return False
    return any(t.text in _STARTING for t in tokens[max(0, at - 8) : at - 2])


def _is_of_a_state(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a count is of patients named by their outcome: "Seven CR patients received no more treatment"."""
    following = tokens[at + 1 : at + 3]
    named = len(following) > 1 and following[0].tag is Tag.OUTCOME and following[1].text in _WHO
    return weak(quantity) and (named or tokens[at - 1].text == "first")


def is_window(tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
    """Tell whether a time is only the window of an observation ("within 28 days")."""
    length = (quantity.unit or "").lower().startswith(TIME_UNITS)
    if quantity.interval == "range" and quantity.value is None and length:
        return tokens[at - 1].text in _BEFORE_RANGE and not tokens[at - 2].text.startswith("occur")
    if quantity.value is None or quantity.interval or not length:
        return False
    if is_middle(tokens, at) or _is_end_of_change(tokens, at) or _is_amount(tokens, at):
        return False
    if quantity.bound and _has_its_share(tokens, at):
        return True
    before = [t.text for t in tokens[max(0, at - 3) : at] if t.text not in {"the", "a", "approximately", "about"}]
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if after in {"after", "post", "following", "postinfusion", "prior", "before", "from"} or [
        t.text for t in tokens[at + 1 : at + 3]
    ] == ["of", "median"]:
        return True
    shared = tokens[at + 1 : at + 3]
    if len(shared) > 1 and shared[0].text == "in" and shared[1].quantity and shared[1].quantity.proportion:
        return True
    if before[-1:] == ["of"] and before[-2:-1] in (["course"], ["period"], ["span"]):
        return True
    return (
        bool(before)
        and (before[-1] in _BEFORE_WINDOW)
        and not (
            "for" in before[-1:] and any(t.text.startswith(("last", "persist")) for t in tokens[max(0, at - 4) : at])
        )
    )


def _is_end_of_change(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is what a value changed to: "extended median survival from 45 days to 92 days"."""
    if tokens[at - 1].text != "to":
        return False
    before = [t.text for t in tokens[max(0, at - _CLAUSE) : at]]
    began = tokens[at + 1 : at + 3]
    if len(began) > 1 and began[0].text == "from" and began[1].quantity is not None:
        return any(word in _CHANGED for word in before)
    return "from" in before and any(word in _CHANGED for word in before[: before.index("from")])


def _is_amount(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a length is what an outcome came to: "PFS amounted to 5.6 months, and OS to 12.9 months"."""
    if tokens[at - 1].text != "to" or at < 2:
        return False
    again = tokens[at - 2].tag is Tag.OUTCOME and any(t.text in _AMOUNTED for t in tokens[: at - 2])
    return tokens[at - 2].text in _AMOUNTED or again


_AMOUNTED = frozenset({"amounted", "came", "amounting"})
_CLAUSE = 10


def _has_its_share(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a time stands right behind an outcome told of a share: "5 of 7 remained in remission >12 months"."""
    told = any(t.quantity is not None and t.quantity.proportion for t in tokens[:at])
    return told and at > 0 and tokens[at - 1].tag is Tag.OUTCOME
