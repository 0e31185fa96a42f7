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


def test_rows_of_a_heading_are_results_of_what_it_names() -> None:
    rows = (
        "Median PFS, months (95% CI) 9.1 (5.2-NR)\nCytokine release syndrome, n (%)\nAny grade 36 (90)\nGrade \u22653 2 (5)\n"
        "Median time to onset, days (range) 3 (1-9)\nICANS, n (%)\nAny grade 6 (15)\nInfections, any 20 (50)\n"
    )
    found = _rows(f"{_TRIAL}Table 2. Efficacy and safety (N = 40)\n\nOutcome Value\n{rows}")
    assert found["cytokine release syndrome", None, "any"][0] == 36
    assert found["cytokine release syndrome", None, ">=3"][0] == 2
    assert found["cytokine release syndrome", None, "onset"][3] == 3.0
    assert found["immune effector cell-associated neurotoxicity syndrome", None, "any"][0] == 6
    assert found["infection", None, None][0] == 20
    assert [key for key in found if key[0] == "progression-free survival"] == [
        ("progression-free survival", None, None)
    ]


def test_a_share_may_have_its_interval_in_a_second_bracket() -> None:
    rows = "ORR, n (%) [95% CI] 36 (90) [76-97]\nComplete response 50.0% (20/40)\nMRD negativity 24/30 (80; 61-92)\n"
    found = _rows(f"{_TRIAL}Table 2. Response (N = 40)\n\nOutcome Value\n{rows}")
    assert found["objective response rate", None, None] == (36, 40, 90.0, None, 76.0, 97.0, None)
    assert found["complete response", None, None][:3] == (20, 40, 50.0)
    assert found["MRD negativity", None, None] == (24, 30, 80.0, None, 61.0, 92.0, None)


def test_a_caption_tells_the_grade_of_all_its_columns() -> None:
    head = "Adverse event QV-19 (n = 40)\nNeutropenia 30 (75)\nAnaemia 12 (30)\n"
    found = _rows(f"{_TRIAL}Table 2. Grade \u22653 adverse events in more than 10% of patients\n\n{head}")
    assert set(found) == {("neutropenia", None, ">=3"), ("anemia", None, ">=3")}
    both = _rows(f"{_TRIAL}Table 2. Adverse events of any grade and of grade \u22653\n\n{head}")
    assert set(both) == {("neutropenia", None, None), ("anemia", None, None)}


def test_columns_of_days_are_results_at_those_times() -> None:
    table = "Day 30 Day 90\n(n = 40) (n = 31)\nGrade \u22653 neutropenia 30 (75) 7 (23)\nGrade \u22653 anaemia 9 (23) 2 (6)\n"
    found = read(with_row_labels(annotate(prepare(read_text(f"{_TRIAL}Table 2. Cytopenias\n\n{table}")))))
    told = {(o.count, o.total, o.arm, o.time) for o in found.observations if o.table}
    assert told == {
        (30, 40, None, "30 days"),
        (7, 31, None, "90 days"),
        (9, 40, None, "30 days"),
        (2, 31, None, "90 days"),
    }


_RATED = """Two anti-CD19 CAR T-cell products, QV-19 and KM-20, in B-cell lymphoma

Results
Ninety patients received QV-19 and 70 received KM-20. Progression-free survival (PFS) and overall survival (OS) were compared. The ORR was 80%.

"""


def _compared(text: str) -> list[tuple[object, ...]]:
    """Return the comparisons that the tables of a text hold, products and outcomes by their names."""
    found = read(with_row_labels(annotate(prepare(read_text(text)))))
    labels = {e.id: e.label for e in found.entities}
    return [
        (
            labels.get(c.a, c.a), labels.get(c.b or "", c.b), labels[c.outcome], c.direction, c.ratio, c.value, c.low,
            c.high, f"{c.p_operator}{c.p}",
        )
        for c in found.comparisons
        if c.table
    ]  # fmt: skip


