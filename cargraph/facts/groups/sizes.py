"""Sentences -> how many patients each group holds: "47 received A", "B (n = 40)", "among the 176 infused patients"."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.facts.besides import FIELDWIDE
from cargraph.facts.context import assess
from cargraph.facts.groups.beside import beside
from cargraph.facts.groups.bracketed import bracketed
from cargraph.facts.groups.clauses import clause, names_patients, other_treatment
from cargraph.facts.groups.dosed import by_dose
from cargraph.facts.groups.each import each_of, of_each
from cargraph.facts.groups.fronted import fronted, part_named
from cargraph.facts.groups.named_sizes import NAMING, UNDERGOING, counted_apart, entered, words_of
from cargraph.facts.groups.no_group import group_behind, is_no_group
from cargraph.facts.groups.ranks import INTRODUCING, NEAR, STUDIED, rank_of, took_at_last
from cargraph.facts.tokens import Tag, Token
from cargraph.mentions.people import PATIENTS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.counted_parts import Part
    from cargraph.facts.groups.group import Group
    from cargraph.model import Sentence

_COLLECTED = frozenset("leukapheresis apheresis leukapheresed apheresed screened screening referred".split())
_OF_COLLECTED = 1
"""The rank of sizes in a bracket behind those whose cells were collected, of whom fewer were treated."""
_FIT = frozenset({"evaluable", "assessable", "evaluated", "assessed"})
_RESPONSE = frozenset({"response", "responses", "efficacy", "disease", "remission"})
_TREATED = frozenset({"treated", "infused", "dosed"})
_QUALIFYING = PATIENTS | frozenset("with without who whom whose in achieving receiving given aged treated that".split())
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
    text = inventory.annotation.paper.text
    for sentence in inventory.annotation.sentences:
        if sentence.section in _STATEMENT:
            cited = sentence.section in FIELDWIDE and assess(text, sentence, sentence.span).cited
            found = _sizes_in(inventory, sentence, parts)
            yield from (size for size in found if not (cited and _is_own(inventory, size.group)))


def plausible(told: Iterable[Size]) -> Iterator[Size]:
    """Yield the sizes without those of parts that are larger than every whole: a value without its unit is none."""
    known = list(told)
    largest = max((s.n for s in known if s.group.label is None), default=None)
    yield from (s for s in known if s.group.label is None or largest is None or s.n <= max(largest, _SMALL))


_SMALL = 1000
"""So many patients a part may have where no whole so large is told."""


def _is_own(inventory: Inventory, group: Group) -> bool:
    """Tell whether a group is of the paper's own patients, and not of a product named for what others found."""
    return group.label is not None or group == inventory.whole


def _sizes_in(inventory: Inventory, sentence: Sentence, parts: Mapping[int, Part]) -> Iterator[Size]:
    tokens = inventory.tokens.of(sentence)
    if not any(t.tag is Tag.QUANTITY or t.tag is Tag.SIZE for t in tokens):
        return
    in_step = beside(inventory, tokens) or by_dose(inventory, tokens, sentence)
    text = inventory.annotation.paper.text
    opening, part, last = fronted(tokens, text), part_named(tokens, text), None
    if opening is not None and opening.label is not None and opening.n > 1 and not opening.screened:
        in_step[opening.at] = [(inventory.subgroup(opening.label), opening.n, 2)]
    for at, token in enumerate(tokens):
        if at in in_step:
            yield from (_rated(inventory, each, token, sentence) for each in in_step[at])
            continue
        if (one := parts.get(token.span.start)) is not None:
            last = Size(inventory.subgroup(one.label), one.n, 2, sentence, aside=not one.given)
            yield last
            continue
        if token.quantity is None:
            continue
        if (each := of_each(inventory, tokens, at)) is not None and (of := each_of(inventory)):
            yield from (Size(group, each, 5, sentence) for group in of)
            continue
        found = bracketed(inventory, tokens, at) if token.tag is Tag.SIZE else _told(inventory, tokens, at)
        found = found or _whole_of_group(inventory, tokens, at) or _of_treated(inventory, tokens, at)
        found = found or (_others(inventory, tokens, at, last.group) if last else None)
        if found is not None and part and token.depth and found[0].label is None:
            found = (replace(found[0], label=part), found[1], found[2])
        if found is not None:
            last = replace(_rated(inventory, found, token, sentence), of_response=_assessed_for_response(tokens, at))
            yield last


