"""Print how long the papers of a graph take to be validated, against how long they take to be read.

    python benchmarks/validation.py [PAPERS...]

Nothing is asserted. Without papers the seeds in ../shared are taken where they are, else the examples.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import cargraph
from cargraph.validation.paper import faults

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "shared" / "seeds"


def main(paths: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cargraph.extract("Nothing yet.\nThis loads the vocabulary and the rules.")
        start = time.process_time()
        built = cargraph.build(paths, folder, jobs=1, page=False)
        reading = time.process_time() - start
        files = sorted((Path(folder) / "papers").glob("*.nq"))
        start = time.perf_counter()
        found = cargraph.validate(folder, jobs=1)
        whole = time.perf_counter() - start
        start = time.process_time()
        for file in files:
            faults(file.name, file.read_bytes())
        seconds = time.process_time() - start
        index = built.info()["quads"]
        quads = sum(file.read_bytes().count(b"\n") for file in files)
        size = sum(file.stat().st_size for file in files)
    print(f"papers                        {len(files)}, {quads} quads, {size} bytes; {found.summary()}")
    print(f"quads a paper                 {quads / len(files):.0f}")
    print(f"whole, libraries loaded too   {whole:.2f} s")
    print(f"CPU a paper                   {1000 * seconds / len(files):.0f} ms")
    print(f"CPU a thousand quads          {1_000_000 * seconds / quads:.0f} ms")
    print(f"validating / building         {seconds / reading:.2f}")
    print(f"quads in the index            {index}")


if __name__ == "__main__":
    main([Path(given) for given in sys.argv[1:]] or [SEEDS if SEEDS.is_dir() else HERE.parent / "examples"])
