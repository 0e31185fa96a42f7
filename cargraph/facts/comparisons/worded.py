"""Sentences -> comparisons: what a paper says of one group against another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.association import associations
from cargraph.facts.comparisons.choosing import Claim, Weight, chosen
from cargraph.facts.comparisons.claims import claims
from cargraph.facts.comparisons.clauses import clause
from cargraph.facts.comparisons.compared import outcomes_of, stats_of, with_all_p
from cargraph.facts.comparisons.cues import Cue, Sort, cues
from cargraph.facts.comparisons.factors import factors
from cargraph.facts.comparisons.known import known_sides, says_both
from cargraph.facts.comparisons.lone import lone_sides
from cargraph.facts.comparisons.merging import merged
from cargraph.facts.comparisons.numbered import numbered
from cargraph.facts.comparisons.sameness import Kinds
from cargraph.facts.comparisons.sides import Sides, is_of_factor, is_verbal, told_sides
from cargraph.facts.comparisons.stating import pointing, stated
from cargraph.facts.comparisons.stepped import stepped
from cargraph.facts.comparisons.subjects import is_verb, subject_of
from cargraph.facts.context import assess
from cargraph.facts.evidence import evidence
from cargraph.facts.groups.scopes import scoped
from cargraph.facts.results.qualifiers import grade_of
from cargraph.facts.tokens import Tag, Token, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.model import Annotation, Comparison, Evidence, Observation, Sentence

_SECTIONS = frozenset({"title", "abstract", "results", "conclusion", "discussion", "body"})
_LATER = frozenset({"discussion"})


_NO_SIDE = re.compile(
    r"\b[Pp]\s?[=<>]|^\W*(?:no|not|nor|none)?\W*$|^no\s(?:no|not)\b"
    r"|^(?:no\s)?(?:(?:overall|progression-free|event-free)\ssurvival|OS|PFS|EFS)\b"
)
"""What is no group or factor: a p-value, a bare denial, a survival and its lack."""


def _is_held(one: Comparison) -> bool:
    """Tell whether both sides of a comparison can be groups or factors."""
    return not any(_NO_SIDE.search(side) for side in (one.a, one.b) if side)


class Comparer:
    """Reads the comparisons of one paper."""

    def __init__(self, annotation: Annotation, tokens: Tokens, inventory: Inventory) -> None:
        self.annotation = annotation
        self.tokens = tokens
        self.inventory = inventory
        self.paper = annotation.paper
        self._held: Sides = ()

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
        return tuple(merged([c for c in found if _is_held(c)], Kinds(self.inventory.entities)))

    def _sentence(self, sentence: Sentence, observations: list[Observation]) -> Iterator[Comparison]:
        tokens = with_all_p(scoped(self.inventory, self.tokens.of(sentence))[0])
        if not any(t.tag is Tag.OUTCOME for t in tokens) or assess(self.paper.text, sentence, sentence.span).cited:
            return
        proof = evidence(self.paper, sentence, rule="comparison")
        text = self.paper.text
        standing = chosen(
            [
                *self._compared(tokens, proof),
                *factors(tokens, text, proof),
                *claims(self.inventory, tokens, text, proof),
                *associations(self.inventory, tokens, text, proof),
            ]
        )
        if sentence.section in _LATER:
            standing = [c for c in standing if c.weight >= Weight.KNOWN]
        yield from map(_named, standing)
        if any(c.weight is Weight.RATED for c in standing):
            return
        said = {c.comparison.outcome for c in standing}
        held = frozenset((c.comparison.a, c.comparison.b) for c in standing)
        rows = list(stepped(self.inventory, tokens, proof)) or numbered(
            self.inventory, tokens, observations, proof, held
        )
        yield from (c for c in rows if c.outcome not in said)

    def _compared(self, tokens: Sequence[Token], proof: Evidence) -> Iterator[Claim]:
        """Yield what the comparing words of a sentence say."""
        found = cues(tokens)
        last: Sides = ()
        told: list[int] = []
        for number, cue in enumerate(found):
            limit = found[number + 1].start if number + 1 < len(found) else len(tokens)
            outcomes = outcomes_of(tokens, cue, limit) or _shared(tokens, found[:number], told, cue)
            told = outcomes
            if not outcomes or is_of_factor(tokens, cue, outcomes[-1]):
                continue
            weight, sides = self._sides(tokens, cue, outcomes, limit, last)
            last = sides
            self._held = sides[:1] if weight is Weight.TOLD else self._held
            for at, (p, ratio) in zip(outcomes, stats_of(tokens, cue, outcomes, limit), strict=True):
                direction = pointing(self.inventory, tokens, cue, at)
                for each in sides:
                    if tokens[at].text in (each[0].label or "").lower():
                        continue
                    made = stated(
                        each,
                        tokens[at].entity,
                        proof,
                        direction=direction,
                        grade=grade_of(tokens, at, at),
                        p=p,
                        ratio=ratio,
                    )
                    yield Claim(made, at, cue.start, weight)

    def _sides(
        self, tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int], limit: int, last: Sides
    ) -> tuple[Weight, Sides]:
        if told := told_sides(self.inventory, tokens, cue, outcomes, limit):
            return Weight.TOLD, told
        if last and _goes_along(tokens, cue):
            return Weight.CHANGED, last
        lone = lone_sides(self.inventory, tokens, cue, outcomes)
        apart = bool(lone) and lone[0][0].subject is None
        if (
            self._held
            and says_both(tokens, cue)
            and not any(map(self.inventory.is_arm, tokens[slice(*clause(tokens, cue))]))
        ):
            return Weight.KNOWN, self._held
        if not apart and not is_verbal(tokens, cue) and (known := known_sides(self.inventory, tokens, cue)):
            return Weight.KNOWN, known
        if last and _follows_on(tokens, cue):
            return Weight.KNOWN, last
        if not lone and says_both(tokens, cue):
            return Weight.KNOWN, self._held
        return Weight.CHANGED if cue.sort is Sort.CHANGES else Weight.ALONE, lone


def _shared(tokens: Sequence[Token], before: Sequence[Cue], told: list[int], cue: Cue) -> list[int]:
    """Return the outcomes of the comparing word before, where one goes on: "was higher for A (...) and lower for B"."""
    after = tokens[cue.end + 1].text if cue.end + 1 < len(tokens) else ""
    goes_on = cue.start > 0 and tokens[cue.start - 1].text in {"and", "but"} and after in {"for", "in", "with", "after"}
    return told if goes_on and before and told and told[-1] < before[-1].start else []


def _named(claim: Claim) -> Comparison:
    """Return a claim's comparison, its evidence named by what speaks for it."""
    rule = f"comparison.{claim.weight.name.lower()}"
    proof = tuple(replace(piece, rule=rule) for piece in claim.comparison.evidence)
    return replace(claim.comparison, evidence=proof)


def _goes_along(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a verb of change goes along with the one before: "A increased X, significantly enhancing Y"."""
    at = cue.start - 1
    while at > 0 and (tokens[at].text.endswith("ly") or tokens[at].text in {"thereby", "thus"}):
        at -= 1
    return cue.sort is Sort.CHANGES and tokens[cue.start].text.endswith("ing") and tokens[at].text == ","


def _follows_on(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a clause goes on with the groups named before it: "..., yet released less IL-6"."""
    low, _ = clause(tokens, cue)
    if any(t.tag is Tag.ARM for t in tokens[cue.end + 1 :]):
        return False
    verb = next((i for i in range(cue.start, low, -1) if is_verb(tokens, i)), cue.start)
    start, end = subject_of(tokens, low, verb)
    own = [t for t in tokens[start:end] if t.tag is not Tag.OUTCOME and not t.depth]
    return not own or tokens[start].text in {"it", "they"}
