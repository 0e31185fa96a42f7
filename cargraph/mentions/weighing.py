"""Which terms count: the demands of `weighing.yaml` on the sentences that name a term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cargraph.errors import RuleError
from cargraph.model import Kind
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.vocabulary import Hit
    from cargraph.model import Term

_KEYS = {"kind", "labels", "roles", "demand", "why"}
_NUMBER = re.compile(r"\d ?%|\d+ ?/ ?\d+|\d (?:\w+ )?of (?:the )?\d+|\b[Oo]f (?:the )?\d+ (?:\w+ ){0,3}(?:who|that|received|treated|enrolled|with|infused|evaluable)|\(n ?= ?\d|\b(?:no|none|all|both|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:\w+ ){0,2}(?:patients?|subjects?|participants?|children) (?:had|has|have|achiev|experienc|show|with|obtain|develop|respond|remain|attain|exhibit|enter)|median|\b(?:no|without) ", re.I)  # fmt: skip
_COMPARED = re.compile(r"\b(?:no|not|without|none|any|absence|higher|lower|increased?|reduced?|decreased?|less|fewer|more|minimal|severe|grade|caus\w+|limit\w*)\b", re.I)
_NEAR = 40
_TIED = re.compile(r"associat|correlat|predict|risk factor|prognos|independent|hazard|odds|multivaria|univaria|inferior|superior|link(?:ed|s)|p ?[<=]|(?:higher|lower|elevated|high|low)\b.{0,60}\b(?:had|have|with|in)\b", re.I)  # fmt: skip
_MEASURED = re.compile(r"level|serum|plasma|concentration|peak|elevat|increas|decreas|declin|rise|rose|titer|titre|normaliz|measur|ratio|release|secret|product|marker|disappear|negativ|seroconver|fell|dropp|undetect", re.I)  # fmt: skip
_BUILT = re.compile(
    r"domain|scFv|co-?stimulat|signal|transduc|vector|transmembrane|hinge|single-chain|construct|engineered|encod|incorporat|contain"
    r"|knock|edit|disrupt|delet|armou?red|switch|express|backbone|insert|locus|CRISPR|(?<![A-Za-z])CARs?(?![a-z])|CART"
)
_EDITED = re.compile(r"knock|edit|disrupt|delet|KO\b|-/-|silenc|CRISPR|deficien|ablat|insert|locus|loci|dominant|shRNA|siRNA|lacking|absence|inactivat|null|TALEN|Cas9|remov|loss of|eliminat|multiplex|switch|fusion|overexpress|express(?:ing|ed)? a ")
_JOINED = re.compile(r"domain|co-?stim|signal|based|contain|zeta|ζ|endodomain|moiet|generation|CARs?\b|chain|intracellular|cytoplasmic|receptor|construct|vector|transmembrane|hinge")
_AIMED_BEFORE = re.compile(r"(?:receptors?|CSRs?|CARs?|cells?|scFv|binder|nanobody) (?:specific for|targeting|targeted (?:to|against)|directed (?:against|to|at)|against|recogni[sz]ing) (?:human |the )?$|target antigens?,? (?:such as |including )?$")
_AIMED_AFTER = re.compile(r"-(?:specific|directed|targeted|redirected|targeting) (?:chimeric|CAR|receptor|T[- ]cell)|,? (?:is|are|as|represents?|was|has emerged as)(?: \w+){0,2} an? (?:\w+ ){0,3}target(?! gene)")
_DRUG_AFTER = re.compile(r"[- ](?:\w+[- ])?(?:antibod|mAb|inhibitor|blockade|antagonist|drug|bispecific T)")
_OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Hh]ere(?:in)?|[Tt]his (?:study|trial|phase|report|work|analysis|paper)|[Ii]n this|[Tt]he (?:present|current) study)\b")
_PATIENTS = re.compile(r"\b(?:\d+|[a-z]+teen|[a-z]+ty|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:\S+ ){0,4}(?:patients|subjects|participants|children|adults)|\bphase (?:[1-4]|I)|median follow", re.I)  # fmt: skip
_FULL_TEXT = 60
_BACKGROUND = frozenset({"background", "introduction", "discussion"})


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


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole paper tells of a term's place: its own sentences, its targets, the terms it names."""

    own: frozenset[int]
    methods: frozenset[int]
    targets: frozenset[str]
    terms: frozenset[Term]
    cars: bool
    clinical: bool


@cache
def demands() -> tuple[Demand, ...]:
    """Read the shipped demands. Raises RuleError naming the row and the mend."""
    import yaml

    path = ontologies() / "rules" / "weighing.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(_demand(f"{path.name}, row {number}", row) for number, row in enumerate(rows, start=1))


