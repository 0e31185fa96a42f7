"""Which hits are mentions: what a kind demands of the text around it, and who yields where two overlap."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.mentions.readings import reread
from cargraph.mentions.rules import slot
from cargraph.mentions.secondary import second_cancers, treated_harms
from cargraph.mentions.shortforms import is_other
from cargraph.mentions.vocabulary import load
from cargraph.mentions.weighing import is_counted, weighed
from cargraph.model import Kind, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cargraph.mentions.named import Named
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

_ONE_THING = {
    (Kind.ENDPOINT, "minimal residual disease"): ("MRD negativity", "MRD-negative complete response"),
    (Kind.TOXICITY, "treatment-related adverse event"): ("adverse event",),
    (Kind.TOXICITY, "treatment-emergent adverse event"): ("adverse event",),
    (Kind.ENDPOINT, "response"): ("objective response rate",),
    (Kind.ENDPOINT, "remission"): ("DORIS remission", "drug-free remission", "overall remission rate"),
    (Kind.ENDPOINT, "overall remission rate"): ("objective response rate",),
    (Kind.ENDPOINT, "mortality"): ("non-relapse mortality", "all-cause mortality"),
    (Kind.ENDPOINT, "death"): ("all-cause mortality", "mortality"),
    (Kind.BIOMARKER, "inhibitory molecules"): ("exhaustion markers",),
    (Kind.ENDPOINT, "survival"): ("overall survival",),
    (Kind.CYTOKINE, "IL-6 receptor"): ("IL-6",),
    (Kind.CYTOKINE, "IL-1 receptor"): ("IL-1",),
    (Kind.TOXICITY, "immune effector cell-associated hematotoxicity"): ("haematological toxicity",),
    (Kind.TOXICITY, "myelosuppression"): ("haematological toxicity",),
    (Kind.TOXICITY, "immune effector cell-associated HLH-like syndrome"): (
        "hemophagocytic lymphohistiocytosis",
        "macrophage activation syndrome",
    ),
    (Kind.TOXICITY, "human herpesvirus 6 infection"): ("human herpesvirus 6 reactivation",),
    (Kind.TOXICITY, "fatal event"): ("treatment-related death", "death"),
    (Kind.TOXICITY, "macrophage activation syndrome"): ("hemophagocytic lymphohistiocytosis",),
    (Kind.DRUG, "growth factor support"): ("G-CSF", "filgrastim"),
    (Kind.DRUG, "bispecific T-cell engager"): ("bispecific antibody",),
    (Kind.ENDPOINT, "relapse or progression"): ("relapse", "progressive disease"),
    (Kind.ENDPOINT, "cumulative incidence of relapse"): ("relapse", "relapse or progression"),
    (Kind.TOXICITY, "neurotoxicity"): ("immune effector cell-associated neurotoxicity syndrome",),
    (Kind.TOXICITY, "T-cell malignancy"): ("secondary T-cell malignancy",),
    (Kind.DISEASE, "non-Hodgkin lymphoma"): ("B-cell non-Hodgkin lymphoma",),
    (Kind.TOXICITY, "severe neurotoxicity"): (
        "neurotoxicity",
        "immune effector cell-associated neurotoxicity syndrome",
    ),
    (Kind.TOXICITY, "toxicity"): (
        "immune effector cell-associated toxicity",
        "adverse event",
        "treatment-related adverse event",
        "treatment-emergent adverse event",
    ),
}
"""Terms that are one thing in a paper that has both: the first of those named that it has."""
_UNLESS_COUNTED = frozenset({(Kind.TOXICITY, "neurotoxicity")})
"""Those of them that are a thing of their own where a number is told of them."""
_BY_KIN = {
    (Kind.ENDPOINT, "overall survival"): frozenset({"survival"}),
    (Kind.ENDPOINT, "complete response"): frozenset({"response", "survival", "relapse", "mrd", "duration"}),
    (Kind.ENDPOINT, "partial response"): frozenset({"response", "survival", "relapse", "mrd", "duration"}),
    (Kind.ENDPOINT, "stable disease"): frozenset({"response"}),
    (Kind.ENDPOINT, "progressive disease"): frozenset({"response"}),
    (Kind.DISEASE, "acute lymphoblastic leukemia"): frozenset({"leukemia", "lymphoma"}),
    (Kind.DISEASE, "multiple myeloma"): frozenset({"myeloma"}),
    **{
        (Kind.DISEASE, label): frozenset({"autoimmune"})
        for label in (
            "idiopathic inflammatory myopathy",
            "rheumatoid arthritis",
            "myasthenia gravis",
            "lupus nephritis",
        )
    },
}
"""Terms with a short form of more meanings (OS, CR, ALL), and the roles of terms that settle which is meant."""
_EXACT = (Kind.COMPONENT, Kind.DRUG)
_BLOCKERS = ("cytokine_antagonist", "checkpoint_inhibitor")
_TOO_WIDE = frozenset({"cancer", "infection"})
_FAMILIES = frozenset(
    {"lymphoma", "leukemia", "acute leukemia", "acute lymphoblastic leukemia", "sarcoma", "lung cancer", "glioma"}
)


def chosen(hits: Sequence[Hits], forms: ShortForms, paper: Setting) -> Iterator[tuple[Stretch, Hit]]:
    """Yield the hits that count as mentions, with what they mean in this paper."""
    sure = frozenset(_id(h) for _, found in hits for h in found if not h.ambiguous)
    sure |= {_id(hit) for hit in forms.meaning.values()} | _kin(hits, sure)
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
    counted = {_id(hit) for stretch, hit in meant if _id(hit) in _UNLESS_COUNTED and is_counted(stretch, hit)}
    apart = counted - _glossed(meant)
    narrower = _narrower(into.values())
    exact = _apposed([(stretch, hit) for stretch, hit in meant if _id(hit) in kept])
    titled = frozenset(_id(hit) for stretch, hit in meant if stretch.index == 0)
    for stretch, hit in meant:
        alone = exact.get(_id(hit)) or (hit.term if _id(hit) in apart else _one_thing(hit.term, into))
        if _id(hit) in kept and (term := _most_exact(alone, narrower, titled)):
            yield stretch, replace(hit, term=term)


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


def _glossed(meant: Sequence[tuple[Stretch, Hit]]) -> set[tuple[Kind, str]]:
    """Return the terms that a paper itself says to be the one they may mean: "neurotoxicity (ICANS)"."""
    ends = {(hit.end, _id(hit)) for _, hit in meant if _id(hit) in _UNLESS_COUNTED}
    places = {(hit.start, _id(hit)) for _, hit in meant}
    return {wide for end, wide in ends if any((end + 2, (wide[0], label)) in places for label in _ONE_THING[wide])}


def _given(named: list[tuple[Stretch, Hit]]) -> list[tuple[Stretch, Hit]]:
    """Return the hits with what is given in one place (a growth factor, an engager) taken for the drug in all."""
    drugs = {hit.term.label: hit.term for _, hit in named if hit.term.kind is Kind.DRUG}
    return [
        (stretch, replace(hit, term=drugs[hit.term.label]))
        if hit.term.kind in (Kind.CYTOKINE, Kind.COMPONENT) and hit.term.label in drugs
        else (stretch, hit)
        for stretch, hit in named
    ]


def _kin(hits: Sequence[Hits], sure: frozenset[tuple[Kind, str]]) -> frozenset[tuple[Kind, str]]:
    """Return the terms whose short form counts undefined, where a paper names others of their sort (OS by PFS)."""
    roles = {h.term.role for _, found in hits for h in found if _id(h) in sure}
    return frozenset(key for key, wanted in _BY_KIN.items() if roles & wanted)


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


def _one_thing(term: Term, terms: Mapping[tuple[Kind, str], Term]) -> Term:
    """Return the term of the paper that a term is one thing with: its plain form, or itself."""
    degree = slot("degree", "cues").fullmatch(term.label)
    plain = _ONE_THING.get((term.kind, term.label), ())
    plain = (degree.group(1), term.broader, *plain) if degree else plain
    return next((terms[term.kind, label] for label in plain if (term.kind, label) in terms), term)


def _narrower(terms: Iterable[Term]) -> Mapping[tuple[Kind, str], list[Term]]:
    """Return, for each broader label, the paper's terms under it that have none under themselves.

    Of drugs, only those that block are counted: "GM-CSF neutralization" is the antibody that the paper names.
    """
    found: dict[tuple[Kind, str], list[Term]] = {}
    counted = (t for t in terms if t.kind in (Kind.DISEASE, Kind.COMPONENT) or t.role in _BLOCKERS)
    listed = sorted(counted, key=lambda t: (t.kind, t.label))
    for term in listed:
        above = {(term.kind, term.role)} & {(Kind.DISEASE, "leukemia")} - {(term.kind, term.label)}
        for key in sorted(above | {(wider.kind, wider.label) for wider in load().ancestors(term)}):
            found.setdefault(key, []).append(term)
    return found


def _most_exact(
    term: Term, narrower: Mapping[tuple[Kind, str], list[Term]], titled: frozenset[tuple[Kind, str]]
) -> Term | None:
    """Return the one narrower thing that a paper means by a wider name; None for a name that is too wide.

    Of several narrower diseases it is the one that the title alone names (`titled`).
    """
    below = [t for t in narrower.get((term.kind, term.label), ()) if (t.kind, t.label) not in narrower]
    if len(below) > 1 and term.label in _FAMILIES and (term.kind, term.label) not in titled:
        below = [t for t in below if (t.kind, t.label) in titled] or below
    if not below:
        return term
    if term.label in _TOO_WIDE:
        return None
    return below[0] if len(below) == 1 and (term.label in _FAMILIES or term.kind in _EXACT) else term


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
