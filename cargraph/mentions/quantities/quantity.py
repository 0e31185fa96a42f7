"""One sign of a sentence's numbers: a quantity, a p-value, a ratio, a grade, a time or a size."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.model import Span


class Sign(StrEnum):
    """What a stretch of numbers is."""

    QUANTITY = "quantity"
    P = "p"
    RATIO = "ratio"
    GRADE = "grade"
    TIME = "time"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One sign. For a quantity any of count, total, percent, value, low, high; for the others `text` or `value`."""

    sign: Sign
    span: Span
    count: int | None = None
    total: int | None = None
    percent: float | None = None
    value: float | str | None = None
    unit: str | None = None
    low: float | str | None = None
    high: float | str | None = None
    interval: str | None = None
    bound: str | None = None
    text: str = ""
    bare: bool = False

    @property
    def proportion(self) -> bool:
        """Tell whether the quantity says how many, or what share."""
        return self.count is not None or self.percent is not None or self.unit == "%"
