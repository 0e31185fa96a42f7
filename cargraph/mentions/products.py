"""Products named without the word CAR: by the stem of an INN, by what a sentence says they are, by what they aim at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from cargraph.mentions.coined import name_key
from cargraph.mentions.described import described
from cargraph.mentions.following import extended
from cargraph.mentions.likeness import of_some_make
from cargraph.mentions.manner import MARK
from cargraph.mentions.new_names import is_new_name
from cargraph.mentions.phrases import Phrase
from cargraph.mentions.rules import sieve, slot
from cargraph.mentions.trials import only_a_study, told_as_study
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cargraph.mentions.phrases import Part, Stretch

_IS_A = (", a", ", the first", ", our", ") a", " is ", " was ", " are ", " were ", " represents")
_LISTED = re.compile(r",? (?:and|or|versus|vs\.?)(?: |$)|, ")
_NEXT = re.compile(r"[;,] ")
"""What parts the members of a list."""
_UNSURE = ("cells_yielded", "cells_transduced", "designated", "put_beside")
"""Ways of naming after which a name must have a figure: the words before need not be of a construct."""
_THOSE = re.compile(r"\bthose(?= (?:with|contain|incorporat|bear|carry|express|based|using|signal|harbo|compris))")
_ONLY = "-only"
_ADDED = frozenset({Kind.COMPONENT, Kind.CYTOKINE})
_CELLS = re.compile(r" (?:(?:T|NK)[- ])?cells|[- ]CARs?(?![a-z])")
_STEM = re.compile(r"^[A-Za-z0-9.]{2,8}-(?=[A-Za-z0-9]{1,4}$)")
_ANY_REST = r"(?!CAR|NK|T(?![A-Za-z0-9]))[A-Z0-9][A-Za-z0-9]{0,4}"
_NOUNS = ("counterpart", "product", "construct")
_CODE = 3
_BRACKET = re.compile(r" \([^()]*\)")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_BORNE = r"(?:[- ]CARs?(?:[- ]?(?:T|NK|M)s?)?(?![a-z])|[- ](?:T|NK)[- ]cells(?![a-z]))"
"""What follows the name of a receptor that cells are said to bear."""
_TEST = (
    r" (?:(?:and|or) \S+ )?(?:(?:dd|q|RT-q?|digital |quantitative )?PCR|assays?|primers?|probes?|junctions?)(?![a-z])"
)
_ADDED_CODE = (
    r"[-./+](?!(?:T|NK|CAR|CART|Treg|M|B|DC)s?(?![A-Za-z0-9]))(?=[a-z]{0,3}[A-Z0-9])[A-Za-z0-9]{1,8}"
    r"(?![A-Za-z0-9]|-[a-z]|\.\d)"
)
_SIGNALLING = frozenset({"costimulation", "signalling", "binder"})


def stem_phrases(stretch: Stretch) -> Iterator[Phrase]:
    """Yield the names that carry an INN stem for CAR T cells and are no product of the vocabulary."""
    words = stretch.words.lower()
    if "cabtagene" in words or "-cel" in words:
        for found in sieve("stem", "links").finditer(stretch.text, stretch.start, stretch.end):
            span = Span(*found.span())
            if only_a_study(stretch.text, found.group()):
                continue
            walk = extended(stretch, span)
            whole, cells = walk.span, walk.cells
            word = slot("stem_word", "links").match(stretch.text, span.start, span.end)
            cuts = [Span(*word.span()), span] if word and word.end() < span.end else []
            cuts = cuts or ([] if whole == span else [span])
            yield Phrase(whole, stretch.index, name=name_key(found.group()), cells=cells, cuts=tuple(cuts))


def product_names(stretch: Stretch) -> Iterator[str]:
    """Yield the new names that a sentence says, or shows, to be cells: "ABC12, a T-cell product", "CD70.15 T cells"."""
    words = stretch.words
    told = any(is_a in words for is_a in _IS_A)
    for name in (*(("product_is",) if told else ()), *(("dotted",) if "cells" in words else ())):
        for found in sieve(name, "links").finditer(stretch.text, stretch.start, stretch.end):
            if is_new_name(stretch, found.group(1), sure=False):
                yield found.group(1)
    for found in sieve("product_named", "links").finditer(stretch.text, stretch.start, stretch.end):
        names = [name for name in found.groups() if name and is_new_name(stretch, name, sure=False)]
        yield from (name for name in names if not told_as_study(stretch.text, name))
    for found in sieve("signalled", "links").finditer(stretch.text, stretch.start, stretch.end):
        name = next(filter(None, found.groups()))
        if is_new_name(stretch, name, sure=True) and not _is_measured(stretch.text, name):
            yield name
    yield from _named_in_list(stretch)
    yield from _enumerated(stretch)
    if "CAR" in words or "ells " in words or " cells" in words or "receptor" in words:
        yield from _siblings(stretch)
        yield from _bracketed(stretch)
        yield from _alternatives(stretch)
        yield from _each(stretch)
        yield from _single(stretch)


@lru_cache(maxsize=512)
def _is_measured(text: str, name: str) -> bool:
    """Tell whether a text speaks of a test for what a name stands for, which is then a stretch of genes."""
    return re.search(rf"(?<![\w-]){re.escape(name)}{_TEST}", text) is not None


def _bracketed(stretch: Stretch) -> Iterator[str]:
    """Yield the names in brackets after the cells that a making or a change gave, or after the several they are of."""
    for kind in (*_UNSURE, "cells_changed", "of_several"):
        for found in sieve(kind, "links").finditer(stretch.text, stretch.start, stretch.end):
            said = next(filter(None, found.groups()))
            for name in (word.removesuffix(" CARs").removesuffix(" CAR") for word in _LISTED.split(said)):
                if name and is_new_name(stretch, name, sure=kind not in _UNSURE):
                    yield name


def _enumerated(stretch: Stretch) -> Iterator[str]:
    """Yield the names of a list that says what each is: "we built three CARs: K28 with CD28; KBB with 4-1BB; ..."."""
    for opening in sieve("list_opens", "links").finditer(stretch.text, stretch.start, stretch.end):
        starts = (opening.end(), *(f.end() for f in _NEXT.finditer(stretch.text, opening.end(), stretch.end)))
        items = (slot("list_item", "links").match(stretch.text, at, stretch.end) for at in starts)
        listed = list(dict.fromkeys(item.group(1) for item in items if item))
        names = [name for name in listed if is_new_name(stretch, name, sure=True)]
        if len(names) > 1:  # "KBBd" goes on from "KBB"
            yield from (name for name in listed if name in names or name.startswith(tuple(names)))


def _alternatives(stretch: Stretch) -> Iterator[str]:
    """Yield the names of receptors that differ in one part: "with CD28 (K28z) or ICOS (KIz)"."""
    for found in sieve("of_alternatives", "links").finditer(stretch.text, stretch.start, stretch.end):
        if all(is_new_name(stretch, name, sure=True) for name in found.groups()):
            yield from found.groups()


def _each(stretch: Stretch) -> Iterator[str]:
    """Yield the names in brackets behind what each receptor has: "CD28 (A-28), 4-1BB (A-BB) or ICOS (A-IC)"."""
    for found in sieve("of_each", "links").finditer(stretch.text, stretch.start, stretch.end):
        names = _BRACKETED.findall(found.group())
        new = all(is_new_name(stretch, name, sure=True) for name in names)
        if new and _alike(names) and _is_borne(stretch, names):
            yield from names


def _named_in_list(stretch: Stretch) -> Iterator[str]:
    """Yield the names listed behind words for several binders or receptors, where cells are said of one."""
    for found in sieve("names_listed", "links").finditer(stretch.text, stretch.start, stretch.end):
        pieces = filter(str.strip, _LISTED.split(_BRACKET.sub("", found["names"])))
        words = (piece.split()[-1] for piece in pieces)
        names = list(takewhile(lambda name: is_new_name(stretch, name, sure=True), words))
        if _alike(names) and _is_borne(stretch, names):
            yield from names


def _alike(names: Sequence[str]) -> bool:
    """Tell whether names are several that begin alike."""
    return len(set(names)) > 1 and all(name[:2] == names[0][:2] for name in names)


def _is_borne(stretch: Stretch, names: Iterable[str]) -> bool:
    """Tell whether a text says of one of the names that cells bear it: "A-28 CAR T cells"."""
    return any(re.search(rf"(?<![\w-]){re.escape(name)}{_BORNE}", stretch.text) for name in names)


def _single(stretch: Stretch) -> Iterator[str]:
    """Yield the products named by the one part they have ("X-only and Y-only T cells"), where cells are said of one."""
    ends = {hit.end: hit for hit in stretch.hits if hit.term.kind in _ADDED}
    named = [hit for end, hit in ends.items() if stretch.text.startswith(_ONLY, end, stretch.end)]
    if any(_CELLS.match(stretch.text, hit.end + len(_ONLY), stretch.end) for hit in named):
        yield from (stretch.text[hit.start : hit.end + len(_ONLY)] for hit in named)


def stem_siblings(stretches: Sequence[Stretch], names: Iterable[str]) -> Iterator[str]:
    """Yield the codes that share the stem of a product's code: "ABCD-BB" beside "ABCD-28", "XYZ71" beside "XYZ70"."""
    names = sorted(names)
    found = (slot("sibling_stem", "links").fullmatch(name) for name in names)
    stems = {next(filter(None, match.groups())) for match in found if match}
    shared = _shared_stems(names)
    for stem in sorted(stems | shared):
        if "CAR" in stem:
            continue
        rest = slot("sibling_hyphened" if stem.endswith("-") else "sibling_joined", "links").pattern
        rest = _ANY_REST if stem in shared else rest
        pattern = re.compile(rf"(?<![A-Za-z0-9-]){stem}(?:{rest})(?![A-Za-z0-9-]|\.\d)")
        for stretch in stretches:
            if stem in stretch.words:
                for code in pattern.findall(stretch.text, stretch.start, stretch.end):
                    if is_new_name(stretch, code, sure=True):
                        yield code


