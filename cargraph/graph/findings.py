"""What the audit of a paper found, as triples: a named graph of its own beside the paper's, in the same file.

A finding points at the facts it is about and at their evidence, which stand in the paper's graph. A paper that was
audited and found sound has the graph too, so that it can be told from one that was not audited.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cargraph.audit import Finding, Severity
from cargraph.graph.iris import CG, PREFIXES, RDF, audit_iri, part_iri
from cargraph.graph.quads import Place, fact_iri, quads, written
from cargraph.graph.rows import python
from cargraph.graph.selectors import evidence_iri
from cargraph.graph.terms import Pair, cg, iri, string, typed
from cargraph.model import Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph as ox

    from cargraph.model import Reading

_TYPE = iri(f"{RDF}type")
_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}
_AUDITED = "ASK { ?audit a cg:Audit }"
_FOUND = """SELECT * WHERE {
  ?finding a cg:Finding ; cg:document ?document ; cg:check ?check ; cg:severity ?severity ;
    cg:message ?message ; cg:arithmetic ?arithmetic ; cg:evidence ?evidence .
  ?evidence cg:quote ?quote ; cg:start ?start ; cg:end ?end ; cg:section ?section .
  ?document dcterms:identifier ?paper .
  OPTIONAL { ?evidence cg:rule ?rule }
  OPTIONAL { ?evidence cg:table ?table }
}"""


def audited_quads(reading: Reading, findings: Sequence[Finding]) -> str:
    """Write one paper's reading and what its audit found as canonical N-Quads of two named graphs, sorted.

    Raises GraphError where the reading cannot be written (see `quads`).
    """
    place = Place.of(reading)
    audit = written(_nodes(reading, findings, place), audit_iri(place.document))
    return "".join(sorted([*quads(reading).splitlines(keepends=True), *audit.splitlines(keepends=True)]))


def _nodes(reading: Reading, findings: Sequence[Finding], place: Place) -> Iterator[tuple[str, list[Pair]]]:
    audit = audit_iri(place.document)
    yield audit, [(_TYPE, cg("Audit")), (cg("document"), iri(place.document))]
    for one in findings:
        spans = sorted(f"{evidence.span.start}-{evidence.span.end}" for evidence in one.evidence)
        node = part_iri(audit, "finding", one.kind, one.message, one.arithmetic, *spans)
        facts = [reading.observations[at] for at in one.observations]
        about = [fact_iri(fact, place) for fact in (*facts, *(reading.comparisons[at] for at in one.comparisons))]
        yield (
            node,
            [
                (_TYPE, cg("Finding")),
                (cg("document"), iri(place.document)),
                (cg("check"), string(one.kind)),
                (cg("severity"), cg(one.severity.capitalize())),
                *typed("message", one.message),
                *typed("arithmetic", one.arithmetic),
                *((cg("concerns"), iri(fact)) for fact in about),
                *((cg("evidence"), iri(evidence_iri(evidence, place.document))) for evidence in one.evidence),
            ],
        )


def findings(store: ox.Store) -> tuple[Finding, ...] | None:
    """Return what the audit found, sorted by paper, the gravest of each first; None where no paper was audited."""
    if not store.query(_AUDITED, prefixes=PREFIXES, use_default_graph_as_union=True):
        return None
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    found = store.query(_FOUND, prefixes=PREFIXES, use_default_graph_as_union=True)
    names = [variable.value for variable in found.variables]  # type: ignore[union-attr]
    for solution in found:  # type: ignore[union-attr]
        row = dict(zip(names, (python(term) for term in solution), strict=True))
        rows[str(row["finding"])].append(row)
    return tuple(sorted((_finding(told) for told in rows.values()), key=_order))


def _finding(rows: list[dict[str, object]]) -> Finding:
    first = rows[0]
    proof = sorted({_evidence(row) for row in rows}, key=lambda one: (one.span, str(one.table)))
    severity = Severity(str(first["severity"]).removeprefix(CG).lower())
    kind, message, arithmetic, paper = (str(first[name]) for name in ("check", "message", "arithmetic", "paper"))
    return Finding(kind, severity, message, arithmetic, tuple(proof), paper)


def _evidence(row: dict[str, object]) -> Evidence:
    span = Span(int(str(row["start"])), int(str(row["end"])))
    table = None if row["table"] is None else int(str(row["table"]))
    return Evidence(span, str(row["quote"]), str(row["section"]), str(row["rule"] or ""), table)


def _order(one: Finding) -> tuple[object, ...]:
    return one.paper, _WEIGHT[one.severity], [evidence.span for evidence in one.evidence], one.kind, one.message
