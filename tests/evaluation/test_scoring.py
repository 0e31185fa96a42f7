"""What counts as right, wrong and missed, and which cause an error is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cargraph.errors import EvaluationError
from cargraph.evaluation.causes import errors
from cargraph.evaluation.figures import Figures, below, by_section, by_type
from cargraph.evaluation.folding import fold, grade, same, time, unit
from cargraph.evaluation.gold import read_gold, read_one
from cargraph.evaluation.scoring import score
from tests.evaluation.records import GOLD, gold, record

if TYPE_CHECKING:
    from pathlib import Path


def causes(folder: Path, spoilt: dict[str, Any], section: str) -> list[tuple[str, str]]:
    found = errors([score(gold(folder), spoilt)])
    return [(error.side, error.cause) for error in found if error.section == section]


def test_a_whole_record_is_right(tmp_path: Path) -> None:
    figures = by_section([score(gold(tmp_path), record())])
    assert {name: (one.right, one.wrong, one.missed) for name, one in figures.items()} == {
        "entities": (4, 0, 0), "relations": (2, 0, 0), "observations": (3, 0, 0), "comparisons": (2, 0, 0),
        "arms": (2, 0, 0), "doses": (1, 0, 0), "all": (14, 0, 0),
    }  # fmt: skip
    assert by_type([score(gold(tmp_path), record())])["toxicity"] == Figures(1, 0, 0)


def test_what_is_optional_counts_neither_when_found_nor_when_missed(tmp_path: Path) -> None:
    without = record()
    without["entities"] = [one for one in without["entities"] if one["id"] != "e4"]
    more = record()
    proof = {"confidence": 0.9, "evidence": []}
    more["relations"].append({"subject": "e1", "predicate": "causes", "object": "e4", **proof})
    more["relations"].append({"subject": "e1", "predicate": "inhibits", "object": "e4", **proof})
    more["observations"].append({"subject": "e1", "outcome": "e4", "count": 3, **proof})
    for spoilt in (without, more):
        assert by_section([score(gold(tmp_path), spoilt)])["all"] == Figures(14, 0, 0)


def test_a_repeat_is_no_error_and_an_empty_record_misses_everything(tmp_path: Path) -> None:
    twice = record()
    twice["observations"] *= 2
    assert by_section([score(gold(tmp_path), twice)])["observations"] == Figures(3, 0, 0)
    assert by_section([score(gold(tmp_path), {})])["all"] == Figures(0, 0, 14)


@pytest.mark.parametrize(
    ("section", "place", "change", "cause"),
    [
        ("observations", 0, {"grade": "3-4"}, "wrong grade"),
        ("observations", 0, {"count": 3}, "wrong number"),
        ("observations", 0, {"subject": "e2"}, "wrong arm"),
        ("observations", 0, {"outcome": "e5"}, "wrong outcome"),
        ("observations", 1, {"arm": "dose escalation"}, "wrong arm"),
        ("observations", 1, {"time": "6 months"}, "wrong time"),
        ("observations", 2, {"measure": "duration"}, "wrong measure"),
        ("observations", 2, {"unit": "months"}, "wrong unit"),
        ("comparisons", 0, {"p": 0.04, "p_operator": "="}, "wrong p"),
        ("comparisons", 0, {"direction": "higher"}, "wrong direction"),
        ("comparisons", 0, {"a": "placebo"}, "wrong sides"),
        ("comparisons", 1, {"value": 0.4}, "wrong ratio"),
        ("arms", 0, {"n": 21}, "wrong number"),
        ("arms", 1, {"label": "placebo"}, "wrong arm"),
        ("doses", 0, {"unit": "cells"}, "wrong unit"),
        ("doses", 0, {"low": 2e6}, "wrong amount"),
        ("relations", 0, {"negated": True}, "wrong negation"),
        ("relations", 0, {"predicate": "associated_with"}, "wrong predicate"),
        ("relations", 0, {"subject": "e2"}, "wrong subject"),
    ],
)
def test_one_thing_amiss_is_named(tmp_path: Path, section: str, place: int, change: dict[str, Any], cause: str) -> None:
    spoilt = record()
    spoilt[section][place] |= change
    assert causes(tmp_path, spoilt, section) == [("missed", cause), ("wrong", cause)]


def test_a_missed_entity_stands_behind_what_is_missed_with_it(tmp_path: Path) -> None:
    spoilt = record()
    spoilt["entities"][4]["label"] = "tumour shrinkage"
    assert causes(tmp_path, spoilt, "entities") == [("missed", "missed entirely"), ("wrong", "not in the gold")]
    for section in ("relations", "observations", "comparisons"):
        assert causes(tmp_path, spoilt, section) == [
            ("missed", "missed entity: endpoint"),
            ("wrong", "wrong entity: endpoint"),
        ]


def test_an_entity_of_another_type_or_named_twice_is_told(tmp_path: Path) -> None:
    typed, split = record(), record()
    typed["entities"][4]["type"] = "toxicity"
    assert {cause for _, cause in causes(tmp_path, typed, "entities")} == {"wrong type"}
    split["entities"].append({"id": "e6", "type": "toxicity", "label": "CRS", "names": []})
    assert causes(tmp_path, split, "entities") == [("wrong", "one thing taken for two, or two for one")]


def test_what_is_far_from_all_gold_is_missed_entirely(tmp_path: Path) -> None:
    spoilt = record()
    spoilt["observations"][0] |= {"grade": "1", "count": 7, "total": None}
    assert causes(tmp_path, spoilt, "observations") == [("missed", "missed entirely"), ("wrong", "not in the gold")]


def test_two_spellings_of_one_thing_are_one() -> None:
    assert fold("Haematological Tumours (IL‐6Rα)") == fold("hematological tumor IL-6R alpha")
    assert fold("<5%") != fold(">5%")
    assert grade("3+") == grade("Grade ≥3") == ">=3"
    assert grade("all") == grade(None) == "any"
    assert unit("months") == unit("mo") != unit("days")
    assert time("day 28") != time("month 28")
    assert time("12 months") == time("1 year") != time("6 months")
    assert same("1,200", 1200)
    assert same("nr", "NR")
    assert not same(0.036, 0.038)


def test_demands_are_held_against_the_figures() -> None:
    figures = {"all": Figures(8, 2, 2), "arms": Figures(1, 0, 0)}
    assert below(figures, ["all=0.9", "arms=1.0"]) == ["all=0.9 (is 0.800)"]
    assert below(figures, ["all=0.8"]) == []
    for wrong in ("none=0.5", "all", "all=much"):
        with pytest.raises(EvaluationError, match="write SECTION=F1"):
            below(figures, [wrong])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "no list of entities"),
        ({"entities": [{"key": "c"}]}, "give it key, type and names"),
        ({"entities": [{"key": "c", "type": "cell", "names": []}]}, "no type 'cell'"),
        (GOLD | {"relations": [["c", "likes", "crs"]]}, r"write \[subject, predicate, object\]"),
        (GOLD | {"relations": [["c", "causes", "crs", "perhaps"]]}, "negated or optional"),
        (GOLD | {"arms": [{"subject": "c"}]}, "no n; add it"),
    ],
)
def test_a_gold_file_that_cannot_be_used_is_named(tmp_path: Path, data: object, said: str) -> None:
    with pytest.raises(EvaluationError, match=said) as raised:
        gold(tmp_path, data)
    assert "paper.yaml" in str(raised.value)


def test_gold_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no gold files"):
        list(read_gold(tmp_path))
    gold(tmp_path)
    with pytest.raises(EvaluationError, match=r"no other\.yaml"):
        list(read_gold(tmp_path, ["other"]))
    (tmp_path / "bad.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(EvaluationError, match="mend the YAML"):
        read_one(tmp_path / "bad.yaml")
