"""Short names that a paper gives to its own arms: "into the tumour (ICT; n = 20)", "the BRT group"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NAME = r"(?:\bnon-)?[A-Z][A-Za-z0-9]{0,7}(?:[/+-][A-Za-z0-9]{1,8}){0,2}"
_GROUPS = r"(?:groups?|arms?|cohorts?)"
_NUMBER = (
    r"(?:\d+|\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[A-Z]?[a-z]+ty(?:-[a-z]+)?))"
)
_DECLARED = (
    Sieve(rf"[(\[](?P<name>{_NAME})(?:\s{_GROUPS})?[;,:]\s?n\s?=\s?\d"),
    Sieve(rf"\b(?P<name>{_NAME})(?:\s{_GROUPS})?\s?[(\[]n\s?=\s?\d"),
    Sieve(rf"\b(?P<name>{_NAME})[\s-]{_GROUPS}\b(?!\s[A-F\d]\b)"),
    Sieve(rf"(?P<name>\b(?:non|no)-{_NAME}) patients\b"),
    Sieve(rf"\b(?:non|no)-(?P<name>{_NAME}) patients\b"),
    Sieve(rf"\b(?P<name>{_NAME})(?:,\s{_NAME})*,?\s(?:and|or|versus|vs\.?)\s{_NAME}[\s-]{_GROUPS}\b"),
    Sieve(rf"\b{_NUMBER}\s(?:patients\s)?(?:had|received|underwent|were\sgiven|were\sassigned\sto)\s(?P<name>{_NAME})(?=[\s,;.)])"),
)  # fmt: skip
_WORDED = Sieve(
    rf"[(\[](?P<a>[a-z][\w-]{{3,}})\s{_GROUPS}[;,:]\s?n\s?=\s?\d|\b(?P<b>[a-z][\w-]{{3,}})\s{_GROUPS}\s?[(\[]n\s?=\s?\d"
)
_PARTED = Sieve(
    r"\bnon-(?P<a>[a-z]{4,}) (?:patients|adults|children|recipients|mice)\b"
    r"|\b(?:those|patients) (?:who were )?not (?P<b>[a-z]{4,}ed)\b(?! (?:with|to|by|for))"
)
_STANDARD = Sieve(
    r"(?:\b(?:vs|versus)\.?|\b(?:or|than|with|to))\s(?P<long>[Ss]tandard[\s-](?:regimens?|therap(?:y|ies)|treatments?|chemo\w*))\b"
    rf"(?:\s[(\[](?P<short>{_NAME})[)\]])?"
)
_AS_GIVEN = r"(?:s|\s(?:infusions?|administration|treatment|therapy|patients|groups?|arms?|cohorts?))"
_OF_GROUP = r"(?:(?<=\w\sadults)|[\s-](?:patients|adults|groups?|arms?|cohorts?))"
_MANY = 2
_NO_ARM = frozenset(
    """ITT MITT SD SE IQR CI HR OR RR NE NR NA CAR CARs CR PR PD ORR OS PFS EFS CRS ICANS DLT RP2D MTD ALL AML CLL MM
    NHL DLBCL LBCL MCL FL T B NK HIV USA US EU UK FDA EMA Group Arm Cohort The Of In For DL1 DL2 DL3 DL4 Dose Level
    Stage Phase     Patients Of All Both Each Study Control Treatment""".split()
)  # fmt: skip

_PLAIN = frozenset(
    "this that each both other same study whole entire total treatment patient overall safety efficacy dose".split()
)

_UNTOLD = frozenset("evaluable infused treated eligible assessable responding".split())


def declared(
    text: str, named: Iterable[str], divided: Sequence[str] = (), opposites: Iterable[str] = ()
) -> re.Pattern[str] | None:
    """Return a pattern of the names of arms that a text declares, None where it declares fewer than two.

    named: what the text's entities are called; an entity's name is no arm by itself. divided: the labels of the groups
    into which the text divides its patients. opposites: the names that it sets against their denials.
    """
    taken = _NO_ARM | set(named)
    names = {m["name"] for pattern in _DECLARED for m in pattern.everywhere(text)}
    short = _longest_first(n for n in names if n not in taken and _is_short(n))
    worded_so = {m["a"] or m["b"] for m in _WORDED.everywhere(text)} - _PLAIN
    parted = {m["a"] or m["b"] for m in _PARTED.everywhere(text)} - _UNTOLD
    worded = _longest_first(worded_so | parted | {f"non-{what}" for what in parted})
    standard = {n for m in _STANDARD.everywhere(text) if m["short"] for n in (m["long"], m["short"])}
    parts = [rf"(?:{'|'.join(_longest_first(standard))})(?![\w/+-])"] if standard else []
    parts += [rf"(?:{'|'.join(short)})(?![\w/+-])(?:\s(?:{_GROUPS}|patients))?"] if len(short) >= _MANY else []
    parts += [rf"(?:{'|'.join(worded)}){_AS_GIVEN}\b"] if len(worded) >= _MANY else []
    if told := _longest_first({form for n in opposites for form in (n, n[0].upper() + n[1:])}):
        parts += [rf"(?:{'|'.join(told)})(?![\w/+-])(?:\s{_GROUPS})?"]
    parts += [rf"(?:{'|'.join(_longest_first(set(divided) - taken))}){_OF_GROUP}\b"] if set(divided) - taken else []
    return re.compile(rf"(?<![\w/+-])(?:{'|'.join(parts)})") if parts else None


def _longest_first(names: Iterable[str]) -> list[str]:
    return [re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))]


def _is_short(name: str) -> bool:
    """Tell whether a name is made up of capitals or has a sign in it, so that it is no plain word."""
    return sum(c.isupper() for c in name) > 1 or any(c in "/+" for c in name)
