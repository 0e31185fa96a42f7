"""Sentences -> comparisons: what a paper says of one group against another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.claims import claims
from cargraph.facts.comparisons.compared import outcomes_of, stats_of
from cargraph.facts.comparisons.cues import Cue, cues
from cargraph.facts.comparisons.effects import effects
from cargraph.facts.comparisons.factors import factors
from cargraph.facts.comparisons.known import known_sides
from cargraph.facts.comparisons.merging import merged
from cargraph.facts.comparisons.numbered import numbered
from cargraph.facts.comparisons.sides import Sides, one_sided, worded_sides
from cargraph.facts.comparisons.stating import stated
from cargraph.facts.context import assess
from cargraph.facts.evidence import evidence
from cargraph.facts.qualifiers import grade_of
from cargraph.facts.scopes import scoped
from cargraph.facts.tokens import Tag, Token, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.arms import Inventory
    from cargraph.model import Annotation, Comparison, Evidence, Observation, Sentence

_SECTIONS = frozenset({"title", "abstract", "results", "conclusion", "discussion", "body"})


class Comparer:
    """Reads the comparisons of one paper."""

    def __init__(self, annotation: Annotation, tokens: Tokens, inventory: Inventory) -> None:
        self.annotation = annotation
        self.tokens = tokens
        self.inventory = inventory
        self.paper = annotation.paper

    def read(self, observations: Sequence[Observation]) -> tuple[Comparison, ...]:
        """Return the comparisons of the paper, repeats merged. `observations` are the paper's own."""
        by_span: dict[int, list[Observation]] = {}
        for observation in observations:
            if observation.table is None:
                by_span.setdefault(observation.evidence[0].span.start, []).append(observation)
        found: list[Comparison] = []
        for sentence in self.annotation.sentences:
            if sentence.section in _SECTIONS:
                found += self._sentence(sentence, by_span.get(sentence.span.start, []))
        return tuple(merged(found))

    def _sentence(self, sentence: Sentence, observations: list[Observation]) -> Iterator[Comparison]:
        tokens, _ = scoped(self.inventory, self.tokens.of(sentence))
        if not any(t.tag is Tag.OUTCOME for t in tokens) or assess(self.paper.text, sentence, sentence.span).cited:
            return
        proof = evidence(self.paper, sentence, rule="comparison")
        worded = list(self._worded(tokens, proof, explicit=True))
        made = worded or list(factors(tokens, self.paper.text, proof)) or list(claims(tokens, self.paper.text, proof))
        made = made or list(self._worded(tokens, proof, explicit=False)) or list(effects(self.inventory, tokens, proof))
        yield from made
        if made and (not worded or any(t.text in words.CONTRASTS for t in tokens)):
            return
        said = {c.outcome for c in made}
        yield from (c for c in numbered(self.inventory, tokens, observations, proof) if c.outcome not in said)

    def _worded(self, tokens: Sequence[Token], proof: Evidence, *, explicit: bool) -> Iterator[Comparison]:
        """Yield what comparing words say: where both sides are told, or (not `explicit`) of one side alone."""
        found = cues(tokens)
        last: Sides = ()
        for number, cue in enumerate(found):
            limit = found[number + 1].start if number + 1 < len(found) else len(tokens)
            outcomes = outcomes_of(tokens, cue, limit)
            if not outcomes:
                continue
            sides = last = self._sides(tokens, cue, outcomes[0], last, explicit=explicit)
            stats = stats_of(tokens, cue, outcomes, limit)
            for at, (p, ratio) in zip(outcomes, stats, strict=True):
                grade = grade_of(tokens, at, at)
                for each in sides:
                    yield stated(each, tokens[at].entity, proof, grade=grade, direction=cue.direction, p=p, ratio=ratio)

    def _sides(self, tokens: Sequence[Token], cue: Cue, outcome: int, last: Sides, *, explicit: bool) -> Sides:
        if not explicit:
            return one_sided(self.inventory, tokens, cue, outcome)
        both = worded_sides(self.inventory, tokens, cue, outcome) or known_sides(self.inventory, tokens, cue)
        return both or (last if _follows_on(tokens, cue) else ())


def _follows_on(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a clause goes on with the groups named before it: "..., yet released less IL-6"."""
    return not any(t.tag is Tag.ARM for t in tokens[cue.end + 1 :]) and tokens[cue.start - 1].text not in {"the", "of"}
