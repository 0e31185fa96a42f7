"""One function over many items, in one process or several, in the order of the items and in flat memory."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from cargraph.errors import CargraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")

FEW = 24
_CHUNK = 8
_AHEAD = 3
_PAUSE = 0.1


def ordered(work: Callable[[_Item], _Made], items: Iterable[_Item], jobs: int | None = None) -> Iterator[_Made]:
    """Yield what `work` makes of each item, in the items' order.

    `jobs` is the number of processes; None means one for few items and one a processor for many. `work` and what it
    takes and returns must be picklable. Items are taken only as fast as results are. Raises what `work` raises, and
    CargraphError where a process dies or `jobs` is below 1.
    """
    if jobs is not None and jobs < 1:
        raise CargraphError(f"{jobs} processes cannot work; give --jobs 1 or more")
    rest = iter(items)
    first = list(islice(rest, FEW if jobs is None else 1))
    more = list(islice(rest, 1)) if jobs != 1 else []
    if not more:
        yield from map(work, chain(first, rest))
        return
    yield from _pooled(work, chain(first, more, rest), jobs or os.cpu_count() or 1)


def _pooled(work: Callable[[_Item], _Made], items: Iterator[_Item], jobs: int) -> Iterator[_Made]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - imported where it is needed
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    yield work(next(items))  # what the work loads is loaded once, before the processes are forked
    pool = ProcessPoolExecutor(jobs, mp_context=_context(), initializer=follow, initargs=(os.getpid(),))
    waiting: deque[Future[list[_Made]]] = deque()
    try:
        while chunk := list(islice(items, _CHUNK)):
            waiting.append(pool.submit(_all, work, chunk))
            if len(waiting) > jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise CargraphError("a process died, most likely for want of memory; run it again with --jobs 1") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _all(work: Callable[[_Item], _Made], chunk: list[_Item]) -> list[_Made]:
    return [work(item) for item in chunk]


def follow(parent: int) -> None:
    """End this process soon after its parent, which may be killed and then cannot tell it to."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_PAUSE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _context() -> multiprocessing.context.BaseContext:
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)
