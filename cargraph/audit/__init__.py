"""The audit room: checks the numbers of a reading against one another.

`audit(reading)` returns findings, `report(findings)` tells them in words, `to_record(finding)` as JSON;
`to_lines` writes them as JSON Lines and `from_lines` reads these back.
"""

from cargraph.audit.findings import Finding, Severity, from_lines, to_lines, to_record
from cargraph.audit.readable import report
from cargraph.audit.registry import CHECKS, audit

__all__ = ["CHECKS", "Finding", "Severity", "audit", "from_lines", "report", "to_lines", "to_record"]
