"""What a drug is given for or before, which disease each product had, and of which construct a survey speaks."""

from __future__ import annotations

from tests.facts.reading_of import ONE_PRODUCT, reading_of


def _stated(*sentences: str, title: str = ONE_PRODUCT) -> set[tuple[str, str, str, bool]]:
    reading = reading_of(title, *sentences)
    names = {entity.id: entity.label for entity in reading.entities}
    return {(names[r.subject], str(r.predicate), names[r.object], r.negated) for r in reading.relations}


def test_conditioning_may_be_told_at_the_head_of_a_sentence() -> None:
    stated = _stated(
        "Following bendamustine (90 mg/m2/d) and fludarabine (30 mg/m2/d) for 3 d, QV-19 cells were given."
    )
    assert ("bendamustine", "lymphodepletes_for", "QV-19", False) in stated
    assert ("fludarabine", "lymphodepletes_for", "QV-19", False) in stated


def test_a_drug_said_to_fail_manages_nothing() -> None:
    stated = _stated("Tocilizumab does not cross the barrier and is ineffective for isolated neurotoxicity.")
    assert ("tocilizumab", "manages", "neurotoxicity", True) in stated
    assert ("tocilizumab", "manages", "neurotoxicity", False) not in stated


def test_each_product_is_given_for_the_disease_in_its_bracket() -> None:
    stated = _stated(
        "Patients had axi-cel (n = 30; large B-cell lymphoma), brexu-cel (n = 20; mantle cell lymphoma) or cilta-cel "
        "(n = 25; multiple myeloma).",
        title="Kinetics of commercial CAR T-cell products",
    )
    treats = {(name, disease) for name, predicate, disease, _ in stated if predicate == "treats"}
    assert ("axicabtagene ciloleucel", "large B-cell lymphoma") in treats
    assert ("brexucabtagene autoleucel", "mantle cell lymphoma") in treats
    assert ("ciltacabtagene autoleucel", "multiple myeloma") in treats
    assert ("axicabtagene ciloleucel", "multiple myeloma") not in treats


def test_a_survey_speaks_of_the_class_and_not_of_its_one_example() -> None:
    stated = _stated(
        "Neurotoxicity complicates 20% of infusions, and 60% with axicabtagene ciloleucel.",
        "Parkinsonism may follow ciltacabtagene autoleucel.",
        "CAR T-cell therapy asks for care.",
        "Sepsis and late cytopenia occur in some patients.",
        title="Toxicities of CAR T-cell therapy: a review",
    )
    assert not any(name == "axicabtagene ciloleucel" and thing == "sepsis" for name, _, thing, _ in stated)


def test_a_cytokine_joined_to_a_receptor_is_its_armour() -> None:
    stated = _stated("An anti-CD19 CAR with CD28 was linked over P2A to murine IL-21 (termed QV-19).")
    assert ("QV-19", "expresses", "IL-21", False) in stated


def test_what_arms_a_virus_is_not_the_armour_of_the_cells() -> None:
    stated = _stated("We armed an oncolytic adenovirus with CXCL11 and combined it with QV-19 cells.")
    assert ("QV-19", "combined_with", "oncolytic virus", False) in stated
    assert not any(predicate == "expresses" for _, predicate, *_ in stated)


def test_edits_are_of_the_product_that_they_make() -> None:
    stated = _stated(
        "We disrupted TRAC by base editing in CD33 CAR T cells (termed BQ33). BQ33 cells expanded.",
        title="Base-edited CD33 CAR T cells in acute myeloid leukemia",
    )
    assert ("BQ33", "silences", "TRAC", False) in stated
    assert not any(name != "BQ33" and what == "silences" for name, what, *_ in stated)
