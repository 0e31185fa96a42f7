"""Which terms count: the demands of `weighing.yaml` on the sentences that name a term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cargraph.errors import RuleError
from cargraph.mentions.rules import slot
from cargraph.mentions.setting import tells
from cargraph.model import Kind
from cargraph.resources import ontologies, rule_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.setting import Setting
    from cargraph.mentions.vocabulary import Hit
    from cargraph.model import Term

_NEEDED = frozenset({"kind", "demand", "why"})
_ALLOWED = frozenset({"labels", "roles"})
_NEAR = 40
_TITLED = re.compile(r"(?:^|[^a-z ] ?)Targeting (?:the |human )?$")


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded of a kind's terms with certain labels or roles (all where neither is said)."""

    kind: Kind
    labels: frozenset[str]
    roles: frozenset[str]
    demand: str

    def fits(self, term: Term) -> bool:
        """Tell whether the demand is made of a term."""
        if term.kind is not self.kind:
            return False
        return not (self.labels or self.roles) or term.label in self.labels or term.role in self.roles


@cache
def demands() -> tuple[Demand, ...]:
    """Read the shipped demands. Raises RuleError naming the row and the mend."""
    path = ontologies() / "rules" / "weighing.yaml"
    return tuple(_demand(place, row) for place, row in rule_rows(path, needed=_NEEDED, allowed=_ALLOWED))


def _demand(place: str, row: Mapping[str, Any]) -> Demand:
    if row.get("demand") not in TESTS:
        raise RuleError(f"{place}: no demand is called {row.get('demand')}; write one of {', '.join(sorted(TESTS))}")
    return Demand(Kind(row["kind"]), frozenset(row.get("labels", ())), frozenset(row.get("roles", ())), row["demand"])


@cache
def _demanded(term: Term) -> str:
    return next((demand.demand for demand in demands() if demand.fits(term)), "")


