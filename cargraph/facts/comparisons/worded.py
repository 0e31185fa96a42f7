"""Sentences -> comparisons: what a paper says of one group against another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.comparisons.association import associations
from cargraph.facts.comparisons.changed import changed
from cargraph.facts.comparisons.choosing import Claim, Weight, chosen
from cargraph.facts.comparisons.claims import claims
from cargraph.facts.comparisons.clauses import clause
from cargraph.facts.comparisons.compared import outcomes_of
from cargraph.facts.comparisons.conditions import conditions
from cargraph.facts.comparisons.cues import Cue, Sort, cues
from cargraph.facts.comparisons.dealt import dealt, opposed
from cargraph.facts.comparisons.factors import factors
from cargraph.facts.comparisons.fared import fared
from cargraph.facts.comparisons.figures import in_bracket, stats_of, with_all_p
from cargraph.facts.comparisons.first_sides import is_of_factor, is_verbal
from cargraph.facts.comparisons.going_on import follows_on, goes_along, is_of_outcome, shared
from cargraph.facts.comparisons.known import is_elliptic, known_sides, says_both
from cargraph.facts.comparisons.likewise import excepted, likewise
from cargraph.facts.comparisons.lone import lone_sides
from cargraph.facts.comparisons.merging import merged
from cargraph.facts.comparisons.numbered import is_hazard, numbered
from cargraph.facts.comparisons.paired import paired
from cargraph.facts.comparisons.sameness import Kinds
from cargraph.facts.comparisons.sides import Sides, told_sides
from cargraph.facts.comparisons.stating import pointing, stated
from cargraph.facts.comparisons.stepped import stepped
from cargraph.facts.comparisons.tied import tied
from cargraph.facts.comparisons.timed import timed
from cargraph.facts.comparisons.unaffected import unaffected
from cargraph.facts.comparisons.unseen import unseen
from cargraph.facts.context import assess
from cargraph.facts.evidence import evidence
from cargraph.facts.groups.group import Group
from cargraph.facts.groups.scopes import scoped
from cargraph.facts.results.qualifiers import grade_of, modifier
from cargraph.facts.tokens import Tag, Token, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.model import Annotation, Comparison, Evidence, Observation, Sentence

_SECTIONS = frozenset({"title", "abstract", "results", "conclusion", "discussion", "body"})
_LATER = frozenset({"discussion"})
_RECENT = 2


_NO_SIDE = re.compile(
    r"\b[Pp]\s?[=<>]|^\W*(?:no|not|nor|none)?\W*$|^no\s(?:no|not)\b"
    r"|^(?:no\s)?(?:(?:overall|progression-free|event-free)\ssurvival|OS|PFS|EFS)\b"
)
"""What is no group or factor: a p-value, a bare denial, a survival and its lack."""


def _is_held(one: Comparison) -> bool:
    """Tell whether both sides of a comparison can be groups or factors."""
    return not any(_NO_SIDE.search(side) for side in (one.a, one.b) if side)


_BASELINE = re.compile(r"\b(?:at (?:baseline|enrol\w+|randomi[sz]ation|study entry|screening)|by chance)\b")
_EARLIER = re.compile(
    r"\bhistorical(?:ly)?\s(?:matched\s)?(?:control|cohort|comparator|treat)"
    r"|\b(?:than|(?:compar\w+|relative)\s(?:with|to)|versus|vs\.?)\s(?:the\s|those\s(?:of|in)\s|that\s(?:of|in)\s|published\s|our\s)*"
    r"(?:historical|previous|prior|published|registrational|pivotal)\b",
    re.IGNORECASE,
)


def _is_of_others(text: str, sentence: Sentence) -> bool:
    """Tell whether a sentence reports what others found, and does not hold the paper's own results against it."""
    return assess(text, sentence, sentence.span).cited and not _EARLIER.search(sentence.span.of(text))