def _demand(place: str, row: Mapping[str, Any]) -> Demand:
    if unknown := set(row) - _KEYS:
        raise RuleError(f"{place}: unknown key {', '.join(sorted(unknown))}; take it out")
    if row.get("demand") not in TESTS:
        raise RuleError(f"{place}: no demand is called {row.get('demand')}; write one of {', '.join(sorted(TESTS))}")
    return Demand(Kind(row["kind"]), frozenset(row.get("labels", ())), frozenset(row.get("roles", ())), row["demand"])


@cache
def _demanded(term: Term) -> str:
    return next((demand.demand for demand in demands() if demand.fits(term)), "")


def setting(text: str, sections: Mapping[int, str], stretches: Sequence[Stretch], targets: frozenset[str], *, cars: bool) -> Setting:
    """Return what the paper as a whole tells."""
    terms = frozenset(hit.term for stretch in stretches for hit in stretch.hits if not hit.ambiguous)
    methods = frozenset(i for i, name in sections.items() if name == "methods" and len(sections) > _FULL_TEXT)
    return Setting(_own(sections, stretches), methods, targets, terms, cars, bool(_PATIENTS.search(text)))


def _own(sections: Mapping[int, str], stretches: Sequence[Stretch]) -> frozenset[int]:
    """Return the numbers of the sentences that are not background: by section, else from the first that says "we"."""
    prose = [stretch for stretch in stretches if stretch.index >= 0]
    plain = [stretch for stretch in prose if sections.get(stretch.index) not in _BACKGROUND]
    told = {stretch.index for stretch in prose if _OWN.search(stretch.words)}
    if len(plain) < len(prose):
        return frozenset({stretch.index for stretch in plain} | told | {-1})
    first = min((i for i in told if sections.get(i) != "title"), default=0)
    late = first > 0.6 * len(prose)
    return frozenset({s.index for s in prose if late or s.index >= first or sections.get(s.index) == "title"} | {-1})


def weighed(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    """Tell whether a place meets the demand that is made of its term."""
    if stretch.index in paper.methods and hit.term.kind in (Kind.DISEASE, Kind.TOXICITY, Kind.CYTOKINE):
        return False
    if hit.term.kind is Kind.TOXICITY and hit.term.role == "infection" and any(t.role == "infection" for t in paper.terms if t.kind is Kind.DISEASE):
        return _number(stretch, hit, paper)
    demand = _demanded(hit.term)
    return not demand or TESTS[demand](stretch, hit, paper)


def _number(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _own_place(stretch, hit, paper) and bool(_NUMBER.search(_near(stretch, hit)))


def _own_place(stretch: Stretch, _: Hit, paper: Setting) -> bool:
    return stretch.index in paper.own


def _compared(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    before = stretch.text[max(stretch.start, hit.start - _NEAR) : hit.start]
    after = stretch.text[hit.end : min(stretch.end, hit.end + _NEAR)]
    return _own_place(stretch, hit, paper) and bool(_NUMBER.search(after) or _COMPARED.search(before))


def _alone(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    rivals = (t for t in paper.terms if t.kind is hit.term.kind and t.role == hit.term.role and t.label != hit.term.label)
    return _own_place(stretch, hit, paper) and not any(rivals)


def _tied(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _own_place(stretch, hit, paper) and bool(_TIED.search(stretch.words))


def _measured(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return _own_place(stretch, hit, paper) and bool(_TIED.search(stretch.words) or _MEASURED.search(stretch.words))


def _preclinical(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return not paper.clinical and _own_place(stretch, hit, paper)


def _edited(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return paper.cars and bool(_EDITED.search(_near(stretch, hit)))


def _joined(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    return paper.cars and bool(_JOINED.search(_near(stretch, hit)))


def _near(stretch: Stretch, hit: Hit) -> str:
    return stretch.text[max(stretch.start, hit.start - 2 * _NEAR) : min(stretch.end, hit.end + 2 * _NEAR)]


def _built(stretch: Stretch, _: Hit, paper: Setting) -> bool:
    return paper.cars and bool(_BUILT.search(stretch.words))


def _binding(stretch: Stretch, hit: Hit, paper: Setting) -> bool:
    if hit.term.label in paper.targets:
        return True
    before = stretch.text[max(stretch.start, hit.start - 40) : hit.start]
    after = stretch.text[hit.end : min(stretch.end, hit.end + 40)]
    return paper.cars and bool(_AIMED_BEFORE.search(before) or _AIMED_AFTER.match(after)) and not _DRUG_AFTER.match(after)


def _never(_: Stretch, __: Hit, ___: Setting) -> bool:
    return False


TESTS: dict[str, Callable[[Stretch, Hit, Setting], bool]] = {
    "never": _never, "number": _number, "own": _own_place, "compared": _compared, "alone": _alone, "tied": _tied,
    "measured": _measured, "preclinical": _preclinical, "built": _built, "edited": _edited, "joined": _joined, "binding": _binding,
}  # fmt: skip