def test_a_column_of_ratios_compares_the_two_groups_beside_it() -> None:
    rows = "ORR, n (%) 72 (80) 42 (60) 2.7 (1.3-5.4) 0.006\nMedian OS, months (95% CI) NR (20-NR) 14 (9-21) 0.70 (0.42-1.16) 0.17\n"
    head = "QV-19 (n = 90) KM-20 (n = 70) HR or OR (95% CI) P\n"
    text = f"{_RATED}Table 2. Efficacy\n\n{head}{rows}"
    assert _compared(text) == [
        ("QV-19", "KM-20", "objective response rate", "higher", "OR", 2.7, 1.3, 5.4, "=0.006"),
        ("QV-19", "KM-20", "overall survival", "similar", "HR", 0.7, 0.42, 1.16, "=0.17"),
    ]
    found = read(with_row_labels(annotate(prepare(read_text(text)))))
    assert len([o for o in found.observations if o.table]) == 4


def test_a_table_of_factors_compares_those_who_have_each() -> None:
    rows = (
        "Age \u226565 years 0.91 (0.64-1.29) 0.60 - -\nECOG 2 vs 0-1 2.41 (1.58-3.67) <0.001 1.88 (1.20-2.95) 0.006\n"
        "QV-19 vs KM-20 0.70 (0.49-0.98) 0.037 0.68 (0.48-0.97) 0.033\n"
    )
    head = "Univariable Multivariable\nFactor HR (95% CI) p HR (95% CI) p\n"
    assert _compared(f"{_RATED}Table 3. Cox regression for PFS\n\n{head}{rows}") == [
        ("Age \u226565 years", None, "progression-free survival", "similar", "HR", 0.91, 0.64, 1.29, "=0.6"),
        ("ECOG 2", "0-1", "progression-free survival", "higher", "HR", 2.41, 1.58, 3.67, "<0.001"),
        ("ECOG 2", "0-1", "progression-free survival", "higher", "HR", 1.88, 1.2, 2.95, "=0.006"),
        ("QV-19", "KM-20", "progression-free survival", "lower", "HR", 0.7, 0.49, 0.98, "=0.037"),
        ("QV-19", "KM-20", "progression-free survival", "lower", "HR", 0.68, 0.48, 0.97, "=0.033"),
    ]


def test_the_interval_of_a_ratio_may_have_a_column_of_its_own() -> None:
    rows = "Bulky disease 1.66 0.85-3.24 0.14\nRaised LDH 2.03 1.11-3.71 0.02\nSex 1.2 3.1-4.0 0.5\n"
    head = "Covariate Hazard ratio 95% CI P value\n"
    assert _compared(f"{_RATED}Table 3. Multivariable analysis of overall survival\n\n{head}{rows}") == [
        ("Bulky disease", None, "overall survival", "similar", "HR", 1.66, 0.85, 3.24, "=0.14"),
        ("Raised LDH", None, "overall survival", "higher", "HR", 2.03, 1.11, 3.71, "=0.02"),
    ]  # the last ratio does not lie within its interval


def test_a_caption_may_tell_the_statistic_and_the_interval_of_all_rows() -> None:
    rows = (
        "Parameter\tDose level 1 (n = 10)\tDL2 (n = 30)\nCmax, copies/μg DNA\t31,200 (8,400-66,100)\t78,900 (12,300-210,000)\n"
        "Tmax, days\t14 (10-21)\t11 (7-15)\n"
    )
    text = f"{_TRIAL}They got dose level 1 (DL1, 10 patients) or dose level 2 (DL2, 30 patients). The ORR was 80% at DL2.\n\n"
    found = _rows(f"{text}Table 4. Pharmacokinetics, median (range)\n\n{rows}")
    assert found["Cmax", "dose level 1 (DL1)", None][3:6] == (31200.0, 8400.0, 66100.0)
    assert found["Tmax", "dose level 2 (DL2)", None][3:6] == (11.0, 7.0, 15.0)
    told = read(with_row_labels(annotate(prepare(read_text(text)))))
    assert {o.arm for o in told.observations} == {"dose level 2 (DL2)"}


def test_a_caption_without_a_stop_is_no_heading() -> None:
    rows = "Event, n (%) Grade 1-2 Grade 3 Grade 4\nHaematological\nNeutropenia 4 (10) 8 (20) 28 (70)\nAnaemia 9 (23) 3 (8) 0\n"
    found = _rows(f"{_TRIAL}Table 5.\n\nAdverse events within 90 days of QV-19 (n=40), by highest grade\n\n{rows}")
    assert found["neutropenia", None, "4"][:3] == (28, 40, 70.0)
    assert found["anemia", None, "1-2"][:3] == (9, 40, 23.0)


