"""Whose name the bare "CAR T cells" of a paper is: the one construct it is about, or the class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.mentions.group import BARE, contrasted, edits, within_reach
from cargraph.mentions.manner import manners
from cargraph.mentions.people import hardly_of_people
from cargraph.mentions.rules import slot

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cargraph.mentions.group import Group

_DOMINANT = 3


def classes(specific: Sequence[Group]) -> list[Group]:
    """Return the described groups that are a class over several named constructs ("CD19 CAR T-cell therapies").

    Where the paper speaks of constructs of several targets more than in passing, there is none. A class is named before
    the last of its products.
    """
    named = [group for group in specific if group.named]
    whole = [group for group in named if not group.made]
    told = {group.targets for group in specific if group.targets and not (group.named or _once(group))}
    if len(told) > 1:
        return []
    last = max((_first(group) for group in named), default=0)
    plain = (group for group in specific if (not told or group.targets in told) and _first(group) <= last)
    return [
        group for group in plain
        if not (group.named or contrasted(group) or group.parts("payload") or group.parts("part") or group.cells)
        and sum((o.targets or o.aims) in (group.targets, frozenset()) for o in within_reach(group, whole)) > 1
    ]  # fmt: skip


def _first(group: Group) -> int:
    return min((phrase.sentence for phrase in group.phrases), default=0)


def _once(group: Group) -> bool:
    """Tell whether a single sentence that is no title names a group."""
    sentences = {phrase.sentence for phrase in group.phrases}
    return len(sentences) == 1 and 0 not in sentences


def focus(
    specific: Sequence[Group],
    bare: Group | None,
    title: int,
    *,
    survey: bool = False,
    of_people: Collection[int] = (),
) -> Group | None:
    """Return the construct that the bare "CAR T cells" of a paper mean, or None where they mean the class.

    It is the only construct named, or the one named at least three times as often as any other, provided that it
    stands in the title (sentence `title`), or in a quarter as many places as the bare words do (in half, where
    those stand in the title). One that is only
    described, or named in a bracket after the bare words, counts where it is alone in a paper that is no `survey`.
    It is none that the paper compares with "CAR T cells", nor one described by what is added to them alone or by how
    they were handled. A control that the sentences on people (`of_people`) hardly name takes no bare words from it.
    """
    titled = [g for g in specific if any(phrase.sentence <= title for phrase in g.phrases)]
    near = (g for g in specific if not (g.foreign or (g.part and g not in titled)) and BARE not in g.rivals)
    able = (g for g in near if not (_is_addition(g) or (not g.named and (contrasted(g) or _is_version(g)))))
    ranked = sorted(able, key=lambda group: -len(group.phrases))
    if not ranked:
        return None
    if len(specific) == 1 and not survey and (_is_own(specific[0]) or _in_bracket(specific[0], bare)):
        return specific[0]
    first = ranked[0]
    others = [g for g in specific if g is not first and (g in ranked or (g.named and BARE in g.rivals))]
    if not contrasted(first):
        others = [g for g in others if not _is_control(g, of_people)]
    if len(first.phrases) < _DOMINANT * max((len(group.phrases) for group in others), default=0):
        return None
    if any(phrase.sentence <= title for phrase in first.phrases):
        return first
    told = any(phrase.sentence <= title for phrase in (bare.phrases if bare else ()))
    return first if len(first.phrases) * (2 if told else 4) >= len(bare.phrases if bare else ()) else None


def _is_control(group: Group, of_people: Collection[int]) -> bool:
    """Tell whether a group is what the one studied is set against in the dish and in mice."""
    return contrasted(group) and hardly_of_people({phrase.sentence for phrase in group.phrases}, of_people)


def _is_addition(group: Group) -> bool:
    """Tell whether a group says no more than what CAR T cells are armed with or lack."""
    return not (group.named or group.targets) and bool(group.parts("payload") or group.parts("edit") or edits(group))


def _is_version(group: Group) -> bool:
    """Tell whether a group is one of several versions: by how the cells were handled, or by its generation alone."""
    told = group.targets or group.parts("part") or group.parts("edit") or group.parts("payload")
    generation = any(slot("generation_told").fullmatch(trait) for trait in group.traits)
    return bool(manners(group.traits)) or (generation and not told)


def _is_own(group: Group) -> bool:
    """Tell whether a group is a product that the paper's own sentences name, or described as plain CAR T cells."""
    return (group.named and not (group.afield or group.foreign)) or _is_plain(group)


def _is_plain(group: Group) -> bool:
    """Tell whether a group is described by what it is aimed at, and not set against the same without an edit."""
    return bool(group.targets) and not group.named and not group.parts("edit") and not edits(group)


def _in_bracket(group: Group, bare: Group | None) -> bool:
    """Tell whether a construct is named just after the bare words: "CAR T cells (velo-cel)", "... with velo-cel"."""
    ends = {phrase.span.end for phrase in (bare.phrases if bare else ())}
    return any(phrase.span.start - len(gap) in ends for phrase in group.phrases for gap in (" (", " with "))
