"""The measuring as a whole: the command, the calibration, and the same figures as the scorer beside the gold."""

from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import cargraph
from cargraph.errors import EvaluationError
from cargraph.evaluation.calibration import by_bin, by_rule, judged
from cargraph.evaluation.figures import by_section, by_type
from cargraph.evaluation.gold import SECTIONS, read_gold
from cargraph.evaluation.scoring import score
from tests.documents.shared import SHARED, needs_shared
from tests.evaluation.records import gold, record

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).parent
SEEDS = ("000_7dec05c68049902c", "004_fb07fe0c9298bc86")
ABSTRACTS = ("pmid27207799", "pmid27412889", "pmid30572922", "pmid30896447", "pmid32401634", "pmid33626253",
             "pmid34882493", "pmid35314842", "pmid37272512", "pmid40482820", "pmid40737539",
             "co-expression-of-a-pd-l1-specific-chimer", "long-term-persistence-and-function-of-he")  # fmt: skip
SPOILS: tuple[dict[str, Any], ...] = (
    {"grade": "any"}, {"grade": ">=3"}, {"count": 1}, {"percent": 50.0, "count": None}, {"value": 7.0}, {"arm": "group"},
    {"direction": "higher"}, {"p": 0.05, "p_operator": "<"}, {"n": 12}, {"low": 1e6}, {"negated": True},
    {"subject": "e1"}, {"outcome": "e5"}, {"unit": "months"}, {"time": "12 months"}, {"label": "treated patients"},
    {"a": "standard care"}, {"measure": "onset"}, {"total": None}, {"subject": None, "arm": "placebo group"},
)  # fmt: skip


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cargraph", "evaluate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_prints_figures_errors_and_calibration() -> None:
    done = run(HERE / "gold", HERE / "texts", "--errors", "--calibration", "--min", "all=0.5")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    head = next(
        place for place, line in enumerate(lines) if line.split() == ["P", "R", "F1", "right", "wrong", "missed"]
    )
    assert [line.split()[0] for line in lines[head + 1 : head + 8]] == [*SECTIONS, "all"]
    assert any(line.startswith("section       confidence") for line in lines)
    assert run(HERE / "gold", HERE / "texts", "--min", "all=1.01").returncode == 1


def test_the_command_prints_json_of_the_same_figures() -> None:
    told = json.loads(run(HERE / "gold", HERE / "texts", "--json").stdout)
    found = cargraph.evaluate(HERE / "gold", HERE / "texts")
    assert told == found.to_dict()
    assert told["sections"]["observations"]["f1"] == 1.0
    assert set(told["types"]) >= {"construct", "toxicity"}


def test_texts_that_fit_no_gold_are_told(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no text with the name of a gold file"):
        cargraph.evaluate(HERE / "gold", tmp_path)
    gold(tmp_path)
    (tmp_path / "mavo-3.yaml").write_bytes((HERE / "gold" / "mavo-3.yaml").read_bytes())
    found = cargraph.evaluate(tmp_path, HERE / "texts")
    assert found.unread == ("paper",)
    assert cargraph.evaluate(tmp_path, HERE / "texts", only=["mavo-3"]).unread == ()


def test_calibration_counts_what_is_right_by_bin_and_by_rule(tmp_path: Path) -> None:
    spoilt = record()
    spoilt["observations"][0]["count"] = 9
    spoilt["relations"].append(dict(spoilt["relations"][0], object="e4"))
    statements = list(judged([score(gold(tmp_path), spoilt)]))
    bins = {(line.section, line.name): (line.right, line.count) for line in by_bin(statements)}
    assert bins["observations", "0.90 to 0.95"] == (0, 1)
    assert bins["observations", "0.80 to 0.85"] == (2, 2)
    assert bins["relations", "0.90 to 0.95"] == (1, 1)
    assert sum(line.count for line in by_rule(statements)) == len(statements) == 10
    assert {line.name for line in by_rule(statements)} == {"some.rule"}


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_shared
def test_the_figures_are_those_of_the_scorer(tmp_path: Path) -> None:
    stems = [*SEEDS, *ABSTRACTS]
    texts = [SHARED / "gold" / "texts" / f"{stem}.txt" for stem in stems]
    records = list(cargraph.extract(texts, jobs=1))
    assert len(records) == len(stems)
    found = tmp_path / "found.jsonl"
    for name, variant in (("as read", records), ("spoilt", [spoilt(one, seed) for seed, one in enumerate(records)])):
        found.write_text("".join(json.dumps(one) + "\n" for one in variant), encoding="utf-8")
        command = [
            sys.executable,
            str(SHARED / "gold" / "score.py"),
            str(SHARED / "gold"),
            str(found),
            "--json",
            "--only",
        ]
        wanted = json.loads(subprocess.check_output([*command, *stems], text=True))
        by_stem = {Path(one["source"]).stem: one for one in variant}
        scored = [score(one, by_stem[one.stem]) for one in read_gold(SHARED / "gold", stems)]
        assert {key: one.to_dict() for key, one in by_section(scored).items()} == wanted["sections"], name
        assert {key: one.to_dict() for key, one in by_type(scored).items()} == wanted["types"], name


@needs_shared
def test_what_is_wrong_and_missed_is_that_of_the_scorer() -> None:
    other = scorer()
    (plain,) = cargraph.extract([HERE / "texts"], jobs=1)
    (wanted,) = read_gold(HERE / "gold")
    data = yaml.safe_load((HERE / "gold" / "mavo-3.yaml").read_text(encoding="utf-8"))
    for seed in range(60):
        variant = spoilt(plain, seed) if seed else plain
        mine = score(wanted, variant)
        for section, (right, wrong, missed) in other.score(data, variant).items():
            verdict = mine.verdicts[section]
            assert (verdict.right, len(verdict.wrong), len(verdict.missed)) == (right, len(wrong), len(missed)), (
                seed,
                section,
            )
            if section != "relations":
                assert (list(verdict.wrong), list(verdict.missed)) == (wrong, missed)


def spoilt(record: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return a record with rows changed, repeated, left out and put in another order, the same for the same seed."""
    dice = random.Random(seed)
    made = deepcopy(record)
    for section in SECTIONS:
        rows = made[section]
        for row in rows:
            if section != "entities" and dice.random() < 0.5:
                row |= {name: value for name, value in dice.choice(SPOILS).items() if name in row}
        rows += deepcopy(dice.sample(rows, len(rows) // 5))
        dice.shuffle(rows)
        if section != "entities":
            del rows[: len(rows) // 6]
        elif rows:
            rows[0] = dict(rows[0], type="drug", names=[])
    return made
