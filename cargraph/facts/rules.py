"""The rules of relations as a file states them, and the engine that finds their patterns in a masked sentence.

A rule holds patterns of words with two slots, SUBJECT and OBJECT. There are two forms. Where both slots stand, both are
named, in this order of words. Where OBJECT stands alone, the subject is understood: the construct that the sentence
speaks of. A slot takes a whole list ("A, B and C"); a kind in capitals (TOXICITY) is any thing of that kind. `..` is up
to five words, `..,` the members of a list that are no things, `...` more of the sentence, OPEN a bracket. A rule that
`blocks` a fact keeps the object it finds from that fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from cargraph import resources
from cargraph.errors import RuleError
from cargraph.facts import heads, wording, wordsets
from cargraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_NEEDED = frozenset({"id", "object", "words", "examples"})
_SETTINGS = ("within", "who", "negated", "no_difference", "hedged", "turned", "confidence")
_LISTS = ("roles", "not_roles", "not_subject_roles", "sections")
_ALLOWED = frozenset({"fact", "blocks", "subject", *_SETTINGS, *_LISTS})
_KINDS = tuple(Kind)
_SIGNS = {kind: chr(0xE000 + place) for place, kind in enumerate(_KINDS)}
_PASSABLE = frozenset({Kind.DRUG, Kind.DISEASE, Kind.ANTIGEN})
"""Kinds of things that a gap of words may hold where a pattern does not speak of them."""
_WORD = r"[^\s;,~]+"
_LONG_GAP = r"(?!\w)[^;]{0,160}?(?<!\w)"
_SHORT_GAP = rf"(?:{_WORD}\s){{0,5}}?(?:{_WORD}-)?\(?"
_ITEM = rf"(?!(?:{heads.VERB}|which|who|that|whereas|while|although|but|as|than|versus|vs|compared|we)\b){_WORD}"
_LIST_GAP = rf"(?:(?:{_ITEM}\s){{0,6}}?{_ITEM},\s(?:(?:and|or)\s)?){{0,4}}?(?:{_ITEM}\s){{0,5}}?(?:{_WORD}-)?"
_LIST_END = rf"(?!(?:\slevels?)?(?:\s\w+ly)?\s{heads.VERB}\b)"
_GAPS = {
    r"\s+\.\.\.\s+": _LONG_GAP,
    r"\.\.\.\s+": _LONG_GAP,
    r"\.\.,\s+": _LIST_GAP,
    r"\.\.\s+": _SHORT_GAP,
}
_LETTERS = re.compile(r"[A-Za-z]+")
_NAMES = frozenset({"SUBJECT", "OBJECT", "OPEN", *(kind.upper() for kind in _KINDS)})
_KIND = re.compile(rf"\b(?:{'|'.join(kind.upper() for kind in _KINDS)})\b")
_WITHIN_WORD = re.compile(r"\w\w")
_TURN = re.compile(
    r"[\s(](?:whereas|while|although"
    r"|(?:found|(?:show|reveal|indicat|suggest|confirm|conclud|report)(?:s|ed)?|demonstrate[sd]?) that)\s"
)
_CHOICES = {
    "within": ("sentence", "name"),
    "who": ("nearest", "clause"),
    "negated": ("keep", "drop", "ignore", "always"),
    "hedged": ("keep", "drop", "ignore"),
    "no_difference": ("ignore", "negate"),
}


@dataclass(frozen=True)
class Pattern:
    """One line of words, ready to be found. `needs` are stems without which it cannot be, `first` is its first slot.

    `turns` says that it is itself a pattern of two clauses: "whereas". `rivals` are the signs of the things that could
    stand in the place of its subject, where it begins with that; `fronted` says that it begins with "in ..." and its
    subject comes after that. `outcome` says that it begins with its object.
    """

    source: str
    needs: tuple[frozenset[str], ...]
    named: bool
    first: str
    turns: bool
    rivals: frozenset[str]
    fronted: bool
    outcome: bool

    @cached_property
    def found(self) -> re.Pattern[str]:
        """The regular expression of the line, compiled when it is first tried."""
        return re.compile(self.source)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `who` says which construct is understood, `negated` and `hedged` what such a statement becomes.

    `no_difference` says whether "did not differ" is a denial of the fact.
    """

    id: str
    fact: Predicate
    blocks: bool
    subject: frozenset[Kind]
    object: frozenset[Kind]
    patterns: tuple[Pattern, ...]
    examples: tuple[tuple[str, tuple[str, ...]], ...]
    roles: frozenset[str] = frozenset()
    not_roles: frozenset[str] = frozenset()
    not_subject_roles: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    within: str = "sentence"
    who: str = "clause"
    negated: str = "keep"
    no_difference: str = "ignore"
    hedged: str = "keep"
    turned: bool = False
    confidence: float = 0.9

    @property
    def ends(self) -> tuple[frozenset[Kind], frozenset[Kind]]:
        """The kinds of things that its two slots take."""
        return self.subject, self.object

    @property
    def reading(self) -> tuple[str | bool, ...]:
        """What rules share that read one statement alike."""
        return self.fact, self.turned, self.who, self.negated, self.hedged, self.no_difference

    def allows(self, role: str) -> bool:
        """Tell whether an object with this role may fill the slot; one whose role is unknown may."""
        return role not in self.not_roles and (not self.roles or role in self.roles or not role)


