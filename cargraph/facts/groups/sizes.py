"""Sentences -> how many patients each group holds: "47 received A", "B (n = 40)", "among the 176 infused patients"."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.facts.groups.beside import beside
from cargraph.facts.groups.bracketed import bracketed
from cargraph.facts.groups.clauses import PATIENTS, clause, names_patients, other_treatment
from cargraph.facts.groups.dosed import by_dose
from cargraph.facts.groups.fronted import fronted
from cargraph.facts.groups.named_sizes import NAMING, UNDERGOING, entered, words_of
from cargraph.facts.groups.ranks import GIVEN, INTRODUCING, NEAR, STUDIED, rank_of, took_at_last
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cargraph.facts.groups.arms import Group, Inventory
    from cargraph.facts.groups.counted_parts import Part
    from cargraph.model import Sentence

_COUNTED_THINGS = frozenset(
    """infusion infusions dose doses cycle cycles course courses injection injections weekly daily monthly times lines
    hospitals centers centres sites studies trials donors cohorts groups arms levels""".split()
)
_LABELS = frozenset("phase stage grade day level cohort part version least most line lines".split())
_OF_THEM = (["of", "whom"], ["of", "them"], ["of", "which"])
_AGED = frozenset({"over", "under", "above", "below", "aged", "age", "older", "than"})
_INFUSED = frozenset({"infused", "treated", "dosed", "infusion"})
_FIT = frozenset({"evaluable", "assessable", "evaluated", "assessed"})
_RESPONSE = frozenset({"response", "responses", "efficacy", "disease", "remission"})
_BOUNDS = frozenset({">", "<", "≥", "≤", "~"})
_TREATED = frozenset({"treated", "infused", "dosed"})
_QUALIFYING = PATIENTS | frozenset("with without who whom whose in achieving receiving given aged treated that".split())
_TIMES = ("days", "weeks", "months", "years")
_TAKEN_IN = _TREATED | {"enrolled", "included"}
_WHO_ELSE = PATIENTS | {"(", ")", "%", "who", "matched"}
_PARTING = ("divid", "stratif", "categori", "classif", "split", "grouped")
_EVERYBODY = ("safety", "treated", "infused", "full analysis")
_STATEMENT = frozenset({"title", "abstract", "background", "methods", "results", "conclusion", "discussion", "caption"})


@dataclass(frozen=True, slots=True)
class Size:
    """A group's size as one sentence gives it; the rank says how good a denominator it makes.

    of_response: those counted are the ones in whom the response was assessed. aside: they make
    an arm only where results are told of them.
    """

    group: Group
    n: int
    rank: int
    sentence: Sentence
    of_response: bool = False
    aside: bool = False


def sizes(inventory: Inventory) -> Iterator[Size]:
    """Yield the sizes that a paper's sentences give, in the order of the text."""
    parts = {part.count.start: part for row in inventory.tokens.parts for part in row}
    for sentence in inventory.annotation.sentences:
        if sentence.section in _STATEMENT:
            yield from _sizes_in(inventory, sentence, parts)


def _sizes_in(inventory: Inventory, sentence: Sentence, parts: Mapping[int, Part]) -> Iterator[Size]:
    tokens = inventory.tokens.of(sentence)
    if not any(t.tag is Tag.QUANTITY or t.tag is Tag.SIZE for t in tokens):
        return
    in_step = beside(inventory, tokens) or by_dose(inventory, tokens, sentence)
    opening, last = fronted(tokens, inventory.annotation.paper.text), None
    if opening is not None and opening.label is not None and opening.n > 1 and not opening.screened:
        in_step[opening.at] = [(inventory.subgroup(opening.label), opening.n, 2)]
    for at, token in enumerate(tokens):
        if at in in_step:
            yield from (_rated(inventory, each, token, sentence) for each in in_step[at])
            continue
        if (part := parts.get(token.span.start)) is not None:
            last = Size(inventory.subgroup(part.label), part.n, 2, sentence, aside=not part.given)
            yield last
            continue
        if token.quantity is None:
            continue
        if (each := _of_each(tokens, at)) is not None and (of := _each_of(inventory)):
            yield from (Size(group, each, 5, sentence) for group in of)
            continue
        found = bracketed(inventory, tokens, at) if token.tag is Tag.SIZE else _told(inventory, tokens, at)
        found = found or _whole_of_group(inventory, tokens, at) or _of_treated(inventory, tokens, at)
        found = found or (_others(inventory, tokens, at, last.group) if last else None)
        if found is not None:
            last = replace(_rated(inventory, found, token, sentence), of_response=_assessed_for_response(tokens, at))
            yield last


