"""Constructs described in words: from the receptor's name, walk left over what it is and right over what it is in."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cargraph.mentions.following import added, cell_kind, complement, follow
from cargraph.mentions.leading import adjective, lead
from cargraph.mentions.phrases import Phrase
from cargraph.mentions.rules import slot
from cargraph.mentions.walking import Walk
from cargraph.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cargraph.mentions.phrases import Stretch

_PROCESS = re.compile(
    r" (?:expansion|proliferation|persistence|kinetics|dynamics|activity|activation|function|killing|cytotoxicity"
    r"|efficacy|levels?|counts?|numbers?|growth|migration|trafficking|differentiation|exhaustion|performance)(?![a-z])"
)
"""What cells did in vivo or ex vivo, which tells of no cells made there."""
_HYPHEN_AND = re.compile(r"-[a-z]*(?:, |,? (?:and|or|versus|vs\.?) )(?:the |anti-)?")
_TOGETHER = re.compile(
    r"(?i)sequential|tandem|dual|bi-?specific|bivalent|cocktail|simultaneous|combin|pooled|co-?(?:infus|admin|inject)|both"
)
"""Words that tell of one treatment aimed at two antigens."""
_CARRIER_ENDS = (
    " a", " an", " the", "with", "express", "expressing", "bearing", "carrying", "encoding", "by", "using",
    "containing", "expressed", "transduced",
)  # fmt: skip


def described(stretch: Stretch, anchor: Span) -> Phrase:
    """Return the phrase around a receptor's name."""
    walk = Walk(stretch, anchor.start, anchor.end, starts=[anchor.start], ends=[anchor.end])
    lead(walk)
    added(walk)
    follow(walk)
    complement(walk)
    _carrier(walk)
    return _phrase(walk)


def _phrase(walk: Walk) -> Phrase:
    starts, ends = sorted({*walk.starts, walk.start}), sorted({*walk.ends, walk.end})
    whole = Span(walk.start, walk.end)
    anchor = walk.starts[0]
    cuts = (Span(a, b) for a in starts for b in ends if a <= anchor < b and Span(a, b) != whole)
    said = [part.start for part in walk.parts]
    useful = tuple(
        cut
        for cut in cuts
        if any(cut.start <= start < cut.end for start in said) or cut.start == walk.start or not (said or walk.traits)
    )
    return Phrase(
        whole, walk.stretch.index, parts=tuple(sorted(set(walk.parts))), traits=_telling(walk),
        cells=walk.cells, cuts=useful, cellular=walk.cellular, suspended=_suspended(walk),
        plural=whole.of(walk.stretch.text).endswith(("therapies", " products")),
    )  # fmt: skip


def _suspended(walk: Walk) -> bool:
    """Tell whether a phrase lists constructs by their targets ("X- and Y-CAR T cells") that are not given together."""
    aims = sorted({part for part in walk.parts if part.slot == "target"})
    text = walk.stretch.text
    listed = len(aims) > 1 and all(_HYPHEN_AND.fullmatch(text, a.end, b.start) for a, b in pairwise(aims))
    told = any(slot(kind).fullmatch(trait) for trait in walk.traits for kind in ("arrangement", "said_by_two"))
    return listed and not told and not _TOGETHER.search(walk.stretch.words)


def _telling(walk: Walk) -> frozenset[str]:
    """Return the traits that say more than the number of targets does, or where the cells did something."""
    traits = frozenset(walk.traits)
    if _PROCESS.match(walk.stretch.text, walk.end, walk.stretch.end):
        traits -= {"invivo", "exvivo"}
    if len({part.key for part in walk.parts if part.slot == "target"}) < 2:
        return traits
    return frozenset(trait for trait in traits if not slot("said_by_two").fullmatch(trait))


def _carrier(walk: Walk) -> None:
    """Take in the cells before it: "T cells expressing an anti-X CAR"."""
    lowest = max(walk.stretch.start, walk.start - 110)
    before = walk.stretch.text[lowest : walk.start].rstrip(" ")
    if not before or not before.endswith(_CARRIER_ENDS):
        return
    for found in slot("carrier").finditer(before):
        if found.end() == len(before) and (found.start() == 0 or not before[found.start() - 1].isalnum()):
            walk.starts.append(walk.start)
            walk.start = lowest + found.start()
            walk.cells, walk.cellular = walk.cells or cell_kind(found.group()), True
            while adjective(walk):
                pass
            return


def phrases_around(stretch: Stretch, anchors: list[Span]) -> Iterator[Phrase]:
    """Yield the phrase of each receptor's name; one inside another's phrase is taken with it."""
    done = stretch.start
    for anchor in anchors:
        if anchor.start < done:
            continue
        phrase = described(stretch, anchor)
        done = phrase.span.end
        yield phrase
