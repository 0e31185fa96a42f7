from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cargraph.documents import Skipped, read, read_text
from cargraph.text.cells import cells
from cargraph.text.prepare import prepare
from tests.documents.shared import SHARED, needs_shared

if TYPE_CHECKING:
    from cargraph.model import Paper, Table

TWO_ARMS = """A comparison of two invented cells

RESULTS

Events are in Table 3.

Table 3.

Adverse events within 30 days.

xCAR (n = 50) yCAR‐2 (n = 20) p Value
Adverse events Any grade Grade ≥3 Any grade Grade ≥3 p Value
Immune events
CRS 25 (50) 5 (10) 12 (60) 4 (20) 0.041
ICANS, grade 3 or 4 5 (10) 0 (0) 2 (10) 1 (5) NE.
Blood counts
Neutropenia (<0.5 × 10⁹/L) 40 (80) 30 (60) 15 (75)  10 (50) <0.001

Note: Data are No. (%).

Abbreviations: CRS, cytokine release syndrome.

Response

Most patients responded.
"""


def rows(paper: Paper, table: Table) -> list[tuple[str, str, list[tuple[int, str]]]]:
    return [
        (
            row.group.of(paper.text) if row.group else "",
            row.label.of(paper.text),
            [(cell.column, cell.span.of(paper.text)) for cell in row.cells],
        )
        for row in table.rows
    ]


def table_of(body: str) -> tuple[Paper, Table]:
    paper = prepare(read_text(f"A title of some words\n\nRESULTS\n\nWords before.\n\n{body}\n\nWords after it.\n"))
    (table,) = paper.tables
    return paper, table


def test_two_arms_with_repeated_grades_and_a_p_value() -> None:
    paper = prepare(read_text(TWO_ARMS))
    (table,) = paper.tables
    assert (table.number, table.caption) == (3, "Adverse events within 30 days.")
    assert table.columns == (
        "Adverse events", "xCAR (n = 50) | Any grade", "xCAR (n = 50) | Grade ≥3", "yCAR-2 (n = 20) | Any grade",
        "yCAR-2 (n = 20) | Grade ≥3", "p Value",
    )  # fmt: skip
    assert rows(paper, table) == [
        ("Immune events", "CRS", [(1, "25 (50)"), (2, "5 (10)"), (3, "12 (60)"), (4, "4 (20)"), (5, "0.041")]),
        ("Immune events", "ICANS, grade 3 or 4",
         [(1, "5 (10)"), (2, "0 (0)"), (3, "2 (10)"), (4, "1 (5)"), (5, "NE.")]),
        ("Blood counts", "Neutropenia (<0.5 × 10⁹/L)",
         [(1, "40 (80)"), (2, "30 (60)"), (3, "15 (75)"), (4, "10 (50)"), (5, "<0.001")]),
    ]  # fmt: skip
    assert [(section.name, section.heading) for section in paper.sections] == [
        ("title", ""), ("results", "RESULTS"), ("table", "Adverse events within 30 days."), ("notes", ""),
        ("results", "Response"),
    ]  # fmt: skip
    assert table.notes.startswith("Note: Data are No. (%).")
    assert table.notes.endswith("cytokine release syndrome.")


def test_labels_that_hold_numbers_and_rows_that_lack_a_p_value() -> None:
    paper, table = table_of(
        "Table 1. Patients\n\nCharacteristic A (n = 47) B (n = 40) P\n"
        "Age, median (range) 33 (9–64) 24 (2–68) 0.079\nBlasts\n"
        "≥50% 6 (13) 7 (18) 0.820\n≥5% and <50% 14 (30) 13 (33)\n<5% 27 (57) 20 (50)\nTP53 1 (2) 3 (8) 0.910"
    )
    assert table.columns == ("Characteristic", "A (n = 47)", "B (n = 40)", "P")
    assert rows(paper, table)[1:4] == [
        ("Blasts", "≥50%", [(1, "6 (13)"), (2, "7 (18)"), (3, "0.820")]),
        ("Blasts", "≥5% and <50%", [(1, "14 (30)"), (2, "13 (33)")]),
        ("Blasts", "<5%", [(1, "27 (57)"), (2, "20 (50)")]),
    ]


