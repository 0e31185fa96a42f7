"""What the page shows: frozen records that refer to one another by their place in the model's lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.model import Kind

COMPARED = "compared_with"
REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Source:
    """One paper. `url` is an https address or empty."""

    id: str
    label: str
    title: str
    journal: str
    year: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Node:
    """One entity. `short` is the name in the picture, `weight` how much is said of it, `x` and `y` its fixed place.

    `names` are printed by the papers, `synonyms` known to the vocabulary alone.
    """

    id: str
    kind: Kind
    label: str
    short: str
    names: tuple[str, ...]
    curie: str
    url: str
    role: str
    sources: tuple[int, ...]
    synonyms: tuple[str, ...] = ()
    weight: int = 0
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch of a paper that says something, in the paper's own words."""

    source: int
    section: str
    text: str
    start: int
    end: int
    table: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What every line of the page carries: where it stands and how firmly it is said."""

    quotes: tuple[int, ...]
    confidence: float
    hedged: bool
    cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Said):
    """A relation between two nodes."""

    subject: int
    predicate: str
    object: int
    negated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Said):
    """A number-bearing result.

    `wilson` is the 95% interval of count out of total, in percent; `doubt` says how the printed share misfits.
    """

    subject: int | None
    arm: str
    outcome: int
    stat: str
    grade: str
    scale: str
    measure: str
    count: int | None
    total: int | None
    percent: float | None
    value: float | str | None
    unit: str
    low: float | str | None
    high: float | str | None
    interval: str
    time: str
    bound: str
    carried: bool
    wilson: tuple[float, float] | None
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast(Said):
    """A comparison. `a` and `b` are nodes, or -1 where the text names no entity; the labels stand in any case."""

    a: int
    a_label: str
    b: int
    b_label: str
    outcome: int
    direction: str
    grade: str
    p: float | None
    p_operator: str
    ratio: str
    value: float | None
    low: float | None
    high: float | None
    interval: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort(Said):
    """How many patients the results of a construct, or of a subgroup, rest on."""

    construct: int
    label: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dosing(Said):
    """A dose of a construct; `low` alone for a single one."""

    construct: int
    low: float
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One line of a construct's bill of materials; no claims means that the papers do not report it."""

    name: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bill:
    """What a construct is made of."""

    construct: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One finding of the audit. `source` is the paper it is about, or -1 where none of the page's papers is."""

    kind: str
    severity: str
    message: str
    arithmetic: str
    source: int
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """All that is said of one node towards another; `plain` where some of it is neither negated nor hedged."""

    start: int
    end: int
    predicates: tuple[str, ...]
    claims: tuple[int, ...]
    results: tuple[int, ...]
    contrasts: tuple[int, ...]
    plain: bool


@dataclass(frozen=True, slots=True)
class PageModel:
    """The whole page as data.

    `focus` is the label of the entity it was cut around, empty for the whole graph. `audited` tells a graph that was
    audited without findings from one that was not audited. `home` is the contents of the pages that this is one of.
    `where` are the conditions that the graph was cut by.
    """

    focus: str
    sources: tuple[Source, ...]
    nodes: tuple[Node, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    results: tuple[Result, ...]
    contrasts: tuple[Contrast, ...]
    cohorts: tuple[Cohort, ...]
    doses: tuple[Dosing, ...]
    bills: tuple[Bill, ...]
    arrows: tuple[Arrow, ...]
    notes: tuple[Note, ...] = ()
    audited: bool = False
    home: str = ""
    where: str = ""
