"""A build that is killed: a writer in a process of its own, and what must hold of the store it leaves."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from cargraph.graph.store import Store

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from tests.graph.killing import write
write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
"""


def prepare(source: Path, papers: dict[str, str]) -> None:
    """Write the papers' N-Quads where the writer finds them, by identifier ("pmid:7")."""
    source.mkdir(parents=True)
    for identifier, text in papers.items():
        (source / identifier.removeprefix("pmid:")).write_bytes(text.encode())


def write(folder: str, source: str, every: int) -> None:
    """Put each paper of the source into the store, say so, and publish the index after `every` papers."""
    with Store(folder) as store:
        for number, path in enumerate(sorted(Path(source).iterdir()), 1):
            done = store.put(f"pmid:{path.name}", path.read_text(encoding="utf-8"))
            sys.stdout.write(f"{path.name} {done}\n")
            sys.stdout.flush()
            if number % every == 0:
                store.index()


def killed(folder: Path, source: Path, seconds: float, every: int) -> tuple[set[str], set[str]]:
    """Kill a writer after some seconds; return the papers that it said it had added, and those it left alone.

    A writer that is done before is not killed.
    """
    command = [sys.executable, "-c", WRITER, str(folder), str(source), str(every)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as run:
        time.sleep(seconds)
        run.kill()
        assert run.stdout is not None
        lines = [line.split() for line in run.stdout.read().splitlines() if line.count(" ") == 1]
    added = {name for name, done in lines if done == "added"}
    return added, {name for name, done in lines if done == "unchanged"}


def whole_papers(folder: Path, source: Path) -> set[str]:
    """Return the papers in a store's folder, each of which must be byte for byte what was put in."""
    texts = {path.read_bytes(): path.name for path in source.iterdir()}
    found = list((folder / "papers").glob("*.nq")) if folder.exists() else []
    return {texts[path.read_bytes()] for path in found}
