"""Constructs described in words: from the receptor's name, walk left over what it is and right over what it is in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.phrases import Part, Phrase
from cargraph.mentions.rules import slot
from cargraph.mentions.spelling import key
from cargraph.mentions.vocabulary import load
from cargraph.model import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.vocabulary import Hit

_FARTHEST = 160
_STEPS = 12
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]$")
_LINK = re.compile(r"(?: ?(?:/|\+|×|&|x(?= ?anti|[A-Z]))(?: ?anti-)?| ?,? (?:and|or|plus) (?:anti-|the )?|, ?(?:anti-)?|\.|-(?:anti-)?|x| x )$")
_LINK_ON = re.compile(r" ?(?:/|\+|×|&) ?(?:anti-)?|,? (?:and|and/or|or|plus) (?:the )?(?:anti-)?|, ?|-(?=[A-Z])")
_ANTI = re.compile(r"(?:[Aa]nti|α)[- ]?(?:human |mouse |hu)?$")
_OPEN_ANTI = re.compile(r"(?<![A-Za-z0-9])[Aa]nti-((?:human )?[A-Za-z][A-Za-z0-9]{0,11}(?:[-./][A-Z0-9][A-Za-z0-9]{0,6}){0,2})$")
_OPEN_NAME = re.compile(r"(?<![A-Za-z0-9])([A-Z][A-Za-z]{0,6}[0-9]?[A-Za-z0-9]{0,6}(?:[-.][A-Z0-9][A-Za-z0-9]{0,5})?)$")
_OPEN_RIGHT = re.compile(r"(?=[A-Za-z-]{0,10}[A-Z0-9])[A-Za-z][A-Za-z]{0,9}[A-Z0-9][A-Za-z0-9.]{0,8}(?:-[A-Z0-9]{1,4}(?![a-z]))?(?![A-Za-z])")
_NO_TARGET = frozenset(
    "car cars cart tcr cell cells t nk dna rna mrna scfv hiv ebv cmv crispr cas il ifn tgf tnf patient patients nod nsg rag "
    "us fda eu who phase aav pbmc pbmcs hla mhc cancer tumor tumour tumors leukemia lymphoma the and egfrt nfat gfp nod".split()
)
_SLOTS = {Kind.ANTIGEN: "target", Kind.COMPONENT: "part", Kind.CYTOKINE: "payload", Kind.CONSTRUCT: ""}
_SUFFIXES = (("targeted", "target"), ("armed", "payload"), ("edited", "edit"), ("parted", "part"))


@dataclass(slots=True)
class _Walk:
    """Where a phrase stands as it grows: its edges, its parts, its words that tell it apart, its shorter forms."""

    stretch: Stretch
    start: int
    end: int
    parts: list[Part] = field(default_factory=list)
    traits: set[str] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    cells: str = ""


def described(stretch: Stretch, anchor: Span) -> Phrase:
    """Return the phrase around a receptor's name."""
    walk = _Walk(stretch, anchor.start, anchor.end, starts=[anchor.start], ends=[anchor.end])
    _left(walk)
    _right(walk)
    _complement(walk)
    _carrier(walk)
    return _phrase(walk)


def extended(stretch: Stretch, span: Span) -> tuple[Span, str]:
    """Return the span of a name with the cells or therapy it names ("X CAR T cells"), and the kind of cell."""
    walk = _Walk(stretch, span.start, span.end)
    car = re.compile(r"[- ](?:CARs?|CAR(?=-))").match(stretch.text, walk.end, stretch.end)
    if car:
        walk.end = car.end()
    _right(walk)
    return Span(span.start, walk.end), walk.cells


def _phrase(walk: _Walk) -> Phrase:
    starts, ends = sorted({*walk.starts, walk.start}), sorted({*walk.ends, walk.end})
    whole = Span(walk.start, walk.end)
    anchor = walk.starts[0]
    cuts = (Span(a, b) for a in starts for b in ends if a <= anchor < b and Span(a, b) != whole)
    useful = tuple(cut for cut in cuts if not walk.parts or any(cut.start <= p.start < cut.end for p in walk.parts))
    return Phrase(
        whole, walk.stretch.index, parts=tuple(sorted(set(walk.parts))), traits=frozenset(walk.traits), cells=walk.cells,
        cuts=useful,
    )  # fmt: skip


def _left(walk: _Walk) -> None:
    for _ in range(_STEPS):
        if not (_suffixed(walk) or _adjective(walk) or _named(walk, "") or _opened(walk)):
            return


