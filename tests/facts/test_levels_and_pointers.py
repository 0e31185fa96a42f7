"""Dose levels told apart in prose, words that point at groups and outcomes told before, and what they compare."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, numbers, reading_of

LEVELS = (
    "In this phase 1 trial, 40 patients received QV-19 at dose level 1 (DL1, n = 6), dose level 2 (DL2, n = 22) or"
    " dose level 3 (DL3, n = 12)."
)
TWO_GROUPS = (
    "Peak levels were compared between the 14 patients with CRS of grade 2 or higher and the 26 with CRS of grade 0-1."
)
WORSE, MILDER = "patients with CRS of grade 2 or higher", "patients with CRS of grade 0-1"


_Compared = tuple[str, str | None, str, str | None, float | None]


def told(*sentences: str) -> list[tuple[str | None, str, str | None, str]]:
    reading = reading_of(ONE_PRODUCT, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return [(o.arm, labels[o.outcome], o.measure, numbers(o)) for o in reading.observations]


def compared(*sentences: str) -> set[_Compared]:
    reading = reading_of(ONE_PRODUCT, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return {(c.a, c.b, labels[c.outcome], c.direction, c.p) for c in reading.comparisons}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cmax was higher at DL3 than at DL1 (P = 0.01), whereas DL1 and DL2 did not differ significantly (P = 0.2).",
         {("DL3", "DL1", "Cmax", "higher", 0.01)}),
        ("Cmax did not differ between DL1 and DL2 (P = 0.2).", {("DL1", "DL2", "Cmax", "similar", 0.2)}),
        ("CRS was seen in one (17%), five (23%) and seven patients (58%), and was more frequent at DL3 than at DL2.", {("DL3", "DL2", "cytokine release syndrome", "higher", None)}),
        ("The overall response rate was similar at DL2 and DL3 (81.8% vs 83.3%; P = 1.00).",
         {("DL2", "DL3", "objective response rate", "similar", 1.0)}),
        ("The ORR was alike at dose level 2 and dose level 3 (80% vs 82%; P = 0.9).",
         {("dose level 2", "dose level 3", "objective response rate", "similar", 0.9)}),
    ],
)  # fmt: skip
def test_levels_are_held_against_each_other_in_their_own_words(sentence: str, expected: set[_Compared]) -> None:
    assert compared(LEVELS, sentence) == expected


def test_all_levels_together_are_no_numbered_level() -> None:
    sentence = "Over all dose levels 36 of 40 patients responded (90.0%)."
    assert told(LEVELS, sentence) == [(None, "response", None, "36/40 90%")]


def test_phases_of_a_trial_are_no_two_groups() -> None:
    parts = "The 40 patients, 20 in phase 1 and 20 in phase 2, received QV-19."
    sentence = "Bulky disease made no difference to the ORR (80% vs 82%; P = 0.8)."
    assert not {side for a, b, *_ in compared(parts, sentence) for side in (a, b) if side and "phase" in side}


def test_two_counted_groups_are_those_that_the_former_and_the_latter_point_at() -> None:
    higher = "IL-6 was higher in the former (median 1,200 vs 90 pg/mL; P < 0.001), and so was CRP (118 vs 42 mg/L; P = 0.002)."
    alike = "IL-2 (P = 0.41) and GM-CSF (P = 0.27) were alike."
    assert compared(SIZED, TWO_GROUPS, higher, alike) == {
        (WORSE, MILDER, "IL-6", "higher", 0.001),
        (WORSE, MILDER, "CRP", "higher", 0.002),
        (WORSE, MILDER, "IL-2", "similar", 0.41),
        (WORSE, MILDER, "GM-CSF", "similar", 0.27),
    }
    assert (WORSE, "IL-6", None, "1200 pg/mL") in told(SIZED, TWO_GROUPS, higher)
    assert not any(outcome == "cytokine release syndrome" for _, outcome, _, _ in told(SIZED, TWO_GROUPS, higher))
    sizes = {(a.label, a.n) for a in reading_of(ONE_PRODUCT, SIZED, TWO_GROUPS, higher).arms}
    assert {(WORSE, 14), (MILDER, 26)} <= sizes


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("CRS was recorded in 28 patients (70%).", "Its frequency rose with the dose: 3 of 6 (50%) at DL1."),
         ("dose level 1 (DL1)", "cytokine release syndrome", None, "3/6 50%")),
        (("ICANS went along with infection: it affected 6 of 10 patients (60%) with infection but 3 of 30 without it.",),
         ("patients with infection", "immune effector cell-associated neurotoxicity syndrome", None, "6/10 60%")),
        (("The median time to CRS onset was 4 days (range 1-9) and the median duration was 3 days (range 1-7).",),
         (None, "cytokine release syndrome", "duration", "3 days 1-7")),
    ],
)  # fmt: skip
def test_what_a_word_stands_for_is_read_in_its_place(
    sentences: tuple[str, ...], expected: tuple[str | None, str, str | None, str]
) -> None:
    assert expected in told(LEVELS, *sentences)
