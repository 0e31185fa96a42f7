"""The numbers of papers, checked against one another: what the command prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cargraph.audit import from_lines, report, to_lines
from cargraph.documents import Ignored, Skipped
from cargraph.errors import CargraphError, GraphError
from cargraph.graph.api import Graph
from cargraph.pipeline import made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cargraph.audit import Finding
    from cargraph.pipeline import Made, OnError


@dataclass(frozen=True, slots=True)
class Audit:
    """What does not agree among the numbers of papers, in the order of the input; within a paper the gravest first.

    Papers of built folders come before those that were read.
    """

    findings: tuple[Finding, ...] = ()
    read: int = 0
    skipped: tuple[Skipped, ...] = ()

    def summary(self) -> str:
        """Return one line for a person.

        >>> Audit(read=2).summary()
        '2 papers read, 0 findings'
        """
        counts = {"paper": self.read, "finding": len(self.findings)}
        papers, findings = (f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items())
        return f"{papers} read, {findings}" + (f", {len(self.skipped)} skipped" if self.skipped else "")

    def to_text(self, form: str = "text") -> str:
        """Return the findings as text, paper by paper, or as JSON Lines ("json")."""
        if form == "json":
            return to_lines(self.findings)
        if form != "text":
            raise CargraphError(f"{form}: not a form of findings; use text or json")
        return f"{report(self.findings)}\n" if self.read else "No paper was read.\n"


def audited(
    paths: Iterable[str | Path],
    *,
    on_error: OnError = "skip",
    jobs: int | None = None,
    watch: Callable[[Made | Skipped], None] | None = None,
) -> Audit:
    """Read papers and return what does not agree among the numbers of each; of a folder that was built, what it holds.

    Raises GraphError for a built folder whose papers were not audited.
    """
    listed = list(paths)
    folders = [path for path in listed if _built(path)]
    kept = [_kept(Path(folder)) for folder in folders]
    rest = [path for path in listed if path not in folders]
    fresh = _read(made(rest, "findings", jobs=jobs, on_error=on_error), watch) if rest else Audit()
    findings = (one for audit in (*kept, fresh) for one in audit.findings)
    return Audit(tuple(findings), sum(audit.read for audit in (*kept, fresh)), fresh.skipped)


def _built(path: str | Path) -> bool:
    return all((Path(path) / part).is_dir() for part in ("papers", "index"))


def _kept(folder: Path) -> Audit:
    graph = Graph.open(folder)
    findings = graph.findings()
    if findings is None and len(graph) > 0:
        raise GraphError(f"{folder}: its papers were not audited; give the papers, or build them again")
    return Audit(findings or (), len(graph))


def _read(items: Iterable[Made | Skipped], watch: Callable[[Made | Skipped], None] | None) -> Audit:
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    read = 0
    for item in items:
        if watch:
            watch(item)
        if isinstance(item, Skipped):
            skipped += [] if isinstance(item, Ignored) else [item]
            continue
        read += 1
        findings += from_lines(item.text)
    return Audit(tuple(findings), read, tuple(skipped))
