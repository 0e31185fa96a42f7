"""A record as `extract` gives it and its gold, small enough to see what one change does."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import yaml

from cargraph.evaluation.gold import read_one

if TYPE_CHECKING:
    from pathlib import Path

    from cargraph.evaluation.gold import Gold

PROOF = [{"start": 0, "end": 3, "quote": "All", "rule": "some.rule"}]
GOLD: dict[str, Any] = {
    "entities": [
        {"key": "c", "type": "construct", "names": ["KX-7"]},
        {"key": "other", "type": "construct", "names": ["Brand B"]},
        {"key": "crs", "type": "toxicity", "names": ["cytokine release syndrome", "CRS"]},
        {"key": "ae", "type": "toxicity", "names": ["adverse events"], "optional": True},
        {"key": "orr", "type": "endpoint", "names": ["overall response"]},
    ],
    "relations": [["c", "causes", "crs"], ["c", "has_endpoint", "orr"], ["c", "causes", "ae"]],
    "observations": [
        {"subject": "c", "outcome": "crs", "grade": ">=3", "stat": "proportion", "count": 2, "total": 20},
        {"subject": "c", "outcome": "orr", "arm": "dose level 2", "stat": "rate", "percent": 50, "time": "12 months"},
        {"subject": "c", "outcome": "crs", "measure": "onset", "stat": "median", "value": 3, "unit": "days"},
    ],
    "comparisons": [
        {"a": "c", "b": "standard care", "outcome": "orr", "direction": "higher", "p": "<0.05"},
        {"a": "high tumour burden", "outcome": "crs", "ratio": "OR", "value": 2.5, "direction": "higher"},
    ],
    "arms": [{"subject": "c", "n": 20}, {"label": "standard care", "n": 19}],
    "doses": [{"subject": "c", "low": 1e6, "high": 5e6, "unit": "cells/kg"}],
}
RECORD: dict[str, Any] = {
    "source": "paper.txt",
    "entities": [
        {"id": "e1", "type": "construct", "label": "KX-7", "names": ["KX7"]},
        {"id": "e2", "type": "construct", "label": "Brand B", "names": []},
        {"id": "e3", "type": "toxicity", "label": "Cytokine-Release Syndrome", "names": ["CRS"]},
        {"id": "e4", "type": "toxicity", "label": "adverse event", "names": []},
        {"id": "e5", "type": "endpoint", "label": "overall responses", "names": []},
    ],
    "relations": [
        {"subject": "e1", "predicate": "causes", "object": "e3", "negated": False, "confidence": 0.9},
        {"subject": "e1", "predicate": "has_endpoint", "object": "e5", "negated": False, "confidence": 0.6},
    ],
    "observations": [
        {"subject": "e1", "outcome": "e3", "grade": ">=3", "count": 2, "total": 20, "confidence": 0.9},
        {"subject": "e1", "outcome": "e5", "arm": "Dose level 2", "percent": 50.0, "time": "1 year", "confidence": 0.8},
        {"subject": "e1", "outcome": "e3", "measure": "onset", "value": 3.0, "unit": "d", "confidence": 0.8},
    ],
    "comparisons": [
        {"a": "standard care", "b": "e1", "outcome": "e5", "direction": "lower", "p": 0.05, "p_operator": "<", "confidence": 0.7},
        {"a": "patients with high tumor burden", "b": "low", "outcome": "e3", "ratio": "OR", "value": 2.5, "direction": "higher", "confidence": 0.7},
    ],
    "arms": [{"subject": "e1", "n": 20, "confidence": 0.9}, {"subject": None, "label": "Standard care", "n": 19, "confidence": 0.9}],
    "doses": [{"subject": "e1", "low": 1e6, "high": 5e6, "unit": "cells/kg", "confidence": 0.9}],
}  # fmt: skip


def record() -> dict[str, Any]:
    """Return a record that says all that the gold asks for, to be spoilt."""
    made = deepcopy(RECORD)
    for section in ("relations", "observations", "comparisons", "arms", "doses"):
        for row in made[section]:
            row["evidence"] = PROOF
    return made


def gold(folder: Path, data: object = None) -> Gold:
    path = folder / "paper.yaml"
    path.write_text(yaml.safe_dump(GOLD if data is None else data), encoding="utf-8")
    return read_one(path)
