"""Papers on several products together: the class owns what is told of all, each product its own part."""

from __future__ import annotations

from tests.facts.reading_of import ONE_PRODUCT, SIZED, reading_of, told

_TITLE = "Bleeding after chimeric antigen receptor T-cell therapy"
_COUNTED = (
    "We analysed adults (N = 130) with large B-cell lymphoma treated with axicabtagene ciloleucel (axi-cel; n = 90) or "
    "a bispecific CD19/CD22 CAR (n = 40)."
)


def test_products_by_which_the_patients_are_counted_stay_apart() -> None:
    reading = reading_of(
        _TITLE, _COUNTED, "Thirteen (10%) patients had bleeding. In the axi-cel group, infection occurred in 12%."
    )
    labels = {e.id: e.label for e in reading.entities}
    sizes = {(labels.get(arm.subject or ""), arm.n) for arm in reading.arms if arm.label is None}
    assert sizes >= {("axicabtagene ciloleucel", 90), ("bispecific CD19/CD22 CAR", 40)}
    whose = {(told(reading, o)[0], told(reading, o)[1]) for o in reading.observations}
    assert ("axicabtagene ciloleucel", "infection") in whose
    assert not {w for w, outcome in whose if outcome == "hemorrhage"} & {
        "axicabtagene ciloleucel",
        "bispecific CD19/CD22 CAR",
    }


def test_a_pair_behind_what_a_factor_goes_with_is_of_no_product() -> None:
    reading = reading_of(_TITLE, _COUNTED, "Severe ICANS was associated with more bleeding (48% vs 14%; P = .01).")
    assert not {o.subject for o in reading.observations if o.arm is None and o.percent in {48.0, 14.0}}


def test_outcomes_behind_their_numbers_are_in_step() -> None:
    reading = reading_of(
        ONE_PRODUCT, SIZED, "Four (10%) and 2 (5%) patients developed bleeding and thrombosis, respectively."
    )
    rows = [told(reading, o)[1::2] for o in reading.observations]
    assert rows == [("hemorrhage", "4 10%"), ("thromboembolic event", "2 5%")]
