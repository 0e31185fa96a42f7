"""Many documents' verdicts added up: precision, recall and F1 by section and by type of entity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.errors import EvaluationError
from cargraph.evaluation.gold import SECTIONS
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cargraph.evaluation.scoring import Scored

ALL = "all"


@dataclass(frozen=True, slots=True)
class Figures:
    """How much of one thing is right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what is to be found that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Figures(right=8, wrong=2, missed=2).f1
        0.8000000000000002
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_dict(self) -> dict[str, float]:
        """Return the figures as plain data."""
        shares = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return shares | {"tp": self.right, "fp": self.wrong, "fn": self.missed}


def by_section(scored: Iterable[Scored]) -> dict[str, Figures]:
    """Return the figures of every section, and of all of them together."""
    total = dict.fromkeys(SECTIONS, Figures())
    for one in scored:
        for section, verdict in one.verdicts.items():
            total[section] += Figures(verdict.right, len(verdict.wrong), len(verdict.missed))
    return total | {ALL: sum(total.values(), Figures())}


def by_type(scored: Iterable[Scored]) -> dict[str, Figures]:
    """Return the figures of every type of entity."""
    total = {str(kind): Figures() for kind in sorted(Kind)}
    for one in scored:
        verdict = one.verdicts["entities"]
        wanted = Counter(entity["type"] for entity in one.gold.entities if not entity.get("optional"))
        missed = Counter(entity["type"] for entity in verdict.missed)
        wrong = Counter(entity["type"] for entity in verdict.wrong)
        for kind in total:
            total[kind] += Figures(wanted[kind] - missed[kind], wrong[kind], missed[kind])
    return total


def below(figures: Mapping[str, Figures], least: Sequence[str]) -> list[str]:
    """Return which of the demands ("relations=0.88") are not met, and by what.

    Raises EvaluationError for a demand that is none.
    """
    found = []
    for demand in least:
        section, _, limit = demand.partition("=")
        if section not in figures or not limit.replace(".", "", 1).isdigit():
            raise EvaluationError(f"{demand}: no demand; write SECTION=F1, with one of {', '.join(figures)}")
        if figures[section].f1 < float(limit):
            found.append(f"{demand} (is {figures[section].f1:.3f})")
    return found
