"""Reading -> findings: the list of the checks, and the one function that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.audit.findings import Finding, Severity
from cargraph.audit.intervals import intervals
from cargraph.audit.parts import graver, partitions, responses
from cargraph.audit.percents import percents, totals
from cargraph.audit.pvalues import p_of_counts
from cargraph.audit.retold import retold
from cargraph.audit.significance import significance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cargraph.model import Reading

CHECKS: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    percents, totals, graver, responses, partitions, intervals, retold, p_of_counts, significance,
)  # fmt: skip
_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


def audit(reading: Reading) -> tuple[Finding, ...]:
    """Return what does not agree among the numbers of a paper, the gravest first, each thing once.

    reading: what `facts.reading.read` found in one paper. Raises RuleError where a shipped rule cannot be used.
    """
    found = {found for check in CHECKS for found in check(reading)}
    return tuple(sorted(found, key=_order))


def _order(found: Finding) -> tuple[object, ...]:
    spans = tuple(evidence.span for evidence in found.evidence)
    facts = found.observations, found.comparisons
    return _WEIGHT[found.severity], spans, found.kind, found.message, found.arithmetic, facts
