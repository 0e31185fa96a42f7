"""The types that travel the road from bytes to a graph. Frozen, plain data; imports no other room.

Every offset counts characters (Unicode code points) of the paper's own reading text, end exclusive.
"""

from cargraph.model.facts import (
    Arm,
    Comparison,
    Dose,
    Evidence,
    Fact,
    Grading,
    Observation,
    Predicate,
    Relation,
    Stat,
)
from cargraph.model.paper import UNREAD, Cell, Paper, Row, Section, Sentence, Span, Table
from cargraph.model.reading import Annotation, Reading
from cargraph.model.things import Entity, Kind, Mention, Term

__all__ = [
    "UNREAD",
    "Annotation",
    "Arm",
    "Cell",
    "Comparison",
    "Dose",
    "Entity",
    "Evidence",
    "Fact",
    "Grading",
    "Kind",
    "Mention",
    "Observation",
    "Paper",
    "Predicate",
    "Reading",
    "Relation",
    "Row",
    "Section",
    "Sentence",
    "Span",
    "Stat",
    "Table",
    "Term",
]
