"""How cells were handled before they are given ("dasatinib-pretreated", "short-culture"): what makes two products."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.mentions.rules import slot
from cargraph.mentions.spelling import key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cargraph.mentions.phrases import Phrase, Stretch
    from cargraph.model import Span

MARK = "manner:"
"""How a trait begins that tells a manner: "manner:treated:dasatinib", with nothing at the end where no more is said."""
PLAIN = f"{MARK}none"
"""The trait of cells that are said to be handled in no such way ("untreated")."""
_BASED = re.compile(
    r"(?<=^humanized)(?:based|derived)$|(?<=^murine)(?:based|derived)$|(?<=^fullyhuman)(?:based|derived)$"
)
_IZED = re.compile(r"is(?=ed(?![a-z]))")
_PRE = re.compile(r"pre-?(?=t)")
_PATIENTS = re.compile(r"[- ](?:patients?|recipients?|individuals|children|adults|subjects|cohorts?|groups?)(?![a-z])")
"""What follows words for the patients who were treated, and not for their cells."""
_BETTER = re.compile(
    r" (?:also )?(?:show|demonstrat|exhibit|display|had|have|possess|mediat|achiev|provid|confer|retain)[a-z]*"
    r"(?: (?:an?|significantly|markedly|much|even)){0,2} (?:superior|improved|enhanced|better|greater|higher|stronger|"
    r"more|increased|prolonged|longer|lower|reduced|less|fewer)(?![a-z])"
)
"""What is said of cells that are held against others which the sentence leaves out."""
_MAKES_OTHERS = frozenset({"treated", "polarized", "primed", "conditioned"})
"""What is done to cells that are a product without it."""


def telling(words: str) -> str:
    """Return the trait that words before or after a receptor say; those for a CAR as it is usually made say one.

    >>> telling("Dasatinib-pretreated"), telling("unpolarised"), telling("traditional"), telling("humanised")
    ('manner:treated:dasatinib', 'manner:none', 'conventional', 'humanized')
    """
    if handled := _handled(words):
        return handled
    said = _IZED.sub("iz", key(words))
    if slot("usual").fullmatch(said):
        return "conventional"
    if slot("maker").fullmatch(said):
        return "commercial" if said.startswith(("commercial", "industr")) else "academic"
    return _BASED.sub("", said.replace("murinized", "murine"))


def _handled(words: str) -> str:
    """Return the trait that words for a manner say, empty for other words."""
    if slot("unhandled").fullmatch(words):
        return PLAIN
    found = slot("manner").fullmatch(words)
    if not found:
        return ""
    groups = found.groupdict()
    if groups["kept"]:
        return f"{MARK}kept:{key(groups['kept'])}"
    if groups["length"]:
        return f"{MARK}length:{key(groups['length'])}"
    if groups["state"]:
        return f"{MARK}polarized:{key(groups['state'])}"
    how = _IZED.sub("iz", _PRE.sub("", (groups["how"] or groups["alone"]).lower()))
    return f"{MARK}{how}:{key(groups['by'] or groups['name'] or '')}"


def manners(traits: Iterable[str]) -> frozenset[str]:
    """Return those of the traits that tell a manner."""
    return frozenset(trait for trait in traits if trait.startswith(MARK))


def differ(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether traits tell of cells handled otherwise, or on one side only; less said of one manner is no other."""
    return bool(mine or theirs) and not any(_one(first, second) for first in mine for second in theirs)


def _one(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return short == long or (short.endswith(":") and long.startswith(short))


def idle_manners(
    stretches: Sequence[Stretch], known: Sequence[Sequence[Phrase]], against: Collection[Phrase]
) -> frozenset[str]:
    """Return the traits of manner that tell no product from another of a paper.

    They do where cells of another manner, or of none, are spoken of, where a sentence holds them against others
    (`against`), and where they say what is done to cells that are a product without it.
    """
    places = [(stretch, phrase) for stretch, some in zip(stretches, known, strict=True) for phrase in some]
    told = [(stretch, phrase, manners(phrase.traits)) for stretch, phrase in places if manners(phrase.traits)]
    said = frozenset[str]().union(*(some for _, _, some in told))
    active = said - {PLAIN}
    if not active:
        return said
    if PLAIN in said or any(not _one(first, second) for first in active for second in active):
        return frozenset({PLAIN})
    opposed = any(
        phrase in against or _is_better(stretch, phrase) or _is_of_cells(stretch, phrase, some)
        for stretch, phrase, some in told
    )
    return frozenset() if opposed else said


def beside_handled(phrases: Sequence[Phrase], plain: Collection[Span]) -> list[tuple[Phrase, Phrase]]:
    """Return the cells that are said not to be handled in some way (`plain` are their places) beside those that are."""
    handled = {phrase.name or phrase.traits: phrase for phrase in phrases if manners(phrase.traits)}.values()
    return [(phrase, other) for phrase in phrases if phrase.span in plain for other in handled]


def _is_better(stretch: Stretch, phrase: Phrase) -> bool:
    return _BETTER.match(stretch.text, phrase.span.end, stretch.end) is not None


def _is_of_cells(stretch: Stretch, phrase: Phrase, some: frozenset[str]) -> bool:
    """Tell whether what is told was done to cells that are a product without it, and not to the patients."""
    if _PATIENTS.match(stretch.text, phrase.span.end, stretch.end):
        return False
    done = (trait.removeprefix(MARK).split(":") for trait in some)
    return any(how in _MAKES_OTHERS and by for how, by in done)
