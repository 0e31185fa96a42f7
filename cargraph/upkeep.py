"""What an expert runs after changing the vocabulary or the rules."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cargraph.errors import RuleError, VocabularyError
from cargraph.facts.relations import examples
from cargraph.facts.rules import load as load_relations
from cargraph.mentions.rules import failures, read_rules
from cargraph.mentions.terms import lint_all
from cargraph.resources import files, rule_list

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a person must mend: the file and line, or the rule, and what is wrong there."""

    place: str
    message: str


def lint_terms(paths: Iterable[str | Path] = ()) -> tuple[Fault, ...]:
    """Put vocabulary files in order and return what a person must mend; the shipped ones where none is given.

    Files are rewritten where rows are out of order or spellings stand twice. Raises VocabularyError for a file that
    cannot be read.
    """
    given = tuple(Path(path) for path in paths)
    for path in given:
        if not path.is_file():
            raise VocabularyError(f"{path}: there is no such file; mend the path")
    return tuple(Fault(problem.place, problem.message) for problem in lint_all(given or None))


def check_rules() -> tuple[int, tuple[Fault, ...]]:
    """Run the examples of the shipped rules; return how many rules have some, and the examples that fail.

    Raises RuleError where a rule file cannot be read.
    """
    relations = load_relations()
    faults = [Fault(*_split(line)) for line in examples.failures(relations)]
    count = len(relations)
    for path in files("rules", ".yaml"):
        if _has_patterns(path):
            rules = read_rules(path.stem)
            count += len(rules)
            faults += [Fault(*_split(f"{path.name}, {line}")) for line in failures(rules)]
    return count, tuple(faults)


def _has_patterns(path: Path) -> bool:
    try:
        return all(isinstance(row, dict) and "slot" in row for row in rule_list(path))
    except RuleError:
        return False


def _split(line: str) -> tuple[str, str]:
    place, _, message = line.partition(": ")
    return place, message
