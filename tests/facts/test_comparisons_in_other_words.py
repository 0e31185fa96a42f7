"""Comparisons in the many ways in which papers word them."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, SIZED, SIZED_TWO, TWO_PRODUCTS, reading_of

_Row = tuple[str, str | None, str, str | None]


def rows(title: str, *sentences: str) -> list[_Row]:
    reading = reading_of(title, *sentences)
    labels = {e.id: e.label for e in reading.entities}
    return [
        (labels.get(c.a, c.a), labels.get(c.b or "", c.b), labels[c.outcome], c.direction) for c in reading.comparisons
    ]


LISTED = [
    (
        "The risk of infection was higher in patients with high tumor burden (HR 3.0; P < .001), in those who had four lines of therapy (HR 1.7; P = .02), and after a prior transplant (HR 1.6; P = .01).",
        [
            ("patients with high tumor burden", "low tumor burden", "infection", "higher"),
            ("those who had four lines of therapy", "fewer lines of therapy", "infection", "higher"),
            ("prior transplant", "no prior transplant", "infection", "higher"),
        ],
    ),
    (
        "Overall survival was inferior with a Karnofsky score of 70 or below, and likewise with raised LDH.",
        [
            ("raised LDH", "other patients", "overall survival", "lower"),
            ("Karnofsky score of 70 or below", "other patients", "overall survival", "lower"),
        ],
    ),
    (
        "Outcomes were worse with high tumor burden: overall survival at 12 months was 49% and progression-free survival 29%.",
        [
            ("high tumor burden", "low tumor burden", "overall survival", "lower"),
            ("high tumor burden", "low tumor burden", "progression-free survival", "lower"),
        ],
    ),
    (
        "Patients were more likely to have infection if they had been given five or more regimens (HR 1.7; P = .01) or if platelet recovery had not occurred (HR 2.2; P < .001).",
        [
            ("five or more regimens", "fewer regimens", "infection", "higher"),
            ("platelet recovery had not occurred", "platelet recovery", "infection", "higher"),
        ],
    ),
    (
        "The risk of infection grew with each additional year since diagnosis (HR 1.1) and was raised by a previous transplant (HR 2.0).",
        [
            ("each additional year since diagnosis", "shorter time since diagnosis", "infection", "higher"),
            ("previous transplant", "no previous transplant", "infection", "higher"),
        ],
    ),
    (
        "Progression-free survival was inferior where CRP was elevated before infusion.",
        [("CRP was elevated before infusion", "other patients", "progression-free survival", "lower")],
    ),
    (
        "Those with bulky disease fared worse: at 12 months their overall survival was only 46%.",
        [("Those with bulky disease", "Those without bulky disease", "overall survival", "lower")],
    ),
    (
        "Our data tie high tumor burden to shorter overall survival and more infections.",
        [
            ("high tumor burden", "low tumor burden", "overall survival", "lower"),
            ("high tumor burden", "low tumor burden", "infection", "higher"),
        ],
    ),
    (
        "High tumor burden (HR 3.0; P < .001), severe CRS (HR 1.7; P = .02), and a prior transplant (HR 1.6; P = .01) each raised the risk of infection.",
        [
            ("High tumor burden", "low tumor burden", "infection", "higher"),
            ("severe CRS", "no severe CRS", "infection", "higher"),
            ("prior transplant", "no prior transplant", "infection", "higher"),
        ],
    ),
    (
        "Infection was linked to high tumor burden (HR 3.0; P < .001) and to severe CRS (HR 1.7; P = .02).",
        [
            ("high tumor burden", "low tumor burden", "infection", "higher"),
            ("severe CRS", "no severe CRS", "infection", "higher"),
        ],
    ),
    (
        "A higher risk of infection was conferred by high tumor burden (HR 3.0; P < .001), severe CRS (HR 1.7; P = .02) and prior transplant (HR 1.6; P = .01).",
        [
            ("high tumor burden", "low tumor burden", "infection", "higher"),
            ("severe CRS", "no severe CRS", "infection", "higher"),
            ("prior transplant", "no prior transplant", "infection", "higher"),
        ],
    ),
    (
        "Women with high tumor burden had a threefold risk of infection.",
        [("Women with high tumor burden", None, "infection", "higher")],
    ),
    (
        "Poor performance status and elevated LDH independently shortened overall survival.",
        [
            ("Poor performance status", "good performance status", "overall survival", "lower"),
            ("elevated LDH", "normal LDH", "overall survival", "lower"),
        ],
    ),
    ("Ferritin was higher after infusion.", []),
    ("Ferritin was higher in the marrow.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), LISTED)
def test_factors_behind_what_they_do(sentence: str, expected: list[_Row]) -> None:
    assert sorted(rows(ONE_PRODUCT, SIZED, sentence), key=str) == sorted(expected, key=str)


LINKED = [
    ("Factors that correlated with worse overall survival included bulky disease.", [("bulky disease", "no bulky disease", "overall survival", "lower")]),
    ("Bulky disease goes along with shorter overall survival and with more infections.", [("Bulky disease", "no bulky disease", "overall survival", "lower"), ("Bulky disease", "no bulky disease", "infection", "higher")]),
    ("High ferritin was tied to shorter overall survival.", [("High ferritin", "low ferritin", "overall survival", "lower")]),
    ("Older age was an additional risk factor for infection.", [("Older age", "younger age", "infection", "higher")]),
    ("High ferritin tripled the risk of infection.", [("High ferritin", "low ferritin", "infection", "higher")]),
    ("Neither race nor residence was associated with infection.", [("race", None, "infection", "similar"), ("residence", None, "infection", "similar")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), LINKED)
def test_links(sentence: str, expected: list[_Row]) -> None:
    assert rows(ONE_PRODUCT, SIZED, sentence) == expected


_FIRST, _SECOND = "QV-19", "KM-19"
TWO = [
    ("Neutropenia was seen twice as often with QV-19 as with KM-19.", "neutropenia", "higher"),
    ("Overall survival was doubled with QV-19 relative to KM-19.", "overall survival", "higher"),
    ("QV-19 conferred an overall survival advantage over KM-19.", "overall survival", "higher"),
    ("QV-19 led to a higher percentage of patients with a complete response than did KM-19.", "complete response", "higher"),
    ("QV-19 was superior to KM-19 in persistence.", "CAR-T persistence", "higher"),
    ("QV-19 carried a lower risk of neurotoxicity.", "neurotoxicity", "lower"),
    ("Progression-free survival improved significantly with QV-19 (P = 0.003).", "progression-free survival", "higher"),
    ("Exhaustion was seen in QV-19 but not in KM-19.", "exhaustion", "higher"),
    ("QV-19 elicited cytotoxicity against dim cells, whereas KM-19 showed none.", "cytotoxicity", "higher"),
    ("Overall survival was no different between QV-19 and KM-19.", "overall survival", "similar"),
    ("No significant differences between QV-19 and KM-19 were found in overall survival (P = .6).", "overall survival", "similar"),
    ("Use of QV-19 was an independent predictor of neurotoxicity.", "neurotoxicity", "higher"),
    ("Overall survival was longer with QV-19, but the difference fell short of significance.", "overall survival", "similar"),
    ("More infections occurred in recipients of QV-19 than in those allocated to KM-19.", "infection", "higher"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "outcome", "direction"), TWO)
def test_of_two_products(sentence: str, outcome: str, direction: str) -> None:
    assert rows(TWO_PRODUCTS, SIZED_TWO, sentence) == [(_FIRST, _SECOND, outcome, direction)]


def test_the_same_is_said_of_what_follows() -> None:
    found = rows(TWO_PRODUCTS, SIZED_TWO, "Neurotoxicity was less frequent with KM-19, as was infection.")
    assert [(a, outcome, way) for a, _, outcome, way in found] == [
        ("KM-19", "neurotoxicity", "lower"),
        ("KM-19", "infection", "lower"),
    ]


def test_a_ratio_is_of_the_product_though_the_comparator_is_told_first() -> None:
    title = "QV-19, an anti-CD19 CAR T-cell product, versus standard therapy in large B-cell lymphoma"
    told = "Patients in the standard-therapy group had a median overall survival of 12 months, whereas in the QV-19 group the median was not reached (hazard ratio, 0.61; 95% CI, 0.40 to 0.92)."
    assert rows(title, SIZED, told) == [("QV-19", "standard-therapy", "overall survival", "lower")]


def test_what_increases_by_itself_is_no_factor() -> None:
    assert rows(TWO_PRODUCTS, SIZED_TWO, "Exhaustion of QV-19 cells decreased and their persistence increased.") == []


def test_a_list_goes_on_behind_its_numbers() -> None:
    told = "QV-19 gave more complete responses than KM-19 (88% and 66%), more infections (78% and 28%), and less neutropenia (9% and 17%)."
    assert rows(TWO_PRODUCTS, SIZED_TWO, told) == [
        ("QV-19", "KM-19", "complete response", "higher"),
        ("QV-19", "KM-19", "infection", "higher"),
        ("QV-19", "KM-19", "neutropenia", "lower"),
    ]


def test_a_hazard_of_progression_or_death_is_of_survival_without_progression() -> None:
    title = "QV-19, an anti-CD19 CAR T-cell product, versus standard therapy in large B-cell lymphoma"
    told = "The hazard ratio for progression or death was 0.31 (95% CI, 0.22 to 0.44; P<0.001)."
    found = rows(title, "Progression-free survival was the primary end point.", told)
    assert found == [("QV-19", "standard therapy", "progression-free survival", "lower")]


def test_the_highest_of_several_diseases_is_held_against_the_next() -> None:
    told = "Pooled non-relapse mortality differed: it amounted to 9% in mantle cell lymphoma, where it was highest, and to 5% in follicular lymphoma."
    found = rows(ONE_PRODUCT, SIZED, told)
    assert [(a, b, way) for a, b, _, way in found] == [("mantle cell lymphoma", "follicular lymphoma", "higher")]


def test_a_short_form_of_a_high_thing_is_spelled_out() -> None:
    defined = "A high tumor volume (HTV) was seen in nine."
    told = "HTV, which nobody had examined before, was associated with shorter overall survival."
    assert rows(ONE_PRODUCT, SIZED, defined, told) == [
        ("high tumor volume", "low tumor volume", "overall survival", "lower")
    ]


def test_what_the_groups_were_like_before_is_no_result() -> None:
    told = "High LDH was more common at baseline in the QV-19 group than in the KM-19 group (28% vs 20%)."
    assert rows(TWO_PRODUCTS, SIZED_TWO, told) == []


def test_what_is_given_to_a_product() -> None:
    found = rows(TWO_PRODUCTS, SIZED_TWO, "Loss of TET2 gave KM-19 longer persistence.")
    assert found == [("Loss of TET2", "KM-19", "CAR-T persistence", "higher")]


def test_a_further_group_behind_the_numbers_of_the_second() -> None:
    told = "Patients with high tumor burden had worse overall survival (49%) than those with low tumor burden (74%) or no measurable disease (88%)."
    assert [(b, way) for _, b, _, way in rows(ONE_PRODUCT, SIZED, told)] == [
        ("those with low tumor burden", "lower"),
        ("no measurable disease", "lower"),
    ]


EXPECTED = [
    "We expected that overall survival would be worse with high tumor burden.",
    "Whether ferritin is higher in patients with high tumor burden was not examined.",
    "Two patients did worse: one died, and progression-free survival was 3 months.",
    "Ferritin was higher in the marrow, in the gut and in the spleen.",
]


@pytest.mark.parametrize("sentence", EXPECTED)
def test_what_is_only_looked_for_or_tells_a_place(sentence: str) -> None:
    assert rows(ONE_PRODUCT, SIZED, sentence) == []


def test_a_factor_is_held_against_the_groups_behind_a_colon() -> None:
    told = "Outcomes were worse with high tumor burden: overall survival was 49%, as against 74% in patients with low tumor burden and 88% in patients without measurable disease."
    found = {(a, b) for a, b, _, way in rows(ONE_PRODUCT, SIZED, told) if way == "lower"}
    assert found == {
        ("high tumor burden", "patients with low tumor burden"),
        ("high tumor burden", "patients without measurable disease"),
    }


def test_controls_that_open_a_sentence_are_held_against_the_only_product() -> None:
    told = "Compared with untransduced controls, ferritin was reduced, whereas the CRP was increased."
    assert rows(ONE_PRODUCT, SIZED, told) == [
        ("QV-19", "untransduced controls", "ferritin", "lower"),
        ("QV-19", "untransduced controls", "CRP", "higher"),
    ]


NO_FACTOR = [
    "We saw a link between ferritin and shorter overall survival.",
    "Despite multiple risk factors for infection, few were ill.",
]


@pytest.mark.parametrize("sentence", NO_FACTOR)
def test_words_that_name_no_factor(sentence: str) -> None:
    found = rows(ONE_PRODUCT, SIZED, sentence)
    assert not [a for a, _, _, _ in found if a.startswith(("between", "Despite"))]


def test_an_outcome_that_a_marker_is_tied_to_is_no_factor() -> None:
    sentence = "Higher baseline ferritin was associated with severe CRS (OR 3.4; 95% CI 1.2-9.8), whereas age was not."
    found = reading_of(ONE_PRODUCT, SIZED, sentence).comparisons
    assert {c.a for c in found} == {"Higher baseline ferritin"}


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("Subgroup analysis showed that the response rate of the CD28 group was higher than that of the 4-1BB group.",
         {"CD28 group"}),
        ("Our data suggest that dasatinib improves the persistence of QV-19.", {"dasatinib"}),
    ],
)  # fmt: skip
def test_what_tells_of_a_finding_is_no_side(sentence: str, sides: set[str]) -> None:
    found = {c.a for c in reading_of(ONE_PRODUCT, SIZED, sentence).comparisons}
    assert found <= sides


TITLE_OF_THREE = "KT-31, axi-cel and tisa-cel in large B-cell lymphoma"
THREE = "KT-31, a tandem CAR T-cell product, axi-cel and tisa-cel were compared for response and overall survival (OS)."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The ORR was higher with axi-cel (OR 3.2; p = 0.01) and with KT-31 (OR 3.0; p = 0.04) than with tisa-cel.",
            [("axi-cel", "tisa-cel", 0.01, 3.2), ("KT-31", "tisa-cel", 0.04, 3.0)],
        ),
        (
            "The ORR was higher with KT-31 than with axi-cel (61%; p = 0.03) or tisa-cel (52%; p = 0.02).",
            [("KT-31", "axi-cel", 0.03, None), ("KT-31", "tisa-cel", 0.02, None)],
        ),
        (
            "Compared with tisa-cel, the risk of fever was higher with axi-cel (OR 2.4; p = 0.01) and KT-31 (OR 1.9; p = 0.03).",
            [("axi-cel", "tisa-cel", 0.01, 2.4), ("KT-31", "tisa-cel", 0.03, 1.9)],
        ),
        (
            "OS was alike (axi-cel versus tisa-cel: HR 0.57; p = 0.07; KT-31 versus tisa-cel: HR 0.61; p = 0.18).",
            [("axi-cel", "tisa-cel", 0.07, 0.57), ("KT-31", "tisa-cel", 0.18, 0.61)],
        ),
    ],
)
def test_each_product_has_the_statistics_in_the_bracket_behind_it(
    sentence: str, expected: list[tuple[str, str, float, float | None]]
) -> None:
    reading = reading_of(TITLE_OF_THREE, THREE, sentence)
    names = {e.id: e.names[0] for e in reading.entities}
    assert [(names[c.a], names[c.b or ""], c.p, c.value) for c in reading.comparisons] == expected


def test_ratios_of_a_list_are_no_results_of_a_product() -> None:
    reading = reading_of(
        TITLE_OF_THREE,
        THREE,
        "Hazard ratios for OS: axi-cel vs tisa-cel 0.46 (0.29-0.72), KT-31 vs tisa-cel 1.53 (0.91-2.89).",
    )
    names = {e.id: e.names[0] for e in reading.entities}
    found = [(names[c.a], names[c.b or ""], c.ratio, c.value, c.direction) for c in reading.comparisons]
    assert found == [("axi-cel", "tisa-cel", "HR", 0.46, "lower"), ("KT-31", "tisa-cel", "HR", 1.53, "higher")]
    assert not reading.observations


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Median OS was 9.4 months with axi-cel against 21.8 and 18.7 months with tisa-cel and KT-31.",
            [("axi-cel", 9.4), ("tisa-cel", 21.8), ("KT-31", 18.7)],
        ),
        (
            "Tocilizumab was given against fever to 62.5%, 53.1% and 73.2% of those with axi-cel, tisa-cel and KT-31.",
            [],
        ),
    ],
)
def test_a_list_behind_against_is_dealt_to_the_groups_behind_it(
    sentence: str, expected: list[tuple[str, float]]
) -> None:
    reading = reading_of(TITLE_OF_THREE, THREE, sentence)
    names = {e.id: e.names[0] for e in reading.entities}
    assert [(names[o.subject or ""], o.value) for o in reading.observations] == expected


def test_one_p_value_of_three_groups_is_of_no_two_of_them() -> None:
    reading = reading_of(
        TITLE_OF_THREE,
        THREE,
        "Fever was seen in 29/86 (33.7%), 17/63 (27.0%) and 17/41 (41.5%) of the evaluable patients of the axi-cel, tisa-cel"
        " and KT-31 groups (p = 0.30).",
    )
    names = {e.id: e.names[0] for e in reading.entities}
    assert [names[o.subject or ""] for o in reading.observations] == ["axi-cel", "tisa-cel", "KT-31"]
    assert not reading.comparisons
