"""Whose a number is, where the paper itself names its arms."""

from __future__ import annotations

import pytest

from cargraph.facts.declared import declared
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
