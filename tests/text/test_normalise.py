"""One character to one character: what numbers and dashes become, and what stays as it came."""

from __future__ import annotations

import pytest

from cargraph.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a median of 12\u2009400 pg/mL", "a median of 12,400 pg/mL"),
        (
            "16 480 copies/μg vs 18 640 copies/μg (range 1204-96 250)",
            "16,480 copies/μg vs 18,640 copies/μg (range 1204-96,250)",
        ),
        ("Fever 12 100 45", "Fever 12 100 45"),
        ("in 12 100 copies", "in 12 100 copies"),
        ("P13 100 mg and CD4 100 mg", "P13 100 mg and CD4 100 mg"),
    ],
)
def test_blanks_within_numbers_become_commas_where_they_are_sure(text: str, expected: str) -> None:
    assert normalise(text) == expected
    assert len(normalise(text)) == len(text)