@pytest.mark.parametrize(
    ("body", "columns"),
    [
        (
            "Table 2 Safety\nEvent Any grade, n (%) Grade 3, n (%) Grade 4, n (%)\nCRS 9 (75) 1 (8) 0\nICANS 1 (8) 0 0",
            ("Event", "Any grade, n (%)", "Grade 3, n (%)", "Grade 4, n (%)"),
        ),
        (
            "Table II: Risk\n\nVariable HR (95% CI) P value\nAge >60 1.20 (0.80-1.90) 0.31\nLDH 2.10 (1.10-4.00) 0.02",
            ("Variable", "HR (95% CI)", "P value"),
        ),
        (
            ("Table 2. Events\n\nEvent Any grade Any grade Grade 3 Grade 3\nAlpha (n = 50) Beta (n = 20)\n"
             "CRS 25 (50) 12 (60) 5 (10) 4 (20)\nICANS 5 (10) 2 (10) 0 (0) 1 (5)"),
            (
                "Event", "Any grade | Alpha (n = 50)", "Any grade | Beta (n = 20)", "Grade 3 | Alpha (n = 50)",
                "Grade 3 | Beta (n = 20)",
            ),
        ),
        (
            ("Table 2. Doses\n\nOutcome Level 1 (n=3) Level 2 (n=6) Total (n=9)\n"
             "ORR 2/3 (67) 6/6 (100) 8/9 (89)\nCR 1/3 (33) 4/6 (67) 5/9 (56)"),
            ("Outcome", "Level 1 (n=3)", "Level 2 (n=6)", "Total (n=9)"),
        ),
        (
            ("Table 2. Tabbed\n\nEvent\tA (n = 4)\t\tB (n = 2)\t\n\tAny\tSevere\tAny\tSevere\n"
             "CRS\t2 (50)\t0\t1 (50)\t1 (50)"),
            ("Event", "A (n = 4) | Any", "A (n = 4) | Severe", "B (n = 2) | Any", "B (n = 2) | Severe"),
        ),
        (
            "Table 2. Marked\n\n| Outcome | A (n=3) |\n|---|---|\n| ORR | 2 (67) |\n| **CR** | 1 (33) |",
            ("Outcome", "A (n=3)"),
        ),
    ],
)  # fmt: skip
def test_heads(body: str, columns: tuple[str, ...]) -> None:
    paper, table = table_of(body)
    assert table.number == 2
    assert table.columns == columns
    assert all(len(row.cells) <= len(columns) - 1 for row in table.rows)
    names = [section.name for section in paper.sections]
    assert names == ["title", "results", "table", "results"]


def test_cells_of_a_marked_table() -> None:
    paper, table = table_of("| Outcome | A (n=3) |\n|---|---|\n| ORR | 2 (67) |\n| **CR** | |\n| OS | NR (2-NE) |")
    assert rows(paper, table) == [("", "ORR", [(1, "2 (67)")]), ("CR", "OS", [(1, "NR (2-NE)")])]


def test_prose_that_names_a_table_is_no_table() -> None:
    paper = prepare(
        read_text(
            "A title\n\nRESULTS\n\nTable 2 shows that 4 of 6 (67%) responded.\n\nTable 3. Words only.\n\nMore words."
        )
    )
    assert paper.tables == ()
    assert "table" not in [section.name for section in paper.sections]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CRS 32 (68.09) 7 [15%] 0.036", ["32 (68.09)", "7 [15%]", "0.036"]),
        ("Onset, days 3 (1-9) 2.5 (1 to 7) -", ["3 (1-9)", "2.5 (1 to 7)", "-"]),
        ("ORR 43/47 (91.5) 85.0% <0.001", ["43/47 (91.5)", "85.0%", "<0.001"]),
        ("OS NR (12.1-NE) 9.3 ± 2.1 NE.", ["NR (12.1-NE)", "9.3 ± 2.1", "NE."]),
        ("No cells stand here", []),
        ("IL-6 was 10 in the first arm", []),
    ],
)
def test_the_cells_a_line_ends_with(line: str, expected: list[str]) -> None:
    assert [span.of(line) for span in cells(line)] == expected


_CELLS = st.sampled_from(["3 (25)", "0", "0.5", "NE.", "12/47 (26)", "<0.01", "-"])
_ROWS = st.builds(
    lambda label, found: f"{label} {' '.join(found)}",
    st.sampled_from(["CRS", "Grade 3", "TP53", "≥5%"]),
    st.lists(_CELLS, max_size=4),
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(_ROWS, min_size=1, max_size=6),
    st.sampled_from(["A (n = 3) B (n = 4)", "Event Any grade Grade 3", "Words"]),
)
def test_every_span_of_a_table_lies_in_its_row(body: list[str], head: str) -> None:
    paper = prepare(
        read_text("\n".join(["A title", "", "RESULTS", "", "Table 1. Events", "", head, *body, "", "End of it."]))
    )
    end = 0
    for section in paper.sections:
        assert end <= section.span.start < section.span.end <= len(paper.text)
        end = section.span.end
    for table in paper.tables:
        for row in table.rows:
            assert table.span.holds(row.span)
            assert row.span.holds(row.label)
            assert row.label.end <= row.cells[0].span.start
            assert all(row.span.holds(cell.span) and 0 < cell.column < len(table.columns) for cell in row.cells)