def sign(kind: Kind) -> str:
    """Return the one character that stands for a mention of this kind in a masked text."""
    return _SIGNS[kind]


def hits(patterns: Sequence[Pattern], masked: str) -> Iterator[tuple[int | None, int]]:
    """Find where patterns stand in a masked text in small letters: the signs of subject and of object.

    The subject is None where it is understood.
    """
    for pattern in patterns:
        match = pattern.found.search(masked)
        while match:
            first, last = match.start(pattern.first), match.start("OBJECT")
            if match.start() and _WITHIN_WORD.match(masked, match.start() - 1):
                first = match.start()
            elif not pattern.named:
                yield None, last
            elif _told(pattern, masked, match, last):
                yield match.start("SUBJECT"), last
            match = pattern.found.search(masked, first + 1)


def _told(pattern: Pattern, masked: str, match: re.Match[str], last: int) -> bool:
    subject = match.start("SUBJECT")
    if not pattern.turns and _TURN.search(masked, *sorted((subject, last))):
        return False
    if heads.are_two_groups(masked, *sorted((subject, last))):
        return False
    if pattern.outcome and heads.is_fronted(masked, last, subject):
        return False
    if pattern.fronted:
        before = masked[masked.rfind(";", 0, match.start()) + 1 : match.start()]
        return not any(rival in before for rival in pattern.rivals)
    if pattern.rivals and masked[subject] != sign(Kind.CONSTRUCT) and heads.does_more(masked, subject):
        return False
    return not pattern.rivals or heads.speaks_of(masked, subject, last, pattern.rivals)


@cache
def load() -> tuple[Rule, ...]:
    """Return the shipped rules of relations, file by file in order; raise RuleError where one cannot be used."""
    paths = (path for path in resources.files("rules", ".yaml") if path.name.startswith("relations"))
    return tuple(rule for path in paths for rule in read(path))