def test_a_head_of_bare_names_is_divided_and_means_have_their_spread() -> None:
    text = (
        "QV-19, an IL-18-secreting anti-CD19 CAR, and its parent KM-20\n\nResults\nQV-19 CAR T cells were compared with"
        " KM-20 CAR T cells in mice. Lysis, IL-2 and survival were measured.\n\n"
        "Table 1. Activity in vitro\n\nAssay QV-19 KM-20 P value\nLysis at 48 h, % 71\u00b16 39\u00b17 <0.001\n"
        "IL-2 at 24 h, ng/mL 3.9\u00b10.7 1.8\u00b10.4 0.008\n"
    )
    found = read(with_row_labels(annotate(prepare(read_text(text)))))
    labels = {e.id: e.label for e in found.entities}
    told = {(labels[o.subject or ""], o.stat.value, o.value, o.unit, o.time) for o in found.observations if o.table}
    assert told == {
        ("QV-19", "mean", 71.0, "%", "48 hours"),
        ("KM-20", "mean", 39.0, "%", "48 hours"),
        ("QV-19", "mean", 3.9, "ng/mL", "24 hours"),
        ("KM-20", "mean", 1.8, "ng/mL", "24 hours"),
    }


def test_columns_of_those_who_had_an_outcome_are_parts_and_what_was_before_is_no_result() -> None:
    text = f"{_TRIAL}CRS of any grade was seen in 30 patients. IL-6 and ferritin were measured.\n\n"
    head = "Analyte Baseline, median Peak, median (range) CRS grade 0-1 (n=25), median CRS grade 2-3 (n=15), median P\n"
    rows = "IL-6, pg/mL 5 96 (11-3940) 41 702 0.03\nFerritin, ng/mL 288 1940 (320-9000) 1010 6230 0.01\n"
    found = read(with_row_labels(annotate(prepare(read_text(f"{text}Table 4. Peak cytokines\n\n{head}{rows}")))))
    told = {(o.arm, o.value) for o in found.observations if o.table and o.unit == "pg/mL"}
    assert told == {(None, 96.0), ("CRS grade 0-1", 41.0), ("CRS grade 2-3", 702.0)}
    assert {(c.a, c.b, c.p) for c in found.comparisons if c.table} == {
        ("CRS grade 0-1", "CRS grade 2-3", 0.03),
        ("CRS grade 0-1", "CRS grade 2-3", 0.01),
    }


def test_a_count_whose_share_is_of_others_keeps_no_total_of_the_head() -> None:
    rows = "CRS 36 (90.0)\nNeutropenia at day 30 13 (37.1)\n"
    found = _rows(f"{_TRIAL}Table 2. Safety\n\nOutcome QV-19 (n = 40)\n{rows}")
    assert found["cytokine release syndrome", None, None][:3] == (36, 40, 90.0)
    assert found["neutropenia", None, None] == (13, None, 37.1, None, None, None, "30 days")


def test_a_heading_names_the_outcome_of_the_factors_below_it() -> None:
    rows = "Progression-free survival\nBulky disease (vs. none) 1.66 (1.05-2.60) 0.03\nOverall survival\nBulky disease (vs. none) 1.2 (0.8-1.9) 0.4\n"
    head = "Variable HR (95% CI) p\n"
    assert [one[:4] for one in _compared(f"{_RATED}Table 3. Multivariable Cox models\n\n{head}{rows}")] == [
        ("Bulky disease", "none", "progression-free survival", "higher"),
        ("Bulky disease", "none", "overall survival", "similar"),
    ]


def test_a_p_value_points_where_the_numbers_of_its_two_groups_point() -> None:
    rows = "ORR, n (%) 72 (80) 42 (60) 0.006\nMedian OS, months (95% CI) 21 (18-NR) 14 (9-21) 0.17\n"
    text = f"{_RATED}Table 2. Efficacy\n\nQV-19 (n = 90) KM-20 (n = 70) p value\n{rows}"
    assert [one[2:4] for one in _compared(text)] == [
        ("objective response rate", "higher"),
        ("overall survival", "similar"),
    ]


