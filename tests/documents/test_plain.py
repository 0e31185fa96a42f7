from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cargraph.documents import read_text
from cargraph.documents.plain import layout
from cargraph.errors import DocumentError

PAGE = """Skip to main content
Journal of Invented Cells logoLink to Journal of Invented Cells
. 2023 Mar 9;4(2):e101. doi: 10.9999/jic.101

Two doses of an invented CAR T-cell in lymphoma

Ada Example 1, Ben Sample 2, Cy Specimen 1,2
PMCID: PMC9999901  PMID: 39999901

Abstract

We gave two doses. Most patients responded.

INTRODUCTION

Lymphoma returns.

PATIENTS AND METHODS

Patients

Twenty patients were treated.

RESULTS

Safety

CRS occurred in 8 of 20 patients.

Figure 1.

Figure 1

Frequency of CRS by dose.

No patient died of it.

DISCUSSION

The higher dose was no better.

AUTHOR CONTRIBUTIONS

AE wrote it.

CONFLICT OF INTEREST STATEMENT

None.

REFERENCES

  • 1. Someone A. CRS occurred in 90% of mice. Nature. 2001;1:1. [DOI]

Associated Data

RESOURCES
"""


def test_title_line_and_abstract() -> None:
    paper = read_text("A CAR for rare tumours\n\nWe made a CAR. It worked in 3 of 4 mice.\n")
    assert paper.title == "A CAR for rare tumours"
    assert [section.name for section in paper.sections] == ["title", "abstract"]
    assert paper.sections[1].span.of(paper.text) == "We made a CAR. It worked in 3 of 4 mice."
    assert paper.id.startswith("sha256:")


def test_a_saved_page_is_divided_and_its_imprint_read() -> None:
    paper = read_text(PAGE)
    assert paper.text == PAGE
    assert paper.title == "Two doses of an invented CAR T-cell in lymphoma"
    assert (paper.id, paper.pmid, paper.pmcid) == ("doi:10.9999/jic.101", "39999901", "PMC9999901")
    assert (paper.journal, paper.year) == ("Journal of Invented Cells", 2023)
    named = [(section.name, section.heading) for section in paper.sections]
    assert named == [
        ("furniture", ""), ("title", ""), ("authors", ""), ("abstract", "Abstract"), ("background", "INTRODUCTION"),
        ("methods", "PATIENTS AND METHODS"), ("methods", "Patients"), ("results", "RESULTS"), ("results", "Safety"),
        ("caption", ""), ("results", ""), ("discussion", "DISCUSSION"), ("authors", "AUTHOR CONTRIBUTIONS"),
        ("funding", "CONFLICT OF INTEREST STATEMENT"), ("references", "REFERENCES"), ("furniture", "Associated Data"),
        ("furniture", "RESOURCES"),
    ]  # fmt: skip
    read = " ".join(section.span.of(paper.text) for section in paper.sections if section.read)
    assert "8 of 20" in read
    assert "No patient died" in read
    assert "90% of mice" not in read
    assert "Ada Example" not in read


def test_lancet_headings_without_blank_lines() -> None:
    paper = read_text("A title\nBACKGROUND\nOld words.\nFINDINGS\n3 of 4 died.\nINTERPRETATION\nBad.\nFUNDING\nNone.")
    assert [section.name for section in paper.sections] == ["title", "background", "results", "conclusion", "funding"]


def test_markdown_subsections_keep_the_role_above_them() -> None:
    paper = read_text("# A review of armour\n\n# Results\n\n## Binding\n\nIt binds.\n\n# Mice\n\nThey lived.\n")
    assert paper.title == "A review of armour"
    assert [(s.name, s.heading) for s in paper.sections[1:]] == [
        ("results", "Results"), ("results", "Binding"), ("body", "Mice"),
    ]  # fmt: skip


def test_a_lone_sentence_has_no_title() -> None:
    paper = read_text("T cells with the CAR were safe in all 12 patients.")
    assert paper.title == ""
    assert [section.name for section in paper.sections] == ["abstract"]


def test_carriage_returns_stand_where_they_stood() -> None:
    text = "A title\r\n\r\nRESULTS\r\nAll 4 lived.\r\n"
    paper = read_text(text)
    assert paper.text == text
    assert [section.span.of(text) for section in paper.sections] == ["A title", "RESULTS\r\nAll 4 lived."]


@pytest.mark.parametrize("text", ["", "  \n\n", "12 34\n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="give a text with a title"):
        read_text(text)


_LINES = st.sampled_from(
    ["A title of words", "RESULTS", "Results", "Figure 1.", "Figure 1", "# Methods", "## Mice", "REFERENCES",
     "", "", "Safety", "CRS in 3 (25%).", "doi: 10.9999/x", "Skip to main content",
     "Table 1. Events",
     "CRS 3 (25) 4 (33)",
     "| a | 1 |", "a\t2"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, min_size=1, max_size=14))
def test_sections_stand_in_order_within_the_text(written: list[str]) -> None:
    text = "\n".join(written)
    if not any(map(str.isalpha, text)):
        return
    end = 0
    for section in read_text(text).sections:
        assert end <= section.span.start < section.span.end <= len(text)
        end = section.span.end


def test_headings_of_a_review_end_its_introduction() -> None:
    prose = (
        "Cytokine release syndrome is treated with tocilizumab, and steroids are added where it does not suffice. " * 3
    )
    text = f"A review\n\nIntroduction\n{prose}\n\nWhat the trials told\n{prose}\n\nConclusion\n{prose}\n"
    assert [s.name for s in layout(text)] == ["title", "background", "body", "conclusion"]
    study = text.replace("What the trials told", "Why it matters\n\nMethods")
    assert "body" not in [s.name for s in layout(study)]


def test_a_saved_page_without_blank_lines_has_a_title() -> None:
    paper = read_text(
        "Skip to main content\nHome | Issues | Sign in\nAdvertisement\nAn invented CAR T-cell product against a rare tumour\n"
        "Ada Example, Ben Sample, Cleo Instance\nFirst published: 3 May 2024 https://doi.org/10.9999/jic.202\nShare\n"
        "Abstract\nWe made a CAR. It worked in 3 of 4 mice.\n1 INTRODUCTION\nTumours are bad.\n"
    )
    assert paper.title == "An invented CAR T-cell product against a rare tumour"
    assert (paper.id, paper.year) == ("doi:10.9999/jic.202", 2024)
    assert [s.name for s in paper.sections][:4] == ["furniture", "title", "authors", "furniture"]


def test_markdown_with_its_imprint_below_the_title() -> None:
    paper = read_text(
        "# A CAR for rare tumours\n\nJournal of Invented Cells, 2024. https://doi.org/10.9999/jic.203\n\n## Abstract\n\nIt worked.\n"
    )
    assert (paper.id, paper.journal, paper.year) == ("doi:10.9999/jic.203", "Journal of Invented Cells", 2024)
