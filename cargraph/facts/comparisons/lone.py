"""Claims of one side alone: "IL-6 was higher in non-responders", "disruption of A enhanced killing"."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.clauses import clause, marker_of
from cargraph.facts.comparisons.complement import complement, is_graded
from cargraph.facts.comparisons.cues import Cue, Sort
from cargraph.facts.comparisons.first_sides import Found, first_side, is_verbal
from cargraph.facts.comparisons.phrases import group_of, is_label, is_people, label_of, phrase
from cargraph.facts.comparisons.rivals import rival_of, rivals
from cargraph.facts.comparisons.subjects import is_verb, opening_phrase, subject_of
from cargraph.facts.groups.group import Group
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.comparisons.sides import Sides
    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.tokens import Token

_NEAR = 5


def lone_sides(inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int]) -> Sides:
    """Return a side that a clause sets apart without naming the other, which is the plain opposite where it has one.

    Of two products the other is the second side. outcomes: the places of the outcomes.
    """
    low, high = clause(tokens, cue)
    if not _is_of_one(tokens, cue, outcomes, (low, high)):
        return ()
    fronted = _fronted(inventory, tokens, cue, low)
    agent = _agent(inventory, tokens, cue)
    if given := _given(inventory, tokens, cue, low):
        return (given,)
    first = (
        agent
        or _antecedent(inventory, tokens, cue)
        or first_side(inventory, tokens, cue, outcomes, (low, high))
        or fronted
    )
    if first is None:
        return ()
    group, span = first
    if any(t.text in words.EXPECTED for t in tokens[low : max(low, min(span[0] + 1, cue.start))]):
        return ()
    told = tokens[span[0] : span[1]]
    if {t.text for t in told} & words.STUDIES or _is_outcome_of(told):
        return ()
    if group.label is None:
        return _of_product(inventory, tokens, cue, outcomes, first)
    if any(t.mention and t.mention.kind is Kind.DISEASE for t in told) and _is_of_disease(told):
        return ((group, _next_disease(inventory, tokens, cue, span) or _other_disease(inventory, told)),)
    people = is_people(tokens, span) or is_label(inventory, tokens, span)
    if people or first in {agent, fronted} or _acts(tokens, cue, span) or _hosts(tokens, cue, span):
        changed = rival_of(inventory, group) or (None if people else _changed(inventory, tokens, outcomes[-1]))
        extreme = tokens[cue.start].text in words.SUPERLATIVES
        return tuple((each, changed or (None if extreme else _opposite(each, people=people))) for each in _each(group))
    return ()


def _opposite(group: Group, *, people: bool) -> Group | None:
    """Return the plain opposite of a group or factor; the mere lack of a factor is none."""
    label = complement(group.label or "")
    return Group(None, label) if label and (people or not label.startswith("no ")) else None


_SEVERAL = re.compile(r",\s(?:and|or)\s|,\s|\s(?:and|or)\s(?!(?:above|below|more|less|higher|lower|older|younger)\b)")
_JOINT = re.compile(r"\b(?:combination|combined|both|between|together|those|patients)\b", re.IGNORECASE)


def _is_outcome_of(told: Sequence[Token]) -> bool:
    """Tell whether a phrase is itself an outcome of something: "exhaustion of A cells"."""
    endpoint = bool(told) and told[0].mention is not None and told[0].mention.kind is Kind.ENDPOINT
    return endpoint and [t.text for t in told[1:2]] == ["of"]


def _each(group: Group) -> list[Group]:
    """Return the members of a list that is denied as a whole: "race nor residence"."""
    parts = (group.label or "").split(" nor ")
    several = _SEVERAL.split(group.label or "")
    joint = _JOINT.search(group.label or "") is not None
    if len(several) > 1 and not joint and all(is_graded(part) for part in several):
        return [Group(group.subject, part) for part in several]
    return [Group(group.subject, part) for part in parts] if len(parts) > 1 else [group]


def _is_of_disease(told: Sequence[Token]) -> bool:
    """Tell whether a phrase names a disease or who has it, and nothing besides: "patients with MCL"."""
    return all(
        (t.mention and t.mention.kind is Kind.DISEASE) or t.text in words.PEOPLE | words.PLAIN | {"in", "of"}
        for t in told
    )


def _is_of_one(tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int], within: tuple[int, int]) -> bool:
    """Tell whether a clause can say something of one side: it brings no second in, and a verb leads to it."""
    if tokens[cue.start].text in words.MOVED:
        return False
    if (cue.direction == "similar" and cue.sort is not Sort.CHANGES) or cue.direction == "differs":
        return False
    if marker_of(tokens, cue, outcomes[-1], *within) is not None:
        return False
    return cue.start > outcomes[0] or is_verbal(tokens, cue) or _is_stated(tokens, within[0], cue.start)


def _agent(inventory: Inventory, tokens: Sequence[Token], cue: Cue) -> Found | None:
    """Return what a change is said to be made by: "proliferation was enhanced by TET2 disruption"."""
    if cue.sort is not Sort.CHANGES or [t.text for t in tokens[cue.end + 1 : cue.end + 2]] != ["by"]:
        return None
    span = phrase(tokens, cue.end + 2, len(tokens))
    group = group_of(inventory, tokens, *span) or label_of(inventory, tokens, span)
    return (group, span) if group else None


def _antecedent(inventory: Inventory, tokens: Sequence[Token], cue: Cue) -> Found | None:
    """Return the disease of which a clause says that an outcome was extreme: "9% in A, where it was highest"."""
    where = cue.start - len(("where", "it", "was"))
    if where < _NEAR or [t.text for t in tokens[where : where + 2]] != ["where", "it"]:
        return None
    named = next((i for i in range(where - 1, where - _NEAR, -1) if tokens[i].mention), None)
    mention = tokens[named].mention if named is not None else None
    if named is None or mention is None or mention.kind is not Kind.DISEASE:
        return None
    group = label_of(inventory, tokens, (named, named + 1))
    return (group, (named, named + 1)) if group else None


_GIVING = frozenset(
    "gave gives give lent lends afforded affords granted made makes make rendered renders endowed endows".split()
)


def _given(inventory: Inventory, tokens: Sequence[Token], cue: Cue, low: int) -> tuple[Group, Group | None] | None:
    """Return what gives more to a product, and the product: "IL-15 gave A cells greater expansion"."""
    near = range(cue.start - 1, max(low, cue.start - _NEAR), -1)
    arm = next((i for i in near if inventory.is_arm(tokens[i]) and not tokens[i].label), None)
    if arm is None or arm - 1 <= low or tokens[arm - 1].text not in _GIVING:
        return None
    group = label_of(inventory, tokens, subject_of(tokens, low, arm - 1))
    return (group, inventory.group(tokens[arm])) if group else None


def _hosts(tokens: Sequence[Token], cue: Cue, span: tuple[int, int]) -> bool:
    """Tell whether a phrase names the cells in which an outcome was changed: "enhanced in TET2-edited CAR T cells"."""
    if cue.sort is not Sort.CHANGES or span[0] <= cue.end or span[0] - cue.end > len(("in", "the")):
        return False
    undergone = any(t.text in {"was", "were", "is", "are"} for t in tokens[max(0, cue.start - 3) : cue.start])
    return undergone and any(t.mention and t.mention.kind is Kind.CONSTRUCT for t in tokens[slice(*span)])


def _is_stated(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Tell whether a verb leads to what follows: "we saw less X", not "the lesser X in B"."""
    return any(is_verb(tokens, i) or tokens[i].text in words.SAYING_THAT for i in range(low, high))


