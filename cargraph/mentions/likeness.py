"""Whether two groups of phrases may mean one construct."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.mentions.group import CLASS, edits, features
from cargraph.mentions.manner import differ, manners
from cargraph.mentions.rules import slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cargraph.mentions.group import Group

_CATEGORIES = (
    (
        "origin",
        re.compile(
            r"autologous|allogeneic|universal|offtheshelf|donor.*|.*donorderived|ipsc.*|.*cordblood.*|cb.*|umbilical.*"
        ),
    ),
    ("species", slot("whose_binder")),
    ("place", re.compile(r"invivo.*|insitu|exvivo.*")),
    ("arrangement", slot("arrangement")),
    ("maker", slot("maker")),
    (
        "affinity",
        re.compile(r"(?:ultra)?(?:high|low|intermediate|medium|moderate|nanomolar|micromolar)(?:er)?affinity"),
    ),
    ("length", re.compile(r"(?:short|long|intermediate|medium)(?:er)?(?:linker|spacer|hinge)")),
    ("place bound", re.compile(r"(?:membrane)?(?:proximal|distal)(?:binding|epitope)?")),
    ("generation", re.compile(r"(?:first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th)generation")),
)
_ANOTHERS = re.compile(r"^(?:universal|offtheshelf|donor|(?:healthy|thirdparty)?donor(?:derived)?)$")
"""Words for cells made from another person's, which say one thing."""
_EDITORS = ("gene", "genome", "cas9", "crispr", "crispr/cas9", "base", "prime", "talen", "")
_EDITED = frozenset(f"{how}edited" for how in _EDITORS)
_ADDED = ("payload", "edit")
_LACKS = re.compile(r"un|non|lacking")
_SEVERAL = 2


def may_be(group: Group, other: Group, *, alone: bool) -> bool:
    """Tell whether a described group can be the other in fewer or other words; `alone` says that there is no third."""
    if CLASS in group.traits | other.traits or conflict(group, other):
        return False
    if _contrasts(group) != _contrasts(other) and not _is_without(group, other):
        return False
    if other.aims and not group.targets <= other.aims:
        return False
    if other.named and group.targets and all(phrase.plural for phrase in group.phrases):
        return False
    if other.registered and group.targets and other.part:
        return False
    if _made_of(other, group) or _made_of(group, other):
        return False
    if _shared(group, other) and not (group.targets and other.targets and group.targets != other.targets):
        return True
    if group.targets:
        unaimed = other.named and not other.targets and (group.afield or not other.afield)
        return group.targets == other.targets or (unaimed and (alone or _of_one_part(group, other)))
    return features(group) - _told_by(group, other) <= features(other) or other.named or alone


def _of_one_part(group: Group, other: Group) -> bool:
    """Tell whether two groups are told by the same part: "a second-generation X CAR with CD28", "CD28 CAR (A28)"."""
    return bool(group.parts("part")) and group.parts("part") == other.parts("part")


def _made_of(made: Group, group: Group) -> bool:
    """Tell whether a group is told to be made of a described one, told of before, by what is added."""
    added = [p.sentence for p in made.phrases if p.sentence > 0 and any(part.slot in _ADDED for part in p.parts)]
    plain = sorted({p.sentence for p in group.phrases if p.sentence > 0})
    if group.named or any(group.parts(slot) for slot in _ADDED) or not added or made.targets != group.targets:
        return False
    return len(plain) >= _SEVERAL and plain[1] < min(added)


def _told_by(group: Group, other: Group) -> frozenset[str]:
    """Return the traits of a group that the other tells: it is edited, it has two targets, it was handled so."""
    edited, two = bool(other.parts("edit")), len(other.targets) > 1
    handled = manners(group.traits)
    same = frozenset() if differ(handled, manners(other.traits)) else handled
    return same | frozenset(
        t for t in group.traits if (edited and t in _EDITED) or (two and slot("said_by_two").fullmatch(t))
    )


def _contrasts(group: Group) -> frozenset[str]:
    """Return the words of contrast of a group, of which a named one keeps to its own."""
    said = frozenset(trait for trait in group.traits if slot("contrast").fullmatch(trait))
    return said if group.named else frozenset({"contrast"} if said else ())


def _shared(group: Group, other: Group) -> bool:
    """Tell whether two described groups are set against the one studied in the same words."""
    both = group.traits & other.traits
    return not (group.named or other.named) and any(slot("contrast").fullmatch(trait) for trait in both)


