"""The only maker of the spaCy pipeline: a tokenizer for the field, and folded norms to match names by."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import spacy
from spacy.attrs import NORM
from spacy.tokens import Doc
from spacy.util import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language
    from spacy.vocab import Vocab

_TOKEN = re.compile(r"([^\W\d_]+|\d+|[^\w\s]|_| +|[^\S ]+)( ?)")
"""A token, and the space behind it."""
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
_TOKENIZER = "cargraph.FieldTokenizer.v1"


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return the form a token is compared by: lower case, American, no accents, Greek letters spelled, no plural s.

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


class FieldTokenizer:
    """Split text into runs of letters, runs of digits and single other characters ("CD19-CAR" is CD, 19, -, CAR)."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text as a Doc whose `text` is exactly the text given."""
        found = _TOKEN.findall(text)
        return Doc(self.vocab, words=[word for word, _ in found], spaces=[space == " " for _, space in found])

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the tokenizer has no state."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> FieldTokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to keep."""

    def from_disk(self, *_: object, **__: object) -> FieldTokenizer:
        """Nothing to restore."""
        return self


def _field_tokenizer() -> Callable[[Language], FieldTokenizer]:
    return lambda nlp: FieldTokenizer(nlp.vocab)


@cache
def make_nlp() -> Language:
    """Return the pipeline: English, our tokenizer, folded norms. Made once a process; no model is loaded."""
    registry.tokenizers.register(_TOKENIZER, func=_field_tokenizer)
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": _TOKENIZER}}})
    nlp.vocab.lex_attr_getters[NORM] = fold  # type: ignore[attr-defined]
    for lexeme in nlp.vocab:
        lexeme.norm_ = fold(lexeme.text)
    nlp.max_length = 100_000_000
    return nlp
