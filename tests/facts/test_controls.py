"""Whose a number is in papers that set a product against another treatment, or divide their patients."""

from __future__ import annotations

import pytest

from cargraph.facts.groups.controls import Controls
from cargraph.facts.groups.divisions import divisions
from cargraph.model import Span
from tests.facts.reading_of import numbers, reading_of

TITLE = "QV-19, an anti-CD19 CAR T-cell product, or autologous transplantation in large B-cell lymphoma"
BOTH = "QV-19 was given to 30 patients and compared with 20 patients who underwent ASCT."


def told(*sentences: str, title: str = TITLE) -> list[tuple[str | None, str | None, str]]:
    """Return (product, arm, numbers) of the results that sentences state."""
    reading = reading_of(title, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return [(labels.get(o.subject or ""), o.arm, numbers(o)) for o in reading.observations]


@pytest.mark.parametrize(
    "sentence",
    [
        "Relapse at 1 year was 22% with QV-19 vs 41% with ASCT.",
        "The QV-19 group had less relapse than the ASCT group (22% vs 41%).",
        "Relapse was seen in 22% and 41% of the QV-19 and ASCT groups, respectively.",
        "Relapse incidence for QV-19 versus ASCT was 22% versus 41%.",
    ],
)
def test_a_transplant_is_an_arm_where_a_product_is_set_against_it(sentence: str) -> None:
    assert told(BOTH, sentence) == [("QV-19", None, "22%"), (None, "ASCT", "41%")]


def test_its_size_is_no_size_of_the_product() -> None:
    reading = reading_of(TITLE, BOTH, "Overall, 51 patients were included.")
    assert {(a.label, a.n) for a in reading.arms} == {(None, 30), ("ASCT", 20)}


def test_a_transplant_after_the_product_is_no_arm() -> None:
    text = "Responses to ASCT and to cells were compared (ASCT group, n = 20). Eight patients had cells after ASCT."
    found = Controls(text)
    assert [label for _, label in found.spans(text, Span(0, len(text)))] == ["ASCT", "ASCT"]
    assert not Controls("Nine patients had a consolidative transplantation. Relapse after HSCT was rare.")


def test_parts_of_those_treated_are_no_control() -> None:
    assert not Controls("Survival was longer in the HSCT group than in the non-HSCT group.")


def test_those_without_the_product_are_a_group_of_their_own() -> None:
    found = told(BOTH, "Relapse was more frequent in patients who did not receive QV-19 (41%).")
    assert found == [(None, "patients who did not receive QV-19", "41%")]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("split into young (18-39), adult (40-64), and old patients (65 or more).", ("young", "adult", "old patients")),
        ("divided into two groups: the early group (n = 9) and the late group (n = 7).", ("early", "late")),
        ("divided into a dose.", ()),
    ],
)
def test_divisions(text: str, labels: tuple[str, ...]) -> None:
    assert divisions(f"Patients were {text}") == labels


def test_three_numbers_go_to_three_groups_in_turn() -> None:
    title = "QV-19, an anti-CD19 CAR T-cell product, by age in large B-cell lymphoma"
    divided = "Recipients of QV-19 were divided into young (18-39), adult (40-64), and old patients (65 or more)."
    found = told(divided, "Infection was as frequent in all (14% vs 17% vs 19%).", title=title)
    assert found == [("QV-19", "young", "14%"), ("QV-19", "adult", "17%"), ("QV-19", "old patients", "19%")]
    assert told("Infection was as frequent in all (14% vs 17% vs 19%).", title=title) == []


def test_a_contrast_ends_what_opens_a_sentence() -> None:
    found = told(
        BOTH, "Of the 20 patients who underwent ASCT, 4 relapsed, while in the QV-19 group 9 patients relapsed."
    )
    assert ("QV-19", None, "9/20") not in found


def test_an_age_is_no_size() -> None:
    reading = reading_of(TITLE, "Adults over 65 received QV-19 less often than younger patients.")
    assert reading.arms == ()