def _adjective(walk: _Walk) -> bool:
    """Step over one modifier of one to four words that ends where the phrase begins."""
    lowest = max(walk.stretch.start, walk.start - _FARTHEST)
    before = walk.stretch.text[lowest : walk.start].rstrip(" ,/-")
    at = len(before)
    for _ in range(4):
        at = max(before.rfind(" ", 0, at), before.rfind(",", 0, at), before.rfind("(", 0, at))
        words = before[at + 1 :]
        if _is_modifier(words):
            walk.start = lowest + at + 1
            if not slot("plain_trait").fullmatch(words):
                walk.traits.add(key(words))
            return True
        if at < 0:
            return False
    return False


@lru_cache(maxsize=8192)
def _is_modifier(words: str) -> bool:
    return bool(slot("before").fullmatch(words))


def _suffixed(walk: _Walk) -> bool:
    """Step over "X-directed", "X-based", "X-expressing", "X-knockout"."""
    text, lowest = walk.stretch.text, max(walk.stretch.start, walk.start - 40)
    before = text[lowest : walk.start].rstrip(" ,-")
    for name, role in _SUFFIXES:
        for cut in _ends_with(name, before):
            mark = walk.start
            walk.start = lowest + cut
            if _named(walk, role) or (role == "target" and _opened(walk, role)):
                return True
            walk.start = mark
    return False


@lru_cache(maxsize=8192)
def _ends_with(name: str, before: str) -> tuple[int, ...]:
    """Return where a suffix of the slot may begin so that it ends the text."""
    pattern = slot(name)
    starts = [m.start() for m in re.finditer(r"[ -]|(?<=\w)(?=\()", before)][-3:]
    return tuple(at for at in reversed(starts) if pattern.fullmatch(before, at))


def _named(walk: _Walk, role: str) -> bool:
    """Step over names of the vocabulary that end where the phrase begins, and over names linked to them."""
    found = _ending(walk.stretch, walk.start, role)
    if not found:
        return False
    while found:
        hit, start = found
        if hit.term.role not in ("marker", "source", "architecture"):
            walk.parts.append(_part(hit, role))
        walk.start = start
        link = _LINK.search(walk.stretch.text, max(walk.stretch.start, start - 10), start)
        found = _ending(walk.stretch, link.start(), role, hit.term.kind) if link else None
    walk.starts.append(walk.start)
    return True


def _ending(stretch: Stretch, at: int, role: str, kind: Kind | None = None) -> tuple[Hit, int] | None:
    """Return the hit that ends at a place (a bracket or a hyphen between is let pass), and where its words begin."""
    text = stretch.text
    edge = at
    while edge > stretch.start and text[edge - 1] in " -." and at - edge < 2:
        edge -= 1
    bracket = _BRACKET.search(text, max(stretch.start, edge - 42), edge)
    before = bracket.start() if bracket else edge
    for end in dict.fromkeys((edge, before, before - 1)):
        for hit in stretch.ending.get(end, ()):
            if _fits(hit, role, kind) and hit.start >= stretch.start:
                anti = _ANTI.search(text, max(stretch.start, hit.start - 12), hit.start)
                return hit, anti.start() if anti else hit.start
    return None


def _fits(hit: Hit, role: str, kind: Kind | None) -> bool:
    if kind:
        return hit.term.kind is kind
    if role == "target":
        return hit.term.kind is Kind.ANTIGEN or (hit.term.kind is Kind.CYTOKINE and not hit.ambiguous)
    if role == "part":
        return hit.term.kind is Kind.COMPONENT
    if role in ("payload", "edit"):
        return hit.term.kind in (Kind.CYTOKINE, Kind.COMPONENT)
    return hit.term.kind in (Kind.ANTIGEN, Kind.COMPONENT, Kind.CYTOKINE)


def _part(hit: Hit, role: str) -> Part:
    return Part(role or _SLOTS[hit.term.kind], hit.term.label, hit.start, hit.end, hit.term)


def _opened(walk: _Walk, role: str = "") -> bool:
    """Step over an antigen the vocabulary does not know: "anti-XYZ1", "XYZ1-directed", "XYZ1 CAR"."""
    text, lowest = walk.stretch.text, max(walk.stretch.start, walk.start - 40)
    edge = walk.start
    while edge > lowest and text[edge - 1] in " -":
        edge -= 1
    pattern = _OPEN_NAME if role else _OPEN_ANTI
    found = pattern.search(text, lowest, edge)
    if not found or not _may_be_target(found.group(1)):
        return False
    walk.parts.append(Part("target", key(found.group(1)), found.start(1), found.end(1)))
    walk.start = found.start()
    walk.starts.append(found.start())
    return True


