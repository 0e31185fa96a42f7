"""How good a denominator a count of patients makes: those treated, those analysed, those entered, or a mere mention."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cargraph.facts.groups.clauses import names_patients
from cargraph.facts.tokens import Tag
from cargraph.mentions.people import PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token

GIVEN = frozenset("received receiving treated infused infusion infusions given dosed administered".split())
ENTERED = frozenset(
    """enrolled randomized randomised randomization randomisation assigned recruited allocated participated""".split()
)
INTRODUCING = frozenset("in among on the all of first".split())
STUDIED = frozenset(
    """analyzed analysed identified included evaluated studied reviewed pooled examined comprised treated
    enrolled""".split()
)
_ANALYSED = frozenset(
    """evaluable analysed analyzed included evaluated assessable analysis analyses study reviewed identified
    assessed reported receive
    comprised constituted formed""".split()
)
_NOT_TREATED = frozenset(
    """screened leukapheresis leukapheresed apheresis without met eligibility discontinued excluded withdrew
    consented referred collection""".split()
)
_EXCEPTED = frozenset({"other", "not", "except", "never"})
_MADE = frozenset("manufactured produced screened planned every additional another further".split())
NEAR = 14
_FARTHEST = 20
_LATE = 40
_GIVEN_THINGS = frozenset({"infusion", "infusions", "cells", "products"})
_VAGUE = frozenset({"respectively", "treatment", "subsequent", "salvage", "further", "additional"})
_FARED = frozenset({"had", "experienced", "developed", "showed", "died", "required"})
_RECORDS = frozenset({"data", "records", "charts", "outcomes", "results", "experience"})
_ADDED_VERBS = frozenset({"and", "or"})
_POOLED = frozenset({"studies", "trials", "articles", "publications", "reports", "cohorts"})
_HOLDING = frozenset({"comprised", "included", "enrolled", "totaled", "totalled", "encompassed", "covered", "involved"})
_POOLING = frozenset({"with", "involving", "comprising", "encompassing", "including", "enrolling", "totaling"})
_STUDYING = frozenset({"we", "study", "analysis", "trial", "cohort", "review", "series", "population", "set"})


def rank_of(tokens: Sequence[Token], at: int, after: Sequence[Token]) -> int | None:
    """Return 3 for those treated, 2 for those analysed, 1 for those entered, 0 for a mention, None for no group."""
    quantity, own = tokens[at].quantity, set(tokens[at].text.split())
    said = {t.text for t in after[:14] if t.tag is Tag.WORD} | own
    if said & _EXCEPTED or quantity is None or _is_surplus(tokens, at):
        return None
    near = {t.text for t in after[:4]}
    if "previously" in near | {t.text for t in tokens[max(0, at - 8) : at]}:
        return None
    if at and tokens[at - 1].text in {"treat", "treated", "infused", "dosed"}:
        return 3
    given_to = (
        at >= 2 and tokens[at - 1].text in {"to", "in", "for"} and tokens[at - 2].text in GIVEN
        and tokens[at - 3].text not in {"after", "following", "before", "of", "post", "since"}
        and any(t.tag is Tag.ARM or t.text in _GIVEN_THINGS for t in tokens[max(0, at - 12) : at])
    )  # fmt: skip
    if quantity.percent is not None:
        return 3 if given_to or (near & GIVEN and not near & _VAGUE) else None
    bare = quantity.bare and not names_patients(tokens, at)
    drug = any(t.mention and t.mention.kind is Kind.DRUG for t in tokens[max(0, at - 9) : at])
    about_other = drug and tokens[at - 1].text in {"to", "in"} and tokens[at - 2].text in GIVEN and not given_to
    if about_other:
        return None
    if given_to or ((near if bare else said) & GIVEN) or own & GIVEN:
        return 3
    met = {"met", "criteria"} <= said and tokens[at + 1].text != "("
    put = 1 if met else _put_on(after)
    if put is not None or said & _NOT_TREATED or (bare and "receive" not in near):
        return put
    if said & _ANALYSED or said & ENTERED:
        return 2 if said & _ANALYSED else 1
    return 0 if _introduced(tokens, at) else None


def _put_on(after: Sequence[Token]) -> int | None:
    """Return the rank of those who "underwent A" or "were assigned to A", None where neither is said."""
    before = [a.text for a, b in itertools.pairwise(after[:NEAR]) if _is_product(b)]
    if "underwent" in before:
        return 3
    return 1 if before[:1] == ["to"] and {t.text for t in after[:4]} & ENTERED else None


def _is_product(token: Token) -> bool:
    return token.tag is Tag.ARM and token.mention is not None and token.mention.kind is Kind.CONSTRUCT


def _is_surplus(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of what was made or comes on top: "screened 40", "another 12"."""
    before = [t.text for t in tokens[max(0, at - 2) : at]]
    return bool(_MADE & set(before[before.index(",") + 1 :] if "," in before else before))