def test_a_note_tells_which_two_of_three_groups_a_column_tests() -> None:
    text = (
        "QV-19, an IL-18-secreting anti-CD19 CAR, with KM-20 and KM-30\n\nResults\nQV-19 CAR T cells, KM-20 CAR T cells and"
        " KM-30 CAR T cells were compared in mice. Lysis was measured.\n\n"
        "Table 1. Activity in vitro\n\nAssay QV-19 KM-20 KM-30 P value*\nLysis at 48 h, % 71\u00b16 39\u00b17 30\u00b15 <0.001\n"
        "Lysis at 72 h, % 80\u00b16 49\u00b17 33\u00b15 <0.001\n\n*QV-19 versus KM-30.\n"
    )
    assert {one[:4] for one in _compared(text)} == {("QV-19", "KM-30", "cytotoxicity", "higher")}


def test_notes_tell_what_all_cells_are_and_a_row_counts_those_assessed() -> None:
    rows = (
        "SLE, patients assessed 18 15\nSLEDAI-2K 4 (2-6) 0 (0-2)\nDORIS remission 6 (33.3) 11 (73.3)\n"
        "All, patients assessed 28 23\nDrug-free remission 22 (78.6) 21 (91.3)\n"
    )
    text = (
        "QV-19, an anti-CD19 CAR T-cell product, in lupus\n\nResults\nOverall, 28 patients were infused with QV-19.\n\n"
    )
    table = f"Table 3.\n\nOutcomes by visit\n\nOutcome Month 3 Month 12\n{rows}\nData are n (%) or median (IQR).\n"
    found = read(with_row_labels(annotate(prepare(read_text(f"{text}{table}")))))
    labels = {e.id: e.label for e in found.entities}
    told = {(labels[o.outcome], o.arm, o.time, o.count, o.total, o.value, o.low) for o in found.observations if o.table}
    assert ("DORIS remission", "SLE", "12 months", 11, 15, None, None) in told
    assert any(one[1:] == ("SLE", "3 months", None, None, 4.0, 2.0) for one in told)
    assert any(one[1:] == (None, "12 months", 21, 23, None, None) for one in told)


def test_the_letter_of_a_note_is_no_part_of_a_label() -> None:
    rows = "Infectionb 20 (50) 8 (20)\nFebrile neutropeniaa 12 (30) 12 (30)\nRash 4 (10) 0\n"
    found = _rows(f"{_TRIAL}Table 2. Adverse events, n (%)\n\nEvent Any grade Grade \u22653\n{rows}")
    assert {key[0] for key in found} == {"infection", "febrile neutropenia", "rash"}


def test_a_measured_row_of_a_table_of_events_names_no_event() -> None:
    rows = "CRS, any grade 30 (75)\nCRS onset, days, median (range) 4 (1-10)\nTmax, days, median (range) 11 (7-20)\n"
    found = _rows(f"{_TRIAL}Table 2. Toxicity and kinetics after QV-19 (N = 40)\n\nOutcome QV-19 (n = 40)\n{rows}")
    crs = "cytokine release syndrome"
    assert set(found) == {(crs, None, "any"), (crs, None, "onset"), ("Tmax", None, None)}


def test_a_visit_in_a_label_is_no_unit_and_a_share_of_what_is_predicted_none_of_patients() -> None:
    head = "Outcome, median (IQR) QV-19 (n = 40)\n"
    rows = "CAR T-cell expansion at day 28, per \u03bcL 182 (60-240)\nPulmonary function, % predicted 74 (66-82)\n"
    measured = f"{_TRIAL}CAR T-cell expansion and pulmonary function were measured.\n\n"
    text = f"{measured}Table 2. Kinetics and function\n\n{head}{rows}"
    found = read(with_row_labels(annotate(prepare(read_text(text)))))
    told = {(o.value, o.unit, o.percent, o.time) for o in found.observations if o.table}
    assert told == {(182.0, "per \u03bcL", None, "28 days"), (74.0, "% predicted", None, None)}
