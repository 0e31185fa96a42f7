"""Two groups' results of one outcome, held against each other by a p-value, a ratio or a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.facts.comparisons import words
from cargraph.facts.comparisons.compared import outcomes_of
from cargraph.facts.comparisons.cues import cues
from cargraph.facts.comparisons.rivals import pair_of
from cargraph.facts.comparisons.stating import shows_none, side, stated, whose
from cargraph.facts.groups.arm_names import is_comparator
from cargraph.facts.groups.group import Group
from cargraph.facts.tokens import Tag, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.model import Comparison, Evidence, Observation

_THREE = 3
_FACTOR = frozenset(
    "associated factor factors predictor predictors multivariable multivariate univariable patients".split()
)


def numbered(
    inventory: Inventory,
    tokens: Sequence[Token],
    observations: list[Observation],
    proof: Evidence,
    held: frozenset[tuple[str, str | None]],
) -> Iterator[Comparison]:
    """Yield a comparison for each two results of one outcome that a sentence sets side by side.

    observations: the results read from this sentence. held: the sides that its words hold against each other; of them
    two results in a bracket need no p-value.
    """
    of_list = _is_of_list(tokens, observations, proof)
    yield from () if of_list else _subgroups(tokens, observations, proof)
    if not held and not any(t.tag in {Tag.P, Tag.RATIO} for t in tokens):
        return
    pairs = [] if of_list else _pairs(observations)
    pairs = [pair for pair in pairs if not _is_one_of_three(tokens, pair, observations)]
    if not pairs:
        yield from _alone(inventory, tokens, observations, proof)
    for pair, (p, ratio) in zip(pairs, _stats(tokens, pairs, proof), strict=True):
        a, b = pair if ratio is None else _first_product(pair)
        told = Group(a.subject, a.arm), Group(b.subject, b.arm)
        sides = whose(*told), whose(*told[::-1])
        names = side(sides[0]), side(sides[1])
        if not all(names) or names[0] == names[1]:
            continue
        if _is_whole(inventory, *told) or _is_whole(inventory, *told[::-1]):
            continue
        if p is None and ratio is None and not (names in held and _is_aside(tokens, _end((a, b), proof))):
            continue
        yield stated(sides, a.outcome, proof, grade=a.grade, direction=_pointing(a, b, p, ratio), p=p, ratio=ratio)


def _is_of_list(tokens: Sequence[Token], observations: Sequence[Observation], proof: Evidence) -> bool:
    """Tell whether three groups or more have their numbers before words name the two of them that are compared."""
    labelled = {o.arm for o in observations if o.arm}
    last = max((proof.quote.find(o.printed) for o in observations), default=-1)
    behind = [t for t in tokens if t.span.start >= proof.span.start + last]
    than = next((i for i, t in enumerate(behind) if t.text == "than"), None)
    return len(labelled) >= _THREE and than is not None and any(t.tag is Tag.ARM for t in behind[:than])


def _first_product(pair: tuple[Observation, Observation]) -> tuple[Observation, Observation]:
    """Return two results with the comparator's last: a ratio is of the product, in whatever order they are told."""
    return pair[::-1] if _is_second(pair[0]) and not _is_second(pair[1]) else pair


def _is_second(one: Observation) -> bool:
    """Tell whether a result is of a comparator: of no product, or of an arm named as one."""
    return one.subject is None and is_comparator(one.arm or "")


def _is_whole(inventory: Inventory, one: Group, other: Group) -> bool:
    """Tell whether one group is all who got the paper's only product, and the other only some of them."""
    alone = len(inventory.products) == 1 and one.subject is not None and one.label is None
    return alone and bool(other.label) and not is_comparator(other.label or "") and pair_of(inventory) is None


def _stats(
    tokens: Sequence[Token], pairs: list[tuple[Observation, Observation]], proof: Evidence
) -> list[tuple[Token | None, Token | None]]:
    """Return each pair's p-value and ratio: as many as there are pairs in step, else those before the next pair."""
    ps, ratios = ([t for t in tokens if t.tag is tag] for tag in (Tag.P, Tag.RATIO))
    ends = [_end(pair, proof) for pair in pairs]
    found: list[tuple[Token | None, Token | None]] = []
    for step, end in enumerate(ends):
        until = min((e for e in ends if e > end), default=proof.span.end)
        own = [next((t for t in kind if end <= t.span.start < until), None) for kind in (ps, ratios)]
        listed = [kind[step] if len(kind) == len(pairs) else None for kind in (ps, ratios)]
        first, second = (listed, own) if any(t.text == "respectively" for t in tokens) else (own, listed)
        found.append((first[0] or second[0], first[1] or second[1]))
    if len(ps) == 1 and _OF_ALL.search(proof.quote):
        return [(ps[0], ratio) for _, ratio in found]
    return found if any(p or ratio for p, ratio in found) else [_only(ps, ratios) for _ in pairs]