def _rated(inventory: Inventory, found: tuple[Group, int, int], token: Token, sentence: Sentence) -> Size:
    """Return a size as told; a disease in a bracket's list is told aside: "24 patients (13 A, 11 B)"."""
    listed = token.depth > 0 and token.tag is Tag.QUANTITY
    group, n, rank = found
    collected = any(t.text in _COLLECTED for t in inventory.tokens.of(sentence) if t.span < token.span)
    rank = min(rank, _OF_COLLECTED) if collected and token.depth else rank
    return Size(group, n, rank, sentence, aside=listed and group.label in inventory.tokens.diseases)


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


def _told(inventory: Inventory, tokens: Sequence[Token], at: int) -> tuple[Group, int, int] | None:
    quantity = tokens[at].quantity
    if quantity is None or tokens[at].tag is not Tag.QUANTITY or not quantity.count or quantity.value is not None:
        return None
    if quantity.interval or quantity.count < 2 or is_no_group(tokens, at):
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


def _whole_of_group(inventory: Inventory, tokens: Sequence[Token], at: int) -> tuple[Group, int, int] | None:
    """Read "given to 119/142 (84%) patients in group A" as 142 patients of that group."""
    quantity, named = tokens[at].quantity, group_behind(tokens, at)
    if quantity is None or not quantity.total or named is None or not inventory.is_arm(named) or named.mention:
        return None
    return inventory.group(named), quantity.total, 2


def _opening(tokens: Sequence[Token], at: int) -> Sequence[Token] | None:
    """Return the rest of the phrase that opens a sentence with a count: "In 53 adults with leukaemia, ..."."""
    if tokens[0].text not in INTRODUCING or any(t.text == "," for t in tokens[:at]):
        return None
    near = range(at, min(len(tokens), at + NEAR))
    end = next((i for i in near if tokens[i].text == "," and not tokens[i].depth), None)
    return None if end is None else tokens[at + 1 : end]


def _is_sized(after: Sequence[Token], at: int) -> bool:
    """Tell whether a labelled group has a size of its own: "43 received A at [dose level 1] (n = 6) or 2 (n = 37)"."""
    if after[at].label is None or [t.text for t in after[at + 1 : at + 2]] != ["("]:
        return False
    bracket = itertools.takewhile(lambda t: t.depth > after[at].depth, after[at + 2 :])
    return any(t.tag is Tag.SIZE for t in bracket)


def _tells_toxicity(after: Sequence[Token]) -> bool:
    return any(t.tag is Tag.OUTCOME and t.mention and t.mention.kind is Kind.TOXICITY for t in after[:10])


def _owner(inventory: Inventory, tokens: Sequence[Token], at: int, after: Sequence[Token]) -> Group | None:
    """Return the group a count is of: the label or product behind it, the arm before it, or the only product."""
    if at > 1 and (tokens[at - 2].label or "").lower().startswith(_EVERYBODY) and tokens[at - 1].text in STUDIED:
        return inventory.whole
    parted = next((i for i, t in enumerate(after) if t.text.startswith(_PARTING) or t.text == "relative"), len(after))
    if inventory.whole in counted_apart(inventory, tokens[at + 1 :]):
        return None  # the number of all, of whom a part got the product
    arms = [t for i, t in enumerate(after[: min(18, parted)]) if inventory.is_arm(t) and not _is_sized(after, i)]
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
