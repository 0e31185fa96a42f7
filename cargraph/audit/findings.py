"""What the audit hands back: a finding is plain data and changes nothing in the reading."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cargraph.model import Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cargraph.model import Comparison, Observation, Reading


class Severity(StrEnum):
    """How much a finding weighs.

    A contradiction cannot be right as printed; a doubt needs a second look; a note is worth knowing.
    """

    CONTRADICTION = "contradiction"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One number of a paper that does not agree with its others.

    `kind` is the check's name, `message` a sentence for a clinician, `arithmetic` the calculation as text, `paper` the
    paper's id. `observations` and `comparisons` are the places, in the reading, of the facts it is about.
    """

    kind: str
    severity: Severity
    message: str
    arithmetic: str
    evidence: tuple[Evidence, ...]
    paper: str
    observations: tuple[int, ...] = ()
    comparisons: tuple[int, ...] = ()


Numbered = tuple[int, "Observation"]
Compared = tuple[int, "Comparison"]


def finding(
    reading: Reading,
    kind: str,
    severity: Severity,
    message: str,
    arithmetic: str,
    *,
    observations: Iterable[Numbered] = (),
    comparisons: Iterable[Compared] = (),
) -> Finding:
    """Return a finding about facts of a reading, with the first evidence of each: the one its numbers come from."""
    told, compared = sorted(observations, key=_place), sorted(comparisons, key=_place)
    proof = _distinct([e for _, fact in (*compared, *told) for e in fact.evidence[:1]])
    places = tuple(i for i, _ in told), tuple(i for i, _ in compared)
    return Finding(kind, severity, message, arithmetic, proof, reading.paper.id, *places)


def _place(numbered: tuple[int, object]) -> int:
    return numbered[0]


def _distinct(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    by_span = {(e.span, e.table): e for e in reversed(evidence)}
    return tuple(by_span[key] for key in sorted(by_span, key=lambda k: k[0]))


def to_record(found: Finding) -> dict[str, Any]:
    """Return a finding as a JSON object; evidence is written as in the documents that `cargraph extract` prints."""
    record = asdict(found) | {"severity": str(found.severity)}
    record["observations"], record["comparisons"] = list(found.observations), list(found.comparisons)
    record["evidence"] = [
        {"start": e.span.start, "end": e.span.end, "quote": e.quote, "section": e.section, "table": e.table}
        for e in found.evidence
    ]
    return record


def to_lines(findings: Iterable[Finding]) -> str:
    """Return findings as JSON Lines, in their order."""
    return "".join(json.dumps(to_record(found), ensure_ascii=False) + "\n" for found in findings)


def from_lines(text: str) -> tuple[Finding, ...]:
    """Return the findings that JSON Lines hold; their evidence no longer names the rule it came by."""
    return tuple(_from_record(json.loads(line)) for line in text.split("\n") if line)


def _from_record(record: Mapping[str, Any]) -> Finding:
    evidence = (
        Evidence(Span(one["start"], one["end"]), one["quote"], one["section"], table=one["table"])
        for one in record["evidence"]
    )
    return Finding(
        record["kind"],
        Severity(record["severity"]),
        record["message"],
        record["arithmetic"],
        tuple(evidence),
        record["paper"],
        tuple(record["observations"]),
        tuple(record["comparisons"]),
    )
