"""The garbage collector, kept from going over what is needed to the end of a piece of work."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be collected while a block or a function runs, where it would be.

    For work that makes many small things, of which nearly all are needed to its end or are freed without a collector:
    the vocabulary and all that is loaded besides is gone over again and again otherwise. Threads may do so together.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
