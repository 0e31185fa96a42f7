"""Constructs that are named as what the patients had had before: no results of the paper are theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cargraph.model import Kind

if TYPE_CHECKING:
    from cargraph.model import Annotation, Mention

_EARLIER_BEFORE = re.compile(
    r"\b(?:(?:prior(?!\sto\b)|previous"
    r"|(?<!was\s)(?<!were\s)(?<!occurred\s)(?<!began\s)earlier|previously|failed|failing|failure of)(?:\s[\w-]+){0,4}"
    r"|(?:returned|recurred|relapsed|relapsing|relapse|progressed|progressing|progression|refractory|disease)\s"
    r"(?:after|following|to)(?:\s[\w-]+){0,2}"
    r"|had\s(?:had\s|received\s)?(?:an?\s)?(?:prior|previous)\s[^.;()]{1,80}?(?:,\s|,?\sand\s)\d+(?:\san?)?)\s$",
    re.IGNORECASE,
)
_CUES = ("prior", "previous", "earlier", "fail", "return", "recur", "relaps", "progress", "refractory", "disease")
"""Each match of what tells of earlier treatment before a name holds one of these, and ends with a space."""
_HAD = re.compile(r"\b(?:had|have|were|was|been)\b[^;]*$", re.IGNORECASE)
_EARLIER_AFTER = re.compile(r"(?:\s[\w-]+){0,4}?\s(?:before|previously|earlier|in the past)\b(?!\s\w)", re.IGNORECASE)


def is_earlier(annotation: Annotation, mention: Mention) -> bool:
    """Tell whether a construct is named as earlier treatment: "given a CD19 CAR before", "prior CAR T-cell therapy"."""
    if mention.sentence < 0:
        return False
    text, sentence = annotation.paper.text, annotation.sentences[mention.sentence].span
    before, after = text[sentence.start : mention.span.start], text[mention.span.end : sentence.end]
    if before[-1:].isspace() and any(map(before.lower().__contains__, _CUES)) and _EARLIER_BEFORE.search(before):
        return True
    return bool(_EARLIER_AFTER.match(after) and _HAD.search(before))


def only_earlier(annotation: Annotation) -> bool:
    """Tell whether a paper names CAR products only as earlier treatment: it is about something else."""
    named = [mention for mention in annotation.mentions if mention.kind is Kind.CONSTRUCT]
    return all(is_earlier(annotation, mention) for mention in named)
