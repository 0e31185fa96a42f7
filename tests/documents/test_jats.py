from __future__ import annotations

from cargraph.documents import read_text

TABLE = """<table-wrap id="T1"><label>Table 1</label><caption><p>Events after infusion</p></caption><table><thead>
<tr><th rowspan="2">Event</th><th colspan="2">Arm A (<italic>n</italic> = 20)</th><th>Arm B (n = 10)</th></tr>
<tr><th>Any grade</th><th>Grade &#x2265;3</th><th>Any grade<sup><xref ref-type="table-fn">a</xref></sup></th></tr>
</thead>
<tbody><tr><td colspan="4">Immune events</td></tr>
<tr><td>CRS</td><td>12 (60)</td><td>2 (10)</td><td>9 (90)</td></tr>
<tr><td>Infections</td><td/><td/><td/></tr>
<tr><td>&#x2003;Lung</td><td>1 (5)</td><td>0</td><td>&#xa0;</td></tr>
<tr><td rowspan="2">Cough</td><td>4 (20)</td><td colspan="2">none</td></tr>
<tr><td>5 (25)</td><td>1 (5)</td><td>2 (20)</td></tr></tbody></table>
<table-wrap-foot><fn><label>a</label><p>By day 28.</p></fn></table-wrap-foot></table-wrap>"""
ARTICLE = f"""<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS.dtd"><article><front><journal-meta>
<journal-title-group>
<journal-title>Invented Reports</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="pmc">55555</article-id><article-id pub-id-type="doi">10.9999/IR.5</article-id>
<title-group><article-title>A CAR <italic>in vivo</italic></article-title></title-group>
<pub-date><year>2020</year></pub-date><abstract><sec><title>Methods</title><p>Mice.</p></sec><sec><title>Results</title>
<p>They lived.</p></sec></abstract></article-meta></front><body><sec sec-type="intro"><title>Why</title>
<p>CARs bind CD19<xref ref-type="bibr" rid="r1">12</xref> and CD22 [<xref ref-type="bibr" rid="r2">3</xref>, <xref
ref-type="bibr" rid="r3">4</xref>], in 30%<sup><xref ref-type="bibr" rid="r4">5</xref></sup> of cells.</p></sec>
<sec sec-type="materials|methods"><title>How</title><sec><title>Mice</title><p>Six mice got 10<sup>6</sup> cells.</p>
</sec></sec>
<sec><title>Findings</title><p>See the figure.<fig id="f"><label>Figure 1</label><caption><title>Survival.</title>
<p>All.</p>
</caption></fig></p>{TABLE}</sec></body><back><ack><p>Thanks.</p></ack><ref-list><ref><mixed-citation>Doe J. CRS in
90%.</mixed-citation></ref></ref-list></back></article>"""


def test_sections_by_type_and_title() -> None:
    paper = read_text(ARTICLE)
    assert [(section.name, section.heading) for section in paper.sections] == [
        ("title", ""), ("methods", "Methods"), ("results", "Results"), ("background", "Why"), ("methods", "How"),
        ("methods", "Mice"), ("results", "Findings"), ("caption", ""),
        ("table", "Events after infusion"), ("notes", ""),
    ]  # fmt: skip
    assert (paper.id, paper.pmcid, paper.year, paper.journal) == (
        "doi:10.9999/ir.5",
        "PMC55555",
        2020,
        "Invented Reports",
    )
    assert "Doe J" not in paper.text
    assert "Thanks" not in paper.text


def test_citations_do_not_glue_to_numbers() -> None:
    assert "CD19[12] and CD22 [3, 4], in 30%[5] of cells." in read_text(ARTICLE).text


def test_a_table_with_spans_groups_and_notes() -> None:
    paper = read_text(ARTICLE)
    (table,) = paper.tables
    assert (table.number, table.caption, table.notes) == (1, "Events after infusion", "a By day 28.")
    assert table.columns == (
        "Event", "Arm A (n = 20) | Any grade", "Arm A (n = 20) | Grade ≥3", "Arm B (n = 10) | Any gradeᵃ",
    )  # fmt: skip
    rows = [
        (
            row.group.of(paper.text) if row.group else "",
            row.label.of(paper.text),
            [(cell.column, cell.span.of(paper.text)) for cell in row.cells],
        )
        for row in table.rows
    ]
    assert rows == [
        ("Immune events", "CRS", [(1, "12 (60)"), (2, "2 (10)"), (3, "9 (90)")]),
        ("Infections", "Lung", [(1, "1 (5)"), (2, "0")]),
        ("", "Cough", [(1, "4 (20)"), (2, "none"), (3, "none")]),
        ("", "Cough", [(1, "5 (25)"), (2, "1 (5)"), (3, "2 (20)")]),
    ]
    assert table.rows[0].span.of(paper.text) == "CRS | 12 (60) | 2 (10) | 9 (90)"
