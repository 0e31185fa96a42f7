"""Which hits are mentions, and of what: what a kind demands of the text around it and of the rest of the paper."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.kin import settled_by
from cargraph.mentions.one_thing import most_exact, narrower, one_things, plain_form
from cargraph.mentions.readings import reread
from cargraph.mentions.rules import slot
from cargraph.mentions.secondary import second_cancers, treated_harms
from cargraph.mentions.shortforms import is_other
from cargraph.mentions.vocabulary import load
from cargraph.mentions.weighing import is_counted, weighed
from cargraph.model import Kind, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.setting import Setting
    from cargraph.mentions.shortforms import ShortForms
    from cargraph.mentions.vocabulary import Hit

_BLOCKING = ("blockade", "inhibition", "blocking")
"""Words that leave "interleukin-6 receptor blockade with X" a cytokine's affair, where the drug is named after it."""
_KINDS_OF_DRUG = ("inhibitor", "antagonist", "agonist", "blocker", "antibody", "degrader")
_GAP = re.compile(r" | ?\(")
"""What may stand between the word for a kind of drug and the drug."""
_APPOSED = 4
"""How far behind such words the drug may stand: "IL-1 receptor antagonist anakinra", "antibody, X"."""
Hits = tuple["Stretch", tuple["Hit", ...]]


def chosen(hits: Sequence[Hits], forms: ShortForms, paper: Setting) -> Iterator[tuple[Stretch, Hit]]:
    """Yield the hits that count as mentions, with what they mean in this paper."""
    sure = frozenset(_id(h) for _, found in hits for h in found if not h.ambiguous)
    sure |= {_id(hit) for hit in forms.meaning.values()} | settled_by(_roles(hits, sure))
    named = [
        (s, read)
        for s, found in hits
        for h in found
        if _names_something(s, h, forms) and (read := reread(s, h, paper.targets))
        if not h.ambiguous or _id(h) in sure or read.term.kind is not h.term.kind
    ]
    named = second_cancers(treated_harms(_given(named)))
    meant = [(s, part) for s, h in named for part in _parts(_as_marker(s, h), s.text, sure)]
    kept = {_id(hit) for stretch, hit in meant if weighed(stretch, hit, paper)}
    into = {_id(hit): hit.term for _, hit in meant if _id(hit) in kept}
    apart = _apart(meant)
    below = narrower(into.values())
    exact = _apposed([(stretch, hit) for stretch, hit in meant if _id(hit) in kept]) | _widened(meant)
    titled = frozenset(_id(hit) for stretch, hit in meant if stretch.index == 0)
    terms = {hit.term: _id(hit) for _, hit in meant if _id(hit) in kept}
    plain = {term: exact.get(of) or (term if of in apart else plain_form(term, into)) for term, of in terms.items()}
    means = {term: most_exact(alone, below, titled) for term, alone in plain.items()}
    for stretch, hit in meant:
        if (term := means.get(hit.term)) is not None:
            yield stretch, hit if term is hit.term else replace(hit, term=term)


def _apposed(meant: Sequence[tuple[Stretch, Hit]]) -> dict[tuple[Kind, str], Term]:
    """Return the one drug that a paper names behind the word for its kind ("the PI3K inhibitor X"), by that word."""
    drugs = {(stretch.index, hit.start): hit for stretch, hit in meant if hit.term.kind is Kind.DRUG}
    found: dict[tuple[Kind, str], dict[str, Term]] = {}
    for stretch, hit in meant:
        if hit.term.kind is Kind.DRUG and hit.term.label.endswith(_KINDS_OF_DRUG):
            named = next((drugs[at] for gap in (1, 2) if (at := (stretch.index, hit.end + gap)) in drugs), None)
            if named and _GAP.fullmatch(stretch.text, hit.end, named.start) and named.term is not hit.term:
                found.setdefault(_id(hit), {})[named.term.label] = named.term
    return {wide: next(iter(terms.values())) for wide, terms in found.items() if len(terms) == 1}


def _widened(meant: Sequence[tuple[Stretch, Hit]]) -> dict[tuple[Kind, str], Term]:
    """Return the wider endpoint that a paper puts in brackets behind a name of it: "complete remission (CR/CRi)"."""
    named = sorted(((s, h) for s, h in meant if h.term.kind is Kind.ENDPOINT), key=lambda one: one[1].end)
    places = {(stretch.index, hit.start): hit for stretch, hit in named}
    found: dict[tuple[Kind, str], Term] = {}
    for stretch, hit in meant:
        behind = places.get((stretch.index, hit.end + 2)) if hit.term.kind is Kind.ENDPOINT else None
        told = behind is not None and stretch.text.startswith(" (", hit.end) and stretch.text[behind.end] == ")"
        if told and behind is not None and behind.term.label.startswith(f"{hit.term.label} or "):
            found[_id(hit)] = behind.term
    return found


