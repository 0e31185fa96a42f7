"""Diseases that a paper tells of as harms (cancers after the treatment), and harms that it treats as diseases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.rules import slot
from cargraph.mentions.vocabulary import load
from cargraph.model import Kind, Term

if TYPE_CHECKING:
    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.vocabulary import Hit

_FAR = 60
_BY_REGULATORY_CELLS = frozenset(
    {"graft versus host disease", "acute graft versus host disease", "chronic graft versus host disease"}
)
_MAY_BE_TREATED = _BY_REGULATORY_CELLS | {"heart failure", "colitis", "sepsis", "autoimmune event"}
"""Harms that cells are given for as well; CRS and neurotoxicity have models too, but are no aim of a product."""


def second_cancers(hits: list[tuple[Stretch, Hit]]) -> list[tuple[Stretch, Hit]]:
    """Return the hits with diseases that a paper names only as cancers after treatment turned into toxicities."""
    told = {stretch.index for stretch, hit in hits if hit.term.kind is Kind.TOXICITY and hit.term.role == "malignancy"}
    places = [(s, h) for s, h in hits if h.term.kind is Kind.DISEASE and not _is_bracketed(s, h)]
    arose = {hit.term for stretch, hit in places if _arose(stretch, hit)}
    rest = [(s, h, _is_treated(s, h)) for s, h in places if not _arose(s, h)]
    treated = {hit.term for stretch, hit, cue in rest if stretch.index not in told and (cue or hit.term not in arose)}
    beside = {hit.term for stretch, hit, cue in rest if stretch.index in told and not cue}
    after = (arose | beside) - treated
    return [(stretch, _as_toxicity(hit) if hit.term in after else hit) for stretch, hit in hits]


def treated_harms(hits: list[tuple[Stretch, Hit]]) -> list[tuple[Stretch, Hit]]:
    """Return the hits with harms that a paper has models of, or treats with cells, turned into diseases (GVHD)."""
    treated = {hit.term for stretch, hit in hits if hit.term.kind is Kind.TOXICITY and _is_modelled(stretch, hit)}
    return [(stretch, _as_disease(hit) if hit.term in treated else hit) for stretch, hit in hits]


def _is_modelled(stretch: Stretch, hit: Hit) -> bool:
    before = stretch.text[max(stretch.start, hit.start - _FAR) : hit.start]
    if slot("modelled", "cues").search(before):
        return hit.term.label in _MAY_BE_TREATED
    regulatory = hit.term.label in _BY_REGULATORY_CELLS and slot("regulatory", "cues").search(stretch.text)
    return bool(regulatory) and slot("warded_off", "cues").search(before) is not None


def _as_disease(hit: Hit) -> Hit:
    known = load().by_label.get((Kind.DISEASE, hit.term.label))
    return replace(hit, term=known or Term(Kind.DISEASE, hit.term.label, hit.term.curie, "other"))


def _words_before(stretch: Stretch, hit: Hit) -> str:
    return stretch.text[max(stretch.start, hit.start - _FAR) : hit.start]


def _is_treated(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether the words about a cancer say that it is the one treated ("relapsed ...", "... patients")."""
    after = slot("treated_after", "cues").match(stretch.text, hit.end, stretch.end)
    return bool(after or slot("treated", "cues").search(_words_before(stretch, hit)))


def _is_bracketed(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether a hit is a short form in a bracket of its own."""
    return stretch.text[hit.start - 1 : hit.start] == "(" and stretch.text[hit.end : hit.end + 1] == ")"


def _arose(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether the words about a cancer say that it came after the treatment, or second."""
    after = slot("arose", "cues").match(stretch.text, hit.end, stretch.end)
    return bool(after or slot("second", "cues").search(_words_before(stretch, hit)))


def _as_toxicity(hit: Hit) -> Hit:
    term = hit.term
    known = load().by_label.get((Kind.TOXICITY, term.label))
    return replace(hit, term=known or Term(Kind.TOXICITY, term.label, term.curie, "malignancy"))
