"""Invented papers for the audit: facts are given, the text is made of their sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cargraph.model import (
    Comparison,
    Entity,
    Evidence,
    Kind,
    Observation,
    Paper,
    Reading,
    Section,
    Span,
    Stat,
)

NAMES = {
    "a": (Kind.CONSTRUCT, "KOR-1"),
    "b": (Kind.CONSTRUCT, "KOR-2"),
    "crs": (Kind.TOXICITY, "cytokine release syndrome"),
    "icans": (Kind.TOXICITY, "immune effector cell-associated neurotoxicity syndrome"),
    "anemia": (Kind.TOXICITY, "anemia"),
    "orr": (Kind.ENDPOINT, "objective response rate"),
    "cr": (Kind.ENDPOINT, "complete response"),
    "pr": (Kind.ENDPOINT, "partial response"),
    "pfs": (Kind.ENDPOINT, "progression-free survival"),
}


@dataclass
class Draft:
    """A reading in the making: each fact adds its sentence to the text."""

    text: str = ""
    sections: list[Section] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)

    def says(self, quote: str, section: str = "results", table: int | None = None) -> Evidence:
        start = len(self.text) if quote not in self.text else self.text.index(quote)
        if start == len(self.text):
            self.text += quote + "\n"
        return Evidence(Span(start, start + len(quote)), quote, section, table=table)

    def saw(self, quote: str, section: str = "results", **given: Any) -> Draft:
        proof = self.says(quote, section, given.get("table"))
        values = {"subject": "a", "outcome": "crs", "stat": Stat.PROPORTION, "printed": quote, **given}
        self.observations.append(Observation(evidence=(proof,), **values))
        return self

    def compared(self, quote: str, section: str = "results", **given: Any) -> Draft:
        proof = self.says(quote, section, given.get("table"))
        values = {"a": "a", "b": "b", "outcome": "crs", "direction": None, **given}
        self.comparisons.append(Comparison(evidence=(proof,), **values))
        return self

    def reading(self) -> Reading:
        entities = tuple(Entity(key, kind, label, (label,), ()) for key, (kind, label) in NAMES.items())
        paper = Paper("test:1", "test.txt", "A test", self.text, tuple(self.sections))
        return Reading(
            paper, entities, observations=tuple(self.observations), comparisons=tuple(self.comparisons)
        )  # fmt: skip
