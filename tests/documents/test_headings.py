from __future__ import annotations

import pytest

from cargraph.documents.headings import bare, label_role, role


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("BACKGROUND", "background"),
        ("Importance", "background"),
        ("Objective", "background"),
        ("## 1. Introduction", "background"),
        ("Patients and methods", "methods"),
        ("METHODS", "methods"),
        ("Design, Setting, and Participants", "methods"),
        ("Exposures", "methods"),
        ("Main Outcomes and Measures", "methods"),
        ("Trial registration", "methods"),
        ("Findings", "results"),
        ("3 Results", "results"),
        ("**Results**", "results"),
        ("RESULTS AND DISCUSSION", "results"),
        ("Interpretation", "conclusion"),
        ("Conclusions and Relevance", "conclusion"),
        ("Conclusion:", "conclusion"),
        ("Discussion", "discussion"),
        ("FUNDING", "funding"),
        ("Conflict of interest statement", "funding"),
        ("Acknowledgements", "funding"),
        ("Authors’ contributions", "authors"),
        ("REFERENCES", "references"),
        ("Data availability statement", "furniture"),
        ("Supplementary material 2", "furniture"),
        ("TRANSLATION", "translation"),
        ("Summary", "abstract"),
        ("Cytokine release syndrome", None),
        ("Patients", None),
    ],
)
def test_a_heading_announces_its_role(heading: str, name: str | None) -> None:
    assert role(heading) == name


def test_more_words_are_labels_within_an_abstract() -> None:
    assert label_role("PATIENTS") == "methods"
    assert label_role("RESULTS") == "results"


def test_bare_takes_marks_and_numbers_off() -> None:
    assert bare("### 2.3. Flow cytometry:") == "Flow cytometry"
