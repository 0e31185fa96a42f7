from __future__ import annotations

import pytest

from cargraph.documents import read_text
from cargraph.model import Section, Span
from cargraph.text.prepare import prepare
from cargraph.text.sections import carve, refine


def parts(text: str) -> list[tuple[str, str]]:
    found = refine(text, (Section("abstract", Span(0, len(text))),))
    return [(section.name, section.span.of(text)) for section in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BACKGROUND: A. METHODS: B. RESULTS: C. CONCLUSIONS: D.", "background methods results conclusion"),
        ("Background: A. Methods: B. Results: C.", "background methods results"),
        (
            "IMPORTANCE: A. DESIGN, SETTING, AND PARTICIPANTS: B. CONCLUSIONS AND RELEVANCE: C.",
            "background methods conclusion",
        ),
        ("RESULTS: A. TRIAL REGISTRATION: NCT00000000. FUNDING: B.", "results methods funding"),
        ("PURPOSE: A dose of 300 mg/m RESULTS: C.", "background results"),
        ("Purpose- To see. Methods- We looked. Results- We saw.", "background methods results"),
        ("We asked. Methods We looked. Results We saw it.", "abstract methods results"),
        ("We asked.Methods: We looked.Results: We saw it.", "abstract methods results"),
        ("BACKGROUND. Cells. METHODS. We did. RESULTS. It was.", "background methods results"),
        ("Results of earlier trials vary. Methods differ. Results in mice: none.", "abstract"),
        ("CRS: a syndrome. ICANS: another.", "abstract"),
        ("No labels stand here at all.", "abstract"),
    ],
)
def test_inline_labels(text: str, names: str) -> None:
    assert [name for name, _ in parts(text)] == names.split()


@pytest.mark.parametrize(
    "tail",
    [
        "© 2025 The Society of Inventions.",
        "Copyright © 2024 A Society. Published by A House. All rights reserved.",
        "This article is protected by copyright. All rights reserved.",
    ],
)
@pytest.mark.parametrize("gap", [" ", "", "\n"])
def test_a_copyright_tail_is_furniture(tail: str, gap: str) -> None:
    assert parts(f"Half of them died.{gap}{tail}") == [("abstract", "Half of them died."), ("furniture", tail)]


def test_carve_cuts_a_section_in_three() -> None:
    whole = (Section("results", Span(0, 30), "Safety"),)
    assert carve(whole, Span(10, 20), "table") == (
        Section("results", Span(0, 10), "Safety"), Section("table", Span(10, 20)), Section("results", Span(20, 30)),
    )  # fmt: skip


def test_prepare_keeps_every_offset() -> None:
    raw = read_text("Anti‐CD19 cells\n\nRESULTS: 0·5 × 10⁶ cells/kg helped 3\u2009of\u20094 mice.")
    paper = prepare(raw)
    assert len(paper.text) == len(raw.text)
    assert paper.title == "Anti-CD19 cells"
    assert [section.name for section in paper.sections] == ["title", "results"]
    assert paper.sections[1].span.of(paper.text) == "RESULTS: 0.5 × 10⁶ cells/kg helped 3 of 4 mice."
