"""The language of filters, the same on the command line and in the page: FIELD=VALUE, joined by ";".

A value may be several, of which one must hold, divided by "|". Years and confidences are also compared: >=, <=, >, <.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cargraph.errors import ViewError
from cargraph.model import Kind, Predicate
from cargraph.views.model import COMPARED, REPORTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    Conditions = str | Iterable[str]

OF_CONSTRUCTS = ("construct", "antigen", "component", "disease", "trial")
"""Fields that choose constructs: the one named, or those linked to what is named."""
OUTCOMES = ("toxicity", "endpoint", "biomarker", "cytokine")
OF_FACTS = ("outcome", *OUTCOMES, "drug")
"""Fields that choose what is said: it names the entity. An outcome is of any of the kinds of `OUTCOMES`."""
NUMBERS = ("year", "confidence")
CHOICES = {
    "kind": tuple(str(kind) for kind in Kind),
    "relation": (*(str(predicate) for predicate in Predicate), REPORTED, COMPARED),
    "findings": ("own", "cited"),
}
FIELDS = (*OF_CONSTRUCTS, *OF_FACTS, "paper", *NUMBERS, *CHOICES)
_CLAUSE = re.compile(r"\s*(?P<field>[^=<>!]*?)\s*(?P<sign>>=|<=|!=|=|>|<)\s*(?P<value>.*?)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition. `values` are texts of which one must hold; of a number it is the one to compare with."""

    field: str
    sign: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.field}{self.sign}{'|'.join(self.values)}"

    def compares(self, number: float | None) -> bool:
        """Tell whether a number passes; none passes nothing."""
        if number is None:
            return False
        wanted = [float(value) for value in self.values]
        signs = {
            "=": number in wanted,
            "!=": number not in wanted,
            ">=": number >= wanted[0],
            "<=": number <= wanted[0],
            ">": number > wanted[0],
            "<": number < wanted[0],
        }
        return signs[self.sign]


def clauses(where: Conditions) -> tuple[Clause, ...]:
    """Return the conditions of one text or several. Raises ViewError for what is none, naming it and the mend.

    >>> [str(clause) for clause in clauses("outcome = CRS|ICANS; year>=2020")]
    ['outcome=CRS|ICANS', 'year>=2020']
    """
    texts = [where] if isinstance(where, str) else list(where)
    parts = [part for text in texts for part in text.split(";") if part.strip()]
    return tuple(_clause(part.strip()) for part in parts)


def _clause(text: str) -> Clause:
    found = _CLAUSE.fullmatch(text)
    values = tuple(part.strip() for part in found["value"].split("|") if part.strip()) if found else ()
    if not found or not values:
        raise ViewError(f"where {text!r}: no condition; write FIELD=VALUE, such as outcome=CRS or year>=2020")
    field, sign = found["field"].lower(), found["sign"]
    if field not in FIELDS:
        near = get_close_matches(field, FIELDS, n=1, cutoff=0.6)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise ViewError(f"where {text!r}: no field is called {field!r}{meant} The fields are {', '.join(FIELDS)}")
    if field in NUMBERS:
        return Clause(field, sign, _numbers(text, sign, values))
    if sign not in {"=", "!="}:
        raise ViewError(
            f"where {text!r}: {field} is compared with = or != alone; only years and confidences have {sign}"
        )
    return Clause(field, sign, _chosen(text, field, values) if field in CHOICES else values)


def _numbers(text: str, sign: str, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if not re.fullmatch(r"\d+(\.\d+)?", value):
            raise ViewError(f"where {text!r}: {value!r} is no number; write one, such as year>=2020")
    if len(values) > 1 and sign not in {"=", "!="}:
        raise ViewError(f"where {text!r}: {sign} takes one number; leave out the others")
    return values


def _chosen(text: str, field: str, values: tuple[str, ...]) -> tuple[str, ...]:
    plain = tuple(re.sub(r"[\s-]+", "_", value.lower()) for value in values)
    for value, known in zip(values, plain, strict=True):
        if known not in CHOICES[field]:
            raise ViewError(f"where {text!r}: {value!r} is no {field}; use {', '.join(CHOICES[field])}")
    return plain
