"""Groups that a bracket names for a number of its own: "ICANS (n = 2, both after A)"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cargraph.facts.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.facts.tokens import Token

_COUNTS = frozenset({Tag.QUANTITY, Tag.SIZE})


def without_asides(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """Return a sentence's tokens with the groups as plain words that only another bracket's number is of.

    at: the place of the number that is asked for. Places stay as they are.
    """
    if not any(t.tag is Tag.ARM and t.depth for t in tokens):
        return tokens
    aside = {i for i, t in enumerate(tokens) if t.tag is Tag.ARM and t.depth and _is_aside(tokens, i, at)}
    return [replace(t, tag=Tag.WORD) if i in aside else t for i, t in enumerate(tokens)] if aside else tokens


def _is_aside(tokens: Sequence[Token], place: int, at: int) -> bool:
    """Tell whether the bracket about a group opens with a number and does not hold the one asked for."""
    depth = tokens[place].depth
    opening = next((i for i in range(place, -1, -1) if tokens[i].depth < depth), -1)
    closing = next((i for i in range(place, len(tokens)) if tokens[i].depth < depth), len(tokens))
    counted = any(t.tag in _COUNTS for t in tokens[opening + 1 : place])
    return counted and not opening < at < closing
