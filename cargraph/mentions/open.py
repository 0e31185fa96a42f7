"""Names that no list can hold: the wordings of the rule files."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.rules import read_rules
from cargraph.mentions.vocabulary import Hit, load
from cargraph.model import Kind, Term
from cargraph.text.folding import folded, lowered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.rules import Rule

_FILES = ("wordings", "readouts", "molecules")
_WHAT = "{what}"
_BETWEEN = re.compile(r"(?: \([^()]*\))?(?:,? (?:and|or) |, |/)")
_CHAINS = re.compile(r"(?: \([^()]*\))?(?:,? (?:and|or) |, )")
_ASIDE = re.compile(r"(?: \([^()]*\))?\Z")


@dataclass(frozen=True, slots=True)
class _Open:
    """A rule: where its label holds `{what}`, the term is that of what its group of this name has found."""

    rule: Rule
    needs: tuple[str, ...]
    term: Term

    def hits(self, found: re.Match[str]) -> Iterator[Hit]:
        """Yield what a match names: the whole of it (the group `name` where there is one), or each thing of a list.

        The group `core` is the shorter form within it that names it too.
        What the group `chain` has found is listed by commas alone, for a slash is part of its names ("JAK/STAT").
        A drug of the vocabulary is left to it.
        """
        groups = found.re.groupindex
        start, end = found.span("name" if "name" in groups and found["name"] else 0)
        if _WHAT not in self.term.label:
            yield Hit(start, end, self.term, found["core"] if "core" in groups and found["core"] else found[0])
            return
        what = "chain" if "chain" in groups else "what"
        between = _CHAINS if what == "chain" else _BETWEEN
        listed = tuple(_listed(found.string, *found.span(what), between))
        for at, to in listed:
            name = found.string[at:to]
            if self.term.kind is Kind.DRUG and load().lookup(name):
                continue
            place = (start, end) if len(listed) == 1 else (at, to)
            yield Hit(*place, _filled(self.term, name), name)


def _listed(text: str, start: int, end: int, between: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of the things that stand one after another between two offsets, without their asides."""
    for gap in between.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    aside = _ASIDE.search(text[start:end])
    yield start, start + aside.start() if aside else end


@lru_cache(maxsize=4096)
def _filled(term: Term, what: str) -> Term:
    """Return the vocabulary's term of what was measured (a gene that is edited elsewhere too), or one named after it.

    Its role is that of the rule.
    """
    label = term.label.replace(_WHAT, " ".join(what.split()))
    meanings = sorted((n.term for n in load().lookup(what) if _may_be(n.term, what, term.kind)), key=_kind)
    known = next(iter(meanings), None) or load().by_label.get((term.kind, label))
    return replace(known, kind=term.kind, role=term.role, broader="") if known else replace(term, label=label)


def _may_be(term: Term, what: str, kind: Kind) -> bool:
    """Tell whether a term is what a word names where it is measured or edited: of that kind, or the part so named."""
    part = term.kind is Kind.COMPONENT and (term.role == "edited_gene" or term.label == what)
    return term.kind is kind or part


def _kind(term: Term) -> bool:
    return term.kind is Kind.COMPONENT


@cache
def _patterns() -> tuple[_Open, ...]:
    return tuple(
        _Open(rule, tuple(rule.settings["needs"].split("|")), _term(rule.settings))
        for file in _FILES
        for rule in read_rules(file)
        if rule.slot == "wording"
    )


@cache
def _by_need() -> dict[str, list[int]]:
    """Return the places of the rules in their order, by the words they need."""
    found: dict[str, list[int]] = {}
    for rank, rule in enumerate(_patterns()):
        for need in rule.needs:
            found.setdefault(need, []).append(rank)
    return found


def _term(settings: Mapping[str, str]) -> Term:
    """Return the vocabulary's term of the rule's label, or a term of the rule's own."""
    kind, label = Kind(settings["kind"]), settings["label"]
    known = load().by_label.get((kind, label))
    return known or Term(kind, label, None, settings.get("role", ""), settings.get("broader", ""))


def open_hits(text: str, stretches: Sequence[Stretch]) -> dict[int, tuple[Hit, ...]]:
    """Return the hits of the open patterns in each stretch of a text, where one of the words they need stands in it."""
    apart = sorted({stretch.index: stretch for stretch in stretches}.values(), key=lambda stretch: stretch.start)
    asked = _asked(lowered(text), apart)
    return {stretch.index: tuple(_hits(stretch, rules)) for stretch, rules in zip(apart, asked, strict=True)}


def _asked(small: str, stretches: Sequence[Stretch]) -> list[list[_Open]]:
    """Return the rules to be tried in each of some stretches that stand in order, by where their words stand.

    `small` is the whole text in small letters.
    """
    starts = [stretch.start for stretch in stretches]
    found: list[set[int]] = [set() for _ in stretches]
    for need, ranks in _by_need().items():
        at = small.find(need)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            if number >= 0 and at + len(need) <= stretches[number].end:
                found[number].update(ranks)
            at = small.find(need, at + 1)
    return [[_patterns()[rank] for rank in sorted(ranks)] for ranks in found]


def _hits(stretch: Stretch, rules: Sequence[_Open]) -> Iterator[Hit]:
    sentence = folded(stretch.text, stretch.start, stretch.end)
    for rule in rules:
        if rule.rule.sieve.fits(sentence):
            for found in rule.rule.compiled.finditer(stretch.text, stretch.start, stretch.end):
                yield from rule.hits(found)
