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
