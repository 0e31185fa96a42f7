"""Markers of which a tie told of others is denied in a word, in the next clause or the next sentence."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, reading_of


def _ties(*sentences: str) -> set[tuple[str, str, bool]]:
    reading = reading_of(
        ONE_PRODUCT, "Cytokine release syndrome (CRS) and overall survival (OS) were told.", *sentences
    )
    names = {entity.id: entity.label for entity in reading.entities}
    found = (r for r in reading.relations if str(r.predicate) == "associated_with")
    return {(names[r.subject], names[r.object], r.negated) for r in found}


@pytest.mark.parametrize(
    "denial",
    [
        "In contrast, IL-7 and IL-15 did not differ.",
        "IL-7 and IL-15 were not.",
        "By contrast, IL-7 and IL-15 were similar.",
    ],
)
def test_a_short_denial_is_of_the_outcome_before_it(denial: str) -> None:
    ties = _ties("Peak IL-6 and IL-10 were higher in patients with severe CRS.", denial)
    outcomes = {outcome for marker, outcome, negated in ties if marker == "IL-6" and not negated}
    assert outcomes
    assert {(marker, outcome, True) for marker in ("IL-7", "IL-15") for outcome in outcomes} <= ties


def test_a_clause_denies_what_the_clause_before_it_tells() -> None:
    ties = _ties("High LDH (HR 2.1) was predictive of shorter overall survival; CRP and albumin were not.")
    assert {("CRP", "overall survival", True), ("albumin", "overall survival", True)} <= ties


def test_a_denial_that_goes_on_is_of_something_else() -> None:
    ties = _ties("High LDH (HR 2.1) was predictive of shorter overall survival; CRP was not measured.")
    assert not any(marker == "CRP" for marker, *_ in ties)


def test_what_only_tells_when_is_denied_of_nothing() -> None:
    ties = _ties("Before CRS, IL-6 was related to high LDH.", "IL-15 was not.")
    assert not any(marker == "IL-15" for marker, *_ in ties)


def test_a_tie_is_denied_of_each_outcome_that_a_nor_goes_on_to() -> None:
    ties = _ties("Ferritin was related to CRS (P=0.03), but not to neurotoxicity (P=0.6) nor to infection.")
    assert ("ferritin", "cytokine release syndrome", False) in ties
    assert {("ferritin", "neurotoxicity", True), ("ferritin", "infection", True)} <= ties


@pytest.mark.parametrize(
    ("sentence", "tie"),
    [
        ("Peak IL-6 correlated with Cmax but was unrelated to overall survival.", ("IL-6", "overall survival", True)),
        ("High LDH predicted shorter overall survival with no effect on CRS.", ("LDH", "overall survival", False)),
        (
            "High LDH predicted shorter overall survival with no effect on CRS.",
            ("LDH", "cytokine release syndrome", True),
        ),
        ("Non-relapse mortality was 6%, mostly due to infection.", ("infection", "non-relapse mortality", False)),
        (
            "CRP was not an independent factor for overall survival, unlike ferritin.",
            ("ferritin", "overall survival", False),
        ),
        ("Ferritin was not a risk factor for overall survival (HR 1.1).", ("ferritin", "overall survival", True)),
        (
            "Total metabolic tumour volume (TMTV) was taken. TMTV was related to overall survival.",
            ("metabolic tumour volume", "overall survival", False),
        ),
    ],
)
def test_a_tie_is_read_in_the_words_papers_use(sentence: str, tie: tuple[str, str, bool]) -> None:
    assert tie in _ties(sentence)
