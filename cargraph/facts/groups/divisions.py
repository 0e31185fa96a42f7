"""The groups into which a paper says that it divides its patients: "young (18-40), adult (41-65) and old (>65)"."""

from __future__ import annotations

import re

from cargraph.text.sieve import Sieve

_VERB = Sieve(
    r"\b(?:divid|stratif|categori[sz]|classif|group|split|separat|assign|alloca|dichotomi[sz])\w*\b[^.;:()]{0,40}?\b(?:into|as|to)\b\s?"
    r"(?:(?:one\sof\s)?(?:the\s)?(?:following\s)?(?:two|three|four|five|[2-5])\s(?:[\w-]+\s){0,2}?(?:groups?|cohorts?|arms?|categories|strata|subgroups)"
    r"(?:\s(?:based|according)[^:;.]{0,60})?\s?[:,]\s)?",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"\s?(?:\(\d\)\s)?(?:and\s|or\s|the\s|an?\s|either\s)*(?P<label>[^\W\d_][\w+≥≤<>/%-]*(?:\s(?!and\b|or\b|vs\b|versus\b)[\w+≥≤<>/%-]+){0,4}?)"
    r"(?:\s(?:groups?|cohorts?|arms?))?\s?(?P<bracket>[(\[][^()\[\]]{1,60}[)\]])\s?(?P<joint>,?\s?(?:and|or|vs\.?|versus)\b|,|;|\.|$)?"
)
_MOST = 5
_TWO = 2


def divisions(text: str) -> tuple[str, ...]:
    """Return the labels of the first two to five groups, each with a bracket, that a text divides patients into."""
    for start in (m.end() for m in _VERB.everywhere(text)):
        labels: list[str] = []
        at = start
        while (item := _ITEM.match(text, at)) is not None and len(labels) <= _MOST:
            labels.append(item["label"])
            at = item.end()
            if not (item["joint"] or "").strip(" .;"):
                break
        if _TWO <= len(labels) <= _MOST and len(set(labels)) == len(labels):
            return tuple(labels)
    return ()
