"""Phrases -> constructs: which names of a paper mean one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cargraph.mentions.aims import known_targets
from cargraph.mentions.following import EDIT
from cargraph.mentions.names import Joined, join_shortened
from cargraph.mentions.rules import slot
from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cargraph.mentions.names import Key
    from cargraph.mentions.phrases import Phrase

BARE = ("bare",)
CLASS = "class of"
"""The trait of words for several products that are named behind them: "the anti-CD19 CAR T-cell products X and Y"."""
_CATEGORIES = (
    (
        "origin",
        re.compile(
            r"autologous|allogeneic|universal|offtheshelf|donor.*|.*donorderived|ipsc.*|.*cordblood.*|cb.*|umbilical.*"
        ),
    ),
    ("species", re.compile(r"humani[sz]ed|fullyhuman.*|murine|nanobody.*|vhh.*|sdab.*")),
    ("place", re.compile(r"invivo.*|insitu")),
    ("generation", re.compile(r"(?:first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th)generation")),
)
_ANOTHERS = re.compile(r"^(?:universal|offtheshelf|donor|(?:healthy|thirdparty)?donor(?:derived)?)$")
"""Words for cells made from another person's, which say one thing."""
_EDITORS = ("gene", "genome", "cas9", "crispr", "crispr/cas9", "base", "prime", "talen", "")
_EDITED = frozenset(f"{how}edited" for how in _EDITORS)
_SEVERAL = 2


@dataclass(slots=True)
class Group:
    """Phrases that mean one construct."""

    keys: set[Key]
    phrases: list[Phrase] = field(default_factory=list)
    rivals: set[Key] = field(default_factory=set)
    afield: bool = False
    """Whether only what the paper tells of the field names it, and not what it tells of its own."""
    foreign: bool = False
    """Whether it is a known product named afield, in a paper that names one of its own."""

    @property
    def named(self) -> bool:
        """Tell whether some phrase is a product's or a coined name."""
        return any(phrase.name or phrase.term for phrase in self.phrases)

    @property
    def cellular(self) -> bool:
        """Tell whether it is described, and some phrase says what cells bear it."""
        return not self.named and any(phrase.cellular for phrase in self.phrases)

    @property
    def derived(self) -> bool:
        """Tell whether its names say a product made of another ("IL-18-secreting X")."""
        return any(phrase.variant for phrase in self.phrases)

    @property
    def targets(self) -> frozenset[str]:
        """Return the keys of all antigens its phrases say."""
        return frozenset().union(*(phrase.targets for phrase in self.phrases))

    def parts(self, slot: str) -> frozenset[str]:
        """Return the keys of the parts that stand in a slot of its phrases."""
        return frozenset(part.key for phrase in self.phrases for part in phrase.parts if part.slot == slot)

    @property
    def aims(self) -> frozenset[str]:
        """Return the antigens that a product of the vocabulary is known to be aimed at, empty for another."""
        known = (known_targets().get(phrase.term.label) for phrase in self.phrases if phrase.term)
        return next((targets for targets in known if targets), frozenset())

    @property
    def traits(self) -> frozenset[str]:
        """Return the words that tell it apart."""
        return frozenset(trait for phrase in self.phrases for trait in phrase.traits)

    @property
    def passing(self) -> bool:
        """Tell whether it is but a manner of CAR T cells named in one sentence of the text."""
        sentences = {phrase.sentence for phrase in self.phrases}
        return self.plain and len(sentences) == 1 and 0 not in sentences

    @property
    def plain(self) -> bool:
        """Tell whether it is but a manner of CAR T cells, and no arrangement or contrast that sets it apart."""
        told = self.named or self.targets or self.parts("payload") or self.parts("part") or self.parts("edit")
        return not told and not any(
            slot("contrast").fullmatch(t) or slot("arrangement").fullmatch(t) for t in self.traits
        )

    @property
    def cells(self) -> frozenset[str]:
        """Return the kinds of cell its phrases name, T cells left out."""
        return frozenset(phrase.cells for phrase in self.phrases if phrase.cells)


def phrase_key(phrase: Phrase) -> Key:
    """Return what two phrases of one construct have in common."""
    if phrase.term:
        return ("term", phrase.term.label)
    if phrase.name:
        return ("name", phrase.name, *phrase.variant)
    if phrase.bare:
        return BARE
    parts = sorted(f"{part.slot}:{part.key}" for part in phrase.parts)
    return ("described", *dict.fromkeys(parts), *sorted(phrase.traits), phrase.cells)


