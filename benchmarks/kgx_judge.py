"""The Biolink Model judges the export to KGX: whether it knows every category, predicate and column.

Run in an environment of its own with kgx installed (700 MB): python benchmarks/kgx_judge.py DIR
DIR is what `cargraph export out --format kgx -o DIR` has written. The model is that of the package biolink-model and
is asked through bmt, as kgx does; kgx's own validator cannot run without a network.
"""

from __future__ import annotations

import csv
import importlib.util
import sys
import tempfile
from pathlib import Path

OWN = {"iri", "original_predicate", "grade", "arm", "stat", "value", "unit", "low", "high", "time"}
OWN |= {"hedged", "cited", "confidence"}
"""Columns that are ours, beside those of Biolink."""


def main() -> None:
    if importlib.util.find_spec("bmt") is None:
        print("SKIPPED: bmt is not installed here; pip install kgx, in an environment of its own")
        return
    from bmt import Toolkit  # noqa: PLC0415 - not of this environment

    package = importlib.util.find_spec("biolink_model")
    places = [] if package is None else package.submodule_search_locations or []
    mapping = Path(tempfile.mkdtemp()) / "mapping.yaml"
    mapping.write_text("predicate mappings: []\n", encoding="utf-8")
    model = Toolkit(schema=str(Path(next(iter(places))) / "schema" / "biolink_model.yaml"), predicate_map=str(mapping))
    nodes, edges = (_rows(Path(sys.argv[1]) / name) for name in ("nodes.tsv", "edges.tsv"))
    categories = {category for row in nodes for category in row["category"].split("|")}
    unknown = {one for one in categories if not model.is_category(one)}
    unknown |= {row["predicate"] for row in edges if not model.is_predicate(row["predicate"])}
    columns = ({*nodes[0]} | {*edges[0]}) - OWN
    unknown |= {column for column in columns if model.get_element(column.replace("_", " ")) is None}
    lost = {end for row in edges for end in (row["subject"], row["object"])} - {row["id"] for row in nodes}
    print(f"{len(nodes)} nodes of {len(categories)} categories, {len(edges)} edges, {len(columns)} columns of Biolink")
    print(f"unknown to Biolink: {', '.join(sorted(unknown)) or 'nothing'}; ends without a node: {len(lost)}")
    sys.exit(bool(unknown or lost))


def _rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10**8)
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    main()
