"""Run cargraph on the real texts of a shared folder, and score it against the gold beside them.

    python benchmarks/real.py ../shared

Exit status 1 where a run fails, a quote is not the text at its place, a construct is found where none is, or a score
falls below its threshold.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import cargraph

if TYPE_CHECKING:
    from cargraph.extraction import Extraction

SEEDS = {"entities": 0.85, "relations": 0.85, "observations": 0.85, "arms": 1.0, "doses": 1.0}
ALL = {"all": 0.85}
FIRST = 500


def main(shared: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        wrong = [*scored(shared, Path(folder)), *crashes(shared), *controls(shared, Path(folder))]
    for line in wrong:
        print(f"WRONG: {line}")
    return 1 if wrong else 0


def scored(shared: Path, work: Path) -> list[str]:
    predictions = work / "gold.jsonl"
    found = cargraph.extract(shared / "gold" / "texts", output=predictions)
    print(f"gold: {found.read} texts read, {len(found.skipped)} skipped")
    seeds = work / "seeds.jsonl"
    cargraph.extract(shared / "seeds", output=seeds)
    wrong = [f"{item.source} was skipped: {item.reason}" for item in found.skipped]
    stems = sorted(path.stem for path in (shared / "seeds").iterdir())
    wrong += score(shared, seeds, SEEDS, "the seeds", ["--only", *stems])
    return wrong + score(shared, predictions, ALL, "all gold texts", [])


def score(shared: Path, predictions: Path, wanted: dict[str, float], name: str, more: list[str]) -> list[str]:
    print(f"\n{name}", flush=True)
    limits = [f"{section}={limit}" for section, limit in wanted.items()]
    paths = map(str, (shared / "gold" / "score.py", shared / "gold", predictions))
    command = [sys.executable, *paths, *more, "--min", *limits]
    return [f"{name}: below the threshold"] if subprocess.run(command, check=False).returncode else []


def crashes(shared: Path) -> list[str]:
    """Read all real formats through; every quote must be the text at its place."""
    wrong: list[str] = []
    print()
    for name in ("seeds", "gold/texts", "corpora/pubmed", "corpora/jats", "corpora/fulltext", "corpora/ctgov"):
        start = time.perf_counter()
        found = cargraph.extract(shared / name)
        wrong += [f"{name}: {line}" for line in misquoted(found)]
        seconds = time.perf_counter() - start
        print(f"{name}: {found.read} read, {len(found.skipped)} skipped, {seconds:.1f} s", flush=True)
        if not found.read and name != "corpora/ctgov":
            wrong.append(f"{name}: nothing was read")
    return wrong


def misquoted(found: Extraction) -> list[str]:
    return [
        f"{record['source']}: {name} quotes {one['quote']!r}, which is not there"
        for record in found
        for name in ("relations", "observations", "comparisons", "arms", "doses")
        for fact in record[name]
        for one in fact["evidence"]
        if record["text"][one["start"] : one["end"]] != one["quote"]
    ]


def controls(shared: Path, work: Path) -> list[str]:
    """Abstracts that speak of no CAR-T cells: a construct found in them is a false one."""
    some = work / "controls.jsonl"
    with gzip.open(shared / "corpora" / "bulk" / "rct_abstracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        some.write_text("".join(islice(lines, FIRST)), encoding="utf-8")
    start = os.times()
    found = cargraph.extract(some, jobs=1)
    wrong = [
        f"bulk {record['source']}: {entity['label']} is no construct"
        for record in found
        for entity in record["entities"]
        if entity["type"] == "construct"
    ]
    seconds = os.times().user - start.user
    print(f"bulk: {found.read} read, {len(found.skipped)} skipped, {found.read / seconds:.0f} a CPU-second")
    return wrong


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