def groups(
    phrases: Sequence[Phrase],
    pairs: Iterable[tuple[Phrase, Phrase]],
    apart: Iterable[tuple[Phrase, Phrase]] = (),
    own: Collection[int] | None = None,
    *,
    survey: bool = False,
) -> list[Group]:
    """Return the constructs that a paper's phrases mean, the bare group (where there is one) last.

    `pairs` are of one construct; described ones that are `apart` are of two. `own` are the sentences that tell of the
    paper's own work, all where left out; a `survey` has none.
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
        found[joined.find(phrase_key(first))].rivals.add(phrase_key(second))
        found[joined.find(phrase_key(second))].rivals.add(phrase_key(first))
    specific = [group for root, group in found.items() if root != BARE]
    _place(specific, own)
    specific = _settled(specific)
    specific = specific if survey else gathered(specific)
    return [*specific, found[BARE]] if BARE in found else specific


def _place(found: Sequence[Group], own: Collection[int] | None) -> None:
    for group in found:
        group.afield = own is not None and all(phrase.sentence not in own for phrase in group.phrases)
    named = [group for group in found if group.named]
    if not all(group.afield for group in named):
        for group in named:
            group.foreign = group.afield and any(phrase.term for phrase in group.phrases)


def within_reach(group: Group, others: Iterable[Group]) -> list[Group]:
    """Return those of the others that a group's words can be about: a foreign one only where they stand afield too."""
    return [other for other in others if group.afield or not other.foreign]


def gathered(found: list[Group]) -> list[Group]:
    """Join to the one product of a paper what it calls by words that could be no other: "off-the-shelf CAR-Ms"."""
    anchors = [group for group in found if (group.named or group.targets) and not (group.derived or group.foreign)]
    if len(anchors) != 1:
        return found
    main = anchors[0]
    loose = [group for group in found if _is_loose(group) and not _conflict(group, main)]
    if any(_of_other_parts(group, other) for group in loose for other in found):
        return found
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
        for group in sorted((g for g in found if not g.named), key=lambda g: (len(_features(g)), sorted(g.keys))):
            other = _only(group, [g for g in found if g is not group])
            if other:
                _take(other, group)
                found = [g for g in found if g is not group]
                changed = True
                break
    return [group for group in found if not _dealt(group, found)]


def _dealt(group: Group, others: Sequence[Group]) -> bool:
    """Deal words of several constructs ("X- and Y-based cells") out to those that go by one part each.

    Return whether that was done: each then has the words from its own part on.
    """
    keys = group.parts("part")
    if group.named or len(keys) < _SEVERAL or len(group.phrases) > 1:
        return False
    rest = [other for other in others if other is not group and not other.named]
    single = {key: [other for other in rest if other.parts("part") & keys == {key}] for key in keys}
    if not all(single.values()):
        return False
    phrase = group.phrases[0]
    parts = sorted((part for part in phrase.parts if part.slot == "part"), key=lambda part: part.start)
    ends = [part.start for part in parts[1:]]
    for part, end in zip(parts, [*ends, phrase.span.end], strict=True):
        said = Span(part.start, end if end == phrase.span.end else part.end + 1)
        own = tuple(other for other in phrase.parts if other.slot != "part" or other is part)
        piece = replace(phrase, span=said, parts=own, traits=frozenset(), cuts=())
        single[part.key][0].phrases.append(piece)
    return True


def _features(group: Group) -> frozenset[str]:
    parts = {f"{role}:{key}" for role in ("target", "part", "payload", "edit") for key in group.parts(role)}
    return frozenset(parts | group.traits | group.cells)


def _only(group: Group, others: list[Group]) -> Group | None:
    others = within_reach(group, others)
    rivals = {other.targets for other in others if other.targets} - {group.targets}
    alone = not rivals and sum(other.named and not other.derived for other in others) <= 1
    alone = alone and not any(_of_other_parts(group, other) for other in others)
    fitting = [
        o for o in others
        if _may_be(group, o, alone=alone) and not _one_of_two(group, o, others) and not _one_make(group, o, others)
    ]  # fmt: skip
    named = _closest(group, [other for other in fitting if other.named])
    if len(named) == 1:
        return named[0]
    if len(fitting) == 1 or (fitting and _of_one_origin([group, *fitting])):
        return fitting[0]
    return None


def _closest(group: Group, named: list[Group]) -> list[Group]:
    """Return those of several named groups that have what a group says it has, or the ones that nothing is added to."""
    if len(named) < _SEVERAL:
        return named
    added = group.parts("payload") | group.parts("edit")
    if added:
        return [other for other in named if added & (other.parts("payload") | other.parts("edit"))]
    said = [other for other in named if _features(group) and _features(group) <= _features(other)]
    return said or [other for other in named if not other.derived]


