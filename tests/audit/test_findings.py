from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cargraph.audit import Severity, audit
from cargraph.mentions.rules import failures, read_rules
from cargraph.model import Stat
from tests.audit.readings import Draft


def _two(quote_a: str, quote_b: str, a: dict[str, Any], b: dict[str, Any]) -> Draft:
    return Draft().saw(quote_a, **a).saw(quote_b, **b)


FOUND = [
    (
        "percent",
        Severity.CONTRADICTION,
        "2/40 = 5.0%, printed 15%; 15% of 40 is 6",
        Draft().saw("CRS in 15% (2/40).", count=2, total=40, percent=15.0),
    ),
    (
        "percent",
        Severity.NOTE,
        "5/9 = 55.56%, printed 55.5%",
        Draft().saw("CRS in 55.5% (5/9).", count=5, total=9, percent=55.5),
    ),
    (
        "percent",
        Severity.NOTE,
        "25/47 = 53.191%, printed 53.20%",
        Draft().saw("Anemia 25 (53.20)", outcome="anemia", count=25, total=47, percent=53.2, carried=True, table=1),
    ),
    ("total", Severity.CONTRADICTION, "21 > 20", Draft().saw("CRS in 21/20.", count=21, total=20)),
    (
        "grade",
        Severity.CONTRADICTION,
        None,
        _two(
            "CRS in 9/40.",
            "Grade 3 or higher CRS in 11/40.",
            {"count": 9, "total": 40},
            {"count": 11, "total": 40, "grade": ">=3"},
        ),
    ),
    (
        "grade",
        Severity.CONTRADICTION,
        None,
        _two(
            "CRS in 30%.",
            "Grade 3 CRS in 41%.",
            {"percent": 30.0, "total": 40},
            {"percent": 41.0, "total": 40, "grade": "3"},
        ),
    ),
    (
        "response",
        Severity.CONTRADICTION,
        "complete response 12/20 > objective response rate 10/20",
        _two(
            "ORR 10/20.",
            "CR 12/20.",
            {"outcome": "orr", "count": 10, "total": 20},
            {"outcome": "cr", "count": 12, "total": 20},
        ),
    ),
    (
        "sum",
        Severity.CONTRADICTION,
        "9 + 7 = 16 > 15",
        _two(
            "15/20 responded, CR in 9/20 and PR in 7/20.",
            "15/20 responded, CR in 9/20 and PR in 7/20.",
            {"outcome": "cr", "count": 9, "total": 20},
            {"outcome": "pr", "count": 7, "total": 20},
        ).saw("15/20 responded, CR in 9/20 and PR in 7/20.", outcome="orr", count=15, total=20),
    ),
    (
        "sum",
        Severity.CONTRADICTION,
        "12 + 9 = 21 > 20",
        _two(
            "Of 20, 12 had grade 1-2 and 9 grade 3-4 CRS.",
            "Of 20, 12 had grade 1-2 and 9 grade 3-4 CRS.",
            {"count": 12, "total": 20, "grade": "1-2"},
            {"count": 9, "total": 20, "grade": "3-4"},
        ),
    ),
    (
        "interval",
        Severity.CONTRADICTION,
        "61 is not within 62 to 70",
        Draft().saw("ORR 61% (62-70).", outcome="orr", percent=61.0, low=62.0, high=70.0, interval="ci95"),
    ),
    (
        "interval",
        Severity.CONTRADICTION,
        "15 > 6",
        Draft().saw(
            "PFS 8.3 months (15-6).", outcome="pfs", stat=Stat.MEDIAN, value=8.3, low=15.0, high=6.0, interval="range"
        ),
    ),
    (
        "interval",
        Severity.CONTRADICTION,
        "0.26 is not within 0.28 to 0.38",
        Draft().compared(
            "HR 0.26 (0.28-0.38).", outcome="pfs", ratio="HR", value=0.26, low=0.28, high=0.38, interval="ci95"
        ),
    ),
    (
        "retold",
        Severity.DOUBT,
        "2/40 in the abstract; 6/40 (15%) in Table 2",
        Draft()
        .saw("ICANS in 2/40.", "abstract", outcome="icans", count=2, total=40, scale="ASTCT")
        .saw("ICANS 6 (15)", "table", outcome="icans", count=6, total=40, percent=15.0, grade="any", table=2),
    ),
    (
        "retold",
        Severity.DOUBT,
        "24.2 months in the abstract; 22.1 months in the results",
        Draft()
        .saw("PFS 24.2 months.", "abstract", outcome="pfs", stat=Stat.MEDIAN, value=24.2, unit="months")
        .saw("Median PFS was 22.1 months.", outcome="pfs", stat=Stat.MEDIAN, value=22.1, unit="months"),
    ),
    (
        "significance",
        Severity.DOUBT,
        "0.078 ≥ 0.05",
        Draft()
        .compared("Anemia was significantly lower with KOR-1.", outcome="anemia", direction="lower", grade="3-4")
        .compared("Anemia 14 20 0.078", "table", outcome="anemia", p=0.078, p_operator="=", grade=">=3", table=1),
    ),
    (
        "significance",
        Severity.DOUBT,
        "0.020 < 0.05",
        Draft().compared(
            "No significant difference in PFS (p = 0.020).", outcome="pfs", direction="similar", p=0.02, p_operator="="
        ),
    ),
    (
        "p value",
        Severity.DOUBT,
        None,
        _two(
            "CRS in 7/47 with KOR-1",
            "CRS in 15/40 with KOR-2",
            {"count": 7, "total": 47},
            {"subject": "b", "count": 15, "total": 40},
        ).compared("Fewer had CRS (p = 0.036).", p=0.036, p_operator="=", direction="lower"),
    ),
    (
        "p value",
        Severity.DOUBT,
        None,
        _two(
            "CRS in 2/47 with KOR-1",
            "CRS in 6/40 with KOR-2",
            {"count": 2, "total": 47},
            {"subject": "b", "count": 6, "total": 40},
        ).compared("Fewer had CRS (p < 0.05).", p=0.05, p_operator="<", direction="lower"),
    ),
    (
        "p value",
        Severity.DOUBT,
        None,
        _two(
            "85% responded to KOR-1.",
            "50% responded to KOR-2.",
            {"outcome": "orr", "percent": 85.0, "total": 20},
            {"subject": "b", "outcome": "orr", "percent": 50.0, "total": 20},
        ).compared("More responded (p = 0.4).", outcome="orr", p=0.4, p_operator="=", direction="higher"),
    ),
]


