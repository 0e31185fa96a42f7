"""What the names of groups say: a comparator, the class of all products, or the same group in other words."""

from __future__ import annotations

import re
from functools import lru_cache

from cargraph.text.sieve import Sieve

_COMPARATOR = re.compile(
    r"\b(?:UTDs?|PBS|vehicle|saline|(?:un|non-?)(?:transduced|engineered|transfected)|standard|controls?|placebo|supportive|historical|chemo\w*|physician|investigator|TPC|SOC|BSC|BAT|untreated|untransduced|mock|observation|transplant(?:ation|s)?|conventional|usual|best[\s-]available)\b",
    re.IGNORECASE,
)

WITHOUT = re.compile(
    r"\b(?:did\snot\s(?:receive|undergo|get)|not\s(?:receiving|treated\swith|given)|without)\s(?P<what>.*)"
)
CONTROL = Sieve(r"\b(?:placebo|control|standard[\s-](?:of[\s-])?care)[\s-](?:group|arm)\b", re.IGNORECASE)

_CLASS = frozenset(
    """chimeric antigen receptor receptors car cars cart t cell cells therapy therapies treatment treatments product
    products modified engineered immunotherapy adoptive cellular commercial commercially approved available autologous
    and infusion nk the based""".split()
)


def names_the_class(label: str) -> bool:
    """Tell whether a construct's name is only that of the class ("CAR T-cell therapy"), no product's."""
    return set(re.findall(r"[^\W_]+", label.lower())) <= _CLASS


_GROUP_WORDS = frozenset(
    """group groups arm cohort the patients recipients population set those with who had having a an aged years year
    subjects pts received receiving treated given underwent undergoing receive undergo did""".split()
)


@lru_cache(maxsize=4096)
def label_key(label: str) -> frozenset[str]:
    """Return the words by which two wordings of one label are the same."""
    plain = re.sub(r"\bdose[\s-]level\s(?=\d)|\bDL-?\s?(?=\d)", "dl ", label, flags=re.IGNORECASE)
    words = set(re.findall(r"[≥≤<>]|[^\W_]+(?:[+-](?![^\W_]))?", plain.lower())) - _GROUP_WORDS
    return frozenset("non" if word in _DENYING else _PLURAL.sub(_singular, word) for word in words)


def _singular(match: re.Match[str]) -> str:
    return "y" if match.group() == "ies" else ""


_PLURAL = re.compile(r"(?<=[a-z]{3})ies$|(?<=[a-z]{3}[^sui])s$")
_DENYING = frozenset({"without", "no", "non", "not"})


def stems(key: frozenset[str]) -> frozenset[str]:
    """Return how the words of a label begin, and whether it denies: "prophylaxis" and "prophylactic" begin alike."""
    return frozenset("transpl" if w in _TRANSPLANTS else w[:_STEM] for w in key)


_STEM = 7
_TRANSPLANTS = frozenset("hsct sct asct hct ahct transplantation transplanted allohsct bmt".split())


def is_comparator(label: str) -> bool:
    """Tell whether a label names what a product is compared with, and no subgroup of its own patients."""
    return bool(_COMPARATOR.search(label))


def same_label(a: str, b: str) -> bool:
    """Tell whether two labels have the same words, those that any group has left out."""
    words = [
        set(re.findall(r"[a-z]+|\d+", x.lower())) - {"group", "arm", "the", "patients", "cohort", "of"} for x in (a, b)
    ]
    return bool(words[0]) and words[0] == words[1]
