"""The examples of the rule files are their tests."""

from __future__ import annotations

import pytest

from cargraph.errors import RuleError
from cargraph.mentions.rules import failures, read_rules, slot
from cargraph.mentions.weighing import demands

FILES = ("constructs", "cues", "links", "readings", "trials", "wordings")


@pytest.mark.parametrize("name", FILES)
def test_examples_hold(name: str) -> None:
    assert list(failures(read_rules(name))) == []


@pytest.mark.parametrize("name", FILES)
def test_every_rule_has_an_example_refused(name: str) -> None:
    assert all(rule.refused for rule in read_rules(name))


def test_ids_are_unique() -> None:
    for name in FILES:
        ids = [(rule.id, rule.slot) for rule in read_rules(name)]
        assert len(ids) == len(set(ids))


def test_an_unknown_slot_is_told_with_its_file() -> None:
    with pytest.raises(RuleError, match=r"constructs\.yaml: no rule fills the slot nothing"):
        slot("nothing")


def test_demands_are_read() -> None:
    assert demands()
