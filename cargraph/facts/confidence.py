"""How sure a statement is: the share of the statements of its rule that were right on annotated texts.

The shares stand in ontologies/rules/confidence.yaml, which `benchmarks/confidence.py` makes anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from cargraph.errors import RuleError
from cargraph.model import Arm, Comparison, Dose, Fact, Observation, Relation
from cargraph.resources import ontologies, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_Stated = TypeVar("_Stated", bound=Fact)

SECTIONS: dict[type[Fact], str] = {
    Relation: "relations", Observation: "observations", Comparison: "comparisons", Arm: "arms", Dose: "doses",
}  # fmt: skip
FAR = ".far"
_NEAR = 1.0


@dataclass(frozen=True, slots=True)
class Shares:
    """The share that is right: of each rule of a section, and of each section for the rules that were not met."""

    rules: Mapping[tuple[str, str], float]
    sections: Mapping[str, float]

    def surest(self, section: str, rules: Iterable[str]) -> str:
        """Return the one of a statement's rules that is right most often, the first of equals."""
        return max(rules, key=lambda rule: self.of(section, rule), default="unknown")

    def of(self, section: str, rule: str) -> float:
        """Return how sure a rule's statements are."""
        return self.rules.get((section, rule), self.sections[section])


def rated(fact: _Stated) -> _Stated:
    """Return a statement with the confidence of its surest rule. That it is hedged or cited is said apart."""
    section, shares = SECTIONS[type(fact)], load()
    rule = shares.surest(section, (piece.rule for piece in fact.evidence))
    return replace(fact, confidence=shares.of(section, rule))


def with_distance(rule: str, cost: float) -> str:
    """Return the name of a rule, told apart where its number stood far from what it belongs to."""
    return rule if cost <= _NEAR else rule + FAR


@cache
def load() -> Shares:
    """Return the shipped shares."""
    return read(ontologies() / "rules" / "confidence.yaml")


def read(path: Path) -> Shares:
    """Read a file of shares; raise RuleError naming the file, the section and the mend."""
    found = read_yaml(path)
    rules: dict[tuple[str, str], float] = {}
    sections: dict[str, float] = {}
    for section in SECTIONS.values():
        rows = found.get(section) if isinstance(found, dict) else None
        if not isinstance(rows, dict) or "others" not in rows:
            raise RuleError(f"{path.name}: no section {section} with the rule others; make the file anew")
        shares = {str(rule): float(row[0]) for rule, row in rows.items()}
        sections[section] = shares.pop("others")
        rules |= {(section, rule): share for rule, share in shares.items()}
    return Shares(rules, sections)
