"""The types that travel the road from bytes to a graph. Frozen, plain data; imports no other room.

Every offset counts characters (Unicode code points) of the paper's own reading text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

Number = float | int


class Kind(StrEnum):
    """What an entity is."""

    CONSTRUCT = "construct"
    ANTIGEN = "antigen"
    COMPONENT = "component"
    CYTOKINE = "cytokine"
    BIOMARKER = "biomarker"
    TOXICITY = "toxicity"
    ENDPOINT = "endpoint"
    DISEASE = "disease"
    DRUG = "drug"
    TRIAL = "trial"


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


class Span(NamedTuple):
    """A half-open range of characters of a paper's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of the range.

        >>> Span(0, 4).of("CD19+")
        'CD19'
        """
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether the other range lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the paper with one role.

    `name` is the role (title, abstract, background, methods, results, discussion, conclusion, caption, table, notes,
    body; or one that is not read for facts: authors, funding, references, furniture); `heading` the text's own words.
    Spans include the heading. Sections do not overlap and stand in order; text between them belongs to none.
    """

    name: str
    span: Span
    heading: str = ""

    @property
    def read(self) -> bool:
        """Tell whether facts are read from the section."""
        return self.name not in UNREAD


UNREAD = frozenset({"authors", "funding", "references", "furniture", "translation"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table's body: where its text stands and which column it belongs to."""

    span: Span
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table's body. `group` is the label of the heading row above it ("Hematologic event"), if any."""

    span: Span
    label: Span
    cells: tuple[Cell, ...]
    group: Span | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table after its spans are resolved.

    `columns[i]` is the whole head over column i, outer head first, joined by " | " ("A (n = 47) | Any grade"); column 0
    is the row label's. `Cell.column` counts in the same way.
    """

    span: Span
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    number: int | None = None
    caption: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, abstract or registry record as it is read.

    `id` is the best identifier known: doi:, pmid:, pmcid:, nct: or sha256: of the text. `source` is the input's file
    name, with the record's number after '#' where a file holds several. `notes` says what was guessed in reading it.
    `digest` is the SHA-256 of the file's bytes where the file holds this paper alone, else empty.
    """

    id: str
    source: str
    title: str
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = ()
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    journal: str | None = None
    year: int | None = None
    language: str = "en"
    notes: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a section that is read, in the order of the text."""

    index: int
    section: str
    span: Span


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning of the vocabulary. `role` narrows the kind (costimulation, survival, lymphodepletion, ...)."""

    kind: Kind
    label: str
    curie: str | None = None
    role: str = ""
    broader: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where an entity is named. `entity` is the id of an Entity of the same reading.

    A generic mention ("the CAR T cells", "treatment") was bound to the entity by the text around it.
    """

    span: Span
    kind: Kind
    entity: str
    sentence: int
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing a paper speaks of, however often it names it."""

    id: str
    kind: Kind
    label: str
    names: tuple[str, ...]
    mentions: tuple[Span, ...]
    curie: str | None = None
    role: str = ""
    broader: str = ""


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


@dataclass(frozen=True, slots=True)
class Annotation:
    """A paper with its sentences, the entities found in them and where each is named (sorted).

    A construct's mention may hold those of its antigen, parts and cytokines ("anti-CD19 CAR"); others do not overlap.
    A mention in a table has the sentence number -1.
    """

    paper: Paper
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one paper says: what the graph is built from and `cargraph extract` prints."""

    paper: Paper
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    observations: tuple[Observation, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    arms: tuple[Arm, ...] = ()
    doses: tuple[Dose, ...] = ()
    notes: tuple[str, ...] = field(default=())
    gradings: tuple[Grading, ...] = ()