def _of_one_origin(all_fitting: Sequence[Group]) -> bool:
    """Tell whether described groups differ in no more than how fully they say whose cells they are made of."""
    said = _CATEGORIES[0][1]
    rest = {_features(g) - {t for t in g.traits if said.fullmatch(t)} for g in all_fitting}
    origins = {_ANOTHERS.sub("allogeneic", t) for g in all_fitting for t in g.traits if said.fullmatch(t)}
    return len(rest) == 1 and len(origins) <= 1 and not any(g.named for g in all_fitting)


def _of_other_parts(group: Group, other: Group) -> bool:
    """Tell whether two described groups go by different parts ("X-based", "Y-based"), so that parts tell them apart."""
    mine, theirs = group.parts("part"), other.parts("part")
    return bool(mine and theirs) and not (mine & theirs or group.named or other.named)


def _one_make(group: Group, other: Group, others: Sequence[Group]) -> bool:
    """Tell whether one of two is but one make of the other's construct, of which the paper has several ("with X")."""
    if bool(group.parts("part")) == bool(other.parts("part")) or group.named or other.named:
        return False
    made = other if other.parts("part") else group
    return any(_of_other_parts(made, third) for third in others)


def _one_of_two(group: Group, other: Group, others: Sequence[Group]) -> bool:
    """Tell whether the other's words speak of two constructs ("X- or Y-based") of which the group is the first."""
    mine, both = group.parts("part"), other.parts("part")
    rest = both - mine
    return mine < both and any(o is not other and o.parts("part") and o.parts("part") <= rest for o in others)


def _may_be(group: Group, other: Group, *, alone: bool) -> bool:
    """Tell whether a described group can be the other in fewer or other words; `alone` says that there is no third."""
    if CLASS in group.traits | other.traits or _contrasts(group) != _contrasts(other) or _conflict(group, other):
        return False
    if group.targets and other.aims and not group.targets & other.aims:
        return False
    if group.targets:
        return group.targets == other.targets or (other.named and not other.targets and alone)
    return _features(group) - _told_by(group, other) <= _features(other) or other.named or alone


def _told_by(group: Group, other: Group) -> frozenset[str]:
    """Return the traits of a group that the other's parts tell: it is edited, it has two targets."""
    edited, two = bool(other.parts("edit")), len(other.targets) > 1
    return frozenset(t for t in group.traits if (edited and t in _EDITED) or (two and slot("said_by_two").fullmatch(t)))


def contrasted(group: Group) -> bool:
    """Tell whether a group is set against the one studied ("conventional", "unmodified")."""
    return any(slot("contrast").fullmatch(trait) for trait in group.traits)


def _contrasts(group: Group) -> frozenset[str]:
    """Return the words of contrast of a group, of which a named one keeps to its own."""
    said = frozenset(trait for trait in group.traits if slot("contrast").fullmatch(trait))
    return said if group.named else frozenset({"contrast"} if said else ())


def _conflict(group: Group, other: Group) -> bool:
    if group.rivals & other.keys or other.rivals & group.keys:
        return True
    if group.cells != other.cells and ((group.cells and other.cells) or (group.cellular and other.cellular)):
        return True
    for role in ("part", "payload", "edit"):
        mine, theirs = group.parts(role), other.parts(role)
        if mine and theirs and not (mine & theirs):
            return True
    if not group.named and not other.named and edits(group) != edits(other):
        return True
    if _one_target(group) != _one_target(other) and _SEVERAL in (
        min(len(group.targets), 2),
        min(len(other.targets), 2),
    ):
        return True
    return any(_differ(group.traits, other.traits, pattern) for _, pattern in _CATEGORIES)


def _one_target(group: Group) -> bool:
    return any(slot("one_target").fullmatch(trait) for trait in group.traits)


def edits(group: Group) -> frozenset[str]:
    """Return the edits that stand after the names of a group."""
    return frozenset(trait for trait in group.traits if trait.startswith(EDIT))


def _differ(mine: frozenset[str], theirs: frozenset[str], pattern: re.Pattern[str]) -> bool:
    a = {_ANOTHERS.sub("allogeneic", trait) for trait in mine if pattern.fullmatch(trait)}
    b = {_ANOTHERS.sub("allogeneic", trait) for trait in theirs if pattern.fullmatch(trait)}
    return bool(a and b and not (a & b))
