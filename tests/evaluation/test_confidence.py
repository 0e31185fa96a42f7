"""Confidence says how often a rule is right: the shipped shares, and how they are fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import cargraph
from cargraph.errors import RuleError
from cargraph.evaluation.calibration import Judged, fitted, left_out
from cargraph.facts.confidence import SECTIONS, load, read, with_distance
from tests.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path


def many(rule: str, right: int, count: int, section: str = "relations", stem: str = "a") -> list[Judged]:
    return [Judged(stem, section, (rule,), 0.9, right=place < right) for place in range(count)]


def test_every_statement_has_the_share_of_its_surest_rule() -> None:
    shares, record = load(), cargraph.extract(TEXT)
    seen = 0
    for section in SECTIONS.values():
        for fact in record[section]:
            seen += 1
            assert fact["confidence"] == max(shares.of(section, one["rule"]) for one in fact["evidence"])
    assert seen > 5


def test_the_shipped_shares_are_shares_and_far_is_never_surer_than_near() -> None:
    shares = load()
    assert set(shares.sections) == set(SECTIONS.values())
    assert all(0 < share <= 1 for share in (*shares.rules.values(), *shares.sections.values()))
    for (section, rule), share in shares.rules.items():
        assert share <= shares.of(section, rule.removesuffix(".far")) or not rule.endswith(".far")


def test_a_rule_often_met_has_its_own_share_and_one_seldom_met_that_of_its_section() -> None:
    fit = fitted([*many("often", 50, 100), *many("sure", 100, 100), *many("once", 1, 1)])
    assert fit.shares.of("relations", "often") == pytest.approx(0.5, abs=0.02)
    assert fit.shares.of("relations", "sure") == pytest.approx(1.0, abs=0.02)
    assert 0.7 < fit.shares.of("relations", "once") < 0.85
    assert fit.shares.of("relations", "never met") == fit.shares.sections["relations"]
    assert fit.counts["relations", "often"] == (50, 100)


def test_a_statement_counts_for_the_surest_of_its_rules() -> None:
    both = [Judged("a", "relations", ("weak", "strong"), 0.9, right=True) for _ in range(10)]
    fit = fitted([*many("weak", 5, 20), *many("strong", 20, 20), *both])
    assert fit.counts["relations", "strong"] == (30, 30)
    assert fit.counts["relations", "weak"] == (5, 20)


def test_far_is_not_surer_than_near() -> None:
    rule = "observation.arm.only"
    assert with_distance(rule, 0.2) == rule
    assert with_distance(rule, 2.0) == f"{rule}.far"
    fit = fitted([*many(rule, 40, 80, "observations"), *many(f"{rule}.far", 20, 20, "observations")])
    assert fit.shares.of("observations", f"{rule}.far") == fit.shares.of("observations", rule)


def test_a_text_is_judged_by_the_others() -> None:
    cautious = left_out([*many("one", 0, 40, stem="a"), *many("one", 40, 40, stem="b")])
    assert {one.stem: one.confidence > 0.5 for one in cautious} == {"a": True, "b": False}


def test_a_file_of_shares_that_lacks_a_section_is_named(tmp_path: Path) -> None:
    path = tmp_path / "confidence.yaml"
    path.write_text("relations: {others: [0.9]}\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"confidence\.yaml: no section observations"):
        read(path)
