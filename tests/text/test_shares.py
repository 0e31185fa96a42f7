import pytest

from cargraph.text.shares import is_share_of


@pytest.mark.parametrize(
    ("count", "percent", "total"),
    [(7, 58, 12), (7, 59, 12), (7, 58.3, 12), (3, 1.5, 204), (0, 0, 9), (None, 40, 12), (7, None, 12)],
)
def test_a_share_may_be_rounded_or_cut(count: int | None, percent: float | None, total: int) -> None:
    assert is_share_of(count, percent, total)


@pytest.mark.parametrize(("count", "percent", "total"), [(7, 60, 12), (1, 11, 10), (7, 58.6, 12), (3, 1.5, 148)])
def test_a_share_of_another_total_is_none(count: int, percent: float, total: int) -> None:
    assert not is_share_of(count, percent, total)
