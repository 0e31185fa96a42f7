"""Relations that results show: what occurred, what was measured, what goes with what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts import heads
from cargraph.facts.relations.found import Found
from cargraph.facts.relations.ties import ordered
from cargraph.model import Evidence, Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.model import Comparison, Entity, Observation

_MARKERS = frozenset({Kind.CYTOKINE, Kind.BIOMARKER, Kind.TOXICITY, Kind.ENDPOINT})
_OUTCOMES = frozenset({Kind.TOXICITY, Kind.ENDPOINT})
_AGAINST_HARM = frozenset({"corticosteroid", "cytokine_antagonist", "supportive", "growth_factor", "antimicrobial"})
_WITHOUT = re.compile(r"(?i)\b(?:no|non|not|without|before)\b")
_GRADED = re.compile(r"(?i)grade|death|died|mortality|fatal|severe")
_PLAIN_GRADES = frozenset({None, "any"})
_BEYOND = (
    r"(?:(?!\b(?:and no|nor|but)\b)[^,;.])*\b(?:beyond|above|over|exceed\w*|(?:greater|higher|worse|more) than) grade\b"
)
_LATER_ONES = r"(?:new(?:ly|-onset)?|further|additional|other|late|late-onset|second|more)"
_BLOCKED = r"(?:inhibit|block|neutrali[sz]|knock|silenc|deplet|deficien|antagonis|antibod|receptor antagonist)"
_SHORTEST_NAME = 3
_NO_FACTOR = (
    r"(?:was|were|is|are) not (?:an? )?(?:[\w-]+ ){0,3}"
    r"(?:factor|predict|determinant|marker|biomarker|associated|correlated)"
)
_RESPONDERS = re.compile(r"(?i)(?:the |clinical |early )*(?:non-?)?respond(?:ers|ing patients)")
_CARED_FOR = re.compile(
    r"(?i)\b(?:management|treatment|prevention|monitoring|prophylaxis|handling) (?:of|for|against)\b"
)
_PLAIN_RESPONSES = ("response", "objective response rate", "objective response")


def from_observations(observations: Sequence[Observation], entities: dict[str, Entity]) -> Iterator[Found]:
    """Give what each observation of a construct shows: a toxicity that occurred or did not, an endpoint assessed."""
    for observation in observations:
        outcome = entities.get(observation.outcome)
        subject = entities.get(observation.subject or "")
        if outcome is None or subject is None or subject.kind != Kind.CONSTRUCT:
            continue
        yield from _treated(observation, subject, entities)
        if outcome.kind == Kind.ENDPOINT:
            yield _shown(observation, subject, Predicate.HAS_ENDPOINT, outcome)
        elif outcome.kind == Kind.TOXICITY and (happened := _happened(observation, outcome)) is not None:
            yield _shown(observation, subject, Predicate.CAUSES, outcome, negated=not happened)


def from_comparisons(comparisons: Sequence[Comparison], entities: dict[str, Entity]) -> Iterator[Found]:
    """Give what comparisons show: an endpoint assessed in both, a toxicity in the one with more, a marker's tie."""
    for comparison in comparisons:
        outcome = entities.get(comparison.outcome)
        if outcome is None:
            continue
        yield from _ties(comparison, outcome, entities)
        if outcome.kind not in _OUTCOMES:
            continue
        sides = [entities.get(side or "") for side in (comparison.a, comparison.b)]
        for place, side in enumerate(sides):
            if side is None or side.kind != Kind.CONSTRUCT:
                continue
            if outcome.kind == Kind.ENDPOINT:
                yield _shown(comparison, side, Predicate.HAS_ENDPOINT, outcome)
            elif comparison.direction == ("higher", "lower")[place]:
                yield _shown(comparison, side, Predicate.CAUSES, outcome)
        yield from _spared(comparison, outcome, entities)


def _treated(observation: Observation, subject: Entity, entities: dict[str, Entity]) -> Iterator[Found]:
    """Give the disease that a group of patients with results is named by."""
    for entity in entities.values() if observation.arm else ():
        if entity.kind == Kind.DISEASE and _labelled(observation.arm or "", entity):
            yield _shown(observation, subject, Predicate.TREATS, entity)


def _happened(observation: Observation, outcome: Entity) -> bool | None:
    """Tell whether the toxicity occurred; None where the number does not say ("no grade 3" leaves grade 1 open)."""
    if any(_prevented(outcome, piece.quote) for piece in observation.evidence):
        return None
    amounts = [x for x in (observation.count, observation.percent) if x is not None]
    if any(amounts) or (not amounts and observation.value not in (None, 0)):
        return True
    if not amounts or (observation.grade not in _PLAIN_GRADES and not _GRADED.search(outcome.label)):
        return None
    return None if observation.arm or _only_beyond(observation, outcome) or _only_later(observation, outcome) else False


def _prevented(outcome: Entity, quote: str) -> bool:
    """Tell whether the number is of those spared: "colitis was prevented in 9 of 10"."""
    names = "|".join(re.escape(name) for name in outcome.names)
    spared = r"(?:(?:was|were) (?:prevented|avoided|averted|abolished)|disappeared|vanished)\b"
    return re.search(rf"(?i)(?:{names})\W{{1,3}}{spared}", quote) is not None


def _only_beyond(observation: Observation, outcome: Entity) -> bool:
    """Tell whether what did not occur is only the worse part of a toxicity: "no CRS beyond grade 1"."""
    names = "|".join(re.escape(name) for name in outcome.names)
    said = re.compile(rf"(?:{names}){_BEYOND}", re.IGNORECASE)
    return any(said.search(piece.quote) for piece in observation.evidence)