def _shared_stems(names: Iterable[str]) -> set[str]:
    """Return what stands before the hyphen in two names or more: "K5-" of "K5-H" and "K5-M"."""
    stems = Counter(stem for name in set(names) for stem in _STEM.findall(name))
    return {stem for stem, times in stems.items() if times > 1}


def longer_names(stretches: Sequence[Stretch], names: Iterable[str]) -> Iterator[str]:
    """Yield the codes that go on from a product's name and are said more than once: "K28z-15" beside "K28z"."""
    known = sorted(name for name in names if len(name) >= _CODE and "CAR" not in name)
    if not known:
        return
    pattern = re.compile(rf"(?<![A-Za-z0-9-])(?:{'|'.join(map(re.escape, known))}){_ADDED_CODE}")
    told = Counter(
        code
        for stretch in stretches
        for code in pattern.findall(stretch.text, stretch.start, stretch.end)
        if is_new_name(stretch, code, sure=True)
    )
    yield from (code for code, times in told.items() if times > 1)


def _siblings(stretch: Stretch) -> Iterator[str]:
    """Yield the names listed before one that stands with its cells, where they begin alike."""
    for found in sieve("siblings", "links").finditer(stretch.text, stretch.start, stretch.end):
        listed = [name for name in (*_LISTED.split(found.group(1)), found.group(2)) if name.strip()]
        alike = all(name[:2] == listed[-1][:2] for name in listed)
        if alike and all(is_new_name(stretch, name, sure=False) for name in listed):
            yield from listed


