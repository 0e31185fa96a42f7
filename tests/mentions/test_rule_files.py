"""The examples of the rule files are their tests."""

from __future__ import annotations

import pytest

from cargraph.errors import RuleError
from cargraph.mentions.aims import known_targets
from cargraph.mentions.kin import beside
from cargraph.mentions.one_thing import one_things
from cargraph.mentions.readings import readings
from cargraph.mentions.rules import SHARED, Rule, failures, read_rules, rule_of, slot
from cargraph.mentions.vocabulary import load
from cargraph.mentions.weighing import demands
from cargraph.model import Kind

EXAMPLES = {"found": ["a"], "refused": ["b"]}
FILES = ("constructs", "cues", "links", "molecules", "readings", "readouts", "scales", "trials", "wordings")


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


def test_a_pattern_that_cannot_be_read_is_told_with_its_place() -> None:
    rule = Rule("open", "x", "(cells", (), (), {}, "constructs.yaml, rule 3 (open)")
    with pytest.raises(RuleError, match=r"constructs\.yaml, rule 3 \(open\): the pattern cannot be read"):
        rule.compiled  # noqa: B018 - it is compiled when it is asked for


def test_shared_words_stand_in_a_pattern_by_their_name() -> None:
    row = {"id": "x", "slot": "x", "pattern": "(?:@NUMBER_WORD@|\\d+) @PATIENTS@", "examples": EXAMPLES}
    rule = rule_of("cues.yaml, rule 4", row, SHARED)
    assert rule.compiled.fullmatch("twenty-one adults")
    assert rule.compiled.fullmatch("7 pts")
    assert not rule.compiled.fullmatch("seventh adults")


def test_a_name_that_stands_for_nothing_is_told_with_those_that_do() -> None:
    row = {"id": "open", "slot": "x", "pattern": "in @number@ @PATIENT@", "examples": EXAMPLES}
    with pytest.raises(RuleError, match=r"cues\.yaml, rule 4 \(open\): @number@ stands for nothing.*@NUMBER_WORD@"):
        rule_of("cues.yaml, rule 4 (open)", row, SHARED)


def test_demands_are_read() -> None:
    assert demands()


def test_known_aims_are_labels_of_the_vocabulary() -> None:
    labels = {(term.kind, term.label) for term in load().terms}
    for product, targets in known_targets().items():
        assert (Kind.CONSTRUCT, product) in labels, product
        assert {(Kind.ANTIGEN, target) for target in targets} <= labels, targets


def test_things_that_are_one_and_short_forms_are_terms_of_the_vocabulary() -> None:
    labels = {term.label for term in load().terms} | {rule.settings.get("label") for rule in read_rules("wordings")}
    roles = {(term.kind, term.role) for term in load().terms}
    for (_, label), plain in one_things().plain.items():
        assert {label, *plain} <= labels, label
    for (kind, label), wanted in beside().items():
        assert label in labels
        assert {(kind, role) for role in wanted} <= roles, label


def test_readings_are_read_for_their_kinds() -> None:
    turned = {rule.into for rules in readings().values() for rule in rules}
    assert {None, Kind.COMPONENT, Kind.BIOMARKER} <= turned


def test_an_example_may_mark_the_part_that_is_found() -> None:
    rule = Rule("x", "x", "(?<=cells )expanded", ("cells [[expanded]]",), ("an [[expanded]] cohort",), {})
    assert list(failures((rule,))) == []
    wrong = Rule("x", "x", "expanded", ("cells [[expand]]ed",), ("an [[expanded]] cohort",), {})
    assert len(list(failures((wrong,)))) == 2
