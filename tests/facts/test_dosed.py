"""Sizes of groups told by the dose that each got, with the doses themselves."""

from __future__ import annotations

import pytest

from tests.facts.reading_of import ONE_PRODUCT, reading_of

TOLD = [
    (
        "Thirty patients were infused at three dose levels (DL1, 2 × 10^8 cells, n = 8; DL2, 4 × 10^8, n = 12; DL3, 8 × 10^8, n = 10).",
        {(None, 30), ("DL1", 8), ("DL2", 12), ("DL3", 10)},
        [2e8, 4e8, 8e8],
    ),
    ("Patients received 1 × 10^6 (n = 4), 3 × 10^6 (n = 9) or 6 × 10^6 (n = 8) cells/kg.", {(None, 21)}, [1e6, 3e6, 6e6]),
    ("Five patients received 1 × 10^6, 7 received 3 × 10^6, and six received 6 × 10^6 QV-19 cells per kg.", {(None, 18)}, [1e6, 3e6, 6e6]),
    ("Of 9 patients, 3 were given 1 million, 3 were given 3 million and 3 were given 10 million CAR T cells/kg.", {(None, 9)}, [1e6, 3e6, 1e7]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "sizes", "doses"), TOLD)
def test_groups_are_sized_by_their_doses(sentence: str, sizes: set[tuple[str | None, int]], doses: list[float]) -> None:
    reading = reading_of(ONE_PRODUCT, sentence)
    assert {(arm.label, arm.n) for arm in reading.arms} == sizes
    assert [dose.low for dose in reading.doses] == doses
