"""A small paper of our own with what the queries ask for that the others lack, and what the queries answer on it."""

from __future__ import annotations

import hashlib
from functools import partial

from cargraph.audit import audit
from cargraph.graph.api import Graph
from cargraph.graph.findings import audited_quads
from cargraph.graph.index import memory
from cargraph.model import Comparison, Kind, Observation, Paper, Predicate, Reading, Relation, Stat
from tests.graph.papers import entity, evidence

TEXT = (
    "RIGEL-4 in myeloma\n"
    "RIGEL-4 is built on BCMA with a CD28 domain. "
    "Neutropenia of grade 3 or higher occurred in 6 of 12 (50%) patients. "
    "Low platelets were seen in 3 (25%). "
    "Infection was seen in 2 of 12 (25%). "
    "Median PFS was 8.5 months (95% CI 4.1 to not estimable). "
    "CRS was managed with tocilizumab. "
    "Fever was rarer than with VEGA-2 (p = 0.03), infection was not (p = 0.4)."
)
SEVERE = "Neutropenia of grade 3 or higher occurred in 6 of 12 (50%) patients."
PLATELETS = "Low platelets were seen in 3 (25%)."
INFECTED = "Infection was seen in 2 of 12 (25%)."
PFS = "Median PFS was 8.5 months (95% CI 4.1 to not estimable)."
MANAGED = "CRS was managed with tocilizumab."
RARER = "Fever was rarer than with VEGA-2 (p = 0.03), infection was not (p = 0.4)."
BUILT = "RIGEL-4 is built on BCMA with a CD28 domain."


def _reading() -> Reading:
    say, named = partial(evidence, TEXT), partial(entity, TEXT)
    entities = (
        named("r", Kind.CONSTRUCT, "RIGEL-4", "RIGEL-4"),
        named("v", Kind.CONSTRUCT, "VEGA-2", "VEGA-2"),
        named("t", Kind.ANTIGEN, "BCMA", "BCMA", curie="HGNC:11913"),
        named("c", Kind.COMPONENT, "CD28", "CD28", curie="HGNC:1653", role="costimulation"),
        named("n", Kind.TOXICITY, "neutropenia", "Neutropenia", curie="NCIT:C143704"),
        named("p", Kind.TOXICITY, "thrombocytopenia", "Low platelets", curie="NCIT:C143764"),
        named("i", Kind.TOXICITY, "infection", "Infection", curie="MONDO:0005550"),
        named("f", Kind.TOXICITY, "fever", "Fever", curie="NCIT:C143485"),
        named("crs", Kind.TOXICITY, "cytokine release syndrome", "CRS", curie="NCIT:C143394"),
        named("pfs", Kind.ENDPOINT, "progression-free survival", "PFS", curie="NCIT:C28234"),
        named("toci", Kind.DRUG, "tocilizumab", "tocilizumab", curie="NCIT:C84217"),
    )
    share = partial(Observation, subject="r", stat=Stat.PROPORTION, total=12)
    fever = partial(Comparison, a="r", b="v", p_operator="=", evidence=say(RARER))
    return Reading(
        Paper("pmid:7", "rigel.txt", "RIGEL-4 in myeloma", TEXT, (), pmid="7"),
        entities,
        (
            Relation(subject="r", predicate=Predicate.TARGETS, object="t", evidence=say(BUILT, "built")),
            Relation(subject="r", predicate=Predicate.HAS_COMPONENT, object="c", evidence=say(BUILT, "built")),
            Relation(subject="toci", predicate=Predicate.MANAGES, object="crs", evidence=say(MANAGED)),
        ),
        (
            share(outcome="n", grade=">=3", count=6, percent=50.0, evidence=say(SEVERE)),
            share(outcome="p", count=3, percent=25.0, carried=True, printed="3 (25%)", evidence=say(PLATELETS)),
            share(outcome="i", count=2, percent=25.0, evidence=say(INFECTED)),
            Observation(
                subject="r",
                outcome="pfs",
                stat=Stat.MEDIAN,
                value=8.5,
                unit="months",
                low=4.1,
                high="NE",
                interval="ci95",
                evidence=say(PFS),
            ),
        ),
        (
            fever(outcome="f", direction="lower", p=0.03),
            fever(outcome="i", direction="similar", p=0.4),
        ),
    )


class _Papers:
    def __init__(self, text: bytes) -> None:
        self._text = text

    def index(self) -> object:
        return memory([self._text])

    mend = index


def competent() -> Graph:
    """Return the graph of the paper, audited."""
    reading = _reading()
    return Graph(_Papers(audited_quads(reading, audit(reading)).encode()))  # type: ignore[arg-type]


_DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
_PARTS = ("binder", "costimulation", "signalling", "target", "vector")
_WRONG = "infection, RIGEL-4: 25% is printed beside 2 of 12 patients."
MORE: dict[str, tuple[dict[str, str], list[tuple[object, ...]]]] = {
    "narrower": (
        {"outcome": "Cytopenia"},
        [
            ("neutropenia", "RIGEL-4", None, ">=3", 6, 12, 50.0, "pmid:7", SEVERE),
            ("thrombocytopenia", "RIGEL-4", None, None, 3, 12, 25.0, "pmid:7", PLATELETS),
        ],
    ),
    "medians": (
        {"outcome": "PFS"},
        [("RIGEL-4", None, None, "median", 8.5, "months", 4.1, "NE", "ci95", "pmid:7", PFS)],
    ),
    "managed-with": (
        {"toxicity": "crs"},
        [("tocilizumab", "manages", "Certain", False, "pmid:7", "results", MANAGED)],
    ),
    "significant": ({}, [("RIGEL-4", "VEGA-2", "fever", None, "lower", "=", 0.03, "pmid:7", RARER)]),
    "findings": (
        {},
        [("pmid:7", "contradiction", "percent", _WRONG, "2/12 = 16.7%, printed 25%; 25% of 12 is 3", INFECTED)],
    ),
    "carried": (
        {"outcome": "low platelets"},
        [("RIGEL-4", None, None, 3, 12, 25.0, "3 (25%)", "pmid:7", PLATELETS)],
    ),
    "not-reported": (
        {},
        [
            *(("RIGEL-4", slot) for slot in ("binder", "signalling", "vector")),
            *(("VEGA-2", slot) for slot in _PARTS),
        ],
    ),
    "says-so": (
        {"a": "bcma", "b": "Rigel 4"},
        [
            (
                *("RIGEL-4", "targets", "BCMA", "Positive", "Certain", False, "pmid:7", "results"),
                *(19, 63, BUILT, "built", _DIGEST),
            )
        ],
    ),
}
