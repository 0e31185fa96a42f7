"""Sentences -> comparisons: what a paper says of one group against another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import yaml

from cargraph.facts.arms import Group, Inventory
from cargraph.facts.context import assess
from cargraph.facts.evidence import evidence
from cargraph.facts.factors import factors
from cargraph.facts.lists import outcome_runs
from cargraph.facts.qualifiers import grade_of
from cargraph.facts.tokens import Tag, Token, Tokens
from cargraph.model import Comparison, Evidence, Sentence
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.model import Annotation, Observation

_SECTIONS = frozenset({"title", "abstract", "results", "conclusion", "discussion", "body"})
_AGAINST = frozenset({"than", "compared", "versus", "vs", "relative", "between", "against", "over", "opposed"})
_BOTH = frozenset({"groups", "arms", "cohorts"})
_REACHED = frozenset({"had", "achieved", "experienced", "developed", "reached", "attained", "showed", "obtained"})
_PATIENTS = frozenset({"patients", "subjects", "participants", "individuals", "mice", "animals"})
_STOPS = frozenset({"than", "compared", "versus", "vs", "relative", ";", "while", "whereas"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that compares: where it stands (first and last token) and the way it points."""

    start: int
    end: int
    direction: str


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    table = yaml.safe_load((ontologies() / "rules" / "comparisons.yaml").read_text(encoding="utf-8"))
    return {tuple(str(phrase).split()): str(direction) for direction, phrases in table.items() for phrase in phrases}