@pytest.mark.parametrize(("kind", "severity", "arithmetic", "draft"), FOUND)
def test_a_fault_is_found_and_shown(kind: str, severity: Severity, arithmetic: str | None, draft: Draft) -> None:
    reading = draft.reading()
    (found,) = audit(reading)
    assert (found.kind, found.severity) == (kind, severity)
    assert arithmetic in {None, found.arithmetic}
    assert found.observations or found.comparisons
    assert all(e.span.of(reading.paper.text) == e.quote for e in found.evidence)


SILENT = {
    "halves round either way": Draft()
    .saw("1/8 (12%)", count=1, total=8, percent=12.0)
    .saw("(13%)", count=1, total=8, percent=13.0),
    "a carried total proves nothing": Draft().saw("7 (15.2%)", count=7, total=47, percent=15.2, carried=True),
    "a bound is no share": Draft().saw("<1% (2/40)", count=2, total=40, percent=1.0, bound="<"),
    "other patients": _two(
        "9/40", "11/40", {"count": 9, "total": 40}, {"count": 11, "total": 40, "grade": ">=3", "arm": "older"}
    ),
    "another time": _two(
        "9/40", "11/40", {"count": 9, "total": 40}, {"count": 11, "total": 40, "grade": ">=3", "time": "1 year"}
    ),
    "another denominator": _two("9/40", "11/38", {"count": 9, "total": 40}, {"count": 11, "total": 38, "grade": ">=3"}),
    "one sentence, two numbers": Draft()
    .saw("16 had A, 5 had B, grade 2 in 14", count=16, total=176)
    .saw("16 had A, 5 had B, grade 2 in 14", count=5, total=176)
    .saw("16 had A, 5 had B, grade 2 in 14", count=14, total=176, grade="2"),
    "levels that hold the better ones": Draft()
    .saw("PR or better in 15/20, CR in 9/20", outcome="pr", count=15, total=20)
    .saw("PR or better in 15/20, CR in 9/20", outcome="cr", count=9, total=20),
    "rounded when told again": Draft().saw("24% had CRS", "abstract", percent=24.0).saw("23.6% had CRS", percent=23.6),
    "what others saw": Draft()
    .saw("2/40", "abstract", count=2, total=40)
    .saw("6/40 elsewhere", count=6, total=40, cited=True),
    "twice in one section": Draft()
    .saw("PFS 24 months", outcome="pfs", stat=Stat.MEDIAN, value=24.0, unit="months")
    .saw("In others 12 months", outcome="pfs", stat=Stat.MEDIAN, value=12.0, unit="months"),
    "an interval printed as fractions": Draft().saw(
        "CR 49.5% (95% CI 0.18-0.81)", outcome="cr", percent=49.5, low=0.18, high=0.81, interval="ci95"
    ),
    "an open interval": Draft().saw(
        "15 (11-NE)", outcome="pfs", stat=Stat.MEDIAN, value=15.0, low=11.0, high="NE", interval="ci95"
    ),
    "numerically lower": Draft().compared(
        "A was significantly lower (p = 0.01) and CRS lower (p = 0.3).", direction="lower", p=0.3, p_operator="="
    ),
    "clinically significant": Draft().compared(
        "CRS showed a clinically significant difference (p = 0.3).", direction="lower", p=0.3, p_operator="="
    ),
    "denied": Draft().compared("CRS was not significantly lower (p = 0.3).", direction="lower", p=0.3, p_operator="="),
    "a p-value of survival": _two(
        "7/47", "15/40", {"count": 7, "total": 47}, {"subject": "b", "count": 15, "total": 40}
    ).compared("Fewer (log-rank p = 0.036).", p=0.036, p_operator="="),
    "a p-value of a ratio": _two(
        "7/47", "15/40", {"count": 7, "total": 47}, {"subject": "b", "count": 15, "total": 40}
    ).compared("Fewer (OR 0.3, p = 0.036).", p=0.036, p_operator="=", ratio="OR", value=0.3),
    "the p-value of the severe rows": _two(
        "32/47",
        "28/40",
        {"count": 32, "total": 47, "grade": "any"},
        {"subject": "b", "count": 28, "total": 40, "grade": "any"},
    )
    .saw("15/47", count=15, total=47, grade=">=3")
    .saw("15/40", subject="b", count=15, total=40, grade=">=3")
    .compared("Anemia 0.654", p=0.654, p_operator="="),
}


