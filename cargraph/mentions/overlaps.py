"""Which of two named places that overlap yields to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cargraph.mentions.named import Named

_MAY_STAND_IN = {
    Kind.CONSTRUCT: frozenset({Kind.ANTIGEN, Kind.COMPONENT, Kind.CYTOKINE, Kind.DISEASE}),
    Kind.ENDPOINT: frozenset({Kind.CONSTRUCT, Kind.CYTOKINE, Kind.ANTIGEN, Kind.DISEASE}),
    Kind.TOXICITY: frozenset({Kind.CONSTRUCT}),
    Kind.BIOMARKER: frozenset({Kind.ANTIGEN}),
    Kind.DRUG: frozenset({Kind.CYTOKINE}),
}
"""What may be named inside a longer name of another kind ("IL-2 secretion", "anti-CD19 CAR")."""
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (
            Kind.CONSTRUCT, Kind.TRIAL, Kind.ANTIGEN, Kind.DRUG, Kind.COMPONENT, Kind.CYTOKINE, Kind.ENDPOINT,
            Kind.TOXICITY, Kind.BIOMARKER, Kind.DISEASE,
        )
    )
}  # fmt: skip
"""Who stands where two kinds claim the very same words: the first here."""


def settled(places: Iterable[Named]) -> list[Named]:
    """Return the places without those that another overlaps and beats.

    The longer beats the shorter, and of equals the kind that stands first in a fixed order; some kinds may stand inside
    a longer name of another. A part that is but a cytokine in another form ("membrane-bound IL-15") gives way to it.
    """
    kept: list[Named] = []
    places = list(places)
    cytokines = {place.span.end for place in places if place.kind is Kind.CYTOKINE}
    places = [p for p in places if p.kind is not Kind.COMPONENT or p.span.end not in cytokines]
    ordered = sorted(
        dict.fromkeys(places), key=lambda p: (p.generic, p.span.start - p.span.end, _RANK[p.kind], p.span, p.key)
    )
    ends: dict[int, list[Named]] = {}
    for place in ordered:
        near = [o for bucket in _buckets(place) for o in ends.get(bucket, ())]
        if not any(_beats(other, place) for other in near):
            kept.append(place)
            for bucket in _buckets(place):
                ends.setdefault(bucket, []).append(place)
    return sorted(kept, key=lambda p: (p.span, _RANK[p.kind], p.key))


def _buckets(place: Named) -> range:
    return range(place.span.start // 64, place.span.end // 64 + 1)


def _beats(other: Named, place: Named) -> bool:
    if not other.span.overlaps(place.span):
        return False
    if not other.span.holds(place.span):
        return True
    return place.kind not in _MAY_STAND_IN.get(other.kind, ()) or other.span == place.span
