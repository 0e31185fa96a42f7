"""What the audit found, as the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from cargraph.views.model import Note, Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cargraph.audit.findings import Finding

_WEIGHT = {"contradiction": 0, "doubt": 1, "note": 2}


@runtime_checkable
class Audited(Protocol):
    """A graph that carries what its audit found."""

    def findings(self) -> Iterable[Finding] | None: ...  # noqa: D102


def found(graph: object, findings: Iterable[Finding] | None) -> tuple[Finding, ...] | None:
    """Return the findings given, else those the graph carries, the gravest first; nothing where no audit was run."""
    if findings is None and isinstance(graph, Audited):
        findings = graph.findings()
    if findings is None:
        return None
    return tuple(sorted(findings, key=_order))


def notes(findings: Iterable[Finding], source_at: Mapping[str, int], quote: Callable[[Quote], int]) -> tuple[Note, ...]:
    """Return the findings about papers of the page.

    source_at: the place of each paper by its own id. quote: keeps a quote and returns its place.
    """
    return tuple(_note(one, source_at[one.paper], quote) for one in findings if one.paper in source_at)


def _note(one: Finding, source: int, quote: Callable[[Quote], int]) -> Note:
    said = (Quote(source, e.section, e.quote, e.span.start, e.span.end, e.table) for e in one.evidence)
    return Note(one.kind, str(one.severity), one.message, one.arithmetic, source, tuple(quote(each) for each in said))


def _order(one: Finding) -> tuple[int, str, list[tuple[int, int]], str, str]:
    spans = [(evidence.span.start, evidence.span.end) for evidence in one.evidence]
    return _WEIGHT.get(str(one.severity), 1), one.paper, spans, one.kind, one.message
