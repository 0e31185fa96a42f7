"""The groups that the words around a count name: "104 to A and 52 to B", "61 had a transplant (HSCT group)"."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from cargraph.facts.groups.clauses import came_to_infusion, clause
from cargraph.facts.groups.ranks import ENTERED, GIVEN
from cargraph.facts.tokens import Tag
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token

UNDERGOING = GIVEN | {"underwent", "undergoing", "had"}
_SHORT = re.compile(r"\s\(([A-Z][A-Za-z-]{1,7})\)")
_FARED = frozenset("died relapsed progressed responded achieved developed experienced withdrew".split())


def _control(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "27 contemporaneous patients who underwent ASCT", where ASCT is what the product is set against."""
    after = clause(tokens, at)
    place = next((i for i, t in enumerate(after[:10]) if inventory.is_arm(t)), None)
    if place is None or not {t.text for t in after[:place]} & UNDERGOING:
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


def words_of(inventory: Inventory, tokens: Sequence[Token]) -> str:
    """Return a phrase, or its verb and the short form that a bracket behind it gives: "received BRT"."""
    text = inventory.annotation.paper.text
    short = _SHORT.match(text, tokens[-1].span.end)
    return f"{tokens[0].text} {short[1]}" if short else text[tokens[0].span.start : tokens[-1].span.end]