class Comparer:
    """Reads the comparisons of one paper."""

    def __init__(self, annotation: Annotation, tokens: Tokens, inventory: Inventory) -> None:
        self.annotation = annotation
        self.tokens = tokens
        self.inventory = inventory
        self.paper = annotation.paper
        self._held: Sides = ()
        self._told = self._now = 0

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
        told = self.tokens.of(sentence)
        named = any(t.tag is Tag.OUTCOME for t in told) or is_hazard(sentence.span.of(self.paper.text))
        if not named or _is_of_others(self.paper.text, sentence):
            return
        tokens = with_all_p(scoped(self.inventory, told)[0])
        proof = evidence(self.paper, sentence, rule="comparison")
        text = self.paper.text
        self._now = sentence.index
        pairs = list(paired(self.inventory, tokens, self._held if self._is_recent() else (), proof))
        for pair in pairs:
            self._held, self._told = ((self._group(pair.a), self._group(pair.b or "")),), self._now
        told_cues = cues(tokens)
        standing = chosen(
            [
                *self._compared(tokens, told_cues, proof),
                *factors(tokens, text, proof),
                *claims(self.inventory, tokens, text, proof),
                *associations(self.inventory, tokens, text, proof),
                *unaffected(self.inventory, tokens, text, proof),
                *conditions(self.inventory, tokens, told_cues, proof),
                *unseen(self.inventory, tokens, proof),
                *fared(self.inventory, tokens, told_cues, proof),
                *tied(self.inventory, tokens, text, proof),
                *changed(self.inventory, tokens, proof),
                *opposed(self.inventory, tokens, proof),
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
        rows = [*rows]
        yield from (c for c in rows if c.outcome not in said)
        said |= {c.outcome for c in rows}
        yield from (c for c in pairs if c.outcome not in said)

    def _compared(self, tokens: Sequence[Token], found: Sequence[Cue], proof: Evidence) -> Iterator[Claim]:
        """Yield what the comparing words of a sentence say."""
        last: Sides = ()
        told: list[int] = []
        for number, cue in enumerate(found):
            limit = found[number + 1].start if number + 1 < len(found) else len(tokens)
            outcomes = outcomes_of(tokens, cue, limit) or shared(tokens, found[:number], told, cue)
            told = outcomes
            if not outcomes or is_of_factor(tokens, cue, outcomes[-1]):
                continue
            if apart := list(dealt(self.inventory, tokens, cue, outcomes, limit, proof)):
                yield from apart
                continue
            weight, sides = self._sides(tokens, cue, outcomes, limit, last)
            if self._is_before(tokens, cue, sides):
                continue
            last = sides
            if weight is Weight.TOLD:
                self._held, self._told = sides[:1], self._now
            stats = stats_of(tokens, cue, outcomes, limit)
            if weight is not Weight.TOLD:
                direction = pointing(self.inventory, tokens, cue, outcomes[-1])
                places = (cue.start, cue.end)
                yield from timed(
                    self.inventory, tokens, places, outcomes, self.paper.text, direction, stats[0][0], proof
                )
            for at, (p, ratio) in zip(outcomes, stats, strict=True):
                direction = pointing(self.inventory, tokens, cue, at)
                for each in sides:
                    if tokens[at].text in (each[0].label or "").lower():
                        continue
                    made = stated(
                        each,
                        tokens[at].entity,
                        proof,
                        direction=direction,
                        grade=modifier(tokens, at) if weight is Weight.CHANGED else grade_of(tokens, at, at),
                        p=p,
                        ratio=ratio,
                    )
                    yield Claim(made, at, cue.start, weight)
            yield from self._added(tokens, cue, outcomes, sides, weight, proof, last=number + 1 == len(found))

    def _added(
        self,
        tokens: Sequence[Token],
        cue: Cue,
        outcomes: Sequence[int],
        sides: Sides,
        weight: Weight,
        proof: Evidence,
        *,
        last: bool,
    ) -> Iterator[Claim]:
        """Yield what is said of the outcomes behind: "as was X" says the same, "but not X" that there is no difference.

        last: whether no other comparing word follows.
        """
        end = max(cue.end, outcomes[-1])
        same = [(at, pointing(self.inventory, tokens, cue, at)) for at in (likewise(tokens, end) if last else ())]
        left = [(at, "similar") for at in (excepted(tokens, end) if cue.direction in {"lower", "higher"} else ())]
        for at, direction in (*same, *left):
            for each in sides:
                own = in_bracket(tokens, at) if (at, direction) in same else []
                p, ratio = (next((t for t in own if t.tag is tag), None) for tag in (Tag.P, Tag.RATIO))
                grade = grade_of(tokens, at, at)
                made = stated(each, tokens[at].entity, proof, direction=direction, grade=grade, p=p, ratio=ratio)
                yield Claim(made, at, cue.start, weight)

    def _is_before(self, tokens: Sequence[Token], cue: Cue, sides: Sides) -> bool:
        """Tell whether a word compares what the treated were like before: "more common at baseline in A than in B"."""
        said = " ".join(t.text for t in tokens[slice(*clause(tokens, cue))])
        told = _BASELINE.search(said) is not None
        return told and any(one.subject and not one.label for side in sides for one in side if one)

    def _pointed_at(self, tokens: Sequence[Token], cue: Cue) -> tuple[Group, Group] | None:
        """Return the two groups of which a clause points at one alone: "IL-6 was higher in the former"."""
        two = self.tokens.pointed_at.get(self._now)
        said = {t.text for t in tokens[slice(*clause(tokens, cue))] if t.tag is Tag.ARM} & {"former", "latter"}
        if two is None or len(said) != 1:
            return None
        first, second = (self.inventory.group(arm) for arm in two)
        return (first, second) if said == {"former"} else (second, first)

    def _group(self, side: str) -> Group:
        """Return the group that a side of a comparison names: a product by its id, or a label."""
        return Group(side) if side in self.inventory.entities else Group(None, side)

    def _is_recent(self) -> bool:
        """Tell whether the sides held against each other were told in this sentence or shortly before."""
        return bool(self._held) and self._now - self._told <= _RECENT

    def _sides(
        self, tokens: Sequence[Token], cue: Cue, outcomes: Sequence[int], limit: int, last: Sides
    ) -> tuple[Weight, Sides]:
        if told := told_sides(self.inventory, tokens, cue, outcomes, limit):
            return Weight.TOLD, told
        if (pointed := self._pointed_at(tokens, cue)) is not None:
            self._held, self._told = (pointed,), self._now
            return Weight.KNOWN, (pointed,)
        if last and goes_along(tokens, cue):
            return Weight.CHANGED, last
        lone = lone_sides(self.inventory, tokens, cue, outcomes)
        apart = bool(lone) and lone[0][0].subject is None
        if (
            self._held
            and says_both(tokens, cue)
            and not any(map(self.inventory.is_arm, tokens[slice(*clause(tokens, cue))]))
        ):
            return Weight.KNOWN, self._held
        if not apart and not is_verbal(tokens, cue) and (known := known_sides(self.inventory, tokens, cue, outcomes)):
            return Weight.KNOWN, known
        if last and (follows_on(tokens, cue) or (not lone and is_of_outcome(tokens, cue))):
            return Weight.KNOWN, last
        if not lone and (says_both(tokens, cue) or (self._is_recent() and is_elliptic(tokens, cue, outcomes))):
            return Weight.KNOWN, self._held
        return Weight.CHANGED if cue.sort is Sort.CHANGES else Weight.ALONE, lone


def _named(claim: Claim) -> Comparison:
    """Return a claim's comparison, its evidence named by what speaks for it."""
    rule = f"comparison.{claim.weight.name.lower()}"
    proof = tuple(replace(piece, rule=rule) for piece in claim.comparison.evidence)
    return replace(claim.comparison, evidence=proof)
