"""What stands before the receptor's name in a construct's: what it is aimed at, armed with, made of and edited in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.manner import telling
from cargraph.mentions.phrases import Part
from cargraph.mentions.rules import slot
from cargraph.mentions.spelling import key
from cargraph.mentions.walking import Walk, fits, may_be_target, part_of
from cargraph.model import Kind

if TYPE_CHECKING:
    from cargraph.mentions.phrases import Stretch
    from cargraph.mentions.vocabulary import Hit

_FARTHEST = 160
_STEPS = 12
_BRACKET = re.compile(r"[(\[](?!\w*\d{6})([^()\[\]]{1,40})[)\]]$")
_LINK = re.compile(
    r"(?: ?(?:/|\+|×|&|x(?= ?anti|[A-Z]))(?: ?anti-)?| ?,? (?:and|or|plus) (?:anti-|the )?"
    r"|, ?(?:anti-)?|\.|-(?:(?:OR|AND|NOT|or|and)-)?(?:anti-)?|x| x )$"
)
_SHORT_FORM = re.compile(r" ?\([A-Za-z]{1,6}\)$")
_PARTING = frozenset({",", ";", ":"})
"""What ends the words before a receptor's name: "unlike NK cells, CAR-NK cells"."""
_ANTI = re.compile(r"(?:[Aa]nti|α)[- ]?(?:human |mouse |hu)?$")
_OPEN_ANTI = re.compile(
    r"(?<![A-Za-z0-9])[Aa]nti-((?:human )?[A-Za-z][A-Za-z0-9]{0,11}(?:[-./][A-Z0-9][A-Za-z0-9]{0,6}){0,2})$"
)
_OPEN_NAME = re.compile(r"(?<![A-Za-z0-9])([A-Z][A-Za-z]{0,6}[0-9]?[A-Za-z0-9]{0,6}(?:[-.][A-Z0-9][A-Za-z0-9]{0,5})?)$")
_OPEN_GENE = re.compile(r"(?<![A-Za-z0-9-])([A-Z][A-Z0-9]{1,6}-?[0-9][A-Z]?)$")
_OPENED = {"target": _OPEN_NAME, "edit": _OPEN_GENE, "payload": _OPEN_GENE}
"""What a name looks like that the vocabulary does not know, by its role."""
_SUFFIXES = (
    ("targeted", "target"),
    ("armed", "payload"),
    ("edited", "edit"),
    ("parted", "part"),
    ("founded", "ligand"),
)
_LISTABLE = (("targeted", "target"), ("parted", "part"))
"""Suffixes that two names of a list may each have."""
_AND = re.compile(r",? (?:and|or|versus|vs\.?) $")
_CHANGES = (("armed", "payload"), ("edited", "edit"))
_SAYS_NO_KIND = frozenset({"marker", "source", "architecture", "vector", "delivery"})
"""Roles of parts that tell how a construct is made or found, not which it is."""
_CARRIES = frozenset({"vector", "delivery"})
"""Roles of what brings a receptor into cells, and is no payload of theirs: "a lentivirus encoding a CAR"."""
_LONGEST_WORD = 24
_QUOTES = "\"'\u201c\u201d\u2018\u2019"
_UNUSUAL_T = re.compile(r"γδ|gamma[- ]?delta|V[γδ]", re.IGNORECASE)
_LAST_WORD = re.compile(r"(?<![\w-])([A-Za-z-]+) $")


def lead(walk: Walk) -> None:
    """Step over all that stands before the receptor's name and tells what it is."""
    for _ in range(_STEPS):
        if not (_suffixed(walk) or _listed(walk) or adjective(walk) or _named(walk, "") or _opened(walk)):
            return


def lead_change(walk: Walk) -> None:
    """Step over what stands before a name and makes another product of it: an edit, a payload, "parental", "murine"."""
    for _ in range(_STEPS):
        if not (_suffixed(walk, _CHANGES) or _contrast(walk)):
            return


def _contrast(walk: Walk) -> bool:
    before = walk.stretch.text[max(walk.stretch.start, walk.start - _LONGEST_WORD) : walk.start]
    word = _LAST_WORD.search(before)
    if not word or not any(slot(kind).fullmatch(telling(word.group(1))) for kind in ("contrast", "whose_binder")):
        return False
    walk.start -= len(before) - word.start()
    walk.traits.add(telling(word.group(1)))
    return True


def adjective(walk: Walk) -> bool:
    """Step over one modifier of one to four words that ends where the phrase begins."""
    lowest = max(walk.stretch.start, walk.start - _FARTHEST)
    before = walk.stretch.text[lowest : walk.start].rstrip(f" ,/-{_QUOTES}")
    bracket = _SHORT_FORM.search(before)
    before = before[: bracket.start()] if bracket else before
    at, longest = len(before), -1
    for _ in range(4):
        at = max(before.rfind(" ", 0, at), before.rfind(",", 0, at), before.rfind("(", 0, at))
        if _is_modifier(before[at + 1 :].lstrip(_QUOTES)):
            longest = at + 1
        if at < 0:
            break
    if longest < 0 or (slot("place").fullmatch(before, longest) and _comma(walk, lowest + len(before))):
        return False
    walk.start = lowest + longest
    trait = telling(before[longest:])
    if _UNUSUAL_T.match(before, longest):
        walk.cells = walk.cells or "gamma delta T"
    elif not slot("plain_trait").fullmatch(before, longest) or may_be_opposed(trait):
        walk.traits.add(trait)
    return True


def may_be_opposed(trait: str) -> bool:
    """Tell whether a word (a generation, one target, who made it) may tell a construct from another of the paper."""
    return any(slot(kind).fullmatch(trait) for kind in ("generation_told", "one_target", "maker"))


