"""Outcomes and harms in general words: named where they are said to have come about, not where they are an aim."""

from __future__ import annotations

import pytest

from cargraph.model import Kind
from tests.mentions.papers import labels, read

TREATED = "Here we treated 14 adults with CD22 CAR T cells."


@pytest.mark.parametrize(
    ("background", "kind", "label"),
    [
        ("CD22 CAR T cells have produced remarkable clinical responses.", Kind.ENDPOINT, "response"),
        ("With CD22 CAR T cells, high response rates have been reported.", Kind.ENDPOINT, "response"),
        ("Half of those who achieve remission after CD22 CAR T cells soon fall ill again.", Kind.ENDPOINT, "remission"),
        ("Only some given CD22 CAR T cells reach durable remissions, and few achieve long-term remission.",
         Kind.ENDPOINT, "durable response"),
        ("After CD22 CAR T cells, relapse occurs too often.", Kind.ENDPOINT, "relapse"),
        ("Most recipients of CD22 CAR T cells experience treatment failure.", Kind.ENDPOINT, "no response"),
        ("CD22 CAR T cells are limited by associated toxicities.", Kind.TOXICITY, "toxicity"),
        ("CD22 CAR T cells deplete normal B cells and cause severe hypogammaglobulinemia.",
         Kind.TOXICITY, "hypogammaglobulinemia"),
        ("CD22 CAR T cells help in hematologic malignancies.", Kind.DISEASE, "haematological malignancy"),
    ],
)  # fmt: skip
def test_the_field_tells_what_came_about(background: str, kind: Kind, label: str) -> None:
    assert label in labels(read(f"{background} {TREATED}"), kind)


@pytest.mark.parametrize(
    ("told", "kind", "label"),
    [
        ("Patients were assessed for response and toxicity.", Kind.ENDPOINT, "response"),
        ("Patients were assessed for response and toxicity.", Kind.TOXICITY, "toxicity"),
        ("The aim was remission.", Kind.ENDPOINT, "remission"),
        ("Its side-effect profile was sought.", Kind.TOXICITY, "adverse event"),
        ("Second cancers were sought: 11% for solid and 3% for hematological malignancies.",
         Kind.DISEASE, "haematological malignancy"),
    ],
)  # fmt: skip
def test_an_aim_is_no_outcome(told: str, kind: Kind, label: str) -> None:
    assert label not in labels(read(f"{TREATED} {told}"), kind)


def test_survival_is_overall_survival_where_that_is_named() -> None:
    found = read(f"{TREATED} Overall survival was 71% at one year. No significant survival differences were found.")
    assert labels(found, Kind.ENDPOINT) == ["overall survival"]


@pytest.mark.parametrize(
    ("background", "label"),
    [
        ("With CD22 CAR T cells, CRS is a common side effect.", "adverse event"),
        ("CD22 CAR T cells may cause CRS, characterized by the development of fever and hypotension.", "hypotension"),
    ],
)
def test_what_a_harm_is_or_is_known_by_is_no_harm_of_its_own(background: str, label: str) -> None:
    after = "All were followed. Twelve responded. Ten are well. One was lost."
    assert label not in labels(read(f"{background} {TREATED} {after}"), Kind.TOXICITY)
