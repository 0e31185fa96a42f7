from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cargraph.errors import RuleError
from cargraph.facts import rules, wording
from cargraph.facts.relations import examples
from cargraph.facts.relations.index import Index
from cargraph.model import Kind, Predicate

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
- id: targets.active
  fact: targets
  object: [antigen]
  words: [SUBJECT targeting OBJECT]
  examples:
    - {text: "[construct: KX-2] targeting [antigen: CD5]", finds: ["KX-2 -> CD5"]}
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "relations.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("rule", rules.load(), ids=lambda rule: rule.id)
def test_every_example_of_a_rule_holds(rule: rules.Rule) -> None:
    assert not [line for line in examples.failures(rules.load()) if line.startswith(f"{rule.id}:")]


def test_every_relation_has_a_rule_that_finds_and_one_example_that_is_refused() -> None:
    for predicate in Predicate:
        of_it = [rule for rule in rules.load() if rule.fact == predicate]
        assert any(finds for rule in of_it if not rule.blocks for _, finds in rule.examples), predicate
        assert any(not finds for rule in of_it for _, finds in rule.examples), predicate


def test_every_rule_has_examples() -> None:
    assert [rule.id for rule in rules.load() if not rule.examples] == []


def test_a_failing_example_is_told(tmp_path: Path) -> None:
    (rule,) = rules.read(_write(tmp_path, GOOD.replace("KX-2 -> CD5", "CD5 -> KX-2")))
    (line,) = examples.failures([rule])
    assert line.startswith("targets.active:")
    assert "KX-2 -> CD5" in line


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("fact: targets", "fact: aims_at", "no relation 'aims_at'"),
        ("object: [antigen]", "object: [gene]", "'gene' is not a valid Kind"),
        ("object: [antigen]", "object: antigen", "write a list"),
        ("fact: targets", "fact: targets\n  blocks: targets", "either fact or blocks"),
        ("fact: targets", "fact: targets\n  colour: red", "unknown key colour"),
        ("fact: targets", "fact: targets\n  who: all", "who is 'all'"),
        ("SUBJECT targeting OBJECT", "SUBJECT targeting", "needs one OBJECT"),
        ("SUBJECT targeting", "SUBJECT (targeting", "never closed"),
        ("SUBJECT targeting", "SUBJECT targeting)", "never opened"),
        ("  words: [SUBJECT targeting OBJECT]\n", "", "no words"),
        ("finds:", "gives:", "an example is"),
        ("- id: targets.active", "id: targets.active", "relations.yaml"),
    ],
)
def test_a_bad_rule_is_refused_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(RuleError, match=r"relations\.yaml|targeting|construct") as refused:
        rules.read(_write(tmp_path, GOOD.replace(old, new)))
    assert told in str(refused.value)


def test_only_patterns_whose_words_a_text_holds_are_tried() -> None:
    index = Index([rule for rule in rules.load() if not rule.blocks])
    kinds = frozenset({Kind.DRUG, Kind.TOXICITY})
    stems = wording.stems("CRS was managed with tocilizumab")
    tried = {rule.fact for rule, _ in index.possible(kinds, stems, "results")}
    assert Predicate.MANAGES in tried
    assert tried <= {Predicate.MANAGES, Predicate.CAUSES, Predicate.COMBINED_WITH, Predicate.LYMPHODEPLETES_FOR}
    assert not index.possible(frozenset({Kind.DISEASE}), wording.stems("tocilizumab"), "results")


def test_things_are_looked_up_by_the_words_they_need() -> None:
    items = [(words, wording.needs(words)) for words in ("no (grade | severe) rash", "no fever", "OBJECT")]
    assert wording.ByStem(items).possible(wording.stems("There was no severe rash.")) == [items[0][0], "OBJECT"]


def test_two_rules_with_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"targets\.active stands twice"):
        rules.read(_write(tmp_path, GOOD + GOOD))