SILENT |= {
    "graded on another scale": Draft()
    .saw("CRS in 2/40", "abstract", count=2, total=40, scale="Lee")
    .saw("CRS in 6/40", count=6, total=40, scale="ASTCT"),
    "told roughly": Draft()
    .saw("About 80% had CRS.", "conclusion", percent=80.0, printed="80%")
    .saw("77.5% (31/40) had CRS.", count=31, total=40, percent=77.5),
    "shares of a carried total": _two(
        "93% responded to KOR-1.",
        "79% responded to KOR-2.",
        {"outcome": "orr", "percent": 93.0, "total": 42, "carried": True},
        {"subject": "b", "outcome": "orr", "percent": 79.0, "total": 162, "carried": True},
    ).compared("More responded (p < 0.001).", outcome="orr", p=0.001, p_operator="<"),
    "two groups' numbers given to one": Draft()
    .saw("Clearance in 9 of 10, against 2 of 10.", "abstract", count=9, total=10)
    .saw("Clearance in 9 of 10, against 2 of 10.", "abstract", count=2, total=10)
    .saw("Clearance 9 (90) 2 (20)", "table", count=9, total=10, table=1)
    .saw("Clearance 9 (90) 2 (20)", "table", count=2, total=10, table=1),
    "a bracket that another outcome can hold": Draft()
    .saw("CRS in 62% (47% grade 1 or 2) and ICANS in 14%.", percent=62.0)
    .saw("CRS in 62% (47% grade 1 or 2) and ICANS in 14%.", outcome="icans", percent=47.0, grade="1-2")
    .saw("CRS in 62% (47% grade 1 or 2) and ICANS in 14%.", outcome="icans", percent=14.0),
}


@pytest.mark.parametrize("name", SILENT)
def test_numbers_that_agree_or_cannot_be_compared_raise_nothing(name: str) -> None:
    assert audit(SILENT[name].reading()) == ()


def test_the_threshold_is_the_papers_own() -> None:
    words = "A p-value < 0.01 was considered significant."
    draft = Draft().compared("CRS was significantly lower (p = 0.03).", direction="lower", p=0.03, p_operator="=")
    reading = draft.reading()
    assert audit(reading) == ()
    (found,) = audit(replace(reading, paper=replace(reading.paper, text=reading.paper.text + words)))
    assert found.arithmetic == "0.03 ≥ 0.01"


def test_the_order_of_findings_is_by_weight_and_then_by_place() -> None:
    draft = Draft().saw("5/9 (55.5%)", count=5, total=9, percent=55.5).saw("21/20", outcome="icans", count=21, total=20)
    assert [f.severity for f in audit(draft.reading())] == [Severity.CONTRADICTION, Severity.NOTE]


def test_the_examples_of_the_rules_hold() -> None:
    assert list(failures(read_rules("audit"))) == []
