from __future__ import annotations

import json

from cargraph.audit import audit, report, to_record
from tests.audit.readings import Draft


def test_a_report_shows_arithmetic_place_and_quote() -> None:
    text = report(audit(Draft().saw("CRS in 15% (2/40).", "abstract", count=2, total=40, percent=15.0).reading()))
    assert text.splitlines() == [
        "test:1: 1 finding",
        "",
        "contradiction (percent): cytokine release syndrome, KOR-1: 15% is printed beside 2 of 40 patients.",
        "  = 2/40 = 5.0%, printed 15%; 15% of 40 is 6",
        "  > [abstract, characters 0-18] CRS in 15% (2/40).",
    ]


def test_a_finding_is_plain_json() -> None:
    (found,) = audit(Draft().saw("CRS in 21/20.", count=21, total=20).reading())
    record = json.loads(json.dumps(to_record(found)))
    assert record["evidence"] == [
        {"start": 0, "end": 13, "quote": "CRS in 21/20.", "section": "results", "table": None}
    ]
    assert (record["kind"], record["severity"], record["observations"]) == ("total", "contradiction", [0])


def test_a_p_value_told_twice_is_one_finding_with_both_sentences() -> None:
    draft = Draft().saw("7/47", count=7, total=47).saw("15/40", subject="b", count=15, total=40)
    draft.compared("Fewer (p = 0.036).", "abstract", p=0.036, p_operator="=").compared(
        "CRS 0.036", "table", p=0.036, p_operator="=", table=1
    )
    (found,) = audit(draft.reading())
    assert found.comparisons == (0, 1)
    assert found.arithmetic.startswith("7/47 against 15/40: Fisher's exact 0.025, chi-squared 0.016")
    assert "not reproduced" in found.message
    assert "wrong" not in found.message
