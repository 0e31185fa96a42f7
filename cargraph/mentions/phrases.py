"""One phrase that names a construct: what it is aimed at, what it is made of, where its words begin and end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.mentions.vocabulary import Hit
    from cargraph.model import Span, Term


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """Something named inside a construct's name. `slot`: target, part, payload or edit; `key` tells parts apart."""

    slot: str
    key: str
    start: int
    end: int
    term: Term | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A construct's name as it stands in one sentence.

    `name` is the key of a coined or registered name, empty for a described construct. `traits` are the words that tell
    described constructs of one target apart. `cuts` are shorter forms of the phrase that name the same construct.
    `cellular` tells whether it says what cells bear the receptor; `variant` is what makes another product of a named
    one ("IL-18-secreting X", "unmodified X"). `suspended` tells whether it lists constructs over a hyphen ("X- and
    Y-CAR T cells"), `plural` whether it says several therapies or products.
    """

    span: Span
    sentence: int
    name: str = ""
    term: Term | None = None
    parts: tuple[Part, ...] = ()
    traits: frozenset[str] = frozenset()
    cells: str = ""
    cuts: tuple[Span, ...] = ()
    generic: bool = False
    variant: tuple[str, ...] = ()
    cellular: bool = False
    suspended: bool = False
    plural: bool = False

    @property
    def targets(self) -> frozenset[str]:
        """Return the keys of the antigens the phrase says the construct is aimed at."""
        return frozenset(part.key for part in self.parts if part.slot == "target")

    @property
    def bare(self) -> bool:
        """Tell whether the phrase says no more than that a CAR is meant."""
        return not (self.name or self.term or self.parts or self.traits or self.cells)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or a table row with the vocabulary's hits in it; offsets are the paper's."""

    text: str
    start: int
    end: int
    index: int
    hits: tuple[Hit, ...]
    starting: dict[int, list[Hit]]
    ending: dict[int, list[Hit]]

    @property
    def words(self) -> str:
        """Return the stretch's own characters."""
        return self.text[self.start : self.end]