def _comma(walk: Walk, at: int) -> bool:
    return "," in walk.stretch.text[at : walk.start]


@lru_cache(maxsize=8192)
def _is_modifier(words: str) -> bool:
    return bool(slot("before").fullmatch(words))


def _suffixed(walk: Walk, suffixes: tuple[tuple[str, str], ...] = _SUFFIXES) -> bool:
    """Step over "X-directed", "X-based", "X-expressing", "X-knockout"."""
    text, lowest = walk.stretch.text, max(walk.stretch.start, walk.start - 40)
    before = text[lowest : walk.start].rstrip(" ,-")
    for name, role in suffixes:
        for cut in _ends_with(name, before):
            mark = walk.start
            walk.start = lowest + cut
            if _named(walk, role) or (_may_open(role, text[walk.start : mark]) and _opened(walk, role)):
                return True
            walk.start = mark
    return False


def _listed(walk: Walk) -> bool:
    """Step over the first of two suffixed names: "X-based and" before "Y-based cells"."""
    found = _AND.search(walk.stretch.text, max(walk.stretch.start, walk.start - 12), walk.start)
    mark = walk.start
    if not found or not walk.parts:
        return False
    last = min(walk.parts, key=lambda part: part.start)
    kind = next(((name, role) for name, role in _LISTABLE if role == last.slot), None)
    walk.start = found.start()
    if last.start - mark in range(10) and kind and _suffixed(walk, (kind,)):
        return True
    walk.start = mark
    return False


def _may_open(role: str, suffix: str) -> bool:
    """Tell whether a name that the vocabulary does not know may stand before a suffix ("ABC1-overexpressing")."""
    return role in _OPENED and (role != "payload" or "overexpress" in suffix)


@lru_cache(maxsize=8192)
def _ends_with(name: str, before: str) -> tuple[int, ...]:
    """Return where a suffix of the slot may begin so that it ends the text."""
    pattern = slot(name)
    starts = [m.start() for m in re.finditer(r"[ -]|(?<=\w)(?=\()", before)][-3:]
    return tuple(at for at in reversed(starts) if pattern.fullmatch(before, at))


def _named(walk: Walk, role: str) -> bool:
    """Step over names of the vocabulary that end where the phrase begins, and over names linked to them."""
    found = _ending(walk.stretch, walk.start, role)
    if not found or (role == "payload" and found[0].term.role in _CARRIES):
        return False
    while found:
        hit, start = found
        if role == "edit" and hit.term.role == "editing":
            walk.traits.add("edited")
        elif role not in ("payload", "target") and _says_nothing(walk, hit):
            pass
        elif hit.term.role not in _SAYS_NO_KIND:
            walk.parts.append(part_of(hit, role or _edit(walk.stretch.text[hit.start : hit.end])))
        walk.start = start
        link = _LINK.search(walk.stretch.text, max(walk.stretch.start, start - 10), start)
        listed = link and not (hit.term.kind is Kind.COMPONENT and "," in link.group())
        found = _ending(walk.stretch, link.start(), role, hit.term.kind) if link and listed else None
    walk.starts.append(walk.start)
    return True


def _edit(name: str) -> str:
    """Return the role of a name that says itself that a gene is out ("PD-1-knockout"), empty for another."""
    return "edit" if _ends_with("edited", name) else ""


def _says_nothing(walk: Walk, hit: Hit) -> bool:
    """Tell whether a name sorts the cells ("CD8+ CAR T cells") or is of a part that every receptor has."""
    sorted_by = "+" in walk.stretch.text[hit.end - 1 : hit.end + 1]
    return sorted_by or bool(slot("plain_part").fullmatch(hit.term.label))


def _ending(stretch: Stretch, at: int, role: str, kind: Kind | None = None) -> tuple[Hit, int] | None:
    """Return the hit that ends at a place (a bracket or a hyphen between is let pass), and where its words begin."""
    text = stretch.text
    edge = at
    while edge > stretch.start and text[edge - 1] in " -." and at - edge < 2:
        edge -= 1
    bracket = _BRACKET.search(text, max(stretch.start, edge - 42), edge)
    before = bracket.start() if bracket else edge
    beyond = () if text[before - 1 : before] in _PARTING else (before - 1,)
    for end in dict.fromkeys((edge, before, *beyond)):
        for hit in stretch.ending.get(end, ()):
            if fits(hit, role, kind) and hit.start >= stretch.start:
                anti = _ANTI.search(text, max(stretch.start, hit.start - 12), hit.start)
                return hit, anti.start() if anti else hit.start
    return None


def _opened(walk: Walk, role: str = "") -> bool:
    """Step over an antigen the vocabulary does not know: "anti-XYZ1", "XYZ1-directed", "XYZ1 CAR"."""
    text, lowest = walk.stretch.text, max(walk.stretch.start, walk.start - 40)
    edge = walk.start
    while edge > lowest and text[edge - 1] in " -":
        edge -= 1
    found = _OPENED.get(role, _OPEN_ANTI).search(text, lowest, edge)
    if not found or not may_be_target(found.group(1)) or _goes_on(walk.stretch, found):
        return False
    walk.parts.append(Part(role or "target", key(found.group(1)), found.start(1), found.end(1)))
    walk.start = found.start()
    walk.starts.append(found.start())
    return True


def _goes_on(stretch: Stretch, found: re.Match[str]) -> bool:
    """Tell whether a name is but the first word of one that the vocabulary knows: "XY-1" in "XY-1 knockout"."""
    return any(
        hit.start <= found.start(1) and hit.end > found.end(1) for hit in stretch.hits if hit.start < found.end(1)
    )