def read(path: Path) -> tuple[Rule, ...]:
    """Read one file of rules; raise RuleError naming the file, the rule and the mend."""
    found = tuple(_rule(place, row) for place, row in resources.rule_rows(path, needed=_NEEDED, allowed=_ALLOWED))
    names = [rule.id for rule in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise RuleError(f"{path.name}: {', '.join(twice)} stands twice; give each rule an id of its own")
    return found


def _rule(place: str, row: Mapping[str, object]) -> Rule:
    if ("fact" in row) == ("blocks" in row):
        raise RuleError(f"{place}: write either fact or blocks")
    for key, allowed in _CHOICES.items():
        if row.get(key, allowed[0]) not in allowed:
            raise RuleError(f"{place}: {key} is {row[key]!r}; use {', '.join(allowed)}")
    subject, object_ = _kinds(row.get("subject", ["construct"]), place), _kinds(row["object"], place)
    words = tuple(map(wordsets.expanded, _strings(row["words"], place, "words")))
    given: dict[str, Any] = {key: row[key] for key in _SETTINGS if key in row}
    given |= {key: frozenset(_strings(row[key], place, key)) for key in _LISTS if key in row}
    return Rule(
        id=str(row["id"]),
        fact=_fact(row, place),
        blocks="blocks" in row,
        subject=subject,
        object=object_,
        patterns=tuple(_pattern(line, subject, object_, place) for line in words),
        examples=_examples(row["examples"], place),
        **given,
    )


def _fact(row: Mapping[str, object], place: str) -> Predicate:
    name = row.get("fact") or row["blocks"]
    try:
        return Predicate(str(name))
    except ValueError as unknown:
        raise RuleError(f"{place}: no relation {name!r}; use {', '.join(Predicate)}") from unknown


def _kinds(names: object, place: str) -> frozenset[Kind]:
    try:
        return frozenset(Kind(name) for name in _strings(names, place, "kinds"))
    except ValueError as unknown:
        raise RuleError(f"{place}: {unknown}; use {', '.join(Kind)}") from unknown


def _strings(value: object, place: str, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise RuleError(f"{place}: {key} is {value!r}; write a list")
    return tuple(map(str, value))


def _examples(value: object, place: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, list) or not all(
        isinstance(row, dict) and row.keys() == {"text", "finds"} for row in value
    ):
        raise RuleError(f"{place}: an example is {{text: ..., finds: [...]}}; write finds: [] for what is refused")
    return tuple((str(row["text"]), _strings(row["finds"], place, "finds")) for row in value)


def _pattern(line: str, subject: frozenset[Kind], object_: frozenset[Kind], place: str) -> Pattern:
    if line.count("OBJECT") != 1 or line.count("SUBJECT") > 1:
        raise RuleError(f"{place}: {line!r} needs one OBJECT and at most one SUBJECT")
    pattern = wording.phrase(_LETTERS.sub(lambda word: word[0] if word[0] in _NAMES else word[0].lower(), line))
    listed = r"\.\.,\s+OBJECT" in pattern
    ends = subject | object_ | {kind for kind in _KINDS if kind not in _PASSABLE or kind.upper() in line}
    for gap, filled in _GAPS.items():
        pattern = pattern.replace(gap, filled.replace("~", "".join(sorted(map(sign, ends)))))
    pattern = _KIND.sub(lambda kind: _SIGNS[Kind(kind[0].lower())], pattern)
    pattern = re.sub(r"(SUBJECT|OBJECT)(?=,)", r"\1[)\\]]?", pattern)
    pattern = pattern.replace(r"OPEN\s+", r"\(")
    pattern = pattern.replace("SUBJECT", _slot("SUBJECT", subject)).replace("OBJECT", _slot("OBJECT", object_), 1)
    pattern += _LIST_END if listed else ""
    named, turns = "SUBJECT" in line, _TURN.search(line) is not None
    first = "SUBJECT" if named and line.index("SUBJECT") < line.index("OBJECT") else "OBJECT"
    fronted = line.startswith("(in ") and first == "OBJECT"
    rivals = frozenset(map(sign, subject)) if line.startswith("SUBJECT") or fronted else frozenset()
    return Pattern(
        rf"(?:{pattern})(?!\w)", wording.needs(line), named, first, turns, rivals, fronted, line.startswith("OBJECT")
    )


def _slot(name: str, kinds: frozenset[Kind]) -> str:
    return f"(?P<{name}>[{''.join(sorted(_SIGNS[kind] for kind in kinds))}])"
