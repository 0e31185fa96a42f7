"""A phrase as it grows from the receptor's name, and what may be taken into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.phrases import Part
from cargraph.mentions.rules import slot
from cargraph.mentions.vocabulary import load
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.vocabulary import Hit

_SLOTS = {Kind.ANTIGEN: "target", Kind.COMPONENT: "part", Kind.CYTOKINE: "payload", Kind.CONSTRUCT: ""}
_FITTING = {
    "target": frozenset({Kind.ANTIGEN, Kind.CYTOKINE}),
    "part": frozenset({Kind.COMPONENT}),
    "ligand": frozenset({Kind.CYTOKINE}),
    "payload": frozenset({Kind.CYTOKINE, Kind.COMPONENT}),
    "edit": frozenset({Kind.CYTOKINE, Kind.COMPONENT, Kind.ANTIGEN}),
    "": frozenset({Kind.ANTIGEN, Kind.COMPONENT, Kind.CYTOKINE}),
}


@dataclass(slots=True)
class Walk:
    """Where a phrase stands as it grows: its edges, its parts, its words that tell it apart, its shorter forms."""

    stretch: Stretch
    start: int
    end: int
    parts: list[Part] = field(default_factory=list)
    traits: set[str] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    cells: str = ""
    cellular: bool = False

    @property
    def span(self) -> Span:
        """Return the words walked over."""
        return Span(self.start, self.end)


def fits(hit: Hit, role: str, kind: Kind | None = None) -> bool:
    """Tell whether a hit may fill a role of a construct ("" for any), or is of the kind asked for."""
    if kind:
        return hit.term.kind is kind
    if role == "target" and hit.term.kind is Kind.CYTOKINE and hit.ambiguous:
        return False
    return hit.term.kind in _FITTING[role]


def part_of(hit: Hit, role: str) -> Part:
    """Return the part that a hit is in a construct: "CXCR5 CD19 CAR-T cells" are armed with CXCR5.

    A natural ligand that a receptor is based on is a part of it.
    """
    role = "part" if role == "ligand" else role
    armed = "payload" if hit.term.kind is Kind.COMPONENT and hit.term.role == "payload" else ""
    return Part(role or armed or _SLOTS[hit.term.kind], hit.term.label, hit.start, hit.end, hit.term)


@lru_cache(maxsize=4096)
def may_be_target(name: str) -> bool:
    """Tell whether a word that stands where an antigen would may be one that the vocabulary does not know."""
    if slot("no_target").fullmatch(name) or "CAR" in name or name.isdigit():
        return False
    return not any(found.term.kind in (Kind.DISEASE, Kind.TOXICITY, Kind.DRUG) for found in load().lookup(name))
