"""Whether confidence means what it says: of the statements with one confidence, how many are right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.evaluation.gold import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cargraph.evaluation.gold import Row
    from cargraph.evaluation.scoring import Scored

STATEMENTS = SECTIONS[1:]
_EDGES = (0.95, 0.9, 0.85, 0.8, 0.7, 0.5, 0.0)
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement that the gold judges: who said so with which confidence, and whether it is right."""

    stem: str
    section: str
    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Statements taken together: how many, how many of them right, and the mean of their confidences."""

    section: str
    name: str
    count: int
    right: int
    said: float

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.count


def judged(scored: Iterable[Scored]) -> Iterator[Judged]:
    """Yield every statement that is in the gold or is not; those that the gold leaves open are passed over."""
    for one in scored:
        for section in STATEMENTS:
            verdict = one.verdicts[section]
            for right, rows in ((True, verdict.good), (False, verdict.wrong)):
                for row in rows:
                    yield Judged(one.gold.stem, section, rule_of(row), float(row["confidence"]), right)


def rule_of(row: Row) -> str:
    """Return the rule that a statement stands on: that of its first evidence."""
    return str(next((evidence["rule"] for evidence in row["evidence"] if evidence.get("rule")), "unknown"))


def by_bin(statements: Iterable[Judged]) -> list[Line]:
    """Return a line for each section and bin of confidence, the surest first, and for all sections together."""
    groups: dict[tuple[str, float], list[Judged]] = defaultdict(list)
    for one in statements:
        low = next(edge for edge in _EDGES if round(one.confidence, 3) >= edge)
        groups[one.section, low].append(one)
        groups[_ALL, low].append(one)
    sections = [*STATEMENTS, _ALL]
    keys = sorted(groups, key=lambda key: (sections.index(key[0]), -key[1]))
    return [_line(section, _bin(low), groups[section, low]) for section, low in keys]


def by_rule(statements: Iterable[Judged]) -> list[Line]:
    """Return a line for each rule of each section, those with most statements first."""
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in statements:
        groups[one.section, one.rule].append(one)
    keys = sorted(groups, key=lambda key: (STATEMENTS.index(key[0]), -len(groups[key]), key[1]))
    return [_line(*key, groups[key]) for key in keys]


def _bin(low: float) -> str:
    high = ([1.0, *_EDGES])[_EDGES.index(low)]
    return f"{low:.2f} to {high:.2f}"


def _line(section: str, name: str, group: list[Judged]) -> Line:
    said = sum(one.confidence for one in group) / len(group)
    return Line(section, name, len(group), sum(one.right for one in group), said)