def weak_phrases(stretch: Stretch) -> Iterator[Phrase]:
    """Yield phrases without the word CAR that say what a product is aimed at, signals by or is set against.

    "GPC3-redirected T cells", "CD28-based products", "their single-target counterparts", "the murine product": only
    asked for where the paper speaks of CARs.
    """
    aimed = bool(sieve("aim").search(stretch.text, stretch.start, stretch.end))
    if not aimed and not any(noun in stretch.words for noun in _NOUNS):
        return
    for found in sieve("weak").finditer(stretch.text, stretch.start, stretch.end):
        phrase = described(stretch, Span(*found.span()))
        said = stretch.text[phrase.span.start : found.start()]
        if (slot("aim").search(said) and _is_told(phrase)) or _is_set_apart(found.group(), phrase):
            yield phrase


def edited_cells(stretch: Stretch) -> Iterator[Phrase]:
    """Yield "ABC1 KO cells" where the gene is known as one that is edited, or CAR T cells lack it elsewhere."""
    if "CAR" in stretch.text:
        for found in sieve("edited_cells").finditer(stretch.text, stretch.start, stretch.end):
            phrase = described(stretch, Span(*found.span("name")))
            out = [part for part in phrase.parts if part.slot == "edit"]
            if out and len(phrase.parts) == len(out) and all(_is_out(stretch, part) for part in out):
                yield phrase


def _is_out(stretch: Stretch, part: Part) -> bool:
    """Tell whether a gene is one that is edited in CAR T cells."""
    if part.term is not None:
        return part.term.role == "edited_gene"
    gene = re.escape(stretch.text[part.start : part.end])
    return re.search(rf"(?<![\w-]){gene}[- ](?:\S+ ){{0,3}}?CAR", stretch.text) is not None


def _is_set_apart(noun: str, phrase: Phrase) -> bool:
    """Tell whether words for a product say whose binder it has, or set a counterpart against the one studied."""
    if noun.startswith("counterpart"):
        return any(_opposes(trait) for trait in phrase.traits) or of_some_make(phrase.traits)
    return noun.startswith(("product", "construct")) and of_some_make(phrase.traits)


def _opposes(trait: str) -> bool:
    kinds = ("contrast", "one_target", "generation_told")
    return trait.startswith(MARK) or any(slot(kind).fullmatch(trait) for kind in kinds)


def those(stretch: Stretch) -> Iterator[Phrase]:
    """Yield "those incorporating X", "those with a murine scFv" where the sentence speaks of receptors: another one."""
    if "those " in stretch.words and "CAR" in stretch.words:
        for found in _THOSE.finditer(stretch.text, stretch.start, stretch.end):
            phrase = described(stretch, Span(*found.span()))
            if any(part.slot == "part" for part in phrase.parts) or of_some_make(phrase.traits):
                yield replace(phrase, cuts=())


def _is_told(phrase: Phrase) -> bool:
    return bool(phrase.targets) or any(p.term and p.term.role in _SIGNALLING for p in phrase.parts)
