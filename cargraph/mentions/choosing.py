"""Which hits are mentions: what a kind demands of the text around it, and who yields where two overlap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.mentions.shortforms import is_other
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.mentions.grouping import Group
    from cargraph.mentions.named import Named
    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.shortforms import ShortForms
    from cargraph.mentions.vocabulary import Hit

Hits = tuple["Stretch", tuple["Hit", ...]]
_INSIDE = frozenset({Kind.ANTIGEN, Kind.COMPONENT, Kind.CYTOKINE, Kind.DISEASE})
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (Kind.CONSTRUCT, Kind.TRIAL, Kind.ANTIGEN, Kind.DRUG, Kind.COMPONENT, Kind.CYTOKINE, Kind.ENDPOINT, Kind.TOXICITY,
         Kind.BIOMARKER, Kind.DISEASE)
    )
}  # fmt: skip
"""Who stands where two kinds claim the very same words: the first here."""

_BUILT = re.compile(
    r"domain|scFv|costimulat|co-stimulat|signal|transduc|vector|transmembrane|hinge|single-chain|construct|engineered|encod|incorporat"
    r"|contain|knock|edit|disrupt|delet|armou?red|switch|express|backbone|insert|locus|CRISPR|(?<![A-Za-z])CARs?(?![a-z])|CART"
)


def chosen(hits: Sequence[Hits], forms: ShortForms, targets: frozenset[str], groups: Sequence[Group]) -> Iterator[tuple[Stretch, Hit]]:
    """Yield the hits that count as mentions."""
    sure = frozenset((h.term.kind, h.term.label) for _, found in hits for h in found if not h.ambiguous)
    defined = frozenset((h.term.kind, h.term.label) for h in forms.meaning.values())
    for stretch, found in hits:
        for hit in found:
            if hit.term.kind is Kind.CONSTRUCT or is_other(hit, stretch.text, forms):
                continue
            if hit.ambiguous and (hit.term.kind, hit.term.label) not in sure | defined:
                continue
            if _belongs(stretch, hit, targets, bool(groups)):
                yield stretch, hit


def _belongs(stretch: Stretch, hit: Hit, targets: frozenset[str], speaks_of_cars: bool) -> bool:
    if hit.term.kind is Kind.ANTIGEN:
        return hit.term.label in targets
    if hit.term.kind is Kind.COMPONENT:
        return speaks_of_cars and bool(_BUILT.search(stretch.words))
    return True


def settled(places: Iterable[Named]) -> list[Named]:
    """Return the places without those that another overlaps and beats.

    The longer beats the shorter, and of equals the kind that stands first in a fixed order. Antigens, parts, cytokines and
    diseases stand inside a construct's name.
    """
    kept: list[Named] = []
    ordered = sorted(set(places), key=lambda p: (p.span.start - p.span.end, _RANK[p.kind], p.span, p.key))
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
    return not (other.kind is Kind.CONSTRUCT and place.kind in _INSIDE and other.span.holds(place.span))
