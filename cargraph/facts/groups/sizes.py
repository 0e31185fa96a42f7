"""Sentences -> how many patients each group holds: "47 received A", "B (n = 40)", "among the 176 infused patients"."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cargraph.facts.groups.bracketed import bracketed
from cargraph.facts.groups.clauses import PATIENTS, clause, names_patients, other_treatment
from cargraph.facts.groups.fronted import fronted
from cargraph.facts.results.lists import Lists
from cargraph.facts.tokens import Tag, Token
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cargraph.facts.groups.arms import Group, Inventory
    from cargraph.model import Sentence

_GIVEN = frozenset("received receiving treated infused infusion infusions given dosed administered".split())
_ANALYSED = frozenset(
    "evaluable analysed analyzed included evaluated assessable analysis analyses study reviewed identified assessed reported receive".split()
)
_ENTERED = frozenset(
    "enrolled randomized randomised randomization randomisation assigned recruited allocated participated".split()
)
_NOT_TREATED = frozenset(
    "screened leukapheresis leukapheresed apheresis without met eligibility discontinued excluded withdrew consented referred collection".split()
)
_UNDERGOING = _GIVEN | {"underwent", "undergoing", "had"}
_EXCEPTED = frozenset({"other", "not", "except", "never"})
_MADE = frozenset("manufactured produced screened planned every additional another further".split())
_COUNTED_THINGS = frozenset(
    """infusion infusions dose doses cycle cycles course courses injection injections weekly daily monthly times lines
    hospitals centers centres sites studies trials donors cohorts groups arms levels""".split()
)
_SHORT = re.compile(r"\s\(([A-Z][A-Za-z-]{1,7})\)")
_LABELS = frozenset("phase stage grade day level cohort part version least most line lines".split())
_OF_THEM = (["of", "whom"], ["of", "them"], ["of", "which"])
_FARED = frozenset("died relapsed progressed responded achieved developed experienced withdrew".split())
_NEAR = 14
_LATE = 40
_AGED = frozenset({"over", "under", "above", "below", "aged", "age", "older", "than"})
_INTRODUCING = frozenset("in among on the all of first".split())
_PARTING = ("divid", "stratif", "categori", "classif", "split", "grouped")
_POOLED = frozenset({"studies", "trials", "articles", "publications"})
_POOLING = frozenset({"with", "involving", "comprising", "encompassing", "including", "enrolling", "totaling"})
_STUDYING = frozenset({"we", "study", "analysis", "trial", "cohort", "review", "series", "population", "set"})
_EVERYBODY = ("safety", "treated", "infused", "full analysis")
_STUDIED = frozenset(
    "analyzed analysed identified included evaluated studied reviewed pooled examined comprised treated enrolled".split()
)
_STATEMENT = frozenset({"title", "abstract", "background", "methods", "results", "conclusion", "discussion", "caption"})


@dataclass(frozen=True, slots=True)
class Size:
    """A group's size as one sentence gives it; the rank says how good a denominator it makes."""

    group: Group
    n: int
    rank: int
    sentence: Sentence


def sizes(inventory: Inventory) -> Iterator[Size]:
    """Yield the sizes that a paper's sentences give, in the order of the text."""
    for sentence in inventory.annotation.sentences:
        if sentence.section in _STATEMENT:
            tokens = inventory.tokens.of(sentence)
            in_step = _in_step(inventory, tokens)
            opening, last = fronted(tokens, inventory.annotation.paper.text), None
            if opening is not None and opening.label is not None and opening.n > 1 and not opening.screened:
                in_step[opening.at] = partial(Size, inventory.subgroup(opening.label), opening.n, 2)
            for at, token in enumerate(tokens):
                if at in in_step:
                    yield in_step[at](sentence)
                    continue
                if (each := _of_each(tokens, at)) is not None and (of := _each_of(inventory)):
                    yield from (Size(group, each, 5, sentence) for group in of)
                    continue
                found = bracketed(inventory, tokens, at) if token.tag is Tag.SIZE else _told(inventory, tokens, at)
                found = found or (_others(inventory, tokens, at, last.group) if last else None)
                if found is not None:
                    last = Size(*found, sentence)
                    yield last