_OF_ALL = re.compile(r"\b(?:for|in) (?:both|all|each)\b|\b(?:both|all) [Pp]\b")


def _is_aside(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether numbers that end at a character stand in a bracket."""
    return any(t.depth and t.span.end == end for t in tokens)


def _only(ps: list[Token], ratios: list[Token]) -> tuple[Token | None, Token | None]:
    return (ps[0] if len(ps) == 1 else None), (ratios[0] if len(ratios) == 1 else None)


def _end(pair: tuple[Observation, Observation], proof: Evidence) -> int:
    """Return where the numbers of a pair end in the text."""
    first = proof.quote.find(pair[0].printed)
    second = proof.quote.find(pair[1].printed, first + len(pair[0].printed)) if first >= 0 else -1
    return proof.span.start + (second + len(pair[1].printed) if second >= 0 else 0)


def _alone(
    inventory: Inventory, tokens: Sequence[Token], observations: list[Observation], proof: Evidence
) -> Iterator[Comparison]:
    """Read the one ratio of a sentence about one outcome: it holds the paper's two groups against each other."""
    ratios = [t for t in tokens if t.tag is Tag.RATIO]
    outcomes = {o.outcome for o in observations} or _hazard_of(inventory, proof.quote)
    sides = pair_of(inventory) if len(ratios) == len(outcomes) == 1 else None
    if sides is None or any(t.text in _FACTOR for t in tokens):
        return
    p = next((t for t in tokens if t.tag is Tag.P), None)
    outcome = next(iter(outcomes))
    first = observations[0] if observations else None
    yield stated(
        sides,
        outcome,
        proof,
        grade=first.grade if first else None,
        direction=_said(tokens, outcome) or _pointing(first, first, p, ratios[0]),
        p=p,
        ratio=ratios[0],
    )


def _said(tokens: Sequence[Token], outcome: str) -> str | None:
    """Return the way that the only comparing word of a sentence points, where it is of an outcome."""
    found = [cue for cue in cues(tokens) if cue.direction in {"lower", "higher"}]
    own = [c for c in found if any(tokens[at].entity == outcome for at in outcomes_of(tokens, c, len(tokens)))]
    return own[0].direction if len(own) == 1 else None


def _subgroups(tokens: Sequence[Token], observations: list[Observation], proof: Evidence) -> Iterator[Comparison]:
    """Read one labelled group's results held against each of the others: "58% compared with 85% and 95%"."""
    labelled = [o for o in observations if o.arm]
    if len({o.arm for o in labelled}) < _THREE or not cues(tokens) or not any(t.text in words.AGAINST for t in tokens):
        return
    first = labelled[0].arm
    for a in (o for o in labelled if o.arm == first):
        for b in (o for o in labelled if _beside(a, o)):
            sides = (Group(a.subject, a.arm), Group(b.subject, b.arm))
            yield stated(sides, a.outcome, proof, grade=a.grade, direction=_pointing(a, b, None, None))


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


def _is_one_of_three(
    tokens: Sequence[Token], pair: tuple[Observation, Observation], observations: Sequence[Observation]
) -> bool:
    """Tell whether the one p-value of a sentence is of three groups or more, none of them held against another."""
    if any(t.text in words.AGAINST for t in tokens):
        return False
    groups = {(o.subject, o.arm) for o in observations if o in pair or _beside(pair[0], o)}
    return len(groups) >= _THREE and sum(t.tag is Tag.P for t in tokens) == 1


def _beside(a: Observation, b: Observation) -> bool:
    timed = a.time == b.time or (bool(a.arm and b.arm) and None in {a.time, b.time})
    same = timed and (a.outcome, a.grade, a.measure) == (b.outcome, b.grade, b.measure)
    return same and (a.subject, a.arm) != (b.subject, b.arm)


_HAZARD = re.compile(
    r"\bhazard ratios? for (?:disease )?(?:progression or death|death or (?:disease )?progression)", re.IGNORECASE
)
_FREE = "progression-free survival"


def is_hazard(quote: str) -> bool:
    """Tell whether a sentence gives a hazard ratio for progression or death."""
    return _HAZARD.search(quote) is not None


def _hazard_of(inventory: Inventory, quote: str) -> set[str]:
    """Return the outcome whose events a hazard ratio is of: of progression or death, survival free of progression."""
    if not is_hazard(quote):
        return set()
    return {entity.id for entity in inventory.entities.values() if entity.label == _FREE}


def _pointing(a: Observation | None, b: Observation | None, p: Token | None, ratio: Token | None) -> str | None:
    """Return the direction the numbers show: none below significance (0.05); a ratio speaks before the results."""
    if shows_none(p):
        return "similar"
    value = p.quantity.value if p and p.quantity else None
    if ratio and ratio.quantity and isinstance(ratio.quantity.value, float):
        return "lower" if ratio.quantity.value < 1 else "higher"
    x, y = (None if one is None else _size(one) for one in (a, b))
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
