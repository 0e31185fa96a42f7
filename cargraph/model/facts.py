"""What a paper states, each statement with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.model.paper import Span


class Predicate(StrEnum):
    """How two entities of one paper are related."""

    TARGETS = "targets"
    HAS_COMPONENT = "has_component"
    EXPRESSES = "expresses"
    SILENCES = "silences"
    TREATS = "treats"
    TESTED_IN = "tested_in"
    CAUSES = "causes"
    HAS_ENDPOINT = "has_endpoint"
    LYMPHODEPLETES_FOR = "lymphodepletes_for"
    COMBINED_WITH = "combined_with"
    MANAGES = "manages"
    INHIBITS = "inhibits"
    ASSOCIATED_WITH = "associated_with"


class Stat(StrEnum):
    """Which statistic an observation reports."""

    PROPORTION = "proportion"
    MEDIAN = "median"
    MEAN = "mean"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a statement stands: `paper.text[span.start:span.end] == quote`."""

    span: Span
    quote: str
    section: str
    rule: str = ""
    table: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every statement carries. A hedged, cited or negated statement is kept and marked, never dropped."""

    evidence: tuple[Evidence, ...]
    confidence: float = 0.9
    hedged: bool = False
    cited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """A relation between two entities, by their ids."""

    subject: str
    predicate: Predicate
    object: str
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Fact):
    """One number-bearing result.

    `subject` is a construct's id, `arm` a subgroup or comparator in the text's words; at least one stands. Percentages
    are 0 to 100. `value` is a number in `unit`, or "NR" (not reached). `high` may be "NE" (not estimable).
    `carried` says that `total` was taken from the analysed set and not printed with the number.
    """

    subject: str | None
    outcome: str
    stat: Stat
    arm: str | None = None
    grade: str | None = None
    scale: str | None = None
    measure: str | None = None
    count: int | None = None
    total: int | None = None
    percent: float | None = None
    value: float | str | None = None
    unit: str | None = None
    low: float | str | None = None
    high: float | str | None = None
    interval: str | None = None
    time: str | None = None
    bound: str | None = None
    carried: bool = False
    printed: str = ""
    table: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Fact):
    """What the text says of a against b. Both are entity ids or labels in the text's words; b may be unnamed."""

    a: str
    b: str | None
    outcome: str
    direction: str | None
    grade: str | None = None
    p: float | None = None
    p_operator: str | None = None
    ratio: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    interval: str | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm(Fact):
    """How many patients the reported results of a construct or subgroup rest on."""

    subject: str | None
    n: int
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose(Fact):
    """A dose of a construct, `low` alone for a single one; `unit` is cells or cells/kg (or per m2)."""

    subject: str
    low: float
    unit: str
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading(Fact):
    """On which scale the paper says that it graded some toxicities (entity ids, sorted).

    `scale` is its short name (ASTCT, Lee, CTCAE, Penn, CARTOX), with the version where the text prints one.
    """

    outcomes: tuple[str, ...]
    scale: str
