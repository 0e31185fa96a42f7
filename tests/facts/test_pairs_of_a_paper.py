"""Which two groups a paper's unnamed pairs of numbers are of, and where they are of others."""

from __future__ import annotations

import pytest

from cargraph.documents import read_text
from cargraph.facts.reading import read
from cargraph.mentions.annotate import annotate
from cargraph.mentions.rows import with_row_labels
from cargraph.text.prepare import prepare
from tests.facts.reading_of import numbers, reading_of

TWO = "Axicabtagene ciloleucel and tisagenlecleucel in large B-cell lymphoma: a registry study"
SIZED = "We studied 150 patients who received axicabtagene ciloleucel (axi-cel, n = 90) or tisagenlecleucel (tisa-cel, n = 60)."
PART = "Fifteen patients (axi-cel, n = 9; tisa-cel, n = 6) received bendamustine for lymphodepletion."
COMPARED = "The ORR was 80% with axi-cel and 70% with tisa-cel (p = 0.2)."
WHOLE = "CD19 CAR T cells in children with B-cell acute lymphoblastic leukaemia: a study of two products"
MADE_UP = "We reviewed 90 children given CD19 CAR T cells: 50 received tisagenlecleucel and 40 received PV-CAR19."


def _told(title: str, *sentences: str) -> set[tuple[str | None, str | None, str]]:
    reading = reading_of(title, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return {(labels.get(o.subject or ""), o.arm, numbers(o)) for o in reading.observations}


def test_parts_of_the_patients_leave_the_two_products_of_the_title_the_pair() -> None:
    pair = "At 2 years, overall survival was 58% (95% CI 50-66) and 49% (95% CI 38-60)."
    found = _told(TWO, SIZED, COMPARED, PART, pair)
    assert {("axicabtagene ciloleucel", None, "58% 50-66"), ("tisagenlecleucel", None, "49% 38-60")} <= found


def test_two_products_may_make_up_the_patients_of_the_one_in_the_title() -> None:
    told = _told(WHOLE, MADE_UP, "CRS occurred in 60 patients (67%).", "Infection was seen in 40% and 30% (p = 0.4).")
    assert told == {
        ("CD19 CAR T cells", None, "60 67%"),
        ("tisagenlecleucel", None, "40%"),
        ("PV-CAR19", None, "30%"),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "In second line, 12-month PFS reached 55%, against 41% in later lines (p = 0.1).",
        "The ORR was 52% (29/56) after polatuzumab-based bridging and 31% (17/55) after other chemotherapy (p = 0.03).",
    ],
)
def test_two_numbers_with_words_of_their_own_are_not_of_the_pair(sentence: str) -> None:
    told = _told(TWO, SIZED, COMPARED, sentence)
    assert not {numbers for product, _, numbers in told if product in {"axicabtagene ciloleucel", "tisagenlecleucel"}} - {
        "80%", "70%",
    }  # fmt: skip


@pytest.mark.parametrize(("title", "dealt"), [("Survival by ferritin level", False), ("Survival by product", True)])
def test_a_legend_may_draw_its_patients_apart_by_something_of_theirs(title: str, *, dealt: bool) -> None:
    legend = f"Figure 2.\n\n{title}. (A) Overall survival at 12 months, 52% vs. 77% (p < 0.001).\n"
    text = f"{TWO}\n\nResults\n{SIZED} {COMPARED}\n\n{legend}"
    found = read(with_row_labels(annotate(prepare(read_text(text)))))
    survival = {e.id for e in found.entities if e.label == "overall survival"}
    assert any(o.outcome in survival and o.subject for o in found.observations) is dealt


def test_a_count_in_total_goes_on_with_no_group() -> None:
    high = "Infections befell 20 of 50 patients (40%) with a high score and 12 of 100 (12%) with a low one."
    told = _told(TWO, SIZED, COMPARED, high, "In total, 32 patients (21%) had an infection.")
    assert (None, "patients with a low score", "12/100 12%") in told
    assert not any(arm for _, arm, said in told if said == "32 21%")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("CRS occurred in 90% of axi-cel and 58% of tisa-cel recipients, with a median onset of 3 and 5 days.",
         {("axicabtagene ciloleucel", None, "3 days"), ("tisagenlecleucel", None, "5 days")}),
        ("CRS occurred in 90% of axi-cel and 58% of tisa-cel recipients (grade 3 in 8% and 2%).",
         {("axicabtagene ciloleucel", None, "8%"), ("tisagenlecleucel", None, "2%")}),
    ],
)  # fmt: skip
def test_what_is_said_of_one_outcome_again_is_of_the_groups_in_turn(
    sentence: str, expected: set[tuple[str | None, str | None, str]]
) -> None:
    assert expected <= _told(TWO, SIZED, sentence)
