"""Whose a number is, where the paper itself names its arms."""

from __future__ import annotations

import pytest

from cargraph.facts.groups.declared import declared
from tests.facts.reading_of import numbers, reading_of

TITLE = "Bridging before QV-19, an anti-CD19 CAR T-cell product, in large B-cell lymphoma"
ARMS = "QV-19 was given to 90 patients after bridging with radiotherapy (RTB; n = 30), with drugs (SYB; n = 40) or without bridging (NOB; n = 20)."


def told(*sentences: str) -> list[tuple[str | None, str]]:
    """Return (arm, numbers) of the results that sentences state behind the one that names the arms."""
    return [(o.arm, numbers(o)) for o in reading_of(TITLE, ARMS, *sentences).observations]


@pytest.mark.parametrize(
    "sentence",
    [
        "The objective response rate was 80% in the RTB, 60% in the SYB and 70% in the NOB group.",
        "The objective response rates were 80% (RTB), 60% (SYB) and 70% (NOB).",
        "The objective response rates of the three groups were 80%, 60% and 70%.",
    ],
)
def test_each_arm_keeps_its_number(sentence: str) -> None:
    assert told(sentence) == [("RTB", "80%"), ("SYB", "60%"), ("NOB", "70%")]


def test_sizes_of_arms_named_in_brackets() -> None:
    sizes = {(a.label, a.n) for a in reading_of(TITLE, ARMS, "All patients were followed.").arms}
    assert {("RTB", 30), ("SYB", 40), ("NOB", 20)} <= sizes


def test_numbers_held_against_each_other_need_a_name() -> None:
    title = "QV-19, an anti-CD19 CAR T-cell product, given early or late in large B-cell lymphoma"
    halves = "Patients received QV-19 in second line (early group, n = 40) or thereafter (late group, n = 50)."
    unsaid = reading_of(title, halves, "Overall survival at 12 months did not differ (81% vs 79%).")
    assert [o for o in unsaid.observations if o.percent] == []
    said = reading_of(title, halves, "Neutropenia was more frequent in the late group (61% vs 40%).")
    assert [(o.arm, o.percent) for o in said.observations] == [("late group", 61.0), ("early group", 40.0)]


def test_declared_names_are_short_and_no_entities() -> None:
    found = declared("Patients had surgery (SUR; n = 4) or drugs (DRU; n = 5). CRS (n = 3) was mild.", {"CRS"})
    assert found is not None
    assert found.findall("SUR was safer than DRU; CRS was rare.") == ["SUR", "DRU"]
    assert declared("The ORR group (n = 3) was small.", ()) is None


def test_those_counted_first_are_the_denominator() -> None:
    reading = reading_of(TITLE, "Of 12 evaluable patients, 9 had a complete response.")
    assert [(o.count, o.total) for o in reading.observations] == [(9, 12)]


def test_none_of_a_number_is_none() -> None:
    reading = reading_of(TITLE, "QV-19 was given to 14 patients.", "None of the 12 had dose-limiting toxicity.")
    assert [o.count for o in reading.observations] == [0]


def test_causes_of_death_are_no_cases() -> None:
    reading = reading_of(
        TITLE, "QV-19 was given to 30 patients.", "Nine patients died: 3 of infection and 6 of lymphoma."
    )
    labels = {e.id: e.label for e in reading.entities}
    assert "infection" not in {labels[o.outcome] for o in reading.observations}


def test_drugs_and_diseases_in_front_of_a_bracket_own_what_is_in_it() -> None:
    drugs = reading_of(
        TITLE, "QV-19 was given to 90 patients.",
        "After relapse patients received glofitamab (12 patients; objective response rate, 50%) or lenalidomide (9 patients; objective response rate, 33%).",
    )  # fmt: skip
    assert [(o.subject, o.arm, o.percent) for o in drugs.observations] == [
        (None, "glofitamab", 50.0), (None, "lenalidomide", 33.0),
    ]  # fmt: skip


def test_a_number_of_both_groups_is_told_twice() -> None:
    reading = reading_of(
        "QV-19, an anti-CD19 CAR T-cell product, or standard care in large B-cell lymphoma",
        "Of 100 patients, 50 received QV-19 (QV-19 group) and 50 received standard care (standard-care group).",
        "The median event-free survival in both groups was 4.0 months.",
    )
    assert [(o.subject is None, o.value) for o in reading.observations] == [(False, 4.0), (True, 4.0)]


def test_shares_at_baseline_are_no_results() -> None:
    reading = reading_of(
        TITLE, "QV-19 was given to 90 patients.", "At baseline, 24% had cytopenia and 12% an infection."
    )
    assert reading.observations == ()


def test_heterogeneity_beside_an_interval_is_no_result() -> None:
    reading = reading_of(
        "Outcomes with CAR T-cell therapy: a meta-analysis", "We analysed 57 patients from 10 trials.",
        "The pooled incidence of cytokine release syndrome and neurotoxicity was 54% (95% CI 0.17-0.90, I2 =77%) and 4% (95% CI 0.00-0.19, I2 =22%), respectively.",
    )  # fmt: skip
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels[o.outcome], o.percent) for o in reading.observations] == [
        ("cytokine release syndrome", 54.0), ("neurotoxicity", 4.0),
    ]  # fmt: skip
    assert [a.n for a in reading.arms] == [57]


def test_those_in_remission_are_counted_for_what_was_found_in_them() -> None:
    reading = reading_of(
        "QV-19, an anti-CD19 CAR T-cell product, versus QV-22, an anti-CD22 CAR T-cell product, in leukaemia",
        "Minimal residual disease was undetectable in 26 of the 28 patients in remission after QV-19 and in 30 of the 31 in remission after QV-22.",
    )  # fmt: skip
    labels = {e.id: e.label for e in reading.entities}
    assert [(labels[o.subject or ""], labels[o.outcome], o.count) for o in reading.observations] == [
        ("QV-19", "minimal residual disease", 26), ("QV-22", "minimal residual disease", 30),
    ]  # fmt: skip


def test_a_share_of_cells_is_of_no_patients() -> None:
    reading = reading_of(TITLE, "QV-19 was given to 90 patients.", "In vitro, cytotoxicity of QV-19 was 45%.")
    assert [(o.percent, o.total) for o in reading.observations] == [(45.0, None)]


def test_a_paper_about_something_else_names_no_construct() -> None:
    text = reading_of(
        "Zentamab, a BCMA and CD3 bispecific antibody, in relapsed multiple myeloma",
        "Prior CAR T-cell therapy was allowed.",
        "CRS occurred in 60% of 40 patients.",
    )
    assert not [e for e in text.entities if e.kind == "construct"]
    assert not text.observations
    assert not text.relations


def test_the_dose_of_a_drug_names_no_group() -> None:
    """The sixty patients are those of the product, not of a "low-dose" group of it."""
    given = "Sixty patients received QV-19 after fludarabine and low-dose cyclophosphamide."
    found = reading_of("QV-19, an anti-CD19 CAR T-cell product, in large B-cell lymphoma", given)
    assert [(a.label, a.n) for a in found.arms] == [(None, 60)]