def cues(tokens: Sequence[Token]) -> list[Cue]:
    """Return the comparing words of a sentence, the longest phrase first at each place."""
    phrases = _phrases()
    longest = max(len(p) for p in phrases)
    out: list[Cue] = []
    at = 0
    while at < len(tokens):
        found = next((n for n in range(longest, 0, -1) if tuple(t.text for t in tokens[at : at + n]) in phrases), 0)
        if found and all(t.tag is Tag.WORD for t in tokens[at : at + found]):
            points = phrases[tuple(t.text for t in tokens[at : at + found])]
            denied = at > 0 and tokens[at - 1].text in {"no", "not"} and points in {"lower", "higher"}
            out.append(Cue(at, at + found - 1, "similar" if denied else points))
        at += max(found, 1)
    return out


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
        tokens = self.tokens.of(sentence)
        if not any(t.tag is Tag.OUTCOME for t in tokens) or assess(self.paper.text, sentence, sentence.span).cited:
            return
        proof = evidence(self.paper, sentence, rule="comparison")
        made = list(factors(tokens, self.paper.text, proof))
        yield from made
        if made:
            return
        worded = list(self._worded(tokens, proof))
        yield from worded
        said = {c.outcome for c in worded}
        yield from (c for c in self._numbered(tokens, observations, proof) if c.outcome not in said)

    # -- in words

    def _worded(self, tokens: Sequence[Token], proof: Evidence) -> Iterator[Comparison]:
        found = cues(tokens)
        sides: tuple[Group, Group] | None = None
        for number, cue in enumerate(found):
            sides = self._sides(tokens, cue) or (sides if _follows_on(tokens, cue) else None)
            if sides is None:
                continue
            limit = found[number + 1].start if number + 1 < len(found) else len(tokens)
            ps = [t for t in tokens[cue.start :] if t.tag is Tag.P] or [t for t in tokens if t.tag is Tag.P]
            outcomes = _outcomes(tokens, cue, limit, len(ps))
            ratio = next((t for t in tokens[cue.start :] if t.tag is Tag.RATIO), None)
            for step, outcome in enumerate(outcomes):
                p = ps[step] if len(ps) == len(outcomes) else ps[0] if ps else None
                yield self._made(sides, tokens[outcome].entity, _grade(tokens, outcome), cue.direction, p, ratio, proof)

    def _made(
        self,
        sides: tuple[Group, Group],
        outcome: str,
        grade: str | None,
        direction: str | None,
        p: Token | None,
        ratio: Token | None,
        proof: Evidence,
    ) -> Comparison:
        r, pq = ratio.quantity if ratio else None, p.quantity if p else None
        return Comparison(
            a=side(sides[0]), b=side(sides[1]), outcome=outcome, direction=direction, grade=grade,
            p=_float(pq.value) if pq else None, p_operator=pq.bound if pq else None,
            ratio=r.text if r else None, value=_float(r.value) if r else None, low=_float(r.low) if r else None,
            high=_float(r.high) if r else None, interval=r.interval if r else None, evidence=(proof,),
        )  # fmt: skip

    def _sides(self, tokens: Sequence[Token], cue: Cue) -> tuple[Group, Group] | None:
        """Return who is compared with whom around a comparing word, or None."""
        texts = [t.text for t in tokens]
        groups = list(dict.fromkeys(self.inventory.group(t) for t in tokens if self.inventory.is_arm(t)))
        against = _against(tokens, cue) or cue.direction == "similar"
        if len(groups) >= 2 and against:
            first, second = groups[0], groups[1]
            return (second, first) if texts and texts[0] in {"compared", "relative", "versus"} else (first, second)
        pair = self.inventory.pair or (self.inventory.halves if groups else None)
        if pair and (len(groups) == 1 and groups[0] in pair) and (against or "group" in texts):
            other = pair[1] if groups[0] == pair[0] else pair[0]
            return (other, groups[0]) if self._is_held_against(tokens) else (groups[0], other)
        if pair and not groups and (any(t in _BOTH for t in texts) or _denies_difference(tokens, cue)):
            return pair
        if len(groups) == 1 and against and groups[0].subject is None and self.inventory.main:
            return Group(self.inventory.main), groups[0]
        return None

    def _is_held_against(self, tokens: Sequence[Token]) -> bool:
        """Tell whether the only group named is the one compared with: "relative to controls, ..."."""
        at = next(i for i, t in enumerate(tokens) if self.inventory.is_arm(t))
        return bool({t.text for t in tokens[max(0, at - 4) : at]} & (_AGAINST - {"between"}))

    # -- in numbers

    def _numbered(
        self, tokens: Sequence[Token], observations: list[Observation], proof: Evidence
    ) -> Iterator[Comparison]:
        """Read two groups' results of one outcome with a p-value or a ratio behind them."""
        yield from self._subgroups(tokens, observations, proof)
        if not any(t.tag in {Tag.P, Tag.RATIO} for t in tokens):
            return
        pairs = _pairs(observations)
        ps = [t for t in tokens if t.tag is Tag.P]
        ratios = [t for t in tokens if t.tag is Tag.RATIO]
        for step, (a, b) in enumerate(pairs):
            p = ps[step] if len(ps) == len(pairs) else ps[0] if len(ps) == 1 else None
            ratio = ratios[step] if len(ratios) == len(pairs) else None
            if p is None and ratio is None:
                continue
            one = a.subject == b.subject
            sides = (
                Group(a.subject, a.arm if a.subject is None or one else None),
                Group(b.subject, b.arm if b.subject is None or one else None),
            )
            if not (side(sides[0]) and side(sides[1])) or side(sides[0]) == side(sides[1]):
                continue
            yield self._made(sides, a.outcome, a.grade, _pointing(a, b, p, ratio), p, ratio, proof)

    def _subgroups(
        self, tokens: Sequence[Token], observations: list[Observation], proof: Evidence
    ) -> Iterator[Comparison]:
        """Read one labelled group's results held against each of the others: "58% compared with 85% and 95%"."""
        labelled = [o for o in observations if o.arm]
        if len({o.arm for o in labelled}) < 2 or not cues(tokens) or not any(t.text in _AGAINST for t in tokens):
            return
        first = labelled[0].arm
        for a in (o for o in labelled if o.arm == first):
            for b in (o for o in labelled if _beside(a, o)):
                yield self._made(
                    (Group(a.subject, a.arm), Group(b.subject, b.arm)),
                    a.outcome,
                    a.grade,
                    _pointing(a, b, None, None),
                    None,
                    None,
                    proof,
                )


def _denies_difference(tokens: Sequence[Token], cue: Cue) -> bool:
    return cue.direction == "similar" and any(t.text.startswith("differ") for t in tokens[cue.start : cue.end + 1])


