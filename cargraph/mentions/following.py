"""What follows the receptor's name in a construct's: the cells, the therapy, what it is aimed at and armed with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cargraph.mentions.manner import telling
from cargraph.mentions.phrases import Part
from cargraph.mentions.rules import slot
from cargraph.mentions.spelling import key
from cargraph.mentions.vocabulary import load
from cargraph.mentions.walking import Walk, fits, may_be_target, part_of
from cargraph.model import Kind

if TYPE_CHECKING:
    from cargraph.mentions.phrases import Stretch
    from cargraph.model import Span

_LINK_ON = re.compile(r" ?(?:/|\+|×|&) ?(?:anti-)?|-?,? (?:and|and/or|or|plus) (?:the )?(?:anti-)?|, ?|-(?=[A-Z])")
_OPEN_RIGHT = re.compile(
    r"(?=[A-Za-z-]{0,10}[A-Z0-9])[A-Za-z][A-Za-z]{0,9}[A-Z0-9][A-Za-z0-9.]{0,8}(?:-[A-Z0-9]{1,4}(?![a-z]))?(?![A-Za-z])"
)
_ANTI = re.compile(r"anti-")
_CAR = re.compile(r"[- ](?:CARs?|CAR(?=-)|(?i:chimeric antigen receptors?))")
SLASHED = re.compile(r"/(?:m|h|mb|s|i)?(IL-?\d{1,2}\w?)(?![\w-]*[a-z])")
_SHORT_FORM = re.compile(r" ?\([A-Z][A-Za-z0-9-]{1,9}\)")
EDIT = "edit:"
"""How a trait begins that tells an edit written after a name."""
_GIVES_OFF = re.compile(r"(?i)secret|releas|produc")
_BUILT_OF = frozenset({"costimulation", "signalling", "hinge", "transmembrane", "binder"})
"""Roles of parts that the receptor itself is built of, which arm no cell."""
_ARMS_NONE = frozenset({"marker", "architecture"})
"""Roles of what cells are seen by or built as, which arms none of them: "T cells expressing second-generation"."""
_NOUN = re.compile(r"[- ](?:cells?|lymphocytes?)(?![A-Za-z])")
_LISTED_ON = re.compile(r"(?: [a-z-]+){0,3}(?:,? (?:and|or|versus|vs\.?) | ?[/&,+]|-CD3|-?[zζ])")
"""How words go on after a part that is one of several: they tell how a receptor is made, and not which it is."""
_DOMAIN = re.compile(r"(?: (?:co-?stimulatory|signall?ing|intracellular))? (?:endo)?domain(?![a-z])")
_ASIDE = re.compile(r" ?\([^()]{2,50}\)(?=,? (?:and|or) )")
_LACKED = (
    "cytokine", "cytokines", "payload", "armor", "armour", "armoring", "armouring", "transgene", "switch", "knockout",
    "knockdown", "knock-in", "modification", "edit", "editing", "gene", "shRNA",
)  # fmt: skip
"""Words for what a construct may lack that are no names."""
_CELLS = (
    ("NKT", re.compile(r"NKT")),
    ("NK", re.compile(r"NK|[Nn]atural killer")),
    ("macrophage", re.compile(r"[Mm]acrophage|[- /]Ms?$|[Mm]onocyte")),
    ("Treg", re.compile(r"Treg|[Rr]egulatory")),
    ("gamma delta T", re.compile(r"γδ|gamma|Vδ")),
    ("neutrophil", re.compile(r"[Nn]eutrophil")),
    ("DC", re.compile(r"DC")),
    ("CIK", re.compile(r"CIK")),
    ("virus-specific T", re.compile(r"VST|virus|EBV")),
    ("stem cell", re.compile(r"stem")),
)


def extended(stretch: Stretch, span: Span) -> Walk:
    """Return the walk over a name, what is added to it ("X/IL-12") and the cells or therapy it names."""
    walk = Walk(stretch, span.start, span.end)
    added(walk)
    car = _CAR.match(stretch.text, walk.end, stretch.end)
    if car:
        walk.end = car.end()
    follow(walk)
    return walk


def added(walk: Walk) -> None:
    """Step over what is added to a name after a slash: "X/IL-12", "X/mIL12", "CAR/CD40L"."""
    text, at = walk.stretch.text, walk.end + 1
    found = SLASHED.match(text, walk.end, walk.stretch.end)
    known = load().lookup(found.group(1)) if found else ()
    term = next((name.term for name in known if name.term.kind is Kind.CYTOKINE), None)
    if found and term:
        walk.parts.append(Part("payload", term.label, found.start(1), found.end(1), term))
        walk.end = found.end()
    elif text.startswith("/", walk.end, walk.stretch.end):
        hit = next((h for h in walk.stretch.starting.get(at, ()) if part_of(h, "").slot == "payload"), None)
        if hit:
            walk.parts.append(part_of(hit, ""))
            walk.end = hit.end


def follow(walk: Walk) -> None:
    """Step over the cells and the therapy that the receptor is named with."""
    text, limit = walk.stretch.text, walk.stretch.end
    _over_bracket(walk)
    _edited(walk)
    for name in ("joined", "cells", "treatment"):
        found = slot(name).match(text, walk.end, limit)
        if not found:
            continue
        after = text[found.end() : found.end() + 1]
        if name == "joined" and found.group()[0] == " " and not slot("cells").match(text, found.end(), limit):
            continue
        if after.isalnum() and name != "joined":
            continue
        walk.end = found.end()
        if name == "cells":
            walk.cells, walk.cellular = cell_kind(found.group()), True
        _over_bracket(walk)
        _over_noun(walk)
        walk.ends.append(walk.end)


def _edited(walk: Walk) -> None:
    """Step over an edit written after the name ("X-CAR PD-1KO T cells"): it makes another product."""
    found = slot("edit_after").match(walk.stretch.text, walk.end, walk.stretch.end)
    if found:
        walk.end = found.end()
        walk.traits.add(f"{EDIT}{key(found.group())}")


def _over_bracket(walk: Walk) -> None:
    found = slot("short").match(walk.stretch.text, walk.end, walk.stretch.end)
    if found:
        walk.end = found.end()


def _over_noun(walk: Walk) -> None:
    """Step over the noun that a short form in brackets parts from its kind: "receptor T (CAR-T) cells"."""
    found = (
        _NOUN.match(walk.stretch.text, walk.end, walk.stretch.end) if walk.stretch.text[walk.end - 1] == ")" else None
    )
    if found:
        walk.end = found.end()


@lru_cache(maxsize=2048)
def cell_kind(words: str) -> str:
    """Return the kind of cell that words name, empty for T cells."""
    return next((kind for kind, pattern in _CELLS if pattern.search(words)), "")


def follow_change(walk: Walk) -> None:
    """Step over what stands after a name and makes another product of it: "expressing IL-18", "lacking IL-15"."""
    while _complemented(walk, "arming", "payload") or _lacking(walk):
        pass


def complement(walk: Walk) -> None:
    """Step over "targeting X and Y", "expressing IL-10" and their like."""
    for _ in range(3):
        told = _complemented(walk, "aimed", "target") or _bound(walk) or _complemented(walk, "arming", "payload")
        if not (told or _lacking(walk) or _built(walk)):
            return


def _bound(walk: Walk) -> bool:
    """Step over "with a humanized scFv": whose the binder is tells receptors of one target apart."""
    found = slot("binding").match(walk.stretch.text, walk.end, walk.stretch.end)
    if not found:
        return False
    walk.traits.add(telling(found.group("whose")))
    walk.end = found.end()
    walk.ends.append(walk.end)
    return True


def _built(walk: Walk) -> bool:
    """Step over "incorporating the 4-1BB domain", "with CD28": one costimulatory part that tells the receptor."""
    text, limit = walk.stretch.text, walk.stretch.end
    lead = slot("building").match(text, walk.end, limit)
    at = lead.end() + 1 if lead else 0
    starting = walk.stretch.starting.get(at, ()) if lead else ()
    named = [h for h in starting if h.term.role == "costimulation" and not slot("plain_part").fullmatch(h.term.label)]
    if not named or any(part.slot == "part" for part in walk.parts):
        return False
    hit = max(named, key=lambda one: one.end)
    if _LISTED_ON.match(text, hit.end, limit):
        return False
    walk.parts.append(part_of(hit, "part"))
    domain = _DOMAIN.match(text, hit.end, limit)
    walk.end = domain.end() if domain else hit.end
    walk.ends.append(walk.end)
    return True


def _lacking(walk: Walk) -> bool:
    """Step over "lacking the cytokine", "without IL-15": what sets a construct against one that has it."""
    text, limit = walk.stretch.text, walk.stretch.end
    lead = slot("lacking").match(text, walk.end, limit)
    if not lead:
        return False
    at = lead.end() + (text[lead.end() : lead.end() + 1] == " ")
    named = next((hit for hit in walk.stretch.starting.get(at, ()) if fits(hit, "payload")), None)
    if not named and not lead.group().endswith(_LACKED):
        return False
    walk.end = named.end if named else lead.end()
    walk.ends.append(walk.end)
    walk.traits.add("lacking")
    return True


def _complemented(walk: Walk, name: str, role: str) -> bool:
    text, limit = walk.stretch.text, walk.stretch.end
    lead = slot(name).match(text, walk.end, limit)
    if not lead:
        return False
    at, grown, given_off = lead.end(), False, _GIVES_OFF.search(lead.group()) is not None
    if text[at : at + 1] == " ":
        at += 1
    for _ in range(4):
        found = _starting(walk.stretch, at, role, given_off=given_off)
        if not found:
            break
        walk.parts.append(found)
        walk.end, grown = _past_bracket(walk.stretch, found.end), True
        walk.ends.append(walk.end)
        aside = _ASIDE.match(text, walk.end, limit)
        link = _LINK_ON.match(text, aside.end() if aside else walk.end, limit)
        if not link:
            break
        at = link.end()
    return grown


def _starting(stretch: Stretch, at: int, role: str, *, given_off: bool = False) -> Part | None:
    """Return the part that begins at a place; a marker by which cells are seen arms none of them.

    What is `given_off` is no part of the receptor: "that secrete a nanobody".
    """
    anti = _ANTI.match(stretch.text, at, stretch.end)
    at = anti.end() if anti else at
    for hit in stretch.starting.get(at, ()):
        marked = role == "payload" and hit.term.role in _ARMS_NONE
        if fits(hit, role) and hit.end <= stretch.end and not marked:
            built = role == "payload" and hit.term.role in _BUILT_OF and not given_off
            return part_of(hit, "part" if built else role)
    if role != "target" or _known(stretch, at):
        return None
    found = _OPEN_RIGHT.match(stretch.text, at, stretch.end)
    if found and may_be_target(found.group()):
        return Part("target", key(found.group()), found.start(), found.end())
    return None


def _known(stretch: Stretch, at: int) -> bool:
    return any(hit.start <= at < hit.end for hit in stretch.hits)


def _past_bracket(stretch: Stretch, end: int) -> int:
    bracket = _SHORT_FORM.match(stretch.text, end, stretch.end)
    return bracket.end() if bracket else end
