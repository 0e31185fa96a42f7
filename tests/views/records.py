"""A small graph written by hand, and a hostile one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cargraph.graph.records import (
    ArmRecord,
    ComparisonRecord,
    DocumentRecord,
    DoseRecord,
    EntityRecord,
    EvidenceRecord,
    ObservationRecord,
    StatementRecord,
)
from cargraph.model import Kind, Predicate

BASE = "https://w3id.org/cargraph/id/"
PAPER = BASE + "doc/kestrel"


@dataclass(frozen=True)
class Records:
    """What the page is told of a graph."""

    documents: tuple[DocumentRecord, ...]
    things: tuple[EntityRecord, ...]
    stated: tuple[StatementRecord, ...] = ()
    observed: tuple[ObservationRecord, ...] = ()
    compared: tuple[ComparisonRecord, ...] = ()
    counted: tuple[ArmRecord, ...] = ()
    dosed: tuple[DoseRecord, ...] = ()

    def entities(self) -> tuple[EntityRecord, ...]:
        return self.things

    def statements(self) -> tuple[StatementRecord, ...]:
        return self.stated

    def observations(self) -> tuple[ObservationRecord, ...]:
        return self.observed

    def comparisons(self) -> tuple[ComparisonRecord, ...]:
        return self.compared

    def arms(self) -> tuple[ArmRecord, ...]:
        return self.counted

    def doses(self) -> tuple[DoseRecord, ...]:
        return self.dosed


def iri(name: str) -> str:
    return BASE + name


def thing(name: str, kind: Kind, label: str, *names: str, role: str = "", curie: str | None = None) -> EntityRecord:
    return EntityRecord(iri(name), kind, label, (label, *names), curie, role, documents=(PAPER,))


def evidence(start: int, quote: str, table: int | None = None) -> tuple[EvidenceRecord, ...]:
    return (EvidenceRecord(PAPER, start, start + len(quote), quote, "results", "by hand", table),)


BUILT = "Kestrel-19 recognises CD19 and signals through 4-1BB; an shRNA in it silences IL-6."
SEVERE = (
    "CRS of grade 3 or higher was seen in 3 of 30 patients given Kestrel-19 and in 12 of 29 given Merlin-19 (P = 0.01)."
)
NOBODY = "Not one of the 30 patients given Kestrel-19 had ICANS, and none of them died of treatment."
SURVIVAL = "After one year 70% (95% CI 52-84) of those given Kestrel-19 were alive."
MAYBE = "Kestrel-19 may cause infection."


def small() -> Records:
    """Return a paper with two arms."""
    return Records(
        documents=(
            DocumentRecord(
                PAPER, "doi:10.5555/kestrel", "Kestrel-19 or Merlin-19 in B-ALL", doi="10.5555/kestrel", year=2031
            ),
        ),
        things=(
            thing("kestrel", Kind.CONSTRUCT, "Kestrel-19", "KST-19"),
            thing("merlin", Kind.CONSTRUCT, "Merlin-19"),
            thing("cd19", Kind.ANTIGEN, "CD19", curie="HGNC:1633"),
            thing("bb", Kind.COMPONENT, "4-1BB", role="costimulation"),
            thing("il6", Kind.CYTOKINE, "IL-6"),
            thing("crs", Kind.TOXICITY, "cytokine release syndrome", "CRS"),
            thing("icans", Kind.TOXICITY, "ICANS"),
            thing("death", Kind.TOXICITY, "treatment-related death"),
            thing("infection", Kind.TOXICITY, "infection"),
            thing("os", Kind.ENDPOINT, "overall survival", "OS"),
        ),
        stated=(
            relation("kestrel", Predicate.TARGETS, "cd19", evidence(100, BUILT)),
            relation("kestrel", Predicate.HAS_COMPONENT, "bb", evidence(100, BUILT)),
            relation("kestrel", Predicate.SILENCES, "il6", evidence(100, BUILT)),
            relation("kestrel", Predicate.CAUSES, "crs", evidence(300, SEVERE)),
            relation("merlin", Predicate.CAUSES, "crs", evidence(300, SEVERE)),
            relation("kestrel", Predicate.CAUSES, "death", evidence(500, NOBODY), negated=True),
            relation("kestrel", Predicate.CAUSES, "infection", evidence(800, MAYBE), hedged=True, cited=True),
        ),
        observed=(
            proportion("kestrel", "crs", (3, 30), 10.0, ">=3", evidence(300, SEVERE)),
            proportion("merlin", "crs", (12, 29), 52.0, ">=3", evidence(300, SEVERE)),
            proportion("kestrel", "icans", (0, 30), None, "any", evidence(500, NOBODY)),
            ObservationRecord(
                iri=iri("obs/os"), document=PAPER, subject=iri("kestrel"), outcome=iri("os"), stat="rate", percent=70.0,
                low=52.0, high=84.0, interval="ci95", time="1 year", evidence=evidence(700, SURVIVAL), confidence=0.9,
            ),
        ),
        compared=(
            ComparisonRecord(
                iri=iri("cmp/1"), document=PAPER, a=iri("kestrel"), a_label="Kestrel-19", b=iri("merlin"),
                b_label="Merlin-19", outcome=iri("crs"), direction="lower", grade=">=3", p=0.01, p_operator="=",
                evidence=evidence(300, SEVERE), confidence=0.9,
            ),
        ),
        counted=(
            ArmRecord(
                iri=iri("arm/1"), document=PAPER, subject=iri("kestrel"), n=30, evidence=evidence(500, NOBODY),
            ),
        ),
        dosed=(
            DoseRecord(
                iri=iri("dose/1"), document=PAPER, subject=iri("kestrel"), low=2e6, unit="cells/kg",
                evidence=evidence(100, BUILT),
            ),
        ),
    )  # fmt: skip


def relation(
    subject: str,
    predicate: Predicate,
    target: str,
    where: tuple[EvidenceRecord, ...],
    *,
    negated: bool = False,
    hedged: bool = False,
    cited: bool = False,
) -> StatementRecord:
    return StatementRecord(
        iri=iri(f"stm/{subject}-{predicate}-{target}"),
        document=PAPER,
        subject=iri(subject),
        predicate=predicate,
        object=iri(target),
        negated=negated,
        hedged=hedged,
        cited=cited,
        evidence=where,
        confidence=0.9,
    )


def proportion(
    subject: str,
    outcome: str,
    counts: tuple[int, int],
    percent: float | None,
    grade: str,
    where: tuple[EvidenceRecord, ...],
) -> ObservationRecord:
    return ObservationRecord(
        iri=iri(f"obs/{subject}-{outcome}"),
        document=PAPER,
        subject=iri(subject),
        outcome=iri(outcome),
        stat="proportion",
        count=counts[0],
        total=counts[1],
        percent=percent,
        grade=grade,
        evidence=where,
        confidence=0.9,
    )


SCRIPT = "</script><script>document.title='owned'</script>"
IMAGE = "<img src=x onerror=\"document.title='owned'\">"
RIGHT_TO_LEFT = "CAR\u202e-91TRAC\u2028"
ENDLESS = "A" * 10_000


def hostile() -> Records:
    """Return a graph whose every text tries to be more than text."""
    quote = f"{IMAGE} {SCRIPT} javascript:alert(1) {{{{model}}}} caused CRS in 1/2 {ENDLESS}"
    return Records(
        documents=(DocumentRecord(PAPER, 'doi:10.1/"><script>', SCRIPT + IMAGE, doi='10.1000/"><script>alert(1)'),),
        things=(
            thing("a", Kind.CONSTRUCT, SCRIPT, IMAGE, curie="javascript:alert(1)"),
            thing("b", Kind.TOXICITY, IMAGE),
            thing("c", Kind.CONSTRUCT, RIGHT_TO_LEFT),
            thing("d", Kind.TOXICITY, ENDLESS),
            thing("e", Kind.DRUG, "=HYPERLINK('http://x')", "{{script}}"),
        ),
        stated=(
            relation("a", Predicate.CAUSES, "b", evidence(0, quote)),
            relation("c", Predicate.CAUSES, "d", evidence(0, quote)),
            relation("e", Predicate.MANAGES, "b", evidence(0, quote)),
        ),
        observed=(proportion("a", "b", (1, 2), 50.0, IMAGE, evidence(0, quote)),),
    )


def crowd(count: int) -> Records:
    """Return a graph of so many toxicities around one construct, each named in a sentence of its own."""
    harms = [thing(f"t{place}", Kind.TOXICITY, f"harm {place}") for place in range(count)]
    said = [f"Kestrel-19 caused harm {place}." for place in range(count)]
    first = small()
    return replace(
        first,
        things=(*first.things, *harms),
        stated=(
            *first.stated,
            *(relation("kestrel", Predicate.CAUSES, f"t{n}", evidence(2000 + 100 * n, said[n])) for n in range(count)),
        ),
    )
