"""The signs of a sentence's numbers."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cargraph.mentions.numerals import integer, number
from cargraph.mentions.quantities import Quantity, Sign, signs
from cargraph.model import Span

FIELDS = ("count", "total", "percent", "value", "unit", "low", "high", "interval", "bound")


def read(text: str) -> list[Quantity]:
    return list(signs(text, Span(0, len(text))))


def numbers(quantity: Quantity) -> dict[str, object]:
    return {name: getattr(quantity, name) for name in FIELDS if getattr(quantity, name) is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14.89% (7/47)", {"count": 7, "total": 47, "percent": 14.89}),
        ("7 of 47 patients (14.9%)", {"count": 7, "total": 47, "percent": 14.9}),
        ("12 [100%]", {"count": 12, "percent": 100.0}),
        ("twenty-one patients (53%)", {"count": 21, "percent": 53.0}),
        ("17/57; 30%", {"count": 17, "total": 57, "percent": 30.0}),
        ("20 patients (42.55%, 20/47)", {"count": 20, "total": 47, "percent": 42.55}),
        ("82 [80%] of 102 patients", {"count": 82, "total": 102, "percent": 80.0}),
        ("88% (95% confidence interval [CI], 76 to 95)", {"percent": 88.0, "low": 76.0, "high": 95.0, "interval": "ci95"}),
        ("82% (77-86)", {"percent": 82.0, "low": 77.0, "high": 86.0, "interval": "ci95"}),
        ("15 months (95% CI, 11 to not estimable)", {"value": 15.0, "unit": "months", "low": 11.0, "high": "NE", "interval": "ci95"}),
        ("1 month (range, 0.4 to 3.5)", {"value": 1.0, "unit": "month", "low": 0.4, "high": 3.5, "interval": "range"}),
        ("5 (IQR 4-7) days", {"value": 5.0, "unit": "days", "low": 4.0, "high": 7.0, "interval": "iqr"}),
        ("day 7 (range: 1-24)", {"value": 7.0, "unit": "days", "low": 1.0, "high": 24.0, "interval": "range"}),
        ("1.16 × 105 copies (range: 8.27 × 103-1.25 × 107)", {"value": 116000.0, "unit": "copies", "low": 8270.0, "high": 12500000.0, "interval": "range"}),
        ("2.3% to 11.3%", {"unit": "%", "low": 2.3, "high": 11.3, "interval": "range"}),
        ("<5%", {"percent": 5.0, "bound": "<"}),
        ("0.542 per 100 person-days at risk", {"value": 0.542, "unit": "per 100 person-days at risk"}),
        ("was not reached", {"value": "NR"}),
    ],
)  # fmt: skip
def test_one_quantity(text: str, expected: dict[str, object]) -> None:
    found = read(text)
    assert [numbers(q) for q in found] == [expected]


@pytest.mark.parametrize(
    ("text", "sign", "expected"),
    [
        ("p = 0.036", Sign.P, {"value": 0.036, "bound": "="}),
        ("P<.001", Sign.P, {"value": 0.001, "bound": "<"}),
        ("hazard ratio, 0.26; 95% CI, 0.18 to 0.38", Sign.RATIO, {"value": 0.26, "low": 0.18, "high": 0.38, "interval": "ci95"}),
        ("HR 0.42 [0.27-0.64]", Sign.RATIO, {"value": 0.42, "low": 0.27, "high": 0.64, "interval": "ci95"}),
        ("n = 47", Sign.SIZE, {"count": 47}),
    ],
)  # fmt: skip
def test_other_signs(text: str, sign: Sign, expected: dict[str, object]) -> None:
    found = read(text)
    assert [(q.sign, numbers(q)) for q in found] == [(sign, expected)]


@pytest.mark.parametrize(
    "text",
    ["grade ≥3", "Grade 1-2", "grades 3 or 4", "any-grade", "≥ grade 3", "grade 3 or higher", "grade 1, 2 and 3"],
)
def test_a_grade_is_one_sign(text: str) -> None:
    assert [(q.sign, q.text) for q in read(text)] == [(Sign.GRADE, text)]


@pytest.mark.parametrize("text", ["12-month", "1-, 2-, and 3-year", "day 28", "follow-up of 8 months", "D100"])
def test_a_time_is_one_sign(text: str) -> None:
    assert [q.sign for q in read(text)] == [Sign.TIME]


def test_grades_and_numbers_in_a_bracket_stay_apart() -> None:
    found = read("(grade 2, 8.0%; grade 3, 1.1%)")
    assert [q.text or q.percent for q in found] == ["grade 2", 8.0, "grade 3", 1.1]


def test_dates_are_no_counts() -> None:
    assert [q.text for q in read("Between May 16, 2023, and July 29, 2024, 15 patients")] == ["15 patients"]


def test_digits_of_names_are_blocked() -> None:
    assert signs("QV-19 in 12%", Span(0, 12), [Span(0, 5)])[0].percent == 12.0


@pytest.mark.parametrize(
    ("text", "value"),
    [("5 × 10⁶", 5e6), ("1 × 10(6)", 1e6), ("0.1 × 106", 1e5), ("1,343.5", 1343.5), ("ninety-one", 91), ("x", None)],
)
def test_numerals(text: str, value: float | None) -> None:
    assert number(text) == value


def test_a_fraction_is_no_whole_number() -> None:
    assert (integer("2.5"), integer("twelve")) == (None, 12)


@given(st.text(alphabet="0123456789.,%()[]-/ nofgradep<=×^≥toC I", max_size=300))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    found = read(text)
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)
    assert all(a.span.start < b.span.start for a, b in itertools.pairwise(found))
