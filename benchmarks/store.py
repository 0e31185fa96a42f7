"""Print what a store of many papers costs, beside rdflib's own store in memory, and kill its writer fifty times.

    python benchmarks/store.py [PAPERS] [--no-kills]

About 950 papers are a million quads. Nothing is asserted of time; what a killed writer left is checked.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.generated import readings  # noqa: E402
from cargraph.graph.api import Graph  # noqa: E402
from cargraph.graph.quads import quads  # noqa: E402
from cargraph.graph.store import Store  # noqa: E402
from tests.graph.killing import killed, prepare, whole_papers  # noqa: E402

PAPERS = 950
KILLS = 50
ADDED = 5


def main(papers: int, *, kills: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = {reading.paper.id: quads(reading) for reading in readings(papers + ADDED)}
        size = sum(text.count("\n") for text in texts.values())
        prepare(folder / "source", dict(list(texts.items())[:papers]))
        said("papers", f"{papers}, {size:,} quads")
        with Store(folder / "kg") as store:
            for identifier, text in list(texts.items())[:papers]:
                store.put(identifier, text)
        shutil.rmtree(folder / "kg" / "index")
        ours = apart("ours", folder)
        theirs = apart("theirs", folder)
        for what in ("seconds", "processor seconds", "megabytes"):
            ratio = theirs[what] / ours[what]
            said(
                f"{what} to load", f"{ours[what]:,.1f}; rdflib's memory {theirs[what]:,.1f}, {ratio:.1f} times as many"
            )
        for identifier, text in list(texts.items())[papers:]:
            start = time.perf_counter()
            with Store(folder / "kg") as store:
                store.put(identifier, text)
            said("seconds to add a paper", f"{time.perf_counter() - start:.2f}")
        start = time.perf_counter()
        with Store(folder / "kg") as store:
            store.remove("pmid:0")
        said("seconds to take one out", f"{time.perf_counter() - start:.2f}")
        if kills:
            killing(folder)


def apart(what: str, folder: Path) -> dict[str, float]:
    """Load the papers in a process of its own, and return its seconds and the most memory it held."""
    out = subprocess.check_output([sys.executable, __file__, what, str(folder)], text=True)
    found: dict[str, float] = json.loads(out.splitlines()[-1])
    return found


def load(what: str, folder: Path) -> None:
    start = time.perf_counter()
    if what == "ours":
        with Store(folder / "kg") as store:
            store.index()
    else:
        import rdflib  # noqa: PLC0415

        dataset = rdflib.Dataset()
        for path in (folder / "kg" / "papers").iterdir():
            dataset.parse(path, format="nquads")
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {"seconds": time.perf_counter() - start, "processor seconds": used.ru_utime + used.ru_stime}
    print(json.dumps(found | {"megabytes": used.ru_maxrss / 1000}))


def killing(folder: Path) -> None:
    """Kill a writer again and again, each going on where the one before was; see that nothing acknowledged is lost."""
    chance, held, interrupted = Random(7), set[str](), 0
    kg, source = folder / "killed", folder / "source"
    all_papers = {path.name for path in source.iterdir()}
    for number in range(KILLS):
        added, unchanged = killed(kg, source, chance.uniform(0.3, 3.0), every=100)
        found = whole_papers(kg, source)
        assert unchanged <= held, "a paper was left alone that was not there"
        assert found >= held | added, "a paper that was told to be in was lost"
        assert len(found) <= len(held | added) + 1, "a paper was there that was not put"
        interrupted += found != all_papers
        held = found
        if number % 10 == 9:
            assert len(Graph.open(kg)) == len(held), "the index does not hold the papers"
    said("kills", f"{KILLS}, {interrupted} of them while papers were missing; {len(held)} papers whole, none lost")


def said(name: str, value: str) -> None:
    print(f"{name.ljust(28)}{value}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] in (["ours"], ["theirs"]):
        load(sys.argv[1], Path(sys.argv[2]))
    else:
        numbers = [int(one) for one in sys.argv[1:] if one.isdecimal()]
        main(numbers[0] if numbers else PAPERS, kills="--no-kills" not in sys.argv)