def _follows_on(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a clause goes on with the groups named before it: "..., yet released less IL-6"."""
    return not any(t.tag is Tag.ARM for t in tokens[cue.end + 1 :]) and tokens[cue.start - 1].text not in {"the", "of"}


def _against(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a comparing word has its "than" or "compared with", behind it or at the head of the sentence."""
    if tokens[0].text in {"compared", "relative", "versus"}:
        return True
    if tokens[cue.end].text in {"superior", "inferior"} and [t.text for t in tokens[cue.end + 1 : cue.end + 2]] == [
        "to"
    ]:
        return True
    for token in tokens[cue.end + 1 :]:
        if token.text in _AGAINST:
            return True
        if token.text in {";", "while", "whereas", "although", "but"}:
            return False
    return False


def side(group: Group) -> str:
    """Return how a comparison names a group: a construct's id, or the label in the text's words."""
    if group.label:
        return re.sub(r"[\s-](?:groups?|arms?|cohorts?|recipients|patients)$", "", group.label)
    return group.subject or ""


def _float(value: float | str | None) -> float | None:
    return value if isinstance(value, float) else None


def _grade(tokens: Sequence[Token], outcome: int) -> str | None:
    return grade_of(tokens, outcome, outcome)


def _outcomes(tokens: Sequence[Token], cue: Cue, limit: int, ps: int) -> list[int]:
    """Return the outcomes a comparing word speaks of: those it stands before, else those it follows.

    ps: how many p-values the sentence prints; as many outcomes in a list are in step with them.
    """
    runs = outcome_runs(tokens)
    if tokens[cue.end + 1 : cue.end + 2] and tokens[cue.end + 1].text in _PATIENTS:
        verb = next((i for i in range(cue.end + 1, len(tokens)) if tokens[i].text in _REACHED), len(tokens))
        return next((r for r in runs if r[0] > verb), [])
    for run in runs:
        gap = tokens[cue.end + 1 : run[0]]
        if (
            cue.end < run[0] < limit
            and len(gap) <= 9
            and not any(
                t.text in _STOPS or t.text == "," or t.tag is Tag.ARM or (t.text == "in" and cue.direction != "similar")
                for t in gap
            )
        ):
            return _of(tokens, runs, run)
    before = [r for r in runs if r[-1] < cue.start]
    if ps > 1 and (step := [r for r in before if len(r) == ps]):
        return step[-1]
    if len(before) > 1 and any(t.text == "both" for t in tokens[max(0, cue.start - 3) : cue.start]):
        return [o for run in before[-2:] for o in run]
    if before and not any(t.text in {";", "while", "whereas"} for t in tokens[before[-1][-1] : cue.start]):
        return before[-1]
    return []


def _of(tokens: Sequence[Token], runs: list[list[int]], run: list[int]) -> list[int]:
    """Return what a measure is of: in "peak levels of IL-6 and IL-2" the cytokines."""
    following = next((r for r in runs if r[0] == run[-1] + 2 and tokens[run[-1] + 1].text == "of"), None)
    return following or run


def _pairs(observations: list[Observation]) -> list[tuple[Observation, Observation]]:
    out: list[tuple[Observation, Observation]] = []
    rest = list(observations)
    while rest:
        a = rest.pop(0)
        b = next((o for o in rest if _beside(a, o)), None)
        if b is not None:
            rest.remove(b)
            out.append((a, b))
    return out


def _beside(a: Observation, b: Observation) -> bool:
    same = (a.outcome, a.grade, a.measure, a.time) == (b.outcome, b.grade, b.measure, b.time)
    return same and (a.subject, a.arm) != (b.subject, b.arm)


def _pointing(a: Observation, b: Observation, p: Token | None, ratio: Token | None) -> str | None:
    """Return the direction the numbers show: none that is not significant at 0.05; a ratio speaks where it stands."""
    if ratio and ratio.quantity and isinstance(ratio.quantity.value, float):
        return "lower" if ratio.quantity.value < 1 else "higher"
    value = p.quantity.value if p and p.quantity else None
    if isinstance(value, float) and p and p.quantity and (value >= 0.05 and p.quantity.bound != "<"):
        return "similar"
    x, y = _size(a), _size(b)
    if x is None or y is None or x == y:
        return "differs" if value is not None and x != y else "similar"
    return "lower" if x < y else "higher"


def _size(observation: Observation) -> float | None:
    if observation.percent is not None:
        return observation.percent
    if isinstance(observation.value, (int, float)):
        return float(observation.value)
    if observation.value == "NR":
        return float("inf")
    return None if observation.count is None else observation.count / (observation.total or 1)


def merged(found: list[Comparison]) -> list[Comparison]:
    """Merge repeats: equal ones, and one told again without its p-value or grade."""
    out: list[Comparison] = []
    for comparison in sorted(found, key=lambda c: (c.p is None, c.value is None, c.evidence[0].span)):
        place = next((i for i, c in enumerate(out) if _repeats(comparison, c)), None)
        if place is None:
            out.append(comparison)
        else:
            known = out[place]
            extra = tuple(e for e in comparison.evidence if e not in known.evidence)
            out[place] = replace(
                known, evidence=known.evidence + extra, direction=known.direction or comparison.direction
            )
    return sorted(out, key=lambda c: c.evidence[0].span)


def _repeats(new: Comparison, known: Comparison) -> bool:
    if (new.a, new.b, new.outcome) != (known.a, known.b, known.outcome) or (new.table is None) != (known.table is None):
        return False
    if new.direction and known.direction and new.direction != known.direction:
        return False
    return (new.p in {None, known.p}) and (new.value in {None, known.value}) and _as_grave(new.grade, known.grade)


_GRAVE = frozenset({">=3", "3-4", "severe", "3-5"})


def _as_grave(new: str | None, known: str | None) -> bool:
    """Tell whether two statements can be of one grade: unsaid and any are one, and so are the ways to say severe."""
    return new in {None, "any", known} or {new, known} <= _GRAVE
