"""Names that no list can hold: wordings from rule files, and the rows of tables of adverse events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from cargraph.mentions.rules import read_rules, slot
from cargraph.mentions.vocabulary import Hit, load
from cargraph.model import Kind, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cargraph.mentions.phrases import Stretch
    from cargraph.model import Paper, Table

_FILES = ("wordings", "readouts")
_EVENT = re.compile(r"[A-Z][A-Za-z-]*(?:[ /-][a-z][A-Za-z-]*|[ /-]of){0,5}")


@dataclass(frozen=True, slots=True)
class _Open:
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    term: Term


@cache
def _patterns() -> tuple[_Open, ...]:
    return tuple(
        _Open(rule.compiled, tuple(rule.settings["needs"].split("|")), _term(rule.settings))
        for file in _FILES
        for rule in read_rules(file)
        if rule.slot == "wording"
    )


def _term(settings: Mapping[str, str]) -> Term:
    """Return the vocabulary's term of the rule's label, or a term of the rule's own."""
    kind, label = Kind(settings["kind"]), settings["label"]
    known = load().by_label.get((kind, label))
    return known or Term(kind, label, None, settings.get("role", ""), settings.get("broader", ""))


def open_hits(stretch: Stretch) -> Iterator[Hit]:
    """Yield the hits of the open patterns in a stretch; `needs` is a cheap word that must stand in it first."""
    words = stretch.words.lower()
    for rule in _patterns():
        if any(need in words for need in rule.needs):
            for found in rule.pattern.finditer(stretch.text, stretch.start, stretch.end):
                yield Hit(found.start(), found.end(), rule.term, found.group())


def table_hits(paper: Paper, stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, Hit]]:
    """Yield the row labels of tables of adverse events that are no name of the vocabulary, as toxicities."""
    labels = {
        (row.label.start, row.label.end)
        for table in paper.tables
        if _is_adverse(table)
        for row in table.rows
        if row.cells
    }
    for stretch in stretches:
        if (stretch.start, stretch.end) in labels:
            label = re.sub(r"[^A-Za-z]+$", "", stretch.words.partition("(")[0])
            if (
                _EVENT.fullmatch(label)
                and not slot("no_event", "cues").fullmatch(label)
                and not _is_known(stretch, len(label))
            ):
                yield stretch, Hit(stretch.start, stretch.start + len(label), Term(Kind.TOXICITY, label.lower()), label)


def _is_adverse(table: Table) -> bool:
    return bool(
        slot("adverse", "cues").search(table.caption) or slot("adverse", "cues").search(" ".join(table.columns[:1]))
    )


def _is_known(stretch: Stretch, length: int) -> bool:
    return any(hit.start == stretch.start and hit.end >= stretch.start + length - 1 for hit in stretch.hits)
