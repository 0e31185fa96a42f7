"""The choices of words that rules of relations share, written in capitals: PEOPLE, HAD, BETTER."""

from __future__ import annotations

import re
from functools import cache

from cargraph import resources
from cargraph.errors import RuleError
from cargraph.facts import wording

_KEYS = frozenset({"name", "words"})


def expanded(line: str) -> str:
    """Return a line of a rule with the names of shared choices written out.

    Raises RuleError where the file of choices cannot be used.

    >>> expanded("PEOPLE .. OBJECT").split(" | ")[0]
    '(patients'
    """
    return _named().sub(lambda name: f"({' | '.join(_sets()[name[0]])})", line)


@cache
def _sets() -> dict[str, tuple[str, ...]]:
    path = resources.ontologies() / "rules" / "sets.yaml"
    found: dict[str, tuple[str, ...]] = {}
    for row in wording.rows(path):
        checked = wording.checked(row, path, needed=_KEYS, allowed=frozenset())
        name, words = str(checked["name"]), checked["words"]
        if not name.isupper() or not isinstance(words, list):
            raise RuleError(f"{path.name}: {name} needs a name in capitals and a list of words; write both")
        found[name] = tuple(map(str, words))
    return found


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_sets())})\b")
