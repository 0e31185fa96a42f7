"""Worker processes, each of which answers one query at a time and is killed when it takes too long."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import PIPE
from typing import TYPE_CHECKING, Self

from cargraph.server.wire import Answer, pack, text, unpack_answer
from cargraph.server.worker import command

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from pathlib import Path

    from cargraph.server.limits import Limits
    from cargraph.server.wire import Asked

_BUFFER = 1 << 20


class Pool:
    """Up to `limits.workers` workers over one store. They are started when needed and wait for more when done."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._command = command(str(folder.resolve()), limits)
        self._limits = limits
        self._free = asyncio.Semaphore(limits.workers)
        self._idle: list[Process] = []
        self._busy: set[Process] = set()

    async def __aenter__(self) -> Self:
        self._idle.append(await self._started())
        return self

    async def __aexit__(self, *reason: object) -> None:
        workers = [*self._idle, *self._busy]
        self._idle.clear()
        for worker in workers:
            await _end(worker)

    @property
    def counts(self) -> dict[str, int]:
        """How many workers are idle and busy, and how many there may be."""
        return {"idle": len(self._idle), "busy": len(self._busy), "most": self._limits.workers}

    async def ask(self, asked: Asked) -> Answer:
        """Answer a query: as a worker does, or 408 where it takes too long, 503 where no worker is free in time.

        A worker that takes too long, or whose caller is cancelled, is killed.
        """
        seconds = self._limits.seconds
        try:
            await asyncio.wait_for(self._free.acquire(), seconds)
        except TimeoutError:
            return text(503, f"all {self._limits.workers} workers were busy for {seconds:g} seconds; try again later")
        try:
            return await self._asked(asked)
        finally:
            self._free.release()

    async def _asked(self, asked: Asked) -> Answer:
        worker = await self._taken()
        done = False
        try:
            answer = await asyncio.wait_for(_exchange(worker, asked), self._limits.seconds)
            done = True
        except TimeoutError:
            answer = text(
                408, f"the query was stopped after {self._limits.seconds:g} seconds; ask for less, or raise --timeout"
            )
        except (asyncio.IncompleteReadError, ConnectionError):
            answer = text(
                400, "the query broke the engine: it is too complex, or needs too much memory; split it or ask for less"
            )
        finally:
            self._busy.discard(worker)
            if done:
                self._idle.append(worker)
            else:
                await _end(worker)
        return answer

    async def _taken(self) -> Process:
        while self._idle:
            worker = self._idle.pop()
            if worker.returncode is None:
                break
        else:
            worker = await self._started()
        self._busy.add(worker)
        return worker

    async def _started(self) -> Process:
        return await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE, limit=_BUFFER)


async def _exchange(worker: Process, asked: Asked) -> Answer:
    if worker.stdin is None or worker.stdout is None:
        raise ConnectionError
    worker.stdin.write(pack(asked))
    await worker.stdin.drain()
    return await unpack_answer(worker.stdout)


async def _end(worker: Process) -> None:
    if worker.returncode is None:
        worker.kill()
    await worker.wait()