def _others(inventory: Inventory, tokens: Sequence[Token], at: int, last: Group) -> tuple[Group, int, int] | None:
    """Read "48 received radiotherapy and 102 (68%) did not"."""
    quantity = tokens[at].quantity
    said = [t.text for t in tokens[at + 1 : at + 6] if t.text not in {"(", ")", "%", "patients"} and t.tag is Tag.WORD]
    if quantity is None or not quantity.count or said[:2] != ["did", "not"] or not last.label:
        return None
    given = last.label.split(" ", 1)
    what = given[1] if given[0] in _UNDERGOING and given[1:] else last.label
    return inventory.subgroup(f"did not receive {what}"), quantity.count, 3


def _in_step(inventory: Inventory, tokens: Sequence[Token]) -> dict[int, Callable[[Sentence], Size]]:
    """Read "51 and 58 patients were assigned to A and B, respectively"."""
    if not any(t.text == "respectively" for t in tokens) or any(t.tag is Tag.OUTCOME for t in tokens):
        return {}
    for run in Lists(tokens).runs:
        counts = [q.count for at in run if (q := tokens[at].quantity) and q.count and q.percent is None]
        arms = [(i, inventory.group(t)) for i, t in enumerate(tokens) if i > run[-1] and inventory.is_arm(t)]
        said = {w for t in tokens[run[-1] : arms[0][0]] for w in t.text.split()} if arms else set()
        if len(run) == len(counts) == len(arms) > 1 and said & (_GIVEN | _ENTERED | PATIENTS):
            return {at: partial(Size, group, n, 2) for at, n, (_, group) in zip(run, counts, arms, strict=True)}
    return {}


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
        return None if managed else (inventory.subgroup(_words(inventory, other)), quantity.count, 3)
    if _took_drug(inventory, after) or _is_one_of_two(tokens, at):
        return None
    for find, good in _NAMING:
        if (group := find(inventory, tokens, at)) is not None:
            return group, quantity.count, good
    if inventory.is_controlled and any(t.text.startswith(("randomiz", "randomis", "randomly")) for t in after[:8]):
        return None
    if (own := _entered(inventory, after)) is not None:
        return own, quantity.count, 3 if tokens[0].text == "of" else 2
    rank = 3 if _took_at_last(inventory, tokens, at, after) else _rank(tokens, at, after)
    opening = _opening(tokens, at)
    if rank is None or (rank < 3 and _tells_toxicity(after if opening is None else opening)):
        return None
    group = _owner(inventory, tokens, at, after)
    return (group, quantity.count, rank) if group else None


def _took_drug(inventory: Inventory, after: Sequence[Token]) -> bool:
    """Tell whether those counted are told by a drug alone: "3 received regorafenib along with the cells"."""
    along = next((i for i, t in enumerate(after[:_NEAR]) if t.text == "along"), None)
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
    parts = tokens[at + 1 : following], tokens[following + 1 : following + _NEAR]
    named = [{t.entity for t in part if t.mention and t.mention.kind is Kind.DISEASE} for part in parts]
    return bool(named[0] and named[1]) and named[0] != named[1] and {t.text for t in parts[0]} & {"with"} != set()


