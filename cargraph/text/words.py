"""Text -> its words, as the field writes them, and the form in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"([^\W\d_]+|\d+|[^\w\s]|_| +|[^\S ]+)( ?)")
"""A word, and the space behind it."""
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "κ": "kappa", "λ": "lambda",
    "μ": "mu", "τ": "tau", "ω": "omega", "Α": "alpha", "Β": "beta", "Γ": "gamma", "Δ": "delta",
}  # fmt: skip
_BRITISH = (
    ("haem", "hem"), ("leukaem", "leukem"), ("anaem", "anem"), ("oedem", "edem"), ("tumour", "tumor"),
    ("diarrhoea", "diarrhea"), ("paed", "ped"), ("oesoph", "esoph"), ("ischaem", "ischem"), ("caemi", "cemi"),
    ("kalaemi", "kalemi"), ("aemia", "emia"), ("signalling", "signaling"), ("labelled", "labeled"), ("faecal", "fecal"),
    ("coeliac", "celiac"), ("behaviour", "behavior"), ("favour", "favor"), ("dyspnoea", "dyspnea"), ("apnoea", "apnea"),
)  # fmt: skip
_KEEPS_S = ("ss", "us", "is")


def words_in(text: str) -> tuple[list[str], list[int]]:
    """Return a text's runs of letters, runs of digits and single other characters, and where each begins.

    A single space between two of them is none; "CD19-CAR" is CD, 19, -, CAR.
    """
    words: list[str] = []
    starts: list[int] = []
    at = 0
    for word, space in _WORD.findall(text):
        words.append(word)
        starts.append(at)
        at += len(word) + len(space)
    return words, starts


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return the form a word is compared by: lower case, American, no accents, Greek letters spelled, no plural s.

    >>> fold("Leukaemias"), fold("γ"), fold("toxicities"), fold("Sjögren"), fold("neurological")
    ('leukemia', 'gamma', 'toxicity', 'sjogren', 'neurologic')
    """
    word = "".join(_GREEK.get(c, c) for c in word).lower()
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    if len(word) < 4 or not word.isalpha():
        return word
    for british, american in _BRITISH:
        word = word.replace(british, american)
    return _singular(word)


def _singular(word: str) -> str:
    if word.endswith("ological"):
        return word[:-2]
    if len(word) > 5 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("s") and not word.endswith(_KEEPS_S):
        return word[:-1]
    return word
