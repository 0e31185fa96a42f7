"""Read long and odd texts, and print how the time grows with the length. Nothing is asserted but that each finishes.

    python benchmarks/lengths.py [MILLIONS_OF_CHARACTERS] [SHAPE...]

Each shape is read at a quarter, at half and at the whole length (5 million characters); twice the length should take
twice the time. Reading is stopped where it takes longer than ten minutes.
"""

from __future__ import annotations

import signal
import sys
import time
from typing import TYPE_CHECKING

import cargraph

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 600
_HEAD = "KX-7 in lymphoma\n\nKX-7 is a CD19-directed CAR T-cell product with a 4-1BB domain. We treated 40 patients.\n"
_SENTENCE = "Grade 3 CRS occurred in 4 of 40 patients (10%) and neutropenia in 12 (30%) after KX-7. "

SHAPES: dict[str, Callable[[int], str]] = {
    "digits": lambda n: _HEAD + "7" * n,
    "numbers": lambda n: _HEAD + "12 (34%) " * (n // 9),
    "numbers with commas": lambda n: _HEAD + "1,234, " * (n // 7),
    "unclosed brackets": lambda n: _HEAD + "CRS (12 [34% " * (n // 13),
    "open brackets": lambda n: _HEAD + "(" * n,
    "one long line": lambda n: _HEAD + "patients with CRS and fever or " * (n // 31),
    "one long word": lambda n: _HEAD + "a" * n,
    "names": lambda n: _HEAD + "KX-7 " * (n // 5),
    "coined names": lambda n: _HEAD + "".join(f"CAR-BX{i} T cells. " for i in range(n // 22)),
    "antigens": lambda n: _HEAD + "CD19/" * (n // 5),
    "hyphens": lambda n: _HEAD + "a-" * (n // 2),
    "spaces": lambda n: _HEAD + " " * n + ".",
    "lines": lambda n: _HEAD + "\n" * n,
    "dots": lambda n: _HEAD + "." * n,
    "short lines": lambda n: _HEAD + "a\n" * (n // 2),
    "abbreviations": lambda n: _HEAD + "cytokine release syndrome (CRS), " * (n // 33),
    "sentences": lambda n: _HEAD + _SENTENCE * (n // len(_SENTENCE)),
    "paragraphs": lambda n: _HEAD + f"{_SENTENCE}\n\n" * (n // (len(_SENTENCE) + 2)),
    "one sentence": lambda n: _HEAD + _SENTENCE.replace(". ", ", ") * (n // len(_SENTENCE)),
    "tabs": lambda n: _HEAD + "CRS\t4 (10)\t12 (30)\n" * (n // 19),
}


def main(length: int, names: list[str]) -> None:
    signal.signal(signal.SIGALRM, stopped)
    cargraph.extract(_HEAD)
    print(f"{'shape':24}{'quarter':>9}{'half':>9}{'whole':>9}  growth when doubled")
    for name in names or SHAPES:
        taken = [seconds(SHAPES[name](size)) for size in (length // 4, length // 2, length)]
        told = "".join(f"{one:8.2f}s" if one else "   stopped" for one in taken)
        growth = f"{taken[2] / taken[1]:.1f}" if taken[1] and taken[2] else "unknown"
        print(f"{name:24}{told}  {growth}", flush=True)


def seconds(text: str) -> float | None:
    signal.alarm(LIMIT)
    start = time.process_time()
    try:
        cargraph.extract(text)
    except TimeoutError:
        return None
    finally:
        signal.alarm(0)
    return time.process_time() - start


def stopped(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    main(int(float(sys.argv[1]) * 1e6) if len(sys.argv) > 1 else 5_000_000, sys.argv[2:])
