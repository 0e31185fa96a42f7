"""What a server spends on one query, and on how many at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What may be asked of a server.

    `seconds` a query may run, and may wait for a worker; `rows` (or triples) and `size` (bytes of TSV or N-Triples) of
    an answer; `query` bytes of a query; `memory` bytes a worker may allocate, where the system can hold it to that;
    `workers` processes at the most.
    """

    seconds: float = 30.0
    rows: int = 10_000
    size: int = 32 << 20
    query: int = 64 << 10
    memory: int = 2 << 30
    workers: int = 4
