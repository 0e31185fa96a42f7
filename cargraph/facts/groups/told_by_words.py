"""How many patients a group holds whose words stand about a count elsewhere: "TP53 was altered in 45 of 121"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.groups.arm_names import label_key, stems
from cargraph.facts.tokens import Tag
from cargraph.mentions.people import PATIENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cargraph.facts.groups.arms import Inventory
    from cargraph.facts.groups.group import Group
    from cargraph.facts.tokens import Token
    from cargraph.model import Sentence

_CUTS = frozenset({",", ";", "and", "while", "whereas", "but", "versus", "vs", ":"})
_NO_COUNT = frozenset("median mean average aged phase grade day week month year cohort level part group arm".split())
_COMMON = stems(frozenset("high low early late first second other older younger response responders".split()))


def told_by_words(inventory: Inventory, group: Group, whole: int | None) -> tuple[int, Sentence] | None:
    """Return the first count of patients about which all words of a group's label stand, and its sentence.

    whole: how many patients there are in all; a group holds fewer. A label of common words alone is none to go by.
    """
    words = stems(label_key(group.label or ""))
    if (
        group.subject is None
        or not words
        or "non" in words
        or words <= _COMMON
        or all(len(w) < len("abc") or w.isdigit() for w in words)
    ):
        return None
    for sentence in inventory.annotation.sentences:
        if sentence.section == "title":
            continue
        for n, said, outcomes in _counts(inventory.tokens.of(sentence)):
            if words <= stems(label_key(said)) and not outcomes and (whole is None or n < whole):
                return n, sentence
    return None


def _counts(tokens: Sequence[Token]) -> Iterator[tuple[int, str, bool]]:
    """Yield each count of patients of a sentence, the words about it, and whether a result is told among them."""
    places = [i for i, t in enumerate(tokens) if t.tag is Tag.QUANTITY]
    for number, at in enumerate(places):
        quantity = tokens[at].quantity
        if quantity is None or not quantity.count or quantity.count < len("ab") or quantity.value is not None:
            continue
        if quantity.interval or (at and tokens[at - 1].text in _NO_COUNT):
            continue
        before = tokens[places[number - 1] + 1 if number else 0 : at]
        after = tokens[at + 1 : places[number + 1] if number + 1 < len(places) else len(tokens)]
        start = max((i + 1 for i, t in enumerate(before) if t.text in _CUTS), default=0)
        end = next((i for i, t in enumerate(after) if t.text in _CUTS), len(after))
        about = [*before[start:], tokens[at], *after[:end]]
        said = " ".join(t.text for t in about)
        if PATIENTS & set(said.split()):
            yield quantity.count, said, any(t.tag in {Tag.OUTCOME, Tag.TIME} for t in about)


def alike(label: str | None, other: str | None) -> bool:
    """Tell whether two labels share a word that tells patients apart."""
    return bool(stems(label_key(label or "")) & stems(label_key(other or "")))