@needs_shared
def test_the_flattened_tables_of_a_real_page() -> None:
    papers = [item for item in read([SHARED / "seeds"]) if not isinstance(item, Skipped)]
    tables = [table for paper in papers for table in prepare(paper).tables]
    assert [(table.number, len(table.rows), len(table.columns)) for table in tables] == [(1, 11, 4), (2, 26, 6)]
    assert all(len(row.cells) == 5 for row in tables[1].rows)


STACKED = "\n".join(
    [
        "A title",
        "",
        "Results",
        "We saw few events, and they are in Table 1. No patient died of them.",
        "TABLE 1. Events by group.",
        "Event, n (%)",
        "New group (n = 9)",
        "Old group (n = 8)",
        "p",
    ]
    + ["Any grade", "Grade ≥3"] * 2
    + ["Immune events", "Fever", "4 (44.4)", "0 (0)", "5 (62.5)", "1 (12.5)", "0.64"]
    + ["Rash", "2 (22.2)", "1 (11.1)", "3 (37.5)", "0 (0)", "0.62"]
    + ["Cough", "1 (11.1)", "0 (0)", "1 (12.5)", "0 (0)", "1.00", "3.2 Activity", "Tumours shrank."]
)


def test_a_table_with_a_cell_a_line_and_a_head_of_two_rows() -> None:
    paper = prepare(read_text(STACKED))
    (table,) = paper.tables
    assert table.columns == (
        "Event, n (%)", "New group (n = 9) | Any grade", "New group (n = 9) | Grade ≥3", "Old group (n = 8) | Any grade",
        "Old group (n = 8) | Grade ≥3", "p",
    )  # fmt: skip
    rows = [
        (
            row.label.of(paper.text),
            row.group.of(paper.text) if row.group else "",
            [c.span.of(paper.text) for c in row.cells],
        )
        for row in table.rows
    ]
    assert rows[0] == ("Fever", "Immune events", ["4 (44.4)", "0 (0)", "5 (62.5)", "1 (12.5)", "0.64"])
    assert [row[0] for row in rows] == ["Fever", "Rash", "Cough"]


def test_lines_that_are_no_table_stay_prose() -> None:
    paper = prepare(
        read_text(
            "A title\n\nResults\nWe saw a few.\nTABLE 1. Events.\nFever\n4\nWe saw nothing else.\nThe end came soon."
        )
    )
    assert not paper.tables


def test_a_nought_fits_a_column_of_shares() -> None:
    text = (
        "Results\n\nTable 5.\n\nAdverse events by highest grade\n\nEvent, n (%) Grade 1-2 Grade 3 Grade 4 Grade 5\n"
        "Lymphopenia 0 1 (11) 8 (89) 0\nAnaemia 4 (44) 3 (33) 0 0\nNausea 5 (56) 0 0 0\nFatigue 6 (67) 0 0 0\n"
    )
    paper = prepare(read_text(text))
    (table,) = paper.tables
    assert [row.label.of(paper.text) for row in table.rows] == ["Lymphopenia", "Anaemia", "Nausea", "Fatigue"]
    assert all(len(row.cells) == 4 for row in table.rows)


def test_two_outer_heads_over_four_columns_stand_over_two_each() -> None:
    text = (
        "A trial of velo-cel\n\nResults\n\nTable 4.\n\nAdverse events.\n\n\tVelo-cel (N = 19)\tStandard care (N = 21)\n"
        "Event\tAny grade\tGrade 3 or 4\tAny grade\tGrade 3 or 4\nFever\t9 (47)\t1 (5)\t3 (14)\t0\nRash\t4 (21)\t0\t2 (10)\t0\n"
    )
    paper = read_text(text)
    (table,) = prepare(paper).tables
    assert table.columns[1:] == (
        "Velo-cel (N = 19) | Any grade",
        "Velo-cel (N = 19) | Grade 3 or 4",
        "Standard care (N = 21) | Any grade",
        "Standard care (N = 21) | Grade 3 or 4",
    )
