"""The numbers of papers, checked against one another: what the command prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.audit import from_lines, report, to_lines
from cargraph.documents import Skipped
from cargraph.errors import CargraphError
from cargraph.pipeline import made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cargraph.audit import Finding
    from cargraph.pipeline import Made, OnError


@dataclass(frozen=True, slots=True)
class Audit:
    """What does not agree among the numbers of papers, in the order of the input; within a paper the gravest first."""

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
    """Read papers and return what does not agree among the numbers of each."""
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    read = 0
    for item in made(paths, "findings", jobs=jobs, on_error=on_error):
        if watch:
            watch(item)
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        read += 1
        findings += from_lines(item.text)
    return Audit(tuple(findings), read, tuple(skipped))
