"""Two invented papers and a review, as readings built by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from cargraph.model import (
    Arm,
    Comparison,
    Dose,
    Entity,
    Evidence,
    Grading,
    Kind,
    Observation,
    Paper,
    Predicate,
    Reading,
    Relation,
    Section,
    Span,
    Stat,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIAL = (
    "LUMA-7 cells in lymphoma\n"
    "LUMA-7 is a CD19 CAR with a 4-1BB domain and an IL-6 shRNA. "
    "Cytokine release syndrome of grade 3 or higher occurred in 3 of 40 (7.5%) patients. "
    "No neurotoxicity (0/40) was seen. LUMA-7 does not cause infection. "
    "Median PFS was not reached. Patients received 2-5 x 10^6 cells/kg."
)
TWO_ARMS = (
    "LUMA-7 against cold CAR\n"
    "Severe CRS was seen in 2 of 20 (10%) with Luma‐7 and in 8 of 16 (50%) with coldCAR (P = 0.012). "
    "Both target CD19. LUMA-7 may cause fever."
)


def _find(text: str, name: str) -> tuple[Span, ...]:
    def places() -> Iterator[Span]:
        at = text.find(name)
        while at >= 0:
            yield Span(at, at + len(name))
            at = text.find(name, at + 1)

    return tuple(places())


def entity(
    text: str, identifier: str, kind: Kind, label: str, *names: str, curie: str | None = None, role: str = ""
) -> Entity:
    spans = tuple(span for name in names for span in _find(text, name))
    return Entity(identifier, kind, label, names, spans, curie, role)


def evidence(text: str, quote: str, rule: str = "hand") -> tuple[Evidence, ...]:
    start = text.index(quote)
    return (Evidence(Span(start, start + len(quote)), quote, "results", rule),)


def trial() -> Reading:
    text = TRIAL
    say = partial(evidence, text)
    entities = (
        entity(text, "e1", Kind.CONSTRUCT, "LUMA-7", "LUMA-7"),
        entity(text, "e2", Kind.ANTIGEN, "CD19", "CD19", curie="HGNC:1633"),
        entity(text, "e3", Kind.COMPONENT, "4-1BB", "4-1BB", curie="HGNC:11924", role="costimulation"),
        entity(text, "e4", Kind.CYTOKINE, "IL-6", "IL-6", curie="HGNC:6018"),
        entity(text, "e5", Kind.TOXICITY, "cytokine release syndrome", "Cytokine release syndrome"),
        entity(text, "e6", Kind.TOXICITY, "neurotoxicity", "neurotoxicity"),
        entity(text, "e7", Kind.TOXICITY, "infection", "infection"),
        entity(text, "e8", Kind.ENDPOINT, "progression-free survival", "PFS"),
        entity(text, "e9", Kind.DISEASE, "lymphoma", "lymphoma", curie="MONDO:0005062"),
    )
    built = say("LUMA-7 is a CD19 CAR with a 4-1BB domain and an IL-6 shRNA.")
    relations = (
        Relation(subject="e1", predicate=Predicate.TARGETS, object="e2", evidence=built),
        Relation(subject="e1", predicate=Predicate.HAS_COMPONENT, object="e3", evidence=built),
        Relation(subject="e1", predicate=Predicate.SILENCES, object="e4", evidence=built),
        Relation(
            subject="e1",
            predicate=Predicate.CAUSES,
            object="e7",
            negated=True,
            evidence=say("LUMA-7 does not cause infection."),
        ),
        Relation(subject="e1", predicate=Predicate.TREATS, object="e9", evidence=say("LUMA-7 cells in lymphoma")),
    )
    observations = (
        Observation(
            subject="e1",
            outcome="e5",
            stat=Stat.PROPORTION,
            grade=">=3",
            count=3,
            total=40,
            percent=7.5,
            printed="3 of 40 (7.5%)",
            evidence=say("Cytokine release syndrome of grade 3 or higher occurred in 3 of 40 (7.5%) patients."),
        ),
        Observation(
            subject="e1",
            outcome="e6",
            stat=Stat.PROPORTION,
            grade="any",
            count=0,
            total=40,
            printed="0/40",
            evidence=say("No neurotoxicity (0/40) was seen."),
        ),
        Observation(
            subject="e1",
            outcome="e8",
            stat=Stat.MEDIAN,
            value="NR",
            unit="months",
            low=4.2,
            high="NE",
            evidence=say("Median PFS was not reached."),
        ),
    )
    paper = Paper(
        "doi:10.5555/luma.7",
        "luma.txt",
        "LUMA-7 cells in lymphoma",
        text,
        (Section("abstract", Span(0, len(text))),),
        doi="10.5555/luma.7",
        year=2023,
        journal="Invented Blood",
    )
    return Reading(
        paper,
        entities,
        relations,
        observations,
        arms=(Arm(subject="e1", n=40, evidence=say("3 of 40")),),
        doses=(Dose(subject="e1", low=2e6, high=5e6, unit="cells/kg", evidence=say("2-5 x 10^6 cells/kg")),),
    )


def two_arms() -> Reading:
    text = TWO_ARMS
    say = partial(evidence, text)
    entities = (
        entity(text, "a", Kind.CONSTRUCT, "Luma‐7", "Luma‐7", "LUMA-7"),
        entity(text, "b", Kind.CONSTRUCT, "coldCAR", "coldCAR", "cold CAR"),
        entity(text, "c", Kind.TOXICITY, "cytokine release syndrome", "CRS"),
        entity(text, "d", Kind.ANTIGEN, "CD19", "CD19", curie="HGNC:1633"),
        entity(text, "f", Kind.TOXICITY, "fever", "fever"),
    )
    line = say("Severe CRS was seen in 2 of 20 (10%) with Luma‐7 and in 8 of 16 (50%) with coldCAR (P = 0.012).")
    both = say("Both target CD19.")
    return Reading(
        Paper("pmid:99000001", "two.txt", "LUMA-7 against cold CAR", text, (), pmid="99000001", year=2024),
        entities,
        (
            Relation(subject="a", predicate=Predicate.TARGETS, object="d", evidence=both),
            Relation(subject="b", predicate=Predicate.TARGETS, object="d", evidence=both),
            Relation(
                subject="a",
                predicate=Predicate.CAUSES,
                object="f",
                hedged=True,
                evidence=say("LUMA-7 may cause fever."),
            ),
        ),
        (
            Observation(
                subject="a",
                outcome="c",
                stat=Stat.PROPORTION,
                grade=">=3",
                count=2,
                total=20,
                percent=10,
                printed="2 of 20 (10%)",
                evidence=line,
            ),
            Observation(
                subject="b",
                outcome="c",
                stat=Stat.PROPORTION,
                grade=">=3",
                count=8,
                total=16,
                percent=50.0,
                table=2,
                evidence=line,
            ),
            Observation(
                subject=None,
                arm="over 65",
                outcome="c",
                stat=Stat.PROPORTION,
                grade="any",
                count=1,
                total=3,
                percent=33.33,
                evidence=line,
            ),
        ),
        (
            Comparison(
                a="a", b="b", outcome="c", direction="lower", grade=">=3", p=0.012, p_operator="=", evidence=line
            ),
        ),
        (Arm(subject="a", n=20, evidence=line), Arm(subject=None, label="over 65", n=3, evidence=line)),
    )


def hostile() -> Reading:
    """Return a paper whose every word tries to break out of its syntax."""
    text = 'x "quoted" \\ back\r\n\tslash <b>> \x00\x07 \ud800 </script> ^^ {{name}} \U0001f600 end.'
    label = 'a"b\\c>d<e\n\ud800\x01 %zz {x} CAR'
    say = (Evidence(Span(0, len(text)), text, "results", 'ru"le'),)
    return Reading(
        Paper('sha256:../../etc "p\nasswd>', 'ev"il>.txt', text, text, ()),
        (
            Entity("e1", Kind.CONSTRUCT, label, (label, text), (Span(0, 1),)),
            Entity("e2", Kind.TOXICITY, ">", (">",), (), "X Y:<1>"),
        ),
        (Relation(subject="e1", predicate=Predicate.CAUSES, object="e2", evidence=say),),
        (
            Observation(
                subject="e1", outcome="e2", stat=Stat.RATE, arm=label, value=1e-30, low=-0.0, printed=text, evidence=say
            ),
        ),
        (Comparison(a=label, b=None, outcome="e2", direction=None, evidence=say),),
    )


def renamed(reading: Reading, identifier: str) -> Reading:
    return replace(reading, paper=replace(reading.paper, id=identifier))


def tiny() -> Reading:
    """Return a paper of one sentence, whose graph stands in tiny.ttl."""
    text = "VEGA-2 targets BCMA."
    return Reading(
        Paper("pmid:1", "tiny.txt", "Tiny", text, (), digest="00ff" * 16),
        (
            Entity("c", Kind.CONSTRUCT, "VEGA-2", ("VEGA-2",), (Span(0, 6),)),
            Entity("t", Kind.ANTIGEN, "BCMA", ("BCMA",), (Span(15, 19),), "HGNC:11913"),
        ),
        (Relation(subject="c", predicate=Predicate.TARGETS, object="t", evidence=evidence(text, text)),),
    )


def everything() -> Reading:
    """Return a paper in which every field of every fact has a value, so that its graph uses every term there is."""
    text = "ORYX-1 gave 12.50% grade 3 sCRS (Lee), 5.0 months, 2.50 to 7.50, p = 0.050. Nothing else."
    say = evidence(text, text)
    entities = (
        entity(text, "c", Kind.CONSTRUCT, "ORYX-1", "ORYX-1", role="autologous"),
        Entity("t", Kind.TOXICITY, "severe cytokine release syndrome", ("sCRS",), (), "NCIT:C0", "immune", "CRS"),
    )
    numbers: dict[str, Any] = {"low": 2.5, "high": 7.5, "interval": "ci95", "table": 1, "evidence": say, "grade": "3"}
    observation = Observation(
        subject="c",
        outcome="t",
        stat=Stat.PROPORTION,
        arm="all",
        scale="Lee",
        measure="onset",
        count=1,
        total=8,
        percent=12.5,
        value=5.0,
        unit="months",
        time="day 28",
        bound="upper",
        printed="12.50%",
        **numbers,
    )
    words = replace(observation, value="few", low="NE", high="NE", time="ever")
    comparison = Comparison(
        a="c", b="c", outcome="t", direction="lower", p=0.05, p_operator="=", ratio="HR", value=5.0, **numbers
    )
    return Reading(
        Paper("pmid:2", "all.txt", "All", text, (), (), "10.1/2", "2", "PMC2", "Blood", 2020, "en", (), "00ff" * 16),
        entities,
        tuple(
            Relation(subject="c", predicate=one, object="t", negated=no, hedged=no, evidence=say)
            for one in Predicate
            for no in (False, True)
        ),
        (observation, words, replace(observation, value="NR", time="never")),
        (comparison, replace(comparison, a="others", b="the rest")),
        (Arm(subject="c", n=8, label="all", evidence=say),),
        (Dose(subject="c", low=1e6, high=2e6, unit="cells", evidence=say),),
        gradings=(Grading(outcomes=("t",), scale="Lee", evidence=say),),
    )
