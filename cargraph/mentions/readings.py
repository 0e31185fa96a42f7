"""What the words just before or after a name make of it: nothing, or a term of another kind (`readings.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cargraph.errors import RuleError
from cargraph.mentions.rules import read_rules
from cargraph.mentions.vocabulary import load
from cargraph.model import Kind, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.rules import Rule
    from cargraph.mentions.vocabulary import Hit

_NEAR = 240
_SIDES = ("before", "after")


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule: beside a name of these labels, on this side, the pattern makes it `into` (None: nothing)."""

    label: re.Pattern[str]
    before: bool
    pattern: re.Pattern[str]
    into: Kind | None
    role: str

    def fits(self, stretch: Stretch, hit: Hit) -> bool:
        """Tell whether the words beside a hit are those of the rule, which is for its term."""
        if self.before:
            return bool(self.pattern.search(stretch.text[max(stretch.start, hit.start - _NEAR) : hit.start]))
        return bool(self.pattern.match(stretch.text[hit.end : min(stretch.end, hit.end + _NEAR)]))


@cache
def readings() -> Mapping[Kind, tuple[Reading, ...]]:
    """Read the shipped rules, by the kind they are for. Raises RuleError naming the rule and the mend."""
    found: dict[Kind, list[Reading]] = {}
    for rule in read_rules("readings"):
        found.setdefault(Kind(rule.settings["kind"]), []).append(_reading(rule))
    return {kind: tuple(rules) for kind, rules in found.items()}


@lru_cache(maxsize=4096)
def _readings_of(kind: Kind, label: str) -> tuple[Reading, ...]:
    return tuple(rule for rule in readings().get(kind, ()) if rule.label.fullmatch(label))


def _reading(rule: Rule) -> Reading:
    side = rule.settings.get("side", "")
    if side not in _SIDES:
        raise RuleError(f"readings.yaml ({rule.id}): side is {side!r}; write before or after")
    flags = re.IGNORECASE if rule.settings.get("case") == "free" else 0
    pattern = re.compile(f"(?:{rule.pattern})$" if side == "before" else rule.pattern, flags)
    into = rule.settings.get("into")
    return Reading(
        re.compile(rule.settings["label"]), side == "before", pattern, Kind(into) if into else None,
        rule.settings.get("role", ""),
    )  # fmt: skip


def reread(stretch: Stretch, hit: Hit, targets: frozenset[str]) -> Hit | None:
    """Return the hit as the words beside it make it; None where they leave it no name of anything.

    An antigen that a construct of the paper is aimed at (`targets`) stays one.
    """
    for rule in _readings_of(hit.term.kind, hit.term.label):
        if rule.fits(stretch, hit) and not (hit.term.kind is Kind.ANTIGEN and hit.term.label in targets):
            return replace(hit, term=_turned(hit.term, rule.into, rule.role)) if rule.into else None
    return hit


def _turned(term: Term, kind: Kind, role: str) -> Term:
    return load().by_label.get((kind, term.label)) or Term(kind, term.label, term.curie, role)