def _introduced(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at - 1].text == "all" and PATIENTS & set(tokens[at].text.split()):
        return [t.text for t in tokens[at + 1 : at + 2]] in ([], [","], ["."], [";"])
    if any(t.tag is Tag.OUTCOME for t in tokens[max(0, at - 10) : at]):
        return False
    before = [t.text for t in tokens[max(0, at - 2) : at]]
    if before[-1:] != ["the"] and {t.text for t in tokens[at + 1 : at + 3]} & _FARED:
        return False
    if before[1:] and before[0] in _STUDYING and before[1] in _POOLING:
        return True
    if before[1:] == ["of"] and before[0] in _STUDYING | {"consisted", "composed"}:
        return True
    if (
        before[1:]
        and (before[0].endswith("ed") or before[0] in {"found", "seen"})
        and before[0] not in STUDIED | GIVEN | ENTERED
    ):
        return False
    if _is_pooled(tokens, at):
        return True
    if before[1:] and before[0] in _RECORDS and before[1] in {"from", "of", "on"}:
        return True
    return before[-1:] != [] and (before[-1] in INTRODUCING or _is_object_of_study(tokens, at))


def _is_pooled(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether those counted are of the studies a review pools: "studies with 96 patients", "they comprised 96"."""
    verb = tokens[at - 1].text if at else ""
    reach = _NEAR_STUDIES if verb in _POOLING else _NEAR_STUDIES * 3 if verb in _HOLDING else 0
    return bool({t.text for t in tokens[max(0, at - reach) : at - 1]} & _POOLED) if reach else False


_NEAR_STUDIES = 4


def _is_object_of_study(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether those counted are whom the paper studied: "we retrospectively reviewed 40"."""
    verb = at - 1
    while verb > 0 and tokens[verb - 1].text in _ADDED_VERBS:
        verb -= 2
    if tokens[verb].text not in STUDIED | ENTERED:
        return False
    who = verb - 2 if tokens[verb - 1].text.endswith("ly") else verb - 1
    return who >= 0 and tokens[who].text.split()[-1] in _STUDYING


def took_at_last(inventory: Inventory, tokens: Sequence[Token], at: int, after: Sequence[Token]) -> bool:
    """Read "97 patients with ... after two lines of therapy or transplantation received A", "1,275 A recipients"."""
    if _are_recipients(inventory, tokens, at):
        return True
    if not names_patients(tokens, at) and not PATIENTS & set(tokens[at].text.split()):
        return False
    said = after[NEAR:_LATE]
    if {t.text for t in after[:NEAR]} & (GIVEN | _EXCEPTED | _NOT_TREATED):
        return False
    return any(a.text in {"received", "given"} and inventory.is_arm(b) for a, b in itertools.pairwise(said))


def _are_recipients(inventory: Inventory, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of those told by what they got: "72 adult A recipients"."""
    head = [t.text for t in tokens[at + 1 : at + 3]]
    if head == ["recipients", "of"] and len(tokens) > at + 3 and inventory.is_arm(tokens[at + 3]):
        return True
    near = range(at + 2, min(len(tokens), at + _FARTHEST))
    end = next((i for i in near if tokens[i].text == "recipients"), None)
    return end is not None and inventory.is_arm(tokens[end - 1]) and names_patients(tokens, at)