def _may_be_target(name: str) -> bool:
    if name.lower() in _NO_TARGET or "CAR" in name or name.isdigit():
        return False
    return not any(found.term.kind in (Kind.DISEASE, Kind.TOXICITY, Kind.DRUG) for found in load().lookup(name))


def _right(walk: _Walk) -> None:
    text, limit = walk.stretch.text, walk.stretch.end
    _over_bracket(walk)
    for name in ("joined", "cells", "treatment"):
        found = slot(name).match(text, walk.end, limit)
        if not found:
            continue
        after = text[found.end() : found.end() + 1]
        if after.isalnum() and name != "joined":
            continue
        walk.end = found.end()
        if name == "cells":
            walk.cells = _cell_kind(found.group())
        _over_bracket(walk)
        walk.ends.append(walk.end)


def _over_bracket(walk: _Walk) -> None:
    found = slot("short").match(walk.stretch.text, walk.end, walk.stretch.end)
    if found:
        walk.end = found.end()


@lru_cache(maxsize=2048)
def _cell_kind(words: str) -> str:
    for pattern, kind in (
        (r"iNKT|NKT", "NKT"), (r"NK|natural killer", "NK"), (r"macrophage|[- /]Ms?$|monocyte", "macrophage"),
        (r"Treg|regulatory", "Treg"), (r"γδ|gamma|Vδ", "gamma delta T"), (r"neutrophil", "neutrophil"), (r"DC", "DC"),
        (r"CIK", "CIK"), (r"VST|virus|EBV", "virus-specific T"), (r"stem", "stem cell"),
    ):  # fmt: skip
        if re.search(pattern, words):
            return kind
    return ""


def _complement(walk: _Walk) -> None:
    """Step over "targeting X and Y", "expressing IL-10" and their like."""
    for _ in range(3):
        if not (_complemented(walk, "aimed", "target") or _complemented(walk, "arming", "payload")):
            return


def _complemented(walk: _Walk, name: str, role: str) -> bool:
    text, limit = walk.stretch.text, walk.stretch.end
    lead = slot(name).match(text, walk.end, limit)
    if not lead:
        return False
    at, grown = lead.end(), False
    if text[at : at + 1] == " ":
        at += 1
    for _ in range(4):
        found = _starting(walk.stretch, at, role)
        if not found:
            break
        walk.parts.append(found)
        walk.end, grown = _past_bracket(walk.stretch, found.end), True
        walk.ends.append(walk.end)
        link = _LINK_ON.match(text, walk.end, limit)
        if not link:
            break
        at = link.end()
    return grown


def _starting(stretch: Stretch, at: int, role: str) -> Part | None:
    anti = re.compile(r"anti-").match(stretch.text, at, stretch.end)
    at = anti.end() if anti else at
    for hit in stretch.starting.get(at, ()):
        if _fits(hit, role, None) and hit.end <= stretch.end:
            return _part(hit, role)
    if role != "target" or _known(stretch, at):
        return None
    found = _OPEN_RIGHT.match(stretch.text, at, stretch.end)
    if found and _may_be_target(found.group()):
        return Part("target", key(found.group()), found.start(), found.end())
    return None


def _known(stretch: Stretch, at: int) -> bool:
    return any(hit.start <= at < hit.end for hit in stretch.hits)


def _past_bracket(stretch: Stretch, end: int) -> int:
    bracket = re.compile(r" ?\([A-Z][A-Za-z0-9-]{1,9}\)").match(stretch.text, end, stretch.end)
    return bracket.end() if bracket else end


def _carrier(walk: _Walk) -> None:
    """Take in the cells before it: "T cells expressing an anti-X CAR"."""
    lowest = max(walk.stretch.start, walk.start - 110)
    before = walk.stretch.text[lowest : walk.start].rstrip(" ")
    if not before or not before.endswith(_CARRIER_ENDS):
        return
    for found in slot("carrier").finditer(before):
        if found.end() == len(before) and (found.start() == 0 or not before[found.start() - 1].isalnum()):
            walk.start = lowest + found.start()
            walk.cells = walk.cells or _cell_kind(found.group())
            return


_CARRIER_ENDS = (
    " a", " an", " the", "with", "express", "expressing", "bearing", "carrying", "encoding", "by", "using", "containing", "expressed",
    "transduced",
)  # fmt: skip


def phrases_around(stretch: Stretch, anchors: list[Span]) -> Iterator[Phrase]:
    """Yield the phrase of each receptor's name; one inside another's phrase is taken with it."""
    done = stretch.start
    for anchor in anchors:
        if anchor.start < done:
            continue
        phrase = described(stretch, anchor)
        done = phrase.span.end
        yield phrase
