"""From the text of an invented paper to its findings: with slips, and without."""

from __future__ import annotations

import pytest

from cargraph import documents
from cargraph.audit import audit, from_lines, to_lines
from cargraph.pipeline import read_paper

PAPER = """ORBI-19 against VESPA-22 in B-cell lymphoma

Abstract
We compared anti-CD19 CAR T cells (ORBI-19) with anti-CD22 CAR T cells (VESPA-22) in patients with lymphoma. \
Of 90 patients, 50 received ORBI-19 and 40 received VESPA-22. \
Grade 3-4 CRS occurred in {crs} (5/50) of the ORBI-19 group versus 30% (12/40) of the VESPA-22 group (p = {p}). \
Any-grade ICANS occurred in 20% (10/50) of the ORBI-19 group versus 40% (16/40) of the VESPA-22 group. \
The overall response rate was 80% (95% CI, {low} to 90) in the ORBI-19 group.

Results
The incidence of any-grade ICANS was significantly lower in the ORBI-19 group than in the VESPA-22 group (p = {icans}).
"""
RIGHT = {"crs": "10%", "p": "0.028", "icans": "0.038", "low": "66"}


@pytest.mark.parametrize(
    ("slip", "kinds"),
    [
        ({}, []),
        ({"crs": "12%"}, ["percent"]),
        ({"p": "0.045"}, ["p value"]),
        ({"icans": "0.060"}, ["significance"]),
        ({"icans": "0.16"}, ["p value", "significance"]),
        ({"low": "84"}, ["interval"]),
        ({"crs": "12%", "low": "84"}, ["percent", "interval"]),
    ],
)
def test_slips_are_found_and_only_slips(slip: dict[str, str], kinds: list[str]) -> None:
    reading = read_paper(documents.read_text(PAPER.format(**(RIGHT | slip))))
    found = audit(reading)
    assert [f.kind for f in found] == kinds
    assert all(e.span.of(reading.paper.text) == e.quote for f in found for e in f.evidence)


def test_findings_come_back_from_their_lines() -> None:
    found = audit(read_paper(documents.read_text(PAPER.format(**(RIGHT | {"crs": "12%", "icans": "0.16"})))))
    assert len(found) == 3
    assert to_lines(from_lines(to_lines(found))) == to_lines(found)
    assert from_lines("") == ()
