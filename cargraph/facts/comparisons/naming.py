"""What the sides of a comparison are called: of a name and its short form, the one that its sentence has."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cargraph.model import Comparison

_WITH_SHORT_FORM = re.compile(r"(?!(?:no|not|without|lack of)\b)(?P<name>[^()]+?) \((?P<short>[A-Za-z][\w+-]{0,11})\)")


def in_its_words(one: Comparison) -> Comparison:
    """Return a comparison with each side as its sentence calls it: "DL2" for "dose level 2 (DL2)"."""
    said = one.evidence[0].quote
    return replace(one, a=_named(one.a, said), b=_named(one.b, said) if one.b else None)


def _named(side: str, said: str) -> str:
    found = _WITH_SHORT_FORM.fullmatch(side)
    if found is None or side in said:
        return side
    has_short = re.search(rf"(?<![\w-]){re.escape(found['short'])}(?![\w-])", said) is not None
    has_name = found["name"].lower() in said.lower()
    return side if has_short == has_name else found["short"] if has_short else found["name"]