def weighed(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    """Tell whether a place meets the demand that is made of its term."""
    if stretch.index in paper.methods and hit.term.kind in (Kind.DISEASE, Kind.TOXICITY, Kind.CYTOKINE):
        return False
    if hit.term.kind in (Kind.BIOMARKER, Kind.TOXICITY) and tells("at_the_start", stretch):
        return False
    if hit.term.kind is Kind.TOXICITY and hit.term.role == "infection" and paper.of_infection:
        return hit.term.label != "infection" and _number(stretch, hit, paper)
    demand = _demanded(hit.term)
    if hit.term.kind is Kind.COMPONENT and demand != "never" and (hit.start, hit.end) in paper.parts:
        return True
    if not demand or TESTS[demand](stretch, hit, paper):
        return True
    return demand != "never" and _of_a_product(stretch, hit, paper)


def _of_a_product(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    """Tell whether a whole paper's background gives a named product's result in numbers: "X led to an ORR of 80%"."""
    outcome = hit.term.kind in (Kind.ENDPOINT, Kind.TOXICITY) and hit.term.role != "feasibility"
    if paper.brief or stretch.index in paper.own or not outcome:
        return False
    named = any(stretch.start <= start < stretch.end for start, _ in paper.products)
    return named and is_counted(stretch, hit)


@cache
def is_sought(kind: Kind, label: str) -> bool:
    """Tell whether a term is what every patient is tested for, so that not to find it is a result."""
    return any(d.demand == "sought" and d.kind is kind and label in d.labels for d in demands())


def is_counted(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether a number of patients, or a stated absence, stands near a place."""
    return _says("number", _near(stretch, hit))


def _number(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _own_place(stretch, hit, paper) and is_counted(stretch, hit)


def _says(cue: str, words: str) -> bool:
    return bool(slot(cue, "cues").search(words))


def _own_place(stretch: Stretch, _: Hit, paper: Setting) -> bool:
    return stretch.index in paper.own


def _compared(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    before = stretch.text[max(stretch.start, hit.start - _NEAR) : hit.start]
    after = stretch.text[hit.end : min(stretch.end, hit.end + _NEAR)]
    told = _says("number", after) or _says("compared", before)
    told = told or (hit.term.kind is Kind.TOXICITY and _is_rated(stretch, hit))
    return _own_place(stretch, hit, paper) and told


def _driven(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    before = stretch.text[max(stretch.start, hit.start - _NEAR) : hit.start]
    after = stretch.text[hit.end : min(stretch.end, hit.end + _NEAR)]
    told = _says("brought_about", before) or bool(slot("withstood", "cues").match(after))
    return _compared(stretch, hit, paper) or (_own_place(stretch, hit, paper) and (told or not paper.clinical))


def _alone(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    rivals = (
        t for t in paper.terms if t.kind is hit.term.kind and t.role == hit.term.role and t.label != hit.term.label
    )
    return _own_place(stretch, hit, paper) and not any(rivals)


def _treated(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    others = (t for t in paper.terms if t.kind is hit.term.kind and t.label != hit.term.label)
    return _own_place(stretch, hit, paper) or not any(others)


def _tied(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _own_place(stretch, hit, paper) and tells("tied", stretch)


def _linked(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _tied(stretch, hit, paper) or _graded(stretch, hit, paper)


def _measured(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _own_place(stretch, hit, paper) and (tells("tied", stretch) or tells("measured", stretch))


def _sought(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _own_place(stretch, hit, paper) and (_measured(stretch, hit, paper) or tells("sought", stretch))


def _told(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _number(stretch, hit, paper) or _graded(stretch, hit, paper)


def _claimed(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    before = stretch.text[max(stretch.start, hit.start - 2 * _NEAR) : hit.start]
    claim = _says("claimed_before", before) or slot("claimed_after", "cues").match(stretch.text, hit.end, stretch.end)
    return _told(stretch, hit, paper) or (bool(claim) and (paper.brief or _own_place(stretch, hit, paper)))


def _traced(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _claimed(stretch, hit, paper) or _tied(stretch, hit, paper)


def _arisen(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _compared(stretch, hit, paper) or (not _number(stretch, hit, paper) and _claimed(stretch, hit, paper))


def _apart(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _alone(stretch, hit, paper) or _told(stretch, hit, paper)


def _brief(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    sign = _says("known_by", stretch.text[stretch.start : hit.start])
    return _own_place(stretch, hit, paper) or (paper.brief and not sign)


def _told_of_the_field(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _laboratory(stretch, hit, paper) or _claimed(stretch, hit, paper)


def _graded(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _own_place(stretch, hit, paper) and _is_rated(stretch, hit)


def _rated(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _own_place(stretch, hit, paper) and (not paper.clinical or _is_rated(stretch, hit))


def _is_rated(stretch: Stretch, hit: Hit) -> bool:
    """Tell whether the words just before or after a readout say how good it was or what it goes with."""
    before = stretch.text[max(stretch.start, hit.start - 2 * _NEAR) : hit.start]
    return _says("rated_before", before) or bool(slot("rated_after", "cues").match(stretch.text, hit.end, stretch.end))


def _preclinical(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return not paper.clinical and _own_place(stretch, hit, paper)


def _laboratory(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return not paper.clinical or _own_place(stretch, hit, paper)


def _edited(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return paper.cars and _says("edited", _near(stretch, hit))


def _joined(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return paper.cars and _says("joined", _near(stretch, hit))


def _near(stretch: Stretch, hit: Hit) -> str:
    return stretch.text[max(stretch.start, hit.start - 2 * _NEAR) : min(stretch.end, hit.end + 2 * _NEAR)]


def _built(stretch: Stretch, _: Hit, paper: Setting) -> bool:
    return paper.cars and tells("built", stretch)


def _binding(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    if hit.term.label in paper.targets or any(s <= hit.start and hit.end <= e for s, e in paper.products):
        return True
    before = stretch.text[max(stretch.start, hit.start - 3 * _NEAR) : hit.start]
    after = stretch.text[hit.end : min(stretch.end, hit.end + _NEAR)]
    if not paper.cars or slot("drug_after", "cues").match(after):
        return False
    if _TITLED.search(before) and slot("aimed_title", "cues").match(stretch.text, hit.end, stretch.end):
        return True
    return _says("aimed_before", before) or bool(slot("aimed_after", "cues").match(after))


def _combined(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _number(stretch, hit, paper) or (_own_place(stretch, hit, paper) and _says("combined", _near(stretch, hit)))


def _never(_: Stretch, __: Hit, ___: Setting) -> bool:
    return False


TESTS: dict[str, Callable[[Stretch, Hit, Setting], bool]] = {
    "never": _never, "number": _number, "own": _own_place, "compared": _compared, "alone": _alone, "tied": _tied,
    "laboratory": _laboratory, "driven": _driven, "told": _told, "rated": _rated,
    "measured": _measured, "preclinical": _preclinical, "built": _built, "edited": _edited, "joined": _joined,
    "claimed": _claimed, "arisen": _arisen, "apart": _apart, "traced": _traced, "linked": _linked, "brief": _brief,
    "field": _told_of_the_field, "sought": _sought,
    "binding": _binding, "combined": _combined, "treated": _treated, "graded": _graded,
}  # fmt: skip
