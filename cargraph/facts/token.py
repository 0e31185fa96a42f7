"""One token of a sentence: a mention, a sign of numbers, an arm phrase, or a word between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cargraph.mentions.quantities import Quantity
    from cargraph.model import Mention, Span

TIME_UNITS = ("day", "week", "month", "year", "hour", "mo", "yr", "wk", "hr")


class Tag:
    """What a token is to the grammar of results.

    No enum: tokens are asked for their tags more often than for all else, and the members of one are slow to get.
    """

    OUTCOME: Final = "O"
    ARM: Final = "A"
    NAME: Final = "N"
    QUANTITY: Final = "Q"
    P: Final = "P"
    RATIO: Final = "R"
    GRADE: Final = "G"
    TIME: Final = "T"
    SIZE: Final = "S"
    WORD: Final = "w"


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes longer to make, and a paper has thousands of them
class Token:
    """One token. `mention` stands for outcomes, names and constructs, `quantity` for signs, `label` for arm phrases.

    tag: one of `Tag`. scope: the arm is told apart by what its patients had, so that it can narrow another arm.
    """

    tag: str
    span: Span
    text: str
    mention: Mention | None = None
    quantity: Quantity | None = None
    label: str | None = None
    depth: int = 0
    scope: bool = False

    @property
    def entity(self) -> str:
        """The id of the entity named, empty where none is."""
        return self.mention.entity if self.mention else ""
