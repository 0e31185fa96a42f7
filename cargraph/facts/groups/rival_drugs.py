"""Drugs that a title holds a product, or one another, against: "X versus teclistamab", "comparison of X and Y"."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cargraph.model import Annotation, Mention

_BRACKET = r"(?:\s?[(\[][^()\[\]]{1,40}[)\]])?"
_AGAINST = re.compile(
    rf"{_BRACKET}\s(?:cells\s|therapy\s|infusion\s)?(?:versus|vs\.?|(?:as\s)?compared\s(?:with|to))\s", re.IGNORECASE
)
_AND = re.compile(rf"{_BRACKET}\s(?:and|with|to)\s", re.IGNORECASE)
_COMPARING = re.compile(r"\b(?:comparisons?|comparing|comparative|head-to-head)\b", re.IGNORECASE)
_OF_BOTH = re.compile(r"\b(?:of|between)\s$", re.IGNORECASE)
_ADDED = re.compile(r"(?:\bplus|\bwith|\bwithout|\band|\bafter|\bbefore|\bprior|\bof\sadding)\s$", re.IGNORECASE)
_JOINED = re.compile(r"\s?[/+-]\s?|\splus\s|\sand\s", re.IGNORECASE)
_REACH = 12


@dataclass(frozen=True, slots=True)
class RivalDrugs:
    """The drugs of a title by their entity, each with the name of its group.

    alone: the title holds two drugs against each other, so that both are parts of those who got the product.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False


def rival_drugs(annotation: Annotation) -> RivalDrugs:
    """Return the drugs that the title holds against something."""
    text = annotation.paper.text
    titles = {s.index: s.span.of(text) for s in annotation.sentences if s.section == "title"}
    kinds = {Kind.DRUG, Kind.CONSTRUCT}
    every = sorted((m for m in annotation.mentions if m.sentence in titles and m.kind in kinds), key=lambda m: m.span)
    named = [m for m in every if not any(o.span.holds(m.span) and o.span != m.span for o in every)]
    for at, (one, other) in enumerate(itertools.pairwise(named)):
        if one.entity == other.entity or not _are_rivals(text, one, other, titles[one.sentence]):
            continue
        drugs = [at + step for step, mention in enumerate((one, other)) if mention.kind is Kind.DRUG]
        return RivalDrugs({named[i].entity: _name(annotation, named, i) for i in drugs}, alone=len(drugs) > 1)
    return RivalDrugs()


def _are_rivals(text: str, one: Mention, other: Mention, title: str) -> bool:
    gap, before = text[one.span.end : other.span.start], text[max(0, one.span.start - _REACH) : one.span.start]
    if _AGAINST.fullmatch(gap):
        return not _ADDED.search(before)
    return bool(_AND.fullmatch(gap) and _COMPARING.search(title) and _OF_BOTH.search(before))


def _name(annotation: Annotation, named: Sequence[Mention], at: int) -> str:
    """Return the shortest name of a drug in a text, or that of the regimen it is part of in the title: "A/B"."""
    text = annotation.paper.text
    first = last = at
    while first and _is_joined(text, named[first - 1], named[first]):
        first -= 1
    while last + 1 < len(named) and _is_joined(text, named[last], named[last + 1]):
        last += 1
    if first < last:
        return text[named[first].span.start : named[last].span.end]
    names = {m.span.of(text) for m in annotation.mentions if m.entity == named[at].entity}
    return min(names, key=lambda name: (len(name), name != name.lower(), name))


def _is_joined(text: str, one: Mention, other: Mention) -> bool:
    both = one.kind is Kind.DRUG and other.kind is Kind.DRUG
    return both and _JOINED.fullmatch(text[one.span.end : other.span.start]) is not None
