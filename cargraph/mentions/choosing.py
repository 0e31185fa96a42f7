"""Which hits are mentions: what a kind demands of the text around it, and who yields where two overlap."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.shortforms import is_other
from cargraph.mentions.weighing import weighed
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cargraph.mentions.named import Named
    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.shortforms import ShortForms
    from cargraph.mentions.vocabulary import Hit
    from cargraph.mentions.weighing import Setting
    from cargraph.model import Term

Hits = tuple["Stretch", tuple["Hit", ...]]
_INSIDE = frozenset({Kind.ANTIGEN, Kind.COMPONENT, Kind.CYTOKINE, Kind.DISEASE})
_ABOUT = frozenset({Kind.ENDPOINT, Kind.TOXICITY})
_RANK = {
    kind: rank
    for rank, kind in enumerate(
        (Kind.CONSTRUCT, Kind.TRIAL, Kind.ANTIGEN, Kind.DRUG, Kind.COMPONENT, Kind.CYTOKINE, Kind.ENDPOINT, Kind.TOXICITY,
         Kind.BIOMARKER, Kind.DISEASE)
    )
}  # fmt: skip
"""Who stands where two kinds claim the very same words: the first here."""

_ONE_THING = {
    (Kind.ENDPOINT, "minimal residual disease"): (Kind.ENDPOINT, "MRD negativity"),
    (Kind.ENDPOINT, "complete response rate"): (Kind.ENDPOINT, "complete response"),
    (Kind.TOXICITY, "treatment-related adverse event"): (Kind.TOXICITY, "adverse event"),
    (Kind.TOXICITY, "treatment-emergent adverse event"): (Kind.TOXICITY, "adverse event"),
}
"""Terms that are one thing in a paper that has both."""
_DEGREE = re.compile(r"(?:severe|prolonged|life-threatening|grade [3-5]\S*) (.+)")


def chosen(hits: Sequence[Hits], forms: ShortForms, paper: Setting) -> Iterator[tuple[Stretch, Hit]]:
    """Yield the hits that count as mentions, with what they mean in this paper."""
    sure = frozenset(_id(h) for _, found in hits for h in found if not h.ambiguous) | {_id(h) for h in forms.meaning.values()}
    meant = [
        (stretch, hit) for stretch, found in hits for hit in found
        if hit.term.kind is not Kind.CONSTRUCT and not is_other(hit, stretch.text, forms) and not (hit.ambiguous and _id(hit) not in sure)
    ]  # fmt: skip
    kept = {_id(hit) for stretch, hit in meant if weighed(stretch, hit, paper)}
    into = {_id(hit): hit.term for _, hit in meant if _id(hit) in kept}
    for stretch, hit in meant:
        if _id(hit) in kept:
            yield stretch, replace(hit, term=_one_thing(hit.term, into))


def _id(hit: Hit) -> tuple[Kind, str]:
    return hit.term.kind, hit.term.label


def _one_thing(term: Term, terms: Mapping[tuple[Kind, str], Term]) -> Term:
    """Return the term of the paper that a term is one thing with: its plain form, or itself."""
    degree = _DEGREE.fullmatch(term.label)
    plain = (term.kind, degree.group(1)) if degree else _ONE_THING.get((term.kind, term.label))
    return terms.get(plain, term) if plain else term


def settled(places: Iterable[Named]) -> list[Named]:
    """Return the places without those that another overlaps and beats.

    The longer beats the shorter, and of equals the kind that stands first in a fixed order. Antigens, parts, cytokines and
    diseases stand inside a construct's name, and a construct inside an outcome's ("CAR T-cell expansion").
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
    if not other.span.holds(place.span):
        return True
    inside_name = other.kind is Kind.CONSTRUCT and place.kind in _INSIDE
    return not (inside_name or (place.kind is Kind.CONSTRUCT and other.kind in _ABOUT and other.span != place.span))
