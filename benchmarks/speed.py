"""Print how fast cargraph is and how much memory it takes. Nothing is asserted.

    python benchmarks/speed.py [ABSTRACTS.jsonl.gz]

Without a file of abstracts the examples are read again and again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import cargraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    Document = dict[str, Any]

HERE = Path(__file__).parent
CORPORA = HERE.parent.parent / "shared" / "corpora"
BULK = CORPORA / "bulk" / "rct_abstracts.jsonl.gz"
LONG = (CORPORA / "jats", CORPORA / "fulltext", CORPORA.parent / "seeds")
TIMES = 60


def main(given: Path | None) -> None:
    source = given or (BULK if BULK.is_file() else None)
    rows = [*reading(source), *long_papers([folder for folder in LONG if folder.is_dir()]), *starting(), *building()]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name.ljust(width)}  {value}")


def reading(source: Path | None) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        paths = [source] if source else list(repeated(Path(folder)))
        cargraph.extract("Nothing yet.\nThis loads the vocabulary and the rules.")
        start, clock, sizes = os.times().user, time.perf_counter(), [memory()]
        found = cargraph.extract(paths, jobs=1)
        for number, _ in enumerate(found.lines(), 1):
            if number % 100 == 0:
                sizes.append(memory())
        seconds = os.times().user - start
        yield "texts", f"{found.read} of {source.name if source else 'the examples, repeated'}"
        yield "texts a CPU-second", f"{found.read / seconds:.0f}"
        yield "texts a second", f"{found.read / (time.perf_counter() - clock):.0f}"
        for name, size in zip(("start", "middle", "end"), (sizes[0], sizes[len(sizes) // 2], memory()), strict=True):
            yield f"memory at the {name}", f"{size:.0f} MB"


def long_papers(folders: list[Path]) -> Iterator[tuple[str, str]]:
    """Yield how many full papers are read a CPU-second, a folder at a time: a paper on CAR-T holds far more to read."""
    for folder in folders:
        for _ in cargraph.extract(folder, jobs=1):
            pass  # what is made once, when it is first asked for, is not clocked
        found = cargraph.extract(folder, jobs=1)
        read = list(clocked(found))
        size = sum(len(document["text"]) for document, _ in read) // max(len(read), 1)
        yield f"full papers of {folder.name}", f"{found.read}, of {size:,} characters"
        yield "full papers a CPU-second", rate([seconds for _, seconds in read])
        yield "... those with a CAR in them", rate([seconds for document, seconds in read if names_construct(document)])


def clocked(documents: Iterable[Document]) -> Iterator[tuple[Document, float]]:
    """Yield each document with the CPU-seconds that it took."""
    start = time.process_time()
    for document in documents:
        yield document, time.process_time() - start
        start = time.process_time()


def rate(seconds: list[float]) -> str:
    return f"{len(seconds) / sum(seconds):.1f}" if seconds else "none"


def names_construct(document: Document) -> bool:
    return any(entity["type"] == "construct" for entity in document["entities"])


def repeated(folder: Path) -> Iterator[Path]:
    for number in range(TIMES):
        for path in sorted((HERE.parent / "examples").glob("*.txt")):
            copy = folder / f"{number}-{path.name}"
            copy.write_text(f"{path.read_text(encoding='utf-8')}\nCopy {number}.\n", encoding="utf-8")
            yield copy


def starting() -> Iterator[tuple[str, str]]:
    for name, code in (
        ("import cargraph", ["-c", "import cargraph"]),
        ("cargraph --help", ["-m", "cargraph", "--help"]),
        ("the first paper", ["-m", "cargraph", "extract", str(HERE.parent / "examples" / "06-record.json")]),
    ):
        yield name, f"{best([sys.executable, *code]):.2f} s"


def building() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("build examples", "build examples again"):
            command = [sys.executable, "-m", "cargraph", "build", str(HERE.parent / "examples"), "-o", folder]
            yield name, f"{best(command, 1):.2f} s"


def best(command: list[str], times: int = 3) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return min(taken)


def memory() -> float:
    """Return the resident memory of this process in MB, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
