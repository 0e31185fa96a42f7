"""What counts say by themselves: the Wilson interval drawn beside them, and whether the printed share fits."""

from __future__ import annotations

from math import sqrt

_Z = 1.959963984540054
_ROUNDING = 0.6


def wilson(count: int | None, total: int | None) -> tuple[float, float] | None:
    """Return the 95% Wilson interval of a proportion in percent, or nothing where the counts do not allow one.

    >>> wilson(0, 12)
    (0.0, 24.25)
    """
    if count is None or total is None or not 0 <= count <= total or total == 0:
        return None
    share, z2 = count / total, _Z * _Z
    centre = share + z2 / (2 * total)
    half = _Z * sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    scale = 100 / (1 + z2 / total)
    return round(max(0.0, (centre - half) * scale), 2), round(min(100.0, (centre + half) * scale), 2)


def doubt(count: int | None, total: int | None, percent: float | None) -> str:
    """Return how far the printed share is from the counts, or an empty text where rounding explains it.

    >>> doubt(2, 40, 15.0)
    '2/40 is 5%, not 15%'
    >>> doubt(3, 40, 8.0)
    ''
    """
    if count is None or percent is None or not total:
        return ""
    share = 100 * count / total
    return f"{count}/{total} is {share:.3g}%, not {percent:.3g}%" if abs(share - percent) > _ROUNDING else ""
