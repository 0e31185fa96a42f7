"""Each shipped query on a generated graph of a million quads: milliseconds, and rdflib's own store as a ratio.

Run: python benchmarks/queries.py [--papers N] [--rdflib N] [--most MS]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from generated import readings

from cargraph.audit import audit
from cargraph.graph.answer import answer
from cargraph.graph.ask import question, shipped
from cargraph.graph.findings import audited_quads
from cargraph.graph.iris import PREFIXES
from cargraph.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
PARAMETERS = {"outcome": "neutropenia", "toxicity": "neutropenia", "document": "pmid:7"}
"""What the queries are asked for; constructs are two of one generated paper."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--papers", type=int, default=1_000)
    options.add_argument("--rdflib", type=int, default=0, metavar="N", help="papers for rdflib's store beside it")
    options.add_argument("--most", type=float, default=200, metavar="MS", help="exit with 1 where a query is slower")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        slow = _millions(Path(folder), chosen.papers, chosen.most)
        if chosen.rdflib:
            _side_by_side(Path(folder), chosen.rdflib)
    sys.exit(bool(slow))


def _filled(folder: Path, papers: int) -> ox.Store:
    with Store(folder) as store:
        for reading in readings(papers):
            store.put(reading.paper.id, audited_quads(reading, audit(reading)))
    return Store(folder, read_only=True).index()


def _millions(folder: Path, papers: int, most: float) -> list[str]:
    disk = _filled(folder / "million", papers)
    memory = ox.Store()
    memory.bulk_load(disk.dump(format=ox.RdfFormat.N_QUADS) or b"", format=ox.RdfFormat.N_QUADS)
    print(f"{len(memory):,} quads of {papers:,} papers; median of {ROUNDS}, ms of the processor")
    print(f"{'query':16}{'rows':>8}{'disk':>9}{'memory':>9}")
    slow = []
    for name, text in _questions(disk).items():
        asked = question(text)
        on_disk, rows = _timed(lambda asked=asked: len(answer(disk, asked)))  # type: ignore[misc]
        in_memory, _ = _timed(lambda asked=asked: len(answer(memory, asked)))  # type: ignore[misc]
        slow += [name] if on_disk > most else []
        print(f"{name:16}{rows:8,}{on_disk:9.1f}{in_memory:9.1f}{'   slow' if on_disk > most else ''}", flush=True)
    return slow


def _questions(store: ox.Store) -> dict[str, str]:
    """Return the text of each shipped query, filled with what the graph holds."""
    pair = "SELECT ?x ?y { ?c cg:a/rdfs:label ?x ; cg:b/rdfs:label ?y } ORDER BY ?x ?y LIMIT 1"
    ((one, two),) = (row.astuple() for row in answer(store, question(pair)))
    built = {"a": str(one), "b": str(two)}
    texts = {}
    for item in shipped():
        known = PARAMETERS | (built if item.name == "compare" else {"a": str(one), "b": "CD19"})
        if item.name == "medians":
            known |= {"outcome": "overall survival"}
        texts[item.name] = question(item.path, {name: known[name] for name in item.parameters}).text
    return texts


def _timed(run: Callable[[], int]) -> tuple[float, int]:
    spent, rows = [], 0
    for _ in range(ROUNDS):
        start = time.process_time()
        rows = run()
        spent.append(1000 * (time.process_time() - start))
    return statistics.median(spent), rows


def _side_by_side(folder: Path, papers: int) -> None:
    disk = _filled(folder / "small", papers)
    data = disk.dump(format=ox.RdfFormat.N_QUADS) or b""
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=data, format="nquads")
    print(f"\n{len(disk):,} quads: rdflib's own store takes so many times as long as the index on disk")
    for name, text in _questions(disk).items():
        asked = question(text)
        ours, rows = _timed(lambda asked=asked: len(answer(disk, asked)))  # type: ignore[misc]
        theirs, others = _timed(lambda text=text: len(graph.query(text, initNs=PREFIXES)))  # type: ignore[misc]
        differs = "" if rows == others else f"   {rows} rows against {others}"
        print(f"{name:16}{theirs / ours:8.0f}{differs}", flush=True)


if __name__ == "__main__":
    main()