def _assigned(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "104 to A and 52 to B", "three at dose level 1", "71 proceeded to A"."""
    went_on = [t.text for t in tokens[at + 1 : at + 3]] in (["proceeded", "to"], ["went", "to"])
    following = tokens[at + 1 + went_on : at + 4 + went_on]
    given = went_on or [t.text for t in following[:1]] in (["had"], ["received"], ["underwent"])
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
    if following and _is_product(following[0]) and tokens[at - 1].text in {",", "and"} and _gave(tokens[:at]):
        return inventory.group(following[0])  # "30 received A and 24 B"
    if _goes_on(inventory, tokens, at):
        return inventory.group(following[1])
    if following and following[0].text in {"to", "at", "in"} and at and tokens[at - 1].text in {",", "and", ":", "("}:
        arm = next((t for t in following[1:] if inventory.is_arm(t)), None)
        told = following[0].text == "in" and any(t.tag is Tag.OUTCOME or t.text in _FARED for t in tokens)
        return inventory.group(arm) if arm and not told else None
    return None


def _is_product(token: Token) -> bool:
    return token.tag is Tag.ARM and not token.label and token.mention is not None and not token.mention.generic


def _gave(before: Sequence[Token]) -> bool:
    return any(a.text in GIVEN and _is_product(b) for a, b in itertools.pairwise(before))


def _infused(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "the 221 who went on to infusion" as those given the product named behind, or the paper's only one."""
    after = clause(tokens, at)
    if not came_to_infusion(after):
        return None
    named = next((t for t in after if _is_product(t) and inventory.is_arm(t)), None)
    own = inventory.group(named) if named else inventory.whole
    return None if own in counted_apart(inventory, tokens[at + 1 :]) else own


def counted_apart(inventory: Inventory, behind: Sequence[Token]) -> set[Group]:
    """Return the groups behind a count that have a count of their own: "212 patients, 130 (61%) with A and 82 B"."""
    arms = (i for i, t in enumerate(behind) if _is_product(t) and inventory.is_arm(t))
    return {inventory.group(behind[i]) for i in arms if _has_own_count(behind[:i])}


def _has_own_count(before: Sequence[Token]) -> bool:
    plain = [t for t in before if not t.depth and t.text not in {"(", ")"}]
    joined = bool(plain) and plain[-1].text in GIVEN | {"with", "to"}
    quantity = plain[-1 - joined].quantity if len(plain) > joined else None
    return quantity is not None and quantity.count is not None and quantity.total is None


def _counted(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "93 matched controls"."""
    if any(t.tag is Tag.OUTCOME for t in tokens[:at]):
        return None
    place = next((i for i in range(at + 1, min(len(tokens), at + 4)) if tokens[i].tag is Tag.ARM), None)
    if (
        place is None
        or not tokens[place].label
        or any(t.text in _PLACING or not t.text.isalpha() for t in tokens[at + 1 : place])
    ):
        return None
    group = inventory.group(tokens[place])
    return group if group.subject is None and (group.label or "").endswith("controls") else None


_PLACING = frozenset({"in", "of", "among", "for", "with", "to", "the"})


def entered(inventory: Inventory, after: Sequence[Token]) -> Group | None:
    """Read "43 were enrolled in the A group"."""
    near = after[:8]
    if not ({t.text for t in near} & ENTERED and {t.text for t in near[1:]} & {"group", "arm", "cohort"}):
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
    return bool(shared and at and tokens[at - 1].text in {",", "and"} and {t.text for t in tokens[:at]} & GIVEN)


def _aged(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "109 patients aged <70 and 63 patients aged ≥70 years"."""
    following = tokens[at + 1 : at + 7]
    said = [t.text for t in following if t.text not in {"patients", "were"}]
    bound = said[1] if said[:1] == ["aged"] and len(said) > 1 else said[0] if said else ""
    found = _BOUND.match(bound) or _BOUND.match("".join(said[1:3] if said[:1] == ["aged"] else said[:2]))
    if found and not _is_of_age(inventory, found[1], found[2]):
        return inventory.subgroup(f"patients aged {found[1]}{found[2]}")
    years = _YEARS.fullmatch(bound)
    sign = _OR_MORE.get(" ".join(said[2:4])) if said[:1] == ["aged"] and years else None
    told = sign and years and not _is_of_age(inventory, sign, years[1])
    return inventory.subgroup(f"patients aged {sign}{years[1]}") if told and years else None


def _is_of_age(inventory: Inventory, sign: str, years: str) -> bool:
    """Tell whether a bound only says that all patients were adults: "160 patients aged ≥18 years received A"."""
    children = re.compile(rf"[<≤]\s?{years}\b|\byounger\sthan\s{years}\b|\bunder\s{years}\b")
    return sign in {"≥", ">"} and years in _ADULT and children.search(inventory.annotation.paper.text) is None


def _comprising(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "the A group comprised 48 patients and the B group 52 patients", "cohort 2 included 97"."""
    said = [i for i in range(1, at) if tokens[i].text in _COMPRISING and inventory.is_arm(tokens[i - 1])]
    if not said or tokens[said[0] - 1].label is None:
        return None
    before = next((i for i in range(at - 1, max(0, at - 3), -1) if tokens[i].text not in {"of", *_COMPRISING}), at)
    arm = tokens[before]
    return inventory.group(arm) if inventory.is_arm(arm) and arm.label else None


def _given_to(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "A was given to 210 patients, B to 120 and C to 60"."""
    if at > len(("A", "to")) and [t.text for t in tokens[at - 2 : at]] == ["to", "treat"]:
        used = [t.text for t in tokens[max(0, at - 4) : at - 2]] in (["were", "used"], ["was", "used"])
        arm = tokens[at - 5 if used and at > len(("A", "were", "used", "to")) else at - 3]
        return inventory.group(arm) if _is_product(arm) and inventory.is_arm(arm) else None
    if at < len(("A", "to")) or tokens[at - 1].text not in {"to", "in"}:
        return None
    said = [t.text for t in tokens[max(0, at - 4) : at - 1]]
    place = at - 2
    if said[-2:-1] in (["was"], ["were"]) and said[-1] in _PUT:
        place = at - 4
        if tokens[place].text == ",":  # "A, an anti-X product, was given to"
            place = next((i for i in range(place) if inventory.is_arm(tokens[i])), place)
    elif not any(t.text in _PUT and u.text == tokens[at - 1].text for t, u in itertools.pairwise(tokens[:at])):
        return None
    arm = tokens[place] if place >= 0 else tokens[at]
    return inventory.group(arm) if inventory.is_arm(arm) and arm.mention is not None and not arm.label else None


def _in_arm(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "in cohort 1, eight patients received ...; at dose level 2 (10^6 cells), ten ..."."""
    said = [t for t in tokens[:at] if not t.depth and t.text not in {"(", ")"}][-3:]
    fronted = len(said) == len(("in", "A", ",")) and said[0].text in {"in", "for", "at", "on"} and said[2].text == ","
    if not fronted or not said[1].label or not inventory.is_arm(said[1]):
        return None
    received = {t.text for t in tokens[at + 1 : at + 5]} & (GIVEN | ENTERED)
    return inventory.group(said[1]) if received and not any(t.tag is Tag.OUTCOME for t in tokens) else None


_ADULT = frozenset({"16", "17", "18"})
_PUT = frozenset({"given", "administered", "infused", "used"})
_COMPRISING = frozenset({"comprised", "included", "consisted", "contained", "comprises", "includes", "numbered"})
_YEARS = re.compile(r"(\d{1,2}) years")
_OR_MORE = {"or older": "≥", "and older": "≥", "or over": "≥", "or younger": "≤", "and younger": "≤"}
_BOUND = re.compile(r"([<>≥≤])\s?(\d{1,2})(?:\syears)?")


def _equated(inventory: Inventory, tokens: Sequence[Token], at: int) -> Group | None:
    """Read "the 252 patients (A = 98, B = 154)"."""
    quantity = tokens[at].quantity
    bare = quantity is not None and quantity.bare and quantity.percent is None and quantity.total is None
    equal = at > 1 and tokens[at].depth > 0 and tokens[at - 1].text == "="
    return inventory.group(tokens[at - 2]) if bare and equal and inventory.is_arm(tokens[at - 2]) else None


NAMING: tuple[tuple[Callable[[Inventory, Sequence[Token], int], Group | None], int], ...] = (
    (_control, 3),
    (_counted, 3),
    (_named_behind, 4),
    (_equated, 4),
    (_comprising, 3),
    (_given_to, 3),
    (_in_arm, 3),
    (_aged, 3),
    (_assigned, 2),
    (_infused, 3),
)
