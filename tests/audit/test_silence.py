"""Numbers that are right never raise a finding."""

from __future__ import annotations

from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from cargraph.audit import Severity, audit
from cargraph.audit.contingency import Split, p_values
from cargraph.audit.printing import decimals, shown
from tests.audit.readings import Draft


@st.composite
def counts(draw: st.DrawFn, most: int = 600) -> tuple[int, int]:
    total = draw(st.integers(1, most))
    return draw(st.integers(0, total)), total


@given(counts(), st.integers(0, 2), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN]), st.booleans())
def test_a_rounded_percentage_agrees(pair: tuple[int, int], places: int, rounding: str, plain: bool) -> None:
    count, total = pair
    percent = (Decimal(100 * count) / Decimal(total)).quantize(Decimal(1).scaleb(-places), rounding=rounding)
    printed = f"{count}/{total} ({percent}%)" if plain else f"{percent} % ({count} of {total})"
    assert audit(Draft().saw(printed, count=count, total=total, percent=float(percent)).reading()) == ()


@given(counts(), st.integers(0, 2))
def test_a_truncated_percentage_is_at_most_a_note(pair: tuple[int, int], places: int) -> None:
    count, total = pair
    percent = Fraction(100 * count * 10**places // total, 10**places)
    found = audit(
        Draft()
        .saw(f"{shown(percent, places)}% ({count}/{total})", count=count, total=total, percent=float(percent))
        .reading()
    )
    assert {f.severity for f in found} <= {Severity.NOTE}


@settings(max_examples=40, deadline=None)
@given(counts(60), counts(60), st.integers(0, 5), st.integers(2, 4))
def test_a_p_value_that_a_test_gives_is_reproduced(
    a: tuple[int, int], b: tuple[int, int], which: int, places: int
) -> None:
    tests = p_values(Split(*a, *b))
    p = shown(tests[which % len(tests)][1], places)
    draft = (
        Draft()
        .saw(f"{a[0]}/{a[1]}", count=a[0], total=a[1])
        .saw(f"{b[0]} of {b[1]}", subject="b", count=b[0], total=b[1])
    )
    assert audit(draft.compared(f"(p = {p})", p=float(p), p_operator="=").reading()) == ()


@given(counts(), st.integers(0, 600))
def test_severe_cases_within_all_cases_agree(pair: tuple[int, int], severe: int) -> None:
    count, total = pair
    draft = (
        Draft().saw("all", count=count, total=total).saw("severe", count=min(severe, count), total=total, grade=">=3")
    )
    assert audit(draft.reading()) == ()


@given(st.floats(0, 100, allow_nan=False).map(lambda x: round(x, 2)), st.integers(0, 4))
def test_a_printed_number_is_found_with_its_decimals(value: float, zeros: int) -> None:
    text = f"{value:.2f}" + "0" * zeros
    assert decimals(value, f"12 ({text}%)") >= 2
