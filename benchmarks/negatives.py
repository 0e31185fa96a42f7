"""Read abstracts that speak of no CAR-T cells, and print every construct, relation and result found in them.

    python benchmarks/negatives.py [ABSTRACTS.jsonl.gz] [--most DOCUMENTS]

Exit status 1 where more documents than `--most` (3) hold a construct. Each of those is shown with the sentences, for a
person to judge.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cargraph

if TYPE_CHECKING:
    from collections.abc import Iterator

BULK = Path(__file__).parent.parent.parent / "shared" / "corpora" / "bulk" / "rct_abstracts.jsonl.gz"
STATEMENTS = ("relations", "observations", "comparisons", "arms", "doses")
AROUND = 80


def main() -> int:
    options = parsed()
    start = sum(os.times()[:4])
    found = cargraph.extract(options.abstracts)
    counts: Counter[str] = Counter()
    false = 0
    for record in found:
        constructs = [entity for entity in record["entities"] if entity["type"] == "construct"]
        counts.update({name: len(record[name]) for name in STATEMENTS} | {"constructs": len(constructs)})
        false += bool(constructs)
        for line in explained(record, constructs):
            print(line, flush=True)
    seconds = sum(os.times()[:4]) - start
    print(f"{found.read} read, {len(found.skipped)} skipped, {found.read / seconds:.0f} a CPU-second")
    print("; ".join(f"{counts[name]} {name}" for name in ("constructs", *STATEMENTS)))
    print(f"{false} documents with a construct (at most {options.most} may be)")
    return int(false > options.most)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Read abstracts that speak of no CAR-T cells.")
    parser.add_argument("abstracts", nargs="?", type=Path, default=BULK)
    parser.add_argument("--most", type=int, default=3, help="how many documents may hold a construct")
    return parser.parse_args()


def explained(record: dict[str, Any], constructs: list[dict[str, Any]]) -> Iterator[str]:
    """Tell where a false construct is named, and which statements stand on it."""
    for entity in constructs:
        yield f"{record['source']}: construct {entity['label']!r}"
        for place in entity["mentions"]:
            around = record["text"][max(0, place["start"] - AROUND) : place["end"] + AROUND]
            yield f"    named: ... {' '.join(around.split())} ..."
    for name in STATEMENTS:
        for fact in record[name]:
            yield f"    {name}: {' '.join(fact['evidence'][0]['quote'].split())}"


if __name__ == "__main__":
    sys.exit(main())
