"""How names are compared: folded words, hyphens and spaces left out, capitals kept where they are all there is."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

from cargraph.text.nlp import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_GAP = re.compile(r"[\s-]+")
_PLURAL_A = re.compile(r"(?<=[im])as$")
_SHORT = 5


@lru_cache(maxsize=1 << 14)
def key(text: str) -> str:
    """Return the form names are compared by: folded words, without spaces and hyphens.

    >>> key("B-cell maturation antigens") == key("B cell maturation antigen")
    True
    """
    return "".join(_PLURAL_A.sub("a", fold(word)) for word in _WORD.findall(text) if word != "-")


@lru_cache(maxsize=1 << 14)
def case_matters(name: str) -> bool:
    """Tell whether a name is a short form that counts in its own capitals only: ALL, CRi, ICE; not Cmax, CD19, TNF-α.

    >>> [name for name in ("ALL", "CRi", "Flu", "Cmax", "CD19", "TNF-α", "relapse") if case_matters(name)]
    ['ALL', 'CRi', 'Flu']
    """
    letters = _GAP.sub("", name)
    if not (letters.isascii() and letters.isalpha() and len(letters) <= _SHORT):
        return False
    capitals = sum(letter.isupper() for letter in letters)
    return capitals > 1 or (capitals == 1 and len(letters) <= 3)


def identity(name: str) -> str:
    """Return what tells one name from another: its `key`, or its own letters where capitals matter.

    >>> identity("EGFR") == identity("eGFR"), identity("IL-6") == identity("il 6")
    (False, True)
    """
    return _GAP.sub("", name) if case_matters(name) else key(name)


def case_fits(name: str, text: str) -> bool:
    """Tell whether a text that folds to a name is written as the name demands; a plural s is let pass."""
    if not case_matters(name):
        return True
    bare, wanted = _GAP.sub("", text), _GAP.sub("", name)
    return bare in (wanted, f"{wanted}s")


def spellings(name: str) -> Iterator[tuple[str, ...]]:
    """Yield a name's folded words as a text may divide them: hyphens left out, and words joined over a hyphen.

    >>> sorted(spellings("non-relapse mortality"))
    [('non', 'relapse', 'mortality'), ('nonrelapse', 'mortality')]
    """
    pieces = _WORD.findall(name)
    words = [piece for piece in pieces if piece != "-"]
    joins = [_may_join(name, before, after) for before, after in pairwise(_spans(name))]
    for glued in product(*([False, True] if join else [False] for join in joins)):
        yield from _with_plural(_joined(words, glued))
    if case_matters(name):
        yield (*(fold(word) for word in words[:-1]), f"{words[-1].lower()}s")


def _with_plural(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words, and the plural that `fold` leaves alone: lymphomas, leukaemias."""
    yield words
    if words[-1].endswith(("ia", "ma")):
        yield (*words[:-1], f"{words[-1]}s")


def _spans(name: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(name) if match.group() != "-"]


def _may_join(name: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    between = name[before[1] : after[0]]
    return between == "-" and name[before[1] - 1].isalpha() and name[after[0]].isalpha()


def _joined(words: list[str], glued: tuple[bool, ...]) -> tuple[str, ...]:
    out = [words[0]]
    for word, glue in zip(words[1:], glued, strict=True):
        if glue:
            out[-1] += word
        else:
            out.append(word)
    return tuple(fold(word) for word in out)
