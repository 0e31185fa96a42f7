"""Whether a printed percentage is that of a count in a total, within the rounding that papers allow themselves."""

from __future__ import annotations

_ROUNDED = 1.0  # whole percents, rounded up, down or cut
_ROUNDED_TO_TENTHS = 0.15


def is_share_of(count: int | None, percent: float | None, total: int) -> bool:
    """Tell whether a printed share can be that of a count in a total; true where either is not printed.

    >>> is_share_of(7, 58, 12), is_share_of(7, 58.3, 12), is_share_of(1, 11, 10), is_share_of(7, None, 12)
    (True, True, False, True)
    """
    if count is None or percent is None:
        return True
    return abs(100 * count / total - percent) < (_ROUNDED if float(percent).is_integer() else _ROUNDED_TO_TENTHS)
