"""Whether confidence means what it says: of the statements with one confidence, how many are right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.evaluation.gold import SECTIONS
from cargraph.facts.confidence import FAR, Shares, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cargraph.evaluation.gold import Row
    from cargraph.evaluation.scoring import Scored

STATEMENTS = SECTIONS[1:]
_EDGES = (0.95, 0.9, 0.85, 0.8, 0.7, 0.5, 0.0)
_ALL = "all"
_PULL = 5.0
_PLACES = 3
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement that the gold judges: by which rules, with which confidence, and whether it is right."""

    stem: str
    section: str
    rules: tuple[str, ...]
    confidence: float
    right: bool

    @property
    def rule(self) -> str:
        """The surest of the rules, which gives the confidence."""
        return load().surest(self.section, self.rules)


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
                    yield Judged(one.gold.stem, section, rules_of(row), float(row["confidence"]), right)


def rules_of(row: Row) -> tuple[str, ...]:
    """Return the rules that a statement stands on, one a piece of evidence."""
    return tuple(str(evidence.get("rule") or "unknown") for evidence in row["evidence"])


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


@dataclass(frozen=True, slots=True)
class Fitted:
    """The shares fitted to judged statements, and for each (section, rule) how many were right, of how many."""

    shares: Shares
    counts: Mapping[tuple[str, str], tuple[int, int]]


def fitted(statements: Sequence[Judged]) -> Fitted:
    """Return for each rule the share of its statements that are right.

    A statement counts for the surest of its rules. A rule seldom met is pulled towards its section, as if five more of
    its statements had been judged and were right as often as the section's; a section in the same way towards all.
    What is far from its number is never surer than what is near.
    """
    sections = _sections(statements)
    shares = Shares({}, sections)
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for _ in range(_ROUNDS):
        counts = _counts(statements, shares)
        rules = {key: _pulled(right, count, sections[key[0]]) for key, (right, count) in counts.items()}
        shares = Shares({key: _monotone(key, share, rules) for key, share in rules.items()}, sections)
    return Fitted(shares, counts)


def left_out(statements: Sequence[Judged]) -> list[Judged]:
    """Return the statements of each text with the confidence fitted to all other texts."""
    found = []
    for stem in sorted({one.stem for one in statements}):
        shares = fitted([one for one in statements if one.stem != stem]).shares
        for one in statements:
            if one.stem == stem:
                sure = shares.of(one.section, shares.surest(one.section, one.rules))
                found.append(replace(one, confidence=sure))
    return found


def _sections(statements: Sequence[Judged]) -> dict[str, float]:
    whole = sum(one.right for one in statements) / max(1, len(statements))
    groups = {section: [one.right for one in statements if one.section == section] for section in STATEMENTS}
    return {section: _pulled(sum(group), len(group), whole) for section, group in groups.items()}


def _counts(statements: Sequence[Judged], shares: Shares) -> dict[tuple[str, str], tuple[int, int]]:
    groups: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in statements:
        groups[one.section, shares.surest(one.section, one.rules)].append(one.right)
    return {key: (sum(groups[key]), len(groups[key])) for key in sorted(groups)}


def _pulled(right: int, count: int, towards: float) -> float:
    return round((right + _PULL * towards) / (count + _PULL), _PLACES)


def _monotone(key: tuple[str, str], share: float, rules: Mapping[tuple[str, str], float]) -> float:
    near = rules.get((key[0], key[1].removesuffix(FAR)), share)
    return min(share, near)
