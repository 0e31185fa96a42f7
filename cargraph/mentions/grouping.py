"""Phrases -> constructs: which names of a paper mean one thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.group import BARE, CLASS, Group, contrasted, edits, features, phrase_key, within_reach
from cargraph.mentions.likeness import (
    conflict,
    may_be,
    of_one_origin,
    of_other_parts,
    one_edit,
    one_kind,
    one_make,
    one_of_two,
)
from cargraph.mentions.names import Joined, join_shortened
from cargraph.mentions.rules import slot
from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cargraph.mentions.names import Key
    from cargraph.mentions.phrases import Phrase

_SEVERAL = 2
_WHOLE = 5
"""How long a name is at least of which a longer one is made."""


def groups(
    phrases: Sequence[Phrase],
    pairs: Iterable[tuple[Phrase, Phrase]],
    apart: Iterable[tuple[Phrase, Phrase]] = (),
    own: Collection[int] | None = None,
    parts: Collection[Key] = (),
    *,
    survey: bool = False,
) -> list[Group]:
    """Return the constructs that a paper's phrases mean, the bare group (where there is one) last.

    `pairs` are of one construct; described ones that are `apart` are of two. `own` are the sentences that tell of the
    paper's own work, all where left out; a `survey` has none. `parts` are the products by which patients are counted.
    """
    joined = Joined()
    for phrase in phrases:
        joined.add(phrase_key(phrase))
        if phrase.term and phrase.name:
            joined.join(phrase_key(phrase), ("name", phrase.name, *phrase.variant))
    for first, second in pairs:
        if not first.bare and not second.bare:
            joined.join(phrase_key(first), phrase_key(second))
    join_shortened(joined, phrases)
    found: dict[Key, Group] = {}
    for phrase in phrases:
        group = found.setdefault(joined.find(phrase_key(phrase)), Group(set()))
        group.keys.add(phrase_key(phrase))
        group.phrases.append(phrase)
    for first, second in apart:
        if joined.find(phrase_key(first)) == joined.find(phrase_key(second)):
            continue
        found[joined.find(phrase_key(first))].rivals.add(phrase_key(second))
        found[joined.find(phrase_key(second))].rivals.add(phrase_key(first))
    specific = [group for root, group in found.items() if root != BARE]
    _place(specific, own)
    for group in found.values():
        group.part = not group.keys.isdisjoint(parts)
    _mark_made(specific)
    specific = _settled(specific)
    specific = specific if survey else _gathered(specific)
    return [*specific, found[BARE]] if BARE in found else specific


def _place(found: Sequence[Group], own: Collection[int] | None) -> None:
    for group in found:
        group.afield = own is not None and all(phrase.sentence not in own for phrase in group.phrases)
    named = [group for group in found if group.named]
    if not all(group.afield for group in named):
        for group in named:
            group.foreign = group.afield and any(phrase.term for phrase in group.phrases)


def _mark_made(found: Sequence[Group]) -> None:
    names = {id(group): {key[1] for key in group.keys if key[0] == "name"} for group in found}
    for group in found:
        others = [name for other in found if other is not group for name in names[id(other)] if len(name) >= _WHOLE]
        group.made = any(mine != name and mine.endswith(name) for mine in names[id(group)] for name in others)


def _gathered(found: list[Group]) -> list[Group]:
    """Join to the one product of a paper what it calls by words that could be no other: "off-the-shelf CAR-Ms"."""
    anchors = [group for group in found if (group.named or group.targets) and not (group.varied or group.foreign)]
    if len(anchors) != 1:
        return found
    main = anchors[0]
    loose = [group for group in found if _is_loose(group) and not conflict(group, main)]
    if any(of_other_parts(group, other) for group in loose for other in found):
        return found
    loose = [group for group in loose if not any(group.rivals & other.keys for other in loose)]
    for group in loose:
        _take(main, group)
    return [group for group in found if group not in loose]


def _is_loose(group: Group) -> bool:
    """Tell whether a group is told by neither name, target, change nor contrast, and not of the field alone."""
    told = group.named or group.targets or group.parts("payload") or group.parts("edit") or edits(group)
    shaped = any(slot("arrangement").fullmatch(trait) or trait == CLASS for trait in group.traits)
    return not (told or shaped or contrasted(group) or group.afield)


def _take(other: Group, group: Group) -> None:
    other.keys |= group.keys
    other.rivals |= group.rivals
    other.afield &= group.afield
    other.phrases = sorted([*other.phrases, *group.phrases], key=lambda phrase: phrase.span)


def _settled(found: list[Group]) -> list[Group]:
    """Join described groups to the one other group that they can mean, the least said first."""
    changed = True
    while changed:
        changed = False
        for group in sorted((g for g in found if not g.named), key=lambda g: (len(features(g)), sorted(g.keys))):
            other = _only(group, [g for g in found if g is not group])
            if other:
                _take(other, group)
                found = [g for g in found if g is not group]
                changed = True
                break
    return [group for group in found if not _dealt(group, found)]


def _dealt(group: Group, others: Sequence[Group]) -> bool:
    """Deal words of several constructs ("X- and Y-based cells") out to those that go by one part or target each.

    Return whether that was done: each then has the words from its own part on.
    """
    if group.named or not group.phrases:
        return False
    if all(phrase.suspended for phrase in group.phrases):
        return _dealt_by("target", group, others)
    return len(group.phrases) == 1 and _dealt_by("part", group, others)


def _dealt_by(slot: str, group: Group, others: Sequence[Group]) -> bool:
    keys = group.parts(slot)
    rest = [other for other in others if other is not group and not other.named]
    single = {key: [other for other in rest if other.parts(slot) & keys == {key}] for key in keys}
    if len(keys) < _SEVERAL or not all(single.values()):
        return False
    for phrase in group.phrases:
        parts = sorted((part for part in phrase.parts if part.slot == slot), key=lambda part: part.start)
        ends = [part.start for part in parts[1:]]
        for part, end in zip(parts, [*ends, phrase.span.end], strict=True):
            said = Span(part.start, end if end == phrase.span.end else part.end + 1)
            own = tuple(other for other in phrase.parts if other.slot != slot or other is part)
            piece = replace(phrase, span=said, parts=own, traits=frozenset(), cuts=())
            single[part.key][0].phrases.append(piece)
    return True


def _only(group: Group, others: list[Group]) -> Group | None:
    others = within_reach(group, others)
    rivals = {other.targets for other in others if other.targets and (group.afield or not other.afield)}
    rivals -= {group.targets}
    alone = not rivals and sum(other.named and not other.varied for other in others) <= 1
    alone = alone and not any(of_other_parts(group, other) for other in others)
    if _is_of_both(group, others):
        return None
    fitting = [
        o for o in others
        if may_be(group, o, alone=alone)
        and not any(apart(group, o, others) for apart in (one_of_two, one_make, one_kind, one_edit))
    ]  # fmt: skip
    named = _closest(group, [other for other in fitting if other.named])
    if len(named) == 1:
        return None if _is_shared(group, named[0], others) else named[0]
    if len(fitting) == 1 or (fitting and of_one_origin([group, *fitting])):
        return fitting[0]
    return None


def _is_of_both(group: Group, others: list[Group]) -> bool:
    """Tell whether words of a target alone are of a named construct and of the named control it is set against."""
    alike = features(group) <= {f"target:{key}" for key in group.targets}
    named = [other for other in others if other.named and not other.afield]
    control = any(contrasted(other) and not other.targets for other in named)
    return alike and control and any(other.targets == group.targets and not contrasted(other) for other in named)


def _is_shared(group: Group, named: Group, others: list[Group]) -> bool:
    """Tell whether words of a target alone mean a known product as well as the one whose name tells its target."""
    own = Group(set(), [phrase for phrase in group.phrases if not phrase.plural])
    alike = features(own) <= {f"target:{key}" for key in group.targets}
    known = (o for o in others if o is not named and o.registered and not (o.targets or o.afield or o.foreign))
    return alike and not named.registered and any(not conflict(group, other) for other in known)


def _closest(group: Group, named: list[Group]) -> list[Group]:
    """Return those of several named groups that have what a group says it has, or the ones that nothing is added to."""
    if len(named) < _SEVERAL:
        return named
    added = group.parts("payload") | group.parts("edit")
    if added:
        return [other for other in named if added & (other.parts("payload") | other.parts("edit"))]
    said = [other for other in named if features(group) and features(group) <= features(other)]
    return [other for other in said or named if not other.derived] or said
