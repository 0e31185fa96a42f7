"""How a finding names things: whose result, of what, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.audit.printing import decimals, shown

if TYPE_CHECKING:
    from cargraph.model import Comparison, Evidence, Fact, Observation, Reading


def label(reading: Reading, name: str | None) -> str:
    """Return an entity's label; a name that is no entity's id stands for itself."""
    return next((e.label for e in reading.entities if e.id == name), name or "the others")


def who(reading: Reading, o: Observation) -> str:
    """Return whose result it is."""
    named = [label(reading, o.subject)] if o.subject else []
    return ", ".join([*named, *([o.arm] if o.arm else [])]) or "the patients"


def what(reading: Reading, fact: Observation | Comparison) -> str:
    """Return the outcome with its grade."""
    outcome = label(reading, fact.outcome)
    if fact.grade is None or fact.grade in outcome:
        return outcome
    grade = fact.grade.replace(">=", "≥")
    return f"{grade}{'-grade' if grade == 'any' else ''} {outcome}" if grade.isalpha() else f"grade {grade} {outcome}"


def where(evidence: Evidence) -> str:
    """Return the place in a reader's words: "Table 2", "abstract"."""
    if evidence.section == "table" or evidence.table is not None:
        return f"Table {evidence.table}" if evidence.table is not None else "a table"
    return evidence.section or "text"


def places(fact: Fact) -> str:
    """Return all the places of a fact."""
    return ", ".join(dict.fromkeys(where(e) for e in fact.evidence))


def percent_places(o: Observation) -> int:
    """Return how many decimals the percentage is printed with."""
    return decimals(o.percent or 0.0, o.printed, *(e.quote for e in o.evidence))


def told(o: Observation) -> str:
    """Return the numbers of a result as they are printed: "2/40 (15%)"."""
    share = "" if o.percent is None else f"{shown(o.percent, percent_places(o))}%"
    if o.count is None:
        return share or f"{o.value if isinstance(o.value, str) else f'{o.value:g}'} {o.unit or ''}".strip()
    counted = f"{o.count}/{o.total}" if o.total is not None else str(o.count)
    return f"{counted} ({share})" if share else counted
