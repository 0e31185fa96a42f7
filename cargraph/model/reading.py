"""One paper with what was found in it, before and after its facts are read."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.model.facts import Arm, Comparison, Dose, Grading, Observation, Relation
    from cargraph.model.paper import Paper, Sentence, Span
    from cargraph.model.things import Entity, Mention


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

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions in a range of the text, in order."""
        first, last = (bisect_left(self.mentions, at, key=lambda mention: mention.span.start) for at in span)
        return [mention for mention in self.mentions[first:last] if span.holds(mention.span)]


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
