"""The patterns of constructs as data: read strictly, compiled once, each with examples that run as tests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from cargraph.errors import RuleError
from cargraph.mentions import numerals, people
from cargraph.resources import ontologies, rule_rows
from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REFERENCE = re.compile(r"@(\w+)@")
SHARED = {"NUMBER_WORD": numerals.WORD, "PATIENTS": people.SEVERAL_PATIENTS, "PATIENT": people.ANY_PATIENTS}
"""What every file may use without writing it out: "@PATIENTS@"."""
_NEEDED = frozenset({"id", "slot", "pattern", "examples"})
_OPTIONAL = frozenset({"case", "kind", "label", "role", "broader", "needs", "side", "into"})


@dataclass(frozen=True)
class Rule:
    """One pattern: `slot` says where it is used; `settings` what else the rule says (kind, label, case, ...).

    `place` is where it stands, to be told in an error.
    """

    id: str
    slot: str
    pattern: str
    found: tuple[str, ...]
    refused: tuple[str, ...]
    settings: Mapping[str, str]
    place: str = ""

    @cached_property
    def sieve(self) -> Sieve:
        """The pattern, to be tried on whole sentences."""
        return Sieve(self.compiled)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern as a regular expression, compiled when it is first tried. Raises RuleError with its place."""
        try:
            return re.compile(self.pattern, re.IGNORECASE if self.settings.get("case") == "free" else 0)
        except re.error as wrong:
            raise RuleError(f"{self.place}: the pattern cannot be read ({wrong}); mend it") from wrong


def read_rules(name: str) -> tuple[Rule, ...]:
    """Read one shipped rule file. Raises RuleError naming the file, the rule and the mend.

    A pattern is one regular expression or a list of them. `@slot@` in it stands for an earlier rule of the file,
    `@NUMBER_WORD@` for a number in words, `@PATIENTS@` for what several patients are called, `@PATIENT@` for one too.
    """
    path = ontologies() / "rules" / f"{name}.yaml"
    rules: list[Rule] = []
    for place, row in rule_rows(path, needed=_NEEDED, allowed=_OPTIONAL):
        known = SHARED | {rule.slot: rule.pattern for rule in rules}
        rules.append(rule_of(place, row, known))
    return tuple(rules)


def rule_of(place: str, row: Mapping[str, Any], known: Mapping[str, str]) -> Rule:
    """Return the rule that a row of a file says. `known` are the patterns that it may use by name."""
    examples = row["examples"]
    settings = {key: str(row[key]) for key in sorted(_OPTIONAL & set(row))}
    pattern = row["pattern"] if isinstance(row["pattern"], str) else "|".join(row["pattern"])
    if strange := set(_REFERENCE.findall(pattern)) - set(known):
        wrong, choice = (", ".join(f"@{name}@" for name in sorted(names)) for names in (strange, known))
        raise RuleError(f"{place}: {wrong} stands for nothing; write the pattern or one of {choice}")
    pattern = _REFERENCE.sub(lambda found: f"(?:{known[found.group(1)]})", pattern)
    return Rule(row["id"], row["slot"], pattern, tuple(examples["found"]), tuple(examples["refused"]), settings, place)


def failures(rules: tuple[Rule, ...]) -> Iterator[str]:
    """Yield a line for each example that a rule fails: one found that it does not cover, one refused that it does.

    An example is covered whole; where it marks a part as "[[...]]", that part of it is (by the group `name`, if any).
    """
    for rule in rules:
        pattern = rule.compiled
        for text in rule.found:
            if not _covers(pattern, text):
                yield f'{rule.id}: does not find "{text}"'
        for text in rule.refused:
            if _covers(pattern, text):
                yield f'{rule.id}: finds "{text}", which it must refuse'


def _covers(pattern: re.Pattern[str], text: str) -> bool:
    before, mark, rest = text.partition("[[")
    if not mark:
        return bool(pattern.fullmatch(text))
    inside, _, after = rest.partition("]]")
    wanted = (len(before), len(before) + len(inside))
    group = "name" if "name" in pattern.groupindex else 0
    return any(found.span(group) == wanted for found in pattern.finditer(before + inside + after))


@cache
def slot(name: str, file: str = "constructs") -> re.Pattern[str]:
    """Return one pattern that is the choice between all rules of a slot; cases are folded where its rules say so."""
    rules = [rule for rule in _shipped(file) if rule.slot == name]
    if not rules:
        raise RuleError(f"{file}.yaml: no rule fills the slot {name}; add one")
    free = all(rule.settings.get("case") == "free" for rule in rules)
    try:
        return re.compile("|".join(f"(?:{rule.pattern})" for rule in rules), re.IGNORECASE if free else 0)
    except re.error:
        for rule in rules:
            rule.compiled  # noqa: B018 - raises the error of the rule that is to blame, with its place
        raise


@cache
def sieve(name: str, file: str = "constructs") -> Sieve:
    """Return the pattern of a slot, to be tried on whole sentences."""
    pattern = slot(name, file)
    return Sieve(pattern, led=bool(pattern.flags & re.IGNORECASE))


@cache
def _shipped(file: str) -> tuple[Rule, ...]:
    return read_rules(file)
