"""On which scale toxicities were graded."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, reading_of

SEEN = "In 40 patients, grade 3 or higher CRS occurred in 3 (8%), ICANS of grade 3 in 2 (5%) and grade 3 neutropenia in 12 (30%)."
CRS, ICANS, NEUTROPENIA = (
    "cytokine release syndrome",
    "immune effector cell-associated neurotoxicity syndrome",
    "neutropenia",
)


@pytest.mark.parametrize(
    ("sentence", "scales"),
    [
        (
            "CRS and ICANS were graded according to ASTCT consensus criteria, and other adverse events according to CTCAE v5.0.",
            {CRS: "ASTCT", ICANS: "ASTCT", NEUTROPENIA: "CTCAE 5.0"},
        ),
        (
            "Adverse events were graded by the National Cancer Institute Common Terminology Criteria for Adverse Events (CTCAE), version 4.03, except CRS and ICANS, which were graded per ASTCT.",
            {CRS: "ASTCT", ICANS: "ASTCT", NEUTROPENIA: "CTCAE 4.03"},
        ),
        ("CRS was graded using the Lee criteria.", {CRS: "Lee"}),
        ("The Penn grading scale was used to grade CRS.", {CRS: "Penn"}),
        ("Cytokine release syndrome and ICANS were assessed with CARTOX.", {CRS: "CARTOX", ICANS: "CARTOX"}),
        ("Toxicities were graded per CTCAE v5.0.", {NEUTROPENIA: "CTCAE 5.0"}),
        ("CTCAE version 5 was used to grade neutropenia.", {NEUTROPENIA: "CTCAE 5"}),
        ("CRS was graded by Lee criteria or ASTCT.", {}),
        ("CRS was graded by Lee criteria. Later, CRS was graded by ASTCT.", {}),
        ("CRS was not graded by ASTCT.", {}),
        ("CRS will be graded per ASTCT.", {}),
        ("The ASTCT has published guidance on CRS.", {}),
        ("CRS was graded as in Lee et al., 2019.", {}),
        ("Neutropenia was graded by Lee criteria.", {}),
    ],
)
def test_results_have_the_scale_their_paper_states(sentence: str, scales: dict[str, str]) -> None:
    reading = reading_of(ONE_PRODUCT, sentence, SEEN)
    labels = {entity.id: entity.label for entity in reading.entities}
    found = {labels[one.outcome]: one.scale for one in reading.observations}
    assert set(found) >= {CRS, ICANS, NEUTROPENIA}
    assert {outcome: scale for outcome, scale in found.items() if scale} == scales


def test_a_grading_quotes_its_sentence() -> None:
    sentence = "CRS was graded using the Lee criteria."
    (grading,) = reading_of(ONE_PRODUCT, sentence, SEEN).gradings
    assert [piece.quote for piece in grading.evidence] == [sentence]


def test_a_result_cited_from_others_has_no_scale_of_the_paper() -> None:
    sentence = "In a previous study, grade 3 CRS was reported in 12 of 60 (20%) patients given KM-19 [12]."
    reading = reading_of(ONE_PRODUCT, "CRS was graded using the Lee criteria.", SEEN, sentence)
    assert {one.scale for one in reading.observations if one.cited} <= {None}
