"""What a whole paper tells of the place of its terms: its own sentences, its targets, whether it reports patients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cargraph.mentions.own import own_sentences
from cargraph.mentions.rules import sieve
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cargraph.mentions.group import Group
    from cargraph.mentions.phrases import Stretch
    from cargraph.model import Term

_OFTEN = 2
FULL_TEXT = 60
"""More sentences than this has a full paper, whose methods tell how, and no longer what was found."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole paper tells of a term's place.

    own, methods: the numbers of the sentences on its own work and on its methods. terms: what it names anywhere. told:
    what it names outside a whole paper's methods, where diseases are excluded. cars: it names a construct.
    clinical: it reports patients. brief: it is no full text. parts, products: where constructs' parts and names stand.
    """

    own: frozenset[int]
    methods: frozenset[int]
    targets: frozenset[str]
    terms: frozenset[Term]
    told: frozenset[Term]
    cars: bool
    clinical: bool
    brief: bool = False
    parts: frozenset[tuple[int, int]] = frozenset()
    products: tuple[tuple[int, int], ...] = ()

    @property
    def of_infection(self) -> bool:
        """Tell whether the paper is about an infection as the disease treated."""
        return any(term.kind is Kind.DISEASE and term.role == "infection" for term in self.told)


def setting(text: str, sections: Mapping[int, str], stretches: Sequence[Stretch], groups: Sequence[Group]) -> Setting:
    """Return what the paper as a whole tells; `groups` are its constructs."""
    targets = frozenset(key for group in groups for key in group.targets)
    targets |= {f"{part} ligands" for group in groups for part in group.parts("part")}
    parts = frozenset((p.start, p.end) for group in groups for phrase in group.phrases for p in phrase.parts)
    products = tuple((p.span.start, p.span.end) for group in groups for p in group.phrases if p.term or p.name)
    terms = frozenset(hit.term for stretch in stretches for hit in stretch.hits if not hit.ambiguous)
    methods = frozenset(i for i, name in sections.items() if name == "methods" and len(sections) > FULL_TEXT)
    outside = (stretch for stretch in stretches if stretch.index not in methods)
    told = frozenset(hit.term for stretch in outside for hit in stretch.hits if not hit.ambiguous)
    own = own_sentences(sections, stretches, (phrase.sentence for group in groups for phrase in group.phrases))
    clinical, brief = _clinical(text, own, stretches), len(sections) <= FULL_TEXT
    return Setting(own, methods, targets, terms, told, bool(groups), clinical, brief, parts, products)


def _clinical(text: str, own: frozenset[int], stretches: Sequence[Stretch]) -> bool:
    """Tell whether a paper reports patients: some are counted, and not only as donors of what a laboratory tested."""
    if not sieve("patients", "cues").somewhere(text):
        return False
    told = [stretch for stretch in stretches if stretch.index in own]
    in_the_laboratory = sum(tells("laboratory", stretch) for stretch in told) >= _OFTEN
    return not in_the_laboratory or any(tells("under_treatment", stretch) for stretch in told)


def tells(cue: str, stretch: Stretch) -> bool:
    """Tell whether a sentence holds words of a cue (`cues.yaml`)."""
    return sieve(cue, "cues").stands(stretch.text, stretch.start, stretch.end)