def _is_without(group: Group, other: Group) -> bool:
    """Tell whether a group is said to lack what another construct has ("unarmored") that the other is set against."""
    said = [trait for trait in group.traits if slot("contrast").fullmatch(trait)]
    plain = bool(other.rivals) and not (other.named or any(other.parts(kind) for kind in _ADDED) or _contrasts(other))
    return plain and bool(said) and all(_LACKS.match(trait) for trait in said)


def conflict(group: Group, other: Group) -> bool:
    """Tell whether what two groups say of themselves cannot be said of one construct."""
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
    if _one_target(group) != _one_target(other) and (_two_targets(group) or _two_targets(other)):
        return True
    return differ(manners(group.traits), manners(other.traits)) or of_other_kind(group, other)


def of_other_kind(group: Group, other: Group) -> bool:
    """Tell whether two groups say each of another origin, species, place or generation: "murine", "humanized"."""
    return any(_differ(group.traits, other.traits, pattern) for _, pattern in _CATEGORIES)


def of_some_make(traits: Iterable[str]) -> bool:
    """Tell whether traits say whose binder a receptor has: "murine", "humanized"."""
    return any(pattern.fullmatch(trait) for name, pattern in _CATEGORIES if name == "species" for trait in traits)


def _one_target(group: Group) -> bool:
    return any(slot("one_target").fullmatch(trait) for trait in group.traits)


def _two_targets(group: Group) -> bool:
    return len(group.targets) >= _SEVERAL or any(slot("said_by_two").fullmatch(trait) for trait in group.traits)


def _differ(mine: frozenset[str], theirs: frozenset[str], pattern: re.Pattern[str]) -> bool:
    a = {_ANOTHERS.sub("allogeneic", trait) for trait in mine if pattern.fullmatch(trait)}
    b = {_ANOTHERS.sub("allogeneic", trait) for trait in theirs if pattern.fullmatch(trait)}
    return bool(a and b and not (a & b))


def of_one_origin(all_fitting: Sequence[Group]) -> bool:
    """Tell whether described groups differ in no more than how fully they say whose cells they are, and if edited."""
    said = _CATEGORIES[0][1]
    rest = {features(g) - {t for t in g.traits if said.fullmatch(t) or t in _EDITED} for g in all_fitting}
    origins = {_ANOTHERS.sub("allogeneic", t) for g in all_fitting for t in g.traits if said.fullmatch(t)}
    return len(rest) == 1 and len(origins) <= 1 and not any(g.named for g in all_fitting)


def of_other_parts(group: Group, other: Group) -> bool:
    """Tell whether two described groups go by different parts ("X-based", "Y-based"), so that parts tell them apart."""
    mine, theirs = group.parts("part"), other.parts("part")
    return bool(mine and theirs) and not (mine & theirs or group.named or other.named)


def one_make(group: Group, other: Group, others: Sequence[Group]) -> bool:
    """Tell whether one of two is but one make of the other's construct, of which the paper has several ("with X")."""
    if bool(group.parts("part")) == bool(other.parts("part")) or group.named or (other.named and other.parts("part")):
        return False
    made = other if other.parts("part") else group
    return any(of_other_parts(made, third) for third in others)


def one_edit(group: Group, other: Group, others: Sequence[Group]) -> bool:
    """Tell whether one of two is the other's construct with a gene out, where the paper has several such."""
    mine, theirs = group.parts("edit"), other.parts("edit")
    if bool(mine) == bool(theirs):
        return False
    rest = (third.parts("edit") for third in others if third is not group and third is not other)
    return any(edit and edit.isdisjoint(mine | theirs) for edit in rest)


def one_kind(group: Group, other: Group, others: Sequence[Group]) -> bool:
    """Tell whether the other is a named product that says nothing of whose binder it has, where the paper has two."""
    told = of_some_make(group.traits) and other.named and not of_some_make(other.traits)
    return told and any(third is not other and _of_other_make(group, third) for third in others)


def _of_other_make(group: Group, other: Group) -> bool:
    return any(_differ(group.traits, other.traits, pattern) for name, pattern in _CATEGORIES if name == "species")


def one_of_two(group: Group, other: Group, others: Sequence[Group]) -> bool:
    """Tell whether the other's words speak of two constructs ("X- or Y-based") of which the group is the first."""
    mine, both = group.parts("part"), other.parts("part")
    rest = both - mine
    return mine < both and any(o is not other and o.parts("part") and o.parts("part") <= rest for o in others)
