"""Results from tables, and the record that `extract` prints."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cargraph.documents import read_text
from cargraph.facts.reading import read
from cargraph.facts.record import from_record, to_record
from cargraph.mentions.annotate import annotate
from cargraph.mentions.rows import with_row_labels
from cargraph.text.prepare import prepare

if TYPE_CHECKING:
    from cargraph.model import Reading

TABLED = """QV-19, an anti-CD19 CAR T-cell product silencing IL-6, versus common anti-CD19 CAR T cells (KM-19) in B-ALL

Abstract

Of 90 patients with B-ALL, 50 received QV-19 and 40 received KM-19. QV-19 CAR T cells were compared with KM-19 CAR T cells.

Table 2.

Adverse events in the two groups.

QV-19 (n = 50) KM-19 (n = 40)
Adverse events Any grade Grade ≥3 Any grade Grade ≥3 p Value
Blood disorders
Neutropenia 30 (60) 20 (40) 28 (70) 22 (55) 0.204
Strange twitching 2 (4) 0 (0) 1 (2.5) 0 (0) NE.
Immune disorders
CRS 32 (64) 5 (10) 34 (85) 14 (35) 0.008

Note: Data are No. (%).
"""


def reading() -> Reading:
    return read(with_row_labels(annotate(prepare(read_text(TABLED, "tabled.txt")))))


def test_every_cell_has_its_arm_grade_and_total() -> None:
    found = reading()
    labels = {e.id: e.label for e in found.entities}
    rows = {
        (labels[o.subject or ""], labels[o.outcome], o.grade): (o.count, o.total, o.percent)
        for o in found.observations
        if o.table == 2
    }
    assert rows["QV-19", "cytokine release syndrome", ">=3"] == (5, 50, 10.0)
    assert rows["KM-19", "cytokine release syndrome", "any"] == (34, 40, 85.0)
    assert rows["KM-19", "neutropenia", ">=3"] == (22, 40, 55.0)
    assert rows["QV-19", "strange twitching", ">=3"] == (0, 50, 0.0)
    assert len(rows) == 12


def test_a_row_is_its_own_evidence() -> None:
    found = reading()
    quotes = {o.evidence[0].quote for o in found.observations if o.table == 2}
    assert quotes == {
        "Neutropenia 30 (60) 20 (40) 28 (70) 22 (55) 0.204",
        "Strange twitching 2 (4) 0 (0) 1 (2.5) 0 (0) NE.",
        "CRS 32 (64) 5 (10) 34 (85) 14 (35) 0.008",
    }


def test_p_values_compare_the_two_arms() -> None:
    found = reading()
    labels = {e.id: e.label for e in found.entities}
    told = {labels[c.outcome]: c.p for c in found.comparisons if c.table == 2}
    assert told == {"neutropenia": 0.204, "cytokine release syndrome": 0.008}


def test_every_statement_quotes_its_text() -> None:
    found = reading()
    facts = [*found.relations, *found.observations, *found.comparisons, *found.arms, *found.doses]
    assert facts
    assert all(e.span.of(found.paper.text) == e.quote for fact in facts for e in fact.evidence)


def test_the_record_is_json_and_comes_back_whole() -> None:
    found = reading()
    record = json.loads(json.dumps(to_record(found)))
    assert from_record(record, found.paper) == found
    assert record["source"] == "tabled.txt"
    assert {f["predicate"] for f in record["relations"]} >= {"targets", "causes"}
