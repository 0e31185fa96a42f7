"""On which scale the paper graded its toxicities: ASTCT, Lee, CTCAE, Penn or CARTOX, where a sentence says so.

Each stretch of a sentence from one scale to the next speaks of one scale and the toxicities named there. A toxicity
that two sentences put on different scales is left without one: a wrong scale is worse than none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cargraph.facts.context import assess
from cargraph.facts.evidence import evidence
from cargraph.mentions.rules import sieve, slot
from cargraph.model import Entity, Grading, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.model import Annotation, Observation, Sentence

SCALES = ("ASTCT", "CARTOX", "CTCAE", "Lee", "Penn")
_CRS = frozenset({"cytokine release syndrome", "severe cytokine release syndrome"})
_NEURO = frozenset({
    "immune effector cell-associated neurotoxicity syndrome", "severe ICANS", "neurotoxicity", "severe neurotoxicity",
    "neurologic events",
})  # fmt: skip
_COVERED = {"ASTCT": _CRS | _NEURO, "CARTOX": _CRS | _NEURO, "Lee": _CRS, "Penn": _CRS}
_FAMILIES = (_CRS, _NEURO)
_READ = frozenset({"abstract", "methods", "results", "body", "caption", "table", "notes"})
_VERSION = re.compile(r"[\s,()-]{0,3}(?:v\.?|ver\.?|version)\s?(\d(?:\.\d{1,2})?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """One scale named in a sentence: `start` and `end` within it, and `since`, where the scale before it ended."""

    scale: str
    start: int
    end: int
    since: int


def gradings(annotation: Annotation) -> tuple[Grading, ...]:
    """Return what the paper says of the scales it graded on. Raises RuleError where a shipped rule cannot be used."""
    if not any(sieve(scale, "scales").somewhere(annotation.paper.text) for scale in SCALES):
        return ()
    toxicities = {e.id: e for e in annotation.entities if e.kind is Kind.TOXICITY}
    found = [one for s in annotation.sentences if s.section in _READ for one in _told(annotation, s, toxicities)]
    return tuple(one for one in found if not _disputed(one, found))


def _disputed(one: Grading, found: Iterable[Grading]) -> bool:
    return any(_short(one.scale) != _short(other.scale) and set(one.outcomes) & set(other.outcomes) for other in found)


def _short(scale: str) -> str:
    return scale.partition(" ")[0]


def scaled(observations: Sequence[Observation], gradings: Iterable[Grading]) -> tuple[Observation, ...]:
    """Return the observations, the paper's own of a graded toxicity with the one scale it was graded on."""
    scales: dict[str, set[str]] = defaultdict(set)
    for grading in gradings:
        for outcome in grading.outcomes:
            scales[outcome].add(grading.scale)
    return tuple(
        replace(one, scale=min(scales[one.outcome]))
        if one.grade and not (one.scale or one.cited) and len(scales[one.outcome]) == 1
        else one
        for one in observations
    )


def _told(annotation: Annotation, sentence: Sentence, toxicities: dict[str, Entity]) -> Iterator[Grading]:
    words = sentence.span.of(annotation.paper.text)
    named = _scales(words)
    for at, one in enumerate(named):
        until = named[at + 1].start if at + 1 < len(named) else len(words)
        outcomes = _outcomes(annotation, sentence, one, until, toxicities)
        rival = at + 1 < len(named) and not _outcomes(annotation, sentence, named[at + 1], until, toxicities)
        if outcomes and not rival and not _of_others(annotation, sentence, one):
            proof = evidence(annotation.paper, sentence, rule=f"grading.{one.scale}")
            yield Grading(outcomes=outcomes, scale=_versioned(one, words), evidence=(proof,))


def _scales(words: str) -> list[_Named]:
    found = sorted((m.start(), m.end(), scale) for scale in SCALES for m in slot(scale, "scales").finditer(words))
    since = 0
    named = []
    for start, end, scale in found:
        named.append(_Named(scale, start, end, since))
        since = end
    return named


def _of_others(annotation: Annotation, sentence: Sentence, one: _Named) -> bool:
    start = sentence.span.start
    said = assess(annotation.paper.text, sentence, Span(start + one.start, start + one.end))
    return said.cited or said.negated or said.planned


def _outcomes(
    annotation: Annotation, sentence: Sentence, one: _Named, until: int, toxicities: dict[str, Entity]
) -> tuple[str, ...]:
    """Return the toxicities that the stretch of a scale says were graded on it, none where it does not say so."""
    words = sentence.span.of(annotation.paper.text)
    before = words[one.since : one.start]
    if slot("graded", "scales").search(words[: one.start]) and slot("by", "scales").search(before):
        stretch = (one.since, one.start)
    elif slot("used", "scales").search(words[one.end : until]):
        stretch = (one.end, until)
    else:
        return ()
    spoken = _spoken(annotation, sentence, stretch)
    labels = {toxicities[entity].label for entity in spoken if entity in toxicities}
    meant = {label for family in _FAMILIES if labels & family for label in family} | labels
    covered = _COVERED.get(one.scale)
    if covered is not None:
        meant &= covered
    elif slot("at_large", "scales").search(words[slice(*stretch)]):
        meant |= {e.label for e in toxicities.values()} - _CRS - _NEURO
    return tuple(sorted(entity for entity, known in toxicities.items() if known.label in meant))


def _spoken(annotation: Annotation, sentence: Sentence, stretch: tuple[int, int]) -> set[str]:
    start = sentence.span.start
    within = Span(start + stretch[0], start + stretch[1])
    return {mention.entity for mention in annotation.within(within)}


def _versioned(one: _Named, words: str) -> str:
    version = _VERSION.match(words, one.end) if one.scale == "CTCAE" else None
    return f"{one.scale} {version[1]}" if version else one.scale
