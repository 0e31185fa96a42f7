"""Products made of another: "IL-18-secreting X", "PD-1-deficient X", "unmodified X" beside plain X."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cargraph.mentions.following import EDIT, follow_change
from cargraph.mentions.leading import lead_change
from cargraph.mentions.manner import MARK, idle_manners
from cargraph.mentions.numerals import WORD
from cargraph.mentions.rules import slot
from cargraph.mentions.walking import Walk
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from cargraph.mentions.phrases import Part, Phrase, Stretch

_CHANGING = ("payload", "edit")
_LEAD = 40
_SEVERAL = 2
_GOES_ON = re.compile(r" (?:with|without|containing|that|which|from|derived|expressing|lacking|carrying|bearing) ")
"""How words go on that tell "CARs with a long spacer" from any CARs."""
_ALONE = re.compile(r"(?: cells?)?(?:[- ](?:mono)?therapy)? (?:alone|only)(?![a-z])|[- ]monotherapy")
"""How words go on that tell the same construct without the drug given with it: "than CAR T cells alone"."""
_NO_OTHER = (_GOES_ON.match, _ALONE.match)


def changed(stretch: Stretch, phrase: Phrase) -> Phrase:
    """Return a named phrase with the words around it that make another product of the one named."""
    walk = Walk(stretch, phrase.span.start, phrase.span.end)
    lead_change(walk)
    follow_change(walk)
    parts = tuple(part for part in walk.parts if part.slot in _CHANGING)
    traits = frozenset(walk.traits) | phrase.traits
    if not parts and not traits:
        return phrase
    span = Span(walk.start, walk.end)
    cuts = (*(phrase.cuts or ()), phrase.span) if span != phrase.span else phrase.cuts
    return replace(phrase, span=span, parts=(*phrase.parts, *parts), traits=traits, cuts=cuts)


_OTHER = re.compile(
    rf"(?:[;,]? ?n ?= ?\d+\)|,? ?\([^()]{{1,40}}\))?,? (?:or|and) "
    rf"(?:(?:\d+|{WORD})(?: patients| mice| children| adults)? )?(?:with |to |of |by |received |got |had |given )?"
    r"(?:an? |the )?"
)
"""What joins two products of a list: "X (n = 30) or a Y", "X and the Y", "X and 12 received Y"."""


_SHARE = re.compile(r" \((?:n ?= ?\d+[,;] ?)?(?!100)\d{1,2}(?:\.\d+)? ?%")
_TREATED = re.compile(r"(?:treated with|received|receiving|given|were|was|had|infused with) (?:the product )?$")
"""What leads to the product that a share of the patients had."""
_COUNTED = re.compile(r"[^()]{0,20}?[(;,] ?[nN] ?= ?\d+")


def counted(stretch: Stretch, phrases: Sequence[Phrase]) -> Iterator[Phrase]:
    """Yield the products by which the patients are counted: "X (n = 30) or a Y (n = 9)", "treated with X (70%)"."""
    for first, second in pairwise(phrases):
        between = stretch.text[first.span.end : second.span.start]
        if _OTHER.fullmatch(between) and "=" in between and _COUNTED.match(stretch.text, second.span.end, stretch.end):
            yield from (first, second)
    for phrase in phrases:
        before = stretch.text[max(stretch.start, phrase.span.start - _LEAD) : phrase.span.start]
        if phrase.term and _TREATED.search(before) and _SHARE.match(stretch.text, phrase.span.end, stretch.end):
            yield phrase


def rivals(stretch: Stretch, phrases: Sequence[Phrase]) -> tuple[tuple[Phrase, Phrase], ...]:
    """Return the neighbours among a sentence's phrases that it sets against each other: "X was better than Y"."""
    return tuple(pair for pair in pairwise(phrases) if _against(stretch, *pair))


def _against(stretch: Stretch, first: Phrase, second: Phrase) -> bool:
    between = stretch.text[first.span.end : second.span.start]
    goes_on = (match(stretch.text, p.span.end, stretch.end) for p in (first, second) if p.bare for match in _NO_OTHER)
    if any(goes_on):
        return False
    if slot("against", "links").fullmatch(between):
        return True
    if _OTHER.fullmatch(between) and not (first.bare or second.bare):
        return True
    before = stretch.text[max(stretch.start, first.span.start - _LEAD) : first.span.start]
    return between.startswith(",") and slot("against", "links").fullmatch(before) is not None


def told_apart(known: Sequence[Sequence[Phrase]]) -> list[list[Phrase]]:
    """Return the phrases of each stretch with those marked that name a variant of a product of the paper.

    An edit, a payload or a word of contrast makes a variant where the paper has named the product without it in an
    earlier sentence: said first, it tells what the product is. What is added after a slash always makes one, and so
    does whose binder it has where the paper has two products of the name.
    """
    plain: dict[str, int] = {}
    for phrase in (p for phrases in known for p in phrases if _name(p) and not _changes(p)):
        plain.setdefault(_name(phrase), phrase.sentence)
    makes: dict[str, set[str]] = {}
    for phrase in (p for phrases in known for p in phrases if _name(p)):
        makes.setdefault(_name(phrase), set()).update(filter(slot("whose_binder").fullmatch, phrase.traits))
    two = {name for name, said in makes.items() if len(said) >= _SEVERAL}
    return [
        [_made_twice(_marked(p, plain), p.traits) if _name(p) in two else _marked(p, plain) for p in phrases]
        for phrases in known
    ]


