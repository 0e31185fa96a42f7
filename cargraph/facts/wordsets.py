"""The choices of words that rules of relations share, written in capitals: PEOPLE, HAD, BETTER."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cargraph import resources
from cargraph.errors import RuleError
from cargraph.mentions import numerals, people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_KEYS = frozenset({"name", "words"})
_READ_BY_CODE = {
    "NUMBER_WORD": numerals.WORDS,
    "PATIENTS": tuple(sorted(people.PATIENTS)),
    "PATIENT": tuple(sorted(people.PATIENT | people.PATIENTS)),
}
_CAPITALS = re.compile(r"\b[A-Z_]{2,}\b")
_LIKE_A_NAME = re.compile(r"\b[A-Z]+(?:_[A-Z]+)+\b")
"""What can be nothing but the name of a set: capitals with a low line."""


def expanded(line: str) -> str:
    """Return a line of a rule with the names of shared choices written out.

    Raises RuleError where the file of choices cannot be used, or the line names one that there is not.

    >>> expanded("ALIKE .. OBJECT")
    '(similar | comparable | equivalent | equal | the same) .. OBJECT'
    """
    written = _written(line, _sets())
    if unknown := _LIKE_A_NAME.search(written):
        raise RuleError(f"{line!r}: {unknown[0]} is no set of words; use {', '.join(_sets())}, or add it to sets.yaml")
    return written


@cache
def _sets() -> dict[str, tuple[str, ...]]:
    path = resources.ontologies() / "rules" / "sets.yaml"
    found: dict[str, tuple[str, ...]] = dict(_READ_BY_CODE)
    for place, row in resources.rule_rows(path, needed=_KEYS):
        name, words = str(row["name"]), row["words"]
        if not name.isupper() or not isinstance(words, list):
            raise RuleError(f"{place}: {name} needs a name in capitals and a list of words; write both")
        found[name] = tuple(one for word in words for one in found.get(word, (_written(str(word), found),)))
    return found


def _written(line: str, sets: Mapping[str, Sequence[str]]) -> str:
    return _CAPITALS.sub(lambda name: f"({' | '.join(sets[name[0]])})" if name[0] in sets else name[0], line)