def _acts(tokens: Sequence[Token], cue: Cue, span: tuple[int, int]) -> bool:
    """Tell whether a subject does something to the outcome or has it: "disruption of A enhanced", "A led to more"."""
    if span[0] > cue.start:
        return False
    between = [t.text for t in tokens[span[1] : cue.start]]
    if set(between) & (words.LINKED | words.PREDICTING):
        return False
    return bool(set(between) & words.HAVING) or is_verbal(tokens, cue)


def _of_product(
    inventory: Inventory, tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int], first: Found
) -> Sides:
    """Return what is said of one product: it has or does more, or one of several has more of the outcome."""
    group, span = first
    if group.subject is None or inventory.is_class(group.subject):
        return ()
    products = [p for p in rivals(inventory) if p != group.subject]
    held = bool(products) or rival_of(inventory, group) is not None
    acts = span[1] <= cue.start and outcomes[0] >= cue.start and _acts(tokens, cue, span)
    if not acts and not (held and outcomes[0] < cue.start):
        return ()
    other = rival_of(inventory, group) or (Group(products[0]) if len(products) == 1 else None)
    return ((group, other),)


def _fronted(inventory: Inventory, tokens: Sequence[Token], cue: Cue, low: int) -> Found | None:
    """Return what opens a clause that has no subject of its own: "Upon loss of X, we observed more Y"."""
    span = opening_phrase(tokens, low, cue.start)
    if span is None:
        return None
    people = is_people(tokens, span)
    if tokens[span[0] - 1].text in {"in", "for", "among"} and not people:
        return None
    group = label_of(inventory, tokens, span)
    return (group, span) if group else None


def _changed(inventory: Inventory, tokens: Sequence[Token], outcome: int) -> Group | None:
    """Return the product whose outcome is changed: "the efficacy of B", "persistence of CAR T cells"."""
    behind = tokens[outcome + 1 : outcome + _NEAR]
    within = tokens[outcome].text.rpartition(" of ")[2]
    constructs = (e for e in inventory.entities.values() if e.kind is Kind.CONSTRUCT)
    own = next((Group(e.id) for e in constructs if within in map(str.lower, e.names)), None)
    if own is None and behind and behind[0].text in {"of", "by"}:
        owner = next((t for t in behind if t.mention and t.mention.kind is Kind.CONSTRUCT), None)
        own = Group(owner.entity) if owner else None
    return own


def _other_disease(inventory: Inventory, piece: Sequence[Token]) -> Group | None:
    """Return the other of the two diseases that a paper, or its title, speaks of; None where there are more."""
    own = {t.entity for t in piece}
    diseases = [e for e in inventory.entities.values() if e.kind is Kind.DISEASE and e.id not in own]
    titled = {
        m.entity for m in inventory.annotation.mentions if inventory.annotation.sentences[m.sentence].section == "title"
    }
    others = [e for e in diseases if e.id in titled] if own & titled else diseases
    return Group(None, _told_most(inventory, others[0].id)) if len(others) == 1 else None


def _next_disease(inventory: Inventory, tokens: Sequence[Token], cue: Cue, span: tuple[int, int]) -> Group | None:
    """Return the disease named next behind the one in which an outcome was the highest or the lowest."""
    if tokens[cue.start].text not in words.SUPERLATIVES:
        return None
    own = {t.entity for t in tokens[slice(*span)]}
    diseases = (t for t in tokens[max(span[1], cue.end) :] if t.mention and t.mention.kind is Kind.DISEASE)
    following = next((t for t in diseases if t.entity not in own), None)
    return Group(None, following.span.of(inventory.annotation.paper.text)) if following else None


def _told_most(inventory: Inventory, entity: str) -> str:
    """Return the name by which a text calls a thing most often."""
    text = inventory.annotation.paper.text
    return Counter(m.span.of(text) for m in inventory.annotation.mentions if m.entity == entity).most_common(1)[0][0]