def _only_later(observation: Observation, outcome: Entity) -> bool:
    """Tell whether what did not occur are only further cases: "no new cases of CRS after two weeks"."""
    if _GRADED.search(outcome.label):
        return False
    names = "|".join(re.escape(name) for name in outcome.names)
    said = re.compile(rf"(?i)\b{_LATER_ONES}\b(?:\s[\w-]+){{0,4}}\s(?:{names})")
    return any(said.search(piece.quote) for piece in observation.evidence)


def _ties(comparison: Comparison, outcome: Entity, entities: dict[str, Entity]) -> Iterator[Found]:
    """Tie a marker to the outcome in which the group told apart by it differs."""
    if any(entity.kind == Kind.DRUG and _labelled(comparison.a, entity) for entity in entities.values()):
        return
    responses = _responses(comparison.a, entities) if outcome.role != "response" else ()
    clause = heads.last_clause(comparison.a)
    for entity in entities.values():
        if entity.kind not in _MARKERS or entity.id == outcome.id:
            continue
        if entity.id in responses or _labelled(clause, entity):
            if _adjusted_for(entity, comparison) or _taken_away(entity, comparison.a) or _had(entity, comparison.a):
                continue
            similar = comparison.direction in (None, "similar") or _is_no_factor(entity, comparison)
            pair = ordered(entity, outcome)
            if comparison.direction is not None and pair:
                yield _shown(comparison, pair[0], Predicate.ASSOCIATED_WITH, pair[1], negated=similar)


def _is_no_factor(entity: Entity, comparison: Comparison) -> bool:
    """Tell whether a ratio is of what is said to foretell nothing: "X was not an independent factor for Y (HR 1.1)"."""
    names = "|".join(re.escape(name) for name in entity.names)
    said = re.compile(rf"(?i)(?<!\w)(?:{names})(?:\s[\w-]+)?\s{_NO_FACTOR}")
    return any(said.search(piece.quote) for piece in comparison.evidence)


def _responses(label: str, entities: dict[str, Entity]) -> tuple[str, ...]:
    """Return the response that a group is told apart by, the plainest that the paper speaks of: "nonresponders"."""
    if not _RESPONDERS.fullmatch(label):
        return ()
    found = {e.label: e.id for e in entities.values() if e.kind == Kind.ENDPOINT and e.role == "response"}
    return tuple(found[name] for name in _PLAIN_RESPONSES if name in found)[:1]


def _taken_away(entity: Entity, label: str) -> bool:
    """Tell whether a group is told apart by what blocks a marker or is done about it.

    So in "GM-CSF inhibition", "a dominant-negative X", "management of X".
    """
    names = "|".join(re.escape(name) for name in entity.names)
    if _CARED_FOR.search(label):
        return True
    said = re.compile(rf"(?i)(?:\banti-|\u03b1-|dominant[- ]negative )(?:{names})|(?:{names})[- ](?:\w+ )?{_BLOCKED}")
    return said.search(label) is not None


def _had(entity: Entity, label: str) -> bool:
    """Tell whether a group is told apart by what it had before the treatment: "a history of infection"."""
    names = "|".join(re.escape(name) for name in entity.names)
    return (
        re.search(rf"(?i)\b(?:history of|prior|previous|pre-existing)\s(?:\w+\s){{0,2}}(?:{names})", label) is not None
    )


def _adjusted_for(entity: Entity, comparison: Comparison) -> bool:
    """Tell whether a marker is only what a model takes account of: "adjusting for CRP"."""
    names = "|".join(re.escape(name) for name in entity.names)
    said = re.compile(rf"(?i)\b(?:adjust\w*|control\w*|account\w*) for [^.;]*(?<!\w)(?:{names})(?!\w)")
    return any(said.search(piece.quote) for piece in comparison.evidence)


def _spared(comparison: Comparison, outcome: Entity, entities: dict[str, Entity]) -> Iterator[Found]:
    """Give the drug whose group had less of a toxicity that it is given for."""
    if outcome.kind != Kind.TOXICITY or comparison.direction not in ("lower", "higher"):
        return
    less = comparison.a if comparison.direction == "lower" else comparison.b
    for entity in entities.values():
        if entity.kind == Kind.DRUG and entity.role in _AGAINST_HARM and _given(less or "", entity):
            yield _shown(comparison, entity, Predicate.MANAGES, outcome)


def _given(label: str, drug: Entity) -> bool:
    return _labelled(label, drug) and _WITHOUT.search(label) is None


def _labelled(label: str, entity: Entity) -> bool:
    folded = label.lower()
    names = (name for name in entity.names if len(name) >= _SHORTEST_NAME and name.lower() in folded)
    return any(re.search(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", label) for name in names)


def _shown(
    fact: Observation | Comparison, subject: Entity, predicate: Predicate, outcome: Entity, *, negated: bool = False
) -> Found:
    rule = f"{predicate}.counted"
    evidence = tuple(Evidence(e.span, e.quote, e.section, rule, e.table) for e in fact.evidence)
    return Found(
        subject=subject.id,
        predicate=predicate,
        object=outcome.id,
        evidence=evidence,
        confidence=fact.confidence,
        negated=negated,
        hedged=fact.hedged,
        cited=fact.cited,
        counted=True,
    )