def _control(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "27 contemporaneous patients who underwent ASCT", where ASCT is what the product is set against."""
    after = clause(tokens, at)
    place = next((i for i, t in enumerate(after[:10]) if inventory.is_arm(t)), None)
    if place is None or not {t.text for t in after[:place]} & _UNDERGOING:
        return None
    group = inventory.group(after[place])
    return group if inventory.tokens.controls.named(group.label or "") else None


def _named_behind(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "61 had a transplant (HSCT group) and 80 did not (no-HSCT group)"."""
    depth = tokens[at].depth
    for place in range(at + 1, min(len(tokens) - 2, at + 12)):
        token = tokens[place]
        if token.depth == depth and (token.tag is Tag.QUANTITY or token.text in {";", ","}):
            return None
        if token.text == "(" and tokens[place + 2].text == ")" and tokens[place + 1].label and place > at + 1:
            return inventory.group(tokens[place + 1]) if tokens[place + 1].mention is None else None
    return None


def _words(inventory: Inventory, tokens: Sequence[Token]) -> str:
    """Return a phrase, or its verb and the short form that a bracket behind it gives: "received BRT"."""
    text = inventory.annotation.paper.text
    short = _SHORT.match(text, tokens[-1].span.end)
    return f"{tokens[0].text} {short[1]}" if short else text[tokens[0].span.start : tokens[-1].span.end]


def _assigned(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "104 to A and 52 to B", "three at dose level 1"."""
    following = tokens[at + 1 : at + 4]
    given = [t.text for t in following[:1]] in (["had"], ["received"], ["underwent"])
    if (
        given
        and following[1:]
        and following[1].tag is Tag.ARM
        and following[1].label
        and inventory.is_arm(following[1])
    ):
        return inventory.group(following[1])
    if following and tokens[at].depth and inventory.is_arm(following[0]) and tokens[at - 1].text in {"(", ",", "and"}:
        return inventory.group(following[0])
    if _goes_on(inventory, tokens, at):
        return inventory.group(following[1])
    if following and following[0].text in {"to", "at", "in"} and at and tokens[at - 1].text in {",", "and", ":", "("}:
        arm = next((t for t in following[1:] if inventory.is_arm(t)), None)
        told = following[0].text == "in" and any(t.tag is Tag.OUTCOME or t.text in _FARED for t in tokens)
        return inventory.group(arm) if arm and not told else None
    return None


def _counted(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "93 matched controls"."""
    place = next((i for i in range(at + 1, min(len(tokens), at + 4)) if tokens[i].tag is Tag.ARM), None)
    if place is None or not tokens[place].label or not all(t.text.isalpha() for t in tokens[at + 1 : place]):
        return None
    group = inventory.group(tokens[place])
    return group if group.subject is None and (group.label or "").endswith("controls") else None


_NAMING: tuple[tuple[Callable[[Inventory, Sequence[Token], int], Group | None], int], ...] = (
    (_control, 3),
    (_counted, 3),
    (_named_behind, 4),
    (_assigned, 2),
)


def _entered(inventory: Inventory, after: Sequence[Token]) -> Group | None:
    """Read "43 were enrolled in the A group"."""
    near = after[:8]
    if not ({t.text for t in near} & _ENTERED and {t.text for t in near[1:]} & {"group", "arm", "cohort"}):
        return None
    arm = next(
        (t for t, g in itertools.pairwise(near) if inventory.is_arm(t) and g.text in {"group", "arm", "cohort"}), None
    )
    return inventory.group(arm) if arm else None


def _goes_on(inventory: Inventory, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count shares the verb of the one before: "697 were treated with A and 575 with B"."""
    following = tokens[at + 1 : at + 3]
    shared = len(following) > 1 and following[0].text == "with" and inventory.is_arm(following[1])
    if shared and following[1].mention is not None and following[1].mention.kind is Kind.DISEASE:
        behind = [t.text for t in tokens[at + 3 : at + 4]]
        return behind not in (["("], ["or"]) and not any(t.tag is Tag.OUTCOME for t in tokens)
    return bool(shared and at and tokens[at - 1].text in {",", "and"} and {t.text for t in tokens[:at]} & _GIVEN)


def _is_no_group(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a count is no group of patients: "phase 2", "9 of whom", "3 of 10 given B"."""
    quantity, before = tokens[at].quantity, tokens[at - 1].text if at else ""
    after = [t.text for t in tokens[at + 1 : at + 3]]
    if "+" in {before, *after[:1]} or after[:1] in (["min"], ["h"]):
        return True
    if before in _LABELS | _AGED or _COUNTED_THINGS & set(after):
        return True
    if after in _OF_THEM:  # "27 were enrolled, 24 of whom were infused"
        return not {t.text for t in tokens[at + 3 : at + 5]} & {"infused", "treated", "dosed"}
    if {t.text for t in tokens[max(0, at - 4) : at]} & {"aged", "range", "ranging", "ages"}:
        return True
    given_to = at > 1 and tokens[at - 1].text in {"to", "in"} and tokens[at - 2].text in _GIVEN
    if quantity is None or quantity.total is None or given_to:
        return False
    later = {t.text for t in tokens[at + 1 : at + 12]}
    people = bool(PATIENTS & set(tokens[at].text.split()))
    return not ({"received", "were"} & set(after) or (people and "were" in later and later & _GIVEN))


def _rank(tokens: Sequence[Token], at: int, after: Sequence[Token]) -> int | None:
    """Return 3 for those treated, 2 for those analysed, 1 for those entered, 0 for a mere mention, None for no group."""
    quantity, own = tokens[at].quantity, set(tokens[at].text.split())
    said = {t.text for t in after[:14] if t.tag is Tag.WORD} | own
    if said & _EXCEPTED or quantity is None or {t.text for t in tokens[max(0, at - 2) : at]} & _MADE:
        return None
    if "previously" in {t.text for t in tokens[max(0, at - 8) : at]}:
        return None
    near = {t.text for t in after[:4]}
    if at and tokens[at - 1].text in {"treat", "treated", "infused", "dosed"}:
        return 3
    given_to = (
        at >= 2 and tokens[at - 1].text in {"to", "in", "for"} and tokens[at - 2].text in _GIVEN
        and tokens[at - 3].text not in {"after", "following", "before", "of", "post", "since"}
        and any(t.tag is Tag.ARM for t in tokens[max(0, at - 12) : at])
    )  # fmt: skip
    if quantity.percent is not None:
        return 3 if given_to or (near & _GIVEN and "respectively" not in near) else None
    bare = quantity.bare and not names_patients(tokens, at)
    drug = any(t.mention and t.mention.kind is Kind.DRUG for t in tokens[max(0, at - 9) : at])
    about_other = drug and tokens[at - 1].text in {"to", "in"} and tokens[at - 2].text in _GIVEN and not given_to
    if about_other:
        return None
    if given_to or ((near if bare else said) & _GIVEN) or own & _GIVEN:
        return 3
    if said & _NOT_TREATED or (bare and "receive" not in near):
        return None
    if said & _ANALYSED or said & _ENTERED:
        return 2 if said & _ANALYSED else 1
    return 0 if _introduced(tokens, at) else None


def _introduced(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at - 1].text == "all" and PATIENTS & set(tokens[at].text.split()):
        return [t.text for t in tokens[at + 1 : at + 2]] in ([], [","], ["."], [";"])
    if any(t.tag is Tag.OUTCOME for t in tokens[max(0, at - 10) : at]):
        return False
    before = [t.text for t in tokens[max(0, at - 2) : at]]
    if before[-1:] and before[-1] in _POOLING and {t.text for t in tokens[max(0, at - 4) : at - 1]} & _POOLED:
        return True
    if before[1:] == ["of"] and before[0] in _STUDYING:
        return True
    return before[-1:] != [] and (
        before[-1] in _INTRODUCING or (before[0].split()[-1] in _STUDYING and before[-1] in _STUDIED)
    )


def _took_at_last(inventory: Inventory, tokens: Sequence[Token], at: int, after: Sequence[Token]) -> bool:
    """Read "97 patients with ... after two lines of therapy or transplantation received A", "1,275 A recipients"."""
    following = tokens[at + 1 : at + 3]
    if len(following) > 1 and following[1].text == "recipients" and inventory.is_arm(following[0]):
        return True
    if not names_patients(tokens, at) and not PATIENTS & set(tokens[at].text.split()):
        return False
    said = after[_NEAR:_LATE]
    if {t.text for t in after[:_NEAR]} & (_GIVEN | _EXCEPTED | _NOT_TREATED):
        return False
    return any(a.text in {"received", "given"} and inventory.is_arm(b) for a, b in itertools.pairwise(said))


def _opening(tokens: Sequence[Token], at: int) -> Sequence[Token] | None:
    """Return the rest of the phrase that opens a sentence with a count: "In 53 adults with leukaemia, ..."."""
    if tokens[0].text not in _INTRODUCING or any(t.text == "," for t in tokens[:at]):
        return None
    near = range(at, min(len(tokens), at + _NEAR))
    end = next((i for i in near if tokens[i].text == "," and not tokens[i].depth), None)
    return None if end is None else tokens[at + 1 : end]


def _tells_toxicity(after: Sequence[Token]) -> bool:
    return any(t.tag is Tag.OUTCOME and t.mention and t.mention.kind is Kind.TOXICITY for t in after[:10])


def _owner(inventory: Inventory, tokens: Sequence[Token], at: int, after: Sequence[Token]) -> Group | None:
    """Return the group a count is of: the label or product behind it, the arm before it, or the paper's only product."""
    if at > 1 and (tokens[at - 2].label or "").lower().startswith(_EVERYBODY) and tokens[at - 1].text in _STUDIED:
        return inventory.whole
    parted = next((i for i, t in enumerate(after) if t.text.startswith(_PARTING)), len(after))
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
