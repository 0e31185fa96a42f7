"""A process that answers one query after the other, and that the server can kill at any moment."""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import TYPE_CHECKING, BinaryIO

from cargraph.parallel import follow
from cargraph.server.answering import answered
from cargraph.server.limits import Limits
from cargraph.server.published import Published
from cargraph.server.wire import pack_answer, text, unpack

if TYPE_CHECKING:
    from cargraph.server.wire import Answer, Asked


def command(folder: str, limits: Limits) -> list[str]:
    """Return the command that starts a worker of this process over a store."""
    numbers = json.dumps([limits.seconds, limits.rows, limits.size, limits.query, limits.memory, limits.workers])
    return [sys.executable, "-m", __name__, folder, numbers, str(os.getpid())]


def main(folder: str, numbers: str, parent: str) -> None:
    """Answer what comes in on standard input until it is closed or the parent process has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limits = Limits(*json.loads(numbers))
    follow(int(parent))
    _bound(limits.memory)
    answers = _only_answers()
    published = Published(folder)
    while asked := unpack(sys.stdin.buffer):
        answers.write(pack_answer(_answer(published, asked, limits)))
        answers.flush()


def _answer(published: Published, asked: Asked, limits: Limits) -> Answer:
    try:
        return answered(published.store(), asked, limits)
    except (OSError, RuntimeError):
        pass
    try:
        return answered(published.again(), asked, limits)
    except (OSError, RuntimeError, MemoryError) as error:
        return text(503, f"the graph cannot be read now: {error}; try again")


def _bound(memory: int) -> None:
    """Hold this process to an amount of memory, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _only_answers() -> BinaryIO:
    """Return standard output for the answers alone; what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


if __name__ == "__main__":
    main(*sys.argv[1:])
