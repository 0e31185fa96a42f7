"""The audit room: checks the numbers of a reading against one another.

`audit(reading)` returns findings, `report(findings)` tells them in words, `to_record(finding)` as JSON.
"""

from cargraph.audit.findings import Finding, Severity, to_record
from cargraph.audit.readable import report
from cargraph.audit.registry import CHECKS, audit

__all__ = ["CHECKS", "Finding", "Severity", "audit", "report", "to_record"]
