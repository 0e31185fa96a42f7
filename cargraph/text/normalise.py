"""One character to one character, so that offsets hold for the text as it came."""

from __future__ import annotations

import re

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\ufeff"
_OTHERS = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"',
    "\u2a7e": "≥", "\u2267": "≥", "\u2a7d": "≤", "\u2266": "≤", "\u2715": "×", "\u2a2f": "×", "\u2217": "*",
    "\u00b5": "μ", "\ufb01": "ﬁ", "\u223c": "~", "\r": " ", "\x0b": " ", "\x0c": " ", "\u2028": "\n", "\u2029": "\n",
    "\u03f5": "ε", "\u200b": " ", "\u2044": "/", "\u2215": "/", "\uff08": "(", "\uff09": ")", "\uff0c": ",",
}  # fmt: skip
_TABLE = str.maketrans({**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_SPACES, " "), **_OTHERS})
_BLANK = r"[ \u00a0\u2006\u2008\u2009\u202f]"
_PARTED = re.compile(rf"(?<![\w.,])(?<!\d{_BLANK})\d{{1,3}}(?P<blank>{_BLANK})\d{{3}}(?![\w%])(?![.,]\d)")
"""A number of thousands with a blank for the comma: "14 320"."""
_MEASURED = re.compile(
    rf"{_PARTED.pattern}(?=\s(?:copies|cells|transgene|genom|vector|events|pg|ng|mg|IU|U)\b|\s?/[μm])"
    r"|(?<=\d-)\d{1,3} \d{3}(?=[)\]])"
)
"""One with its unit behind it, or at the end of a range in brackets."""
_SEVERAL = 2
_MIDDLE_DOT = re.compile(r"[\u00b7\u2027\u2219\u22c5](?<=\d.)(?=\d)")


def normalise(text: str) -> str:
    """Return the text with dashes, spaces, quotes and decimal points in one form each, of exactly the same length.

    >>> normalise("0·1 × 10⁶ qvCART‐19"), normalise("12\u2009400 pg/mL")
    ('0.1 × 10⁶ qvCART-19', '12,400 pg/mL')
    """
    plain = _MIDDLE_DOT.sub(".", text.translate(_TABLE))
    return _with_commas(text, plain)


def _with_commas(text: str, plain: str) -> str:
    """Return a text with commas for the blanks that part the thousands of its numbers.

    They are told by a blank of their own (thin or not to be broken), or where at least two numbers with their unit, or
    ends of ranges in brackets, are so parted.
    """
    places = {found.start("blank") for found in _PARTED.finditer(text) if found["blank"] != " "}
    if len({found[0] for found in _MEASURED.finditer(plain)}) >= _SEVERAL:
        places |= {found.start("blank") for found in _PARTED.finditer(plain)}
    letters = list(plain) if places else []
    for place in places:
        letters[place] = ","
    return "".join(letters) or plain
