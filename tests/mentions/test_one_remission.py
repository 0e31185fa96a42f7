"""The remission that a paper defines: a name and the wider one in brackets behind it are one endpoint."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import SIZED, reading_of

TITLE = "QV-19, an anti-CD19 CAR T-cell product, in B-cell acute lymphoblastic leukaemia"
WIDER = "complete response or complete response with incomplete recovery"


def _endpoints(*sentences: str) -> set[str]:
    return {e.label for e in reading_of(TITLE, SIZED, *sentences).entities if e.kind == "endpoint"}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            ("Complete remission (CR/CRi) was reached by 33 patients (83%).", "Of 20 adults, 15 (75%) were in CR."),
            {WIDER},
        ),
        (("CR/CRi was seen in 33 patients (83%).", "Remission lasted in 20 patients (50%)."), {WIDER}),
        (("CR/CRi was seen in 33 patients (83%), and a complete response in 25 (63%).",), {WIDER, "complete response"}),
    ],
)
def test_a_wider_remission_in_brackets_is_what_is_meant(sentences: tuple[str, ...], expected: set[str]) -> None:
    assert _endpoints(*sentences) == expected


def test_the_best_overall_response_is_what_a_response_rate_is_of() -> None:
    told = "The best overall response was seen in 32 patients (80%).", "The response rate was 85% in adults."
    assert _endpoints(*told) == {"best overall response"}