def _apart(meant: Sequence[tuple[Stretch, Hit]]) -> set[tuple[Kind, str]]:
    """Return the terms that are kept apart from what they may mean, since a number is told of them.

    Not those of which the paper itself says that they are the same: "neurotoxicity (ICANS)".
    """
    same = one_things()
    doubtful = [(stretch, hit) for stretch, hit in meant if _id(hit) in same.unless_counted]
    counted = {_id(hit) for stretch, hit in doubtful if is_counted(stretch, hit)}
    ends = {(hit.end, _id(hit)) for _, hit in doubtful}
    places = {(hit.start, _id(hit)) for _, hit in meant}
    return counted - {
        wide for end, wide in ends if any((end + 2, (wide[0], label)) in places for label in same.plain[wide])
    }


def _given(named: list[tuple[Stretch, Hit]]) -> list[tuple[Stretch, Hit]]:
    """Return the hits with what is given in one place (a growth factor, an engager) taken for the drug in all."""
    drugs = {hit.term.label: hit.term for _, hit in named if hit.term.kind is Kind.DRUG}
    return [
        (stretch, replace(hit, term=drugs[hit.term.label]))
        if hit.term.kind in (Kind.CYTOKINE, Kind.COMPONENT) and hit.term.label in drugs
        else (stretch, hit)
        for stretch, hit in named
    ]


def _roles(hits: Sequence[Hits], sure: frozenset[tuple[Kind, str]]) -> set[str]:
    return {h.term.role for _, found in hits for h in found if _id(h) in sure}


def _names_something(stretch: Stretch, hit: Hit, forms: ShortForms) -> bool:
    """Tell whether the words about a hit leave it the thing it names, and not a part of another's name."""
    if hit.term.kind is Kind.CONSTRUCT or is_other(hit, stretch.text, forms):
        return False
    if hit.term.kind is Kind.CYTOKINE:
        against = slot("against", "cues").match(stretch.text, hit.end, stretch.end)
        named = (other for other in stretch.hits if _is_antagonist(other))
        return not against or any(o.end < hit.start or 0 <= o.start - against.end() <= _APPOSED for o in named)
    if hit.term.kind is Kind.DRUG:
        blockade = hit.term.role == "cytokine_antagonist" and stretch.text.endswith(_BLOCKING, hit.start, hit.end)
        done = blockade and slot("by_means", "cues").match(stretch.text, hit.end, stretch.end)
        return not done and not slot("state", "cues").match(stretch.text, hit.end, stretch.end)
    return True


def _is_antagonist(hit: Hit) -> bool:
    return hit.term.kind is Kind.DRUG and hit.term.role == "cytokine_antagonist"


def _parts(hit: Hit, text: str, sure: frozenset[tuple[Kind, str]]) -> Iterator[Hit]:
    """Yield the drugs of a pair ("fludarabine and cyclophosphamide") one by one where the words can be parted."""
    names = hit.term.label.split(" and ")
    terms = [load().by_label.get((hit.term.kind, name)) for name in names]
    if hit.term.kind is not Kind.DRUG or len(names) != 2 or not all(terms):
        yield hit
        return
    gap = re.search(r"\W+(?:and )?", text[hit.start : hit.end])
    one, other = terms
    if gap and one and other:
        first, second = (one, other) if _begins(text, hit.start, names[0]) else (other, one)
        yield replace(hit, end=hit.start + gap.start(), term=first)
        yield replace(hit, start=hit.start + gap.end(), term=second)
    elif not all((Kind.DRUG, name) in sure for name in names):
        yield hit


def _begins(text: str, at: int, name: str) -> bool:
    """Tell by its first letter whether a drug named in full or short ("Cy") is the one of that name."""
    return text[at].lower() == name[0].lower()


def _as_marker(stretch: Stretch, hit: Hit) -> Hit:
    """Return "elevated LDH" as the biomarker where the sentence ties it to an outcome and tells no adverse event."""
    label = hit.term.label.removesuffix(" increased")
    marker = load().by_label.get((Kind.BIOMARKER, label))
    if hit.term.kind is not Kind.TOXICITY or hit.term.role != "laboratory" or not marker:
        return hit
    return replace(hit, term=marker) if slot("tied", "cues").search(stretch.words) else hit


def _id(hit: Hit) -> tuple[Kind, str]:
    return hit.term.kind, hit.term.label
