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
_MIDDLE_DOT = re.compile(r"[\u00b7\u2027\u2219\u22c5](?<=\d.)(?=\d)")


def normalise(text: str) -> str:
    """Return the text with dashes, spaces, quotes and decimal points in one form each, of exactly the same length.

    >>> normalise("0·1 × 10⁶ qvCART‐19")
    '0.1 × 10⁶ qvCART-19'
    """
    return _MIDDLE_DOT.sub(".", text.translate(_TABLE))