def _made_twice(phrase: Phrase, traits: frozenset[str]) -> Phrase:
    """Return a product's name with whose binder it has as a variant: the paper has two of the name."""
    said = tuple(sorted(filter(slot("whose_binder").fullmatch, traits)))
    return (
        replace(phrase, term=None, variant=(*phrase.variant, *said), traits=phrase.traits | set(said))
        if said
        else phrase
    )


def opposed(stretches: Sequence[Stretch], known: Sequence[Sequence[Phrase]]) -> list[list[Phrase]]:
    """Return the phrases of each stretch without the words that would tell one from another which the paper has not.

    A generation counts beside another generation, or where the paper's own is held against it ("superior to
    second-generation CAR T cells"); one target beside several; a commercial product beside an academic one; how cells
    were handled beside cells that were not.
    """
    phrases = [phrase for some in known for phrase in some]
    said = {trait for phrase in phrases for trait in phrase.traits}
    generations = {trait for trait in said if slot("generation_told").fullmatch(trait)}
    idle = generations if len(generations) < _SEVERAL else set()
    if not any(len(p.targets) >= _SEVERAL for p in phrases) and not any(slot("said_by_two").fullmatch(t) for t in said):
        idle |= {trait for trait in said if slot("one_target").fullmatch(trait)}
    makers = {trait for trait in said if slot("maker").fullmatch(trait)}
    idle |= makers if len(makers) < _SEVERAL else set()
    if any(trait.startswith(MARK) for trait in said):
        pairs = (pair for stretch, some in zip(stretches, known, strict=True) for pair in rivals(stretch, some))
        held = {phrase for pair in pairs for phrase in pair}
        idle |= idle_manners(stretches, known, held)
    return [
        [_without(stretch, phrase, idle) if not phrase.traits.isdisjoint(idle) else phrase for phrase in some]
        for stretch, some in zip(stretches, known, strict=True)
    ]


def with_ligands(known: Sequence[Sequence[Phrase]]) -> list[list[Phrase]]:
    """Return the phrases of each stretch with a ligand as the receptor's part where the paper says it is based on it.

    "ABC CAR T cells" are armed with the cytokine ABC, but not beside "ABC-based CAR". Where the paper has one of the
    two only, the ligand tells it from no other.
    """
    parts = [part for phrases in known for phrase in phrases for part in phrase.parts]
    based = {part.key for part in parts if _is_ligand(part)}
    both = based & {part.key for part in parts if part.slot == "payload"}
    return [[_bound(phrase, both) for phrase in phrases] for phrases in known] if based else [*map(list, known)]


def _is_ligand(part: Part) -> bool:
    return part.slot == "part" and part.term is not None and part.term.kind is Kind.CYTOKINE


def _bound(phrase: Phrase, ligands: Collection[str]) -> Phrase:
    parts = (replace(p, slot="part") if p.slot == "payload" and p.key in ligands else p for p in phrase.parts)
    return replace(phrase, parts=tuple(sorted(p for p in parts if p.key in ligands or not _is_ligand(p))))


def _without(stretch: Stretch, phrase: Phrase, idle: Collection[str]) -> Phrase:
    before = stretch.text[max(stretch.start, phrase.span.start - _LEAD) : phrase.span.start]
    held = any(slot("generation_told").fullmatch(trait) for trait in phrase.traits if trait in idle)
    held = held and slot("against", "links").fullmatch(before) is not None
    return replace(phrase, traits=phrase.traits.difference(idle) | ({"comparator"} if held else set()))


def _marked(phrase: Phrase, plain: Mapping[str, int]) -> Phrase:
    changes, first = _changes(phrase), plain.get(_name(phrase))
    if changes and first is not None and (first < phrase.sentence or _slashed(phrase)):
        return replace(phrase, term=None, variant=changes)
    return replace(phrase, traits=frozenset()) if changes and phrase.traits else phrase


def _slashed(phrase: Phrase) -> bool:
    """Tell whether what is added or cut out stands in the name itself: "X/IL-12", "X ΔY"."""
    if any(trait.startswith(EDIT) for trait in phrase.traits):
        return True
    ends = {cut.end for cut in phrase.cuts}
    return any(part.slot == "payload" and part.start - step in ends for part in phrase.parts for step in (1, 2, 3))


def _name(phrase: Phrase) -> str:
    return phrase.term.label if phrase.term else phrase.name


def _changes(phrase: Phrase) -> tuple[str, ...]:
    if not _name(phrase):
        return ()
    parts = sorted({f"{part.slot}:{part.key}" for part in phrase.parts if part.slot in _CHANGING})
    if phrase.term and phrase.term.label.endswith("leucel"):
        return tuple(parts)
    return (*parts, *sorted(t for t in phrase.traits if t.startswith(EDIT) or slot("contrast").fullmatch(t)))
