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


def _rows(text: str) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Return the numbers of the results that the tables of a text hold, by outcome, arm and grade or measure."""
    found = read(with_row_labels(annotate(prepare(read_text(text)))))
    labels = {e.id: e.label for e in found.entities}
    return {
        (labels[o.outcome], o.arm, o.grade or o.measure): (o.count, o.total, o.percent, o.value, o.low, o.high, o.time)
        for o in found.observations
        if o.table
    }


_TRIAL = """QV-19, a BCMA-directed CAR T-cell product, in multiple myeloma: a phase 1 trial

Results
Overall, 40 patients were infused with QV-19.

"""


def test_the_treated_set_is_the_total_where_all_shares_of_a_column_are_of_it() -> None:
    table = "Table 2. Adverse events, n (%)\nEvent Any grade Grade 3 Grade 4\n"
    rows = "CRS 36 (90) 2 (5) 0\nAnaemia 30 (75) 10 (25) 0\nNeutropenia 38 (95) 8 (20) 28 (70)\nFever 20 (50) 1 (3) 0\n"
    found = _rows(f"{_TRIAL}{table}{rows}")
    assert found["cytokine release syndrome", None, "any"][:3] == (36, 40, 90.0)
    assert found["anemia", None, "3"][:3] == (10, 40, 25.0)
    other = _rows(f"{_TRIAL}{table}{rows.replace('(25)', '(33)')}")
    assert ("anemia", None, "3") in other
    assert other["anemia", None, "3"][1] is None


def test_columns_of_one_product_are_told_apart_by_their_heads() -> None:
    table = "Table 3. Response\nOutcome\t25 million (n = 10)\t50 million (n = 30)\tAll (n = 40)\n"
    found = _rows(f"{_TRIAL}{table}Complete response\t2 (20)\t15 (50)\t17 (43)\n")
    assert {(key[1], told[:2]) for key, told in found.items()} == {
        ("25 million", (2, 10)),
        ("50 million", (15, 30)),
        (None, (17, 40)),
    }


def test_a_row_s_label_says_how_its_cells_are_read() -> None:
    table = "Table 4. Efficacy and safety\nOutcome\tAll patients (N = 40)\n"
    rows = (
        "ORR, % (95% CI)\t92.5 (79.6-98.4)\nMedian PFS, months (95% CI)\t9.1 (5.2-NR)\n18-month OS, %\t81\n"
        "CRS, n (%)\t36 (90)\n Grade \u22653\t2 (5)\n Median time to onset, days (range)\t2 (1-9)\nTocilizumab use\t12 (30)\n"
    )
    found = _rows(f"{_TRIAL}{table}{rows}")
    assert found["objective response rate", None, None] == (None, 40, 92.5, None, 79.6, 98.4, None)
    assert found["progression-free survival", None, None] == (None, None, None, 9.1, 5.2, "NR", None)
    assert found["overall survival", None, None] == (None, None, 81.0, None, None, None, "18 months")
    assert found["cytokine release syndrome", None, ">=3"][:2] == (2, 40)
    assert found["cytokine release syndrome", None, "onset"][3:6] == (2.0, 1.0, 9.0)
    assert not [key for key in found if "ocilizumab" in str(key[0])]
