"""The phrases of a paper that mean one construct, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cargraph.mentions.aims import known_targets
from cargraph.mentions.following import EDIT
from cargraph.mentions.manner import manners
from cargraph.mentions.rules import slot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.mentions.names import Key
    from cargraph.mentions.phrases import Phrase

BARE = ("bare",)
_TELLING = ("contrast", "arrangement", "generation_told", "one_target", "maker", "several")
"""Slots of the traits that set a construct apart; a generation, a maker, one target are kept only where they do."""
CLASS = "class of"
"""The trait of words for several products that are named behind them: "the anti-CD19 CAR T-cell products X and Y"."""


@dataclass(slots=True)
class Group:
    """Phrases that mean one construct."""

    keys: set[Key]
    phrases: list[Phrase] = field(default_factory=list)
    rivals: set[Key] = field(default_factory=set)
    afield: bool = False
    """Whether only what the paper tells of the field names it, and not what it tells of its own."""
    part: bool = False
    """Whether it is one of several products by which the patients are counted."""
    foreign: bool = False
    """Whether it is a known product named afield, in a paper that names one of its own."""

    @property
    def named(self) -> bool:
        """Tell whether some phrase is a product's or a coined name."""
        return any(phrase.name or phrase.term for phrase in self.phrases)

    @property
    def registered(self) -> bool:
        """Tell whether some phrase is the name of a product of the vocabulary."""
        return any(phrase.term for phrase in self.phrases)

    @property
    def cellular(self) -> bool:
        """Tell whether it is described, and some phrase says what cells bear it."""
        return not self.named and any(phrase.cellular for phrase in self.phrases)

    made: bool = False
    """Whether its name ends with the name of another of the paper ("ABC-X")."""

    @property
    def varied(self) -> bool:
        """Tell whether its names say a product made of another ("IL-18-secreting X")."""
        return any(phrase.variant for phrase in self.phrases)

    @property
    def derived(self) -> bool:
        """Tell whether its names say, or end with, the name of the product it is made of."""
        return self.made or self.varied

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
        return not (told or manners(self.traits)) and not any(
            slot(kind).fullmatch(trait) for trait in self.traits for kind in _TELLING
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


def features(group: Group) -> frozenset[str]:
    """Return all that a group is told by, as keys."""
    parts = {f"{role}:{key}" for role in ("target", "part", "payload", "edit") for key in group.parts(role)}
    return frozenset(parts | group.traits | group.cells)


def contrasted(group: Group) -> bool:
    """Tell whether a group is set against the one studied ("conventional", "unmodified")."""
    return any(slot("contrast").fullmatch(trait) for trait in group.traits)


def edits(group: Group) -> frozenset[str]:
    """Return the edits that stand after the names of a group."""
    return frozenset(trait for trait in group.traits if trait.startswith(EDIT))


def within_reach(group: Group, others: Iterable[Group]) -> list[Group]:
    """Return those of the others that a group's words can be about: a foreign one only where they stand afield too."""
    return [other for other in others if group.afield or not other.foreign]
