"""Which sentences tell of a paper's own work, and which of the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.mentions.rules import sieve
from cargraph.text import citing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cargraph.mentions.phrases import Stretch

_BACKGROUND = frozenset({"background", "introduction", "discussion"})
_LATE = 0.6


def own_sentences(sections: Mapping[int, str], stretches: Sequence[Stretch], naming: Iterable[int]) -> frozenset[int]:
    """Return the numbers of the sentences that are not background: by section, else from the first that says "we".

    A sentence with a result before that one opens what is its own, too.
    sections: of each sentence, by its number. naming: the sentences that name a construct; in a text that says "we"
    late or never (a review), the first of them behind the title opens what is its own. Tables (-1) always are.
    """
    prose = [stretch for stretch in stretches if stretch.index >= 0]
    plain = [stretch for stretch in prose if sections.get(stretch.index) not in _BACKGROUND]
    told = {stretch.index for stretch in prose if _tells("own", stretch)}
    cited = {stretch.index for stretch in prose if tells_of_others(stretch.text, stretch.start, stretch.end)}
    if len(plain) < len(prose):
        return frozenset({stretch.index for stretch in plain} - cited | told | {-1})
    first = min((i for i in told if sections.get(i) != "title"), default=0)
    if first > _LATE * len(prose) or not told:
        first = min((i for i in set(naming) if i >= 0 and sections.get(i) != "title"), default=0)
    results = (s.index for s in prose if s.index < first and _tells("result", s))
    first = min(results, default=first)
    return frozenset({s.index for s in prose if s.index >= first or sections.get(s.index) == "title"} - cited | {-1})


def tells_of_others(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence, by its offsets in a paper's text, ends with works cited and says nothing of its own.

    A figure or table that it points to is the paper's own; works cited within tell of one thing in it.
    """
    last = max((mark.end for mark in citing.marks(text, start, end)), default=start)
    if end - last > 1:
        return False
    return not any(sieve(cue, "cues").stands(text, start, end) for cue in ("own", "shown"))


def _tells(cue: str, stretch: Stretch) -> bool:
    return sieve(cue, "cues").stands(stretch.text, stretch.start, stretch.end)
