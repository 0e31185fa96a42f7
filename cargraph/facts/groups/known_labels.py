"""The labels of one paper's groups: which wordings are one, and which name a product ("the dual-target group")."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from cargraph.facts.groups.arm_names import is_comparator, label_key, stems
from cargraph.facts.token import Tag
from cargraph.mentions.abbreviations import definitions
from cargraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cargraph.facts.token import Token
    from cargraph.facts.tokens import Tokens

_TWO = 2
_NUMBERED = re.compile(r"[A-Z]{1,3}-?\d")
_DEGREES = ("high ", "low ", "elevated ", "increased ", "poor ", "early ", "late ")
_OF_ANY = stems(frozenset("car cart cell t nk therapy treatment infusion product non low high dose".split()))


class KnownLabels:
    """The wordings of labels met so far: the first of several is the one that a group goes by."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._known: dict[frozenset[str], str] = {}
        parts = (part.label for row in tokens.parts for part in row)
        self._parts = {label: stems(label_key(label)) for label in parts}

    def wording(self, label: str) -> str:
        """Return the one wording of a label: "TPC group" and "TPC" are one, and what "TPC" stands for."""
        meaning = label
        if not is_comparator(label) and is_comparator(long := self._long_forms.get(label, "")):
            meaning = long
            label = label if self._tokens.controls.named(label) else long
        key = label_key(meaning)
        if key not in self._known:
            label = self._with_short_form(label)
            part = self._part_meant(key)
            self._known[key] = label if part is None else self._known.setdefault(label_key(part), label)
        return self._known[key]

    def _with_short_form(self, label: str) -> str:
        """Return a label of a numbered group with both its forms: "dose level 1 (DL1)"."""
        short = next((short for short, long in self._long_forms.items() if label in {short, long}), "")
        return f"{self._long_forms[short]} ({short})" if _NUMBERED.fullmatch(short) else label

    def spelled_out(self, label: str) -> str:
        """Return a label with a short form in full that means a high or a low thing ("HTV", high tumour volume)."""
        for word in label.split():
            meaning = self._long_forms.get(word, "")
            if meaning.lower().startswith(_DEGREES):
                return label.replace(word, meaning, 1)
        return label

    def is_of_part(self, label: str) -> bool:
        """Tell whether a label means one of the parts that the paper counts."""
        return self._part_meant(label_key(label)) is not None

    def _part_meant(self, key: frozenset[str]) -> str | None:
        """Return the one counted part of whose label a later one keeps some words, None where none or several are."""
        said = stems(key)
        told = [p for p, words in self._parts.items() if said <= words and ("non" in said) == ("non" in words)]
        return told[0] if len(told) == 1 and said - {"non"} else None

    @cached_property
    def _long_forms(self) -> dict[str, str]:
        text = self._tokens.text
        found = reversed(definitions(text, 0, len(text)))  # the first definition of a short form holds
        return {d.short: d.meaning.of(text) for d in found}


def own_names(rows: Iterable[Sequence[Token]]) -> dict[frozenset[str], str]:
    """Return the constructs that brackets give group names to: "received X (A group) or Y (B group)"; none where one.

    rows: the tokens of each sentence. The names are keys of labels.
    """
    found: dict[frozenset[str], str] = {}
    for tokens in rows:
        for at, construct in enumerate(tokens[:-3]):
            if construct.mention is None or construct.mention.kind is not Kind.CONSTRUCT:
                continue
            opening, named, closing = tokens[at + 1 : at + 4]
            bracketed = opening.text == "(" and closing.text in {")", ",", ";", ":"}
            if bracketed and named.tag is Tag.ARM and named.label and named.mention is None:
                found.setdefault(label_key(named.label), construct.entity)
    return found if len(set(found.values())) >= _TWO else {}


def product_meant(label: str, names: Mapping[str, Iterable[str]]) -> str | None:
    """Return the one of several products of whose names a group's label keeps some words, None where none or several.

    names: what each product is called, by its id.
    """
    said = stems(label_key(label)) - {"group"}
    if len(names) < _TWO or not said or said & _OF_ANY or all(len(word) < _TWO or word.isdigit() for word in said):
        return None
    words = {product: stems(frozenset().union(*map(label_key, called))) for product, called in names.items()}
    fitting = [product for product, told in words.items() if said <= told]
    return fitting[0] if len(fitting) == 1 else None