def _rated(inventory: Inventory, found: tuple[Group, int, int], token: Token, sentence: Sentence) -> Size:
    """Return a size as told; a disease in a bracket's list is told aside: "24 patients (13 A, 11 B)"."""
    listed = token.depth > 0 and token.tag is Tag.QUANTITY
    return Size(*found, sentence, aside=listed and found[0].label in inventory.tokens.diseases)


def _assessed_for_response(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether those counted "were evaluable for response"."""
    near = tokens[at + 1 : at + 8]
    said = [t.text for t in (tokens[at], *itertools.takewhile(lambda t: t.tag is not Tag.QUANTITY, near))]
    fit = next((i for i, text in enumerate(said) if set(text.split()) & _FIT), len(said))
    return said[fit + 1 : fit + 2] == ["for"] and bool(set(said[fit + 2 : fit + 4]) & _RESPONSE)


def _of_treated(inventory: Inventory, tokens: Sequence[Token], at: int) -> tuple[Group, int, int] | None:
    """Read "8 of 20 treated patients" as 20 patients."""
    token = tokens[at]
    if token.quantity is None or not token.quantity.total or inventory.whole is None or len(inventory.products) > 1:
        return None
    said, behind = set(token.text.split()), [t.text for t in tokens[at + 1 : at + 4] if t.text != ")"]
    if said & _TREATED or (behind[:1] and behind[0] in _TAKEN_IN and set(behind[1:2]) & PATIENTS):
        return inventory.whole, token.quantity.total, 3 if said & _TREATED or behind[0] in _TREATED else 1
    whole = "patients" in said and not (behind[:1] and behind[0] in _QUALIFYING)
    return (inventory.whole, token.quantity.total, 0) if whole else None


def _others(inventory: Inventory, tokens: Sequence[Token], at: int, last: Group) -> tuple[Group, int, int] | None:
    """Read "48 received radiotherapy and 102 (68%) did not"."""
    quantity = tokens[at].quantity
    said = [t.text for t in tokens[at + 1 : at + 8] if t.text not in _WHO_ELSE and t.tag is Tag.WORD]
    denied = said[:2] in (["did", "not"], ["were", "not"]) and (said[2:3] or ["."])[0] in {".", ",", ";", "and"}
    if quantity is None or not quantity.count or not denied or not last.label:
        return None
    given = last.label.split(" ", 1)
    what = given[1] if given[0] in UNDERGOING and given[1:] else last.label
    return inventory.subgroup(f"did not receive {what}"), quantity.count, 3


def _each_of(inventory: Inventory) -> Sequence[Group]:
    """Return the two groups of which a size "per cohort" is: the products compared, or the parts of those treated."""
    products = [inventory.product_group(p) for p in inventory.products[:2]]
    return products if len(products) > 1 else inventory.labelled_so_far()


def _of_each(tokens: Sequence[Token], at: int) -> int | None:
    """Read "20 per arm", "30 patients in each group"."""
    quantity, after = tokens[at].quantity, [t.text for t in tokens[at + 1 : at + 4]]
    if quantity is None or not quantity.count or quantity.total or quantity.percent is not None:
        return None
    said = after[:1] == ["per"] or after[:2] == ["in", "each"]
    return quantity.count if said and {"arm", "group", "cohort"} & set(after) else None


def _told(inventory: Inventory, tokens: Sequence[Token], at: int) -> tuple[Group, int, int] | None:
    quantity = tokens[at].quantity
    if quantity is None or tokens[at].tag is not Tag.QUANTITY or not quantity.count or quantity.value is not None:
        return None
    if quantity.interval or quantity.count < 2 or _is_no_group(tokens, at):
        return None
    after = clause(tokens, at)
    if other := other_treatment(after):
        compared = any(t.text in {"compared", "versus", "matched"} for t in tokens)
        managed = any(inventory.role(t) == "cytokine_antagonist" for t in other) and not compared
        return None if managed else (inventory.subgroup(words_of(inventory, other)), quantity.count, 3)
    if _took_drug(inventory, after) or _is_one_of_two(tokens, at):
        return None
    for find, good in NAMING:
        if (group := find(inventory, tokens, at)) is not None:
            return group, quantity.count, good
    if inventory.is_controlled and any(t.text.startswith(("randomiz", "randomis", "randomly")) for t in after[:8]):
        return None
    if (own := entered(inventory, after)) is not None:
        return own, quantity.count, 3 if tokens[0].text == "of" else 2
    rank = _how_good(inventory, tokens, at, after)
    opening = _opening(tokens, at)
    if rank is None or (rank < 3 and _tells_toxicity(after if opening is None else opening)):
        return None
    group = _owner(inventory, tokens, at, after)
    return (group, quantity.count, rank) if group else None


def _how_good(inventory: Inventory, tokens: Sequence[Token], at: int, after: Sequence[Token]) -> int | None:
    """Return the rank of a count as a denominator, None where it is none."""
    if took_at_last(inventory, tokens, at, after):
        return 3
    rank = rank_of(tokens, at, after)
    return 1 if rank is None and _assessed_for_response(tokens, at) else rank


def _took_drug(inventory: Inventory, after: Sequence[Token]) -> bool:
    """Tell whether those counted are told by a drug alone: "3 received regorafenib along with the cells"."""
    along = next((i for i, t in enumerate(after[:NEAR]) if t.text == "along"), None)
    if along is None or not {"received", "took"} & {t.text for t in after[:along]}:
        return False
    given = after[:along]
    told = any(t.mention is not None and t.mention.kind is Kind.DRUG for t in given)
    return told and not any(inventory.is_arm(t) for t in given)


def _is_one_of_two(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether patients with one disease are counted beside those with another: "16 with CLL and 4 with NHL"."""
    joined = [i for i, t in enumerate(tokens) if t.tag is Tag.QUANTITY and t.quantity and t.quantity.count]
    own = joined.index(at) if at in joined else -1
    following = joined[own + 1] if 0 <= own < len(joined) - 1 else None
    if following is None or tokens[following - 1].text != "and":
        return False
    if not (PATIENTS & set(tokens[following].text.split()) or names_patients(tokens, following)):
        return False
    parts = tokens[at + 1 : following], tokens[following + 1 : following + NEAR]
    named = [{t.entity for t in part if t.mention and t.mention.kind is Kind.DISEASE} for part in parts]
    return bool(named[0] and named[1]) and named[0] != named[1] and {t.text for t in parts[0]} & {"with"} != set()


def _is_no_group(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is no group of patients: "phase 2", "9 of whom", "3 of 10 given B"."""
    quantity, before = tokens[at].quantity, tokens[at - 1].text if at else ""
    after = [t.text for t in tokens[at + 1 : at + 3]]
    share = tokens[at - 2].quantity if at > 1 and before == "in" else None
    if share is not None and share.percent is not None and share.count is None:
        return True  # "91% in 11 patients given B"
    if after[:1] in (["and"], ["or"], ["to"]) and after[1:] and after[1].endswith(_TIMES):
        return True  # "21 and 28 days after infusion"
    if _counts_papers(tokens, at) or _counts_measures(tokens, at) or _is_share_of_group(tokens, at):
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


_PAPERS = frozenset("records articles citations titles publications abstracts studies reports papers".split())
_SELECTED = frozenset("screened met eligible included identified retrieved selected assessed eligibility".split())


_MEASURES = frozenset(
    """measures measurements parameters variables features genes proteins sites loci markers samples analytes cytokines
    laboratory biomarkers factors""".split()
)


def _counts_measures(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of what was measured: "14 pre-infusion laboratory and cytokine measures"."""
    near = [t.text for t in tokens[at + 1 : at + 10]]
    head = next((i for i, word in enumerate(near) if word in _MEASURES), len(near))
    return head < len(near) and not any(word in PATIENTS or word in _VERBS for word in near[:head])


_VERBS = frozenset("was were had received in of with who from for to ( ) , . ;".split())


def _group_behind(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the labelled group whose patients a count is of: "8 (5.6%) patients in group A"."""
    near = [t for t in tokens[at + 1 : at + 6] if t.text not in {")", "patients", "the", "in", "of"}][:1]
    return near[0] if near and near[0].tag is Tag.ARM and near[0].label else None


def _is_share_of_group(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count with its share is of a group's patients, and no group by itself."""
    quantity = tokens[at].quantity
    return quantity is not None and quantity.percent is not None and _group_behind(tokens, at) is not None


def _whole_of_group(inventory: Inventory, tokens: Sequence[Token], at: int) -> tuple[Group, int, int] | None:
    """Read "given to 119/142 (84%) patients in group A" as 142 patients of that group."""
    quantity, named = tokens[at].quantity, _group_behind(tokens, at)
    if quantity is None or not quantity.total or named is None or not inventory.is_arm(named) or named.mention:
        return None
    return inventory.group(named), quantity.total, 2


def _counts_papers(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is of papers found: "Of 842 records that were screened, 15 met our criteria"."""
    if PATIENTS & set(tokens[at].text.split()) or names_patients(tokens, at):
        return False
    near = {t.text for t in tokens[at + 1 : at + 4]}
    told = {t.text for t in tokens[max(0, at - 10) : at]} & _PAPERS
    return bool(near & _PAPERS) or bool(told and near & _SELECTED)


def _opening(tokens: Sequence[Token], at: int) -> Sequence[Token] | None:
    """Return the rest of the phrase that opens a sentence with a count: "In 53 adults with leukaemia, ..."."""
    if tokens[0].text not in INTRODUCING or any(t.text == "," for t in tokens[:at]):
        return None
    near = range(at, min(len(tokens), at + NEAR))
    end = next((i for i in near if tokens[i].text == "," and not tokens[i].depth), None)
    return None if end is None else tokens[at + 1 : end]


def _tells_toxicity(after: Sequence[Token]) -> bool:
    return any(t.tag is Tag.OUTCOME and t.mention and t.mention.kind is Kind.TOXICITY for t in after[:10])


def _owner(inventory: Inventory, tokens: Sequence[Token], at: int, after: Sequence[Token]) -> Group | None:
    """Return the group a count is of: the label or product behind it, the arm before it, or the only product."""
    if at > 1 and (tokens[at - 2].label or "").lower().startswith(_EVERYBODY) and tokens[at - 1].text in STUDIED:
        return inventory.whole
    parted = next((i for i, t in enumerate(after) if t.text.startswith(_PARTING) or t.text == "relative"), len(after))
    arms = [t for t in after[: min(18, parted)] if inventory.is_arm(t)]
    products = list(dict.fromkeys(t.entity for t in arms if t.mention and not t.label))
    diseases = {t.entity for t in arms if t.label in inventory.tokens.diseases}
    if len(products) > 1 or len(diseases) > 1:
        return inventory.whole
    if arms:
        own = next((t for t in arms if t.label), arms[0])
        return None if inventory.is_of_all(own) else inventory.group(own)
    told = inventory.tokens.diseases
    before = [t for t in tokens[max(0, at - 12) : at] if inventory.is_arm(t) and t.label not in told]
    if len({t.entity for t in before if t.mention and not t.label}) > 1:
        return inventory.whole
    if before and tokens[at - 1].text != "and":
        return inventory.group(before[-1])
    return None if inventory.tokens.controls else inventory.whole
