"""RDF terms as the text of canonical N-Quads: written by hand, because text is many times faster than objects."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from cargraph.errors import GraphError
from cargraph.graph.iris import CG, XSD, clean

Pair = tuple[str, str]
"""A predicate and an object, both as N-Quads text."""

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_NAMED = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
_DECIMAL_DIGITS = 18


def iri(value: str) -> str:
    """Write an IRI that was minted here."""
    return f"<{value}>"


def cg(name: str) -> str:
    """Write a name of the ontology."""
    return f"<{CG}{name}>"


def string(value: str) -> str:
    r"""Write a string, escaped as canonical N-Quads does.

    >>> string('say "no"')
    '"say \\"no\\""'
    """
    return f'"{_SPECIAL.sub(_escape, clean(value))}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _NAMED.get(character) or f"\\u{ord(character):04X}"


def integer(value: int) -> str:
    """Write a whole number."""
    return f'"{value}"^^<{XSD}integer>'


def boolean(value: bool) -> str:
    """Write a truth value."""
    return f'"{str(value).lower()}"^^<{XSD}boolean>'


def shortest(value: float) -> str:
    """Write a number in as few digits as say it.

    >>> shortest(7.50), shortest(40.0)
    ('7.5', '40')
    """
    return f"{Decimal(str(value)).normalize() or Decimal(0):f}"


def number(value: float) -> str:
    """Write a number in its shortest decimal form, or as a double where decimals of the store end.

    Raises GraphError for a value that is no number.

    >>> number(14.89)
    '"14.89"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if not math.isfinite(value):
        raise GraphError(f"{value}: not a finite number; the reader must not make a value of it")
    exact = Decimal(str(value)).normalize()
    if exact.adjusted() >= _DECIMAL_DIGITS or -int(exact.as_tuple().exponent) > _DECIMAL_DIGITS:
        return f'"{float(exact)!r}"^^<{XSD}double>'
    return f'"{exact or Decimal(0):f}"^^<{XSD}decimal>'


def typed(name: str, value: str | float | None) -> list[Pair]:
    """Write one property of the ontology, or none where there is no value. Fractions are decimals."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [(cg(name), string(value))]
    if isinstance(value, bool):
        return [(cg(name), boolean(value))]
    if isinstance(value, int):
        return [(cg(name), integer(value))]
    return [(cg(name), number(value))]


def measured(name: str, value: float | str | None) -> list[Pair]:
    """Write a quantity, a decimal where it is a number, and `nameText` where the text prints a word ("NE")."""
    if isinstance(value, str):
        return typed(f"{name}Text", value)
    return [] if value is None else [(cg(name), number(value))]
